//! A manager closes a question early: as at any close, what was pressed before counts, and nothing after it does.

use crate::study;
use crate::study::Study;
use chrono::TimeDelta;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_press_of_before_an_early_close_counts_though_it_arrives_after_it() {
    for (feedback, taken) in [("instant", "정답이에요"), ("at_close", "기록했어요")] {
        let study = Study::at_nine_in_seoul("ko", "2026-11-23T12:00:00Z").await;
        study.owner().slash("settings set", &[("feedback", json!(feedback))]).await;
        study.move_to("2026-11-24T00:00:00Z");
        let post = study.post(1).await;
        study.move_to("2026-11-24T01:00:00Z");
        let closed = study.confirmed("round close", &[]).await.text();
        assert!(closed.contains("마감했어요"), "{closed}");

        // The press carries Discord's time, in its id.
        study.move_to("2026-11-24T00:59:59.900Z");
        let delayed = post.press(&study.member(1), &post.key()).await.text();
        assert!(delayed.contains(taken), "{delayed}");
        study.move_to("2026-11-24T01:00:00.100Z");
        let late = post.press(&study.member(2), &post.key()).await.text();
        assert!(late.contains("마감"), "{late}");
        let again = study.owner().slash("round close", &[]).await.text();
        assert!(again.contains("열려 있는 문제가 없어요"), "{again}");
        study.pass(TimeDelta::milliseconds(4_800)).await;
        study.messages(1).await;

        study.pass(TimeDelta::milliseconds(200)).await;
        let reveal = study.messages(2).await.pop().expect("a reveal");
        assert!(reveal.to_string().contains("1명 중 1명"), "{reveal:#}");
        let closed = post.now();
        assert!(!study::takes_answers(&closed) && closed["components"].to_string().contains("\"e:1\""), "{closed:#}");
        let explained = study.member(2).click(post.id, "e:1").await;
        assert!(explained.message().is_private() && explained.text().contains("### ✅ 정답"), "{explained:?}");
        study.assert_well_behaved();
    }
}
