//! Who climbed most on a board by the last day that has results.

use chrono::NaiveDate;

use crate::domain::climb::climb;
use crate::domain::ids::ServerId;
use crate::store::set_aside::if_readable;
use crate::store::{ReadTx, StoreError, climbs, members};

/// On a board with more members nobody is looked for: their places are read one by one, or not at all.
const MOST_MEMBERS: u64 = 500;

/// Those who climbed most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Climbers {
    /// The names at their last answers, in the order of the board.
    pub names: Vec<String>,
    /// How many places each of them climbed.
    pub places: u64,
}

/// Who climbed most on the board of a period that runs; `from` is its first day, `on_it` the number of its members.
pub(super) fn find_climbers(
    tx: &ReadTx<'_>,
    server: ServerId,
    code: &str,
    from: Option<NaiveDate>,
    on_it: u64,
) -> Result<Option<Climbers>, StoreError> {
    if !(2..=MOST_MEMBERS).contains(&on_it) {
        return Ok(None);
    }
    let Some(day) = climbs::last_day(tx, server, from)? else {
        return Ok(None);
    };
    let gains = climbs::gains(tx, server, code, day)?;
    let Some(climbed) = climb(&climbs::totals(tx, server, code)?, &gains) else {
        return Ok(None);
    };
    let name = |member| Ok(if_readable("member", members::name(tx, server, member))?.unwrap_or_default());
    let names = climbed.members.into_iter().map(name).collect::<Result<Vec<_>, StoreError>>()?;
    let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
    Ok((!names.is_empty()).then_some(Climbers { names, places: climbed.places }))
}
