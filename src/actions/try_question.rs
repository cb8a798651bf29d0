//! A sample question for whoever wants to see what it is like: judged, and counted nowhere.

use rand::Rng;
use rand::seq::SliceRandom as _;

use super::explain_question::is_secret;
use crate::domain::choice::Choice;
use crate::domain::ids::{MemberId, QuestionId, ServerId};
use crate::domain::question::Difficulty;
use crate::domain::sheet::Sheet;
use crate::store::{ReadTx, StoreError, editions};

/// Draws an easy question with one right option, but none that is asked here and whose key the member may not know.
pub fn draw_sample(
    tx: &ReadTx<'_>,
    server: ServerId,
    member: MemberId,
    rng: &mut impl Rng,
) -> Result<Option<Sheet>, StoreError> {
    let mut listed = editions::listed(tx)?;
    listed.shuffle(rng);
    // Easy ones first; a bank without any has others.
    listed.sort_by_key(|listed| listed.difficulty != Difficulty::Easy);
    for one in listed {
        if is_secret(tx, server, member, &one.question)? {
            continue;
        }
        if let Some(edition) = editions::find(tx, one.edition)?.filter(|edition| edition.choose() == 1) {
            return Ok(Some(Sheet::as_written(edition)));
        }
    }
    Ok(None)
}

/// What became of an answer to a sample question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sampled {
    /// It is right or wrong.
    Judged {
        /// What was asked.
        sheet: Sheet,
        /// What was picked.
        choice: Choice,
    },
    /// The question is asked here now, so its key is a secret.
    Secret,
    /// The bank does not have it any more.
    Gone,
}

/// Judges an answer to a sample question.
pub fn judge_sample(
    tx: &ReadTx<'_>,
    server: ServerId,
    member: MemberId,
    question: &QuestionId,
    choice: Choice,
) -> Result<Sampled, StoreError> {
    if is_secret(tx, server, member, question)? {
        return Ok(Sampled::Secret);
    }
    let edition = editions::of_question(tx, question)?.filter(|edition| edition.choose() == 1);
    Ok(edition.map_or(Sampled::Gone, |edition| Sampled::Judged { sheet: Sheet::as_written(edition), choice }))
}
