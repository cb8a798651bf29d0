//! A channel in which the bot may not embed links: Discord drops the boxes of its messages, and what they say is there
//! all the same.

use crate::study::Study;
use chrono::TimeDelta;
use sandbox::Permission;
use serde_json::Value;

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

fn text(message: &Value) -> &str {
    message["content"].as_str().unwrap_or_default()
}

/// How much of a question a message's own text shows: the first words of the stem, and of each option.
fn shows(message: &Value, question: &proctor::bank::Question) -> bool {
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).take(12).collect::<String>();
    let shown: String = text(message).chars().filter(|c| c.is_alphanumeric()).collect();
    let options = question.options().iter().map(|option| &option.text.ko);
    [&question.stem().ko].into_iter().chain(options).all(|part| shown.contains(&plain(part)))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_question_stays_with_its_buttons_and_the_key_with_its_reveal() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.deny(study.channel, Permission::EmbedLinks);
    study.move_to(NINE);
    let posted = study.messages(1).await.remove(0);
    let id = posted["id"].as_str().expect("an id").parse().expect("a number");
    let now = || study.discord.messages(study.channel).remove(0);
    let mut questions = study.bank.questions().iter();
    study.discord.wait_until("the text is there", |_| !text(&now()).is_empty()).await;
    let question = questions.find(|question| shows(&now(), question)).expect("the question, with all its options");

    let control = &posted["components"][0]["components"][0];
    let (control_id, choose) = (control["custom_id"].as_str().expect("an id"), question.choose());
    for member in 1..=2 {
        let member = study.member(member);
        let picked = match control["type"].as_u64() {
            Some(2) => member.click(id, control_id).await,
            _ => member.select(id, control_id, &["A", "B", "C"][..choose]).await,
        };
        assert!(picked.failed().is_none(), "{picked:?}");
        let before = now();
        study.pass(TimeDelta::minutes(10)).await;
        study.discord.wait_until("it counts", |_| text(&now()) != text(&before)).await;
        assert!(shows(&now(), question), "{}", now());
    }

    study.move_to("2026-11-25T00:00:10Z");
    let messages = study.messages(3).await;
    assert!(shows(&messages[0], question), "{}", messages[0]);
    let reveals = |message: &Value| text(message).contains("정답은");
    study.discord.wait_until("the key is told", |discord| discord.messages(study.channel).iter().any(reveals)).await;
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_manager_is_told_once_however_many_days_it_lasts() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.deny(study.channel, Permission::EmbedLinks);
    let general = study.channel - 1;
    study.move_to(NINE);
    study.messages(1).await;
    study.discord.wait_until("the manager is told", |discord| discord.messages(general).len() == 1).await;
    for (day, messages) in [("2026-11-25", 3), ("2026-11-26", 5), ("2026-11-27", 7)] {
        study.move_to(&format!("{day}T00:00:10Z"));
        study.messages(messages).await;
        study.pass(TimeDelta::minutes(10)).await;
    }
    assert_eq!(study.discord.messages(general).len(), 1);
    let status = study.owner().slash("status", &[]).await.text();
    assert!(status.contains("링크 첨부"), "{status}");

    // Allowed again, the next question is in its box, and the trouble is over.
    study.discord.allow(study.channel, Permission::EmbedLinks);
    study.move_to("2026-11-28T00:00:10Z");
    let messages = study.messages(9).await;
    let newest = messages.iter().rev().find(|message| text(message).is_empty() || message["embeds"][0].is_object());
    assert!(newest.is_some(), "{messages:#?}");
    let status = study.owner().slash("status", &[]).await.text();
    assert!(!status.contains("링크 첨부"), "{status}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_cause_is_told_once_though_a_question_is_open_and_another_is_due() {
    for cause in [Permission::ViewChannel, Permission::SendMessages] {
        let study = Study::at_nine_in_seoul("ko", EVE).await;
        study.move_to(NINE);
        let post = study.post(1).await;
        post.press(&study.member(1), &post.key()).await;
        let general = study.channel - 1;
        study.discord.deny(study.channel, cause);
        study.move_to("2026-11-25T00:00:10Z");
        study.discord.wait_until("the manager is told", |discord| discord.messages(general).len() == 1).await;
        for _ in 0..4 {
            study.pass(TimeDelta::hours(1)).await;
        }
        let told = study.discord.messages(general);
        assert_eq!(told.len(), 1, "{cause:?}: {told:#?}");
    }
}
