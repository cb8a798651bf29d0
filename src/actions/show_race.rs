//! How the first of a season came to their points, day by day.

use chrono::NaiveDate;

use crate::domain::leaderboard::Standing;
use crate::domain::race::{Race, race};
use crate::domain::season::Season;
use crate::store::{ReadTx, StoreError, podiums};

/// The race of these rows of a season's board, up to a day; `None` where there is nothing to see yet.
pub(super) fn show_race(
    tx: &ReadTx<'_>,
    season: &Season,
    top: &[Standing],
    until: NaiveDate,
) -> Result<Option<Race>, StoreError> {
    let scored = top.iter().filter(|row| row.points > 0);
    let ways = scored.map(|row| Ok((row.place, row.name.clone(), podiums::points_by_day(tx, season, row.member)?)));
    let ways = ways.collect::<Result<Vec<_>, StoreError>>()?;
    Ok(race((season.first_day, until.min(season.last_day())), ways))
}
