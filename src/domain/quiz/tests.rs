//! The rules of a live quiz, each shown.

use super::*;
use rand::SeedableRng as _;

use chrono::{DateTime, Utc};

use crate::domain::choice::Choice;
use crate::domain::edition::EditionId;
use crate::domain::ids::{MemberId, SectionId};

fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000 + second, 0).expect("an instant")
}

fn given(number: u32, member: u64, points: u32) -> Given {
    let verdict = if points > 0 { Verdict::Right } else { Verdict::Wrong };
    let choice = Choice::parse("A").expect("a letter");
    let at = at(i64::from(number) * 100 + i64::try_from(member).expect("a small id"));
    Given { number, member: MemberId(member), choice, at, verdict, points }
}

fn listed(names: &[&str]) -> Vec<Listed> {
    let one = |name: &&str| Listed {
        question: QuestionId::new(name).expect("a slug"),
        edition: EditionId::parse(&"0".repeat(64)).expect("an id"),
        section: SectionId::new("vpc").expect("a slug"),
        difficulty: Difficulty::Easy,
    };
    names.iter().map(one).collect()
}

#[test]
fn a_right_answer_pays_by_difficulty_and_each_fifth_of_the_time_that_is_left_adds_a_point() {
    let taken = [0, 3_999, 4_000, 8_000, 12_000, 16_000, 19_999, 20_000, 60_000, -5];
    let pays = taken
        .map(|millis| points(Verdict::Right, Difficulty::Medium, Speed::Small, TimeDelta::milliseconds(millis), 20));
    assert_eq!(pays, [20, 20, 19, 18, 17, 16, 16, 15, 15, 20]);
    let slow = points(Verdict::Right, Difficulty::Hard, Speed::Off, TimeDelta::zero(), 20);
    let wrong = points(Verdict::Wrong, Difficulty::Hard, Speed::Small, TimeDelta::zero(), 20);
    assert_eq!((slow, wrong), (20, 0));
}

#[test]
fn what_nobody_has_had_comes_first_and_what_is_barred_never() {
    let bank = listed(&["fresh", "round", "old-quiz", "new-quiz", "open"]);
    let id = |name: &str| QuestionId::new(name).expect("a slug");
    let rounds = HashMap::from([(id("round"), 9), (id("old-quiz"), 1)]);
    let quizzes = HashMap::from([(id("old-quiz"), 1), (id("new-quiz"), 2)]);
    let barred = HashSet::from([id("open")]);
    let wanted = Wanted { sections: &[], difficulty: None };
    for seed in 0..20 {
        let mut rng = rand::rngs::StdRng::seed_from_u64(seed);
        let drawn = draw(&bank, &wanted, &rounds, &quizzes, &barred, 9, &mut rng);
        let names: Vec<&str> = drawn.iter().map(|one| one.question.as_str()).collect();
        assert_eq!(names, ["fresh", "round", "old-quiz", "new-quiz"]);
    }
}

#[test]
fn late_comers_count_from_their_first_question_on() {
    let all = [given(1, 1, 10), given(2, 1, 0), given(3, 1, 10), given(3, 2, 10), given(4, 2, 10), given(5, 3, 99)];
    let ranks = standing(&all, &[1, 2, 3, 4]);
    let told: Vec<_> = ranks.iter().map(|one| (one.member.0, one.place, one.points, one.right, one.asked)).collect();
    assert_eq!(told, [(1, 1, 20, 2, 4), (2, 1, 20, 2, 2)], "the fifth question is not over: its answers are secret");
}

#[test]
fn equal_points_share_a_place_and_the_next_one_is_left_out() {
    let all = [given(1, 3, 10), given(1, 2, 10), given(1, 5, 0), given(1, 4, 15)];
    let ranks = standing(&all, &[1]);
    let told: Vec<_> = ranks.iter().map(|one| (one.member.0, one.place)).collect();
    assert_eq!(told, [(4, 1), (2, 2), (3, 2), (5, 4)]);
}

#[test]
fn two_questions_in_a_row_without_an_answer_end_it() {
    let table =
        [(&[][..], false), (&[0], false), (&[0, 0], true), (&[3, 0, 0], true), (&[0, 1], false), (&[0, 0, 1], false)];
    for (answered, expected) in table {
        assert_eq!(is_deserted(answered), expected, "{answered:?}");
    }
}

#[test]
fn the_seconds_run_from_the_messages_own_time_and_a_clock_that_is_hours_off_shortens_nothing() {
    let (now, told) = (at(0) + TimeDelta::milliseconds(700), at(20));
    assert_eq!(told_until(now, 20), told);
    assert_eq!(ends_at(at(1), 20, Some(now)), at(21));
    assert_eq!(ends_at(at(-3_600), 20, Some(at(0))), at(20), "ours is an hour ahead");
    assert_eq!(ends_at(at(3_600), 20, Some(at(0))), at(20), "ours is an hour behind");
    assert_eq!(ends_at(at(-3_600), 20, None), at(-3_580), "one that was found is as old as it says");
}

#[test]
fn a_step_waits_for_its_instant_but_not_for_one_that_a_wrong_clock_planned() {
    assert_eq!(waits_until(at(20), 20, at(0)), Some(at(20)));
    assert_eq!(waits_until(at(20), 20, at(20)), None);
    assert_eq!(waits_until(at(3_600), 20, at(0)), None);
}

#[test]
fn a_showing_reads_back_what_it_writes() {
    for (text, number, time) in [("3", 3, 1), ("12.2", 12, 2)] {
        assert_eq!(Showing::parse(text), Some(Showing { number, time }));
        assert_eq!(Showing { number, time }.to_string(), text);
    }
    assert_eq!(Showing::parse("x"), None);
}

proptest::proptest! {
    #[test]
    fn speed_never_takes_and_never_gives_more_than_it_says(taken in -1_000_000_i64..1_000_000, seconds in 15_u32..=120) {
        let small = points(Verdict::Right, Difficulty::Easy, Speed::Small, TimeDelta::milliseconds(taken), seconds);
        proptest::prop_assert!((10..=15).contains(&small));
    }
}
