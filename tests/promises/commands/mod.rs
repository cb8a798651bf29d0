//! Commands and buttons as members and managers use them, and as those use them who should not.

mod members;

use std::time::Duration;

use crate::study::{Study, instant};
use chrono::TimeDelta;
use sandbox::{Fault, Permission, Trouble, World};
use serde_json::json;

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

#[tokio::test(flavor = "multi_thread")]
async fn setup_names_each_missing_permission_and_refuses_what_it_cannot_read() {
    let study = Study::begin("en-US", EVE).await;
    study.discord.deny(study.channel, Permission::SendMessages);
    study.discord.deny(study.channel, Permission::EmbedLinks);
    let channel = ("channel", json!(study.channel.to_string()));
    let reply = study.owner().slash("setup", std::slice::from_ref(&channel)).await.text();
    assert!(reply.contains("Send Messages") && reply.contains("Embed Links"), "{reply}");
    assert!(!reply.contains("View Channel") && reply.contains("### ⚠️ Saved, but"), "{reply}");

    for (option, wrong, expected) in [
        ("time", "25:00", "could not read that time"),
        ("time", "sometime", "could not read that time"),
        ("timezone", "Mars/Base", "time zone"),
    ] {
        let reply = study.owner().slash("setup", &[channel.clone(), (option, json!(wrong))]).await.text();
        assert!(reply.contains(expected) && reply.contains("Nothing was changed"), "{reply}");
    }
    let settings = study.owner().slash("settings show", &[]).await.text();
    assert!(settings.contains("09:00 (UTC)"), "{settings}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_nobody_gave_is_said_to_be_guessed() {
    for (locale, language, zone) in [
        ("ko", "언어는 Discord 설정에", "시간대는 언어에 맞춰"),
        ("en-US", "The language follows your Discord", "The time zone goes with"),
    ] {
        for (given, guessed) in [(None, true), (Some(("timezone", json!("Asia/Seoul"))), false)] {
            let study = Study::begin(locale, EVE).await;
            let options = [Some(("channel", json!(study.channel.to_string()))), given].into_iter().flatten();
            let reply = study.owner().slash("setup", &options.collect::<Vec<_>>()).await.text();
            assert!(reply.contains(language) && reply.contains(zone) == guessed, "{reply}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_channel_and_a_foreign_one_are_named() {
    let study = Study::begin("ko", EVE).await;
    study.discord.deny(study.channel, Permission::ViewChannel);
    let reply = study.owner().slash("setup", &[("channel", json!(study.channel.to_string()))]).await.text();
    assert!(reply.contains("채널 보기"), "{reply}");
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_changed_one_by_one_and_nonsense_changes_nothing() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    let owner = study.owner();
    for (option, value, expected) in [
        ("days", json!("평일"), "월, 화, 수, 목, 금"),
        ("feedback", json!("at_close"), "마감 뒤에"),
        ("open_for", json!(12), "12시간"),
        ("sections", json!("VPC, CodeDeploy"), "VPC, CodeDeploy"),
        ("grace", json!(2), "2시간"),
    ] {
        let reply = owner.slash("settings set", &[(option, value)]).await.text();
        assert!(reply.contains("설정을 저장했어요") && reply.contains(expected), "{option}: {reply}");
    }
    let before = owner.slash("settings show", &[]).await.text();
    let everyone = json!(study.guild.to_string());
    for (option, value) in [("days", json!("언젠가")), ("sections", json!("EC2")), ("ping", everyone)] {
        let reply = owner.slash("settings set", &[(option, value)]).await.text();
        assert!(reply.contains("아무것도 바꾸지 않았어요"), "{option}: {reply}");
    }
    assert!(owner.slash("settings set", &[]).await.text().contains("바꿀 항목이 없어요"));
    assert_eq!(owner.slash("settings show", &[]).await.text(), before);
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn manager_commands_are_for_managers_even_when_discord_lets_others_through() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    for command in ["setup", "settings show", "round now", "schedule pause", "status"] {
        let hidden = study.member(1).slash(command, &[]).await;
        assert!(hidden.failed().is_some_and(|why| why.contains("hidden")), "{command}: {hidden:?}");
        let forced = study.member(1).unchecked().slash(command, &[]).await;
        assert!(forced.text().contains("서버 관리하기") && forced.message().is_private(), "{command}: {forced:?}");
    }
    study.move_to("2026-11-23T13:00:00Z");
    assert!(study.discord.messages(study.channel).is_empty());
}

/// Until Discord has told the command's id, its Korean name stands there.
fn names_setup(text: &str) -> bool {
    text.contains("</setup:") || text.contains("`/시작설정`")
}

#[tokio::test(flavor = "multi_thread")]
async fn before_the_setup_every_command_says_what_to_do() {
    let study = Study::begin("ko", EVE).await;
    for command in ["today", "leaderboard"] {
        let reply = study.member(1).slash(command, &[]).await;
        assert!(names_setup(&reply.text()), "{command}: {reply:?}");
    }
    for command in [
        "settings show",
        "round now",
        "round close",
        "round skip",
        "round void",
        "round list",
        "schedule pause",
        "status",
    ] {
        let reply = study.owner().slash(command, &[]).await;
        assert!(names_setup(&reply.text()), "{command}: {reply:?}");
    }
    let answer = study.member(1).slash("answer", &[("choice", json!("A"))]).await;
    assert!(answer.text().contains("열린 문제가 없어요"), "{answer:?}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_commands_buttons_and_direct_messages_get_a_sentence() {
    let study = Study::at_nine_in_seoul("en-US", EVE).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    let member = study.member(1).unchecked();
    let unknown = member.slash("dance", &[]).await;
    assert!(unknown.text().contains("There is no such command"), "{unknown:?}");
    for id in ["x:1", "a:1:Z", "a:999999:A", "nonsense", "a:1:A:extra"] {
        let reply = member.click(post.id, id).await;
        assert!(reply.failed().is_none() && reply.message().is_private(), "{id}: {reply:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn voiding_takes_the_points_back_and_tells_the_channel_once() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    for number in 1..4 {
        post.press(&study.member(number), &post.key()).await;
    }
    let reply = study.confirmed("round void", &[]).await.text();
    assert!(reply.contains("무효 처리했어요") && reply.contains("3명"), "{reply}");
    study.messages(2).await;
    study.pass(TimeDelta::zero()).await;
    let messages = study.messages(2).await;
    assert!(messages[1]["content"].as_str().is_some_and(|text| text.contains("무효")), "{messages:#?}");
    let board = study.member(1).slash("leaderboard", &[]).await.text();
    assert!(board.contains("아직 기록이 없어요"), "{board}");
    let late = study.member(4).slash("answer", &[("choice", json!("A"))]).await.text();
    assert!(late.contains("열린 문제가 없어요"), "{late}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn pause_resume_and_skip_do_what_they_say() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.owner().slash("schedule pause", &[]).await;
    study.move_to("2026-11-24T01:00:00Z");
    assert!(study.owner().slash("status", &[]).await.text().contains("멈춰 있어요"));
    assert!(study.discord.messages(study.channel).is_empty());
    let while_paused = study.confirmed("round skip", &[]).await.text();
    assert!(while_paused.contains("11월 25일(수)"), "the day that the pause began with is past: {while_paused}");
    assert!(while_paused.contains("일정이 멈춰 있어요") && !while_paused.contains("<t:"), "{while_paused}");
    study.owner().slash("schedule resume", &[]).await;
    let skipped = study.confirmed("round skip", &[]).await.text();
    let next = format!("<t:{}:", instant("2026-11-27T00:00:00Z").timestamp());
    assert!(skipped.contains("11월 26일(목)") && skipped.contains(&next), "{skipped}");
    study.move_to("2026-11-26T01:00:00Z");
    let list = study.owner().slash("round list", &[]).await.text();
    assert_eq!(list.matches("관리자가 건너뛰었어요").count(), 2, "{list}");
    assert!(study.discord.messages(study.channel).is_empty());
    study.move_to("2026-11-27T00:00:00Z");
    study.post(1).await;
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_removed_the_bot_is_left_alone_and_finds_everything_again() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.begin_outage(study.guild);
    study.discord.come_back(study.guild);
    study.discord.remove_bot(study.guild);
    study.discord.clock().advance(TimeDelta::days(3));
    study.discord.add_bot(study.guild);
    let settings = study.owner().slash("settings show", &[]).await.text();
    assert!(settings.contains("09:00 (Asia/Seoul)"), "{settings}");
    study.move_to("2026-11-27T00:00:00Z");
    study.post(1).await;
    assert_eq!(study.discord.count("POST", &format!("/channels/{}/messages", study.channel)), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_do_not_see_each_other() {
    let world = World::study_group("ko").with_another_group("en-US");
    let other = world.guild_ids()[1];
    let (channel, owner) = (world.channel_ids(other)[0], world.user_ids(other)[0]);
    let study = Study::begin_in(world, "ko", EVE).await;
    study.set_up(&[]).await;
    let theirs = study.discord.user(owner, channel);
    theirs.slash("setup", &[("time", json!("09:00")), ("timezone", json!("Asia/Seoul"))]).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    study.discord.wait_until("the other server has its own", |discord| discord.messages(channel).len() == 1).await;
    post.press(&study.member(1), &post.key()).await;
    let board = theirs.slash("leaderboard", &[]).await.text();
    assert!(board.contains("Nobody is here yet"), "{board}");
    let their_post = study.discord.messages(channel)[0]["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
    let foreign = theirs.unchecked().click(their_post, &post.custom_ids()[0]).await;
    assert!(foreign.text().contains("No question is open"), "{foreign:?}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_response_that_is_lost_is_sent_again_and_counts_once() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    let lost = Fault { method: "POST", path: "/callback".to_owned(), times: 1, trouble: Trouble::DropBefore };
    study.discord.make_trouble(lost);
    let reply = post.press(&study.member(1), &post.key()).await;
    if study.is_by_http() {
        // The answer to a request cannot be sent again; what the member answered counts all the same.
        assert!(reply.failed().is_some(), "{reply:?}");
        let today = study.member(1).slash("today", &[]).await;
        assert!(today.text().contains("골라서 맞혔어요"), "{today:?}");
    } else {
        assert!(reply.text().contains("정답이에요"), "{reply:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_at_the_permissions_that_takes_too_long_is_left_out_and_said_so() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    // The look at the permissions waits for Discord, but not longer than a second.
    let slow =
        Fault { method: "GET", path: "/roles".to_owned(), times: 9, trouble: Trouble::Delay(Duration::from_secs(4)) };
    study.discord.make_trouble(slow);
    let reply = study.owner().slash("status", &[]).await;
    assert!(reply.text().contains("제때 확인하지 못했어요"), "{reply:?}");
    assert!(reply.first_after.is_some_and(|after| after < Duration::from_secs(3)));
}
