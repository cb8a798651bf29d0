//! The computer's clock is an input like others: it is wrong for seconds, for hours or always, and the round a day stays.

mod computer;
mod freezes;
mod healing;
mod lost_response;
mod real_program;

use chrono::TimeDelta;
use sandbox::{Fault, Trouble, World};
use serde_json::json;

use crate::study::Study;
use computer::{Computer, LOOK_AGAIN, NINE, health_at, posts, skipped, until};

const TEN: &str = "2026-11-24T01:00:00Z";

/// Discord says nothing of the time: its answers to the bot's question are lost.
fn silence(study: &Study) {
    let trouble = Trouble::DropBefore;
    study.discord.make_trouble(Fault { method: "GET", path: "/gateway".to_owned(), times: u32::MAX, trouble });
}

/// Waits until `/status` tells of a wrong clock, or does not; returns what it says.
async fn status(study: &Study, is_told: bool) -> String {
    for _ in 0..2_000 {
        let text = study.owner().slash("status", &[]).await.text();
        if text.contains("컴퓨터의 시계") == is_told {
            return text;
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
    panic!("/status never told of the clock: {is_told}");
}

async fn list(study: &Study) -> String {
    study.owner().slash("round list", &[]).await.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_always_wrong_posts_once_a_day_and_at_the_right_time() {
    for (minutes, told) in [(15, "15분 빨라요"), (-15, "15분 느려요")] {
        let world = World::study_group("ko").with_more_members(12);
        let (study, computer) = Computer::with_study(world, TimeDelta::minutes(minutes)).await;
        assert!(status(&study, true).await.contains(told));
        for (nth, day) in (24..27).enumerate() {
            study.move_to(&format!("2026-11-{}T23:59:00Z", day - 1));
            computer.was_looked_at(&study).await;
            assert_eq!(posts(&study), nth, "not before nine");
            study.move_to(&format!("2026-11-{day}T00:00:00Z"));
            study.discord.wait_until("the post is there", |_| posts(&study) > nth).await;
            // Changes of the settings plan by the time of Discord, the posts come by that of the bot.
            study.owner().slash("settings set", &[("grace", json!(5))]).await;
        }
        computer.was_looked_at(&study).await;
        assert_eq!(posts(&study), 3);
        let list = list(&study).await;
        assert!(!list.contains("건너뜀") && !list.contains("늦음"), "{list}");
        study.assert_well_behaved();
    }
}

/// Steps the clock both ways for seconds while a round is open and a server has just removed the bot.
async fn steps_for_seconds(is_silent: bool) {
    let world = World::study_group("ko").with_more_members(12).with_another_group("ko");
    let other = world.guild_ids()[1];
    let (channel, owner) = (world.channel_ids(other)[1], world.user_ids(other)[0]);
    let (study, computer) = Computer::with_study(world, TimeDelta::zero()).await;
    let other_owner = study.discord.user(owner, channel).speaking("ko");
    other_owner.slash("setup", &[("time", json!("20:00"))]).await;
    study.move_to(NINE);
    study.post(1).await;
    study.move_to(TEN);
    study.discord.remove_bot(other);
    computer.was_looked_at(&study).await;
    if is_silent {
        silence(&study);
    }

    let (hour, day) = (TimeDelta::hours(1), TimeDelta::days(1));
    for step in [hour, day + hour, day * 31, day * 300] {
        for ahead in [step, -step] {
            computer.set_ahead(ahead);
            let way = if ahead < TimeDelta::zero() { "느려요" } else { "빨라요" };
            let text = status(&study, true).await;
            assert!(text.contains(way), "{text}");
            let (code, health) = health_at(study.listen.expect("an address")).await;
            assert_eq!((code, &health["red"]), (200, &json!([])), "a restart would have it believe the clock");
            assert!(health["warnings"][0].as_str().is_some_and(|text| text.contains("clock")), "{health}");
            computer.was_looked_at(&study).await;
            assert_eq!(study.discord.messages(study.channel).len(), 1, "{ahead}: nothing closed, revealed or posted");
            computer.set_ahead(TimeDelta::zero());
            status(&study, false).await;
        }
    }

    study.discord.add_bot(other);
    let kept = other_owner.slash("settings show", &[]).await.text();
    assert!(kept.contains("20:00"), "{kept}");
    study.move_to("2026-11-25T00:00:00Z");
    study.messages(3).await;
    computer.was_looked_at(&study).await;
    assert_eq!(posts(&study), 2);
    let list = list(&study).await;
    assert!(!list.contains("건너뜀"), "{list}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_steps_for_seconds_opens_closes_skips_and_deletes_nothing() {
    steps_for_seconds(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_steps_for_seconds_does_nothing_though_discord_is_silent() {
    steps_for_seconds(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_word_of_discord_a_step_is_followed_once_it_held_for_ten_minutes() {
    let world = World::study_group("ko").with_more_members(12);
    let (study, computer) = Computer::with_study(world, TimeDelta::zero()).await;
    study.move_to(NINE);
    study.post(1).await;
    silence(&study);
    computer.set_ahead(TimeDelta::hours(25));
    status(&study, true).await;
    study.move_to("2026-11-24T00:09:30Z");
    computer.was_looked_at(&study).await;
    assert_eq!(study.discord.messages(study.channel).len(), 1);

    study.move_to("2026-11-24T00:10:10Z");

    // Ten past ten on the next day: yesterday's round is revealed, and today's is there within its grace.
    study.messages(3).await;
    assert_eq!(posts(&study), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_planned_by_a_time_that_went_back_is_planned_anew() {
    let world = World::study_group("ko").with_more_members(12);
    let (study, computer) = Computer::with_study(world, TimeDelta::zero()).await;
    study.move_to(NINE);
    study.post(1).await;
    study.move_to("2026-11-24T08:00:00Z");
    computer.was_looked_at(&study).await;
    silence(&study);
    computer.set_ahead(TimeDelta::days(300));
    status(&study, true).await;
    study.move_to("2026-11-24T08:11:00Z");
    // It held, so that it is followed: the open round is over, and in the same tick all days since are skipped.
    study.messages(2).await;

    study.discord.end_trouble();
    // Discord says that it is wrong.
    status(&study, true).await;

    until(|| skipped(&study) == 0).await;
    study.move_to("2026-11-25T00:00:00Z");
    study.discord.wait_until("the next post is there", |_| posts(&study) == 2).await;
    study.move_to("2026-11-26T00:00:00Z");
    study.discord.wait_until("the one after it is there", |_| posts(&study) == 3).await;
    let list = list(&study).await;
    assert!(!list.contains("건너뜀"), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_by_a_wrong_clock_skips_and_deletes_nothing() {
    let world = World::study_group("ko").with_more_members(12).with_another_group("ko");
    let other = world.guild_ids()[1];
    let (channel, owner) = (world.channel_ids(other)[1], world.user_ids(other)[0]);
    let (mut study, computer) = Computer::with_study(world, TimeDelta::zero()).await;
    let other_owner = study.discord.user(owner, channel).speaking("ko");
    other_owner.slash("setup", &[("time", json!("20:00"))]).await;
    study.discord.remove_bot(other);
    computer.was_looked_at(&study).await;
    study.stop().await;

    computer.set_ahead(TimeDelta::days(300));
    study.start_by(computer.watched()).await;
    status(&study, true).await;
    computer.was_looked_at(&study).await;

    assert_eq!(skipped(&study), 0);
    study.discord.add_bot(other);
    let kept = other_owner.slash("settings show", &[]).await.text();
    assert!(kept.contains("20:00"), "{kept}");
    study.move_to(NINE);
    study.post(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_computer_that_slept_over_nine_posts_when_it_wakes() {
    let world = World::study_group("ko").with_more_members(12);
    let (study, computer) = Computer::with_study(world, TimeDelta::zero()).await;
    study.move_to("2026-11-23T22:00:00Z");
    computer.was_looked_at(&study).await;
    computer.sleeps(TimeDelta::hours(3));
    study.post(1).await;
    status(&study, false).await;
    study.assert_well_behaved();
}
