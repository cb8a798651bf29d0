//! A study group with a board that keeps itself current, in a channel in which nothing else is posted.

use chrono::TimeDelta;
use serde_json::Value;

use crate::study::Study;

pub(crate) const EVE: &str = "2026-11-23T14:00:00Z";
pub(crate) const NINE: &str = "2026-11-24T00:00:00Z";

/// The channel of the board: one in which nothing else is posted.
pub(crate) fn place(study: &Study) -> u64 {
    study.channel + 1
}

pub(crate) async fn make(study: &Study, channel: u64, options: &[(&str, Value)]) -> String {
    let owner = study.discord.user(study.owner().id(), channel).speaking(&study.locale);
    owner.slash("board here", options).await.text()
}

/// The messages that are boards and keep themselves current.
pub(crate) fn boards(study: &Study, channel: u64) -> Vec<Value> {
    let is_board = |message: &Value| message["components"].to_string().contains("\"b:");
    study.discord.messages(channel).into_iter().filter(is_board).collect()
}

pub(crate) async fn board(study: &Study, channel: u64) -> Value {
    study.discord.wait_until("the board is there", |_| boards(study, channel).len() == 1).await;
    study.pass(TimeDelta::zero()).await;
    boards(study, channel).remove(0)
}

pub(crate) fn id(message: &Value) -> u64 {
    message["id"].as_str().and_then(|id| id.parse().ok()).expect("an id")
}

pub(crate) fn shown(message: &Value) -> String {
    format!("{}\n{}", message["embeds"][0]["title"], message["embeds"][0]["description"])
}

/// How many messages in the other channels say something.
pub(crate) fn told(study: &Study, sentence: &str) -> usize {
    let everywhere = [study.channel - 1, study.channel].map(|channel| study.discord.messages(channel));
    everywhere.iter().flatten().filter(|message| message["content"].to_string().contains(sentence)).count()
}

/// A group with a board of its own channel, in which members 1 to 3 answered.
pub(crate) async fn with_a_board(locale: &str) -> (Study, Value) {
    let study = Study::at_nine_in_seoul(locale, EVE).await;
    make(&study, place(&study), &[]).await;
    board(&study, place(&study)).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    for number in 1..=3 {
        post.press(&study.member(number), &post.key()).await;
    }
    drop(post);
    study.pass(TimeDelta::minutes(6)).await;
    let there = board(&study, place(&study)).await;
    (study, there)
}
