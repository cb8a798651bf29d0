//! What a clock that was ahead has left behind is mended.

use chrono::TimeDelta;

use super::computer::{Computer, EVE, NINE, posts, skipped, until};
use crate::study::{Study, instant};

/// A bot that believed a clock so many days ahead, and left so many skipped days.
async fn after_a_clock_ahead(days: i64, skips: u32) -> (Study, Computer) {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    let computer = Computer::new(&study);
    study.stop().await;
    computer.set_ahead(TimeDelta::days(days));
    study.start_by(computer.believed()).await;
    until(|| skipped(&study) == skips).await;
    (study, computer)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_heals_a_server_whose_next_question_lies_far_ahead() {
    let (mut study, computer) = after_a_clock_ahead(300, 31).await;
    study.stop().await;
    computer.set_ahead(TimeDelta::zero());
    study.start().await;
    until(|| skipped(&study) == 0).await;
    let next = study.owner().slash("settings show", &[]).await.text();
    let nine = instant(NINE).timestamp().to_string();
    assert!(next.contains(&nine), "{next}");
    study.move_to(NINE);
    study.post(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_up_heals_a_server_whose_next_question_lies_far_ahead() {
    // So few that the days that it skipped are those that come.
    let (study, computer) = after_a_clock_ahead(20, 20).await;
    computer.set_ahead(TimeDelta::zero());
    study.set_up(&[]).await;
    study.move_to(NINE);
    study.post(1).await;
    study.move_to("2026-11-25T00:00:00Z");
    study.discord.wait_until("a day that was called skipped has its post", |_| posts(&study) == 2).await;
}
