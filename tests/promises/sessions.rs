//! Sessions of the gateway begin as Discord allows, over all shards, processes and restarts.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use proctor::actions::begin_session::{Turn, next_turn, note_begun, note_budget, take_turn};
use proctor::domain::session_start::Wait;
use sandbox::{Clock, Discord, World};

use crate::group::{Group, instant};
use crate::running::Running;

const BETWEEN: TimeDelta = TimeDelta::seconds(5);

fn start() -> DateTime<Utc> {
    instant("2026-11-24T00:00:00Z")
}

async fn take(group: &Group, turn: u32, now: DateTime<Utc>) -> Turn {
    group.write(move |tx| take_turn(tx, turn, BETWEEN, now)).await
}

#[tokio::test]
async fn whoever_shares_a_turn_waits_for_whoever_took_it_before() {
    let (group, now) = (Group::in_seoul().await, start());
    let after = |seconds| Turn::At(now + TimeDelta::seconds(seconds));
    // Three processes at once, the shards 0, 2 and 1 of which two may begin together.
    let taken = [take(&group, 0, now).await, take(&group, 0, now).await, take(&group, 1, now).await];
    assert_eq!(taken, [after(0), after(5), after(0)]);
    assert_eq!(take(&group, 0, now + TimeDelta::seconds(3)).await, after(10));
    assert_eq!(take(&group, 0, now + TimeDelta::seconds(20)).await, after(20));
    // On a slow way Discord heard of it two seconds later, and of the one before that long ago.
    group.write(move |tx| note_begun(tx, 0, now + TimeDelta::seconds(22))).await;
    group.write(move |tx| note_begun(tx, 0, now + TimeDelta::seconds(11))).await;
    assert_eq!(take(&group, 0, now + TimeDelta::seconds(23)).await, after(27));
}

#[tokio::test]
async fn a_turn_that_is_far_away_is_not_taken() {
    let (group, now) = (Group::in_seoul().await, start());
    for _ in 0..5 {
        assert!(matches!(take(&group, 0, now).await, Turn::At(_)));
    }
    let far = Turn::Later(now + BETWEEN * 5, Wait::Turn);
    assert_eq!([take(&group, 0, now).await, take(&group, 0, now).await], [far, far]);
    assert_eq!(take(&group, 0, now + BETWEEN).await, Turn::At(now + BETWEEN * 5));
}

#[tokio::test]
async fn what_discord_says_is_left_of_the_day_is_shared() {
    let (group, now) = (Group::in_seoul().await, start());
    let resets_at = now + TimeDelta::hours(9);
    group.write(move |tx| note_budget(tx, 1_000, 2, resets_at)).await;
    assert!(matches!(take(&group, 0, now).await, Turn::At(_)));
    assert!(matches!(take(&group, 1, now).await, Turn::At(_)));
    let spent = Turn::Later(resets_at, Wait::Spent);
    assert_eq!([take(&group, 0, now).await, take(&group, 2, now + BETWEEN).await], [spent, spent]);
    let next = group.write(move |tx| next_turn(tx, 3, BETWEEN, resets_at)).await;
    assert_eq!(next, Turn::At(resets_at));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_session_begins_too_soon_over_two_shards_and_a_restart() {
    let discord = Discord::start(World::study_group("ko").with_group_on_next_shard("ko"), Clock::system()).await;
    discord.enforce_turns(1);
    let mut program = Running::start_with(&discord, &[("PROCTOR_SHARDS", "0-1/2")]);
    discord.wait_until("both shards are connected", |discord| discord.connected().len() == 2).await;
    program.restart();
    discord.wait_until("both shards are connected again", |discord| discord.connections() == 4).await;
    // Discord has refused none of them.
    assert_eq!(discord.identified(), 4);
    program.wait_for_log("waiting 6 s for the turn to begin a session").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn so_many_sessions_as_discord_allows_begin_at_once() {
    let discord = Discord::start(World::study_group("ko").with_group_on_next_shard("ko"), Clock::system()).await;
    discord.enforce_turns(2);
    let program = Running::start_with(&discord, &[("PROCTOR_SHARDS", "0-1/2")]);
    discord.wait_until("both shards are connected", |discord| discord.connected().len() == 2).await;
    assert_eq!(discord.identified(), 2);
    assert!(!program.log().contains("for the turn"), "{}", program.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_is_spent_keeps_the_program_from_asking_and_not_from_its_work() {
    let discord = Discord::start(World::study_group("ko"), Clock::system()).await;
    discord.set_sessions_left(1, Duration::from_hours(1));
    let mut program = Running::start(&discord);
    discord.wait_ready().await;
    program.restart();
    program.wait_for_log("Discord allows no more sessions for 3").await;
    // The commands are looked at, and health is served.
    program.wait_for_metric("proctor_gateway_connected 0").await;
    assert_eq!((discord.identified(), discord.connections()), (1, 1));
}
