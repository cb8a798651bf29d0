//! A member's own figures: accuracy by section and by exam domain, weakest first.

use std::collections::BTreeMap;

use super::ids::{QuestionId, SectionId};
use super::question::Domain;
use crate::bank::Bank;

/// How many answers were right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// The right answers.
    pub right: u32,
    /// All answers.
    pub answered: u32,
}

impl Tally {
    /// The share of right answers in percent, rounded; 0 without answers.
    pub fn percent(self) -> u32 {
        (self.right * 200 + self.answered).checked_div(self.answered * 2).unwrap_or(0)
    }

    fn count(&mut self, right: bool) {
        self.answered += 1;
        self.right += u32::from(right);
    }
}

/// A member's figures in one server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stats {
    /// All graded answers.
    pub total: Tally,
    /// By section of the bank, weakest first.
    pub sections: Vec<(SectionId, Tally)>,
    /// By exam domain, weakest first.
    pub domains: Vec<(Domain, Tally)>,
}

/// Counts graded answers; questions that the bank does not have any more count in the total alone.
pub fn count(bank: &Bank, answers: impl IntoIterator<Item = (QuestionId, bool)>) -> Stats {
    let mut total = Tally::default();
    let mut sections: BTreeMap<SectionId, Tally> = BTreeMap::new();
    let mut domains: BTreeMap<Domain, Tally> = BTreeMap::new();
    for (id, right) in answers {
        total.count(right);
        if let Some(question) = bank.question(&id) {
            sections.entry(question.section().clone()).or_default().count(right);
            domains.entry(question.domain()).or_default().count(right);
        }
    }
    Stats { total, sections: weakest_first(sections), domains: weakest_first(domains) }
}

fn weakest_first<K: Ord>(tallies: BTreeMap<K, Tally>) -> Vec<(K, Tally)> {
    let mut rows: Vec<(K, Tally)> = tallies.into_iter().collect();
    rows.sort_by_key(|(_, tally)| (tally.percent(), std::cmp::Reverse(tally.answered)));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_to_the_nearest_percent() {
        for (right, answered, expected) in [(0, 0, 0), (1, 3, 33), (2, 3, 67), (1, 8, 13), (5, 5, 100)] {
            assert_eq!(Tally { right, answered }.percent(), expected, "{right}/{answered}");
        }
    }
}
