//! The editions: each wording of a question once, by the hash of what it says, as long as anything points at it.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use rusqlite::named_params;
use rusqlite::types::Type;

use super::engines::{Engine, Row};
use super::set_aside::if_readable;
use super::writer::lock;
use super::{ReadTx, StoreError, WriteTx, set_aside};
use crate::domain::edition::{Edition, EditionId};
use crate::domain::ids::QuestionId;
use crate::domain::round::Round;
use crate::domain::selection::Listed;
use crate::domain::sheet::Sheet;

/// The most editions that are kept parsed, about 10 kB each.
const KEPT: usize = 512;

/// Editions that were parsed already. One never changes and its id is the hash of all that it says, so this holds for
/// every database, and a click parses nothing.
static PARSED: LazyLock<Mutex<HashMap<EditionId, Arc<Edition>>>> = LazyLock::new(Mutex::default);

/// Keeps an edition, unless it is kept already. A row that was damaged since says again what its id is the hash of.
pub fn save_new(tx: &WriteTx<'_>, edition: &Edition) -> Result<(), StoreError> {
    let content = serde_json::to_string(edition.wording())
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    let sql = "insert into edition (edition_id, question, section, difficulty, content) \
               values (:edition, :question, :section, :difficulty, :content) \
               on conflict (edition_id) do update set question = excluded.question, section = excluded.section, \
               difficulty = excluded.difficulty, content = excluded.content \
               where (edition.question, edition.section, edition.difficulty, edition.content) \
                   is distinct from (excluded.question, excluded.section, excluded.difficulty, excluded.content)";
    tx.prepare(sql)?.execute(named_params! {
        ":edition": edition.id(),
        ":question": edition.question(),
        ":section": edition.wording().section.id,
        ":difficulty": edition.difficulty(),
        ":content": content,
    })?;
    Ok(())
}

/// An edition by its id; `None` when nothing points at it any more.
pub fn find(tx: &ReadTx<'_>, id: EditionId) -> Result<Option<Arc<Edition>>, StoreError> {
    if let Some(edition) = lock(&PARSED).get(&id) {
        return Ok(Some(Arc::clone(edition)));
    }
    let sql = "select edition_id, content from edition where edition_id = :edition";
    tx.prepare(sql)?.query_optional(named_params! { ":edition": id }, from_row)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Arc<Edition>> {
    let (id, content): (EditionId, String) = (row.get("edition_id")?, row.get("content")?);
    let unreadable = |error: Box<dyn std::error::Error + Send + Sync>| {
        rusqlite::Error::FromSqlConversionFailure(1, Type::Text, error)
    };
    let wording = serde_json::from_str(&content).map_err(|error| unreadable(Box::new(error)))?;
    let edition = Edition::new(wording).map_err(|fault| unreadable(Box::new(fault)))?;
    if edition.id() != id {
        return Err(unreadable(format!("edition {id} says what is not its own").into()));
    }
    let edition = Arc::new(edition);
    let mut parsed = lock(&PARSED);
    if parsed.len() >= KEPT {
        parsed.clear();
    }
    parsed.insert(id, Arc::clone(&edition));
    Ok(edition)
}

/// The sheet of a round; `None` for a day without a question, and where no wording of it was kept.
pub fn sheet_of(tx: &ReadTx<'_>, round: &Round) -> Result<Option<Sheet>, StoreError> {
    let Some(id) = round.edition else {
        return Ok(None);
    };
    Ok(find(tx, id)?.and_then(|edition| Sheet::new(edition, round.order.clone())))
}

/// A round with what was drawn for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    pub round: Round,
    /// Its sheet; `None` for a day without a question, and where no wording of it was kept.
    pub sheet: Option<Sheet>,
}

/// A round with what was drawn for it.
pub fn drawn(tx: &ReadTx<'_>, round: Round) -> Result<Drawn, StoreError> {
    Ok(Drawn { sheet: sheet_of(tx, &round)?, round })
}

/// Rounds with what was drawn for each; one whose wording cannot be read stands there without it.
pub fn all_drawn(tx: &ReadTx<'_>, rounds: impl IntoIterator<Item = Round>) -> Result<Vec<Drawn>, StoreError> {
    let with_sheet = |round| Ok(Drawn { sheet: if_readable("edition", sheet_of(tx, &round))?, round });
    rounds.into_iter().map(with_sheet).collect()
}

/// The wording of a question: that of the bank now, else one that is kept of it.
pub fn of_question(tx: &ReadTx<'_>, question: &QuestionId) -> Result<Option<Arc<Edition>>, StoreError> {
    let sql = "select edition_id from bank_question where question = :question \
               union all select edition_id from edition where question = :question limit 1";
    let id = tx.prepare(sql)?.query_optional(named_params! { ":question": question }, |row| row.get(0))?;
    id.map_or(Ok(None), |id| find(tx, id))
}

/// Makes these the bank's questions, in place of those of the bank that was loaded before.
pub fn list(tx: &WriteTx<'_>, editions: &[Arc<Edition>]) -> Result<(), StoreError> {
    tx.prepare("delete from bank_question")?.execute(&[])?;
    let sql = "insert into bank_question (question, edition_id) values (:question, :edition)";
    for edition in editions {
        tx.prepare(sql)?.execute(named_params! { ":question": edition.question(), ":edition": edition.id() })?;
    }
    Ok(())
}

/// The bank's questions, in the order of their ids.
pub fn listed(tx: &ReadTx<'_>) -> Result<Vec<Listed>, StoreError> {
    let sql = "select bank_question.question, edition_id, section, difficulty from bank_question \
               join edition using (edition_id) order by bank_question.question";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(&[], |row| {
        Ok(Listed {
            question: row.get("question")?,
            edition: row.get("edition_id")?,
            section: row.get("section")?,
            difficulty: row.get("difficulty")?,
        })
    })?;
    set_aside::readable("edition", rows)
}

/// Gives the rounds of a database from before editions the wording that their question has in the bank now.
///
/// A round whose question the bank does not have, or has with another number of options, stays without one.
pub fn give_to_old_rounds(tx: &WriteTx<'_>) -> Result<usize, StoreError> {
    // There were editions before there was another engine.
    let Engine::Sqlite(_) = tx.engine() else { return Ok(0) };
    let sql = "update round set edition_id = (select bank_question.edition_id from bank_question join edition using (edition_id) \
               where bank_question.question = round.question \
               and json_array_length(edition.content, '$.options') = length(round.option_order)) \
               where question is not null and edition_id is null";
    tx.prepare(sql)?.execute(&[])
}

/// Drops the editions that nothing points at; says how many.
pub fn drop_unused(tx: &WriteTx<'_>) -> Result<usize, StoreError> {
    let sql = "delete from edition where not exists (select 1 from bank_question where bank_question.edition_id = edition.edition_id) \
               and not exists (select 1 from round where round.edition_id = edition.edition_id) \
               and not exists (select 1 from quiz_question where quiz_question.edition_id = edition.edition_id)";
    tx.prepare(sql)?.execute(&[])
}
