//! A live quiz that somebody plays alone: the members answer by themselves, and nobody waits for its seconds.

use serde_json::{Value, json};

use crate::sandbox_page::page::{Page, channel, messages};

fn has(message: &Value, custom_id: &str) -> bool {
    message["components"].to_string().contains(&format!("\"{custom_id}"))
}

/// The questions that take answers, and those whose buttons are about to go.
fn questions(state: &Value) -> Vec<Value> {
    messages(state).into_iter().filter(|one| has(one, "q:a:") || has(one, "q:s:")).collect()
}

/// The keys and the podium, each of which leads to one's own part.
fn told(state: &Value) -> Vec<Value> {
    messages(state).into_iter().filter(|one| has(one, "q:o:")).collect()
}

/// A manager starts a quiz of three questions that each take two minutes.
async fn start(page: &Page, locale: &str) {
    let state = page.state("0").await;
    let slash = json!({
        "kind": "slash", "as": state["me"], "channel": channel(&state)["id"], "locale": locale, "command": "quiz start",
        "options": { "questions": 3, "seconds": 120 },
    });
    assert!(page.post("/act", slash).await["message"].is_string());
    page.until("it is announced", |state| messages(state).iter().any(|one| one["content"] != "")).await;
}

/// The owner presses the first button, or picks the first letters of the menu.
async fn answer(page: &Page, question: &Value, locale: &str) {
    let state = page.state("0").await;
    let part = &question["components"][0]["components"][0];
    let values: Vec<&Value> = part["options"].as_array().into_iter().flatten().map(|one| &one["value"]).collect();
    let asked = usize::try_from(part["min_values"].as_u64().unwrap_or(0)).expect("a few");
    let press = json!({
        "kind": if asked == 0 { "click" } else { "select" }, "as": state["me"], "channel": channel(&state)["id"],
        "locale": locale, "message": question["id"], "custom_id": part["custom_id"], "values": &values[..asked],
    });
    assert!(page.post("/act", press).await["message"].is_string());
}

#[tokio::test]
async fn a_quiz_is_played_alone_with_members_who_answer_by_themselves() {
    for (lang, locale, all, others) in [("ko", "ko", "5명 중", "4명 중"), ("en", "en-US", "of 5 got", "of 4 got")] {
        let page = Page::open(&["--lang", lang]);
        start(&page, locale).await;
        let next = async || page.control("quiz", json!({})).await;
        next().await;
        let question = questions(&page.state("0").await).pop().expect("the first question, without its countdown");
        answer(&page, &question, locale).await;
        // Two minutes are longer than the patience of this test.
        let state = page.until("all have answered, so its key is there", |state| told(state).len() == 1).await;
        let title = told(&state)[0]["embeds"][0]["title"].clone();
        assert!(title.as_str().is_some_and(|title| title.contains(all)), "{title}");

        next().await;
        let is_second = |one: &Value| one["id"] != question["id"];
        page.until("the second question", |state| questions(state).iter().any(is_second)).await;
        next().await;
        let state = page.until("its key, without the owner", |state| told(state).len() == 2).await;
        let title = told(&state)[1]["embeds"][0]["title"].clone();
        assert!(title.as_str().is_some_and(|title| title.contains(others)), "{title}");
        for _ in 0..3 {
            next().await;
        }
        let state = page.until("the podium", |state| told(state).len() == 4).await;
        let podium = &told(&state)[3];
        assert_eq!(podium["attachments"].as_array().map(Vec::len), Some(1), "with its picture: {podium:#}");
        let over = page.post("/control", json!({ "name": "quiz" })).await;
        assert!(over["failed"][0].as_str().is_some_and(|why| why.contains("진행 중인 퀴즈가 없어요")), "{over}");
        assert_eq!(page.state("0").await["complaints"], json!([]), "Discord would have refused nothing");
    }
}
