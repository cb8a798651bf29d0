//! Channels that wait for a limit of Discord hold up no other server.

use crate::engine::Beside;
use crate::study;
use crate::study::Study;
use chrono::TimeDelta;
use sandbox::{Discord, Fault, Trouble, World};
use serde_json::json;

/// More channels than changes of messages are under way at once.
const LIMITED: usize = 20;

/// Study groups that are all set up for nine in Seoul; their channels.
async fn groups() -> (Study, Vec<u64>) {
    let world = (0..LIMITED).fold(World::study_group("ko"), |world, _| world.with_another_group("ko"));
    let guilds = world.guild_ids();
    let places: Vec<(u64, u64)> =
        guilds.iter().map(|guild| (world.channel_ids(*guild)[1], world.user_ids(*guild)[0])).collect();
    let study = Study::begin_in(world, "ko", "2026-11-23T12:00:00Z").await;
    for (channel, owner) in &places {
        let owner = study.discord.user(*owner, *channel);
        owner.slash("setup", &[("time", json!("09:00")), ("timezone", json!("Asia/Seoul"))]).await;
    }
    (study, places.into_iter().map(|(channel, _)| channel).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_that_wait_for_a_limit_leave_their_room_to_other_servers() {
    let (study, channels) = groups().await;
    study.move_to("2026-11-24T00:00:00Z");
    study.pass(TimeDelta::zero()).await;
    let (limited, free) = channels.split_at(LIMITED);
    for channel in limited {
        let path = format!("/channels/{channel}/messages/");
        study.discord.make_trouble(Fault { method: "PATCH", path, times: 1_000, trouble: Trouble::RateLimited(60.0) });
    }

    study.move_to("2026-11-24T23:59:05Z");

    let closed = |discord: &Discord| !study::takes_answers(&discord.messages(free[0])[0]);
    study.discord.wait_until("the buttons of the other server are gone", closed).await;
    study.pass(TimeDelta::zero()).await;
    let database = Beside::open(&study.database());
    let now = study.discord.clock().now().timestamp_millis();
    let sql = format!(
        "select count(*) from delivery where kind = 'close' and state = 'due' and try_at between {now} + 50000 and {now} + 60000"
    );
    let waiting = usize::try_from(database.number(&sql)).expect("a count");
    assert_eq!(waiting, LIMITED, "each of the others goes when its limit ends");
    study.assert_well_behaved();
}
