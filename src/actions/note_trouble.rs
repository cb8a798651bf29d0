//! What keeps the bot from its work is kept, and the manager is told of it once.

use chrono::{DateTime, Utc};

use crate::domain::delivery::DeliveryKind;
use crate::domain::ids::{ChannelId, ServerId};
use crate::store::deliveries::{self, NewDelivery};
use crate::store::troubles::{self, Trouble};
use crate::store::{StoreError, WriteTx};

/// The trouble that Discord drops the boxes of messages, which are there all the same.
pub(super) const EMBEDS: &str = "embeds";

/// What is missing where nothing at all can be done in a channel, messages and edits alike.
fn shuts_all(missing: &str) -> bool {
    matches!(missing, "channel" | "view-channel" | "timed-out")
}

/// What a trouble is about. A channel that is closed stops all messages there alike; threads and edits have troubles of
/// their own, unless all is closed to the bot.
pub(super) fn about(kind: DeliveryKind, missing: Option<&str>) -> &'static str {
    match kind {
        DeliveryKind::Close | DeliveryKind::Count | DeliveryKind::QuizClose | DeliveryKind::Redraw
            if missing.is_some_and(shuts_all) =>
        {
            "post"
        }
        _ if missing == Some("embed-links") => EMBEDS,
        DeliveryKind::Thread => "thread",
        DeliveryKind::Pin => "pin",
        DeliveryKind::Board | DeliveryKind::Unboard => "board",
        DeliveryKind::Close | DeliveryKind::Count | DeliveryKind::QuizClose | DeliveryKind::Redraw => "edit",
        DeliveryKind::Post
        | DeliveryKind::Reveal
        | DeliveryKind::Void
        | DeliveryKind::Restored
        | DeliveryKind::Podium
        | DeliveryKind::Correction
        | DeliveryKind::Trouble
        | DeliveryKind::Report
        | DeliveryKind::ReportAnswer
        | DeliveryKind::Greeting
        | DeliveryKind::Ceremony
        | DeliveryKind::QuizCall
        | DeliveryKind::QuizQuestion
        | DeliveryKind::QuizKey
        | DeliveryKind::QuizEnd
        | DeliveryKind::Prize
        | DeliveryKind::Role => "post",
    }
}

/// Whether the arrival of a delivery shows that a trouble is over.
pub(super) fn is_over(trouble: &Trouble, arrived: DeliveryKind, what_else: Option<&str>) -> bool {
    let shows_boxes = matches!(
        arrived,
        DeliveryKind::Post
            | DeliveryKind::Reveal
            | DeliveryKind::Board
            | DeliveryKind::Podium
            | DeliveryKind::QuizQuestion
            | DeliveryKind::QuizKey
    );
    let disproved = match trouble.about.as_str() {
        EMBEDS => shows_boxes,
        // A message that cannot be taken down as its channel is gone counts as taken down.
        "post" if matches!(trouble.missing.as_str(), "channel" | "view-channel") => arrived != DeliveryKind::Unboard,
        other => other == about(arrived, None),
    };
    disproved && Some(trouble.missing.as_str()) != what_else
}

/// Keeps a trouble; of a new one the manager is told once.
pub(super) fn note_trouble(
    tx: &WriteTx<'_>,
    server: ServerId,
    channel: ChannelId,
    about: &str,
    missing: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if !troubles::note(tx, server, channel, about, missing, now)? {
        return Ok(());
    }
    let trouble = Trouble { channel, about: about.to_owned(), missing: missing.to_owned(), since: now };
    let kind = DeliveryKind::Trouble;
    let new = NewDelivery {
        server,
        round: None,
        kind,
        subject: Some(&subject_of(&trouble)),
        channel: None,
        due_at: now,
        expires_at: now + kind.patience(),
    };
    deliveries::insert(tx, &new, now)
}

/// How a delivery names the trouble that it tells of.
pub(super) fn subject_of(trouble: &Trouble) -> String {
    format!("{} {} {}", trouble.channel, trouble.about, trouble.missing)
}
