//! Opens what is due: each server whose time has come gets its round, late within the grace, else a skipped day.

use chrono::{DateTime, Utc};
use rand::Rng;

use super::configure_server::next_due;
use crate::domain::delivery::DeliveryKind;
use crate::domain::ids::{RoundId, ServerId};
use crate::domain::round::SkipReason;
use crate::domain::schedule::Due;
use crate::domain::selection::{self, Listed};
use crate::domain::sheet::Sheet;
use crate::store::deliveries::{self, NewDelivery};
use crate::store::rounds::{NewRound, Replaces};
use crate::store::servers::Server;
use crate::store::{StoreError, WriteTx, editions, rounds, servers, set_aside};

/// The most days that are recorded as skipped one by one; a longer absence is cut to the last of them.
const RECORDED_DAYS: usize = 31;

/// What became of a server's due time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// A round waits to be posted.
    Round(RoundId),
    /// The day has no round.
    Skipped(SkipReason),
}

/// Opens the rounds of every server that is due, and moves each one's next instant.
pub fn open_due_rounds(
    tx: &WriteTx<'_>,
    now: DateTime<Utc>,
    at_most: u32,
    rng: &mut impl Rng,
) -> Result<Vec<Opened>, StoreError> {
    let mut opened = Vec::new();
    let bank = editions::listed(tx)?;
    for id in servers::due(tx, now, at_most)? {
        match open_for(tx, &bank, id, now, rng, &mut opened) {
            Err(error) if error.is_unreadable() => set_aside::insert(tx, "server", id.0, &error.to_string(), now)?,
            done => done?,
        }
    }
    Ok(opened)
}

fn open_for(
    tx: &WriteTx<'_>,
    bank: &[Listed],
    id: ServerId,
    now: DateTime<Utc>,
    rng: &mut impl Rng,
    opened: &mut Vec<Opened>,
) -> Result<(), StoreError> {
    let Some(server) = servers::find(tx, id)? else {
        return Ok(());
    };
    let schedule = server.schedule();
    let passed: Vec<Due> = std::iter::successors(Some(server.due), |due| schedule.next_after_day(due.day))
        .take_while(|due| due.at <= now)
        .collect();
    let recorded = passed.len().saturating_sub(RECORDED_DAYS);
    for (nth, due) in passed.iter().enumerate().skip(recorded) {
        let last = nth + 1 == passed.len();
        if last && now - due.at <= server.settings.grace {
            opened.extend(draw_round(tx, bank, &server, *due, 0, Replaces::WasDown, rng)?);
        } else {
            opened.extend(skip(tx, &server, *due, SkipReason::WasDown)?);
        }
    }
    let due = next_due(tx, server.id, &schedule, now)?;
    servers::set_due(tx, server.id, due)
}

/// Draws a question and inserts the round; `None` when that day has one of this number already.
pub(super) fn draw_round(
    tx: &WriteTx<'_>,
    bank: &[Listed],
    server: &Server,
    due: Due,
    number: u32,
    replaces: Replaces,
    rng: &mut impl Rng,
) -> Result<Option<Opened>, StoreError> {
    let seen = rounds::last_seen(tx, server.id)?;
    let drawn = selection::draw(bank, &server.settings.sections, &seen, rng);
    let Some(edition) = drawn.map_or(Ok(None), |listed| editions::find(tx, listed.edition))? else {
        return skip(tx, server, due, SkipReason::NoQuestion);
    };
    let sheet = Sheet::draw(edition, rng);
    let new = NewRound { server: server.id, day: due.day, number, due_at: due.at, settings: &server.settings };
    let inserted = rounds::insert_due(tx, &new, &sheet, replaces)?;
    if let Some(round) = inserted {
        owe_post(tx, server, round, due)?;
    }
    Ok(inserted.map(Opened::Round))
}

fn owe_post(tx: &WriteTx<'_>, server: &Server, round: RoundId, due: Due) -> Result<(), StoreError> {
    let new = NewDelivery {
        server: server.id,
        round: Some(round),
        kind: DeliveryKind::Post,
        subject: None,
        channel: Some(server.settings.channel),
        due_at: due.at,
        expires_at: due.at + server.settings.grace,
    };
    deliveries::insert(tx, &new, due.at)
}

pub(super) fn skip(
    tx: &WriteTx<'_>,
    server: &Server,
    due: Due,
    reason: SkipReason,
) -> Result<Option<Opened>, StoreError> {
    let new = NewRound { server: server.id, day: due.day, number: 0, due_at: due.at, settings: &server.settings };
    Ok(rounds::insert_skipped(tx, &new, reason)?.map(|_| Opened::Skipped(reason)))
}
