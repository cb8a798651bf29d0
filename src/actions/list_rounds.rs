//! The rounds that commands list: the last thirty days, and the open ones.

use chrono::{DateTime, Days, Utc};

use crate::domain::ids::ServerId;
use crate::domain::round::Round;
use crate::store::{ReadTx, StoreError, rounds, servers};

/// A server's rounds of the last thirty local days, the newest first; `None` when it was not set up.
pub fn list_rounds(tx: &ReadTx<'_>, id: ServerId, now: DateTime<Utc>) -> Result<Option<Vec<Round>>, StoreError> {
    let Some(server) = servers::find(tx, id)? else {
        return Ok(None);
    };
    let today = server.schedule().day_at(now);
    rounds::since(tx, id, today.checked_sub_days(Days::new(29)).unwrap_or(today)).map(Some)
}

/// A server's open rounds, the newest first.
pub fn open_rounds(tx: &ReadTx<'_>, server: ServerId) -> Result<Vec<Round>, StoreError> {
    rounds::open_in(tx, server)
}
