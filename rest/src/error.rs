//! Why a request to Discord did not do what it was to do, and what that means for whoever asked.

use std::time::Duration;

/// What went wrong with a request. No case holds a token or an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RestError {
    /// Discord understood the request and said no.
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
        /// Whose limit it is.
        scope: Scope,
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

/// Whose limit a request met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// That of one route, for this bot.
    Route,
    /// That of one resource, which others use too; Discord does not hold it against this bot.
    Shared,
    /// That of the whole bot, or of its address.
    Everything,
}

/// What an error means for whoever asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// What the request was about is not there any more, and does not come back.
    Gone(Gone),
    /// It is not allowed; that may change when someone changes permissions.
    NoAccess(Lacking),
    /// It had been done before this request.
    AlreadyDone,
    /// Something is full until someone makes room: pins of a channel, open threads of a server.
    Full,
    /// Discord will say the same again to the same request.
    Never,
    /// It may have been done.
    MayHaveHappened,
    /// It was certainly not done, and may succeed later.
    NotSent,
    /// It was certainly not done; a limit asks for this wait.
    RateLimited(Duration),
    /// Discord does not know this token: nothing will succeed.
    TokenRefused,
}

/// What is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// A channel or thread.
    Channel,
    /// A server, or the bot's place in it.
    Server,
    /// A message; to a nonce sent again it means that its message was deleted.
    Message,
    /// A member of a server, or a user.
    Person,
    /// A role.
    Role,
    /// An interaction whose time is over.
    Interaction,
    /// Discord did not say what.
    Untold,
}

/// What is lacking, as far as Discord tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    /// The channel is hidden from the bot.
    ViewChannel,
    /// Replies need the channel's history.
    ReadMessageHistory,
    /// Some permission, or the bot is in a time-out: look which.
    Untold,
    /// The thread is locked or archived.
    OpenThread,
    /// The person takes no direct messages from this bot.
    DirectMessages,
}

impl RestError {
    /// What it means. Discord's codes are read here alone.
    pub fn meaning(&self) -> Meaning {
        match self {
            Self::Refused { status, code, .. } => refusal(*status, *code),
            Self::Unauthorized => Meaning::TokenRefused,
            Self::RateLimited { retry_after, .. } | Self::Blocked { retry_after, .. } => {
                Meaning::RateLimited(*retry_after)
            }
            Self::Lost(_) => Meaning::MayHaveHappened,
            Self::NotSent(_) => Meaning::NotSent,
        }
    }

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
            Self::RateLimited { retry_after, .. } | Self::Blocked { retry_after, .. } => Some(*retry_after),
            _ => None,
        }
    }

    /// Whether Discord may have done what was asked although this error came back.
    pub fn may_have_happened(&self) -> bool {
        matches!(self, Self::Lost(_))
    }
}

/// Discord's "JSON Error Codes", and its statuses where it gives no code.
fn refusal(status: u16, code: u32) -> Meaning {
    match code {
        10_003 => Meaning::Gone(Gone::Channel),
        10_004 => Meaning::Gone(Gone::Server),
        10_007 | 10_013 | 50_033 => Meaning::Gone(Gone::Person),
        10_008 => Meaning::Gone(Gone::Message),
        10_011 => Meaning::Gone(Gone::Role),
        10_015 | 10_062 | 50_027 => Meaning::Gone(Gone::Interaction),
        50_001 => Meaning::NoAccess(Lacking::ViewChannel),
        160_002 => Meaning::NoAccess(Lacking::ReadMessageHistory),
        50_083 | 160_005 => Meaning::NoAccess(Lacking::OpenThread),
        50_007 | 50_278 => Meaning::NoAccess(Lacking::DirectMessages),
        50_013 => Meaning::NoAccess(Lacking::Untold),
        40_060 | 160_004 => Meaning::AlreadyDone,
        30_003 | 160_006 | 160_007 => Meaning::Full,
        _ => match status {
            403 => Meaning::NoAccess(Lacking::Untold),
            404 => Meaning::Gone(Gone::Untold),
            // A redirect, or a request that took too long to arrive: it was not looked at.
            ..400 | 408 | 425 => Meaning::NotSent,
            _ => Meaning::Never,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16, code: u32) -> Meaning {
        RestError::Refused { status, code, message: String::new() }.meaning()
    }

    #[test]
    fn a_code_says_more_than_its_status() {
        let table = [
            (404, 10_003, Meaning::Gone(Gone::Channel)),
            (404, 10_007, Meaning::Gone(Gone::Person)),
            (404, 10_013, Meaning::Gone(Gone::Person)),
            (400, 50_033, Meaning::Gone(Gone::Person)),
            (404, 10_008, Meaning::Gone(Gone::Message)),
            (404, 0, Meaning::Gone(Gone::Untold)),
            (403, 50_001, Meaning::NoAccess(Lacking::ViewChannel)),
            (403, 50_013, Meaning::NoAccess(Lacking::Untold)),
            (403, 160_002, Meaning::NoAccess(Lacking::ReadMessageHistory)),
            (400, 160_002, Meaning::NoAccess(Lacking::ReadMessageHistory)),
            (400, 160_005, Meaning::NoAccess(Lacking::OpenThread)),
            (400, 50_083, Meaning::NoAccess(Lacking::OpenThread)),
            (403, 50_007, Meaning::NoAccess(Lacking::DirectMessages)),
            (403, 77_777, Meaning::NoAccess(Lacking::Untold)),
            (400, 160_004, Meaning::AlreadyDone),
            (400, 40_060, Meaning::AlreadyDone),
            (400, 160_006, Meaning::Full),
            (400, 30_003, Meaning::Full),
            (400, 50_035, Meaning::Never),
            (405, 0, Meaning::Never),
            (307, 0, Meaning::NotSent),
        ];
        for (status, code, meaning) in table {
            assert_eq!(refused(status, code), meaning, "status {status}, code {code}");
        }
    }

    #[test]
    fn only_a_lost_answer_leaves_it_open_whether_it_happened() {
        let lost = RestError::Lost(String::new());
        let wait = Duration::from_secs(3);
        let limited = RestError::RateLimited { retry_after: wait, scope: Scope::Route };

        assert_eq!(lost.meaning(), Meaning::MayHaveHappened);
        assert_eq!(RestError::NotSent(String::new()).meaning(), Meaning::NotSent);
        assert_eq!(limited.meaning(), Meaning::RateLimited(wait));
        assert_eq!(RestError::Blocked { retry_after: wait, reason: "" }.meaning(), Meaning::RateLimited(wait));
        assert_eq!(RestError::Unauthorized.meaning(), Meaning::TokenRefused);
    }
}
