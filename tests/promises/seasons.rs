//! Seasons as managers and members meet them: started, shown, ended at local midnight or early, and kept.

use crate::study::Study;
use proctor::store::read_only;
use serde_json::json;

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

const LANGUAGES: [&str; 2] = ["ko", "en-US"];

async fn with_a_season(locale: &str, options: &[(&str, serde_json::Value)]) -> Study {
    let study = Study::at_nine_in_seoul(locale, EVE).await;
    let mut all = vec![("name", json!("겨울"))];
    all.extend(options.iter().cloned());
    let reply = study.owner().slash("season start", &all).await;
    assert!(reply.message().is_private(), "{reply:?}");
    let made = if locale == "ko" { "🏁 **겨울**: 시즌을 만들었어요" } else { "🏁 **겨울** is set" };
    assert!(reply.text().contains(made), "{reply:?}");
    study
}

async fn board(study: &Study) -> String {
    study.member(5).slash("leaderboard", &[("period", json!("season"))]).await.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_season_counts_from_its_first_day_and_its_board_says_when_it_ends() {
    for (locale, empty, title, until, days) in [
        ("ko", "아직 기록이 없어요", "🏆 겨울 순위", "<t:1797778799:D>까지", "2026년 11월 23일~12월 20일"),
        ("en-US", "Nobody is here yet", "🏆 Leaderboard: 겨울", "until <t:1797778799:D>", "Nov 23 – Dec 20, 2026"),
    ] {
        let study = with_a_season(locale, &[("length", json!("4-weeks"))]).await;
        study.move_to(NINE);
        let post = study.post(1).await;
        let none = board(&study).await;
        assert!(none.contains(empty), "{none}");
        post.press(&study.member(1), &post.key()).await;

        let shown = board(&study).await;

        // Four weeks from 2026-11-23: the last day is 2026-12-20, to whose midnight in Seoul it runs.
        assert!(shown.contains(title) && shown.contains("🥇 ") && shown.contains(until), "{shown}");
        let show = study.owner().slash("season show", &[]).await.text();
        assert!(show.contains(title) && show.contains(days), "{show}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_season_is_refused_while_one_runs() {
    for (locale, refused) in [
        ("ko", "이미 진행 중인 시즌이 있어요: **겨울**(2026년 11월 23일~12월 22일)"),
        ("en-US", "**겨울** (Nov 23 – Dec 22, 2026) is running"),
    ] {
        let study = with_a_season(locale, &[]).await;
        let reply = study.owner().slash("season start", &[("name", json!("다른 시즌"))]).await;
        assert!(reply.text().contains(refused) && reply.message().is_private(), "{reply:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_of_today_count_for_a_season_that_is_started_after_them() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    post.press(&study.member(1), &post.key()).await;
    post.press(&study.member(2), &post.wrong()).await;

    study.owner().slash("season start", &[("name", json!("겨울"))]).await;

    let shown = board(&study).await;
    assert!(shown.contains("👥 2명"), "{shown}");
    let read = read_only(&crate::engine::address(&study.database()), proctor::store::seasons::to_count);
    assert_eq!(read.expect("a database"), None, "all are counted");
}

/// What a manager reads around the end of a season.
struct Words {
    asked: [&'static str; 2],
    ended: &'static str,
    over: &'static str,
    counted: &'static str,
    days: &'static str,
    none: &'static str,
    later: [&'static str; 2],
    cancelled: &'static str,
}

const KOREAN: Words = Words {
    asked: ["이 시즌을 지금 끝낼까요", "반복도 멈춰서"],
    ended: "✅ **겨울**: 시즌을 끝냈어요",
    over: "**겨울**: 이미 끝난 시즌이에요",
    counted: "👥 1명",
    days: "2026년 11월 23일~11월 24일 · 끝난 시즌",
    none: "진행 중인 시즌이 없어요",
    later: ["아직 시작 전이에요", "2026년 11월 25일"],
    cancelled: "✅ **봄**: 아직 시작하지 않은 시즌을 취소했어요",
};

const ENGLISH: Words = Words {
    asked: ["End **겨울**", "It stops repeating too"],
    ended: "✅ **겨울** is over",
    over: "**겨울** is already over",
    counted: "👥 1 member ",
    days: "Nov 23 – Nov 24, 2026 · season over",
    none: "No season is running",
    later: ["It hasn't started yet", "Nov 25"],
    cancelled: "✅ Canceled **봄**, which hadn't started yet",
};

#[tokio::test(flavor = "multi_thread")]
async fn ending_a_season_asks_once_and_the_next_one_begins_the_day_after() {
    for (locale, words) in LANGUAGES.into_iter().zip([KOREAN, ENGLISH]) {
        let study = with_a_season(locale, &[("repeat", json!(true))]).await;
        study.move_to(NINE);
        let post = study.post(1).await;
        post.press(&study.member(1), &post.key()).await;
        study.move_to("2026-11-24T00:01:00Z");
        let asked = study.owner().slash("season end", &[]).await;
        assert!(words.asked.iter().all(|part| asked.text().contains(part)), "{asked:?}");
        let ids = asked.message().custom_ids();
        let done = study.owner().click(asked.message().id(), &ids[0]).await;
        assert!(done.text().contains(words.ended), "{done:?}");
        let again = study.owner().unchecked().click(asked.message().id(), &ids[0]).await;
        assert!(again.text().contains(words.over), "{again:?}");

        post.press(&study.member(2), &post.key()).await;

        let shown = board(&study).await;
        assert!(shown.contains(words.counted), "the second answer came after the end: {shown}");
        assert!(shown.contains(words.days), "{shown}");
        let list = study.owner().slash("season list", &[]).await.text();
        assert!(list.contains("**겨울** · 🥇 "), "{list}");
        let none = study.owner().slash("season end", &[]).await.text();
        assert!(none.contains(words.none), "{none}");
        let next = study.owner().slash("season start", &[("name", json!("봄"))]).await.text();
        assert!(words.later.iter().all(|part| next.contains(part)), "{next}");
        let cancelled = study.confirmed("season end", &[]).await.text();
        assert!(cancelled.contains(words.cancelled), "{cancelled}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_not_set_up_is_told_how() {
    for locale in LANGUAGES {
        let study = Study::begin(locale, EVE).await;
        for command in ["season show", "season list", "season end"] {
            let reply = study.owner().slash(command, &[]).await;
            assert!(!reply.text().is_empty() && reply.message().is_private(), "{command}: {reply:?}");
        }
        let reply = study.owner().slash("season start", &[("name", json!("겨울"))]).await.text();
        assert!(reply.contains("/setup"), "{reply}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn old_seasons_are_offered_by_name_and_found_by_what_is_typed() {
    let study = with_a_season("ko", &[]).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    post.press(&study.member(1), &post.key()).await;
    study.move_to("2026-11-24T00:01:00Z");
    study.confirmed("season end", &[]).await;
    let typed = study.member(1).type_into("leaderboard", "season", "ㄱ", &[]).await;
    let offered = typed.choices();
    assert_eq!(offered.len(), 1, "{offered:?}");
    assert!(offered[0].0.starts_with("겨울 · 2026년 11월 23일"), "{offered:?}");
    let by_name = study.member(1).slash("leaderboard", &[("season", json!("겨울"))]).await.text();
    assert!(by_name.contains("🏆 겨울 순위"), "{by_name}");
    let unknown = study.member(1).slash("leaderboard", &[("season", json!("여름"))]).await;
    assert!(unknown.text().contains("찾지 못했어요") && unknown.message().is_private(), "{unknown:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_of_a_new_season_is_so() {
    for (locale, counts, level, called_off, ahead, place) in [
        (
            "ko",
            "오늘 문제에 이미 낸 답도",
            "0점에서 시작해요",
            "아직 시작하지 않은 시즌이에요. 취소할까요?",
            "에 시작해요",
            "밤 12시",
        ),
        (
            "en-US",
            "already given to today's question",
            "Everyone starts at 0",
            "hasn't started yet. Cancel it?",
            "Starts ",
            "its last day is over",
        ),
    ] {
        let study = Study::at_nine_in_seoul(locale, EVE).await;
        let unseen = study.owner().slash("season start", &[("name", json!("\u{3164}\u{200b}"))]).await.text();
        assert!(unseen.contains("1~40자") || unseen.contains("1 to 40"), "{unseen}");
        study.move_to(NINE);
        let post = study.post(1).await;
        post.press(&study.member(1), &post.key()).await;

        let started = study.owner().slash("season start", &[("name", json!("12월 시즌"))]).await.text();
        assert!(started.contains(counts) && !started.contains(level), "{started}");
        assert!(!started.contains("시즌 시즌") && !started.contains("시즌** 시즌"), "{started}");
        assert!(started.contains(place) && started.contains(&format!("<#{}>", study.channel)), "{started}");
        study.confirmed("season end", &[]).await;
        let next = study.owner().slash("season start", &[("name", json!("봄"))]).await.text();
        assert!(next.contains(level), "{next}");
        let board = study.member(5).slash("leaderboard", &[("period", json!("season"))]).await.text();
        assert!(board.contains(ahead) && board.contains(":D>"), "{board}");

        let asked = study.owner().slash("season end", &[]).await;
        assert!(asked.text().contains(called_off), "{asked:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_calls_an_empty_season_off_after_somebody_answered_is_asked_anew() {
    for (locale, empty, played, over) in [
        ("ko", "아직 아무도 답하지 않은 시즌", "이 시즌을 지금 끝낼까요?", "시즌을 끝냈어요"),
        ("en-US", "Nobody has answered in", "The leaderboard is frozen as it stands", "is over"),
    ] {
        let study = Study::at_nine_in_seoul(locale, EVE).await;
        study.owner().slash("season start", &[("name", json!("봄"))]).await;
        let asked = study.owner().slash("season end", &[]).await;
        assert!(asked.text().contains(empty), "{asked:?}");
        study.move_to(NINE);
        let post = study.post(1).await;
        post.press(&study.member(1), &post.key()).await;

        let again = study.owner().click(asked.message().id(), &asked.message().custom_ids()[0]).await;
        assert!(again.text().contains(played), "{again:?}");
        study.until("select count(*) = 1 from season where ended_at is null").await;
        let done = study.owner().click(asked.message().id(), &again.message().custom_ids()[0]).await;
        assert!(done.text().contains(over), "{done:?}");
    }
}
