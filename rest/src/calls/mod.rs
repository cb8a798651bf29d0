//! The requests that a bot makes, one thin function each. Bodies are Discord's own JSON.

mod application;
mod channels;
mod interactions;
mod servers;

pub use application::SERVERS_AT_ONCE;
pub use channels::Around;
