//! A bank is loaded at the start: what is new in it is kept, and what nothing points at any more is dropped.

use std::sync::Arc;

use crate::domain::edition::Edition;
use crate::store::{StoreError, WriteTx, editions, remembered};

/// Under this name stands that the rounds from before editions have theirs.
const OLD_ROUNDS: &str = "old-rounds-have-editions";

/// Makes these editions the bank's questions.
///
/// The rounds of a database from before editions get the wording of their question in the first bank that is loaded; a
/// bank that comes later words new rounds only.
pub fn load_bank(tx: &WriteTx<'_>, bank: &[Arc<Edition>]) -> Result<(), StoreError> {
    for edition in bank {
        editions::save_new(tx, edition)?;
    }
    editions::list(tx, bank)?;
    if remembered::get(tx, OLD_ROUNDS)?.is_none() {
        editions::give_to_old_rounds(tx)?;
        remembered::set(tx, OLD_ROUNDS, "yes")?;
    }
    editions::drop_unused(tx)?;
    Ok(())
}
