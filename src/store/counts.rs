//! What the actions of one commit count, kept in memory and written once: of a thousand answers to one round, each would
//! otherwise write the same few rows.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use rusqlite::named_params;

use super::StoreError;
use super::engines::Engine;
use crate::domain::delivery::BOARD_PACE;
use crate::domain::ids::{RoundId, ServerId};

/// So many points make a span of the tally, as a power of two.
const SPAN_BITS: u32 = 8;

/// Counts that are not in the database yet.
#[derive(Debug, Default)]
pub(super) struct Counts {
    unwritten: RefCell<Unwritten>,
    /// The servers whose boards may show something else. One too many costs a look.
    boards: RefCell<BTreeSet<ServerId>>,
}

#[derive(Debug, Default)]
struct Unwritten {
    answered: BTreeMap<RoundId, i64>,
    /// Members by server, period and points.
    tally: BTreeMap<(ServerId, String, u32), i64>,
}

impl Counts {
    /// One more answer to a round.
    pub(super) fn answered(&self, round: RoundId) {
        *self.unwritten.borrow_mut().answered.entry(round).or_default() += 1;
    }

    /// So many more members, or fewer, have exactly these points.
    pub(super) fn tally(&self, server: ServerId, period: &str, points: u32, members: i64) {
        *self.unwritten.borrow_mut().tally.entry((server, period.to_owned(), points)).or_default() += members;
    }

    /// What the board of a server shows may have changed.
    pub(super) fn board_changed(&self, server: ServerId) {
        self.boards.borrow_mut().insert(server);
    }

    /// Has the boards looked at that may show something else; once a transaction, however many answers it holds.
    pub(super) fn hurry_boards(&self, engine: Engine<'_>) -> Result<(), StoreError> {
        // One that was refused waits for its own next try.
        let sql = "update delivery set try_at = shown_at + :pace from live_board \
                   where live_board.delivery_id = delivery.delivery_id and live_board.server_id = :server \
                   and shown_at is not null and state = 'due' and tries = 0 and try_at > shown_at + :pace";
        for server in self.boards.take() {
            let params = named_params! { ":server": server, ":pace": BOARD_PACE.num_milliseconds() };
            engine.prepare(sql)?.execute(params)?;
        }
        Ok(())
    }

    /// Writes what was counted.
    pub(super) fn write(&self, engine: Engine<'_>) -> Result<(), StoreError> {
        let Unwritten { answered, tally } = self.unwritten.take();
        for (round, members) in answered {
            engine
                .prepare("update round set answered = answered + :members where round_id = :round")?
                .execute(named_params! { ":round": round, ":members": members })?;
        }
        let mut spans: BTreeMap<(ServerId, String, u32), i64> = BTreeMap::new();
        for ((server, period, points), members) in tally.into_iter().filter(|(_, members)| *members != 0) {
            let sql = "insert into tally (server_id, period, points, members) values (:server, :period, :points, case when :members > 0 then :members else 0 end) \
                       on conflict (server_id, period, points) do update set members = tally.members + :members";
            engine.prepare(sql)?.execute(
                named_params! { ":server": server, ":period": period, ":points": points, ":members": members },
            )?;
            *spans.entry((server, period, points >> SPAN_BITS)).or_default() += members;
        }
        for ((server, period, span), members) in spans.into_iter().filter(|(_, members)| *members != 0) {
            let sql = "insert into tally_span (server_id, period, span, members) values (:server, :period, :span, case when :members > 0 then :members else 0 end) \
                       on conflict (server_id, period, span) do update set members = tally_span.members + :members";
            engine
                .prepare(sql)?
                .execute(named_params! { ":server": server, ":period": period, ":span": span, ":members": members })?;
        }
        Ok(())
    }

    /// Forgets what was counted: its transaction was taken back.
    pub(super) fn forget(&self) {
        self.unwritten.take();
    }
}
