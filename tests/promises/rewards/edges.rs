//! The edges of rewards: those who left in numbers, days that are none, too many, one role for two things, and one set again.

use serde_json::json;

use crate::rewards::place::{begin, changes, has, play, reward, the_word_of_leavers, told, wait_for};
use crate::study::{Post, Study};

#[tokio::test(flavor = "multi_thread")]
async fn those_who_left_come_in_one_message_and_are_told_of_once_a_role() {
    for (locale, five) in [
        ("ko", "서버를 나간 5명에게는 **2일 연속** 보상(<@&"),
        ("en-US", "5 members left the server, so I couldn't give them <@&"),
    ] {
        let (study, role) = begin(locale).await;
        reward(&study, 2, role).await;
        play(&study, 1..=1, &[1, 2, 3, 4, 5, 6]).await;
        for member in 1..=5 {
            study.discord.leave(study.guild, study.member(member).id());
        }
        play(&study, 2..=2, &[]).await;
        // Their presses were on their way.
        let post = Post::of(&study, study.messages(3).await.remove(2));
        for member in 1..=6 {
            post.press(&study.member(member), &post.key()).await;
        }
        drop(post);
        the_word_of_leavers(&study, 1).await;
        let first = told(&study);
        assert!(first.len() == 1 && first[0].contains(five) && !first[0].contains("<@9"), "{first:?}");

        let other = study.discord.make_role(study.guild, "other", 1);
        for (again, words) in [(role, 1), (role, 1), (other, 2), (other, 2), (role, 2)] {
            reward(&study, 2, again).await;
            the_word_of_leavers(&study, words).await;
            wait_for(&study, 6, again).await;
            assert_eq!(told(&study).len(), words, "{:?}", told(&study));
        }
        assert!(told(&study)[1].contains(&format!("<@&{other}>")), "{:?}", told(&study));
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn days_that_make_no_streak_and_an_eleventh_streak_change_nothing() {
    for (locale, bad_days, too_many) in [
        ("ko", "2일에서 1000일 사이로", "10개까지 정할 수 있어요"),
        ("en-US", "must be 2 to 1,000 days long", "rewards for up to 10 streaks"),
    ] {
        let (study, role) = begin(locale).await;
        for days in [1, 1_001, 0, -3] {
            let options = [("days", json!(days)), ("role", json!(role.to_string()))];
            let said = study.owner().unchecked().slash("rewards streak", &options).await.text();
            assert!(said.contains(bad_days), "{days}: {said}");
        }
        let listed = async || study.owner().slash("rewards list", &[]).await.text().matches(" → <@&").count();
        assert_eq!(listed().await, 0);
        for days in (2..=10).chain([1_000]) {
            let said = reward(&study, days, role).await;
            assert!(!said.contains(too_many), "{days}: {said}");
        }
        let said = reward(&study, 11, role).await;
        assert!(said.contains(too_many) && said.contains("</rewards remove:"), "{said}");
        assert_eq!(listed().await, 10);
        let other = study.discord.make_role(study.guild, "other", 1);
        let said = reward(&study, 1_000, other).await;
        assert!(
            !said.contains(too_many) && !said.contains(&format!("<@&{role}>")),
            "the first has it for others: {said}"
        );
        study.assert_well_behaved();
    }
}

async fn season(study: &Study, day: u32) {
    study.owner().slash("season start", &[("name", json!("Winter")), ("length", json!("4-weeks"))]).await;
    study.until("select count(*) = 1 from season where ended_at is null").await;
    study.move_to(&format!("2026-11-{day}T00:00:00Z"));
}

async fn end(study: &Study, day: u32) {
    study.move_to(&format!("2026-11-{day}T00:01:00Z"));
    study.confirmed("season end", &[]).await;
    study.move_to(&format!("2026-11-{day}T00:02:00Z"));
    study.until("select not exists (select 1 from season where ended_at is null or owes = 1)").await;
    study.until("select not exists (select 1 from given_role where owed = 1)").await;
    study.until("select not exists (select 1 from delivery where kind = 'podium' and state <> 'done')").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_role_for_two_things_stays_while_either_is_won() {
    let (study, role) = begin("ko").await;
    reward(&study, 2, role).await;
    study.owner().slash("rewards champion", &[("role", json!(role.to_string()))]).await;
    season(&study, 24).await;
    let post = study.post(1).await;
    post.press(&study.member(1), &post.key()).await;
    post.press(&study.member(2), &post.key()).await;
    drop(post);
    end(&study, 24).await;
    assert!(has(&study, 1, role) && has(&study, 2, role), "both are first");

    // The first reaches the streak too; neither is first of the next season.
    season(&study, 25).await;
    let post = study.post(4).await;
    post.press(&study.member(1), &post.wrong()).await;
    post.press(&study.member(3), &post.key()).await;
    drop(post);
    end(&study, 25).await;
    assert_eq!([1, 2, 3].map(|member| has(&study, member, role)), [true, false, true]);
    assert_eq!(changes(&study, 1, role), 1, "it was never taken");

    // Without the reward for streaks the role is the champion's alone; who has it by a streak keeps it.
    study.owner().slash("rewards remove", &[("reward", json!("streak 2"))]).await;
    study.pass(chrono::TimeDelta::minutes(5)).await;
    assert_eq!([1, 2, 3].map(|member| has(&study, member, role)), [true, false, true]);
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reward_that_is_removed_and_set_again_is_given_with_the_next_answer() {
    let (study, role) = begin("ko").await;
    reward(&study, 2, role).await;
    play(&study, 1..=2, &[1, 2]).await;
    wait_for(&study, 1, role).await;
    wait_for(&study, 2, role).await;
    study.owner().slash("rewards remove", &[("reward", json!("streak 2"))]).await;
    reward(&study, 2, role).await;
    // Who answers has won it again, and loses it by hiding; the other keeps what is not the bot's any more.
    play(&study, 3..=3, &[1]).await;
    study.until("select count(*) = 1 from given_role where given = 1 and owed = 0").await;
    for member in [1, 2] {
        study.member(member).slash("privacy board", &[("show", json!("no"))]).await;
    }
    study.discord.wait_until("it is taken", |_| !has(&study, 1, role)).await;
    study.pass(chrono::TimeDelta::minutes(5)).await;
    assert!(has(&study, 2, role) && told(&study).is_empty());
    study.assert_well_behaved();
}
