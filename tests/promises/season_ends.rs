//! A season ends once, whatever happens around its last midnight, and its podium tells what the answers say.

use crate::engine::Beside;
use crate::study::{Post, Study, takes_answers};
use rusqlite::Connection;
use sandbox::{Fault, Trouble};
use serde_json::{Value, json};

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";
/// A moment before and after the last midnight of four weeks that begin on 2026-11-23 in Seoul.
const LAST_EVENING: &str = "2026-12-20T14:59:50Z";
const MIDNIGHT: &str = "2026-12-20T15:00:06Z";

async fn season_of(study: &Study, options: &[(&str, Value)]) {
    let mut all = vec![("name", json!("**겨울** @everyone")), ("length", json!("4-weeks"))];
    all.extend(options.iter().cloned());
    let reply = study.owner().slash("season start", &all).await;
    assert!(reply.text().contains("🏁 **") && reply.message().is_private(), "{reply:?}");
}

/// A group with a season on whose first question two were right and one was wrong.
async fn played(options: &[(&str, Value)]) -> Study {
    played_in("ko", options).await
}

async fn played_in(locale: &str, options: &[(&str, Value)]) -> Study {
    let study = Study::at_nine_in_seoul(locale, EVE).await;
    season_of(&study, options).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    for (member, letters) in [(1, post.key()), (2, post.key()), (3, post.wrong())] {
        post.press(&study.member(member), &letters).await;
    }
    study
}

fn texts(study: &Study, part: &str) -> Vec<String> {
    let messages = study.discord.messages(study.channel);
    messages.iter().map(Value::to_string).filter(|text| text.contains(part)).collect()
}

fn podiums(study: &Study) -> Vec<String> {
    texts(study, if study.locale == "ko" { "시즌이 끝났어요!" } else { " is over!" })
}

fn corrections(study: &Study) -> Vec<String> {
    texts(study, if study.locale == "ko" { "최종 순위를 바로잡았어요" } else { "final leaderboard was corrected" })
}

async fn podium(study: &Study) -> String {
    study.discord.wait_until("the podium is there", |_| !podiums(study).is_empty()).await;
    podiums(study).remove(0)
}

/// What the bot has to do at this moment is done.
async fn settled(study: &Study) {
    let nothing_is_owed = "select not exists (select 1 from season where owes = 1 or counted_up_to is not null) \
                           and not exists (select 1 from delivery where state in ('due', 'sending') and kind in ('podium', 'correction'))";
    study.until(nothing_is_owed).await;
}

fn seasons(study: &Study) -> i64 {
    Beside::open(&study.database()).number("select count(*) from season")
}

