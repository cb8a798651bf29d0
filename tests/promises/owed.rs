//! What is owed to Discord comes once and in its time, or ends with a reason: whatever is lost, closed or taken away.

use crate::engine::Beside;
use crate::study;
use crate::study::Study;
use chrono::TimeDelta;
use sandbox::{Fault, Permission, Trouble, World};
use serde_json::{Value, json};

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

fn trouble(method: &'static str, path: &str, times: u32, trouble: Trouble) -> Fault {
    Fault { method, path: path.to_owned(), times, trouble }
}

fn refusal(status: u16, code: u32) -> Trouble {
    Trouble::Status(status, json!({ "code": code, "message": "no" }))
}

/// The state of a day's scheduled round, with the reason where it was skipped; nothing when there is none.
fn round_of(study: &Study, day: &str) -> String {
    let sql = format!(
        "select coalesce(max(state || coalesce(' ' || skip_reason, '')), '') from round \
         where server_id = {} and day = '{day}' and number = 0",
        study.guild
    );
    Beside::open(&study.database()).rows(&sql).remove(0).remove(0)
}

fn is_reply(message: &Value) -> bool {
    !message["message_reference"].is_null()
}

/// Requests that write into a channel, or change what stands there.
fn asked(study: &Study, channel: u64) -> usize {
    let path = format!("/channels/{channel}/messages");
    study.discord.requests().iter().filter(|one| one.method != "GET" && one.path.starts_with(&path)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_was_lost_with_its_channel_ends_and_skip_and_now_mean_today() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.make_trouble(trouble("POST", &format!("{}/messages", study.channel), 1, Trouble::AcceptAndLose));
    study.move_to(NINE);
    study.messages(1).await;
    study.discord.delete_channel(study.channel);
    study.pass(TimeDelta::minutes(1)).await;
    assert_eq!(round_of(&study, "2026-11-24"), "due");

    study.channel += 1;
    study.confirmed("round skip", &[]).await;
    assert_eq!(round_of(&study, "2026-11-24"), "skipped asked");
    assert_eq!(round_of(&study, "2026-11-25"), "");

    study.set_up(&[]).await;
    let now = study.owner().slash("round now", &[]).await.text();
    assert!(now.contains("오늘 문제를 지금"), "{now}");
    study.post(1).await;
    study.pass(TimeDelta::hours(1)).await;
    study.messages(1).await;
    assert_eq!(round_of(&study, "2026-11-24"), "open");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_skip_todays_question_can_still_be_asked_for() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to("2026-11-23T23:00:00Z");
    study.confirmed("round skip", &[]).await;
    assert_eq!(round_of(&study, "2026-11-24"), "skipped asked");

    let now = study.owner().slash("round now", &[]).await.text();
    assert!(now.contains("오늘 문제를 지금"), "{now}");
    study.post(1).await;
    study.move_to(NINE);
    study.pass(TimeDelta::minutes(10)).await;
    study.messages(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_permission_that_comes_back_after_the_grace_brings_no_question_of_yesterday() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.deny(study.channel, Permission::SendMessages);
    study.move_to(NINE);
    study.pass(TimeDelta::zero()).await;
    study.discord.allow_in_silence(study.channel, Permission::SendMessages);
    study.move_to("2026-11-24T23:59:00Z");
    study.pass(TimeDelta::zero()).await;
    assert_eq!(round_of(&study, "2026-11-24"), "skipped no-access");
    assert!(study.discord.messages(study.channel).is_empty());

    study.move_to("2026-11-25T00:00:00Z");
    study.post(1).await;
    study.pass(TimeDelta::minutes(10)).await;
    study.messages(1).await;
    assert_eq!(round_of(&study, "2026-11-25"), "open");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reveal_that_its_thread_refuses_stands_in_the_channel() {
    for (status, code) in [(400, 160_005), (400, 50_083), (403, 50_001), (403, 50_013), (404, 10_003)] {
        let study = Study::at_nine_in_seoul("ko", EVE).await;
        study.owner().slash("settings set", &[("thread", json!(true))]).await;
        study.move_to(NINE);
        let post = study.post(1).await;
        study.discord.wait_until("the thread is there", |discord| discord.count("POST", "/threads") == 1).await;
        let thread = format!("/channels/{}/messages", post.id);
        study.discord.make_trouble(trouble("POST", &thread, 100, refusal(status, code)));
        study.close_early().await;
        study.messages(2).await;
        study.pass(TimeDelta::hours(3)).await;
        let messages = study.messages(2).await;
        assert!(is_reply(&messages[1]), "{code}: {messages:#?}");
        assert!(study.discord.messages(post.id).is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reveal_that_may_be_no_reply_is_a_message_of_its_own() {
    for (status, code) in [(403, 160_002), (400, 160_002), (403, 50_013), (400, 50_035)] {
        let study = Study::at_nine_in_seoul("ko", EVE).await;
        study.move_to(NINE);
        let post = study.post(1).await;
        let channel = format!("/channels/{}/messages", study.channel);
        study.discord.make_trouble(trouble("POST", &channel, 1, refusal(status, code)));
        study.close_early().await;
        study.messages(2).await;
        study.pass(TimeDelta::hours(3)).await;
        let messages = study.messages(2).await;
        assert!(!is_reply(&messages[1]), "{code}: {messages:#?}");
        assert!(!study::takes_answers(&post.now()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_that_cannot_be_read_for_a_while_gets_no_second_reveal() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    study.owner().slash("settings set", &[("thread", json!(true))]).await;
    study.move_to(NINE);
    let thread = study.post(1).await.id;
    study.discord.wait_until("the thread is there", |discord| discord.count("POST", "/threads") == 1).await;
    let path = format!("/channels/{thread}/messages");
    study.discord.make_trouble(trouble("POST", &path, 1, Trouble::AcceptAndLose));
    study.close_early().await;
    study.discord.wait_until("the reveal is there", |discord| discord.messages(thread).len() == 1).await;
    study.crash().await;

    study.discord.clock().advance(TimeDelta::hours(1));
    // As often as the bot reads before it gives up for now.
    study.discord.make_trouble(trouble("GET", &path, 3, Trouble::Status(502, Value::Null)));
    study.start().await;
    study.discord.wait_until("it was read", |discord| discord.count("GET", &path) >= 3).await;
    study.pass(TimeDelta::minutes(10)).await;
    study.discord.wait_until("it was read again", |discord| discord.count("GET", &path) >= 4).await;
    study.pass(TimeDelta::minutes(10)).await;
    assert_eq!((study.discord.messages(thread).len(), study.discord.messages(study.channel).len()), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn buttons_that_could_not_be_taken_off_are_told_once_and_go_when_they_can() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    let path = format!("/channels/{}/messages/", study.channel);
    study.discord.make_trouble(trouble("PATCH", &path, 100, refusal(403, 50_013)));
    study.close_early().await;
    let general = study.channel - 1;
    study.discord.wait_until("the manager is told", |discord| !discord.messages(general).is_empty()).await;
    for _ in 0..4 {
        study.pass(TimeDelta::hours(4)).await;
    }
    assert_eq!(study.discord.messages(general).len(), 1);
    assert!(study::takes_answers(&post.now()));

    study.discord.end_trouble();
    study.owner().slash("status", &[]).await;
    let buttons = |discord: &sandbox::Discord| study::takes_answers(&discord.messages(study.channel)[0]);
    study.discord.wait_until("the buttons are gone", |discord| !buttons(discord)).await;
    study.messages(2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_thread_the_round_stands_and_the_manager_is_told_once() {
    for (named, told_as) in [("스레드가 가득", "1,000개"), ("공개 스레드 만들기", "공개 스레드 만들기")]
    {
        let study = Study::at_nine_in_seoul("ko", EVE).await;
        study.owner().slash("settings set", &[("thread", json!(true))]).await;
        if named == "공개 스레드 만들기" {
            study.discord.deny(study.channel, Permission::CreatePublicThreads);
        } else {
            study.discord.make_trouble(trouble("POST", "/threads", 100, refusal(400, 160_006)));
        }
        study.move_to(NINE);
        study.post(1).await;
        let general = study.channel - 1;
        study.discord.wait_until("the manager is told", |discord| !discord.messages(general).is_empty()).await;
        study.pass(TimeDelta::hours(1)).await;
        let status = study.owner().slash("status", &[]).await.text();
        assert!(status.contains(named), "{status}");

        study.move_to("2026-11-25T00:00:10Z");
        let messages = study.messages(3).await;
        assert!(is_reply(&messages[1]), "the reveal is a reply: {messages:#?}");
        study.pass(TimeDelta::hours(1)).await;
        let told = study.discord.messages(general);
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(told[0]["content"].as_str().is_some_and(|text| text.contains(told_as)), "{told:#?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_channel_is_asked_a_few_times_a_day_and_at_once_when_it_is_mended() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    study.post(1).await;
    study.discord.deny(study.channel, Permission::ViewChannel);
    study.move_to("2026-11-24T23:00:00Z");
    let before = asked(&study, study.channel);
    // A close, a reveal, a count and a post wait there.
    for _ in 0..48 {
        study.pass(TimeDelta::minutes(30)).await;
    }
    let in_a_day = asked(&study, study.channel) - before;
    assert!((4..=24).contains(&in_a_day), "asked {in_a_day} times");

    study.move_to("2026-11-26T00:00:00Z");
    study.pass(TimeDelta::zero()).await;
    assert!(study.discord.messages(study.channel).len() == 1);
    study.discord.allow_in_silence(study.channel, Permission::ViewChannel);
    let status = study.owner().slash("status", &[]).await.text();
    assert!(status.contains("필요한 권한이 모두"), "{status}");
    // The clock stands: nothing but the look brought it.
    study.discord.wait_until("today's question is there", |discord| discord.messages(study.channel).len() >= 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_a_limit_when_the_end_begins_is_posted_once_by_the_next_start() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    let path = format!("/channels/{}/messages", study.channel);
    study.discord.make_trouble(trouble("POST", &path, 1, Trouble::RateLimited(2.0)));
    study.move_to(NINE);
    study.discord.wait_until("it was asked to wait", |discord| discord.count("POST", &path) == 1).await;
    study.stop().await;
    assert_eq!(study.discord.count("POST", &path), 1, "it posted after the end had begun");

    study.discord.clock().advance(TimeDelta::minutes(10));
    study.start().await;
    study.post(1).await;
    study.discord.clock().advance(TimeDelta::hours(1));
    study.owner().slash("round now", &[]).await;
    study.messages(2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn channels_that_wait_for_a_limit_hold_up_no_post_of_another_server() {
    let waiting: usize = 24;
    let world = (0..waiting).fold(World::study_group("ko"), |world, _| world.with_another_group("ko"));
    let groups: Vec<(u64, u64)> =
        world.guild_ids().iter().map(|id| (world.channel_ids(*id)[1], world.user_ids(*id)[0])).collect();
    let study = Study::begin_in(world, "ko", EVE).await;
    for (channel, owner) in &groups {
        let (time, zone) = (("time", json!("09:00")), ("timezone", json!("Asia/Seoul")));
        study.discord.user(*owner, *channel).slash("setup", &[time, zone]).await;
    }
    let (last, others) = groups.split_last().expect("groups");
    for (channel, _) in others {
        let path = format!("/channels/{channel}/messages");
        // Longer than the whole test lasts, and no longer than the bot has patience for.
        study.discord.make_trouble(trouble("POST", &path, 1, Trouble::RateLimited(70.0)));
    }
    study.move_to(NINE);
    study.discord.wait_until("the last one is asked", |discord| discord.messages(last.0).len() == 1).await;
    assert!(others.iter().all(|(channel, _)| study.discord.messages(*channel).is_empty()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_stepped_back_does_not_make_an_old_send_look_fresh() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    let path = format!("/channels/{}/messages", study.channel);
    study.discord.make_trouble(trouble("POST", &path, 1, Trouble::AcceptAndLose));
    study.move_to(NINE);
    study.messages(1).await;
    study.crash().await;
    study.move_to("2026-11-23T23:30:00Z");
    study.start().await;
    study.move_to("2026-11-24T00:00:30Z");
    study.post(1).await;
    assert_eq!(study.discord.count("POST", &path), 1, "it was sent again without a look");
    assert!(study.discord.count("GET", &path) >= 1);
}
