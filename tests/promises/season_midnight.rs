//! A season's last midnight: what is answered after it counts for no season, and says so; and where it lies on odd days.

use crate::study::{Study, instant};
use chrono::{DateTime, TimeDelta, Utc};
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

/// How often an end stands in the channel.
fn podiums(study: &Study) -> usize {
    let messages = study.discord.messages(study.channel);
    messages.iter().filter(|message| message["embeds"][0]["title"].to_string().contains("🏁")).count()
}

/// All that follows from ends is told.
async fn settled(study: &Study) {
    study.until("select not exists (select 1 from season where owes = 1 or counted_up_to is not null)").await;
    study.pass(TimeDelta::zero()).await;
}

/// A group in a zone with a season that begins on the local day of an instant; one is right on the last day's question.
async fn played_in(zone: &str, start: &str, length: &str, ends_at: DateTime<Utc>) -> Study {
    let study = Study::begin("ko", start).await;
    study.set_up(&[]).await;
    study.owner().slash("setup", &[("timezone", json!(zone))]).await;
    let options = [("name", json!("봄")), ("length", json!(length)), ("repeat", json!(true))];
    let reply = study.owner().slash("season start", &options).await;
    assert!(reply.text().contains("**봄**"), "{zone}: {reply:?}");
    study.discord.clock().set(ends_at - TimeDelta::hours(12));
    let post = study.post(1).await;
    post.press(&study.member(1), &post.key()).await;
    drop(post);
    study
}

#[tokio::test(flavor = "multi_thread")]
async fn a_season_ends_at_the_first_moment_of_the_day_after_it_wherever_that_lies() {
    for (zone, start, length, ends_at, next) in [
        // A month from the 31st is as long as the next month has days, and the one after it ends on a 31st again.
        ("Asia/Seoul", "2027-01-31T03:00:00Z", "month", "2027-02-27T15:00:00Z", "2027-02-28 2027-03-31"),
        ("Asia/Seoul", "2026-11-30T03:00:00Z", "quarter", "2027-02-27T15:00:00Z", "2027-02-28 2027-05-30"),
        // The clock goes from 23:59 to 01:00.
        ("Africa/Cairo", "2027-04-02T09:00:00Z", "4-weeks", "2027-04-29T22:00:00Z", "2027-04-30 2027-05-28"),
        ("Asia/Beirut", "2027-02-28T09:00:00Z", "4-weeks", "2027-03-27T22:00:00Z", "2027-03-28 2027-04-25"),
        // Midnight comes twice: the first one begins the day.
        ("America/Havana", "2026-10-04T15:00:00Z", "4-weeks", "2026-11-01T04:00:00Z", "2026-11-01 2026-11-29"),
        // The last hour before it comes twice.
        ("Africa/Cairo", "2026-10-02T09:00:00Z", "4-weeks", "2026-10-29T22:00:00Z", "2026-10-30 2026-11-27"),
    ] {
        let ends_at = instant(ends_at);
        let study = played_in(zone, start, length, ends_at).await;
        study.until(&format!("select ends_at = {} from season", ends_at.timestamp_millis())).await;
        study.discord.clock().set(ends_at - TimeDelta::seconds(1));
        study.pass(TimeDelta::zero()).await;
        assert_eq!(podiums(&study), 0, "{zone}, {length}");

        study.discord.clock().set(ends_at + TimeDelta::seconds(6));
        study.until("select count(*) = 1 from season where told_at is not null").await;
        settled(&study).await;

        assert_eq!(podiums(&study), 1, "{zone}, {length}");
        study.until(&format!("select first_day || ' ' || end_day = '{next}' from season where ended_at is null")).await;
        study.pass(TimeDelta::hours(2)).await;
        settled(&study).await;
        assert_eq!(podiums(&study), 1, "{zone}, {length}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_that_changes_while_a_season_runs_moves_its_last_midnight() {
    let study = played_in("Asia/Seoul", EVE, "4-weeks", instant("2026-12-20T15:00:00Z")).await;
    study.owner().slash("setup", &[("timezone", json!("America/New_York"))]).await;
    study.until("select ends_at = 1797829200000 from season").await;
    study.move_to("2026-12-20T15:00:06Z");
    settled(&study).await;
    assert_eq!(podiums(&study), 0, "it is still the last day in New York");
    study.move_to("2026-12-21T05:00:06Z");
    study.discord.wait_until("the podium is there", |_| podiums(&study) == 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_whose_midnight_is_past_ends_the_season_now() {
    let study = played_in("Asia/Seoul", EVE, "4-weeks", instant("2026-12-20T15:00:00Z")).await;
    study.move_to("2026-12-20T13:00:00Z");
    study.owner().slash("setup", &[("timezone", json!("Pacific/Auckland"))]).await;
    study.until("select count(*) = 1 from season where ended_at is not null").await;
    study.move_to("2026-12-20T13:00:10Z");
    study.discord.wait_until("the podium is there", |_| podiums(&study) == 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_that_changes_after_an_end_moves_only_the_season_that_runs() {
    let study = played_in("Asia/Seoul", EVE, "4-weeks", instant("2026-12-20T15:00:00Z")).await;
    study.move_to("2026-12-20T15:00:06Z");
    study.until("select count(*) = 1 from season where told_at is not null").await;
    settled(&study).await;

    study.owner().slash("setup", &[("timezone", json!("America/New_York"))]).await;

    // The second one ends with 2027-01-17 in New York; the first one ended with its day in Seoul.
    let [first, second] = ["2026-12-20T15:00:00Z", "2027-01-18T05:00:00Z"].map(|at| instant(at).timestamp_millis());
    study.until(&format!("select ends_at = {second} from season where ended_at is null")).await;
    study.until(&format!("select ends_at = {first} from season where ended_at is not null")).await;
    study.move_to("2026-12-21T05:00:06Z");
    settled(&study).await;
    assert_eq!(podiums(&study), 1, "the midnight that came again in the new zone ends nothing");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_end_a_season_a_second_before_its_midnight_end_it_once_and_no_other_follows() {
    for (locale, ended, over) in
        [("ko", "시즌을 끝냈어요", "이미 끝난 시즌이에요"), ("en-US", "✅ **봄** is over", "is already over")]
    {
        let mut study = played_in("Asia/Seoul", EVE, "4-weeks", instant("2026-12-20T15:00:00Z")).await;
        locale.clone_into(&mut study.locale);
        study.move_to("2026-12-20T14:59:59Z");
        let (one, other) = (study.owner(), study.owner());
        let asked = [one.slash("season end", &[]).await, other.slash("season end", &[]).await];
        let [first, second] =
            asked.each_ref().map(|asked| (asked.message().id(), asked.message().custom_ids().remove(0)));

        let done = tokio::join!(one.click(first.0, &first.1), other.click(second.0, &second.1));

        let said = [done.0.text(), done.1.text()];
        assert_eq!(said.iter().filter(|said| said.contains(ended)).count(), 1, "{said:?}");
        assert_eq!(said.iter().filter(|said| said.contains(over)).count(), 1, "{said:?}");
        study.move_to("2026-12-20T15:00:06Z");
        study.until("select count(*) = 1 from season where told_at is not null").await;
        settled(&study).await;
        study.until("select count(*) = 1 from season").await;
        assert_eq!(podiums(&study), 1);
        study.assert_well_behaved();
    }
}
