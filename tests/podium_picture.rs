//! The end of a season brings its podium as a picture; without Attach Files what it says goes out all the same.

mod study;

use sandbox::Permission;
use serde_json::{Value, json};
use study::Study;

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";
const LAST_EVENING: &str = "2026-12-20T14:59:50Z";
const MIDNIGHT: &str = "2026-12-20T15:00:06Z";

/// A group before the last midnight of a season in which two were right.
async fn played(locale: &str) -> Study {
    let study = Study::at_nine_in_seoul(locale, EVE).await;
    study.owner().slash("season start", &[("name", json!("<겨울> & Co")), ("length", json!("4-weeks"))]).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    for (member, letters) in [(1, post.key()), (2, post.key()), (3, post.wrong())] {
        post.press(&study.member(member), &letters).await;
    }
    study.move_to(LAST_EVENING);
    study.messages(2).await;
    study
}

/// The one message with the podium, after the last midnight.
async fn podium(study: &Study) -> Value {
    study.move_to(MIDNIGHT);
    study.until("select count(*) = 1 from delivery where kind = 'podium' and state not in ('due', 'sending')").await;
    let messages = study.discord.messages(study.channel);
    let is_podium =
        |message: &&Value| message["embeds"][0]["title"].as_str().is_some_and(|title| title.contains("겨울"));
    let podiums: Vec<Value> = messages.iter().filter(is_podium).cloned().collect();
    assert_eq!(podiums.len(), 1, "{messages:#?}");
    podiums[0].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_podium_is_shown_with_words_in_the_servers_language() {
    for (locale, place) in [("ko", "1위 "), ("en-US", "place 1 ")] {
        let study = played(locale).await;
        let podium = podium(&study).await;
        assert_eq!(podium["attachments"].as_array().map(Vec::len), Some(1), "{podium:#}");
        assert_eq!(podium["embeds"][0]["image"]["url"], "attachment://podium.png");
        let alt = podium["attachments"][0]["description"].as_str().unwrap_or_default();
        assert_eq!(alt.matches(place).count(), 2, "two share the first place: {alt}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_attach_files_the_text_goes_out_alone_and_the_status_says_so() {
    let study = played("ko").await;
    study.discord.deny(study.channel, Permission::AttachFiles);
    let podium = podium(&study).await;
    assert_eq!(podium["attachments"], json!([]));
    assert!(podium["embeds"][0]["image"].is_null(), "{podium:#}");
    assert!(podium["embeds"][0]["description"].as_str().is_some_and(|text| text.contains("🥇")), "{podium:#}");
    let status = study.owner().slash("status", &[]).await.text();
    assert!(status.contains("**파일 첨부** 권한이 없어서 그림은 빼고 글만 올려요."), "{status}");
    study.assert_well_behaved();
}
