//! A member's streak over a server's days that count, and the freezes that bridge the missed ones.
//!
//! All of it follows from the member's line of days: which of them were answered, and on which of them freezes were on.
//! A freeze bridges a missed day and adds none to the streak; what is held stays held when a streak ends.

use super::settings::Freezes;

/// The most freezes that a member holds.
pub const MOST_HELD: u32 = 2;

/// So many days of a streak earn a freeze, each time.
pub const DAYS_FOR_A_FREEZE: u32 = 7;

/// Where a member stands with the answers of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Streak {
    /// The days in a row on which the member answered, this one included; frozen ones are none of them.
    pub days: u32,
    /// The freezes held, those included that this day brought.
    pub held: u32,
    /// The freezes that went for the days missed just before this one.
    pub used: u32,
}

/// The days that count between two days, none of which the member answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// How many days were missed.
    pub missed: u32,
    /// Off where freezes were off on any of them.
    pub freezes: Freezes,
}

impl Gap {
    /// No day was missed.
    pub const NONE: Gap = Gap { missed: 0, freezes: Freezes::On };

    /// The same with one more missed day.
    #[must_use]
    pub fn with(self, day: Freezes) -> Self {
        let freezes = if day == Freezes::Off { Freezes::Off } else { self.freezes };
        Self { missed: self.missed.saturating_add(1), freezes }
    }

    /// Whether so many freezes cover all of it.
    fn is_covered_by(self, held: u32) -> bool {
        self.missed == 0 || (self.freezes == Freezes::On && self.missed <= held)
    }
}

/// What came before a day on which a member answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before {
    /// Where the member stood with the answers of the last day that has any.
    pub last: Streak,
    /// What was missed since.
    pub gap: Gap,
}

/// What became of the days that a member missed before an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missed {
    /// Freezes covered all of them, one each.
    Covered {
        /// How many went.
        used: u32,
        /// How many were left.
        left: u32,
    },
    /// The streak ended, and the freezes are kept.
    Ended {
        /// How long it was.
        lost: u32,
        /// How many days were missed.
        missed: u32,
        /// How many freezes are kept.
        held: u32,
        /// Off where freezes could not cover a day, since the server had them off.
        freezes: Freezes,
    },
}

/// What an answer tells of freezes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct News {
    /// What became of the days before it, when any were missed and that made a difference.
    pub missed: Option<Missed>,
    /// The freezes held now, when this day brought one.
    pub earned: Option<u32>,
}

/// Where a member stands who answers on a day, and what is to be told of it.
pub fn answered(before: Option<Before>, day: Freezes) -> (Streak, News) {
    let Some(Before { last, gap }) = before else {
        return (Streak { days: 1, held: 0, used: 0 }, News::default());
    };
    let goes_on = gap.is_covered_by(last.held);
    let used = if goes_on { gap.missed } else { 0 };
    let days = if goes_on { last.days.saturating_add(1) } else { 1 };
    let left = last.held - used;
    let earns = day == Freezes::On && days.is_multiple_of(DAYS_FOR_A_FREEZE) && left < MOST_HELD;
    let held = left + u32::from(earns);
    let missed = match gap.missed {
        0 => None,
        _ if goes_on => Some(Missed::Covered { used, left }),
        missed => Some(Missed::Ended { lost: last.days, missed, held, freezes: gap.freezes }).filter(is_worth_telling),
    };
    (Streak { days, held, used }, News { missed, earned: earns.then_some(held) })
}

/// One day is no streak to lose, and where freezes are off nobody waits for one.
fn is_worth_telling(missed: &Missed) -> bool {
    match *missed {
        Missed::Covered { .. } => true,
        Missed::Ended { lost, held, freezes, .. } => lost > 1 && (held > 0 || freezes == Freezes::On),
    }
}

/// Where a member stands between two answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Now {
    /// The streak that goes on with the next answer.
    pub days: u32,
    /// The freezes that go for the days missed so far, if the next answer comes in time.
    pub waiting: u32,
}

