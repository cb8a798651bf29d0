//! What an answer is worth, and why one is refused; without Discord, on a real database.

use crate::group::{CHANNEL, Group, SERVER, instant};
use chrono::{NaiveTime, TimeDelta};
use proctor::actions::change_schedule::add_schedule;
use proctor::actions::configure_server::Changes;
use proctor::actions::submit_answer::{AnswerOutcome, SubmitAnswer, submit_answer};
use proctor::domain::choice::{Choice, Letter};
use proctor::domain::grading::Refusal;
use proctor::domain::ids::{MemberId, RoundId, ServerId};
use proctor::domain::settings::Feedback;
use proctor::domain::verdict::Verdict;

fn refusal(outcome: &AnswerOutcome) -> Option<Refusal> {
    match *outcome {
        AnswerOutcome::Refused { refusal, .. } => Some(refusal),
        AnswerOutcome::Graded(_) | AnswerOutcome::Recorded { .. } => None,
    }
}

#[tokio::test]
async fn only_the_first_answer_counts() {
    let mut group = Group::in_seoul().await;
    let round = group.post_on("2026-11-24").await;
    let (key, wrong) = (group.key(&round), group.wrong(&round));

    assert_eq!(group.points(7, &round, wrong).await, Some(0));
    let second = group.answer(7, &round, key, instant("2026-11-24T01:00:00Z")).await;

    assert_eq!(refusal(&second), Some(Refusal::AlreadyAnswered(wrong)));
}

#[tokio::test]
async fn one_press_delivered_twice_gets_its_verdict_twice_and_counts_once() {
    let mut group = Group::in_seoul().await;
    let round = group.post_on("2026-11-24").await;
    let (key, at) = (group.key(&round), instant("2026-11-24T00:01:00Z"));

    let one = group.answer(7, &round, key, at).await;
    let other = group.answer(7, &round, key, at).await;
    let later = group.answer(7, &round, key, at + TimeDelta::milliseconds(1)).await;

    assert!(matches!(one, AnswerOutcome::Graded(_)), "{one:?}");
    assert_eq!(one, other);
    assert_eq!(refusal(&later), Some(Refusal::AlreadyAnswered(key)));
}

#[tokio::test]
async fn two_clicks_at_once_count_once() {
    let mut group = Group::in_seoul().await;
    let round = group.post_on("2026-11-24").await;
    let at = instant("2026-11-24T00:01:00Z");
    let (key, wrong) = (group.key(&round), group.wrong(&round));

    let (one, other) = tokio::join!(group.answer(7, &round, key, at), group.answer(7, &round, wrong, at));

    let refused = [one, other].iter().filter_map(refusal).count();
    assert_eq!(refused, 1);
}

#[tokio::test]
async fn an_answer_counts_until_the_close_and_not_after_it() {
    let mut group = Group::in_seoul().await;
    let round = group.post_on("2026-11-24").await;
    let closes_at = round.closes_at.expect("an end");
    let key = group.key(&round);

    let in_time = group.answer(7, &round, key, closes_at - TimeDelta::milliseconds(1)).await;
    let late = group.answer(8, &round, key, closes_at).await;

    assert!(matches!(in_time, AnswerOutcome::Graded(_)), "{in_time:?}");
    assert!(matches!(refusal(&late), Some(Refusal::Closed)));
}

