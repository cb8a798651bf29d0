//! A manager pauses or resumes a server's schedule; its settings stay.

use chrono::{DateTime, Utc};

use super::configure_server::{Configured, next_due, show_settings};
use crate::domain::ids::ServerId;
use crate::store::{StoreError, WriteTx, servers};

/// Stops the schedule; open rounds go on. `None` when the server was not set up.
pub fn pause_schedule(tx: &WriteTx<'_>, server: ServerId) -> Result<Option<Configured>, StoreError> {
    servers::set_paused(tx, server, true)?;
    show_settings(tx, server)
}

/// Starts the schedule again from now on: days in the pause are not made good.
pub fn resume_schedule(tx: &WriteTx<'_>, id: ServerId, now: DateTime<Utc>) -> Result<Option<Configured>, StoreError> {
    let Some(server) = servers::find(tx, id)? else {
        return Ok(None);
    };
    let due = next_due(tx, id, &server.schedule(), now)?;

    servers::set_due(tx, id, due)?;
    servers::set_paused(tx, id, false)?;
    show_settings(tx, id)
}
