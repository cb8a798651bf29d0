//! The race of a season, once three days have results: beside its podium, and for a manager who looks before.

use crate::study::Study;
use sandbox::Permission;
use serde_json::{Value, json};

const EVE: &str = "2026-11-23T12:00:00Z";
const MIDNIGHT: &str = "2026-12-20T15:00:06Z";

/// A group in which the first member was right on so many days, and the second one on the last of them alone.
async fn played(locale: &str, days: usize) -> Study {
    let study = Study::at_nine_in_seoul(locale, EVE).await;
    study.owner().slash("season start", &[("name", json!("<겨울> & Co")), ("length", json!("4-weeks"))]).await;
    for day in 0..days {
        if day > 0 {
            study.move_to(&format!("2026-11-{}T23:59:30Z", 23 + day));
            study.messages(2 * day).await;
        }
        study.move_to(&format!("2026-11-{}T00:00:05Z", 24 + day));
        let post = study.post(2 * day + 1).await;
        post.press(&study.member(1), &post.key()).await;
        let second = if day + 1 == days { post.key() } else { post.wrong() };
        post.press(&study.member(2), &second).await;
        drop(post);
    }
    study
}

/// The one message with the podium, after the last midnight.
async fn podium(study: &Study) -> Value {
    study.move_to("2026-12-20T14:59:50Z");
    study.pass(chrono::TimeDelta::zero()).await;
    study.move_to(MIDNIGHT);
    study.until("select count(*) = 1 from delivery where kind = 'podium' and state not in ('due', 'sending')").await;
    let messages = study.discord.messages(study.channel);
    let is_podium = |message: &&Value| message["components"].to_string().contains(":own\"");
    messages.iter().find(is_podium).cloned().expect("the podium")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_race_stands_below_the_podium_and_in_the_season_that_runs() {
    for (locale, alt) in [("ko", "누적 점수 그래프. 마지막 날 순위: 1위 "), ("en-US", "On the last day: #1 ")]
    {
        let study = played(locale, 3).await;
        let running = study.owner().slash("season show", &[]).await;
        assert!(running.message().is_private(), "{running:?}");
        let names: Vec<&str> = running.message().files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["race.png"]);
        let told = running.message().json["attachments"][0]["description"].as_str().unwrap_or_default().to_owned();
        assert!(told.contains(alt) && told.contains(&study.discord.world().name_of(study.member(2).id())), "{told}");

        let podium = podium(&study).await;
        let images: Vec<&Value> =
            podium["embeds"].as_array().expect("boxes").iter().map(|one| &one["image"]["url"]).collect();
        assert_eq!(images, [&json!("attachment://podium.png"), &json!("attachment://race.png")], "{podium:#}");
        let described = |n: usize| podium["attachments"][n]["description"].as_str().unwrap_or_default().to_owned();
        assert!(!described(0).contains(alt) && described(1).contains(alt), "{podium:#}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_days_are_no_race_and_without_attach_files_the_text_goes_alone() {
    let study = played("ko", 2).await;
    let running = study.owner().slash("season show", &[]).await;
    assert!(running.message().files.is_empty(), "{running:?}");
    assert_eq!(podium(&study).await["attachments"].as_array().map(Vec::len), Some(1));

    let study = played("ko", 3).await;
    study.discord.deny(study.channel, Permission::AttachFiles);
    let podium = podium(&study).await;
    assert_eq!(
        (podium["embeds"].as_array().map(Vec::len), &podium["attachments"]),
        (Some(1), &json!([])),
        "{podium:#}"
    );
}
