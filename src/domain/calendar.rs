//! A member's last half year, day by day: what came of the questions of each.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, Days, NaiveDate};

/// How many weeks are looked back at, the running one with them.
pub const WEEKS: u8 = 26;

/// What a day was to a member. The first that holds names it, so one right answer makes a day of two questions right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// A question was answered right.
    Right,
    /// One was answered, wrong.
    Wrong,
    /// One was answered, and is not graded yet.
    Ungraded,
    /// One was closed without an answer, and a freeze went for the day.
    Frozen,
    /// One was closed without an answer, after the member's first day.
    Missed,
    /// There was none, or it is open, or the member did not play yet.
    Nothing,
}

impl Mark {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Right, Self::Wrong, Self::Ungraded, Self::Frozen, Self::Missed, Self::Nothing];
}

/// A round that counts, as it stands to a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayRound {
    /// Its local day.
    pub day: NaiveDate,
    /// The day of the streak that it counts for; `None` where it was never posted.
    pub streak_day: Option<NaiveDate>,
    /// Whether answers still count.
    pub is_open: bool,
    /// What came of the member's answer.
    pub answer: Answered,
    /// The freezes that went with the answer for the days missed just before.
    pub freezes_used: u32,
}

/// What came of a member's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// It was right.
    Right,
    /// It was wrong.
    Wrong,
    /// It is not graded yet.
    Ungraded,
    /// There is none.
    Not,
}

/// The last weeks of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// A Monday.
    pub first: NaiveDate,
    /// The days from then on up to today.
    pub days: Vec<Mark>,
}

impl Calendar {
    /// How many of its days have a mark.
    pub fn count(&self, mark: Mark) -> u32 {
        u32::try_from(self.days.iter().filter(|day| **day == mark).count()).unwrap_or(u32::MAX)
    }
}

/// The Monday with which a calendar begins that ends in the week of this day.
pub fn first_day(today: NaiveDate) -> NaiveDate {
    let back = u64::from(today.weekday().num_days_from_monday()) + 7 * (u64::from(WEEKS) - 1);
    today.checked_sub_days(Days::new(back)).unwrap_or(today)
}

/// A member's calendar up to a local day, from the rounds that count. `since` is the first day on which the member ever
/// answered: nothing was missed before it.
pub fn calendar(today: NaiveDate, since: Option<NaiveDate>, rounds: &[DayRound]) -> Calendar {
    let first = first_day(today);
    let mut days = vec![Mark::Nothing; usize::try_from((today - first).num_days() + 1).unwrap_or(0)];
    let frozen = frozen_days(rounds);
    for round in rounds.iter().copied() {
        let place = usize::try_from((round.day - first).num_days()).ok().and_then(|day| days.get_mut(day));
        if let Some(mark) = place {
            let is_frozen = round.streak_day.is_some_and(|day| frozen.contains(&day));
            *mark = (*mark).min(match mark_of(round, since) {
                Mark::Missed if is_frozen => Mark::Frozen,
                mark => mark,
            });
        }
    }
    Calendar { first, days }
}

/// The days of a streak for which a freeze went: the last missed ones before an answer, as many as it used.
fn frozen_days(rounds: &[DayRound]) -> BTreeSet<NaiveDate> {
    // The freezes used on each day, where it has an answer.
    let mut line: BTreeMap<NaiveDate, Option<u32>> = BTreeMap::new();
    for round in rounds {
        let used = (round.answer != Answered::Not).then_some(round.freezes_used);
        if let Some(day) = round.streak_day {
            let of_day = line.entry(day).or_default();
            *of_day = (*of_day).max(used);
        }
    }
    let (mut frozen, mut missed) = (BTreeSet::new(), Vec::new());
    for (day, used) in line {
        match used {
            Some(used) => {
                let kept = missed.len().saturating_sub(usize::try_from(used).unwrap_or(usize::MAX));
                frozen.extend(missed.drain(..).skip(kept));
            }
            None => missed.push(day),
        }
    }
    frozen
}

fn mark_of(round: DayRound, since: Option<NaiveDate>) -> Mark {
    match round.answer {
        Answered::Right => Mark::Right,
        Answered::Wrong => Mark::Wrong,
        Answered::Ungraded => Mark::Ungraded,
        Answered::Not if !round.is_open && since.is_some_and(|since| since < round.day) => Mark::Missed,
        Answered::Not => Mark::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn round(on: &str, answer: Answered) -> DayRound {
        DayRound { day: day(on), streak_day: Some(day(on)), is_open: false, answer, freezes_used: 0 }
    }

    #[test]
    fn twenty_six_weeks_begin_on_a_monday_and_end_today() {
        for (today, first, days) in
            [("2026-11-30", "2026-06-08", 176), ("2026-11-29", "2026-06-01", 182), ("2026-12-02", "2026-06-08", 178)]
        {
            let calendar = calendar(day(today), None, &[]);
            assert_eq!((calendar.first, calendar.days.len()), (day(first), days), "{today}");
        }
    }

    #[test]
    fn nothing_is_missed_before_the_first_answer_or_while_it_is_open() {
        let open = DayRound { is_open: true, ..round("2026-11-29", Answered::Not) };
        let rounds = [
            round("2026-11-25", Answered::Not),
            round("2026-11-26", Answered::Wrong),
            round("2026-11-27", Answered::Not),
            round("2026-11-28", Answered::Ungraded),
            open,
        ];
        let calendar = calendar(day("2026-11-29"), Some(day("2026-11-26")), &rounds);
        let last = &calendar.days[calendar.days.len() - 5..];
        assert_eq!(last, [Mark::Nothing, Mark::Wrong, Mark::Missed, Mark::Ungraded, Mark::Nothing]);
        assert_eq!((calendar.count(Mark::Missed), calendar.count(Mark::Right)), (1, 0));
    }

    #[test]
    fn a_freeze_saves_the_last_missed_days_before_the_answer_that_used_it() {
        let saving = |freezes_used| DayRound { freezes_used, ..round("2026-11-29", Answered::Right) };
        let last_three = |used| {
            let rounds = [round("2026-11-27", Answered::Not), round("2026-11-28", Answered::Not), saving(used)];
            calendar(day("2026-11-29"), Some(day("2026-11-01")), &rounds).days.split_off(179)
        };
        assert_eq!(last_three(2), [Mark::Frozen, Mark::Frozen, Mark::Right]);
        assert_eq!(last_three(1), [Mark::Missed, Mark::Frozen, Mark::Right]);
        assert_eq!(last_three(0), [Mark::Missed, Mark::Missed, Mark::Right]);
    }

    #[test]
    fn the_best_of_several_rounds_names_the_day() {
        let since = Some(day("2026-11-01"));
        let answers = [Answered::Not, Answered::Wrong, Answered::Right];
        let rounds = answers.map(|answer| round("2026-11-29", answer));
        for (taken, mark) in [(1, Mark::Missed), (2, Mark::Wrong), (3, Mark::Right)] {
            let calendar = calendar(day("2026-11-29"), since, &rounds[..taken]);
            assert_eq!(calendar.days.last(), Some(&mark));
        }
    }

    #[test]
    fn a_day_outside_of_the_weeks_is_left_out() {
        let rounds = [round("2026-05-31", Answered::Right), round("2026-11-30", Answered::Right)];
        assert_eq!(calendar(day("2026-11-29"), None, &rounds).count(Mark::Right), 0);
    }
}
