//! A season's last midnight: what is answered after it counts for no season, and says so; and where it lies on odd days.

use crate::study::Study;
use serde_json::{Value, json};

const EVE: &str = "2026-11-23T12:00:00Z";
const LANGUAGES: [&str; 2] = ["ko", "en-US"];

/// A group with a season of four weeks from 2026-11-23 in Seoul.
async fn with_a_season(locale: &str, settings: &[(&str, Value)]) -> Study {
    let study = Study::at_nine_in_seoul(locale, EVE).await;
    if !settings.is_empty() {
        study.owner().slash("settings set", settings).await;
    }
    let options = [("name", json!("*겨울*")), ("length", json!("4-weeks"))];
    study.owner().slash("season start", &options).await;
    study
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_after_the_last_midnight_says_that_it_counts_for_no_season() {
    let lines = [
        "🏁 이미 끝난 시즌(**\\*겨울\\***)의 문제라서 이 답은 시즌 순위에 들어가지 않아요.",
        "🏁 The season of this question (**\\*겨울\\***) is over, so this answer doesn't count toward a season.",
    ];
    let each = |feedback| LANGUAGES.into_iter().zip(lines).map(move |both| (feedback, both));
    for (feedback, (locale, line)) in ["instant", "at_close"].into_iter().flat_map(each) {
        let study = with_a_season(locale, &[("feedback", json!(feedback))]).await;
        study.move_to("2026-12-20T00:00:00Z");
        let post = study.post(1).await;
        study.move_to("2026-12-20T14:59:00Z");
        let in_time = post.press(&study.member(1), &post.key()).await.text();
        study.move_to("2026-12-20T15:10:00Z");

        let late = post.press(&study.member(2), &post.key()).await.text();

        assert!(late.contains(line), "{feedback}: {late}");
        assert!(!in_time.contains("🏁") && !in_time.contains("*겨울"), "{feedback}: {in_time}");
        drop(post);
        if feedback == "at_close" {
            study.close_early().await;
            study.messages(2).await;
        }
        study.until("select count(*) = 1 from season where told_at is not null").await;
        let board = study.member(5).slash("leaderboard", &[("period", json!("season"))]).await.text();
        assert!(board.contains("👥 1"), "{board}");
        study.assert_well_behaved();
    }
}
