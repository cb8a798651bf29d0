//! The archive of seasons is nothing but the answers: whatever happened, a replay finds the same final boards.

mod group;
mod replay;

use chrono::{DateTime, TimeDelta, Utc};
use group::{CHANNEL, Group, SERVER, instant};
use proctor::actions::configure_server::Changes;
use proctor::actions::end_season::{end_due_seasons, end_season};
use proctor::actions::forget_member::forget_member;
use proctor::actions::hide_member::hide_member;
use proctor::actions::restore_round::restore_round;
use proctor::actions::show_seasons::list_seasons;
use proctor::actions::start_season::{Wanted, continue_start, start_season};
use proctor::actions::tell_season::tell_seasons;
use proctor::domain::ids::{MemberId, RoundId};
use proctor::domain::season::SeasonLength;
use proctor::domain::settings::Feedback;
use proptest::prelude::*;
use rand::SeedableRng as _;
use rusqlite::Connection;

const MEMBERS: u64 = 4;

/// What one member does with one round.
#[derive(Debug, Clone, Copy)]
enum Move {
    Miss,
    Right,
    Wrong,
}

#[derive(Debug, Clone)]
enum Event {
    /// The next day has its question.
    Day(Vec<Move>),
    /// So many weeks pass without any.
    Weeks(i64),
    /// The round with this number, counted round and round, is void, or counts again.
    Void(usize),
    Restore(usize),
    Start {
        repeats: bool,
        length: SeasonLength,
    },
    End,
    Hide(u64, bool),
    Forget(u64),
}

fn event() -> impl Strategy<Value = Event> {
    let one = prop_oneof![1 => Just(Move::Miss), 2 => Just(Move::Right), 1 => Just(Move::Wrong)];
    let length = prop::sample::select(SeasonLength::ALL.to_vec());
    let members = usize::try_from(MEMBERS).expect("a few");
    prop_oneof![
        10 => prop::collection::vec(one, members).prop_map(Event::Day),
        3 => (1_i64..6).prop_map(Event::Weeks),
        3 => any::<usize>().prop_map(Event::Void),
        2 => any::<usize>().prop_map(Event::Restore),
        4 => (any::<bool>(), length).prop_map(|(repeats, length)| Event::Start { repeats, length }),
        1 => Just(Event::End),
        1 => (1..=MEMBERS, any::<bool>()).prop_map(|(member, hide)| Event::Hide(member, hide)),
        1 => (1..=MEMBERS).prop_map(Event::Forget),
    ]
}

/// What the program does by itself at an instant.
async fn tick(group: &Group, now: DateTime<Utc>) {
    while group.write(move |tx| end_due_seasons(tx, now, 1)).await {}
    group.close_due(now).await;
    while group.write(move |tx| continue_start(tx, 1, now)).await {}
    while group.write(move |tx| tell_seasons(tx, now, 1)).await {}
}

async fn play(feedback: Feedback, events: &[Event]) -> Group {
    let changes = Changes { feedback: Some(feedback), channel: Some(CHANNEL), ..Group::nine() };
    let mut now = instant("2026-11-26T12:00:00Z");
    let mut group = Group::set_up(&changes, now).await;
    let mut rounds: Vec<RoundId> = Vec::new();
    for event in events {
        now += TimeDelta::minutes(10);
        tick(&group, now).await;
        match event {
            Event::Day(moves) => {
                let midnight = (now + TimeDelta::days(1)).date_naive().and_hms_opt(0, 0, 0).expect("a time");
                now = midnight.and_utc();
                tick(&group, now).await;
                let Some(round) = group.post_due(now).await.pop() else { continue };
                rounds.push(round.id);
                for (member, wish) in (1_u64..).zip(moves) {
                    let choice = match wish {
                        Move::Miss => continue,
                        Move::Right => group.key(&round),
                        Move::Wrong => group.wrong(&round),
                    };
                    now += TimeDelta::minutes(1);
                    group.answer(member, &round, choice, now).await;
                }
            }
            Event::Weeks(weeks) => now += TimeDelta::weeks(*weeks),
            Event::Void(nth) if !rounds.is_empty() => {
                group.void(rounds[nth % rounds.len()], now).await;
            }
            Event::Restore(nth) if !rounds.is_empty() => {
                let id = rounds[nth % rounds.len()];
                group.write(move |tx| restore_round(tx, SERVER, Some(id), now)).await;
            }
            Event::Void(_) | Event::Restore(_) => {}
            Event::Start { repeats, length } => {
                let wanted = Wanted { name: "season".to_owned(), length: *length, repeats: *repeats };
                group.write(move |tx| start_season(tx, SERVER, &wanted, now)).await;
            }
            Event::End => {
                group.write(move |tx| end_season(tx, SERVER, None, now)).await;
            }
            Event::Hide(member, hide) => {
                let (member, hide) = (MemberId(*member), *hide);
                group.write(move |tx| hide_member(tx, SERVER, member, hide, now)).await;
            }
            Event::Forget(member) => {
                let member = MemberId(*member);
                let seed = || rand::rngs::StdRng::seed_from_u64(1);
                group.write(move |tx| forget_member(tx, member, &mut seed(), now)).await;
            }
        }
    }
    tick(&group, now + TimeDelta::minutes(1)).await;
    group
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn final_boards_equal_a_replay_of_the_answers(events in prop::collection::vec(event(), 1..40), at_close in any::<bool>()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let feedback = if at_close { Feedback::AtClose } else { Feedback::Instant };
            let group = play(feedback, &events).await;
            let replayed = replay::replay(&group.database(), SERVER);
            prop_assert_eq!(&replay::kept(&group.database(), SERVER), &replayed);

            let past = group.write(|tx| list_seasons(tx, SERVER)).await.expect("a server");
            for played in &past.seasons {
                let code = played.season.scope().code;
                let shown: Vec<(u64, u64, u32)> =
                    played.top.iter().map(|row| (row.place, row.member.0, row.points)).collect();
                prop_assert_eq!(shown, replayed.board(&code), "{}", code);
                prop_assert_eq!(played.best_streak, replayed.best_streak(&code), "{}", code);
            }
            let database = Connection::open(group.database()).expect("the database");
            let twice = "select count(*) from (select subject from delivery where kind = 'podium' group by subject having count(*) > 1)";
            prop_assert_eq!(database.query_row(twice, [], |row| row.get::<_, i64>(0)), Ok(0));
            let two = "select count(*) from season as one join season as other using (server_id) \
                       where one.first_day < other.first_day and one.end_day > other.first_day";
            prop_assert_eq!(database.query_row(two, [], |row| row.get::<_, i64>(0)), Ok(0), "a day has one season");
            Ok(())
        })?;
    }
}
