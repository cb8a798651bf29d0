//! How a connection to the gateway ends, and what follows from it.

use crate::domain::shard::Shard;

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Next {
    /// The same session goes on.
    Resume,
    /// A new session begins.
    Begin,
    /// Nothing helps but a change of settings; says which.
    GiveUp(String),
}

impl End {
    /// Whether Discord has not heard what begins a session. It lists the code as one after which to connect again, and a new
    /// session does mend one that it has lost. Where it answers each new session so, what the bot says does not reach it.
    pub(super) fn is_not_authenticated(&self) -> bool {
        *self == Self::Closed(Some(NOT_AUTHENTICATED))
    }

    /// What follows for a shard. Codes: Discord's reference, "Gateway Close Event Codes".
    pub(super) fn next(&self, shard: Shard) -> Next {
        match self {
            Self::Closed(Some(code)) if let Some(why) = refusal(*code, shard) => Next::GiveUp(why),
            Self::Closed(Some(NOT_AUTHENTICATED | 4_006 | 4_007 | 4_009)) | Self::SessionOver { resumable: false } => {
                Next::Begin
            }
            Self::Failed(_) | Self::Closed(_) | Self::Moved | Self::SessionOver { resumable: true } | Self::Silent => {
                Next::Resume
            }
        }
    }
}

/// Why Discord refuses the bot for good, and what to do.
fn refusal(code: u16, shard: Shard) -> Option<String> {
    Some(match code {
        4_004 => "Discord refuses this token (4004): give the bot the one from the page \"Bot\" of the developer portal".to_owned(),
        4_010 => format!(
            "Discord refuses shard {shard} (4010): see to it that PROCTOR_SHARDS names the same total in all processes"
        ),
        4_011 => {
            let split = if shard.total() == 1 { "divide them into shards".to_owned() } else { format!("{} shards are too few", shard.total()) };
            format!(
                "the bot is in too many servers for shard {shard} (4011): {split} with PROCTOR_SHARDS; `proctor doctor` says how many Discord advises"
            )
        }
        4_012 => "Discord no longer speaks this version of its gateway (4012): a newer proctor is needed".to_owned(),
        4_013 => "Discord does not know the gateway intent GUILDS (4013): a newer proctor is needed".to_owned(),
        4_014 => {
            "Discord refuses the gateway intent GUILDS to this application (4014): look at its pages in the developer portal, and ask Discord's support".to_owned()
        }
        _ => return None,
    })
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
