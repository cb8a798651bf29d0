//! The answers of quizzes: one a member and question, the first one.

use rusqlite::named_params;

use crate::domain::ids::{MemberId, QuizId};
use crate::domain::quiz::Given;
use crate::store::columns::Millis;
use crate::store::engines::Row;
use crate::store::{ReadTx, StoreError, WriteTx, set_aside};

const COLUMNS: &str = "number, member_id, choice, answered_at, correct, points";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Given> {
    Ok(Given {
        number: row.get("number")?,
        member: row.get("member_id")?,
        choice: row.get("choice")?,
        at: row.get::<_, Millis>("answered_at")?.0,
        verdict: row.get("correct")?,
        points: row.get("points")?,
    })
}

/// A member's answer to a question.
pub fn find(tx: &ReadTx<'_>, quiz: QuizId, number: u32, member: MemberId) -> Result<Option<Given>, StoreError> {
    let sql =
        format!("select {COLUMNS} from quiz_answer where quiz_id = :quiz and number = :number and member_id = :member");
    let params = named_params! { ":quiz": quiz, ":number": number, ":member": member };
    tx.prepare(&sql)?.query_optional(params, from_row)
}

/// Keeps a member's first answer to a question.
pub fn insert(tx: &WriteTx<'_>, quiz: QuizId, given: &Given) -> Result<(), StoreError> {
    let sql = "insert into quiz_answer (quiz_id, number, member_id, choice, answered_at, correct, points) \
               values (:quiz, :number, :member, :choice, :at, :correct, :points)";
    tx.prepare(sql)?.execute(named_params! {
        ":quiz": quiz,
        ":number": given.number,
        ":member": given.member,
        ":choice": given.choice,
        ":at": Millis(given.at),
        ":correct": given.verdict,
        ":points": given.points,
    })?;
    Ok(())
}

/// All answers of a quiz that can be read.
pub fn of_quiz(tx: &ReadTx<'_>, quiz: QuizId) -> Result<Vec<Given>, StoreError> {
    let sql =
        format!("select {COLUMNS} from quiz_answer where quiz_id = :quiz order by number, answered_at, member_id");
    let mut statement = tx.prepare(&sql)?;
    set_aside::readable("quiz answer", statement.query_map(named_params! { ":quiz": quiz }, from_row)?)
}
