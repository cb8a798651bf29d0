//! A stand-in of Discord on loopback: REST v10, the gateway, and users who act. It knows no bot in particular.
//!
//! A test starts it with a [`World`], points a bot at [`Discord::url`], and then acts as users do through [`User`].
//! What a bot sends is checked as Discord would check it; what would be refused there is refused here, with the same
//! code, and kept in [`Discord::complaints`]. With `DISCORD_OPENAPI` naming Discord's own description of its API,
//! every request body is checked against that as well.
//!
//! | file | job |
//! |---|---|
//! | `clock` | the stand-in's time, and ids made from it |
//! | `world`, `permission`, `rights`, `shown` | servers, channels, roles, users, who may do what, and all of it as JSON |
//! | `state`, `shared` | everything that is remembered, behind one lock |
//! | `http`, `exchange`, `rest` | the REST API |
//! | `limits`, `openapi`, `markup` | what a body must keep to, and whom a text pings |
//! | `gateway`, `session`, `begun`, `dispatch` | the gateway, with its shards |
//! | `address`, `endpoint` | signed requests to the bot: interactions and events |
//! | `discord`, `trouble` | the handle: starts it, changes its world, makes trouble |
//! | `user`, `outcome` | what users do, and what they then see |
//! | `faults` | what goes wrong on demand |
//! | `page` | a web page that looks and works like Discord's client (feature `page`) |
//!
//! What it does not do: voice, messages of users, reactions, global rate limits over time, more than one bot.

mod address;
mod attached;
mod begun;
mod client;
mod clock;
mod discord;
mod dispatch;
mod endpoint;
mod exchange;
mod faults;
mod gateway;
mod granting;
mod http;
mod limits;
mod markup;
#[cfg(feature = "openapi")]
mod openapi;
mod outcome;
#[cfg(feature = "page")]
pub mod page;
mod permission;
mod rest;
mod rights;
mod roles;
mod session;
mod shared;
mod shown;
mod state;
mod trouble;
mod user;
mod world;

pub use clock::Clock;
pub use discord::Discord;
pub use exchange::Recorded;
pub use faults::{Fault, GatewayTrouble, Trouble};
pub use outcome::{Outcome, Shown};
pub use permission::Permission;
pub use user::{Acted, User};
pub use world::World;