/// Where a member stands who has missed some days since the last answer.
pub fn now(last: Streak, gap: Gap) -> Now {
    if gap.is_covered_by(last.held) { Now { days: last.days, waiting: gap.missed } } else { Now::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ON: Freezes = Freezes::On;

    fn after(days: u32, held: u32, missed: u32, freezes: Freezes) -> (Streak, News) {
        let last = Streak { days, held, used: 0 };
        answered(Some(Before { last, gap: Gap { missed, freezes } }), ON)
    }

    #[test]
    fn every_seventh_day_earns_a_freeze_and_a_third_is_not_held() {
        let (mut before, mut held) = (None, Vec::new());
        for _ in 0..28 {
            let (last, news) = answered(before, ON);
            assert_eq!(news.earned.is_some(), matches!(last.days, 7 | 14), "{last:?}");
            held.push(last.held);
            before = Some(Before { last, gap: Gap::NONE });
        }
        assert_eq!([held[5], held[6], held[12], held[13], held[20], held[27]], [0, 1, 1, 2, 2, 2]);
    }

    #[test]
    fn freezes_cover_a_whole_gap_or_stay() {
        assert_eq!(after(9, 1, 1, ON).0, Streak { days: 10, held: 0, used: 1 });
        assert_eq!(after(9, 2, 2, ON).0, Streak { days: 10, held: 0, used: 2 });
        assert_eq!(after(9, 2, 1, ON).0, Streak { days: 10, held: 1, used: 1 });
        for missed in [3, 60, u32::MAX] {
            let (streak, news) = after(9, 2, missed, ON);
            assert_eq!(streak, Streak { days: 1, held: 2, used: 0 });
            assert_eq!(news.missed, Some(Missed::Ended { lost: 9, missed, held: 2, freezes: ON }));
        }
        assert_eq!(after(9, 2, 1, Freezes::Off).0, Streak { days: 1, held: 2, used: 0 });
    }

    #[test]
    fn a_used_freeze_is_earned_again_on_the_day_that_brings_one() {
        let (streak, news) = after(13, 1, 1, ON);
        assert_eq!(streak, Streak { days: 14, held: 1, used: 1 });
        assert_eq!(news, News { missed: Some(Missed::Covered { used: 1, left: 0 }), earned: Some(1) });
    }

    #[test]
    fn a_day_on_which_freezes_are_off_brings_none() {
        let last = Streak { days: 6, held: 0, used: 0 };
        assert_eq!(answered(Some(Before { last, gap: Gap::NONE }), Freezes::Off).0.held, 0);
    }

    #[test]
    fn nothing_is_told_where_nothing_was_lost() {
        assert_eq!(after(1, 0, 4, ON).1.missed, None);
        assert_eq!(after(9, 0, 4, Freezes::Off).1.missed, None);
        assert!(after(2, 0, 1, ON).1.missed.is_some());
        assert_eq!(after(1, 1, 4, Freezes::Off).1.missed, None);
        assert!(after(2, 1, 4, Freezes::Off).1.missed.is_some());
    }

    proptest::proptest! {
        #[test]
        fn no_line_of_days_holds_more_than_two_or_spends_what_was_not_earned(
            line in proptest::collection::vec((proptest::bool::weighted(0.8), proptest::bool::weighted(0.9)), 0..200)
        ) {
            let (mut last, mut gap, mut earned, mut used) = (None::<Streak>, Gap::NONE, 0, 0);
            for (answers, on) in line {
                let day = if on { Freezes::On } else { Freezes::Off };
                if !answers {
                    gap = gap.with(day);
                    continue;
                }
                let (streak, news) = answered(last.map(|last| Before { last, gap }), day);
                earned += u32::from(news.earned.is_some());
                used += streak.used;
                proptest::prop_assert!(streak.held <= MOST_HELD && streak.held + used == earned);
                if let Some(last) = last {
                    let goes_on = now(last, gap).days > 0;
                    proptest::prop_assert_eq!(streak.days, if goes_on { last.days + 1 } else { 1 });
                }
                (last, gap) = (Some(streak), Gap::NONE);
            }
        }
    }
}
