//! The end of a season brings its podium as a picture; without Attach Files what it says goes out all the same.

use crate::study::Study;
use sandbox::Permission;
use serde_json::{Value, json};

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
    for (locale, place) in [("ko", "1위 "), ("en-US", "#1 ")] {
        let study = played(locale).await;
        let podium = podium(&study).await;
        assert_eq!(podium["attachments"].as_array().map(Vec::len), Some(1), "{podium:#}");
        assert_eq!(podium["embeds"][0]["image"]["url"], "attachment://podium.png");
        let alt = podium["attachments"][0]["description"].as_str().unwrap_or_default();
        let hardest = podium["embeds"][0]["description"].as_str().unwrap_or_default();
        let question = study.discord.messages(study.channel)[0]["id"].as_str().unwrap_or_default().to_owned();
        assert!(hardest.contains("\n🧩 [") && hardest.contains(&format!("/{question})")), "{hardest}");
        assert_eq!(alt.matches(place).count(), 2, "two share the first place: {alt}");
        assert!(alt.contains("<겨울> & Co"), "nothing in an alt text is markup: {alt}");
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

#[tokio::test(flavor = "multi_thread")]
async fn when_the_board_is_put_right_the_podium_is_drawn_anew_where_it_stands() {
    for (locale, nobody, place) in [("ko", "점수를 얻은 사람이 없었어요", "1위 "), ("en-US", "Nobody scored", "#1 ")]
    {
        let study = played(locale).await;
        let before = podium(&study).await;
        let settled = "select count(*) = (select count(*) from delivery where kind = 'redraw' and state = 'done') \
                       from delivery where kind = 'correction' and state = 'done'";
        let now = async |corrections: u32| {
            study
                .until(&format!(
                    "select count(*) = {corrections} from delivery where kind = 'redraw' and state = 'done'"
                ))
                .await;
            study.until(settled).await;
            let messages = study.discord.messages(study.channel);
            messages.into_iter().find(|message| message["id"] == before["id"]).expect("the podium")
        };
        study.confirmed("round void", &[]).await;
        let void = now(1).await;
        assert_eq!((&void["embeds"][0]["title"], &void["attachments"]), (&before["embeds"][0]["title"], &json!([])));
        assert!(void["embeds"][0]["description"].as_str().is_some_and(|text| text.contains(nobody)), "{void:#}");
        assert!(void["embeds"][0]["image"].is_null(), "{void:#}");

        study.owner().slash("round restore", &[]).await;
        let again = now(2).await;
        assert_eq!(again["embeds"][0]["image"]["url"], "attachment://podium.png");
        let alt = again["attachments"][0]["description"].as_str().unwrap_or_default();
        assert_eq!(alt.matches(place).count(), 2, "{again:#}");
        assert_eq!(again["embeds"][0]["description"], before["embeds"][0]["description"]);
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_podium_that_somebody_deleted_is_not_made_again() {
    let study = played("ko").await;
    let before = podium(&study).await;
    study.discord.delete_message(before["id"].as_str().and_then(|id| id.parse().ok()).expect("an id"));
    study.confirmed("round void", &[]).await;
    study.until("select count(*) = 1 from delivery where kind = 'redraw' and state = 'given_up'").await;
    let pictures = study.discord.messages(study.channel).iter().filter(|one| one["attachments"] != json!([])).count();
    assert_eq!(pictures, 0);
    study.assert_well_behaved();
}
