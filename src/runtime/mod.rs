//! Starts: reads the settings, owns the clock, connects store, Discord and schedule, and ends all of it in good order.

pub mod bot;
pub mod cli;
pub mod clock;
pub mod config;
pub mod endpoint;
pub mod exit;
pub mod gateway;
pub mod health;
pub mod healthcheck;
pub mod heartbeat;
pub mod lock;
pub mod log;
pub mod login;
pub mod metrics;
pub mod openings;
pub mod owner;
pub mod presence;
pub mod registration;
pub mod run;
pub mod scheduler;
pub mod secret;
pub mod shutdown;
pub mod timebase;
mod timekeeping;
pub mod upkeep;
mod workers;
