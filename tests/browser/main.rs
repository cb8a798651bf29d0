//! What has to work in a real browser: `proctor sandbox`, Debian's Chromium, nothing else.
//!
//! With `PROCTOR_PICTURES` naming a folder, the tests of pictures leave there what the README shows.
#![cfg(feature = "sandbox")]

mod album;
mod banks;
mod client;
mod competition;
mod page;
mod pictures;
mod site;
#[path = "../promises/started/mod.rs"]
mod started;
mod ten_minutes;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn a_new_owner_gets_along_in_korean() {
    ten_minutes::play("ko", &ten_minutes::KOREAN).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn a_new_owner_gets_along_in_english() {
    ten_minutes::play("en", &ten_minutes::ENGLISH).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn a_keyboard_is_enough_and_the_focus_stays_on_the_answered_post() {
    client::keyboard_alone().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn a_narrow_screen_has_everything_and_never_scrolls_sideways() {
    client::narrow_screen().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn what_goes_wrong_is_said_in_the_language_of_the_page() {
    client::errors(
        "ko",
        ["DVA-C02 스터디", "#오늘의-문제 · proctor 샌드박스", "먼저 /", "열려 있는 문제가 없어요", "사이의 숫자"],
    )
    .await;
    client::errors(
        "en",
        [
            "DVA-C02 study group",
            "#daily-question · proctor sandbox",
            "Set the server up",
            "No question is open",
            "enter a number from",
        ],
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn messages_are_drawn_as_discord_draws_them() {
    client::drawn_as_in_discord().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn trouble_tells_what_the_bot_did_about_it() {
    client::trouble().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn the_gallery_finds_while_one_types() {
    client::gallery().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn the_site_of_the_bank_is_read_and_searched_on_a_telephone() {
    site::read_and_search().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn the_main_messages_have_one_strong_line_and_fit_wide_and_narrow_screens_in_korean() {
    for width in [1_280, 390] {
        pictures::look("ko", width).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn the_main_messages_have_one_strong_line_and_fit_wide_and_narrow_screens_in_english() {
    for width in [1_280, 390] {
        pictures::look("en", width).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn a_day_fits_into_pictures_in_korean() {
    album::make("ko", "#오늘의-문제").await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn a_day_fits_into_pictures_in_english() {
    album::make("en", "#daily-question").await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn a_season_ends_and_a_quiz_is_played_alone_in_korean() {
    competition::play("ko", &competition::KOREAN).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn a_season_ends_and_a_quiz_is_played_alone_in_english() {
    competition::play("en", &competition::ENGLISH).await;
}
