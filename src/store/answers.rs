//! The answers: one row a member and round, whatever is clicked twice.

use chrono::{DateTime, Utc};
use rusqlite::named_params;

use super::columns::Millis;
use super::engines::Row;
use super::{ReadTx, StoreError, WriteTx, set_aside};
use crate::domain::choice::Choice;
use crate::domain::ids::{MemberId, RoundId, ServerId};
use crate::domain::streak::Streak;
use crate::domain::verdict::Verdict;

/// An answer as the store keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Who gave it.
    pub member: MemberId,
    /// What was picked.
    pub choice: Choice,
    /// When, by Discord's clock.
    pub at: DateTime<Utc>,
    /// Where the member stood with it.
    pub streak: Streak,
    /// The verdict and its points; `None` until an `at_close` round is closed.
    pub graded: Option<(Verdict, u32)>,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Answer> {
    let verdict: Option<Verdict> = row.get("correct")?;
    let points: Option<u32> = row.get("points")?;
    Ok(Answer {
        member: row.get("member_id")?,
        choice: row.get("choice")?,
        at: row.get::<_, Millis>("answered_at")?.0,
        streak: Streak { days: row.get("streak")?, held: row.get("freezes")?, used: row.get("freezes_used")? },
        graded: verdict.zip(points),
    })
}

/// A member's answer to a round.
pub fn find(tx: &ReadTx<'_>, round: RoundId, member: MemberId) -> Result<Option<Answer>, StoreError> {
    let sql = "select member_id, choice, answered_at, streak, freezes, freezes_used, correct, points from answer \
               where round_id = :round and member_id = :member";
    tx.prepare_uncounted(sql)?.query_optional(named_params! { ":round": round, ":member": member }, from_row)
}

/// All answers to a round.
pub fn of_round(tx: &ReadTx<'_>, round: RoundId) -> Result<Vec<Answer>, StoreError> {
    let sql = "select member_id, choice, answered_at, streak, freezes, freezes_used, correct, points from answer \
               where round_id = :round";
    let mut statement = tx.prepare(sql)?;
    set_aside::readable("answer", statement.query_map(named_params! { ":round": round }, from_row)?)
}

/// The members whose answers to a round wait for their verdict and come after one, so many at most.
pub fn to_grade(tx: &ReadTx<'_>, round: RoundId, after: MemberId, at_most: u32) -> Result<Vec<MemberId>, StoreError> {
    let sql = "select member_id from answer where round_id = :round and member_id > :after and correct is null \
               order by member_id limit :at_most";
    let mut statement = tx.prepare(sql)?;
    let params = named_params! { ":round": round, ":after": after, ":at_most": at_most };
    let rows = statement.query_map(params, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Saves an answer, or what it was changed to.
pub fn save(tx: &WriteTx<'_>, round: RoundId, answer: &Answer) -> Result<(), StoreError> {
    let sql = "insert into answer (round_id, member_id, choice, answered_at, streak, freezes, freezes_used, correct, points) \
               values (:round, :member, :choice, :at, :streak, :held, :used, :correct, :points) \
               on conflict (round_id, member_id) do update set choice = excluded.choice, answered_at = excluded.answered_at, \
               streak = excluded.streak, freezes = excluded.freezes, freezes_used = excluded.freezes_used, correct = excluded.correct, points = excluded.points";
    tx.prepare_uncounted(sql)?.execute(named_params! {
        ":round": round,
        ":member": answer.member,
        ":choice": answer.choice,
        ":at": Millis(answer.at),
        ":streak": answer.streak.days,
        ":held": answer.streak.held,
        ":used": answer.streak.used,
        ":correct": answer.graded.map(|(verdict, _)| verdict),
        ":points": answer.graded.map(|(_, points)| points),
    })?;
    Ok(())
}

/// How many members picked each set of letters in a round.
pub fn choices(tx: &ReadTx<'_>, round: RoundId) -> Result<Vec<(Choice, u32)>, StoreError> {
    let mut statement =
        tx.prepare("select choice, count(*) as members from answer where round_id = :round group by choice")?;
    let rows =
        statement.query_map(named_params! { ":round": round }, |row| Ok((row.get("choice")?, row.get("members")?)))?;
    set_aside::readable("answer", rows)
}

/// How many members answered a round right, among those who have their verdict.
pub fn right(tx: &ReadTx<'_>, round: RoundId) -> Result<u32, StoreError> {
    let sql = "select count(*) from answer where round_id = :round and correct = 1";
    tx.prepare(sql)?.query_row(named_params! { ":round": round }, |row| row.get(0))
}

/// The longest streak that a member had in a server.
pub fn best_streak(tx: &ReadTx<'_>, server: ServerId, member: MemberId) -> Result<u32, StoreError> {
    let sql = "select coalesce(max(answer.streak), 0) from answer join round using (round_id) \
               where answer.member_id = :member and round.server_id = :server and round.state in ('open', 'closed')";
    tx.prepare(sql)?.query_row(named_params! { ":server": server, ":member": member }, |row| row.get(0))
}
