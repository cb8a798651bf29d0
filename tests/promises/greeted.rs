//! A new server is greeted once, where its members read, and gets to its first question in a few presses.

use crate::engine::Beside;
use crate::study;
use crate::study::Study;
use chrono::TimeDelta;
use sandbox::{Fault, Permission, Trouble};
use serde_json::{Value, json};

const EVE: &str = "2026-11-23T12:00:00Z";

/// A group that the bot comes into while it runs.
async fn newcomer(locale: &str) -> Study {
    let study = Study::begin(locale, EVE).await;
    study.discord.remove_bot(study.guild);
    study.discord.add_bot(study.guild);
    study
}

/// All messages in the channels of the group.
fn everywhere(study: &Study) -> Vec<Value> {
    (study.channel - 1..=study.channel + 1).flat_map(|channel| study.discord.messages(channel)).collect()
}

async fn greeting(study: &Study) -> Value {
    study.discord.wait_until("the server is greeted", |_| everywhere(study).len() == 1).await;
    everywhere(study).remove(0)
}

fn id(message: &Value) -> u64 {
    message["id"].as_str().and_then(|id| id.parse().ok()).expect("an id")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_server_is_greeted_once_in_its_language_and_nobody_is_called() {
    for (locale, hello, also) in [("ko", "안녕하세요", ""), ("en-US", "one question a day", "한국어로도")] {
        let mut study = newcomer(locale).await;
        let word = greeting(&study).await;
        let text = word["content"].as_str().expect("a text");
        assert!(text.contains(hello) && text.contains(also) && text.contains("setup"), "{text}");
        assert_eq!((&word["pings"], word["embeds"].as_array().map(Vec::len)), (&json!([]), Some(0)));

        study.discord.begin_outage(study.guild);
        study.discord.come_back(study.guild);
        study.stop().await;
        study.start().await;
        study.discord.remove_bot(study.guild);
        study.discord.add_bot(study.guild);
        study.owner().slash("help", &[]).await;
        study.pass(TimeDelta::hours(2)).await;
        assert_eq!(everywhere(&study).len(), 1, "once is enough");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_the_bot_came_into_while_it_was_off_is_greeted_when_it_runs_again() {
    let mut study = Study::begin("ko", EVE).await;
    study.discord.remove_bot(study.guild);
    study.stop().await;
    study.discord.add_bot_in_silence(study.guild);
    study.discord.clock().advance(TimeDelta::days(2));
    study.start().await;
    assert!(greeting(&study).await["content"].as_str().is_some_and(|text| text.contains("안녕하세요")));
    study.stop().await;
    study.start().await;
    study.pass(TimeDelta::hours(2)).await;
    assert_eq!(everywhere(&study).len(), 1, "once is enough");

    // After many days nobody waits for a greeting any more.
    let mut late = Study::begin("ko", EVE).await;
    late.discord.remove_bot(late.guild);
    late.stop().await;
    late.discord.add_bot_in_silence(late.guild);
    late.discord.clock().advance(TimeDelta::days(4));
    late.start().await;
    late.pass(TimeDelta::hours(2)).await;
    assert!(everywhere(&late).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_was_there_before_is_not_greeted() {
    let mut study = Study::begin("ko", EVE).await;
    study.stop().await;
    study.start().await;
    study.discord.begin_outage(study.guild);
    study.discord.come_back(study.guild);
    study.pass(TimeDelta::hours(2)).await;
    assert!(everywhere(&study).is_empty());

    // One that is set up comes back without a word.
    study.set_up(&[]).await;
    study.discord.remove_bot(study.guild);
    study.discord.add_bot(study.guild);
    study.owner().slash("help", &[]).await;
    study.pass(TimeDelta::hours(2)).await;
    assert!(everywhere(&study).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_greeting_whose_response_was_lost_is_said_once_and_one_that_finds_no_channel_waits_for_one() {
    let mut study = Study::begin("ko", EVE).await;
    study.discord.make_trouble(Fault {
        method: "POST",
        path: "/messages".to_owned(),
        times: 1,
        trouble: Trouble::AcceptAndLose,
    });
    study.discord.remove_bot(study.guild);
    study.discord.add_bot(study.guild);
    greeting(&study).await;
    study.crash().await;
    study.discord.clock().advance(TimeDelta::minutes(30));
    study.start().await;
    study.pass(TimeDelta::hours(2)).await;
    assert_eq!(everywhere(&study).len(), 1);

    let study = Study::begin("ko", EVE).await;
    for channel in study.channel - 1..=study.channel + 1 {
        study.discord.deny(channel, Permission::SendMessages);
    }
    study.discord.remove_bot(study.guild);
    study.discord.add_bot(study.guild);
    let database = Beside::open(&study.database());
    let owed = || database.number("select count(*) from delivery where tries > 0") == 1;
    study.discord.wait_until("the greeting was tried", |_| owed()).await;
    study.pass(TimeDelta::minutes(1)).await;
    assert!(everywhere(&study).is_empty());
    study.discord.allow(study.channel + 1, Permission::SendMessages);
    study.pass(TimeDelta::hours(8)).await;
    assert_eq!(everywhere(&study).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_greeting_to_the_first_explained_answer_in_four_presses() {
    let study = newcomer("ko").await;
    let word = greeting(&study).await;
    let member = study.member(1).unchecked().click(id(&word), "g:start").await;
    assert!(member.message().is_private() && member.text().contains("서버 관리하기"), "{member:?}");

    let asked = study.owner().click(id(&word), "g:start").await;
    assert!(asked.message().is_private() && asked.text().contains("매일 09:00(Asia/Seoul), <#"), "{asked:?}");
    let done = study.owner().click(asked.message().id(), "g:here").await;
    assert!(done.text().contains("저장했어요") && done.text().contains("지금 한 문제 올리기"), "{done:?}");
    let again = study.owner().click(asked.message().id(), "g:here").await;
    assert!(again.text().contains("이미 설정된 서버예요"), "{again:?}");

    let forced = study.member(1).unchecked().click(done.message().id(), "g:now").await;
    assert!(forced.text().contains("서버 관리하기"), "permission is looked at again: {forced:?}");
    study.owner().click(done.message().id(), "g:now").await;
    let posted = || {
        let is_post = |message: &Value| {
            let text = message["components"].to_string();
            text.contains("\"a:1:") || text.contains("\"s:1\"")
        };
        everywhere(&study).into_iter().find(is_post)
    };
    study.discord.wait_until("the first question is there", |_| posted().is_some()).await;
    study.pass(TimeDelta::minutes(5)).await;
    let twice = study.owner().click(done.message().id(), "g:now").await;
    assert!(twice.text().contains("이미 나왔어요"), "{twice:?}");
    let post = study::Post::of(&study, posted().expect("a post"));
    let verdict = post.press(&study.member(2), &post.key()).await;
    assert!(verdict.text().contains("정답이에요"), "{verdict:?}");
    assert_eq!(everywhere(&study).len(), 2, "one greeting and one question");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_question_that_is_stuck_is_said_to_be_stuck_however_often_it_is_asked_for() {
    for (locale, why) in [("ko", "‘메시지 보내기’ 권한이 없어요"), ("en-US", "the **Send Messages** permission")]
    {
        let study = Study::begin(locale, EVE).await;
        study.set_up(&[]).await;
        let set_up = study.owner().slash("setup", &[("time", json!("10:00"))]).await;
        study.discord.deny(study.channel, Permission::SendMessages);
        for _ in 0..2 {
            study.owner().unchecked().click(set_up.message().id(), "g:now").await;
            study.pass(TimeDelta::minutes(10)).await;
        }
        let stuck = study.owner().unchecked().click(set_up.message().id(), "g:now").await.text();
        assert!(stuck.contains(why) && stuck.contains("<t:"), "{stuck}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_set_up_leads_to_what_else_can_be_set() {
    for (locale, label) in [("ko", "설정 바꾸기"), ("en-US", "Change settings")] {
        let study = Study::at_nine_in_seoul(locale, EVE).await;
        let again = study.owner().slash("setup", &[("time", json!("10:00"))]).await;
        assert!(again.message().custom_ids() == ["g:change"] && again.text().contains(label), "{again:?}");
        let how = study.owner().click(again.message().id(), "g:change").await;
        assert!(how.message().is_private(), "{how:?}");
        assert!(how.text().contains("</settings set:") && how.text().contains("</setup:"), "{how:?}");
        let forced = study.member(1).unchecked().click(again.message().id(), "g:change").await.text();
        assert!(!forced.contains("</settings set:"), "{forced}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sample_question_is_judged_and_counts_for_nothing() {
    let study = newcomer("en-US").await;
    let word = greeting(&study).await;
    let member = study.member(1);
    let asked = member.click(id(&word), "g:try").await;
    assert!(asked.message().is_private() && asked.text().contains("sample question"), "{asked:?}");
    let mut answered = Vec::new();
    for letter in asked.message().custom_ids() {
        let judged = member.clone().unchecked().click(asked.message().id(), &letter).await;
        answered.push(judged.text().contains("✅ Correct!"));
        assert!(judged.text().contains("doesn't count"), "{judged:?}");
    }
    assert_eq!(answered.iter().filter(|right| **right).count(), 1, "{answered:?}");
    study.set_up(&[]).await;
    let board = member.slash("leaderboard", &[]).await.text();
    assert!(board.contains("Nobody is here yet"), "{board}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sample_gives_no_open_question_away() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to("2026-11-24T00:00:00Z");
    let post = study.post(1).await;
    let forged = format!("y:{}:A", post.question.id().as_str());
    let told = study.member(1).unchecked().click(post.id, &forged).await;
    assert!(told.message().is_private() && !told.text().contains('✅') && !told.text().contains('❌'), "{told:?}");
}
