//! Commands and buttons as members and managers use them, and as those use them who should not.

mod study;

use std::time::Duration;

use chrono::TimeDelta;
use sandbox::{Fault, Permission, Trouble, World};
use serde_json::{Value, json};
use study::{Study, instant};

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
    assert!(!reply.contains("View Channel") && reply.contains("Saved"), "{reply}");

    for (option, wrong, expected) in [
        ("time", "25:00", "could not read that time"),
        ("time", "nine", "could not read that time"),
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
        assert!(reply.contains("설정을 바꿨어요") && reply.contains(expected), "{option}: {reply}");
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

#[tokio::test(flavor = "multi_thread")]
async fn before_the_setup_every_command_says_what_to_do() {
    let study = Study::begin("ko", EVE).await;
    for command in ["today", "leaderboard"] {
        let reply = study.member(1).slash(command, &[]).await;
        assert!(reply.text().contains("/setup"), "{command}: {reply:?}");
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
        assert!(reply.text().contains("/setup"), "{command}: {reply:?}");
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
    let unknown = member.slash("quiz", &[]).await;
    assert!(unknown.text().contains("do not know this command"), "{unknown:?}");
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
    let reply = study.owner().slash("round void", &[]).await.text();
    assert!(reply.contains("무효로 했어요") && reply.contains("3명"), "{reply}");
    let messages = study.messages(2).await;
    assert!(messages[1]["content"].as_str().is_some_and(|text| text.contains("무효")), "{messages:#?}");
    let board = study.member(1).slash("leaderboard", &[]).await.text();
    assert!(board.contains("아직 기록이 없어요"), "{board}");
    let late = study.member(4).slash("answer", &[("choice", json!("A"))]).await.text();
    assert!(late.contains("열린 문제가 없어요"), "{late}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_reaches_the_manager_and_pings_nobody() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    study.post(1).await;
    let form = study.member(1).slash("report", &[]).await;
    let sent =
        study.member(1).submit(form.form(), "@everyone **B**도 정답이에요 <@1> [링크](https://example.org)").await;
    assert!(sent.text().contains("고마워요") && sent.message().is_private(), "{sent:?}");
    let owner = study.owner().id();
    study.discord.wait_until("the manager is told", |discord| !discord.direct_messages(owner).is_empty()).await;
    let told = study.discord.direct_messages(owner).remove(0);
    assert_eq!(told["pings"], json!([]));
    let text = told["content"].as_str().unwrap_or_default();
    assert!(text.contains("정답이에요") && text.contains("\\[링크\\]") && !text.contains("**B**"), "{text}");
    let status = study.owner().slash("status", &[]).await.text();
    assert!(status.contains("최근 신고"), "{status}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn search_words_and_typed_letters_are_inert() {
    let study = Study::at_nine_in_seoul("en-US", EVE).await;
    let reply = study.member(1).slash("notes", &[("query", json!("@everyone **x** <@1>"))]).await;
    assert_eq!(reply.message().json["pings"], json!([]));
    assert!(!reply.text().contains("**x**"), "{}", reply.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_members_data_can_be_taken_and_deleted_by_that_member_alone() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    post.press(&study.member(1), &post.key()).await;
    post.press(&study.member(2), &post.key()).await;

    let file = study.member(1).slash("privacy export", &[]).await;
    let (name, bytes) = &file.message().files[0];
    let data: Value = serde_json::from_slice(bytes).expect("JSON");
    assert!(name == "proctor-my-data.json" && data["answers"].as_array().is_some_and(|all| all.len() == 1), "{data}");

    let asked = study.member(1).slash("privacy delete", &[]).await;
    let ids = asked.message().custom_ids();
    let other = study.member(2).unchecked().click(asked.message().id(), &ids[0]).await;
    assert!(other.text().contains("다른 사람의 버튼"), "{other:?}");
    let kept = study.member(1).click(asked.message().id(), &ids[1]).await;
    assert!(kept.text().contains("그대로"), "{kept:?}");

    let asked = study.member(1).slash("privacy delete", &[]).await;
    let gone = study.member(1).click(asked.message().id(), &asked.message().custom_ids()[0]).await;
    assert!(gone.text().contains("답 1개"), "{gone:?}");
    let board = study.member(2).slash("leaderboard", &[]).await.text();
    assert!(board.contains("👥 1명"), "{board}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_turns_its_pages_and_finds_the_one_who_presses() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    for number in 1..16 {
        let letters = if number % 2 == 0 { post.key() } else { post.wrong() };
        post.press(&study.member(number), &letters).await;
    }
    let board = study.member(1).slash("leaderboard", &[("period", json!("all"))]).await;
    let (message, ids) = (board.message().id(), board.message().custom_ids());
    assert!(board.text().contains("👥 15명"), "{}", board.text());
    let next = study.member(1).click(message, &ids[2]).await;
    assert_eq!(next.message().id(), message, "the same message changes");
    assert_ne!(next.text(), board.text());
    let back = study.member(1).click(message, &next.message().custom_ids()[1]).await;
    assert_eq!(back.text(), board.text());
    let mine = study.member(15).click(message, back.message().custom_ids().last().expect("a button")).await;
    assert!(mine.text().contains("Guest"), "{}", mine.text());
    let stranger = study.member(16).click(message, mine.message().custom_ids().last().expect("a button")).await;
    assert!(stranger.message().is_private() && stranger.text().contains("아직 기록이 없어요"), "{stranger:?}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn pause_resume_and_skip_do_what_they_say() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.owner().slash("schedule pause", &[]).await;
    study.move_to("2026-11-24T01:00:00Z");
    assert!(study.owner().slash("status", &[]).await.text().contains("멈춰 있어요"));
    assert!(study.discord.messages(study.channel).is_empty());
    let while_paused = study.owner().slash("round skip", &[]).await.text();
    assert!(while_paused.contains("2026-11-25"), "the day that the pause began with is past: {while_paused}");
    assert!(while_paused.contains("일정이 멈춰 있어요") && !while_paused.contains("<t:"), "{while_paused}");
    study.owner().slash("schedule resume", &[]).await;
    let skipped = study.owner().slash("round skip", &[]).await.text();
    let next = format!("<t:{}:", instant("2026-11-27T00:00:00Z").timestamp());
    assert!(skipped.contains("2026-11-26") && skipped.contains(&next), "{skipped}");
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
    assert!(board.contains("Nobody is on it yet"), "{board}");
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
    assert!(reply.text().contains("정답이에요"), "{reply:?}");
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

#[tokio::test(flavor = "multi_thread")]
async fn suggestions_answer_what_was_typed() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    let rounds = study.owner().type_into("answer", "round", "", &[("choice", json!("A"))]).await;
    assert_eq!(rounds.choices().len(), 1);
    let all = study.member(1).type_into("answer", "choice", "", &[]).await;
    let expected = if post.question.choose() == 1 { 4 } else { 10 };
    assert_eq!(all.choices().len(), expected, "{all:?}");
    let none = study.member(1).type_into("explain", "question", "", &[]).await;
    assert!(none.choices().is_empty(), "nothing may be explained yet: {none:?}");
    let notes = study.member(1).type_into("notes", "query", "codedeploy", &[]).await;
    assert!(!notes.choices().is_empty());
    let sections = study.owner().type_into("settings set", "sections", "VPC, co", &[]).await;
    assert!(sections.choices().iter().all(|(_, value)| value.starts_with("VPC, ")), "{sections:?}");
    let voidable = study.owner().type_into("round void", "round", "", &[]).await;
    assert_eq!(voidable.choices().len(), 1);
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_finds_words_with_their_korean_particles() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    for (typed, plain) in [("엔드포인트로", "엔드포인트"), ("CodeDeploy의 카나리를", "codedeploy 카나리")]
    {
        let found = async |query: &str| {
            let reply = study.member(1).slash("notes", &[("query", json!(query))]).await.text();
            assert!(reply.contains("찾았어요"), "{query}: {reply}");
            reply.lines().filter(|line| line.contains("출처:")).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(found(typed).await, found(plain).await);
    }
    let nothing = study.member(1).slash("notes", &[("query", json!("없는말을"))]).await.text();
    assert!(!nothing.contains("출처:"), "{nothing}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_with_two_right_options_is_answered_by_menu_and_by_letters() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    // Extra rounds until the bank draws one that asks for two.
    let mut count = 0;
    let post = loop {
        study.owner().slash("round now", &[]).await;
        count += 1;
        let post = study.post(count).await;
        if post.question.choose() == 2 {
            break post;
        }
    };
    let menu = &post.json["components"][0]["components"][0];
    assert_eq!((&menu["type"], &menu["min_values"], &menu["max_values"]), (&json!(3), &json!(2), &json!(2)));
    let (key, wrong) = (post.key(), post.wrong());
    let typed = format!("{}, {}", &key[1..], key[..1].to_lowercase());

    let one_letter = study.member(1).slash("answer", &[("choice", json!(key[..1]))]).await.text();
    assert!(one_letter.contains("2개") && one_letter.contains("아직 답으로 치지 않았어요"), "{one_letter}");
    assert!(post.press(&study.member(1), &key).await.text().contains("정답이에요"));
    assert!(study.member(2).slash("answer", &[("choice", json!(typed))]).await.text().contains("정답이에요"));
    assert!(post.press(&study.member(3), &wrong).await.text().contains("오답이에요"));
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_clicks_at_once_are_all_answered_and_each_member_counts_once() {
    let world = World::study_group("ko").with_more_members(100);
    let study = Study::begin_in(world, "ko", EVE).await;
    study.set_up(&[]).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    let clicks = (0..200).map(|n| {
        let member = study.member(1 + n % 100);
        let letters = if n < 100 { post.key() } else { post.wrong() };
        let post = &post;
        async move { post.press(&member, &letters).await }
    });
    let outcomes = all_of(clicks).await;
    let graded =
        outcomes.iter().filter(|one| one.text().contains("정답이에요") || one.text().contains("오답이에요")).count();
    let refused =
        outcomes.iter().filter(|one| one.text().starts_with("이미 **") || one.text().contains("\n이미 **")).count();
    assert_eq!((graded, refused), (100, 100));
    let board = study.member(1).slash("leaderboard", &[]).await.text();
    assert!(board.contains("👥 100명"), "{board}");
    study.assert_well_behaved();
}

async fn all_of(clicks: impl Iterator<Item = impl Future<Output = sandbox::Outcome>>) -> Vec<sandbox::Outcome> {
    serenity::futures::future::join_all(clicks).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reveal_has_a_button_that_explains_to_whoever_presses_it() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    study.post(1).await;
    study.move_to("2026-11-25T00:00:05Z");
    let both = study.messages(3).await;
    let ids = |message: &Value| message["id"].as_str().and_then(|id| id.parse::<u64>().ok()).expect("an id");
    let reveal = both.iter().find(|message| message.to_string().contains("\"e:1\"")).expect("the reveal");
    let reply = study.member(1).click(ids(reveal), "e:1").await;
    assert!(reply.message().is_private());
    assert!(reply.text().contains("노트"), "{reply:?}");
}
