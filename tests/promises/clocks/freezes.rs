//! A clock that is wrong uses no freeze, though a year of days seemed to go by.

use super::*;

async fn freezes(study: &Study) -> String {
    study.member(1).slash("stats", &[]).await.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_steps_back_or_far_ahead_uses_no_freeze() {
    let world = World::study_group("ko").with_more_members(12);
    let (study, computer) = Computer::with_study(world, TimeDelta::zero()).await;
    for nth in 1..=7 {
        study.move_to(&format!("2026-11-{}T00:00:00Z", 23 + nth));
        let post = study.post(2 * nth - 1).await;
        post.press(&study.member(1), &post.key()).await;
    }
    assert!(freezes(&study).await.contains("보호권 1장"));
    study.move_to("2026-11-30T08:00:00Z");
    for ahead in [TimeDelta::days(-31), TimeDelta::days(31)] {
        computer.set_ahead(ahead);
        status(&study, true).await;
        computer.was_looked_at(&study).await;
        assert!(freezes(&study).await.contains("보호권 1장"));
        computer.set_ahead(TimeDelta::zero());
        status(&study, false).await;
    }

    // It holds, and without a word of Discord it is followed: the days since are left out.
    silence(&study);
    computer.set_ahead(TimeDelta::days(300));
    status(&study, true).await;
    study.move_to("2026-11-30T08:11:00Z");
    study.messages(14).await;
    study.discord.end_trouble();
    status(&study, true).await;
    until(|| skipped(&study) == 0).await;

    study.move_to("2026-12-01T00:00:00Z");
    let post = study.post(15).await;
    let told = post.press(&study.member(1), &post.key()).await.text();

    assert!(told.contains("🔥 8일 연속") && !told.contains('❄'), "{told}");
    assert!(freezes(&study).await.contains("보호권 1장"));
}
