//! The picture of `/stats`, through the member's door: made of what was answered, with words beside it, and kept by its button.

use crate::study;
use crate::study::{Post, Study};
use chrono::TimeDelta;
use sandbox::Shown;

const EVE: &str = "2026-11-23T14:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

/// The question of a day, when the one before it was closed.
async fn on_day(study: &Study, day: usize) -> Post<'_> {
    let nine = study::instant(NINE) + TimeDelta::days(i64::try_from(day).expect("a day") - 1);
    if day > 1 {
        study.move_to(&(nine - TimeDelta::seconds(30)).to_rfc3339());
        study.messages(2 * day - 2).await;
    }
    study.move_to(&nine.to_rfc3339());
    study.post(2 * day - 1).await
}

/// The alt text of the one picture that a message shows.
fn alt(shown: &Shown) -> String {
    assert_eq!(shown.files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["stats.png"]);
    assert!(shown.files[0].1.starts_with(b"\x89PNG"), "a PNG");
    assert_eq!(shown.json["embeds"][0]["image"]["url"], "attachment://stats.png");
    shown.json["attachments"][0]["description"].as_str().expect("an alt text").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_days_of_a_member_are_shown_in_the_readers_language() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    let first = on_day(&study, 1).await;
    first.press(&study.member(1), &first.key()).await;
    on_day(&study, 2).await;
    let third = on_day(&study, 3).await;
    third.press(&study.member(1), &third.wrong()).await;

    let own = study.member(1).slash("stats", &[]).await;
    let text = alt(own.message());
    assert!(text.contains("최근 26주: 정답 1일, 오답 1일, 빠짐 1일."), "{text}");
    assert!(own.message().is_private());
    assert!(
        !own.text().contains("시험 영역별, 약한 순서") && own.text().contains("분야별"),
        "bars stand there once: {own:?}"
    );

    let member = serde_json::json!(study.member(1).id().to_string());
    let english = study.member(2).speaking("en-US").slash("stats", &[("member", member)]).await;
    let text = alt(english.message());
    assert!(text.contains("in days: 1 right, 1 wrong, 1 missed."), "{text}");

    let nobody = study.member(3).slash("stats", &[]).await;
    assert!(nobody.message().files.is_empty(), "{nobody:?}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_a_freeze_saved_is_not_missed() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    for day in 1..=10 {
        let post = on_day(&study, day).await;
        // Seven days earn a freeze: it saves the first member's eighth. The second one misses the third, too early.
        for (member, missed) in [(1, 8), (2, 3)] {
            if day != missed {
                post.press(&study.member(member), &post.key()).await;
            }
        }
    }
    let told = alt(study.member(1).slash("stats", &[]).await.message());
    assert!(told.contains("정답 9일, 오답 0일, 빠짐 0일. 보호권으로 지킨 날 1일."), "{told}");
    let member = serde_json::json!(study.member(1).id().to_string());
    let english = alt(study.member(3).speaking("en-US").slash("stats", &[("member", member)]).await.message());
    assert!(english.contains("9 right, 0 wrong, 0 missed. 1 saved by a freeze."), "{english}");
    let told = alt(study.member(2).slash("stats", &[]).await.message());
    assert!(told.contains("빠짐 1일.") && !told.contains("보호권"), "{told}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_button_below_keeps_the_picture() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    let mut answered = 0;
    let (message, button) = loop {
        answered += 1;
        let post = on_day(&study, answered).await;
        post.press(&study.member(1), &post.key()).await;
        let shown = study.member(1).slash("stats", &[]).await;
        alt(shown.message());
        if let Some(button) = shown.message().custom_ids().pop() {
            break (shown.message().id(), button);
        }
    };
    let all = study.member(1).click(message, &button).await;
    assert!(alt(all.message()).contains(&format!("정답 {answered}일")), "{all:?}");
    study.assert_well_behaved();
}
