//! What the lists of a manager say: how each question went, what waits and why, and that what was wanted is no fault.

use crate::engine::Beside;
use crate::study;
use crate::study::Study;
use chrono::TimeDelta;
use sandbox::Permission;

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

#[tokio::test(flavor = "multi_thread")]
async fn what_was_wanted_is_no_fault_and_days_to_come_stand_apart() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.confirmed("round skip", &[]).await;
    study.confirmed("round skip", &[]).await;
    let status = study.owner().slash("status", &[]).await.text();
    assert!(status.contains("늦거나 빠진 문제가 없어요") && !status.contains("건너뜀"), "{status}");
    let list = study.owner().slash("round list", &[]).await.text();
    assert!(list.contains("앞으로 건너뛰는 날: 11월 24일(화) · 11월 25일(수)"), "{list}");
    assert!(!list.contains("건너뜀"), "{list}");

    study.move_to("2026-11-25T12:00:00Z");
    let status = study.owner().slash("status", &[]).await.text();
    assert!(status.contains("늦거나 빠진 문제가 없어요"), "what a manager wanted is no fault: {status}");
    let list = study.owner().slash("round list", &[]).await.text();
    assert_eq!(list.matches("관리자가 건너뛰었어요").count(), 2, "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_has_answers_and_the_share_that_was_right_and_no_number_that_means_nothing_here() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    post.press(&study.member(1), &post.key()).await;
    post.press(&study.member(2), &post.key()).await;
    post.press(&study.member(3), &post.wrong()).await;
    let open = study.owner().slash("round list", &[]).await.text();
    assert!(open.contains("3명 응답") && !open.contains("정답("), "an open question gives nothing away: {open}");
    study.close_early().await;
    study.messages(2).await;
    let list = study.owner().slash("round list", &[]).await.text();
    assert!(list.contains("3명 중 2명 정답(67%)"), "{list}");
    let stem: String = post.question.stem().ko.chars().take(5).collect();
    assert!(list.contains(&stem) && !list.contains('#'), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_is_stuck_is_said_to_be_stuck_everywhere() {
    for (locale, why) in [("ko", "‘메시지 보내기’ 권한이 없어요"), ("en-US", "the **Send Messages** permission")]
    {
        let study = Study::at_nine_in_seoul(locale, EVE).await;
        study.discord.deny(study.channel, Permission::SendMessages);
        study.move_to(NINE);
        study.pass(TimeDelta::zero()).await;
        study.pass(TimeDelta::hours(1)).await;
        let since = format!("<t:{}:R>", study::instant(NINE).timestamp());
        for command in ["round now", "round list", "today", "status", "help"] {
            let said = study.owner().slash(command, &[]).await.text();
            assert!(said.contains(why) && said.contains(&since), "{command}: {said}");
        }
        assert!(study.discord.messages(study.channel).is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_stays_within_what_discord_takes_and_says_what_it_leaves_out() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    study.post(1).await;
    let raw = Beside::open(&study.database());
    let copy = "insert into round (server_id, schedule_id, day, number, question, edition_id, option_order, state, due_at, channel_id, \
                feedback, thread, position, streak_day, message_id, posted_at, closes_at, closed_at, answered) \
                select server_id, schedule_id, day, number + {number}, question, edition_id, option_order, 'closed', due_at, channel_id, feedback, \
                thread, position + {number}, streak_day, message_id, posted_at, closes_at, closes_at, 12345 from round where number = 0";
    for number in 1..=120 {
        assert_eq!(raw.execute(&copy.replace("{number}", &number.to_string())), 1);
    }
    let list = study.owner().slash("round list", &[]).await.text();
    assert!(list.contains("그 밖에") && list.lines().count() > 20, "{list}");
    study.assert_well_behaved();
}
