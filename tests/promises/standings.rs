//! Standings are nothing but the answers: a replay of a server's history finds the same rows, whatever happened in it.

use crate::group::{CHANNEL, Group, MANAGER, SERVER, instant};
use crate::replay;
use crate::replay::Standings;
use chrono::{DateTime, Utc};
use proctor::actions::change_schedule::add_schedule;
use proctor::actions::configure_server::{Changes, configure_server};
use proctor::actions::forget_member::forget_member;
use proctor::actions::hide_member::{HideOutcome, hide_member};
use proctor::actions::prune;
use proctor::actions::restore_round::restore_round;
use proctor::actions::show_leaderboard::{BoardPart, show_leaderboard};
use proctor::domain::ids::{MemberId, RoundId};
use proctor::domain::language::Language;
use proctor::domain::leaderboard::PeriodKind;
use proctor::domain::round::Round;
use proctor::domain::settings::{Feedback, Freezes};
use proctor::store::{ReadTx, StoreError, history, members, rounds};
use proptest::prelude::*;
use rand::SeedableRng as _;
use serenity::futures::future::join_all;

/// What one member does with one round.
#[derive(Debug, Clone, Copy)]
enum Move {
    Miss,
    Right,
    Wrong,
}

/// A round and what becomes of it.
#[derive(Debug, Clone)]
struct Asked {
    moves: Vec<Move>,
    /// It is answered after the round that comes next.
    is_late: bool,
    /// Voided so many half days later.
    void_after: Option<usize>,
    /// A member who hides afterwards, or shows again.
    hide: Option<(u64, bool)>,
    /// The void is taken back so many half days after it.
    restored_after: Option<usize>,
    /// Before it, the server's managers turn freezes on or off.
    turns_freezes: Option<Freezes>,
}

/// What is asked in the morning, in the evening, in the next morning and so on; `None` where nothing is.
type HalfDays = Vec<Option<Asked>>;

fn asked(members: usize) -> impl Strategy<Value = Asked> {
    let one = prop_oneof![1 => Just(Move::Miss), 2 => Just(Move::Right), 1 => Just(Move::Wrong)];
    let void = prop_oneof![4 => Just(None), 1 => (0_usize..6).prop_map(Some)];
    let hide = prop::option::weighted(0.3, (1..=members as u64, any::<bool>()));
    let restored = prop_oneof![1 => Just(None), 1 => (1_usize..6).prop_map(Some)];
    let freezes = prop_oneof![8 => Just(None), 1 => Just(Some(Freezes::On)), 1 => Just(Some(Freezes::Off))];
    (prop::collection::vec(one, members), prop::bool::weighted(0.3), void, hide, restored, freezes).prop_map(
        |(moves, is_late, void_after, hide, restored_after, turns_freezes)| Asked {
            moves,
            is_late,
            void_after,
            hide,
            restored_after,
            turns_freezes,
        },
    )
}

fn half_days(members: usize) -> impl Strategy<Value = HalfDays> {
    prop::collection::vec(prop::option::weighted(0.7, asked(members)), 1..20)
}

/// So many mornings with the same moves.
fn mornings(days: usize, moves: &[Move]) -> HalfDays {
    let morning = Some(Asked {
        moves: moves.to_vec(),
        is_late: false,
        void_after: None,
        hide: None,
        restored_after: None,
        turns_freezes: None,
    });
    std::iter::repeat_n([morning, None], days).flatten().collect()
}

fn kept(group: &Group) -> Standings {
    replay::kept(&group.database(), SERVER)
}

fn replayed(group: &Group) -> Standings {
    replay::replay(&group.database(), SERVER)
}

