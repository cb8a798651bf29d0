//! Decides which question comes next in a server.

use std::collections::HashMap;
use std::hash::BuildHasher;

use rand::Rng;
use rand::seq::IndexedRandom as _;

use super::edition::EditionId;
use super::ids::{QuestionId, SectionId};
use super::question::Difficulty;

/// What must be known of a bank's question to draw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub question: QuestionId,
    /// Its wording in the bank now.
    pub edition: EditionId,
    pub section: SectionId,
    /// How hard it is.
    pub difficulty: Difficulty,
}

/// Which questions a schedule takes.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'s> {
    /// Their sections; empty for all.
    pub sections: &'s [SectionId],
    /// How hard they are; all without one.
    pub difficulty: Option<Difficulty>,
}

impl Wanted<'_> {
    /// Whether it is one of them.
    pub fn fits(&self, listed: &Listed) -> bool {
        let in_sections = self.sections.is_empty() || self.sections.contains(&listed.section);
        in_sections && self.difficulty.is_none_or(|wanted| wanted == listed.difficulty)
    }
}

/// Draws the next question.
///
/// `last_seen` holds, for each question that the server had, a number that grows with time. No question returns until
/// all that fit were used; then the longest unseen comes first.
pub fn draw<'b, S: BuildHasher>(
    bank: &'b [Listed],
    wanted: &Wanted<'_>,
    last_seen: &HashMap<QuestionId, u64, S>,
    rng: &mut impl Rng,
) -> Option<&'b Listed> {
    let fitting: Vec<&Listed> = bank.iter().filter(|listed| wanted.fits(listed)).collect();

    let unseen: Vec<&Listed> =
        fitting.iter().copied().filter(|listed| !last_seen.contains_key(&listed.question)).collect();
    if let Some(listed) = unseen.choose(rng) {
        return Some(listed);
    }
    fitting.into_iter().min_by_key(|listed| last_seen.get(&listed.question))
}

/// How many fitting questions a server has not had yet, and how many fit.
pub fn left<S: BuildHasher>(
    bank: &[Listed],
    wanted: &Wanted<'_>,
    last_seen: &HashMap<QuestionId, u64, S>,
) -> (usize, usize) {
    let fitting = || bank.iter().filter(|listed| wanted.fits(listed));
    let unseen = fitting().filter(|listed| !last_seen.contains_key(&listed.question)).count();
    (unseen, fitting().count())
}
