//! What keeps the bot from its work is kept, and the manager is told of it once.

use chrono::{DateTime, Utc};

use crate::domain::delivery::DeliveryKind;
use crate::domain::ids::{ChannelId, ServerId};
use crate::store::deliveries::{self, NewDelivery};
use crate::store::troubles::{self, Trouble};
use crate::store::{StoreError, WriteTx};

/// A channel that is closed stops all messages there alike; threads and edits have troubles of their own.
pub(super) fn about(kind: DeliveryKind) -> &'static str {
    match kind {
        DeliveryKind::Thread => "thread",
        DeliveryKind::Pin => "pin",
        DeliveryKind::Close | DeliveryKind::Count => "edit",
        DeliveryKind::Post
        | DeliveryKind::Reveal
        | DeliveryKind::Void
        | DeliveryKind::Restored
        | DeliveryKind::Trouble
        | DeliveryKind::Report => "post",
    }
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
