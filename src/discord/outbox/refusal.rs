//! What a refusal of Discord means for a delivery.

use chrono::TimeDelta;
use rest::{Gone, Lacking, Meaning, RestError};
use tokio::time::Instant;

use super::Outbox;
use crate::actions::begin_delivery::Order;
use crate::discord::permissions::{Spot, Work};
use crate::domain::delivery::Failed;
use crate::domain::ids::ChannelId;

/// Whether Discord understood and said no: another place may say yes.
pub(super) fn refuses(error: &RestError) -> bool {
    error.status().is_some_and(|status| (400..500).contains(&status) && status != 401 && status != 429)
}

/// Whether nothing at all can be said in the channel.
pub(super) fn shuts_all(error: &RestError) -> bool {
    matches!(error.meaning(), Meaning::NoAccess(Lacking::ViewChannel) | Meaning::Gone(Gone::Channel | Gone::Server))
}

/// What an error means for a delivery into a channel or a thread. Before a reason is told, it is looked up: Discord has one
/// code for every missing permission.
pub(super) async fn failed(
    outbox: &Outbox,
    order: &Order,
    channel: ChannelId,
    works: &[Work],
    error: &RestError,
    until: Instant,
) -> Failed {
    if !matches!(error.meaning(), Meaning::Gone(Gone::Channel | Gone::Server) | Meaning::NoAccess(_)) {
        return without_access_asked(error);
    }
    spot(outbox, order, channel, works).why(error, order.at, until).await.into()
}

/// Where a delivery goes, and what the bot does there.
pub(super) fn spot<'s>(outbox: &'s Outbox, order: &Order, channel: ChannelId, works: &'s [Work]) -> Spot<'s> {
    Spot { rest: &outbox.app.rest, bot: outbox.bot, server: order.delivery.server, channel, works }
}

/// What an error means where access is not the question.
pub(super) fn without_access_asked(error: &RestError) -> Failed {
    match error.meaning() {
        Meaning::MayHaveHappened => Failed::Unknown,
        // Requests that are held back may go on before that.
        Meaning::RateLimited(_) if matches!(error, RestError::Blocked { .. }) => Failed::NotSent,
        Meaning::RateLimited(wait) => Failed::Limited { wait: TimeDelta::from_std(wait).unwrap_or(TimeDelta::MAX) },
        Meaning::NotSent | Meaning::TokenRefused => Failed::NotSent,
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
            Failed::NoAccess { missing: "direct-messages".to_owned(), until: None }
        }
        _ => without_access_asked(error),
    }
}
