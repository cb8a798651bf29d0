//! The points of an answer. The only place that knows them; `/help` shows what stands here.

use super::question::Difficulty;
use super::verdict::Verdict;

/// The most points that a streak adds to a right answer.
pub const STREAK_COUNTS_UP_TO: u32 = 5;

/// The points of a right answer, without its streak.
pub fn base_points(difficulty: Difficulty) -> u32 {
    match difficulty {
        Difficulty::Easy => 10,
        Difficulty::Medium => 15,
        Difficulty::Hard => 20,
    }
}

/// The points of an answer.
///
/// `streak` counts the days in a row on which the member answered, this one included; each day before this one adds a
/// point to a right answer, [`STREAK_COUNTS_UP_TO`] at most. A wrong answer gets 0.
pub fn points(verdict: Verdict, difficulty: Difficulty, streak: u32) -> u32 {
    match verdict {
        Verdict::Right => base_points(difficulty) + streak.saturating_sub(1).min(STREAK_COUNTS_UP_TO),
        Verdict::Wrong => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_answer_pays_by_difficulty_and_streak() {
        let table = [
            (Difficulty::Easy, 1, 10),
            (Difficulty::Medium, 1, 15),
            (Difficulty::Hard, 1, 20),
            (Difficulty::Easy, 2, 11),
            (Difficulty::Easy, 6, 15),
            (Difficulty::Easy, 7, 15),
            (Difficulty::Hard, u32::MAX, 25),
        ];
        for (difficulty, streak, expected) in table {
            assert_eq!(points(Verdict::Right, difficulty, streak), expected, "{difficulty:?} at {streak}");
        }
    }

    #[test]
    fn a_wrong_answer_pays_nothing_whatever_the_streak() {
        assert_eq!(points(Verdict::Wrong, Difficulty::Hard, 9), 0);
    }

    proptest::proptest! {
        #[test]
        fn points_grow_with_the_streak_up_to_a_limit_and_never_fall(streak in proptest::num::u32::ANY) {
            for difficulty in [Difficulty::Easy, Difficulty::Medium, Difficulty::Hard] {
                let now = points(Verdict::Right, difficulty, streak);
                let next = points(Verdict::Right, difficulty, streak.saturating_add(1));
                proptest::prop_assert!(now <= next && next <= now + 1);
                proptest::prop_assert!((base_points(difficulty)..=base_points(difficulty) + STREAK_COUNTS_UP_TO).contains(&now));
                proptest::prop_assert_eq!(points(Verdict::Wrong, difficulty, streak), 0);
            }
        }
    }
}
