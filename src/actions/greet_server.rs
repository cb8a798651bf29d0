//! The bot came into a new server: it is owed a greeting, once.

use chrono::{DateTime, Utc};

use crate::domain::delivery::DeliveryKind;
use crate::domain::ids::ServerId;
use crate::store::deliveries::{self, NewDelivery};
use crate::store::{StoreError, WriteTx, greetings, servers};

/// Owes a greeting to a server that the bot came into, unless it was greeted before or is set up; says whether it is owed.
pub fn greet_server(tx: &WriteTx<'_>, server: ServerId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    if servers::find(tx, server)?.is_some() || !greetings::note(tx, server, now)? {
        return Ok(false);
    }
    let kind = DeliveryKind::Greeting;
    let new = NewDelivery {
        server,
        round: None,
        kind,
        subject: None,
        channel: None,
        due_at: now,
        expires_at: now + kind.patience(),
    };
    deliveries::insert(tx, &new, now)?;
    Ok(true)
}
