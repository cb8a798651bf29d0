//! How a connection to the gateway ends, and what follows from it.

/// Discord's code for a connection on which it has heard nothing that begins a session.
const NOT_AUTHENTICATED: u16 = 4_003;

/// How a connection ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum End {
    /// There was none, or no session began on it; says why.
    Failed(String),
    /// It was closed, with a code or without.
    Closed(Option<u16>),
    /// Discord asked for a new one.
    Moved,
    /// Discord ended the session.
    SessionOver {
        /// Whether it can be resumed all the same.
        resumable: bool,
    },
    /// Nothing was heard any more.
    Silent,
}

/// What follows from an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// The same session goes on.
    Resume,
    /// A new session begins.
    Begin,
    /// Nothing helps but a change of settings; says which.
    GiveUp(&'static str),
}

impl End {
    /// Whether Discord has not heard what begins a session. It lists the code as one after which to connect again, and a new
    /// session does mend one that it has lost. Where it answers each new session so, what the bot says does not reach it.
    pub(super) fn is_not_authenticated(&self) -> bool {
        *self == Self::Closed(Some(NOT_AUTHENTICATED))
    }

    /// What follows. Codes: Discord's reference, "Gateway Close Event Codes".
    pub(super) fn next(&self) -> Next {
        match self {
            Self::Closed(Some(4_004)) => Next::GiveUp("Discord refuses this token"),
            Self::Closed(Some(4_010)) => Next::GiveUp("Discord knows no such shard"),
            Self::Closed(Some(4_011)) => {
                Next::GiveUp("the bot is in too many servers for one connection: Discord asks for shards")
            }
            Self::Closed(Some(4_012)) => {
                Next::GiveUp("Discord no longer speaks this version of its gateway: a newer proctor is needed")
            }
            Self::Closed(Some(4_013 | 4_014)) => {
                Next::GiveUp("Discord refuses the gateway intent GUILDS to this application")
            }
            Self::Closed(Some(NOT_AUTHENTICATED | 4_006 | 4_007 | 4_009)) | Self::SessionOver { resumable: false } => {
                Next::Begin
            }
            Self::Failed(_) | Self::Closed(_) | Self::Moved | Self::SessionOver { resumable: true } | Self::Silent => {
                Next::Resume
            }
        }
    }
}

impl std::fmt::Display for End {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Failed(why) => f.write_str(why),
            Self::Closed(Some(code)) => write!(f, "closed with code {code}"),
            Self::Closed(None) => f.write_str("closed without a code"),
            Self::Moved => f.write_str("Discord asked for a new connection"),
            Self::SessionOver { .. } => f.write_str("Discord ended the session"),
            Self::Silent => f.write_str("nothing was heard any more"),
        }
    }
}
