//! Shows: what whoever is at the terminal asks for, such as the check of a bank, a server's history, or the sandbox.

mod bank;
pub mod command;
mod doctor;
mod export;
mod migrate;
mod output;
#[cfg(feature = "sandbox")]
mod sandbox;
mod site;
