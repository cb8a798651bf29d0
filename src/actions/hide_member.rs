//! A member hides from a server's boards, or shows again: everyone else's places close up, or make room.

use crate::domain::ids::{MemberId, ServerId};
use crate::store::{StoreError, WriteTx, hidden, servers, standings};

/// Hides a member in a server, or shows them again; says whether the server is set up.
pub fn hide_member(tx: &WriteTx<'_>, server: ServerId, member: MemberId, hide: bool) -> Result<bool, StoreError> {
    if servers::find(tx, server)?.is_none() {
        return Ok(false);
    }
    let is_new = if hide { hidden::insert(tx, server, member)? } else { hidden::delete(tx, server, member)? };
    if is_new {
        standings::set_shown(tx, server, member, !hide)?;
    }
    Ok(true)
}
