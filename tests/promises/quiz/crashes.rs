//! A quiz over crashes, lost responses and Discord's limits: nothing comes twice, and no question is shortened for anybody.

use chrono::TimeDelta;
use sandbox::{Fault, Permission, Trouble};
use serde_json::{Value, json};

use crate::quiz::game::{
    COUNTDOWN, ON_THE_WAY, READING, ends, group, in_the_second_question, is_question, key_after, last, messages, name,
    number, pass, question_after, questions, start, text, title,
};
use crate::study::Post;

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_response_leads_to_no_second_message() {
    let study = group("ko").await;
    start(&study, 3, &[]).await;
    for nth in 0..2 {
        let lose = Fault { method: "POST", path: "/messages".to_owned(), times: 1, trouble: Trouble::AcceptAndLose };
        study.discord.make_trouble(lose);
        pass(&study, if nth == 0 { COUNTDOWN } else { READING }).await;
        study.until("select exists (select 1 from delivery where kind = 'quiz-question' and state = 'sending')").await;
        // Pressed before the bot knows of its own message.
        let question = Post::of(&study, last(&study));
        let pressed = question.press(&study.member(1), &question.key()).await.text();
        assert!(pressed.contains("답했어요"), "{pressed}");
        pass(&study, 5).await;
        assert_eq!(questions(&study).len(), nth + 1, "the question stands there once");
        assert!(title(&key_after(&study, 15).await).contains("1명 중 1명"));
    }
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_limit_or_an_error_of_discord_delays_a_question_and_shortens_it_for_nobody() {
    for trouble in [Trouble::Status(502, Value::Null), Trouble::DropBefore, Trouble::RateLimited(0.3)] {
        let study = group("ko").await;
        start(&study, 3, &[]).await;
        study.discord.make_trouble(Fault { method: "POST", path: "/messages".to_owned(), times: 1, trouble });
        pass(&study, COUNTDOWN).await;
        pass(&study, 5).await;
        assert_eq!(questions(&study).len(), 1);
        let question = Post::of(&study, last(&study));
        let asked = TimeDelta::milliseconds(i64::try_from(question.id >> 22).expect("a time") + 1_420_070_400_000);
        let gone = TimeDelta::milliseconds(study.discord.clock().now().timestamp_millis()) - asked;
        study.discord.clock().advance(TimeDelta::milliseconds(19_900) - gone);
        let pressed = question.press(&study.member(1), &question.key()).await.text();
        assert!(pressed.contains("답했어요"), "{pressed}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_in_a_question_with_time_left_changes_nothing() {
    let mut study = group("ko").await;
    let question = in_the_second_question(&study).await;
    question.press(&study.member(1), &question.key()).await;
    let (message, key) = (question.json.clone(), question.key());
    study.crash().await;
    study.discord.clock().advance(TimeDelta::seconds(5));
    study.start().await;
    pass(&study, 0).await;
    let question = Post::of(&study, message);
    question.press(&study.member(2), &key).await;
    let told = key_after(&study, 15).await;
    assert!(title(&told).contains("2명 중 2명"), "{told:#}");
    assert_eq!(questions(&study).len(), 2, "it was not asked again");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_that_takes_the_time_of_a_question_has_it_asked_again_once() {
    for away in [12, 40, 300] {
        let mut study = group("ko").await;
        let first = in_the_second_question(&study).await;
        first.press(&study.member(1), &first.key()).await;
        let first = first.json.clone();
        study.crash().await;
        study.discord.clock().advance(TimeDelta::seconds(away));
        study.start().await;
        study.until("select exists (select 1 from delivery where subject = '2.2' and state = 'done')").await;
        let again = question_after(&study, 0).await;
        assert_eq!(questions(&study).len(), 3, "asked again");
        assert_eq!(text(&again.json).lines().next(), text(&first).lines().next(), "the same question");
        assert!(again.json["embeds"][0]["author"]["name"].as_str().is_some_and(|head| head.contains("다시 내요")));

        // Who had answered has their answer; both messages take the others'.
        let twice = again.press(&study.member(1), &again.wrong()).await.text();
        assert!(twice.contains("이미"), "{twice}");
        let old = Post::of(&study, first);
        assert!(old.press(&study.member(2), &old.key()).await.text().contains("답했어요"));
        assert!(again.press(&study.member(3), &again.key()).await.text().contains("답했어요"));

        // A second crash closes it.
        study.crash().await;
        study.discord.clock().advance(TimeDelta::seconds(40));
        study.start().await;
        pass(&study, 0).await;
        assert!(title(&last(&study)).contains("3명 중 3명"), "{:#}", last(&study));
        assert_eq!(questions(&study).len(), 3);
        question_after(&study, READING).await;
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_slept_over_the_end_of_a_question_asks_it_again_once() {
    let study = group("ko").await;
    let first = in_the_second_question(&study).await.json.clone();
    // The computer slept: nothing was started again, and nobody could answer.
    pass(&study, 120).await;
    let again = last(&study);
    assert_eq!(questions(&study).len(), 3, "{again:#}");
    assert_eq!(text(&again).lines().next(), text(&first).lines().next(), "the same question");
    assert!(again["embeds"][0]["author"]["name"].as_str().is_some_and(|head| head.contains("다시 내요")), "{again:#}");
    pass(&study, 120).await;
    assert_eq!(questions(&study).len(), 3, "a second sleep closes it");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_between_two_messages_doubles_none() {
    // While the announcement, a question, a key and the podium are sent.
    for (sent, before) in [(0, 0), (1, COUNTDOWN), (2, 20 + ON_THE_WAY)] {
        let mut study = group("ko").await;
        let lose = || Fault { method: "POST", path: "/messages".to_owned(), times: 9, trouble: Trouble::AcceptAndLose };
        if sent == 0 {
            study.discord.make_trouble(lose());
            study.owner().slash("quiz start", &[("questions", json!(3)), ("seconds", json!(20))]).await;
            pass(&study, 0).await;
        } else {
            start(&study, 3, &[]).await;
            if sent == 2 {
                question_after(&study, COUNTDOWN).await;
            }
            study.discord.make_trouble(lose());
            pass(&study, before).await;
        }
        study.discord.wait_until("it is there", |discord| discord.messages(study.channel).len() > sent).await;
        study.crash().await;
        study.discord.end_trouble();
        // Discord has forgotten the nonce.
        study.discord.clock().advance(TimeDelta::minutes(4));
        study.start().await;
        pass(&study, 0).await;
        let there = messages(&study);
        assert!(there.iter().filter(|one| !one["content"].as_str().unwrap_or_default().is_empty()).count() == 1);
        let keys = there.iter().filter(|one| one["components"].to_string().contains("\"q:o:")).count();
        assert!(keys <= 1, "{sent}: {there:#?}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn away_for_long_it_ends_once_with_its_points() {
    let mut study = group("ko").await;
    let question = in_the_second_question(&study).await;
    question.press(&study.member(2), &question.key()).await;
    study.crash().await;
    study.discord.clock().advance(TimeDelta::hours(2));
    study.start().await;
    pass(&study, 0).await;
    assert_eq!(ends(&study).len(), 1, "{:#?}", messages(&study));
    let told = text(&last(&study));
    assert!(told.contains("오래 자리를 비워서") && told.contains(&name(&study, 2)), "{told}");
    pass(&study, 3_600).await;
    assert_eq!(ends(&study).len(), 1);
    start(&study, 3, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hurried_with_others_comes_at_its_time_all_the_same() {
    let study = group("ko").await;
    start(&study, 3, &[]).await;
    question_after(&study, COUNTDOWN).await;
    // A set-up has everything in the server tried at once.
    study.set_up(&[]).await;
    study.discord.deny(study.channel - 1, Permission::SendMessages);
    study.discord.allow(study.channel - 1, Permission::SendMessages);
    pass(&study, 10).await;
    assert!(is_question(&last(&study)), "ten seconds are left");
    key_after(&study, 10).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_press_that_comes_twice_counts_once() {
    let study = group("ko").await;
    study.discord.deliver_twice();
    start(&study, 3, &[]).await;
    let question = question_after(&study, COUNTDOWN).await;
    let pressed = question.press(&study.member(1), &question.key()).await.text();
    assert!(pressed.contains("답했어요"), "{pressed}");
    assert_eq!(number(&study, "select count(*) from quiz_answer"), 1);
    assert!(title(&key_after(&study, 20).await).contains("1명 중 1명"));
}
