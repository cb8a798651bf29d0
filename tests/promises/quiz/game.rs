//! A quiz in a study group's channel, as its players see it.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::engine::Beside;
use crate::study::{Post, Study};

/// Long before the day's question.
pub(crate) const EVENING: &str = "2026-11-24T12:00:00Z";

/// From the announcement to the first question, from its end to its key, from a key to what follows, and to the podium.
pub(crate) const COUNTDOWN: i64 = 15;
pub(crate) const ON_THE_WAY: i64 = 3;
pub(crate) const READING: i64 = 10;
pub(crate) const BEFORE_PODIUM: i64 = 5;

/// A group that is set up, without a question on the way.
pub(crate) async fn group(locale: &str) -> Study {
    Study::at_nine_in_seoul(locale, EVENING).await
}

/// Starts a quiz of so many questions of 20 seconds, and waits for its announcement.
pub(crate) async fn start(study: &Study, questions: u32, more: &[(&str, Value)]) {
    let mut options = vec![("questions", json!(questions)), ("seconds", json!(20))];
    options.extend(more.iter().cloned());
    let before = messages(study).len();
    let reply = study.owner().slash("quiz start", &options).await;
    assert!(reply.message().is_private(), "{reply:?}");
    pass(study, 0).await;
    assert_eq!(messages(study).len(), before + 1, "the announcement: {reply:?}");
}

pub(crate) fn messages(study: &Study) -> Vec<Value> {
    study.discord.messages(study.channel)
}

pub(crate) fn last(study: &Study) -> Value {
    messages(study).pop().expect("a message")
}

/// So many seconds pass, and what is due then is brought.
pub(crate) async fn pass(study: &Study, seconds: i64) {
    study.pass(TimeDelta::seconds(seconds)).await;
}

/// The next question, which comes after so many seconds.
pub(crate) async fn question_after(study: &Study, seconds: i64) -> Post<'_> {
    pass(study, seconds).await;
    let message = last(study);
    assert!(is_question(&message), "{message:#}");
    Post::of(study, message)
}

pub(crate) fn is_question(message: &Value) -> bool {
    message["embeds"][0]["author"].is_object() && !message["components"].to_string().contains("\"q:o:")
}

/// Whether a question can be answered.
pub(crate) fn takes_answers(message: &Value) -> bool {
    let parts = message["components"].to_string();
    parts.contains("\"q:a:") || parts.contains("\"q:s:")
}

/// The key of the question that is open for so many seconds still.
pub(crate) async fn key_after(study: &Study, seconds: i64) -> Value {
    pass(study, seconds + ON_THE_WAY).await;
    let message = last(study);
    assert!(message["components"].to_string().contains("\"q:o:"), "{message:#}");
    message
}

pub(crate) fn title(message: &Value) -> String {
    message["embeds"][0]["title"].as_str().unwrap_or_default().to_owned()
}

pub(crate) fn text(message: &Value) -> String {
    message["embeds"][0]["description"].as_str().unwrap_or_default().to_owned()
}

pub(crate) fn id(message: &Value) -> u64 {
    message["id"].as_str().and_then(|id| id.parse().ok()).expect("an id")
}

/// The name of a member as a text shows it.
pub(crate) fn name(study: &Study, member: usize) -> String {
    study.discord.world().name_of(study.member(member).id())
}

/// Presses "my result" on the last message.
pub(crate) async fn own(study: &Study, member: usize) -> String {
    let message = last(study);
    let button = message["components"][0]["components"][0]["custom_id"].as_str().expect("a button").to_owned();
    let told = study.member(member).click(id(&message), &button).await;
    assert!(told.message().is_private(), "{told:?}");
    told.text()
}

/// The messages that tell an end.
pub(crate) fn ends(study: &Study) -> Vec<Value> {
    let is_end = |message: &Value| message["components"].to_string().contains(":0\"");
    messages(study).into_iter().filter(is_end).collect()
}

/// What the database answers.
pub(crate) fn number(study: &Study, sql: &str) -> i64 {
    Beside::open(&study.database()).number(sql)
}

/// The messages with which questions were asked.
pub(crate) fn questions(study: &Study) -> Vec<Value> {
    messages(study).into_iter().filter(is_question).collect()
}

/// A quiz of five whose first question has an answer and whose second one is open.
pub(crate) async fn in_the_second_question(study: &Study) -> Post<'_> {
    start(study, 5, &[]).await;
    let question = question_after(study, COUNTDOWN).await;
    question.press(&study.member(1), &question.key()).await;
    key_after(study, 20).await;
    question_after(study, READING).await
}
