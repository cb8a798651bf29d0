//! A season's end with its podium and its prize, and a quiz that somebody plays alone, as the page shows them; both as pictures.

use serde_json::json;

use crate::album::Album;
use crate::banks::six_short_ones;
use crate::page::Browser;

/// What is typed and seen in a language.
pub(crate) struct Said {
    channel: &'static str,
    role: &'static str,
    season: &'static str,
    /// How the key of a question that all five have answered begins its count.
    all: &'static str,
    /// What the end of a quiz says of whoever won it.
    won: &'static str,
}

pub(crate) const KOREAN: Said =
    Said { channel: "#오늘의-문제", role: "챔피언", season: "겨울", all: "5명 중", won: "우승!" };

pub(crate) const ENGLISH: Said =
    Said { channel: "#daily-question", role: "Champion", season: "Winter", all: "of 5 got it right", won: "won!" };

/// The messages with a picture, and the messages of a quiz that tell a key or the end.
const PODIUMS: &str = "#messages li.message:has(.embed img)";
const TOLD: &str = "#messages li.message:has([data-custom-id^='q:o:'])";
const QUESTION: &str = "#messages li:last-of-type [data-custom-id^='q:']:not([data-custom-id^='q:o:'])";

/// Sends the command whose options are filled in, and waits for the reply.
async fn sent(browser: &Browser, replies: usize) {
    browser.send().await;
    browser.until(&format!("document.querySelectorAll('#messages .private').length === {replies}")).await;
}

/// Plays both in a language.
pub(crate) async fn play(language: &'static str, said: &Said) {
    let browser = Browser::open_for_pictures(language, six_short_ones()).await;
    let kept = tempfile::tempdir().expect("a folder");
    let album = Album::begin(&browser, language, &kept);
    set_up(&browser, said).await;

    browser.choose_days("10").await;
    for _ in 0..3 {
        browser.control("month").await;
    }
    browser.find(PODIUMS).await;
    let told = browser.js(&format!("return document.querySelector({}).innerText", json!(PODIUMS))).await;
    assert!(told.as_str().is_some_and(|told| told.contains(said.season)), "{told}");
    let winners = format!(
        "[...document.querySelectorAll('#users button')].filter((one) => [...one.querySelectorAll('.role')] \
         .some((role) => role.textContent === {})).map((one) => one.children[1].textContent)",
        json!(said.role)
    );
    browser.until(&format!("({winners}).length > 0")).await;
    let winners = browser.js(&format!("return {winners}")).await;
    let is_named =
        |name: &serde_json::Value| told.as_str().zip(name.as_str()).is_some_and(|(told, name)| told.contains(name));
    assert!(winners.as_array().is_some_and(|all| all.iter().all(is_named)), "{winners} in {told}");
    album.keep("podium", PODIUMS).await;

    quiz(&browser, &album, said).await;
    let complaints = "return (await (await fetch('/state?as=0')).json()).complaints";
    assert_eq!(browser.js(complaints).await, json!([]), "nothing was sent that Discord would refuse");
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.close().await;
}

/// A server with a season of four weeks and a role for its winner.
async fn set_up(browser: &Browser, said: &Said) {
    browser.command("setup").await;
    browser.find("#option-channel").await.select_by_label(said.channel).await.expect("the channel");
    browser.find("#option-time").await.send_keys("09:00").await.expect("a time");
    browser.suggest("timezone", "Asia/Seoul").await;
    sent(browser, 1).await;
    browser.command("rewards champion").await;
    browser.find("#option-role").await.select_by_label(&format!("@{}", said.role)).await.expect("the role");
    sent(browser, 2).await;
    browser.command("season start").await;
    browser.find("#option-name").await.send_keys(said.season).await.expect("a name");
    browser.find("#option-length").await.select_by_value("4-weeks").await.expect("a length");
    sent(browser, 3).await;
}

/// The owner plays a quiz: the first question with an answer, the others without.
async fn quiz(browser: &Browser, album: &Album<'_>, said: &Said) {
    browser.command("quiz start").await;
    browser.find("#option-questions").await.send_keys("3").await.expect("a number");
    browser.find("#option-seconds").await.send_keys("120").await.expect("a number");
    sent(browser, 4).await;
    browser.control("quiz").await;
    browser.find(QUESTION).await;
    browser.js(&format!("document.querySelector({}).focus()", json!(QUESTION))).await;
    browser.answer_with_keys().await;
    // The members answer by themselves; then nobody waits for the two minutes.
    let keys = |count: usize| format!("document.querySelectorAll({}).length === {count}", json!(TOLD));
    browser.until(&keys(1)).await;
    browser.see(said.all).await;
    for count in 2..=3 {
        browser.control("quiz").await;
        browser.find(QUESTION).await;
        browser.control("quiz").await;
        browser.until(&keys(count)).await;
        if count == 2 {
            album.keep("quiz", TOLD).await;
        }
    }
    browser.control("quiz").await;
    browser.until(&keys(4)).await;
    browser.see(said.won).await;
    browser.until(&format!("document.querySelectorAll({}).length === 2", json!(PODIUMS))).await;
}
