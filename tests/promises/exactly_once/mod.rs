//! One scheduled post a server and day, whatever happens on the way; and one reveal after it.

mod under_the_post;

use crate::study;
use std::time::Duration;

use crate::study::Study;
use chrono::TimeDelta;
use sandbox::{Fault, Permission, Trouble, World};
use serde_json::{Value, json};

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

fn trouble(method: &'static str, path: &str, times: u32, trouble: Trouble) -> Fault {
    Fault { method, path: path.to_owned(), times, trouble }
}

fn posts(study: &Study) -> Vec<Value> {
    let messages = study.discord.messages(study.channel);
    messages.into_iter().filter(|one| one["message_reference"].is_null()).collect()
}

/// Answers work on the one post that is there.
async fn assert_one_working_post(study: &Study) {
    let post = study.post(1).await;
    let reply = post.press(&study.member(1), &post.key()).await;
    assert!(reply.text().contains("정답이에요"), "{reply:?}");
    assert_eq!(posts(study).len(), 1);
    nothing_more_comes(study).await;
    study.assert_well_behaved();
}

/// In a channel the older goes first: a second post that was due would stand above one that is asked for now.
async fn nothing_more_comes(study: &Study) {
    let channel = study.channel;
    study.pass(TimeDelta::minutes(20)).await;
    study.owner().slash("round now", &[]).await;
    let is_there = |discord: &sandbox::Discord| {
        discord.messages(channel).iter().filter(|one| one["message_reference"].is_null()).count() >= 2
    };
    study.discord.wait_until("an extra question is there", is_there).await;
    assert_eq!(posts(study).len(), 2, "the one that was there, and the extra one");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_response_that_is_lost_leads_to_no_second_post() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.make_trouble(trouble("POST", "/messages", 1, Trouble::AcceptAndLose));
    study.move_to(NINE);
    study.messages(1).await;
    // The next try comes after a pause of some seconds of the bot's clock; the nonce still holds.
    study.discord.clock().advance(TimeDelta::seconds(30));
    study.discord.wait_until("it was tried again", |discord| discord.count("POST", "/messages") >= 2).await;
    assert_one_working_post(&study).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_try_reads_the_channel_first_and_adopts_what_is_there() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.make_trouble(trouble("POST", "/messages", 1, Trouble::AcceptAndLose));
    study.move_to(NINE);
    study.messages(1).await;
    study.crash().await;
    // An hour later Discord has forgotten the nonce.
    study.discord.clock().advance(TimeDelta::hours(1));
    study.start().await;
    study.post(1).await;
    assert_eq!(study.discord.count("POST", &format!("/channels/{}/messages", study.channel)), 1);
    assert_one_working_post(&study).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_before_the_request_is_made_good_once() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.make_trouble(trouble("POST", "/messages", 1, Trouble::DropBefore));
    study.move_to(NINE);
    study.discord.wait_until("the request was made", |discord| discord.count("POST", "/messages") >= 1).await;
    study.crash().await;
    study.discord.clock().advance(TimeDelta::hours(1));
    study.start().await;
    assert_one_working_post(&study).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_before_the_post_is_recorded_counts_and_the_post_is_adopted() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.make_trouble(trouble("POST", "/messages", 3, Trouble::AcceptAndLose));
    study.move_to(NINE);
    let message = study.messages(1).await.remove(0);
    let post = study::Post::of(&study, message);

    let reply = post.press(&study.member(1), &post.key()).await;

    assert!(reply.text().contains("정답이에요"), "{reply:?}");
    study.discord.end_trouble();
    study.discord.clock().advance(TimeDelta::minutes(1));
    assert_one_working_post_after(&study).await;
}

