//! Once a week a server that wants it is told who was first, who got better and what was hard: once, and never of nothing.

use crate::study;
use crate::study::Study;
use chrono::TimeDelta;
use sandbox::{Fault, Trouble};
use serde_json::{Value, json};

const EVE: &str = "2026-11-16T12:00:00Z";
const MONDAY: &str = "2026-11-30T00:00:05Z";

/// The ceremonies in all channels, each as its text.
fn ceremonies(study: &Study) -> Vec<String> {
    let messages = (study.channel - 1..=study.channel + 1).flat_map(|channel| study.discord.messages(channel));
    let text = |message: Value| message["content"].as_str().unwrap_or_default().to_owned();
    messages.map(text).filter(|text| text.starts_with("### 🏁")).collect()
}

async fn ceremony(study: &Study) -> String {
    study.discord.wait_until("the ceremony is held", |_| ceremonies(study).len() == 1).await;
    study.pass(TimeDelta::zero()).await;
    ceremonies(study).remove(0)
}

fn name(study: &Study, member: usize) -> String {
    study.discord.world().name_of(study.member(member).id())
}

/// Two weeks: in the first members 1 and 3 were right, in the second members 2 and 3.
async fn two_weeks(locale: &str, wanted: bool) -> Study {
    let study = Study::at_nine_in_seoul(locale, EVE).await;
    if wanted {
        let set = study.owner().slash("settings set", &[("weekly", json!(true))]).await.text();
        assert!(set.contains("🏁"), "{set}");
    }
    let mut count = 1;
    for (day, right) in [("2026-11-17", [1, 3]), ("2026-11-24", [2, 3])] {
        study.move_to(&format!("{day}T00:00:05Z"));
        let post = study.post(count).await;
        for number in 1..=3 {
            let letters = if right.contains(&number) { post.key() } else { post.wrong() };
            post.press(&study.member(number), &letters).await;
        }
        drop(post);
        // The schedule rests between; the round closes.
        study.owner().slash("schedule pause", &[]).await;
        study.discord.clock().advance(TimeDelta::hours(24));
        study.messages(count + 1).await;
        study.pass(TimeDelta::zero()).await;
        study.owner().slash("schedule resume", &[]).await;
        count += 2;
    }
    study
}

