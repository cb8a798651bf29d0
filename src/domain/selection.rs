//! Decides which question comes next in a server.

use std::collections::HashMap;
use std::hash::BuildHasher;

use rand::Rng;
use rand::seq::IndexedRandom as _;

use super::ids::{QuestionId, SectionId};
use super::question::Question;
use crate::bank::Bank;

/// Draws the next question.
///
/// `last_seen` holds, for each question that the server had, a number that grows with time. No question returns until
/// all that fit were used; then the longest unseen comes first. `sections` limits the choice; empty means all.
pub fn draw<'b, S: BuildHasher>(
    bank: &'b Bank,
    sections: &[SectionId],
    last_seen: &HashMap<QuestionId, u64, S>,
    rng: &mut impl Rng,
) -> Option<&'b Question> {
    let fits = |question: &&Question| sections.is_empty() || sections.contains(question.section());
    let fitting: Vec<&Question> = bank.questions().iter().filter(fits).collect();

    let unseen: Vec<&Question> =
        fitting.iter().copied().filter(|question| !last_seen.contains_key(question.id())).collect();
    if let Some(question) = unseen.choose(rng) {
        return Some(question);
    }
    fitting.into_iter().min_by_key(|question| last_seen.get(question.id()))
}

/// How many fitting questions a server has not had yet, and how many fit.
pub fn left<S: BuildHasher>(
    bank: &Bank,
    sections: &[SectionId],
    last_seen: &HashMap<QuestionId, u64, S>,
) -> (usize, usize) {
    let fits = |question: &&Question| sections.is_empty() || sections.contains(question.section());
    let (seen, unseen): (Vec<&Question>, Vec<&Question>) =
        bank.questions().iter().filter(fits).partition(|question| last_seen.contains_key(question.id()));
    (unseen.len(), seen.len() + unseen.len())
}
