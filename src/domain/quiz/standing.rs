//! Who stands where in a quiz, and whether anybody still plays.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::domain::choice::Choice;
use crate::domain::ids::MemberId;
use crate::domain::verdict::Verdict;

/// So many questions in a row without an answer end a quiz: everybody is gone.
pub const UNANSWERED_IN_A_ROW: usize = 2;

/// Whether the last questions that were asked had no answer, so that everybody is gone. `answered` are the numbers of
/// their answers, the last one last.
pub fn is_deserted(answered: &[usize]) -> bool {
    answered.len() >= UNANSWERED_IN_A_ROW && answered.iter().rev().take(UNANSWERED_IN_A_ROW).all(|count| *count == 0)
}

/// An answer to a question of a quiz.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// The question's number.
    pub number: u32,
    /// Who gave it.
    pub member: MemberId,
    /// What was picked.
    pub choice: Choice,
    /// When, by Discord's clock.
    pub at: DateTime<Utc>,
    pub verdict: Verdict,
    /// The points for it.
    pub points: u32,
}

/// Where a member stands in a quiz.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    pub member: MemberId,
    /// Equal points share one.
    pub place: u32,
    pub points: u32,
    /// How many answers were right.
    pub right: u32,
    /// How many questions were asked since the member's first: what came before counts against nobody.
    pub asked: u32,
}

/// Who stands where after the questions with these numbers. Among equals the one who reached the points first is listed
/// first, then the lower id.
pub fn standing(given: &[Given], asked: &[u32]) -> Vec<Rank> {
    let mut of_member: BTreeMap<MemberId, Vec<&Given>> = BTreeMap::new();
    for one in given.iter().filter(|one| asked.contains(&one.number)) {
        of_member.entry(one.member).or_default().push(one);
    }
    let mut ranks: Vec<(Rank, DateTime<Utc>)> = of_member
        .into_iter()
        .filter_map(|(member, all)| {
            let first = all.iter().map(|one| one.number).min()?;
            let scored = all.iter().filter(|one| one.points > 0).map(|one| one.at).max();
            let reached_at = scored.or_else(|| all.iter().map(|one| one.at).min())?;
            let points = all.iter().map(|one| one.points).sum();
            let count = |right: usize| u32::try_from(right).unwrap_or(u32::MAX);
            let right = count(all.iter().filter(|one| one.verdict == Verdict::Right).count());
            let asked = count(asked.iter().filter(|number| **number >= first).count());
            Some((Rank { member, place: 0, points, right, asked }, reached_at))
        })
        .collect();
    ranks.sort_by_key(|(rank, reached_at)| (std::cmp::Reverse(rank.points), *reached_at, rank.member));
    let points: Vec<u32> = ranks.iter().map(|(rank, _)| rank.points).collect();
    let place = |of: u32| u32::try_from(points.iter().filter(|other| **other > of).count() + 1).unwrap_or(u32::MAX);
    ranks.into_iter().map(|(rank, _)| Rank { place: place(rank.points), ..rank }).collect()
}