#[tokio::test]
async fn an_answer_of_the_last_second_counts_even_when_it_is_written_after_the_close() {
    for feedback in [Feedback::Instant, Feedback::AtClose] {
        let changes = Changes { feedback: Some(feedback), ..Group::nine() };
        let mut group = Group::set_up(&changes, instant("2026-11-23T12:00:00Z")).await;
        let round = group.post_on("2026-11-24").await;
        let closes_at = round.closes_at.expect("an end");
        let key = group.key(&round);

        assert_eq!(group.close_due(closes_at + TimeDelta::milliseconds(4_999)).await, 0);
        let delayed = group.answer(7, &round, key, closes_at - TimeDelta::milliseconds(1)).await;
        let late = group.answer(8, &round, key, closes_at).await;

        assert!(matches!(delayed, AnswerOutcome::Graded(_) | AnswerOutcome::Recorded { .. }), "{delayed:?}");
        assert_eq!(refusal(&late), Some(Refusal::Closed));
        assert_eq!(group.close_due(closes_at + TimeDelta::seconds(5)).await, 1);
        let standings = group.write(|tx| proctor::store::history::standings(tx, SERVER)).await;
        assert!(standings.iter().all(|row| row.member == MemberId(7) && row.right == 1), "{standings:?}");
        // What was revealed is not taken back.
        let lost = group.answer(9, &round, key, closes_at - TimeDelta::milliseconds(1)).await;
        assert_eq!(refusal(&lost), Some(Refusal::Closed));
    }
}

#[tokio::test]
async fn a_wrong_number_of_letters_or_an_unknown_letter_is_refused_and_nothing_is_used_up() {
    let mut group = Group::in_seoul().await;
    let round = group.post_on("2026-11-24").await;
    let key = group.key(&round);
    let at = instant("2026-11-24T00:01:00Z");
    let too_many = group.sheet(&round).letters();
    let unknown = Choice::of(Letter::all().nth(5));

    assert!(matches!(refusal(&group.answer(7, &round, too_many, at).await), Some(Refusal::WrongCount { .. })));
    let unknown = group.answer(7, &round, unknown, at).await;
    assert!(matches!(refusal(&unknown), Some(Refusal::UnknownLetter { .. } | Refusal::WrongCount { .. })));

    assert!(group.points(7, &round, key).await.is_some());
}

#[tokio::test]
async fn a_round_of_another_server_is_no_round_here() {
    let mut group = Group::in_seoul().await;
    let round = group.post_on("2026-11-24").await;
    for (server, id) in [(ServerId(999), round.id), (SERVER, RoundId(999))] {
        let submitted = SubmitAnswer {
            server,
            round: Some(id),
            member: MemberId(7),
            name: "seven".to_owned(),
            choice: Some(group.key(&round)),
            at: instant("2026-11-24T00:01:00Z"),
        };
        let outcome = group.write(move |tx| submit_answer(tx, &submitted)).await;
        assert_eq!(refusal(&outcome), Some(Refusal::NoRound));
    }
}

#[tokio::test]
async fn a_streak_pays_up_to_five_points_and_missed_days_end_it() {
    let mut group = Group::in_seoul().await;
    let mut bonus = Vec::new();
    for day in 24..=30 {
        let round = group.post_on(&format!("2026-11-{day}")).await;
        let question = round.question.as_ref().and_then(|id| group.bank.question(id)).expect("a question");
        let base = proctor::domain::scoring::base_points(question.difficulty());
        let points = group.points(7, &round, group.key(&round)).await.expect("a graded answer");
        bonus.push(points - base);
    }
    assert_eq!(bonus, [0, 1, 2, 3, 4, 5, 5]);

    // The freeze of seven days covers one day, not two.
    group.post_on("2026-12-01").await;
    group.post_on("2026-12-02").await;
    let round = group.post_on("2026-12-03").await;
    let AnswerOutcome::Graded(graded) =
        group.answer(7, &round, group.key(&round), instant("2026-12-03T01:00:00Z")).await
    else {
        panic!("not graded");
    };
    assert_eq!(graded.streak, 1);
}

