//! A new owner's first ten minutes: set up, ask, answer, reveal, board, and a bot that was killed.

use serde_json::json;

use crate::page::Browser;

/// What the page says in a language.
pub(crate) struct Said {
    server: &'static str,
    channel: &'static str,
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

pub(crate) const KOREAN: Said = Said {
    server: "DVA-C02 스터디",
    channel: "#오늘의-문제",
    setup: "시작설정",
    answer: "답하기",
    board: "순위",
    set_up: "저장했어요",
    notes: "노트 보기",
    revealed: "🔓 정답은",
    ten_days: "10일 진행하기",
    silent: "응답하지 않았어요",
    private: "나에게만 보이는",
};

pub(crate) const ENGLISH: Said = Said {
    server: "DVA-C02 study group",
    channel: "#daily-question",
    setup: "setup",
    answer: "answer",
    board: "leaderboard",
    set_up: "Saved",
    notes: "Show notes",
    revealed: "🔓 The answer is",
    ten_days: "Play 10 days",
    silent: "did not respond",
    private: "Only you can see this",
};

/// Plays some days more, as many as the field beside the button says, and looks at the board as a member.
async fn days_and_board(browser: &Browser, said: &Said) {
    browser.choose_days("10").await;
    browser.see(said.ten_days).await;
    browser.control("month").await;

    browser.become_user(2).await;
    browser.command(said.board).await;
    browser.send().await;
    browser.see("🏆").await;
    // Three buttons turn pages, the fourth finds one's own row.
    browser.press_last("button[data-custom-id^='l:'][data-custom-id$=':own']").await;
    browser.see("🏆").await;
}

/// Plays them in a language.
pub(crate) async fn play(language: &'static str, said: &Said) {
    let browser = Browser::open(language).await;
    browser.see(said.server).await;

    browser.command(said.setup).await;
    browser.find("#option-channel").await.select_by_label(said.channel).await.expect("the channel");
    browser.find("#option-time").await.send_keys("09:00").await.expect("the time");
    browser.suggest("timezone", "Asia/Seoul").await;
    browser.send().await;
    browser.see(said.set_up).await;

    // Two days: one question with buttons, one with a menu.
    for _ in 0..2 {
        browser.control("next-round").await;
        browser.find("#messages [data-custom-id]").await;
        browser.become_user(2).await;
        browser.answer_on_the_post().await;
        browser.see(said.private).await;
        browser.see(said.notes).await;

        browser.become_user(3).await;
        browser.command(said.answer).await;
        browser.suggest("choice", "A").await;
        browser.send().await;
        browser.see(said.private).await;
        browser.control("group").await;
        browser.become_user(1).await;
    }
    browser.control("close").await;
    browser.see(said.revealed).await;

    days_and_board(&browser, said).await;
    browser.become_user(1).await;

    // Nobody answers for a bot that was killed; after its start the same old button works.
    browser.control("kill").await;
    browser.press_last("button[data-custom-id^='e:']").await;
    browser.see(said.silent).await;
    browser.control("start").await;
    browser.press_last("button[data-custom-id^='e:']").await;
    browser.find("#messages li:last-of-type.private").await;

    // Nothing was sent that Discord would refuse.
    let complaints = "return (await (await fetch('/state?as=0')).json()).complaints";
    let complaints = browser.page.execute(complaints, Vec::new()).await.expect("the complaints");
    assert_eq!(complaints, json!([]));
    browser.close().await;
}
