//! What a refusal of Discord means for a delivery.

use rest::{Gone, Lacking, Meaning, RestError};
use tokio::time::Instant;

use super::Outbox;
use crate::discord::permissions;
use crate::domain::delivery::Failed;
use crate::domain::ids::{ChannelId, ServerId};
use crate::domain::settings::Thread;

/// What an error means for a delivery into a channel of a server. Before a reason is told, it is looked up: Discord has
/// one code for every missing permission.
pub(super) async fn failed(
    outbox: &Outbox,
    server: ServerId,
    channel: ChannelId,
    error: &RestError,
    until: Instant,
) -> Failed {
    let missing = match error.meaning() {
        Meaning::Gone(Gone::Channel | Gone::Server) => "channel",
        Meaning::NoAccess(Lacking::ViewChannel) => "view-channel",
        Meaning::NoAccess(_) => looked_up(outbox, server, channel, until).await.unwrap_or("send-messages"),
        _ => return without_access_asked(error),
    };
    Failed::NoAccess { missing: missing.to_owned() }
}

/// What an error means where access is not the question.
pub(super) fn without_access_asked(error: &RestError) -> Failed {
    match error.meaning() {
        Meaning::MayHaveHappened => Failed::Unknown,
        Meaning::NotSent | Meaning::RateLimited(_) | Meaning::TokenRefused => Failed::NotSent,
        Meaning::Gone(_) | Meaning::NoAccess(_) | Meaning::AlreadyDone | Meaning::Full | Meaning::Never => {
            Failed::Never { reason: error.to_string() }
        }
    }
}

/// What an error of a direct message means.
pub(super) fn refused_privately(error: &RestError) -> Failed {
    match error.meaning() {
        // They take no direct messages, or are gone: `/status` shows it all the same, and they may open them again.
        Meaning::NoAccess(_) | Meaning::Gone(Gone::Person) => {
            Failed::NoAccess { missing: "direct-messages".to_owned() }
        }
        _ => without_access_asked(error),
    }
}

async fn looked_up(outbox: &Outbox, server: ServerId, channel: ChannelId, until: Instant) -> Option<&'static str> {
    let missing = permissions::missing(&outbox.app, outbox.bot, server, channel, Thread::None);
    match tokio::time::timeout_at(until, missing).await {
        Ok(Ok(missing)) => missing.first().copied(),
        _ => None,
    }
}
