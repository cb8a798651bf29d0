//! The gateway in shards: each hears of its own servers, and says nothing of the others.

use serde_json::json;

use crate::running::Running;
use crate::study::Study;
use sandbox::{Clock, Discord, User, World};

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

/// Two servers, each on a shard of its own when there are two: the first one on shard 1.
fn two_groups() -> World {
    World::study_group("ko").with_group_on_next_shard("ko")
}

/// The owner and the question channel of each server.
fn places(discord: &Discord) -> Vec<(u64, u64)> {
    let world = discord.world();
    let place = |guild: &u64| (world.user_ids(*guild)[0], world.channel_ids(*guild)[1]);
    world.guild_ids().iter().map(place).collect()
}

fn owner(discord: &Discord, at: usize) -> User {
    let (owner, channel) = places(discord)[at];
    discord.user(owner, channel).speaking("ko")
}

async fn set_up(user: &User) {
    let options = [("time", json!("09:00")), ("timezone", json!("Asia/Seoul"))];
    let reply = user.slash("setup", &options).await;
    assert!(reply.failed().is_none(), "{reply:?}");
}

/// Both servers are set up by a bot that holds both shards, and that is stopped then.
async fn both_set_up() -> Study {
    let discord = Discord::start(two_groups(), Clock::standing_at(crate::study::instant(EVE))).await;
    let mut study = Study::not_yet(discord, "ko");
    study.shards = Some("0-1/2");
    study.start().await;
    all_connected(&study.discord, &[[0, 2], [1, 2]]).await;
    for at in 0..2 {
        set_up(&owner(&study.discord, at)).await;
    }
    study
}

async fn all_connected(discord: &Discord, shards: &[[u64; 2]]) {
    let is_so = |discord: &Discord| {
        let mut connected = discord.connected();
        connected.sort_unstable();
        connected == shards
    };
    discord.wait_until("its shards are connected", is_so).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_process_holds_several_shards_and_each_mends_itself() {
    let discord = Discord::start(two_groups(), Clock::system()).await;
    let program = Running::start_with(&discord, &[("PROCTOR_SHARDS", "0-1/2")]);
    all_connected(&discord, &[[0, 2], [1, 2]]).await;
    program.wait_for_metric("proctor_gateway_connected 2").await;
    for at in 0..2 {
        set_up(&owner(&discord, at)).await;
    }

    let before = discord.connections();
    discord.drop_shard([1, 2]);
    discord.wait_until("it has resumed", |discord| discord.connections() > before).await;
    all_connected(&discord, &[[0, 2], [1, 2]]).await;
    assert_eq!((discord.identified(), discord.connections()), (2, before + 1));
    program.wait_for_metric("proctor_gateway_gaps_total 1").await;
    assert_eq!(program.health().await["gateway"]["shards"], json!({ "held": 2, "gone": [] }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_hears_of_its_own_servers_and_posts_for_all() {
    let mut study = both_set_up().await;
    study.stop().await;
    // The first server belongs to the other shard: nothing is said of it, and it is not forgotten.
    study.shards = Some("0/2");
    study.start().await;
    all_connected(&study.discord, &[[0, 2]]).await;
    study.move_to(NINE);
    for (_, channel) in places(&study.discord) {
        study.discord.wait_until("its question is there", |discord| discord.messages(channel).len() == 1).await;
    }
    study.until("select not exists (select 1 from server where removed_at is not null)").await;
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_is_left_when_its_own_shard_says_so() {
    let mut study = both_set_up().await;
    study.stop().await;
    let [of_one, of_zero] = [0, 1].map(|at| study.discord.world().guild_ids()[at]);
    for guild in [of_one, of_zero] {
        study.discord.remove_bot(guild);
    }
    study.shards = Some("0/2");
    study.start().await;
    study.until(&format!("select removed_at is not null from server where server_id = {of_zero}")).await;
    study.until(&format!("select removed_at is null from server where server_id = {of_one}")).await;
    study.stop().await;
    study.shards = Some("1/2");
    study.start().await;
    study.until(&format!("select removed_at is not null from server where server_id = {of_one}")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_over_is_deleted_where_the_own_shard_has_told_and_nowhere_else() {
    let mut study = both_set_up().await;
    let [of_one, of_zero] = [0, 1].map(|at| study.discord.world().guild_ids()[at]);
    for guild in [of_one, of_zero] {
        study.discord.remove_bot(guild);
    }
    study.until("select count(*) = 2 from server where removed_at is not null").await;
    study.stop().await;
    study.move_to("2026-12-31T12:00:00Z");
    // It may be back in the other one.
    study.discord.add_bot_in_silence(of_one);
    study.shards = Some("0/2");
    study.start().await;
    study.until("select count(*) = 1 from server").await;
    study.stop().await;
    study.shards = Some("1/2");
    study.start().await;
    study.until("select removed_at is null from server").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_discord_advises_is_told_in_one_line_and_too_few_shards_are_warned_of() {
    let discord = Discord::start(two_groups(), Clock::system()).await;
    discord.advise_shards(3, 2_500);
    discord.tell_of_application(&json!({ "approximate_guild_count": 7_600 }));
    let program = Running::start_with(&discord, &[("PROCTOR_SHARDS", "0-1/2")]);
    program
        .wait_for_log("shards 0-1/2; Discord advises 3 in total; 1000 of 1000 sessions are left today, 1 at a time")
        .await;
    program.wait_for_log("7600 servers are more than 2500 for each of 2 shards").await;
    program.wait_for_log("a total of 4 in all processes").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shard_with_too_many_servers_ends_the_program_with_what_to_do() {
    let discord = Discord::start(World::study_group("ko").with_another_group("ko"), Clock::system()).await;
    discord.advise_shards(2, 1);
    let mut program = Running::start(&discord);
    assert_eq!(program.end().await, Some(1));
    let log = program.log();
    assert!(log.contains("too many servers for shard 0/1 (4011)") && log.contains("PROCTOR_SHARDS"), "{log}");
    assert_eq!(discord.attempts(), 1);
}
