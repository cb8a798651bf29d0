//! A new owner's first ten minutes in a real browser: `proctor sandbox`, Debian's Chromium, nothing else.
//!
//! With `PROCTOR_PICTURES` naming a folder they make the pictures in `docs/`, which the README shows.
#![cfg(feature = "sandbox")]

mod page;
#[path = "../started/mod.rs"]
mod started;

use serde_json::json;

use page::Page;

struct Said {
    setup: &'static str,
    answer: &'static str,
    board: &'static str,
    set_up: &'static str,
    notes: &'static str,
    revealed: &'static str,
    ten_days: &'static str,
    silent: &'static str,
    private: &'static str,
}

const KOREAN: Said = Said {
    setup: "설정",
    answer: "정답",
    board: "순위",
    set_up: "저장했어요",
    notes: "노트",
    revealed: "정답 공개",
    ten_days: "10일 진행하기",
    silent: "응답하지 않았어요",
    private: "나에게만 보이는",
};

const ENGLISH: Said = Said {
    setup: "setup",
    answer: "answer",
    board: "leaderboard",
    set_up: "Saved",
    notes: "Notes",
    revealed: "The answer",
    ten_days: "Play 10 days",
    silent: "did not respond",
    private: "Only you can see this",
};

/// Plays some days more, as many as the field beside the button says, and looks at the board as a member.
async fn days_and_board(page: &Page, said: &Said) {
    page.click("#dials summary").await;
    let days = page.find("[data-dial=days]").await;
    days.clear().await.expect("an empty field");
    days.send_keys("10").await.expect("a number");
    page.see(said.ten_days).await;
    page.click("#dials summary").await;
    page.control("month").await;

    page.become_user(2).await;
    page.command(said.board).await;
    page.send().await;
    page.see("🏆").await;
    page.picture("leaderboard").await;
    // Three buttons turn pages, the fourth finds one's own row.
    page.press_last("button[data-custom-id^='l:'][data-custom-id$=':own']").await;
    page.see("🏆").await;
}

async fn first_ten_minutes(language: &'static str, said: &Said) {
    let page = Page::open(language).await;
    page.see("Study group").await;

    page.command(said.setup).await;
    page.find("#option-channel").await.select_by_label("#daily-question").await.expect("the channel");
    page.find("#option-time").await.send_keys("09:00").await.expect("the time");
    page.suggest("timezone", "Asia/Seoul").await;
    page.picture("setup").await;
    page.send().await;
    page.see(said.set_up).await;

    // Two days: one question with buttons, one with a menu.
    for day in 1..=2 {
        page.control("next-round").await;
        page.find("#messages [data-custom-id]").await;
        if day == 1 {
            page.picture("question").await;
        }
        page.become_user(2).await;
        page.answer_on_the_post().await;
        page.see(said.private).await;
        page.see(said.notes).await;
        if day == 1 {
            page.picture("verdict").await;
        }

        page.become_user(3).await;
        page.command(said.answer).await;
        page.suggest("choice", "A").await;
        page.send().await;
        page.see(said.private).await;
        page.control("group").await;
        page.become_user(1).await;
    }
    page.control("close").await;
    page.see(said.revealed).await;
    page.picture("reveal").await;

    days_and_board(&page, said).await;
    page.become_user(1).await;

    // Nobody answers for a bot that was killed; after its start the same old button works.
    page.control("kill").await;
    page.press_last("button[data-custom-id^='e:']").await;
    page.see(said.silent).await;
    page.control("start").await;
    page.press_last("button[data-custom-id^='e:']").await;
    page.find("#messages li:last-of-type.private").await;

    // Nothing was sent that Discord would refuse.
    let complaints = "return (await (await fetch('/state?as=0')).json()).complaints";
    let complaints = page.client.execute(complaints, Vec::new()).await.expect("the complaints");
    assert_eq!(complaints, json!([]));
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn a_new_owner_gets_along_in_korean() {
    first_ten_minutes("ko", &KOREAN).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn a_new_owner_gets_along_in_english() {
    first_ten_minutes("en", &ENGLISH).await;
}
