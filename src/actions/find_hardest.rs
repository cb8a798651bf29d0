//! Which question was the hardest of some days.

use chrono::NaiveDate;

use crate::domain::ids::ServerId;
use crate::domain::stats::Tally;
use crate::store::editions::{self, Drawn};
use crate::store::{ReadTx, StoreError, ceremonies, rounds};

/// The question of the days between two that the smallest share had right, with how many that were.
pub(super) fn hardest_question(
    tx: &ReadTx<'_>,
    server: ServerId,
    days: (NaiveDate, NaiveDate),
) -> Result<Option<(Drawn, Tally)>, StoreError> {
    let Some((round, tally)) = ceremonies::hardest_round(tx, server, days)? else {
        return Ok(None);
    };
    let round = rounds::find(tx, round)?;
    round.map(|round| Ok((editions::drawn(tx, round)?, tally))).transpose()
}
