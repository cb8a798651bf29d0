//! What Discord answers, as far as a bot looks at it.
//!
//! A field that is missing or `null` where it may be is what it would be by default; fields that are not named here
//! are passed over, whatever they hold. Permissions and flags keep all their bits, also those that nobody knows yet.

mod application;
mod channel;
mod fields;
mod gateway;
mod message;
mod server;

pub use application::{Application, Command};
pub use channel::{Channel, Overwrite, OverwriteOf, ThreadState};
pub use gateway::{Gateway, SessionStartLimit};
pub use message::{Embed, Message, Part, Reference};
pub use server::{Member, Role, Server, User};