async fn ended(study: &Study) {
    study.until("select count(*) = 1 from season where ended_at is not null").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_podium_follows_the_last_midnight_with_shared_places_and_harmless_names() {
    for (locale, lines, alt, level) in [
        (
            "ko",
            ["👥 3명", "다음 시즌이 시작됐어요", "2026년 11월 23일~12월 20일"],
            "**겨울** @everyone 시상대",
            "아직 기록이 없어요",
        ),
        (
            "en-US",
            ["👥 3 members", "The next season is on", "Nov 23 – Dec 20, 2026"],
            "Podium for **겨울** @everyone",
            "Nobody is here yet",
        ),
    ] {
        let study = played_in(locale, &[("repeat", json!(true))]).await;
        study.move_to(LAST_EVENING);
        study.messages(2).await;
        assert_eq!(podiums(&study), Vec::<String>::new());

        study.move_to(MIDNIGHT);

        let podium = podium(&study).await;
        assert_eq!(podium.matches("🥇").count(), 2, "{podium}");
        assert!(!podium.contains("🥈") && !podium.contains("🥉"), "no medal without points: {podium}");
        assert!(lines.iter().all(|line| podium.contains(line)), "{podium}");
        // An alt text is read out as it is: nothing in it is markup.
        let marked = podium.replace(alt, "");
        assert!(!marked.contains("@everyone") && !marked.contains("**겨울**"), "{podium}");
        assert!(podium.contains("\"mentions\":[]") && podium.contains("\"mention_everyone\":false"), "{podium}");
        settled(&study).await;
        assert_eq!((podiums(&study).len(), seasons(&study)), (1, 2));
        let next = study.member(1).slash("leaderboard", &[("period", json!("season"))]).await.text();
        assert!(next.contains(level), "everyone starts level: {next}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_was_down_over_midnight_tells_the_end_once() {
    let mut study = played(&[("repeat", json!(true))]).await;
    study.stop().await;
    study.move_to("2026-12-20T22:00:00Z");
    study.start().await;
    podium(&study).await;
    settled(&study).await;
    study.discord.say_ready_again();
    study.discord.say_ready_again();
    study.crash().await;
    study.start().await;
    settled(&study).await;
    assert_eq!((podiums(&study).len(), seasons(&study)), (1, 2));
    let list = study.owner().slash("season list", &[]).await.text();
    assert!(list.contains("🥇") && list.contains("2026년 11월 23일~12월 20일"), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_season_that_nobody_played_ends_without_a_word() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    season_of(&study, &[]).await;
    study.move_to(MIDNIGHT);
    ended(&study).await;
    settled(&study).await;
    assert_eq!(podiums(&study), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pause_does_not_hold_the_end_of_a_season_up() {
    let study = played(&[]).await;
    study.owner().slash("schedule pause", &[]).await;
    study.move_to(MIDNIGHT);
    let podium = podium(&study).await;
    assert_eq!(podium.matches("🥇").count(), 2, "{podium}");
    assert!(!podium.contains("다음 시즌"), "it does not repeat: {podium}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_void_afterwards_puts_the_final_board_right_and_says_so_once_and_so_does_taking_it_back() {
    for (locale, nobody_scored, listed) in [
        ("ko", "점수를 얻은 사람이 없었어요", "점수를 얻은 사람이 없어요"),
        ("en-US", "Nobody scored this season", "nobody scored"),
    ] {
        let study = played_in(locale, &[]).await;
        study.move_to(MIDNIGHT);
        podium(&study).await;
        settled(&study).await;

        study.confirmed("round void", &[]).await;

        study.discord.wait_until("the word is there", |_| corrections(&study).len() == 1).await;
        settled(&study).await;
        assert!(corrections(&study)[0].contains(nobody_scored), "{:?}", corrections(&study));
        let list = study.owner().slash("season list", &[]).await.text();
        assert!(list.contains(listed), "{list}");

        study.owner().slash("round restore", &[]).await;

        study.discord.wait_until("the second word is there", |_| corrections(&study).len() == 2).await;
        settled(&study).await;
        assert!(corrections(&study)[1].contains("🥇"), "{:?}", corrections(&study));
        assert_eq!((corrections(&study).len(), podiums(&study).len()), (2, 1));
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_left_and_joined_again_gets_its_podium_then() {
    let study = played(&[]).await;
    study.discord.remove_bot(study.guild);
    study.until("select count(*) = 1 from server where removed_at is not null").await;
    study.move_to(MIDNIGHT);
    study.discord.add_bot(study.guild);
    podium(&study).await;
    settled(&study).await;
    assert_eq!(podiums(&study).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_without_its_verdict_is_not_told_and_the_podium_waits_for_it() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.owner().slash("settings set", &[("feedback", json!("at_close"))]).await;
    season_of(&study, &[]).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    post.press(&study.member(1), &post.key()).await;
    study.move_to("2026-11-24T00:01:00Z");
    study.confirmed("season end", &[]).await;
    study.move_to("2026-11-24T00:02:00Z");
    post.press(&study.member(2), &post.key()).await;
    ended(&study).await;
    assert_eq!(podiums(&study), Vec::<String>::new());

    study.close_early().await;

    let podium = podium(&study).await;
    assert!(podium.contains("🥇") && podium.contains("👥 1명"), "the second answer came after the end: {podium}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_of_an_earlier_day_that_is_still_open_holds_the_podium_up_as_its_answers_make_streaks_longer() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.owner().slash("settings set", &[("days", json!("화")), ("open_for", json!(168))]).await;
    let daily = [("name", json!("아침")), ("days", json!("매일")), ("time", json!("10:00"))];
    let added = study.owner().slash("schedule add", &daily).await;
    assert!(added.text().contains("아침"), "{added:?}");
    season_of(&study, &[]).await;
    study.move_to(NINE);
    let Post { json: earlier, .. } = study.post(1).await;
    study.move_to("2026-11-24T01:00:00Z");
    study.messages(2).await;
    study.move_to("2026-11-25T01:00:00Z");
    let post = study.post(4).await;
    for member in [1, 2] {
        post.press(&study.member(member), &post.key()).await;
    }
    drop(post);
    study.move_to("2026-11-25T01:01:00Z");
    study.confirmed("season end", &[]).await;
    ended(&study).await;
    // A question each morning, and no podium beside them.
    for (morning, messages) in [("2026-11-26T01:00:00Z", 6), ("2026-11-27T01:00:00Z", 8)] {
        study.move_to(morning);
        study.post(messages).await;
    }

    let earlier = Post::of(&study, earlier);
    earlier.press(&study.member(1), &earlier.key()).await;
    study.confirmed("round close", &[("round", json!("1"))]).await;
    study.pass(proctor::domain::round::ON_THE_WAY).await;

    let podium = podium(&study).await;
    assert!(podium.contains("🥇") && podium.contains("🥈"), "the first has a day more: {podium}");
    settled(&study).await;
    assert_eq!((podiums(&study).len(), corrections(&study)), (1, vec![]));
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_of_the_season_is_not_taken_for_a_podium_of_which_nobody_knows_whether_it_is_there() {
    for trouble in [Trouble::Status(502, Value::Null), Trouble::AcceptAndLose] {
        let study = played(&[]).await;
        study.owner().slash("schedule pause", &[]).await;
        study.move_to("2026-12-20T12:00:00Z");
        study.messages(2).await;
        let path = format!("/channels/{}/messages", study.channel);
        study.discord.make_trouble(Fault { method: "POST", path, times: 1, trouble });
        study.move_to(MIDNIGHT);
        study.until("select exists (select 1 from delivery where kind = 'podium' and first_sent_at is not null)").await;
        let board = study.member(5).slash("leaderboard", &[("season", json!("**겨울** @everyone"))]).await;
        assert!(board.text().contains("🏆") && !board.message().is_private(), "{board:?}");

        study.pass(chrono::TimeDelta::minutes(30)).await;

        settled(&study).await;
        assert_eq!(podiums(&study).len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_season_that_cannot_be_read_is_set_aside_and_told_and_stops_nobody() {
    let study = played(&[]).await;
    let raw = Connection::open(study.database()).expect("the database");
    raw.execute_batch("pragma ignore_check_constraints = on; update season set length = 'for ever'").expect("damage");
    let start = study.owner().slash("season start", &[("name", json!("봄"))]).await.text();
    assert!(start.contains("읽을 수 없어요"), "{start}");
    study.move_to(MIDNIGHT);
    study.until("select count(*) = 1 from set_aside where what = 'season'").await;
    let status = study.owner().slash("status", &[]).await.text();
    assert!(status.contains("시즌 1개"), "{status}");
    study.move_to("2026-12-21T00:00:00Z");
    // By buttons or by a menu.
    let is_there = |_: &_| study.discord.messages(study.channel).iter().filter(|one| takes_answers(one)).count() == 1;
    study.discord.wait_until("the next question is there", is_there).await;
    assert_eq!(podiums(&study), Vec::<String>::new());
}
