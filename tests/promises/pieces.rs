//! Long work goes in small pieces: a click never waits for it, a crash between two pieces loses nothing, and standings
//! are those of the answers after each of them.

use crate::engine;
use crate::engine::Beside;
use crate::group::{Group, SERVER, instant};
use crate::replay;
use chrono::TimeDelta;
use proctor::actions::close_round::{close_due_rounds, close_round};
use proctor::actions::configure_server::{Changes, configure_server};
use proctor::actions::leave_server::{KEPT_FOR, leave_server, purge_servers, return_to_server};
use proctor::actions::recount_round::{MEMBERS_AT_ONCE, continue_recount};
use proctor::actions::restore_round::restore_round;
use proctor::actions::submit_answer::{AnswerOutcome, SubmitAnswer, submit_answer};
use proctor::actions::void_round::void_round;
use proctor::domain::ids::MemberId;
use proctor::domain::language::Language;
use proctor::domain::round::{ON_THE_WAY, Round, RoundState};
use proctor::domain::settings::Feedback;
use proctor::domain::shard::Shard;
use proctor::store::{history, rounds, servers};
use rusqlite::Connection;

/// More members than one piece takes, each with an answer to each of four days but for some who miss one.
async fn large_group(feedback: Feedback, members: u64) -> (Group, Vec<Round>) {
    let changes = Changes { feedback: Some(feedback), ..Group::nine() };
    let mut group = Group::set_up(&changes, instant("2026-11-26T12:00:00Z")).await;
    let mut posted = Vec::new();
    for (nth, day) in (0..).zip(["2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30"]) {
        let round = group.post_on(day).await;
        for member in (1..=members).filter(|member| (member + nth) % 7 != 0) {
            let right = (member + nth) % 3 != 0;
            let choice = if right { group.key(&round) } else { group.wrong(&round) };
            group.points(member, &round, choice).await;
        }
        posted.push(round);
    }
    (group, posted)
}

fn assert_standings_are_the_answers(group: &Group) {
    assert_eq!(replay::kept(&group.database(), SERVER), replay::replay(&group.database(), SERVER));
}

/// What a crash leaves: the program begins again with what is on disk.
async fn crash(group: &mut Group) {
    group.store = engine::open(&group.database()).await;
}

async fn state(group: &Group, round: &Round) -> RoundState {
    let id = round.id;
    group.store.read(move |tx| rounds::find(tx, id)).await.expect("a read").expect("the round").state
}

#[tokio::test]
async fn a_void_of_many_members_is_done_in_pieces_with_standings_right_after_each() {
    let members = u64::from(MEMBERS_AT_ONCE) * 2 + 20;
    let (mut group, posted) = large_group(Feedback::Instant, members).await;
    let (id, now) = (posted[1].id, instant("2026-11-30T03:00:00Z"));
    group.write(move |tx| void_round(tx, SERVER, Some(id), now)).await;
    assert_eq!(state(&group, &posted[1]).await, RoundState::Void, "members see it at once");
    assert_standings_are_the_answers(&group);

    let mut pieces = 0;
    loop {
        crash(&mut group).await;
        let more = group.write(move |tx| continue_recount(tx, 30, now)).await;
        assert_standings_are_the_answers(&group);
        if !more {
            break;
        }
        pieces += 1;
        // Between two pieces, members for whom it was done and members for whom it was not answer today's question.
        for member in [pieces * 7, members - pieces * 7] {
            let answered = group.points(member, &posted[3], group.key(&posted[3])).await;
            assert!(answered.is_some() || (member + 3) % 7 != 0);
        }
        assert_standings_are_the_answers(&group);
    }
    assert!(pieces >= 2, "it was done in {pieces} pieces");
    let left = group.store.read(rounds::to_recount).await.expect("a read");
    assert!(left.is_none());
}

