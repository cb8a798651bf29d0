//! What the running bot finishes and deletes by itself, while nobody waits for it.

use crate::study::Study;
use chrono::TimeDelta;
use sandbox::World;
use serde_json::json;

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

#[tokio::test(flavor = "multi_thread")]
async fn a_void_round_of_many_members_counts_for_nobody_in_the_end() {
    // More than are put right at once.
    const MEMBERS: usize = 60;
    let study = Study::begin_in(World::study_group("ko").with_more_members(60), "ko", EVE).await;
    study.set_up(&[]).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    for number in 1..=MEMBERS {
        let reply = post.press(&study.member(number), &post.key()).await.text();
        assert!(reply.contains("정답이에요"), "{reply}");
    }

    let reply = study.confirmed("round void", &[]).await.text();
    assert!(reply.contains("60명"), "{reply}");
    study.until("select not exists (select 1 from standing where points > 0)").await;

    let board = study.member(1).slash("leaderboard", &[("period", json!("all"))]).await.text();
    assert!(board.contains("아직 기록이 없어요"), "{board}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_data_of_a_server_is_gone_after_thirty_days_without_the_bot() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    post.press(&study.member(1), &post.key()).await;
    study.discord.remove_bot(study.guild);
    study.until("select exists (select 1 from server where removed_at is not null)").await;
    study.pass(TimeDelta::days(29)).await;
    study.until("select exists (select 1 from answer)").await;
    study.pass(TimeDelta::days(2)).await;
    for table in ["server", "schedule", "round", "answer", "standing", "tally", "member", "delivery"] {
        study.until(&format!("select not exists (select 1 from {table})")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_long_ago_is_not_kept() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    study.post(1).await;
    study.owner().slash("schedule pause", &[]).await;
    study.pass(TimeDelta::days(2)).await;
    study.stop().await;
    study.discord.clock().advance(TimeDelta::days(390));
    study.start().await;
    study.pass(TimeDelta::zero()).await;
    study.until("select exists (select 1 from delivery where kind = 'post' and state = 'done')").await;
    study.stop().await;
    study.discord.clock().advance(TimeDelta::days(10));
    study.start().await;
    study.until("select not exists (select 1 from delivery where kind = 'post')").await;
    study.until("select exists (select 1 from round where state = 'closed')").await;
}
