//! How many sessions of the gateway begin, over all processes and restarts.

use rusqlite::named_params;

use super::columns::Millis;
use super::engines::Row;
use super::{ReadTx, StoreError, WriteTx};
use crate::domain::session_start::{Budget, Starts};

/// What is known of those that share a turn.
pub fn of_turn(tx: &ReadTx<'_>, turn: u32) -> Result<Starts, StoreError> {
    let sql = "select last_at from session_turn where turn = :turn";
    let last_at = |row: &Row<'_>| row.get::<_, Millis>("last_at");
    let last_at = tx.prepare(sql)?.query_optional(named_params! { ":turn": turn }, last_at)?.map(|last| last.0);
    let sql = "select a_day, unused, resets_at, even_at from session_budget where budget_id = 1";
    let budget = tx.prepare(sql)?.query_optional(&[], |row| {
        let (resets_at, even_at) = (row.get::<_, Millis>("resets_at")?.0, row.get::<_, Millis>("even_at")?.0);
        Ok(Budget { a_day: row.get("a_day")?, unused: row.get("unused")?, resets_at, even_at })
    })?;
    Ok(Starts { last_at, budget: budget.unwrap_or_default() })
}

/// Keeps when the last session of a turn begins, and what is left of the day.
pub fn save(tx: &WriteTx<'_>, turn: u32, starts: Starts) -> Result<(), StoreError> {
    if let Some(last) = starts.last_at {
        let sql = "insert into session_turn (turn, last_at) values (:turn, :last) \
                   on conflict (turn) do update set last_at = excluded.last_at";
        tx.prepare(sql)?.execute(named_params! { ":turn": turn, ":last": Millis(last) })?;
    }
    save_budget(tx, starts.budget)
}

/// Keeps what is left of the day.
pub fn save_budget(tx: &WriteTx<'_>, budget: Budget) -> Result<(), StoreError> {
    let sql = "insert into session_budget (budget_id, a_day, unused, resets_at, even_at) \
               values (1, :a_day, :unused, :resets_at, :even_at) \
               on conflict (budget_id) do update set a_day = excluded.a_day, unused = excluded.unused, \
               resets_at = excluded.resets_at, even_at = excluded.even_at";
    tx.prepare(sql)?.execute(named_params! {
        ":a_day": budget.a_day,
        ":unused": budget.unused,
        ":resets_at": Millis(budget.resets_at),
        ":even_at": Millis(budget.even_at),
    })?;
    Ok(())
}