#[tokio::test(flavor = "multi_thread")]
async fn it_tells_who_was_first_who_got_better_what_was_hard_and_what_to_aim_at() {
    for (locale, lines) in [
        (
            "ko",
            [
                "지난주 결산 · 11월 23일",
                "🥇 ",
                "📈 가장 많이 오른",
                "· 2일",
                "3명 중 2명 정답(67%)",
                "이번 주 목표: 다 함께 정답률 70%",
            ],
        ),
        (
            "en-US",
            [
                "Last week's results · Mon, Nov 23",
                "🥇 ",
                "📈 Most improved",
                "· 2 days",
                "2 of 3 right (67%)",
                "This week's goal: 70% correct",
            ],
        ),
    ] {
        let study = two_weeks(locale, true).await;
        let shown = study.owner().slash("settings show", &[]).await.text();
        assert!(
            shown.contains("🏁")
                && shown.contains(&format!("<t:{}:F>", study::instant("2026-11-30T00:00:00Z").timestamp())),
            "{shown}"
        );
        study.move_to(MONDAY);
        let told = ceremony(&study).await;
        for line in lines {
            assert!(told.contains(line), "{line} is not in {told}");
        }
        let question = study.discord.messages(study.channel)[2]["id"].as_str().unwrap_or_default().to_owned();
        let link = format!("](https://discord.com/channels/{}/{}/{question})", study.guild, study.channel);
        assert!(told.lines().any(|line| line.starts_with("🧩 [") && line.contains(&link)), "{link} is not in {told}");
        let message = study.discord.messages(study.channel).pop().expect("the ceremony");
        let message = message["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
        let board = study.member(4).click(message, "l:week/2026-11-23:final").await;
        assert!(board.message().is_private() && board.text().matches("🥇").count() == 2, "{board:?}");
        let own = study.member(1).click(message, "l:week/2026-11-23:own").await;
        assert!(own.message().is_private() && own.text().contains(&name(&study, 1)), "{own:?}");
        let champions = told.lines().find(|line| line.starts_with("🥇")).expect("a champion");
        assert!(champions.contains(&name(&study, 2)) && champions.contains(&name(&study, 3)), "{told}");
        let improved = told.lines().find(|line| line.starts_with("📈")).expect("one who got better");
        assert!(improved.contains(&name(&study, 2)), "{told}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_held_once_whatever_happens() {
    let mut study = two_weeks("ko", true).await;
    let path = format!("/channels/{}/messages", study.channel + 1);
    let other = study.discord.user(study.owner().id(), study.channel + 1).speaking("ko");
    other.slash("board here", &[]).await;
    study.pass(TimeDelta::minutes(1)).await;
    study.discord.make_trouble(Fault { method: "POST", path, times: 1, trouble: Trouble::AcceptAndLose });
    study.move_to(MONDAY);
    ceremony(&study).await;
    study.crash().await;
    study.discord.clock().advance(TimeDelta::minutes(30));
    study.start().await;
    study.owner().slash("settings set", &[("weekly", json!(true))]).await;
    study.set_up(&[("time", json!("10:00"))]).await;
    for _ in 0..3 {
        study.pass(TimeDelta::hours(1)).await;
    }
    assert_eq!(ceremonies(&study).len(), 1);
    let there = study.discord.messages(study.channel + 1);
    assert!(
        there.iter().any(|one| one["content"].to_string().contains("결산")),
        "it is in the board's channel: {there:#?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_managers_change_on_the_monday_moves_it_and_leaves_it_out_never() {
    // Each half an hour before its time: to an earlier hour, to a later one, wanted again, in a zone whose Monday is nearly over.
    let changes = [
        ("setup", ("time", json!("08:00")), "2026-11-30T00:00:05Z"),
        ("setup", ("time", json!("11:00")), "2026-11-30T02:00:05Z"),
        ("settings set", ("weekly", json!(true)), "2026-11-30T00:00:05Z"),
        ("setup", ("timezone", json!("Pacific/Kiritimati")), "2026-11-30T00:00:05Z"),
    ];
    for (command, option, held_at) in changes {
        let options = [option];
        let study = two_weeks("ko", true).await;
        study.move_to("2026-11-29T23:30:00Z");
        study.pass(TimeDelta::zero()).await;
        study.owner().slash(command, &options).await;
        let held_at = study::instant(held_at);
        study.discord.clock().set(held_at - TimeDelta::seconds(10));
        study.pass(TimeDelta::zero()).await;
        assert_eq!(ceremonies(&study), Vec::<String>::new(), "{options:?}");
        study.discord.clock().set(held_at);
        assert!(ceremony(&study).await.contains("11월 23일"), "{options:?}");
        for _ in 0..3 {
            study.pass(TimeDelta::hours(8)).await;
        }
        assert_eq!(ceremonies(&study).len(), 1, "{options:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_has_the_time_of_the_first_schedule_that_there_is() {
    let study = two_weeks("ko", true).await;
    study.move_to("2026-11-29T12:00:00Z");
    study.owner().slash("schedule add", &[("name", json!("저녁")), ("time", json!("21:00"))]).await;
    study.owner().slash("schedule remove", &[("schedule", json!("daily"))]).await;
    let shown = study.owner().slash("settings show", &[]).await.text();
    let at = study::instant("2026-11-30T12:00:00Z");
    let weekly = shown.lines().find(|line| line.contains("🏁")).expect("when it is");
    assert!(weekly.contains(&format!("<t:{}:F>", at.timestamp())), "{shown}");
    study.move_to(MONDAY);
    study.pass(TimeDelta::hours(1)).await;
    assert_eq!(ceremonies(&study), Vec::<String>::new());
    study.discord.clock().set(at + TimeDelta::seconds(5));
    ceremony(&study).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_off_until_someone_wants_it_and_off_again_when_nobody_does() {
    let study = two_weeks("en-US", false).await;
    let shown = study.owner().slash("settings show", &[]).await.text();
    assert!(shown.contains("Weekly results: **off**"), "{shown}");
    study.owner().slash("settings set", &[("weekly", json!(true))]).await;
    let set = study.owner().slash("settings set", &[("weekly", json!(false))]).await.text();
    assert!(set.contains("Weekly results: **off**"), "{set}");
    study.move_to(MONDAY);
    study.messages(5).await;
    study.pass(TimeDelta::hours(1)).await;
    assert_eq!(ceremonies(&study), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_week_without_answers_or_in_a_pause_has_none() {
    let study = two_weeks("ko", true).await;
    study.owner().slash("schedule pause", &[]).await;
    study.move_to(MONDAY);
    study.until("select ceremony_at > 1796000000000 from server").await;
    study.pass(TimeDelta::hours(1)).await;
    assert_eq!(ceremonies(&study), Vec::<String>::new(), "a pause");

    study.owner().slash("schedule resume", &[]).await;
    study.move_to("2026-12-07T00:00:05Z");
    study.until("select ceremony_at > 1796601600000 from server").await;
    study.pass(TimeDelta::hours(1)).await;
    assert_eq!(ceremonies(&study), Vec::<String>::new(), "nobody answered");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_was_down_holds_it_late_within_the_grace_or_not_at_all() {
    for (back, held) in [("2026-11-30T04:00:00Z", 1), ("2026-11-30T08:00:00Z", 0)] {
        let mut study = two_weeks("ko", true).await;
        study.stop().await;
        study.move_to(back);
        study.start().await;
        study.until("select ceremony_at > 1796000000000 from server").await;
        study.pass(TimeDelta::minutes(10)).await;
        assert_eq!(ceremonies(&study).len(), held, "{back}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_hides_is_honoured_nowhere() {
    let study = two_weeks("ko", true).await;
    study.member(2).slash("privacy board", &[("show", json!("no"))]).await;
    study.move_to(MONDAY);
    let told = ceremony(&study).await;
    assert!(!told.contains(&name(&study, 2)) && told.contains(&name(&study, 3)), "{told}");
}

/// A question on Sunday evening, open for so many hours; the week's ceremony is planned for nine on Monday.
async fn sunday_evening(locale: &str, settings: &[(&str, Value)], open_for: u32) -> Study {
    let study = Study::at_nine_in_seoul(locale, EVE).await;
    let weekly = [("weekly", json!(true)), ("days", json!("수"))];
    study.owner().slash("settings set", &weekly).await;
    let evening = [("name", json!("저녁")), ("time", json!("20:00")), ("days", json!("일"))];
    study.owner().slash("schedule add", &evening).await;
    let set = [&[("schedule", json!("저녁")), ("open_for", json!(open_for))], settings].concat();
    let set = study.owner().slash("settings set", &set).await;
    assert!(set.message().is_private(), "{set:?}");
    study.move_to("2026-11-22T11:00:05Z");
    let post = study.post(1).await;
    post.press(&study.member(2), &post.wrong()).await;
    drop(post);
    study
}

/// The bot has looked whether a ceremony is to be held, and plans it after an instant.
async fn put_off(study: &Study, after: &str) {
    study.until(&format!("select ceremony_at > {} from server", study::instant(after).timestamp_millis())).await;
    study.pass(TimeDelta::zero()).await;
    assert_eq!(ceremonies(study), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn it_waits_until_no_question_of_its_week_takes_answers_any_more() {
    for (locale, feedback) in [("ko", "instant"), ("en-US", "instant"), ("ko", "at_close"), ("en-US", "at_close")] {
        let study = sunday_evening(locale, &[("feedback", json!(feedback))], 24).await;
        study.move_to("2026-11-23T00:00:05Z");
        put_off(&study, "2026-11-23T10:00:00Z").await;
        study.move_to("2026-11-23T01:00:00Z");
        let post = study::Post::of(&study, study.discord.messages(study.channel).remove(0));
        post.press(&study.member(1), &post.key()).await;
        drop(post);

        study.move_to("2026-11-23T11:02:00Z");
        study.until("select not exists (select 1 from round where state = 'open')").await;
        study.pass(TimeDelta::minutes(2)).await;

        let told = ceremony(&study).await;
        let champion = told.lines().find(|line| line.starts_with("🥇")).expect("a champion");
        assert!(champion.contains(&name(&study, 1)), "{told}");
        study.pass(TimeDelta::hours(14)).await;
        assert_eq!(ceremonies(&study).len(), 1);
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_waits_for_a_question_that_stays_open_for_a_day_and_no_longer() {
    let study = sunday_evening("ko", &[], 168).await;
    study.move_to("2026-11-23T00:00:05Z");
    put_off(&study, "2026-11-23T12:00:00Z").await;
    study.move_to("2026-11-24T00:00:05Z");
    ceremony(&study).await;
}
