//! When a round opens, which question it asks, and what happens to days that were missed; on a real database.

use std::collections::HashSet;

use crate::group::{Group, SERVER, instant};
use chrono::{DateTime, Utc};
use proctor::actions::change_schedule::{pause_schedules, resume_schedules};
use proctor::actions::open_due_rounds::Opened;
use proctor::actions::skip_round::{SkipOutcome, day_to_skip, skip_round};
use proctor::actions::start_round::{StartOutcome, start_round};
use proctor::domain::round::{RoundState, SkipReason};
use proctor::domain::schedule::Due;
use proctor::store::{history, rounds};
use rand::SeedableRng as _;
use rand::rngs::StdRng;

#[tokio::test]
async fn a_round_opens_at_the_minute_and_not_before() {
    let mut group = Group::in_seoul().await;
    assert!(group.open_due(instant("2026-11-23T23:59:59Z")).await.is_empty());
    assert_eq!(group.open_due(instant("2026-11-24T00:00:00Z")).await.len(), 1);
}

#[tokio::test]
async fn a_day_has_one_scheduled_round_however_often_it_is_looked_at() {
    let mut group = Group::in_seoul().await;
    let mut opened = 0;
    for minute in [0, 0, 1, 30, 59] {
        opened += group.open_due(instant(&format!("2026-11-24T00:{minute:02}:00Z"))).await.len();
    }
    // A clock that steps back asks again for what was there.
    opened += group.open_due(instant("2026-11-23T23:00:00Z")).await.len();
    opened += group.open_due(instant("2026-11-24T00:00:00Z")).await.len();
    assert_eq!(opened, 1);
}

#[tokio::test]
async fn late_within_the_grace_a_round_still_opens_and_later_the_day_is_skipped() {
    let mut group = Group::in_seoul().await;
    assert!(matches!(group.open_due(instant("2026-11-24T06:00:00Z")).await[..], [Opened::Round(_)]));
    assert_eq!(group.open_due(instant("2026-11-25T06:00:01Z")).await, [Opened::Skipped(SkipReason::WasDown)]);
    assert!(
        matches!(group.open_due(instant("2026-11-26T00:00:00Z")).await[..], [Opened::Round(_)]),
        "the next day is in time again"
    );
}

#[tokio::test]
async fn after_days_of_absence_each_day_is_named_and_one_round_at_most_opens() {
    let mut group = Group::in_seoul().await;
    let opened = group.open_due(instant("2026-11-27T01:00:00Z")).await;
    let skipped = opened.iter().filter(|one| **one == Opened::Skipped(SkipReason::WasDown)).count();
    assert_eq!((opened.len(), skipped), (4, 3));
}

#[tokio::test]
async fn no_question_returns_before_all_were_asked() {
    let mut group = Group::in_seoul().await;
    let mut asked = Vec::new();
    for n in 0..24 {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day") + chrono::Days::new(n);
        let round = group.post_on(&day.to_string()).await;
        asked.push(round.question.expect("a question"));
    }
    let all = asked.iter().collect::<HashSet<_>>().len();
    assert_eq!(all, group.bank.questions().len());
    assert_eq!(asked[..12].iter().collect::<HashSet<_>>().len(), 12);
    assert_eq!(asked[12..], asked[..12], "then the longest unseen comes first");
}

#[tokio::test]
async fn a_round_of_now_takes_the_place_of_todays_and_another_one_is_extra() {
    let mut group = Group::in_seoul().await;
    let now = instant("2026-11-23T18:00:00Z"); // 03:00 on the 24th in Seoul
    let start =
        move |tx: &proctor::store::WriteTx<'_>| start_round(tx, SERVER, None, now, &mut StdRng::seed_from_u64(1));

    assert_eq!(group.write(start).await, StartOutcome::Today);
    assert!(matches!(group.write(start).await, StartOutcome::OnItsWay { .. }));
    group.post_due(now).await;
    assert!(group.open_due(instant("2026-11-24T00:00:00Z")).await.is_empty(), "the schedule leaves that day alone");
    assert_eq!(group.write(start).await, StartOutcome::Extra);
    assert_eq!(group.open_due(instant("2026-11-25T00:00:00Z")).await.len(), 1);
}

