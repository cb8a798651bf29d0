//! A server with several daily questions: each with its channel, time and sections, and none in another's way.

use crate::study::Study;
use proctor::domain::ids::ServerId;
use proctor::store::{history, read_only};
use sandbox::Permission;
use serde_json::json;

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

/// The channel beside the one of the first schedule.
fn general(study: &Study) -> u64 {
    study.channel - 1
}

async fn with_an_evening_question() -> Study {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    let options = [
        ("name", json!("저녁 문제")),
        ("channel", json!(general(&study).to_string())),
        ("time", json!("20:00")),
        ("difficulty", json!("hard")),
    ];
    let reply = study.owner().slash("schedule add", &options).await;
    assert!(reply.text().contains("**저녁 문제** 일정을 만들었어요"), "{reply:?}");
    assert!(reply.message().is_private());
    study
}

#[tokio::test(flavor = "multi_thread")]
async fn each_schedule_posts_in_its_channel_at_its_time() {
    let study = with_an_evening_question().await;
    study.move_to(NINE);
    let morning = study.post(1).await;
    let early = study.discord.messages(general(&study));
    assert!(early.is_empty(), "the evening has not come: {early:#?}");

    study.move_to("2026-11-24T11:00:00Z");
    study
        .discord
        .wait_until("the evening question is there", |discord| discord.messages(general(&study)).len() == 1)
        .await;

    let evening = study.discord.messages(general(&study)).remove(0);
    let title = evening["embeds"][0]["title"].as_str().unwrap_or_default();
    assert!(title.contains("어려움"), "only hard questions were asked for: {title}");
    let reply = morning.press(&study.member(1), &morning.key()).await;
    assert!(reply.text().contains("정답이에요"), "the morning's question is still open: {reply:?}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schedule_that_is_paused_leaves_the_others_alone() {
    let study = with_an_evening_question().await;
    let paused = study.owner().slash("schedule pause", &[("schedule", json!("daily"))]).await.text();
    assert!(paused.contains("**매일** 일정을 멈췄어요"), "{paused}");
    let list = study.owner().slash("schedule list", &[]).await.text();
    assert!(list.contains("**매일**") && list.contains("⏸️") && list.contains("**저녁 문제**"), "{list}");

    study.move_to("2026-11-24T11:00:00Z");

    study
        .discord
        .wait_until("the evening question is there", |discord| discord.messages(general(&study)).len() == 1)
        .await;
    assert!(study.discord.messages(study.channel).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schedule_that_is_removed_posts_nothing_and_its_rounds_stay() {
    let study = with_an_evening_question().await;
    study.move_to(NINE);
    study.post(1).await;
    study.move_to("2026-11-24T11:00:00Z");
    study
        .discord
        .wait_until("the evening question is there", |discord| discord.messages(general(&study)).len() == 1)
        .await;
    let removed = study.owner().slash("schedule remove", &[("schedule", json!("저녁 문제"))]).await.text();
    assert!(removed.contains("일정을 삭제했어요"), "{removed}");

    // A day later only the first schedule has its question; both of today's are closed and revealed.
    study.move_to("2026-11-25T00:00:00Z");
    study.messages(3).await;
    study.move_to("2026-11-25T11:10:00Z");
    study
        .discord
        .wait_until("the evening round is revealed", |discord| discord.messages(general(&study)).len() == 2)
        .await;

    let kept = read_only(&crate::engine::address(&study.database()), |tx| history::rounds(tx, ServerId(study.guild)))
        .expect("a history");
    assert_eq!(kept.len(), 3, "{kept:?}");
    let only = study.owner().slash("schedule remove", &[("schedule", json!("daily"))]).await.text();
    assert!(only.contains("하나뿐인 일정은 삭제할 수 없어요"), "{only}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_schedule_cannot_be_called_is_said_and_changes_nothing() {
    let study = with_an_evening_question().await;
    let taken = study.owner().slash("schedule add", &[("name", json!("저녁 문제"))]).await.text();
    assert!(taken.contains("같은 이름의 일정이 이미 있어요"), "{taken}");
    let unknown = study.owner().slash("round now", &[("schedule", json!("점심 문제"))]).await.text();
    assert!(unknown.contains("그런 이름의 일정이 없어요") && unknown.contains("`저녁 문제`"), "{unknown}");
    let list = study.owner().slash("schedule list", &[]).await.text();
    assert_eq!(list.lines().filter(|line| line.starts_with("- ")).count(), 2, "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn now_and_skip_mean_the_schedule_that_is_named() {
    let study = with_an_evening_question().await;
    let skipped = study.confirmed("round skip", &[("schedule", json!("저녁 문제"))]).await.text();
    assert!(skipped.contains("올리지 않아요"), "{skipped}");
    study.move_to(NINE);
    study.post(1).await;
    study.move_to("2026-11-24T11:00:30Z");
    // What is due now was looked at before this is answered.
    study.owner().slash("status", &[]).await;
    assert!(study.discord.messages(general(&study)).is_empty(), "the evening was skipped");

    study.owner().slash("round now", &[("schedule", json!("저녁 문제"))]).await;

    study
        .discord
        .wait_until("today's evening question comes after all", |discord| discord.messages(general(&study)).len() == 1)
        .await;
    study.messages(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_question_is_pinned_and_the_one_before_is_not() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.allow(study.channel, Permission::PinMessages);
    let set = study.owner().slash("settings set", &[("pin", json!(true))]).await.text();
    assert!(set.contains("최신 문제 고정"), "{set}");
    study.move_to(NINE);
    let first = study.post(1).await.id;
    let is_pinned = |id: u64| {
        let messages = study.discord.messages(study.channel);
        messages.iter().any(|message| message["id"] == id.to_string().as_str() && message["pinned"] == true)
    };
    study.discord.wait_until("the post is pinned", |_| is_pinned(first)).await;

    study.move_to("2026-11-25T00:00:00Z");

    let second = study.post(3).await.id;
    study.discord.wait_until("the new post is pinned", |_| is_pinned(second)).await;
    study.discord.wait_until("the old one is not", |_| !is_pinned(first)).await;
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schedule_that_is_removed_takes_the_troubles_of_its_channel_with_it() {
    let study = with_an_evening_question().await;
    let role = study.discord.world().study_role(study.guild);
    let ping = [("schedule", json!("저녁 문제")), ("ping", json!(role.to_string()))];
    study.owner().slash("settings set", &ping).await;
    study.discord.delete_role(study.guild, role);
    study.discord.wait_until("the manager is told", |discord| !discord.messages(study.channel).is_empty()).await;
    study.discord.deny(general(&study), Permission::SendMessages);
    study.move_to("2026-11-24T11:00:00Z");
    study.discord.wait_until("the manager is told of both", |discord| discord.messages(study.channel).len() == 2).await;
    let status = study.owner().slash("status", &[]).await.text();
    assert!(status.contains("올리지 못하고") && status.contains("알림역할"), "{status}");

    study.owner().slash("schedule remove", &[("schedule", json!("저녁 문제"))]).await;

    let status = study.owner().slash("status", &[]).await.text();
    // Below them stand the rounds of the last days, and what became of each.
    let troubles = status.split("지난 7일").next().unwrap_or_default();
    assert!(!troubles.contains("올리지 못하고") && !troubles.contains("알림역할"), "{status}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_schedule_that_nobody_named_is_called_in_the_readers_language_and_found_by_that() {
    let study = with_an_evening_question().await;
    let owner = study.owner();
    for (locale, name, unknown) in [("ko", "매일", "이 서버의 일정: `매일`"), ("en-US", "daily", "has `daily`")]
    {
        let reader = owner.clone().speaking(locale);
        let list = reader.slash("schedule list", &[]).await.text();
        assert!(list.contains(&format!("**{name}**")), "{list}");
        let refused = reader.slash("schedule pause", &[("schedule", json!("nothing"))]).await.text();
        assert!(refused.contains(unknown), "{refused}");
        let offered = reader.type_into("schedule pause", "schedule", name, &[]).await;
        assert_eq!(offered.choices(), [(name.to_owned(), "daily".to_owned())]);
    }
    let paused = owner.slash("schedule pause", &[("schedule", json!("매일"))]).await.text();
    assert!(paused.contains("**매일** 일정을 멈췄어요"), "{paused}");
    let taken = owner.slash("schedule add", &[("name", json!("매일"))]).await.text();
    assert!(taken.contains("같은 이름의 일정이 이미 있어요"), "{taken}");
}

#[tokio::test(flavor = "multi_thread")]
async fn help_names_where_the_questions_come_from_in_one_line() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    for (locale, said) in [("ko", "-# 출처·라이선스: AWS"), ("en-US", "-# Source and license: AWS")] {
        let help = study.member(1).speaking(locale).slash("help", &[]).await.text();
        assert!(help.contains(said) && help.contains("· CC BY 4.0"), "{help}");
        assert_eq!(help.matches("-# ").count(), 1, "{help}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_for_their_own_stats_before_any_answer_is_named() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    let name = study.discord.world().name_of(study.member(1).id());
    let own = study.member(1).slash("stats", &[]).await.text();
    assert!(own.contains(&format!("**{name}** 님의 통계")), "{own}");
}
