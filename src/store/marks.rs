//! The nameless marks of those who had their data deleted while a round was open; gone with the round's close.

use chrono::{DateTime, Utc};
use rusqlite::named_params;

use super::columns::Millis;
use super::{ReadTx, StoreError, WriteTx};
use crate::domain::ids::{MemberId, RoundId};
use crate::domain::mark::MarkKey;

/// The rounds that a member answered and that are open, or would be if a void was taken back.
pub fn open_rounds_answered_by(tx: &ReadTx<'_>, member: MemberId) -> Result<Vec<RoundId>, StoreError> {
    let sql = "select round_id from answer join round using (round_id) where member_id = :member \
               and (state = 'open' or void_from = 'open')";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":member": member }, |row| row.get("round_id"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Marks a member in a round, with the round's key; `key` becomes it if the round has none yet.
pub fn insert(tx: &WriteTx<'_>, round: RoundId, member: MemberId, key: MarkKey) -> Result<(), StoreError> {
    tx.prepare("insert into mark_key (round_id, key) values (:round, :key) on conflict (round_id) do nothing")?
        .execute(named_params! { ":round": round, ":key": key.bytes() })?;
    if let Some(key) = key_of(tx, round)? {
        tx.prepare("insert into mark (round_id, mark) values (:round, :mark) on conflict do nothing")?
            .execute(named_params! { ":round": round, ":mark": key.mark(member) })?;
    }
    Ok(())
}

/// Whether a member is marked in a round.
pub fn is_marked(tx: &ReadTx<'_>, round: RoundId, member: MemberId) -> Result<bool, StoreError> {
    let Some(key) = key_of(tx, round)? else {
        return Ok(false);
    };
    let sql = "select 1 from mark where round_id = :round and mark = :mark";
    tx.prepare_uncounted(sql)?.exists(named_params! { ":round": round, ":mark": key.mark(member) })
}

/// Deletes a round's marks with their key: it takes no more answers.
pub fn delete_of(tx: &WriteTx<'_>, round: RoundId) -> Result<(), StoreError> {
    tx.prepare("delete from mark_key where round_id = :round")?.execute(named_params! { ":round": round })?;
    Ok(())
}

/// Deletes the marks of void rounds that would be closed by now; says of how many.
pub fn delete_over(tx: &WriteTx<'_>, now: DateTime<Utc>) -> Result<usize, StoreError> {
    let sql = "delete from mark_key where round_id in (select round_id from mark_key join round using (round_id) \
               where state = 'void' and closes_at <= :now)";
    tx.prepare(sql)?.execute(named_params! { ":now": Millis(now) })
}

fn key_of(tx: &ReadTx<'_>, round: RoundId) -> Result<Option<MarkKey>, StoreError> {
    let sql = "select key from mark_key where round_id = :round";
    let key = tx.prepare_uncounted(sql)?.query_optional(named_params! { ":round": round }, |row| row.get(0))?;
    Ok(key.map(MarkKey::stored))
}
