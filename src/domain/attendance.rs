//! Attendance: what each local day was for a member, and what it comes to.

use std::collections::BTreeMap;

use chrono::NaiveDate;

/// What a day was for a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Before the member's first answer in the server: nothing was missed.
    Before,
    /// No question counted that day: none came, it was left out, or it is void.
    NoQuestion,
    /// Answered, and one answer was right.
    Right,
    /// Answered; not right, or nobody may know yet.
    Answered,
    /// The question is still to come that day.
    ToCome,
    /// The question can still be answered.
    Open,
    /// Not answered.
    Missed,
    /// Not answered, and a freeze goes for it if the next answer comes in time.
    Waiting,
    /// Not answered, and a freeze went for it.
    Frozen,
}

/// A day on which a question counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountingDay {
    pub day: NaiveDate,
    pub stage: Stage,
}

/// How far a day's question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It was not posted yet.
    ToCome,
    /// It can still be answered.
    Open,
    /// Its time is over.
    Over,
}

/// A member's answers of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// Whether one was right; nothing while the results wait for the close.
    pub right: Option<bool>,
    /// The freezes that went for the days missed just before.
    pub freezes_used: u32,
}

/// How many of the days were what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    pub answered: u32,
    pub right: u32,
    pub missed: u32,
    pub frozen: u32,
}

impl Sums {
    /// Of these marks.
    pub fn of(marks: &[Mark]) -> Self {
        let count = |wanted: &[Mark]| {
            u32::try_from(marks.iter().filter(|mark| wanted.contains(mark)).count()).unwrap_or(u32::MAX)
        };
        Self {
            answered: count(&[Mark::Right, Mark::Answered]),
            right: count(&[Mark::Right]),
            missed: count(&[Mark::Missed]),
            frozen: count(&[Mark::Frozen]),
        }
    }
}

/// What each of these days was for a member.
///
/// `counting` are the days that count from the first of them on, in order, with some after the last: a freeze shows itself
/// with the answer after the missed days. `first` is the day of the member's first answer in the server. `missed_last` is what
/// those of them are that no answer has followed: missed, or waiting for a freeze.
pub fn marks(
    days: &[NaiveDate],
    counting: &[CountingDay],
    given: &BTreeMap<NaiveDate, Given>,
    first: NaiveDate,
    missed_last: Mark,
) -> Vec<Mark> {
    let mut of_day: BTreeMap<NaiveDate, Mark> = BTreeMap::new();
    let mut missed: Vec<NaiveDate> = Vec::new();
    for CountingDay { day, stage } in counting.iter().copied() {
        let mark = match given.get(&day) {
            Some(answers) => {
                let frozen = missed.len().saturating_sub(usize::try_from(answers.freezes_used).unwrap_or(usize::MAX));
                of_day.extend(missed.drain(..).skip(frozen).map(|day| (day, Mark::Frozen)));
                if answers.right == Some(true) { Mark::Right } else { Mark::Answered }
            }
            None if day < first => Mark::Before,
            None => match stage {
                Stage::ToCome => Mark::ToCome,
                Stage::Open => Mark::Open,
                Stage::Over => {
                    missed.push(day);
                    Mark::Missed
                }
            },
        };
        of_day.insert(day, mark);
    }
    of_day.extend(missed.into_iter().map(|day| (day, missed_last)));
    let mark = |day: &NaiveDate| match of_day.get(day) {
        Some(mark) => *mark,
        None if *day < first => Mark::Before,
        None => Mark::NoQuestion,
    };
    days.iter().map(mark).collect()
}

/// How many of the days that count a member missed since the last answer, as far as these days tell.
pub fn missed_since(counting: &[CountingDay], given: &BTreeMap<NaiveDate, Given>, first: NaiveDate) -> usize {
    let since = counting.iter().rev().take_while(|of| of.day >= first && !given.contains_key(&of.day));
    since.filter(|of| of.stage == Stage::Over).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, n).expect("a day")
    }

    fn given(days: &[(u32, bool, u32)]) -> BTreeMap<NaiveDate, Given> {
        let given = |(n, right, freezes_used): &(u32, bool, u32)| {
            (day(*n), Given { right: Some(*right), freezes_used: *freezes_used })
        };
        days.iter().map(given).collect()
    }

    fn counting(days: &[u32]) -> Vec<CountingDay> {
        let stage = |n| match n {
            29 => Stage::Open,
            30 => Stage::ToCome,
            _ => Stage::Over,
        };
        days.iter().map(|n| CountingDay { day: day(*n), stage: stage(*n) }).collect()
    }

    #[test]
    fn a_day_without_a_question_is_missed_by_nobody_and_neither_is_one_before_the_first_answer() {
        let days: Vec<NaiveDate> = (23..=30).map(day).collect();
        let given = given(&[(24, true, 0), (27, false, 0)]);
        let marks = marks(&days, &counting(&[23, 24, 26, 27, 29, 30]), &given, day(24), Mark::Missed);
        let expected = [
            Mark::Before,
            Mark::Right,
            Mark::NoQuestion,
            Mark::Missed,
            Mark::Answered,
            Mark::NoQuestion,
            Mark::Open,
            Mark::ToCome,
        ];
        assert_eq!(marks, expected);
        assert_eq!(Sums::of(&marks), Sums { answered: 2, right: 1, missed: 1, frozen: 0 });
    }

    #[test]
    fn what_a_freeze_covered_is_no_missed_day_though_the_answer_comes_after_the_last_day() {
        let days: Vec<NaiveDate> = (23..=25).map(day).collect();
        let with = |used| {
            let given = given(&[(23, true, 0), (26, true, used)]);
            marks(&days, &counting(&[23, 24, 25, 26]), &given, day(1), Mark::Missed)
        };
        assert_eq!(with(2), [Mark::Right, Mark::Frozen, Mark::Frozen]);
        assert_eq!(with(0), [Mark::Right, Mark::Missed, Mark::Missed]);
    }

    #[test]
    fn what_a_freeze_will_cover_is_neither_missed_nor_frozen_yet() {
        let days: Vec<NaiveDate> = (23..=29).map(day).collect();
        let counting = counting(&[23, 24, 25, 26, 29]);
        let given = given(&[(23, true, 0), (25, true, 0)]);
        assert_eq!(missed_since(&counting, &given, day(1)), 1, "of the days since the last answer that are over");
        assert_eq!(missed_since(&counting[..3], &given, day(1)), 0);
        let marks = marks(&days, &counting, &given, day(1), Mark::Waiting);
        let [_, before, _, last, ..] = marks[..] else { panic!("{marks:?}") };
        assert_eq!((before, last, marks[6]), (Mark::Missed, Mark::Waiting, Mark::Open));
        assert_eq!(Sums::of(&marks), Sums { answered: 2, right: 2, missed: 1, frozen: 0 });
    }
}
