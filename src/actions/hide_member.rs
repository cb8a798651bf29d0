//! A member hides from a server's boards, or shows again: everyone else's places close up, or make room.

use chrono::{DateTime, Utc};

use crate::domain::ids::{MemberId, ServerId};
use crate::store::{StoreError, WriteTx, hidden, rewards, servers, standings};

use super::hand_out::{crown, settle_member};

/// What became of a member's wish to hide, or to show again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HideOutcome {
    /// It is as they wish.
    Done {
        /// Whether the server gives roles, which go with it.
        gives_roles: bool,
    },
    /// The server was not set up.
    NotSetUp,
}

/// Hides a member in a server, or shows them again.
pub fn hide_member(
    tx: &WriteTx<'_>,
    server: ServerId,
    member: MemberId,
    hide: bool,
    now: DateTime<Utc>,
) -> Result<HideOutcome, StoreError> {
    if servers::find(tx, server)?.is_none() {
        return Ok(HideOutcome::NotSetUp);
    }
    let is_new = if hide { hidden::insert(tx, server, member)? } else { hidden::delete(tx, server, member)? };
    if is_new {
        standings::set_shown(tx, server, member, !hide)?;
        // Whoever hides has no prizes to be seen by.
        let roles = rewards::roles_of(tx, member)?.into_iter().filter(|(of, _)| *of == server).collect::<Vec<_>>();
        settle_member(tx, &roles, member, now)?;
        // Whoever is first among those who are shown is the champion.
        crown(tx, server, now)?;
    }
    Ok(HideOutcome::Done { gives_roles: !rewards::of_server(tx, server)?.is_empty() })
}