#[tokio::test]
async fn a_streak_counts_days_and_one_answer_a_day_keeps_it() {
    let mut group = Group::in_seoul().await;
    let evening = Changes { time: NaiveTime::from_hms_opt(21, 0, 0), ..Changes::default() };
    group.write(move |tx| add_schedule(tx, SERVER, "evening", &evening, instant("2026-11-23T12:00:00Z"))).await;
    let mut streaks = Vec::new();
    let who_answers: [(&str, &[u64]); 4] = [
        ("2026-11-24T00:00:00Z", &[1]),
        ("2026-11-24T12:00:00Z", &[1, 2]),
        ("2026-11-25T00:00:00Z", &[1, 3]),
        ("2026-11-25T12:00:00Z", &[1, 2]),
    ];
    for (now, members) in who_answers {
        let round = group.post_due(instant(now)).await.pop().expect("a round");
        let mut of_round = Vec::new();
        for member in members {
            match group.answer(*member, &round, group.wrong(&round), instant(now) + TimeDelta::minutes(1)).await {
                AnswerOutcome::Graded(graded) => of_round.push((*member, graded.streak)),
                other => panic!("{other:?}"),
            }
        }
        streaks.push(of_round);
    }
    assert_eq!(streaks, [vec![(1, 1)], vec![(1, 1), (2, 1)], vec![(1, 2), (3, 1)], vec![(1, 2), (2, 2)]]);
}

#[tokio::test]
async fn a_day_without_a_round_breaks_no_streak() {
    let mut group = Group::in_seoul().await;
    let round = group.post_on("2026-11-24").await;
    group.points(7, &round, group.key(&round)).await;
    // Nobody ran the bot on the 25th.
    group.close_due(instant("2026-11-26T00:00:00Z")).await;
    let round = group.post_on("2026-11-26").await;

    let outcome = group.answer(7, &round, group.wrong(&round), instant("2026-11-26T00:05:00Z")).await;

    assert!(matches!(outcome, AnswerOutcome::Graded(graded) if graded.streak == 2 && graded.verdict == Verdict::Wrong));
}

#[tokio::test]
async fn a_void_round_counts_for_nobody_and_breaks_no_streak() {
    let mut group = Group::in_seoul().await;
    let mut rounds = Vec::new();
    for day in ["2026-11-24", "2026-11-25", "2026-11-26"] {
        let round = group.post_on(day).await;
        group.points(7, &round, group.key(&round)).await;
        if day != "2026-11-25" {
            group.points(8, &round, group.key(&round)).await;
        }
        rounds.push(round);
    }
    group.void(rounds[1].id, instant("2026-11-26T02:00:00Z")).await;

    let standings = group.write(|tx| proctor::store::history::standings(tx, SERVER)).await;
    let of = |member: u64| standings.iter().find(|row| row.member == MemberId(member) && row.period == "all").cloned();
    let (seven, eight) = (of(7).expect("a row"), of(8).expect("a row"));
    assert_eq!((seven.points, seven.answered), (eight.points, eight.answered), "both answered the same two rounds");

    let late = group.answer(9, &rounds[1], group.key(&rounds[1]), instant("2026-11-25T02:00:00Z")).await;
    assert!(matches!(refusal(&late), Some(Refusal::Void)));
}

#[tokio::test]
async fn with_feedback_at_close_an_answer_may_change_and_is_graded_at_the_close() {
    let changes = Changes { feedback: Some(Feedback::AtClose), channel: Some(CHANNEL), ..Group::nine() };
    let mut group = Group::set_up(&changes, instant("2026-11-23T12:00:00Z")).await;
    let round = group.post_on("2026-11-24").await;
    let (key, wrong) = (group.key(&round), group.wrong(&round));
    let at = instant("2026-11-24T03:00:00Z");

    let first = group.answer(7, &round, wrong, at).await;
    assert!(matches!(first, AnswerOutcome::Recorded { earlier: None, .. }), "{first:?}");
    let second = group.answer(7, &round, key, at + TimeDelta::minutes(1)).await;
    assert!(matches!(second, AnswerOutcome::Recorded { earlier: Some(choice), .. } if choice == wrong));
    assert!(group.write(|tx| proctor::store::history::standings(tx, SERVER)).await.is_empty());

    group.close_due(round.closes_at.expect("an end") + TimeDelta::seconds(5)).await;

    let standings = group.write(|tx| proctor::store::history::standings(tx, SERVER)).await;
    assert_eq!(standings.len(), 3, "week, month and all time");
    assert!(standings.iter().all(|row| row.member == MemberId(7) && row.right == 1 && row.points >= 10));
}
