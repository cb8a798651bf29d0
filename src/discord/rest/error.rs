//! Why a request to Discord did not do what it was to do, in the cases that a caller treats differently.

use std::time::Duration;

/// What went wrong with a request. No case holds a token or an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RestError {
    /// Discord understood the request and said no; it will say so again.
    #[error("Discord refused it: {message} (status {status}, code {code})")]
    Refused {
        /// The HTTP status, such as 403.
        status: u16,
        /// Discord's own code, such as 50013 for a missing permission; 0 when it gave none.
        code: u32,
        /// Discord's sentence.
        message: String,
    },
    /// Discord refuses this bot's token (status 401).
    #[error("Discord refuses this token")]
    Unauthorized,
    /// A limit lasts longer than the caller's patience. Nothing was done.
    #[error("Discord asks to wait {} s", .retry_after.as_secs_f32())]
    RateLimited {
        /// The rest of the wait.
        retry_after: Duration,
    },
    /// The request went out and no readable answer came back: it may or may not have been accepted.
    #[error("no answer from Discord: {0}")]
    Lost(String),
    /// The request never reached Discord.
    #[error("cannot reach Discord: {0}")]
    NotSent(String),
    /// Requests are held back, because Discord bans an address that goes on sending invalid ones.
    #[error("requests to Discord are held back for {} s: {reason}", .retry_after.as_secs())]
    Blocked {
        /// How long, at most.
        retry_after: Duration,
        /// What led to it.
        reason: &'static str,
    },
}

impl RestError {
    /// Discord's own code of a refusal, such as 50013; `None` when it gave none, and for every other case.
    pub fn code(&self) -> Option<u32> {
        match self {
            Self::Refused { code, .. } if *code != 0 => Some(*code),
            _ => None,
        }
    }

    /// The HTTP status of a refusal.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Refused { status, .. } => Some(*status),
            Self::Unauthorized => Some(401),
            _ => None,
        }
    }

    /// How long Discord, or the guard, wants to be left alone.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::RateLimited { retry_after } | Self::Blocked { retry_after, .. } => Some(*retry_after),
            _ => None,
        }
    }

    /// Whether Discord may have done what was asked although this error came back.
    pub fn may_have_happened(&self) -> bool {
        matches!(self, Self::Lost(_))
    }
}
