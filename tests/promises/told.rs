//! A manager is told of a trouble once, wherever that is possible; where it is not, it stays due and stands in `/status`.

use crate::study;
use crate::study::Study;
use chrono::TimeDelta;
use sandbox::{Fault, Permission, Trouble};
use serde_json::json;

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

fn trouble(method: &'static str, path: &str, times: u32, trouble: Trouble) -> Fault {
    Fault { method, path: path.to_owned(), times, trouble }
}

fn close_direct_messages(study: &Study) {
    refuse_direct_messages(study, 403, 50_007);
}

fn refuse_direct_messages(study: &Study, status: u16, code: u32) {
    let refused = Trouble::Status(status, json!({ "code": code, "message": "Cannot send messages to this user" }));
    study.discord.make_trouble(trouble("POST", "/users/@me/channels", 1_000, refused));
}

/// How often the bot was told that it may not, elsewhere than in the channel of the questions.
fn refused_elsewhere(study: &Study) -> usize {
    let own = format!("/channels/{}", study.channel);
    study.discord.requests().iter().filter(|one| one.status == 403 && !one.path.starts_with(&own)).count()
}

/// Everything that was told to the manager: in the two other channels, and directly.
fn told(study: &Study) -> [usize; 3] {
    let (general, board) = (study.channel - 1, study.channel + 1);
    let privately = study.discord.direct_messages(study.owner().id());
    [study.discord.messages(general).len(), study.discord.messages(board).len(), privately.len()]
}

