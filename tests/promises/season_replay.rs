//! The archive of seasons is nothing but the answers: whatever happened, a replay finds the same final boards, and the same prizes.

use crate::engine::Beside;
use std::collections::BTreeSet;

use crate::group::{CHANNEL, Group, MANAGER, SERVER, instant};
use crate::replay::{self, Standings};
use chrono::{DateTime, TimeDelta, Utc};
use proctor::actions::begin_delivery::{Begun, begin_delivery, claim_deliveries};
use proctor::actions::change_schedule::add_schedule;
use proctor::actions::configure_server::Changes;
use proctor::actions::end_season::{If, end_due_seasons, end_season, season_to_end};
use proctor::actions::forget_member::forget_member;
use proctor::actions::hide_member::hide_member;
use proctor::actions::record_delivery::{Outcome, record_delivery};
use proctor::actions::restore_round::restore_round;
use proctor::actions::set_reward::set_reward;
use proctor::actions::show_seasons::list_seasons;
use proctor::actions::start_season::{Wanted, continue_start, start_season};
use proctor::actions::tell_season::tell_seasons;
use proctor::domain::delivery::{ClosedChannels, Room};
use proctor::domain::ids::{MemberId, MessageId, RoleId, RoundId};
use proctor::domain::reward::Prize;
use proctor::domain::round::Round;
use proctor::domain::season::SeasonLength;
use proctor::domain::settings::Feedback;
use proctor::store::{WriteTx, rounds};
use proptest::prelude::*;
use rand::SeedableRng as _;

const MEMBERS: u64 = 4;
/// So many days bring a role.
const STREAK: u32 = 3;
const STREAK_ROLE: RoleId = RoleId(11);
const CHAMPION_ROLE: RoleId = RoleId(12);

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
    /// The same day has another one in the evening, which is open still when the next day's comes.
    Evening,
    /// A member answers the oldest open question.
    Late(u64),
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
        5 => Just(Event::Evening),
        5 => (1..=MEMBERS).prop_map(Event::Late),
        3 => (1_i64..6).prop_map(Event::Weeks),
        3 => any::<usize>().prop_map(Event::Void),
        2 => any::<usize>().prop_map(Event::Restore),
        4 => (any::<bool>(), length).prop_map(|(repeats, length)| Event::Start { repeats, length }),
        2 => Just(Event::End),
        1 => (1..=MEMBERS, any::<bool>()).prop_map(|(member, hide)| Event::Hide(member, hide)),
        1 => (1..=MEMBERS).prop_map(Event::Forget),
    ]
}

/// What happens in a server; now and then a season ends early, while a question of the day before is open that a member answers
/// then.
fn events() -> impl Strategy<Value = Vec<Event>> {
    let members = usize::try_from(MEMBERS).expect("a few");
    let late = move |member| {
        let start = Event::Start { repeats: false, length: SeasonLength::Month };
        vec![start, Event::Evening, Event::Day(vec![Move::Right; members]), Event::End, Event::Late(member)]
    };
    let some = prop_oneof![30 => event().prop_map(|one| vec![one]), 1 => (1..=MEMBERS).prop_map(late)];
    prop::collection::vec(some, 1..40).prop_map(|some| some.concat())
}

/// What the program does by itself at an instant.
async fn tick(group: &Group, now: DateTime<Utc>) {
    while group.write(move |tx| end_due_seasons(tx, now, 1)).await {}
    group.close_due(now).await;
    while group.write(move |tx| continue_start(tx, 1, now)).await {}
    while group.write(move |tx| tell_seasons(tx, now, 1)).await {}
    // Before weeks pass, after which a role that was never tried is given up.
    bring_roles(group, now).await;
}

/// Who has won what, by a replay of each moment: what was reached once stays, as long as nothing is forgotten.
#[derive(Debug, Default)]
struct Won {
    streak: BTreeSet<u64>,
}

impl Won {
    /// Takes note of this moment; the prizes are those of the replay, but while the word of a season waits.
    fn note(&mut self, group: &Group, replayed: &Standings) {
        self.streak.extend(replayed.reached(STREAK));
        let newest = "select 'season:' || season_id from season where told_at is not null order by first_day desc";
        let (told, owes): (Vec<String>, bool) = {
            let database = Beside::open(&group.database());
            let told = database.rows(newest).into_iter().flatten().collect();
            (told, database.number("select exists (select 1 from season where owes = 1)") > 0)
        };
        // One that nobody played takes nothing from the one before it.
        let played = told.into_iter().find(|season| replayed.periods().contains(season.as_str()));
        let board = played.map(|season| replayed.board(&season)).unwrap_or_default();
        let first = board.into_iter().filter(|(place, _, points)| *place == 1 && *points > 0);
        let first: BTreeSet<u64> = first.map(|(_, member, _)| member).collect();
        let shown: BTreeSet<u64> = self.streak.difference(replayed.hidden()).copied().collect();
        assert_eq!(holders(group, STREAK_ROLE), shown, "whoever has reached the streak and does not hide");
        if !owes {
            assert_eq!(holders(group, CHAMPION_ROLE), first, "the first of the season that was told last");
        }
    }
}

/// Discord changes all roles that are owed.
async fn bring_roles(group: &Group, now: DateTime<Utc>) {
    let bring = move |tx: &WriteTx<'_>| {
        let claimed =
            claim_deliveries(tx, 7, now, now + TimeDelta::seconds(90), (Room::Edits, ClosedChannels::Asked), 100)?;
        for one in &claimed {
            if let Begun::Go(_) = begin_delivery(tx, *one, MessageId(0), now)? {
                record_delivery(tx, *one, &Outcome::There { message: None, at: now }, None, now)?;
            }
        }
        Ok(!claimed.is_empty())
    };
    while group.write(bring).await {}
}