#[tokio::test]
async fn a_close_of_many_answers_is_done_in_pieces_with_standings_right_after_each() {
    let (mut group, posted) = large_group(Feedback::AtClose, 60).await;
    let last = &posted[3];
    let now = last.closes_at.expect("a close") + ON_THE_WAY;
    let mut pieces = 0;
    loop {
        crash(&mut group).await;
        let more = group.write(move |tx| close_due_rounds(tx, now, 20)).await;
        assert_standings_are_the_answers(&group);
        if !more {
            break;
        }
        pieces += 1;
        // It does not count any more, but it is answered.
        let late = group.answer(500 + pieces, last, group.key(last), now).await;
        assert!(matches!(late, AnswerOutcome::Refused { .. }), "{late:?}");
    }
    assert!(pieces >= 2, "it was done in {pieces} pieces");
    assert_eq!(state(&group, last).await, RoundState::Closed);
    let ungraded = group.write(|tx| history::answers(tx, SERVER)).await;
    assert!(ungraded.iter().all(|answer| answer.graded.is_some()));
}

#[tokio::test]
async fn an_early_close_takes_no_more_answers_while_the_last_are_graded() {
    let (group, posted) = large_group(Feedback::AtClose, 260).await;
    let last = &posted[3];
    let now = last.posted_at.expect("a post") + TimeDelta::hours(1);
    group.write(move |tx| close_round(tx, SERVER, None, now)).await;

    assert_eq!(state(&group, last).await, RoundState::Open, "not all are graded yet");
    let late = group.answer(500, last, group.key(last), now + TimeDelta::seconds(1)).await;
    assert!(matches!(late, AnswerOutcome::Refused { .. }), "{late:?}");
    assert_standings_are_the_answers(&group);

    group.close_due(now + ON_THE_WAY).await;
    assert_eq!(state(&group, last).await, RoundState::Closed);
    assert_standings_are_the_answers(&group);
}

#[tokio::test]
async fn a_server_goes_in_pieces_and_as_a_whole() {
    let (mut group, _) = large_group(Feedback::Instant, 40).await;
    let left = instant("2026-12-01T00:00:00Z");
    group.write(move |tx| leave_server(tx, SERVER, left)).await;
    let early = group.write(move |tx| purge_servers(tx, &[Shard::ONLY], left + KEPT_FOR, 25)).await;
    assert!(!early, "its time is not over");

    let over = left + KEPT_FOR + TimeDelta::seconds(1);
    let mut pieces = 0;
    while group.write(move |tx| purge_servers(tx, &[Shard::ONLY], over, 25)).await {
        crash(&mut group).await;
        pieces += 1;
    }
    assert!(pieces > 5, "it was done in {pieces} pieces");
    let raw = Beside::open(&group.database());
    for table in ["server", "round", "answer", "standing", "tally", "member"] {
        assert_eq!(raw.number(&format!("select count(*) from {table}")), 0, "{table}");
    }
}

#[tokio::test]
async fn a_server_that_returns_while_it_goes_begins_anew() {
    for by_setup in [false, true] {
        let (group, _) = large_group(Feedback::Instant, 20).await;
        let left = instant("2026-12-01T00:00:00Z");
        group.write(move |tx| leave_server(tx, SERVER, left)).await;
        let over = left + KEPT_FOR + TimeDelta::seconds(1);
        assert!(group.write(move |tx| purge_servers(tx, &[Shard::ONLY], over, 25)).await);

        if by_setup {
            let (changes, korean) = (Group::nine(), Language::Korean);
            group
                .write(move |tx| configure_server(tx, SERVER, MemberId(1), korean, None, &changes, over))
                .await
                .expect("settings");
        } else {
            group.write(move |tx| return_to_server(tx, SERVER, over)).await;
        }

        let known = group.write(|tx| servers::find(tx, SERVER)).await;
        assert_eq!(known.is_some(), by_setup);
        assert_eq!(group.write(|tx| history::rounds(tx, SERVER)).await, []);
        assert_eq!(group.write(|tx| history::standings(tx, SERVER)).await, []);
        assert!(!group.write(move |tx| purge_servers(tx, &[Shard::ONLY], over, 25)).await, "nothing more goes");
    }
}