/// Leaves out the day that comes next, as a manager confirms it.
async fn skip(group: &Group, now: DateTime<Utc>) -> SkipOutcome {
    let left_out = group.write(move |tx| day_to_skip(tx, SERVER, None, now)).await.expect("a day");
    group.write(move |tx| skip_round(tx, SERVER, left_out.schedule, left_out.day, now)).await
}

/// A day that is left out, and the day of the next question; at nine in Seoul.
fn skipped(day: &str, next: Option<&str>) -> SkipOutcome {
    let next = next.map(|day| Due { at: instant(&format!("{day}T00:00:00Z")), day: day.parse().expect("a day") });
    SkipOutcome::Skipped { day: day.parse().expect("a day"), next }
}

#[tokio::test]
async fn a_skipped_day_has_no_round_and_says_why() {
    let mut group = Group::in_seoul().await;
    let now = instant("2026-11-23T18:00:00Z");
    let outcome = skip(&group, now).await;
    assert_eq!(outcome, skipped("2026-11-24", Some("2026-11-25")));
    assert!(group.open_due(instant("2026-11-24T00:00:00Z")).await.is_empty());
    assert_eq!(group.open_due(instant("2026-11-25T00:00:00Z")).await.len(), 1);
    let days = group.write(|tx| rounds::since(tx, SERVER, "2026-11-24".parse().expect("a day"))).await;
    assert!(
        days.iter().any(|round| round.state == RoundState::Skipped && round.skip_reason == Some(SkipReason::Asked))
    );
}

#[tokio::test]
async fn a_pause_opens_nothing_and_its_days_are_not_made_good() {
    let mut group = Group::in_seoul().await;
    group.write(|tx| pause_schedules(tx, SERVER, None)).await;
    assert!(group.open_due(instant("2026-11-26T00:00:00Z")).await.is_empty());
    group.write(|tx| resume_schedules(tx, SERVER, None, instant("2026-11-26T03:00:00Z"))).await;
    assert!(group.open_due(instant("2026-11-26T03:00:00Z")).await.is_empty());
    assert_eq!(group.open_due(instant("2026-11-27T00:00:00Z")).await.len(), 1);
    assert_eq!(group.write(|tx| history::rounds(tx, SERVER)).await.len(), 1, "the paused days are no rounds");
}

#[tokio::test]
async fn a_skip_in_a_long_pause_leaves_out_a_day_to_come() {
    let mut group = Group::in_seoul().await;
    group.write(|tx| pause_schedules(tx, SERVER, None)).await;
    let now = instant("2026-12-09T22:00:00Z"); // 07:00 on the 10th in Seoul
    assert_eq!(skip(&group, now).await, skipped("2026-12-10", None));
    group.write(move |tx| resume_schedules(tx, SERVER, None, now)).await;
    assert!(group.open_due(instant("2026-12-10T00:00:00Z")).await.is_empty());
    assert_eq!(group.open_due(instant("2026-12-11T00:00:00Z")).await.len(), 1);
    assert_eq!(group.write(|tx| history::rounds(tx, SERVER)).await.len(), 2, "the paused days are no rounds");
}

#[tokio::test]
async fn a_skip_takes_back_what_waits_to_be_posted_in_a_pause_as_well() {
    let mut group = Group::in_seoul().await;
    let nine = instant("2026-11-24T00:00:00Z");
    assert_eq!(group.open_due(nine).await.len(), 1);
    group.write(|tx| pause_schedules(tx, SERVER, None)).await;
    assert_eq!(skip(&group, nine).await, skipped("2026-11-24", None));
    assert!(group.post_due(nine).await.is_empty());
}

#[tokio::test]
async fn a_round_closes_a_minute_before_the_next_one_and_waits_for_answers_on_their_way() {
    let mut group = Group::in_seoul().await;
    let round = group.post_on("2026-11-24").await;
    assert_eq!(round.closes_at, Some(instant("2026-11-24T23:59:00Z")));
    assert_eq!(group.close_due(instant("2026-11-24T23:59:04Z")).await, 0);
    assert_eq!(group.close_due(instant("2026-11-24T23:59:05Z")).await, 1);
}