/// Who has a role on Discord.
fn holders(group: &Group, role: RoleId) -> BTreeSet<u64> {
    let sql = format!("select member_id from given_role where role_id = {role} and given = 1");
    Beside::open(&group.database()).rows(&sql).iter().map(|row| row[0].parse().expect("a member")).collect()
}

fn replayed(group: &Group) -> Standings {
    replay::replay(&group.database(), SERVER)
}

/// How many final boards that were told are to be told anew.
fn corrections_owed(group: &Group) -> i64 {
    Beside::open(&group.database()).number("select count(*) from season where owes = 1 and told_at is not null")
}

async fn begin(feedback: Feedback, now: DateTime<Utc>) -> Group {
    let changes = Changes { feedback: Some(feedback), channel: Some(CHANNEL), ..Group::nine() };
    let group = Group::set_up(&changes, now).await;
    let evening = Changes { time: chrono::NaiveTime::from_hms_opt(21, 0, 0), ..Changes::default() };
    group.write(move |tx| add_schedule(tx, SERVER, "evening", &evening, now)).await;
    for prize in [(Prize::Champion, CHAMPION_ROLE), (Prize::Streak(STREAK), STREAK_ROLE)] {
        group.write(move |tx| set_reward(tx, SERVER, prize, MANAGER, now)).await;
    }
    group
}

async fn answer(group: &Group, member: u64, round: &Round, wish: Move, at: DateTime<Utc>) {
    let choice = match wish {
        Move::Miss => return,
        Move::Right => group.key(round),
        Move::Wrong => group.wrong(round),
    };
    let before = corrections_owed(group);
    group.answer(member, round, choice, at).await;
    assert_eq!(corrections_owed(group), before, "no answer changes what was told");
}

async fn play(feedback: Feedback, events: &[Event]) -> Group {
    let mut now = instant("2026-11-26T12:00:00Z");
    let mut group = begin(feedback, now).await;
    let (mut rounds, mut won): (Vec<RoundId>, Won) = (Vec::new(), Won::default());
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
                    now += TimeDelta::minutes(1);
                    answer(&group, member, &round, *wish, now).await;
                }
            }
            Event::Evening => {
                let evening = now.date_naive().and_hms_opt(12, 0, 0).expect("a time").and_utc();
                now = now.max(evening);
                tick(&group, now).await;
                rounds.extend(group.post_due(now).await.pop().map(|round| round.id));
            }
            Event::Late(member) => {
                let open = group.write(|tx| rounds::open_in(tx, SERVER)).await;
                if let Some(oldest) = open.last() {
                    answer(&group, *member, oldest, Move::Right, now).await;
                }
            }
            Event::Weeks(weeks) => now += TimeDelta::weeks(*weeks),
            Event::Forget(member) => {
                won.streak.remove(member);
                manage(&group, event, &rounds, now).await;
            }
            _ => manage(&group, event, &rounds, now).await,
        }
        tick(&group, now).await;
        won.note(&group, &replayed(&group));
    }
    // All that was open is closed, and what waited for it is told.
    now += TimeDelta::days(3);
    tick(&group, now).await;
    won.note(&group, &replayed(&group));
    group
}

/// What managers do, and what members do that is no answer.
async fn manage(group: &Group, event: &Event, rounds: &[RoundId], now: DateTime<Utc>) {
    match event {
        Event::Void(nth) if !rounds.is_empty() => {
            group.void(rounds[nth % rounds.len()], now).await;
        }
        Event::Restore(nth) if !rounds.is_empty() => {
            let id = rounds[nth % rounds.len()];
            group.write(move |tx| restore_round(tx, SERVER, Some(id), now)).await;
        }
        Event::Start { repeats, length } => {
            let wanted = Wanted { name: "season".to_owned(), length: *length, repeats: *repeats };
            group.write(move |tx| start_season(tx, SERVER, &wanted, now)).await;
        }
        Event::End => {
            let end = move |tx: &WriteTx<'_>| {
                let running = season_to_end(tx, SERVER, now)?;
                running.map(|(season, _)| end_season(tx, SERVER, season.id, If::Anyway, now)).transpose()
            };
            group.write(end).await;
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
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn final_boards_and_prizes_equal_a_replay_of_the_answers(events in events(), at_close in any::<bool>()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let feedback = if at_close { Feedback::AtClose } else { Feedback::Instant };
            let group = play(feedback, &events).await;
            let replayed = replayed(&group);
            prop_assert_eq!(&replay::kept(&group.database(), SERVER), &replayed);

            let past = group.write(|tx| list_seasons(tx, SERVER)).await.expect("a server");
            for played in &past.seasons {
                let code = played.season.scope().code;
                let shown: Vec<(u64, u64, u32)> =
                    played.top.iter().map(|row| (row.place, row.member.0, row.points)).collect();
                prop_assert_eq!(shown, replayed.board(&code), "{}", code);
                prop_assert_eq!(played.best_streak, replayed.best_streak(&code), "{}", code);
            }
            let database = Beside::open(&group.database());
            let twice = "select count(*) from (select subject from delivery where kind = 'podium' group by subject having count(*) > 1) as two";
            prop_assert_eq!(database.number(twice), 0);
            let two = "select count(*) from season as one join season as other using (server_id) \
                       where one.first_day < other.first_day and one.end_day > other.first_day";
            prop_assert_eq!(database.number(two), 0, "a day has one season");
            Ok(())
        })?;
    }
}