#[tokio::test]
async fn a_void_is_taken_back_in_pieces_with_standings_right_after_the_last() {
    let members = u64::from(MEMBERS_AT_ONCE) * 2 + 20;
    let (mut group, posted) = large_group(Feedback::Instant, members).await;
    let (id, now) = (posted[1].id, instant("2026-11-30T03:00:00Z"));
    let before = replay::kept(&group.database(), SERVER);
    group.write(move |tx| void_round(tx, SERVER, Some(id), now)).await;
    while group.write(move |tx| continue_recount(tx, 30, now)).await {}
    assert_ne!(replay::kept(&group.database(), SERVER), before);

    group.write(move |tx| restore_round(tx, SERVER, Some(id), now)).await;
    assert_eq!(state(&group, &posted[1]).await, RoundState::Closed, "members see it at once");
    loop {
        crash(&mut group).await;
        if !group.write(move |tx| continue_recount(tx, 30, now)).await {
            break;
        }
    }
    assert_standings_are_the_answers(&group);
    assert_eq!(replay::kept(&group.database(), SERVER), before, "as if it had never been void");
}

#[tokio::test]
async fn a_void_that_is_taken_back_half_way_leaves_everyone_with_their_points() {
    let members = u64::from(MEMBERS_AT_ONCE) * 2 + 20;
    let (group, posted) = large_group(Feedback::Instant, members).await;
    let (id, now) = (posted[1].id, instant("2026-11-30T03:00:00Z"));
    let before = replay::kept(&group.database(), SERVER);
    group.write(move |tx| void_round(tx, SERVER, Some(id), now)).await;
    group.write(move |tx| restore_round(tx, SERVER, Some(id), now)).await;
    group.write(move |tx| void_round(tx, SERVER, Some(id), now)).await;
    group.write(move |tx| continue_recount(tx, 10, now)).await;
    group.write(move |tx| restore_round(tx, SERVER, Some(id), now)).await;
    while group.write(move |tx| continue_recount(tx, 30, now)).await {}
    assert_eq!(replay::kept(&group.database(), SERVER), before);
}

/// How many answers were rewritten since the last look.
fn rewritten(raw: &Connection) -> u32 {
    let count = raw.query_row("select count(*) from rewritten", [], |row| row.get(0)).expect("a number");
    raw.execute("delete from rewritten", []).expect("a statement");
    count
}

#[tokio::test]
async fn few_answers_are_scored_again_at_once_however_long_the_streaks_are() {
    const DAYS: u32 = 100;
    const MEMBERS: u64 = 12;
    let changes = Changes { feedback: Some(Feedback::Instant), ..Group::nine() };
    let mut group = Group::set_up(&changes, instant("2025-12-31T12:00:00Z")).await;
    let (mut first, mut now) = (None, instant("2026-01-01T00:00:00Z"));
    for _ in 0..DAYS {
        let round = group.post_on(&now.date_naive().to_string()).await;
        let (id, choice, at) = (round.id, Some(group.key(&round)), now + TimeDelta::minutes(1));
        let submitted = move |member: u64| SubmitAnswer {
            server: SERVER,
            round: Some(id),
            member: MemberId(member),
            name: format!("member {member}"),
            choice,
            at,
        };
        group.write(move |tx| (1..=MEMBERS).try_for_each(|one| submit_answer(tx, &submitted(one)).map(drop))).await;
        first.get_or_insert(id);
        now += TimeDelta::days(1);
    }
    let raw = Connection::open(group.database()).expect("the database");
    let watch = "create table rewritten (answer integer); create trigger watched after update on answer \
                 begin insert into rewritten values (1); end";
    raw.execute_batch(watch).expect("a trigger");

    // One piece ends with the member who makes it full.
    let (most, id) = (300 + DAYS, first.expect("a round"));
    let mut pieces = Vec::new();
    group.write(move |tx| void_round(tx, SERVER, Some(id), now)).await;
    pieces.push(rewritten(&raw));
    while group.write(move |tx| continue_recount(tx, MEMBERS_AT_ONCE, now)).await {
        pieces.push(rewritten(&raw));
    }
    pieces.push(rewritten(&raw));
    assert_standings_are_the_answers(&group);
    group.write(move |tx| restore_round(tx, SERVER, Some(id), now)).await;
    pieces.push(rewritten(&raw));
    while group.write(move |tx| continue_recount(tx, MEMBERS_AT_ONCE, now)).await {
        pieces.push(rewritten(&raw));
    }
    pieces.push(rewritten(&raw));
    assert_standings_are_the_answers(&group);
    assert!(pieces.iter().all(|piece| *piece <= most), "{pieces:?}");
    assert!(u64::from(pieces.iter().sum::<u32>()) >= 2 * u64::from(DAYS - 1) * MEMBERS, "{pieces:?}");
}