async fn play(feedback: Feedback, half_days: &[Option<Asked>]) -> Group {
    let changes = Changes { feedback: Some(feedback), channel: Some(CHANNEL), ..Group::nine() };
    let eve = instant("2026-11-26T12:00:00Z");
    let mut group = Group::set_up(&changes, eve).await;
    let evening = Changes { time: chrono::NaiveTime::from_hms_opt(21, 0, 0), ..Changes::default() };
    group.write(move |tx| add_schedule(tx, SERVER, "evening", &evening, eve)).await;
    let mut voids: Vec<(usize, RoundId)> = Vec::new();
    let mut taken_back: Vec<(usize, RoundId)> = Vec::new();
    let mut waiting = None;
    for (n, half_day) in half_days.iter().enumerate() {
        // Friday the 27th onwards: weeks and a month end on the way.
        let now = instant("2026-11-27T00:00:00Z") + chrono::TimeDelta::hours(12) * i32::try_from(n).expect("a few");
        if let Some(asked) = half_day {
            group.close_due(now).await;
            if asked.turns_freezes.is_some() {
                turn_freezes(&group, asked.turns_freezes, now).await;
            }
            let round = group.post_due(now).await.pop().expect("a round");
            voids.extend(asked.void_after.map(|after| (n + after, round.id)));
            let back = asked.void_after.zip(asked.restored_after).map(|(void, after)| (n + void + after, round.id));
            taken_back.extend(back);
            if asked.is_late && waiting.is_none() {
                waiting = Some((asked, round));
            } else {
                make_moves(&group, asked, &round, now).await;
                if let Some((asked, round)) = waiting.take() {
                    make_moves(&group, asked, &round, now).await;
                }
            }
        }
        if let Some((member, hides)) = half_day.as_ref().and_then(|asked| asked.hide) {
            group
                .write(move |tx| hide_member(tx, SERVER, MemberId(member), hides, instant("2026-11-27T06:00:00Z")))
                .await;
        }
        for (_, id) in voids.iter().filter(|(when, _)| *when == n) {
            group.void(*id, now + chrono::TimeDelta::hours(6)).await;
        }
        for (_, id) in taken_back.iter().filter(|(when, _)| *when == n) {
            let (id, now) = (*id, now + chrono::TimeDelta::hours(7));
            group.write(move |tx| restore_round(tx, SERVER, Some(id), now)).await;
        }
    }
    group
}

async fn turn_freezes(group: &Group, freezes: Option<Freezes>, now: DateTime<Utc>) {
    let changes = Changes { freezes, ..Changes::default() };
    group.write(move |tx| configure_server(tx, SERVER, MANAGER, Language::Korean, None, &changes, now)).await;
}