async fn assert_one_working_post_after(study: &Study) {
    let post = study.post(1).await;
    let reply = post.press(&study.member(2), &post.key()).await;
    assert!(reply.text().contains("정답이에요"), "{reply:?}");
    assert_eq!(posts(study).len(), 1);
    nothing_more_comes(study).await;
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_and_limits_of_discord_delay_a_post_and_do_not_double_it() {
    for kind in [
        Trouble::Status(500, json!({ "message": "500: Internal Server Error", "code": 0 })),
        Trouble::Status(502, Value::Null),
        Trouble::RateLimited(0.3),
        Trouble::Cloudflare(1),
        Trouble::DropBefore,
    ] {
        let study = Study::at_nine_in_seoul("ko", EVE).await;
        study.discord.make_trouble(trouble("POST", "/messages", 2, kind));
        study.move_to(NINE);
        study.discord.wait_until("the request was made", |discord| discord.count("POST", "/messages") >= 1).await;
        // Pauses between tries are minutes at most; the clock goes on while the bot waits.
        let channel = study.channel;
        let clock = study.discord.clock();
        let goes_on = tokio::spawn(async move {
            loop {
                clock.advance(TimeDelta::seconds(20));
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        });
        study.discord.wait_until("the post is there", |discord| !discord.messages(channel).is_empty()).await;
        goes_on.abort();
        assert_one_working_post(&study).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_ready_events_and_every_kind_of_reconnect_post_once_and_register_once() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    let registered = study.discord.count("PUT", "/commands");
    study.discord.say_ready_again();
    study.move_to(NINE);
    study.discord.say_ready_again();
    study.messages(1).await;
    let ways: [fn(&sandbox::Discord); 4] = [
        sandbox::Discord::drop_gateway,
        sandbox::Discord::ask_to_reconnect,
        sandbox::Discord::end_session,
        |discord| discord.close_gateway(4_000),
    ];
    for way in ways {
        let before = study.discord.connections();
        way(&study.discord);
        study
            .discord
            .wait_until("the bot is back", |discord| discord.connections() > before && discord.is_connected())
            .await;
    }
    assert_one_working_post(&study).await;
    study.commands_are_looked_at().await;
    assert_eq!((registered, study.discord.count("PUT", "/commands")), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_are_registered_again_only_when_they_changed() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    study.stop().await;
    study.start().await;
    study.commands_are_looked_at().await;
    assert_eq!(study.discord.count("PUT", "/commands"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_steps_back_posts_nothing_twice() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    study.post(1).await;
    study.discord.clock().advance(-TimeDelta::hours(2));
    study.owner().slash("round list", &[]).await;
    study.move_to("2026-11-24T00:30:00Z");
    study.owner().slash("round list", &[]).await;
    assert_one_working_post(&study).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn down_within_the_grace_the_post_comes_late_and_later_the_day_is_named_skipped() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    study.stop().await;
    study.move_to("2026-11-24T05:00:00Z");
    study.start().await;
    study.post(1).await;
    study.stop().await;
    study.move_to("2026-11-25T08:00:00Z");
    study.start().await;
    // The old round is closed and revealed; the new day is not posted.
    study.messages(2).await;
    // The reveal may stand there before the new day is looked at.
    study.pass(TimeDelta::zero()).await;
    let list = study.owner().slash("round list", &[]).await.text();
    assert!(list.contains("늦음") && list.contains("봇이 꺼져 있었어요"), "{list}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_permission_is_told_once_and_healed_by_itself() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.deny(study.channel, Permission::SendMessages);
    study.move_to(NINE);
    let general = study.channel - 1;
    study.discord.wait_until("the manager is told", |discord| !discord.messages(general).is_empty()).await;
    for _ in 0..5 {
        study.discord.clock().advance(TimeDelta::minutes(6));
        study.owner().slash("status", &[]).await;
    }
    let told = study.discord.messages(general);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0]["content"].as_str().is_some_and(|text| text.contains("메시지 보내기")), "{told:#?}");
    let status = study.owner().slash("status", &[]).await.text();
    assert!(status.contains("메시지 보내기"), "{status}");

    study.discord.allow_in_silence(study.channel, Permission::SendMessages);
    let status = study.owner().slash("status", &[]).await.text();
    assert!(status.contains("필요한 권한이 모두"), "{status}");
    assert_one_working_post(&study).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_is_gone_deletes_nothing_and_another_one_goes_on() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.delete_channel(study.channel);
    study.move_to(NINE);
    let general = study.channel - 1;
    study.discord.wait_until("the manager is told", |discord| !discord.messages(general).is_empty()).await;
    study.channel += 1;
    study.set_up(&[]).await;
    study.discord.clock().advance(TimeDelta::minutes(6));
    assert_one_working_post(&study).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_a_moderator_deleted_while_it_was_retried_does_not_come_back() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.make_trouble(trouble("POST", "/messages", 1, Trouble::AcceptAndLose));
    study.move_to(NINE);
    let post = study.messages(1).await.remove(0);
    study.discord.delete_message(post["id"].as_str().and_then(|id| id.parse().ok()).expect("an id"));
    study.discord.clock().advance(TimeDelta::seconds(30));
    study.discord.wait_until("it was tried again", |discord| discord.count("POST", "/messages") >= 2).await;
    for _ in 0..5 {
        study.discord.clock().advance(TimeDelta::minutes(10));
        study.owner().slash("status", &[]).await;
    }
    assert!(study.discord.messages(study.channel).is_empty());
    let list = study.owner().slash("round list", &[]).await.text();
    assert!(list.contains("지워짐"), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_fails_holds_up_no_other() {
    let world = World::study_group("ko").with_another_group("ko").with_another_group("ko");
    let others: Vec<(u64, u64)> =
        world.guild_ids()[1..].iter().map(|guild| (world.channel_ids(*guild)[1], world.user_ids(*guild)[0])).collect();
    let study = Study::begin_in(world, "ko", EVE).await;
    study.set_up(&[]).await;
    for (channel, owner) in &others {
        study.discord.user(*owner, *channel).slash("setup", &[("time", json!("09:00"))]).await;
    }
    study.discord.deny(study.channel, Permission::ViewChannel);
    study.move_to(NINE);
    for (channel, _) in &others {
        study
            .discord
            .wait_until("the others have their question", |discord| discord.messages(*channel).len() == 1)
            .await;
    }
    assert!(study.discord.messages(study.channel).is_empty());
}