#[tokio::test(flavor = "multi_thread")]
async fn any_channel_that_can_be_written_to_will_do() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    close_direct_messages(&study);
    study.discord.deny(study.channel - 1, Permission::SendMessages);
    study.discord.deny(study.channel, Permission::SendMessages);
    study.move_to(NINE);
    study.discord.wait_until("the manager is told", |discord| discord.messages(study.channel + 1).len() == 1).await;
    for _ in 0..3 {
        study.pass(TimeDelta::hours(1)).await;
    }
    assert_eq!(told(&study), [0, 1, 0]);
    assert_eq!(refused_elsewhere(&study), 0, "no channel is asked that is known to be closed");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_channel_is_open_the_manager_gets_a_direct_message() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.deny(study.channel - 1, Permission::ViewChannel);
    study.discord.deny(study.channel, Permission::ViewChannel);
    study.discord.deny(study.channel + 1, Permission::SendMessages);
    study.move_to(NINE);
    study.discord.wait_until("the manager is told", |_| told(&study) == [0, 0, 1]).await;
    for _ in 0..3 {
        study.pass(TimeDelta::hours(1)).await;
    }
    assert_eq!(told(&study), [0, 0, 1]);
    assert_eq!(refused_elsewhere(&study), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_cannot_be_told_is_told_once_when_that_is_possible_again() {
    // Closed messages, and two ways to say that there is no such person.
    for (status, code) in [(403, 50_007), (404, 10_013), (400, 50_033)] {
        let study = Study::at_nine_in_seoul("ko", EVE).await;
        refuse_direct_messages(&study, status, code);
        for channel in study.channel - 1..=study.channel + 1 {
            study.discord.deny(channel, Permission::SendMessages);
        }
        study.move_to(NINE);
        for _ in 0..3 {
            study.pass(TimeDelta::hours(1)).await;
        }
        assert_eq!(told(&study), [0, 0, 0]);
        let status = study.owner().slash("status", &[]).await.text();
        assert!(status.contains("메시지 보내기"), "{status}");

        study.discord.end_trouble();
        for _ in 0..3 {
            study.pass(TimeDelta::hours(4)).await;
        }
        assert_eq!(told(&study), [0, 0, 1]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_whose_response_was_lost_is_not_said_twice() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.deny(study.channel, Permission::SendMessages);
    let general = format!("/channels/{}/messages", study.channel - 1);
    study.discord.make_trouble(trouble("POST", &general, 1, Trouble::AcceptAndLose));
    study.move_to(NINE);
    study.discord.wait_until("the manager is told", |_| told(&study) == [1, 0, 0]).await;
    study.crash().await;
    study.discord.clock().advance(TimeDelta::hours(1));
    study.start().await;
    for _ in 0..3 {
        study.pass(TimeDelta::hours(1)).await;
    }
    assert_eq!(told(&study), [1, 0, 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_wants_no_late_posts_is_told_too() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.owner().slash("settings set", &[("grace", json!(0))]).await;
    study.discord.deny(study.channel, Permission::SendMessages);
    study.move_to(NINE);
    study.discord.wait_until("the manager is told", |_| told(&study) == [1, 0, 0]).await;
    for _ in 0..3 {
        study.pass(TimeDelta::hours(1)).await;
    }
    assert_eq!(told(&study), [1, 0, 0]);
    let list = study.owner().slash("round list", &[]).await.text();
    assert!(list.contains("권한"), "{list}");
    assert!(study.discord.messages(study.channel).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_wants_no_late_posts_has_its_question_some_seconds_after_its_time() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.owner().slash("settings set", &[("grace", json!(0))]).await;
    study.move_to("2026-11-24T00:00:05Z");
    study.post(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trouble_that_stands_keeps_its_beginning() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.deny(study.channel, Permission::SendMessages);
    study.move_to(NINE);
    study.discord.wait_until("the manager is told", |_| told(&study) == [1, 0, 0]).await;
    let since = format!("<t:{}:R>", study::instant(NINE).timestamp());
    study.pass(TimeDelta::hours(2)).await;
    let status = study.owner().slash("status", &[]).await.text();
    assert!(status.contains(&since), "{status}");

    // Something else is missing now: the manager hears of it, but the trouble is no younger.
    study.discord.deny(study.channel, Permission::ViewChannel);
    study.pass(TimeDelta::hours(3)).await;
    let status = study.owner().slash("status", &[]).await.text();
    assert!(status.contains(&since), "{status}");
    assert_eq!(told(&study), [2, 0, 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_in_time_out_tells_its_manager_directly_and_asks_no_channel_in_vain() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.time_out_bot(study.guild, Some(study::instant("2026-11-24T06:00:00Z")));
    study.move_to(NINE);
    study.discord.wait_until("the manager is told", |_| told(&study) == [0, 0, 1]).await;
    assert_eq!(refused_elsewhere(&study), 0, "no channel is asked that is known to be closed");
    let word = study.discord.direct_messages(study.owner().id()).remove(0);
    let reason = word["content"].as_str().unwrap_or_default();
    assert!(reason.contains("타임아웃") && !reason.contains("메시지 보내기"), "the true reason is told: {word}");
    study.assert_well_behaved();
}

/// A role that the questions mention, and what is told of it.
async fn with_a_role() -> (Study, u64) {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    let role = study.discord.world().study_role(study.guild);
    study.owner().slash("settings set", &[("ping", json!(role.to_string()))]).await;
    (study, role)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_is_told_once_that_the_role_to_mention_was_deleted() {
    for while_away in [false, true] {
        let (mut study, role) = with_a_role().await;
        if while_away {
            study.stop().await;
        }
        study.discord.delete_role(study.guild, role);
        if while_away {
            study.start().await;
        }
        study.discord.wait_until("the manager is told", |_| told(&study) == [1, 0, 0]).await;
        let word = study.discord.messages(study.channel - 1).remove(0);
        assert!(word["content"].as_str().is_some_and(|text| text.contains("역할")), "{word}");
        let status = study.owner().slash("status", &[]).await.text();
        assert!(status.contains("알림역할") && !status.contains("올리지 못하고"), "{status}");

        study.move_to(NINE);
        let post = study.post(1).await.json;
        assert_eq!(post["pings"], json!([]));
        study.stop().await;
        study.start().await;
        for _ in 0..3 {
            study.pass(TimeDelta::hours(1)).await;
        }
        assert_eq!(told(&study), [1, 0, 0]);

        study.owner().slash("settings set", &[("no_ping", json!(true))]).await;
        let status = study.owner().slash("status", &[]).await.text();
        assert!(!status.contains("알림역할"), "{status}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_no_question_mentions_is_no_news() {
    let (study, role) = with_a_role().await;
    study.owner().slash("settings set", &[("no_ping", json!(true))]).await;
    study.discord.delete_role(study.guild, role);
    study.owner().slash("help", &[]).await;
    study.move_to(NINE);
    study.post(1).await;
    assert_eq!(told(&study), [0, 0, 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_status_says_what_a_missing_permission_stops_and_counts_it_once() {
    for (locale, pinned, not_posted, one) in [
        ("ko", "문제는 올라가지만", "문제를 올릴 수 있어요", "1가지"),
        ("en-US", "Questions are posted in", "cannot post there", "1 thing"),
    ] {
        let study = Study::at_nine_in_seoul(locale, EVE).await;
        study.owner().slash("settings set", &[("pin", json!(true))]).await;
        study.discord.deny(study.channel, Permission::PinMessages);
        study.move_to(NINE);
        study.discord.wait_until("the manager is told", |_| told(&study) == [1, 0, 0]).await;
        let status = study.owner().slash("status", &[]).await.text();
        assert!(
            status.contains(pinned) && status.contains(one) && !status.contains(not_posted),
            "the question is there: {status}"
        );

        // What the look at the channel names is no second trouble.
        let study = Study::at_nine_in_seoul(locale, EVE).await;
        study.discord.deny(study.channel, Permission::SendMessages);
        study.move_to(NINE);
        study.discord.wait_until("the manager is told", |_| told(&study) == [1, 0, 0]).await;
        let status = study.owner().slash("status", &[]).await.text();
        assert!(status.contains(one) && status.contains(not_posted) && !status.contains(pinned), "{status}");
    }
}