async fn make_moves(group: &Group, asked: &Asked, round: &Round, now: DateTime<Utc>) {
    let answers = (1_u64..).zip(&asked.moves).filter_map(|(member, wish)| {
        let choice = match wish {
            Move::Miss => return None,
            Move::Right => group.key(round),
            Move::Wrong => group.wrong(round),
        };
        Some(group.answer(member, round, choice, now + chrono::TimeDelta::minutes(1)))
    });
    join_all(answers).await;
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn standings_and_streaks_equal_a_replay_of_the_answers(half_days in half_days(4), at_close in any::<bool>()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let feedback = if at_close { Feedback::AtClose } else { Feedback::Instant };
            let group = play(feedback, &half_days).await;
            prop_assert_eq!(kept(&group), replayed(&group));
            Ok(())
        })?;
    }

    #[test]
    fn freezes_equal_a_replay_too(before in 12_usize..16, half_days in half_days(4), at_close in any::<bool>()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let feedback = if at_close { Feedback::AtClose } else { Feedback::Instant };
            // All hold a freeze or two when it begins.
            let half_days = [mornings(before, &[Move::Wrong; 4]), half_days].concat();
            let group = play(feedback, &half_days).await;
            prop_assert_eq!(kept(&group), replayed(&group));
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn a_member_who_is_forgotten_leaves_everyone_elses_points_alone() {
    let group = play(Feedback::Instant, &mornings(4, &[Move::Right; 3])).await;
    let before = kept(&group).without(2);

    let gone = group
        .write(|tx| {
            forget_member(tx, MemberId(2), &mut rand::rngs::StdRng::seed_from_u64(1), instant("2026-11-27T06:00:00Z"))
        })
        .await;

    assert_eq!(gone, 4);
    assert_eq!(kept(&group), before);
    assert_eq!(kept(&group), replayed(&group));
}

#[tokio::test]
async fn equals_share_a_place_and_the_one_who_was_first_stands_first() {
    let moves = [Move::Right, Move::Right, Move::Right, Move::Wrong];
    let group = play(Feedback::Instant, &mornings(1, &moves)).await;
    let now = instant("2026-11-27T06:00:00Z");

    let board = group
        .write(move |tx| show_leaderboard(tx, SERVER, PeriodKind::Month, BoardPart::First, MemberId(4), now))
        .await
        .expect("a board");

    let places: Vec<(u64, u64)> = board.rows.iter().map(|row| (row.place, row.member.0)).collect();
    assert_eq!(places, [(1, 1), (1, 2), (1, 3), (4, 4)]);
    assert_eq!(board.own.map(|own| own.place), Some(4));
}

#[tokio::test]
async fn my_place_has_two_neighbours_on_each_side_wherever_it_is() {
    // 1, 4, 7 … are wrong and stand last, level with each other; the others are level too.
    let moves: Vec<Move> = (0..27).map(|n| if n % 3 == 0 { Move::Wrong } else { Move::Right }).collect();
    let group = play(Feedback::Instant, &mornings(1, &moves)).await;
    let now = instant("2026-11-27T06:00:00Z");
    let around = async |member: u64| {
        let page = BoardPart::Around(MemberId(member));
        let read = move |tx: &ReadTx<'_>| show_leaderboard(tx, SERVER, PeriodKind::Month, page, MemberId(member), now);
        let board = group.store.read(read).await.expect("a working store").expect("a board");
        let rows: Vec<(u64, u64)> = board.rows.iter().map(|row| (row.place, row.member.0)).collect();
        (rows, board.next.map(|(place, _)| place))
    };
    assert_eq!(around(2).await, (vec![(1, 2), (1, 3), (1, 5)], None), "the first, level with the others");
    assert_eq!(around(6).await, (vec![(1, 3), (1, 5), (1, 6), (1, 8), (1, 9)], None));
    assert_eq!(around(27).await.0, [(1, 24), (1, 26), (1, 27), (19, 1), (19, 4)]);
    assert_eq!(around(1).await, (vec![(1, 26), (1, 27), (19, 1), (19, 4), (19, 7)], Some(1)));
    assert_eq!(around(25).await, (vec![(19, 19), (19, 22), (19, 25)], Some(1)), "the last");

    group.write(|tx| hide_member(tx, SERVER, MemberId(4), true, instant("2026-11-27T06:00:00Z"))).await;
    assert_eq!(around(1).await.0, [(1, 26), (1, 27), (19, 1), (19, 7), (19, 10)], "places close up");
    assert_eq!(around(4).await, (vec![(1, 27), (19, 1), (19, 4), (19, 7), (19, 10)], Some(1)), "but not for oneself");
}

#[tokio::test]
async fn who_hides_and_shows_again_and_deletes_leaves_the_boards_as_a_replay_has_them() {
    let group = play(Feedback::AtClose, &mornings(4, &[Move::Right, Move::Wrong, Move::Right, Move::Right])).await;
    let before = kept(&group);
    let hide = async |member: u64, hide: bool| {
        let at = instant("2026-11-27T06:00:00Z");
        let outcome = group.write(move |tx| hide_member(tx, SERVER, MemberId(member), hide, at)).await;
        assert_eq!(outcome, HideOutcome::Done { gives_roles: false });
        assert_eq!(kept(&group), replayed(&group));
    };
    hide(1, true).await;
    hide(1, true).await;
    hide(2, true).await;
    hide(1, false).await;
    hide(2, false).await;
    assert_eq!(kept(&group), before);
    hide(3, true).await;
    hide(4, true).await;
    group
        .write(|tx| {
            forget_member(tx, MemberId(3), &mut rand::rngs::StdRng::seed_from_u64(1), instant("2026-11-27T06:00:00Z"))
        })
        .await;
    assert_eq!(kept(&group), replayed(&group));
}

#[tokio::test]
async fn pages_of_the_board_follow_each_other_without_a_gap() {
    let moves: Vec<Move> = (0..27).map(|n| if n % 3 == 0 { Move::Wrong } else { Move::Right }).collect();
    let group = play(Feedback::Instant, &mornings(1, &moves)).await;
    let now = instant("2026-11-27T06:00:00Z");
    let show = |page| group.write(move |tx| show_leaderboard(tx, SERVER, PeriodKind::All, page, MemberId(27), now));

    let mut seen = Vec::new();
    let mut back = Vec::new();
    let mut page = BoardPart::First;
    loop {
        let board = show(page).await.expect("a board");
        seen.extend(board.rows.iter().map(|row| row.member.0));
        back.push(board.rows.clone());
        match board.after {
            Some(edge) => page = BoardPart::After(edge),
            None => break,
        }
    }
    assert_eq!(seen.len(), 27);
    assert_eq!(seen.iter().collect::<std::collections::HashSet<_>>().len(), 27);

    let last = show(page).await.expect("a board");
    let before = show(BoardPart::Before(last.before.expect("a page before"))).await.expect("a board");
    assert_eq!(before.rows, back[1]);
    let own = show(BoardPart::Around(MemberId(27))).await.expect("a board");
    assert!(own.rows.iter().any(|row| row.member == MemberId(27)));
}

#[tokio::test]
async fn a_row_of_the_board_that_cannot_be_read_is_left_out_and_moves_no_other() {
    let group = play(Feedback::Instant, &mornings(1, &[Move::Right; 40])).await;
    let raw = rusqlite::Connection::open(group.database()).expect("the database");
    // All are level and were level at once: they stand in the order of their ids.
    raw.execute("update standing set correct = 0.5 where member_id = 24", []).expect_err("the schema keeps its types");
    raw.execute_batch("pragma ignore_check_constraints = on; update standing set correct = -1 where member_id = 24")
        .expect("a damaged row");
    let now = instant("2026-11-27T06:00:00Z");
    let page = BoardPart::Around(MemberId(30));

    let shown =
        group.store.read(move |tx| show_leaderboard(tx, SERVER, PeriodKind::Month, page, MemberId(30), now)).await;

    let board = shown.expect("a working store").expect("a board");
    let members: Vec<u64> = board.rows.iter().map(|row| row.member.0).collect();
    assert!(members.contains(&30) && !members.contains(&24), "{members:?}");
    assert!(board.before.is_some(), "there are others above");
    assert_eq!(board.own.map(|own| own.member), Some(MemberId(30)));
}

#[tokio::test]
async fn old_weeks_go_piece_by_piece_and_an_export_still_shows_them() {
    let group = play(Feedback::Instant, &mornings(5, &[Move::Right, Move::Wrong, Move::Right])).await;
    let export = async || group.store.read(|tx| history::standings(tx, SERVER)).await.expect("the standings");
    let (before, replayed) = (export().await, replayed(&group));
    let weeks = |rows: &Standings| rows.periods().into_iter().filter(|period| period.starts_with("week")).count();
    assert_eq!(weeks(&kept(&group)), 2);

    // The first of the two weeks began on Monday, 2026-11-23.
    let now = instant("2026-11-30T12:00:00Z") + prune::KEPT_FOR;
    let mut pieces = 0;
    while group.write(move |tx| prune::prune(tx, now, 1)).await {
        pieces += 1;
        assert_eq!(export().await, before, "after {pieces} pieces");
    }

    assert!(pieces >= 3, "a row of each member at least");
    assert_eq!(weeks(&kept(&group)), 1);
    assert_eq!(kept(&group), replayed.without_period("week:2026-11-23"));
}

#[tokio::test]
async fn answers_that_share_a_commit_count_as_if_each_were_alone() {
    let mut group = Group::in_seoul().await;
    let round = group.post_on("2026-11-24").await;
    let at = instant("2026-11-24T00:01:00Z");
    let (right, wrong) = (group.key(&round), group.wrong(&round));
    let answer = |member: u64| group.answer(member, &round, if member.is_multiple_of(3) { wrong } else { right }, at);
    let fails = group.store.write(|tx| {
        members::remember_name(tx, SERVER, MemberId(900), "nobody")?;
        Err::<(), _>(StoreError::Inconsistent("on purpose".to_owned()))
    });

    let many = join_all((1..=30).map(answer));
    let (_, failed) = tokio::join!(many, fails);

    assert!(failed.is_err());
    assert_eq!(kept(&group), replayed(&group));
    let id = round.id;
    assert_eq!(group.store.read(move |tx| rounds::answered(tx, id)).await, Ok(30));
}
