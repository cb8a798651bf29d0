//! Puts rounds and what follows from them in their channels, each once, whatever is lost on the way.

mod edit;
mod notice;
mod round;
mod seen;

use std::time::Duration;

use chrono::TimeDelta;

use super::app::App;
use crate::store::StoreError;
use rest::RestError;

pub use edit::{show_count, tidy};
pub use notice::send_notice;
pub use round::post_round;

/// Within this time after a first try, Discord answers the same nonce with the same message.
///
/// Its documentation says "the past few minutes"; shorter here, as nothing hangs on the rest of it.
const NONCE_HOLDS: TimeDelta = TimeDelta::seconds(120);

/// How long a single post waits for its turn and for Discord's limits before it is tried later.
const PATIENCE: Duration = Duration::from_mins(1);

/// What posting needs beside the message itself.
#[derive(Clone)]
pub struct Poster {
    /// The store, the bank, the words and the way out.
    pub app: App,
    /// The bot's own user id, by which it knows its messages.
    pub bot: u64,
}

/// Until when a request that begins now may wait.
fn until() -> tokio::time::Instant {
    tokio::time::Instant::now() + PATIENCE
}

/// What became of a message that was to be sent or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// It is there, in time.
    OnTime,
    /// It is there, late.
    Late,
    /// It will be tried again.
    Later,
    /// It will not be tried again.
    Never,
}

/// What a refusal says is missing, as the locales name it; `None` when access is not the reason.
fn missing_access(error: &RestError) -> Option<&'static str> {
    match (error.code(), error.status()) {
        (Some(10_003 | 10_004), _) => Some("channel"),
        (Some(50_001), _) => Some("view-channel"),
        (Some(50_013), _) | (_, Some(403)) => Some("send-messages"),
        (_, Some(404)) => Some("channel"),
        _ => None,
    }
}

/// Logs a failure of our own store once, where the background work ends.
fn log_store_error(what: &str, error: &StoreError) {
    tracing::error!(%error, "could not {what}; it is tried again");
}
