//! A report comes to the manager as a card that says all and does what is needed, also after a restart.

use crate::study::Study;
use chrono::TimeDelta;
use sandbox::{Fault, Trouble};
use serde_json::{Value, json};

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

async fn reported(locale: &str) -> (Study, u64) {
    let study = Study::at_nine_in_seoul(locale, EVE).await;
    study.move_to(NINE);
    let post = study.post(1).await.id;
    let form = study.member(1).slash("report", &[]).await;
    study.member(1).submit(form.form(), "@everyone B <@1> 도 맞아요").await;
    let owner = study.owner().id();
    study.discord.wait_until("the manager is told", |discord| discord.direct_messages(owner).len() == 1).await;
    (study, post)
}

fn card(study: &Study) -> Value {
    study.discord.direct_messages(study.owner().id()).remove(0)
}

/// The id of the first report's button.
fn button(study: &Study, handling: &str) -> String {
    format!("c:{handling}:1:{}", study.guild)
}

fn id(message: &Value) -> u64 {
    message["id"].as_str().and_then(|id| id.parse().ok()).expect("an id")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_names_the_server_the_day_the_question_and_links_to_its_post() {
    for (locale, day, link) in
        [("ko", "11월 24일(화)", "올라온 문제로 가기"), ("en-US", "Tue, Nov 24", "Go to the post")]
    {
        let (study, post) = reported(locale).await;
        let card = card(&study);
        let text = card["content"].as_str().expect("a text");
        let address = format!("https://discord.com/channels/{}/{}/{post}", study.guild, study.channel);
        let member = format!("<@{}>", study.member(1).id());
        let post = study.post(1).await;
        let stem = if locale == "ko" { &post.question.stem().ko } else { &post.question.stem().en };
        // The words of the question itself, as far as they fit and without their marks.
        let said: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
        let stem: String = stem.chars().filter(|c| c.is_alphanumeric()).take(180).collect();
        assert!(said.contains(&stem), "{stem}: {text}");
        for part in [day, link, &address, &member] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert_eq!(card["pings"], json!([]));
        assert!(!text.contains("@everyone"), "{text}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_voids_once_after_it_was_asked_and_after_a_restart() {
    let (mut study, _) = reported("ko").await;
    let card = card(&study);
    study.stop().await;
    study.start().await;
    let asked = study.owner().click(id(&card), &button(&study, "void")).await;
    assert!(asked.message().is_private() && asked.text().contains("무효 처리할까요"), "{asked:?}");
    let left = study.owner().click(asked.message().id(), &button(&study, "leave")).await;
    assert!(left.text().contains("그대로 두었어요") && left.message().custom_ids().is_empty(), "{left:?}");
    study.messages(1).await;
    let asked = study.owner().click(id(&card), &button(&study, "void")).await;
    assert_eq!(asked.message().custom_ids(), [button(&study, "sure"), button(&study, "leave")]);
    let done = study.owner().click(asked.message().id(), &button(&study, "sure")).await;
    assert!(done.text().contains("무효 처리했어요"), "{done:?}");
    assert_eq!(done.message().custom_ids(), [button(&study, "back")], "what was voided can be taken back");
    study.messages(2).await;
    let again = study.owner().unchecked().click(asked.message().id(), &button(&study, "sure")).await;
    assert!(again.text().contains("이미 무효 처리했어요"), "{again:?}");
    study.pass(TimeDelta::hours(1)).await;
    study.messages(2).await;
    let back = study.owner().click(again.message().id(), &button(&study, "back")).await;
    assert!(back.text().contains("무효 처리를 취소했어요"), "{back:?}");
    study.messages(3).await;
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_presses_a_card_has_to_be_a_manager_of_that_server_still() {
    let (study, _) = reported("ko").await;
    let card = card(&study);
    for handling in ["void", "sure", "keep", "leave", "back", "tell"] {
        let forced = study.member(2).unchecked().click(id(&card), &button(&study, handling)).await;
        assert!(forced.text().contains("서버 관리하기"), "{handling}: {forced:?}");
    }
    study.messages(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_question_can_be_reported_again_and_the_reporter_is_told_once() {
    let (mut study, _) = reported("ko").await;
    let card = card(&study);
    let kept = study.owner().click(id(&card), &button(&study, "keep")).await;
    assert!(
        kept.text().contains("그대로 두기로 했어요") && kept.message().custom_ids() == [button(&study, "tell")],
        "{kept:?}"
    );
    let reporter = study.member(1).id();
    study.discord.make_trouble(Fault {
        method: "POST",
        path: "/messages".to_owned(),
        times: 1,
        trouble: Trouble::AcceptAndLose,
    });
    let telling = study.owner().click(id(&card), &button(&study, "tell")).await;
    assert!(telling.text().contains("알릴게요"), "{telling:?}");
    let twice = study.owner().click(id(&card), &button(&study, "tell")).await;
    assert!(twice.text().contains("이미 알렸어요"), "{twice:?}");
    study.discord.wait_until("the reporter is told", |discord| discord.direct_messages(reporter).len() == 1).await;
    study.crash().await;
    study.discord.clock().advance(TimeDelta::minutes(30));
    study.start().await;
    study.pass(TimeDelta::hours(1)).await;
    let told = study.discord.direct_messages(reporter);
    assert_eq!(told.len(), 1);
    assert!(told[0]["content"].as_str().is_some_and(|text| text.contains("그대로 두기로 했어요")), "{told:#?}");

    let form = study.member(1).slash("report", &[]).await;
    let again = study.member(1).submit(form.form(), "다시 봐 주세요").await;
    assert!(again.text().contains("전할게요"), "{again:?}");
}
