//! The rounds that commands list: the last thirty days, and the open ones.

use chrono::{DateTime, Days, Utc};

use crate::domain::ids::ServerId;
use crate::store::editions::Drawn;
use crate::store::{ReadTx, StoreError, editions, rounds, servers};

/// A server's rounds of the last thirty local days, the newest first; `None` when it was not set up.
pub fn list_rounds(tx: &ReadTx<'_>, id: ServerId, now: DateTime<Utc>) -> Result<Option<Vec<Drawn>>, StoreError> {
    let Some(server) = servers::find(tx, id)? else {
        return Ok(None);
    };
    let today = server.day_at(now);
    let listed = rounds::since(tx, id, today.checked_sub_days(Days::new(29)).unwrap_or(today))?;
    editions::all_drawn(tx, listed).map(Some)
}

/// A server's open rounds, the newest first.
pub fn open_rounds(tx: &ReadTx<'_>, server: ServerId) -> Result<Vec<Drawn>, StoreError> {
    editions::all_drawn(tx, rounds::open_in(tx, server)?)
}
