//! A member's own figures: accuracy by section and by exam domain, weakest first.

use std::collections::BTreeMap;
use std::ops::Deref;

use super::edition::{Edition, Section};
use super::ids::SectionId;
use super::question::Domain;

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
    /// By section of the bank, weakest first; those with fewer than [`ENOUGH`] answers follow.
    pub sections: Vec<(Section, Tally)>,
    /// By exam domain, in the same order.
    pub domains: Vec<(Domain, Tally)>,
}

/// Counts graded answers, the oldest first, each with the wording that was answered; one whose wording was not kept counts
/// in the total alone. A section goes by its newest name.
pub fn count<E: Deref<Target = Edition>>(answers: impl IntoIterator<Item = (Option<E>, bool)>) -> Stats {
    let mut total = Tally::default();
    let mut sections: BTreeMap<SectionId, (String, Tally)> = BTreeMap::new();
    let mut domains: BTreeMap<Domain, Tally> = BTreeMap::new();
    for (edition, right) in answers {
        total.count(right);
        if let Some(edition) = edition {
            let Section { id, name } = &edition.wording().section;
            let (newest, tally) = sections.entry(id.clone()).or_default();
            newest.clone_from(name);
            tally.count(right);
            domains.entry(edition.wording().domain).or_default().count(right);
        }
    }
    let named = sections.into_iter().map(|(id, (name, tally))| (Section { id, name }, tally));
    Stats { total, sections: weakest_first(named), domains: weakest_first(domains) }
}

/// Fewer answers than these say little of a member: what has them comes after what has enough.
pub const ENOUGH: u32 = 3;

fn weakest_first<K>(tallies: impl IntoIterator<Item = (K, Tally)>) -> Vec<(K, Tally)> {
    let mut rows: Vec<(K, Tally)> = tallies.into_iter().collect();
    rows.sort_by_key(|(_, tally)| (tally.answered < ENOUGH, tally.percent(), std::cmp::Reverse(tally.answered)));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_enough_answers_comes_before_a_weaker_share_of_few() {
        let tally = |right, answered| Tally { right, answered };
        let rows = weakest_first([
            ("one of one", tally(1, 1)),
            ("none of two", tally(0, 2)),
            ("most", tally(3, 4)),
            ("half", tally(2, 4)),
        ]);
        assert_eq!(
            rows.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
            ["half", "most", "none of two", "one of one"]
        );
    }

    #[test]
    fn a_share_is_rounded_to_the_nearest_percent() {
        for (right, answered, expected) in [(0, 0, 0), (1, 3, 33), (2, 3, 67), (1, 8, 13), (5, 5, 100)] {
            assert_eq!(Tally { right, answered }.percent(), expected, "{right}/{answered}");
        }
    }
}
