//! A question of which nobody knows whether it is there, in a channel that is closed to the bot: it is said, and can be skipped.

use crate::study;
use crate::study::{Study, instant};
use chrono::TimeDelta;
use proctor::domain::ids::ServerId;
use proctor::store::{history, read_only};
use sandbox::{Fault, Permission, Trouble};

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

/// A group whose question is there while the bot, which never heard of it, lost the permission to look.
async fn in_doubt(missing: Permission) -> Study {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.make_trouble(Fault {
        method: "POST",
        path: format!("/channels/{}/messages", study.channel),
        times: 1,
        trouble: Trouble::AcceptAndLose,
    });
    study.move_to(NINE);
    study.messages(1).await;
    study.crash().await;
    study.discord.deny(study.channel, missing);
    study.move_to("2026-11-24T01:00:00Z");
    study.start().await;
    study.pass(TimeDelta::zero()).await;
    study
}

/// What became of the rounds, the oldest first.
fn states(study: &Study) -> Vec<String> {
    let rounds = read_only(&crate::engine::address(&study.database()), |tx| history::rounds(tx, ServerId(study.guild)))
        .expect("a history");
    rounds.iter().map(|round| round.state.code().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_keeps_a_question_in_doubt_is_named_and_the_day_can_be_skipped() {
    for (missing, named) in
        [(Permission::ViewChannel, "채널 보기"), (Permission::ReadMessageHistory, "메시지 기록 보기")]
    {
        let study = in_doubt(missing).await;
        let now = study.owner().slash("round now", &[]).await.text();
        let since = format!("<t:{}:R>", instant("2026-11-24T01:00:00Z").timestamp());
        assert!(now.contains(named) && now.contains(&since), "{now}");

        let skipped = study.confirmed("round skip", &[]).await.text();
        assert!(skipped.contains("11월 24일(화)"), "{skipped}");
        assert_eq!(states(&study), ["skipped"]);

        // It was there: its buttons go as soon as it can be seen.
        study.discord.allow(study.channel, missing);
        study.pass(TimeDelta::hours(3)).await;
        assert!(!study::takes_answers(&study.messages(1).await[0]));
        assert_eq!(states(&study), ["skipped"]);
        study.move_to("2026-11-25T00:00:00Z");
        study.post(2).await;
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_skip_of_a_question_in_doubt_that_is_taken_back_posts_no_second_one() {
    let study = in_doubt(Permission::ViewChannel).await;
    study.confirmed("round skip", &[]).await;
    study.owner().slash("round unskip", &[]).await;
    study.discord.allow(study.channel, Permission::ViewChannel);
    study.pass(TimeDelta::hours(3)).await;

    let post = study.post(1).await;
    let answered = post.press(&study.member(1), &post.key()).await.text();
    assert!(answered.contains("정답이에요"), "{answered}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_is_wanted_after_such_a_skip_is_another_one() {
    let study = in_doubt(Permission::ViewChannel).await;
    study.confirmed("round skip", &[]).await;
    study.owner().slash("round now", &[]).await;
    study.discord.allow(study.channel, Permission::ViewChannel);
    study.pass(TimeDelta::hours(3)).await;

    let post = study.post(2).await;
    assert!(!study::takes_answers(&study.messages(2).await[0]));
    let answered = post.press(&study.member(1), &post.key()).await.text();
    assert!(answered.contains("정답이에요"), "{answered}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_in_doubt_whose_channel_was_deleted_says_so_before_any_other_setup() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.make_trouble(Fault {
        method: "POST",
        path: format!("/channels/{}/messages", study.channel),
        times: 1,
        trouble: Trouble::AcceptAndLose,
    });
    study.move_to(NINE);
    study.messages(1).await;
    study.crash().await;
    let elsewhere = study.discord.user(study.owner().id(), study.channel - 1).speaking("ko");
    study.discord.delete_channel(study.channel);
    study.move_to("2026-11-24T01:00:00Z");
    study.start().await;
    study.pass(TimeDelta::zero()).await;
    let now = elsewhere.slash("round now", &[]).await.text();
    assert!(now.contains("채널이 없어졌어요"), "{now}");
}
