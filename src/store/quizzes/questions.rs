//! The questions of a quiz, in the order in which they are asked.

use chrono::{DateTime, Utc};
use rusqlite::named_params;

use crate::domain::edition::EditionId;
use crate::domain::ids::{MessageId, QuestionId, QuizId};
use crate::domain::quiz::QuestionState;
use crate::domain::sheet::{OptionOrder, Sheet};
use crate::store::columns::Millis;
use crate::store::engines::Row;
use crate::store::{ReadTx, StoreError, WriteTx, editions, set_aside};

/// A question of a quiz as the store keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuizQuestion {
    pub quiz: QuizId,
    /// Counted from 1.
    pub number: u32,
    pub question: QuestionId,
    /// The wording that it was drawn with.
    pub edition: EditionId,
    /// The drawn order of the options.
    pub order: OptionOrder,
    /// Where it stands.
    pub state: QuestionState,
    /// How often its message was made.
    pub shown: u32,
    /// Its message; of one that is to be asked again, the first.
    pub message: Option<MessageId>,
    /// Until when answers count, by Discord's clock.
    pub closes_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str = "quiz_id, number, question, edition_id, option_order, state, shown, message_id, closes_at";

fn from_row(row: &Row<'_>) -> rusqlite::Result<QuizQuestion> {
    Ok(QuizQuestion {
        quiz: row.get("quiz_id")?,
        number: row.get("number")?,
        question: row.get("question")?,
        edition: row.get("edition_id")?,
        order: row.get("option_order")?,
        state: row.get("state")?,
        shown: row.get("shown")?,
        message: row.get("message_id")?,
        closes_at: row.get::<_, Option<Millis>>("closes_at")?.map(|at| at.0),
    })
}

/// Adds a question to a quiz.
pub fn insert(tx: &WriteTx<'_>, quiz: QuizId, number: u32, sheet: &Sheet) -> Result<(), StoreError> {
    let sql = "insert into quiz_question (quiz_id, number, question, edition_id, option_order, state) \
               values (:quiz, :number, :question, :edition, :option_order, 'waiting')";
    tx.prepare(sql)?.execute(named_params! {
        ":quiz": quiz,
        ":number": number,
        ":question": sheet.edition().question(),
        ":edition": sheet.edition().id(),
        ":option_order": sheet.order(),
    })?;
    Ok(())
}

/// A question by its number.
pub fn find(tx: &ReadTx<'_>, quiz: QuizId, number: u32) -> Result<Option<QuizQuestion>, StoreError> {
    let sql = format!("select {COLUMNS} from quiz_question where quiz_id = :quiz and number = :number");
    tx.prepare(&sql)?.query_optional(named_params! { ":quiz": quiz, ":number": number }, from_row)
}

/// All questions of a quiz that can be read, in their order.
pub fn of_quiz(tx: &ReadTx<'_>, quiz: QuizId) -> Result<Vec<QuizQuestion>, StoreError> {
    let sql = format!("select {COLUMNS} from quiz_question where quiz_id = :quiz order by number");
    let mut statement = tx.prepare(&sql)?;
    set_aside::readable("quiz question", statement.query_map(named_params! { ":quiz": quiz }, from_row)?)
}

/// What is asked.
pub fn sheet_of(tx: &ReadTx<'_>, question: &QuizQuestion) -> Result<Sheet, StoreError> {
    let sheet = editions::find(tx, question.edition)?.and_then(|edition| Sheet::new(edition, question.order.clone()));
    // The schema holds the edition; an order that does not fit is damage of this row.
    sheet.ok_or_else(|| StoreError::Unreadable(format!("question {} of quiz {}", question.number, question.quiz)))
}

/// Its message is there, and it takes answers.
pub fn set_open(
    tx: &WriteTx<'_>,
    (quiz, number): (QuizId, u32),
    message: MessageId,
    asked_at: DateTime<Utc>,
    closes_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "update quiz_question set state = 'open', shown = case when shown < 2 then shown + 1 else 2 end, message_id = :message, asked_at = :asked_at, \
               closes_at = :closes_at where quiz_id = :quiz and number = :number and state = 'waiting'";
    tx.prepare(sql)?.execute(named_params! {
        ":quiz": quiz,
        ":number": number,
        ":message": message,
        ":asked_at": Millis(asked_at),
        ":closes_at": Millis(closes_at),
    })?;
    Ok(())
}

/// It stands somewhere else now.
pub fn set_state(tx: &WriteTx<'_>, (quiz, number): (QuizId, u32), state: QuestionState) -> Result<(), StoreError> {
    tx.prepare("update quiz_question set state = :state where quiz_id = :quiz and number = :number")?
        .execute(named_params! { ":quiz": quiz, ":number": number, ":state": state })?;
    Ok(())
}
