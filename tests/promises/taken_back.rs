//! What a manager does by a slip: it is asked once, naming the question or the day, done once, and can be taken back.

use std::sync::Arc;
use std::time::Duration;

use crate::study::{Post, Study};
use chrono::TimeDelta;
use proctor::domain::ids::ServerId;
use proctor::runtime::clock::Clock;
use proctor::store::{history, read_only};
use sandbox::{Fault, Permission, Trouble};
use serde_json::{Value, json};

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

/// The days of the rounds and what became of them.
fn days(study: &Study) -> Vec<(String, String)> {
    let rounds = read_only(&crate::engine::address(&study.database()), |tx| history::rounds(tx, ServerId(study.guild)))
        .expect("a history");
    rounds.iter().map(|round| (round.day.to_string(), round.state.code().to_owned())).collect()
}

async fn points(study: &Study, member: usize) -> String {
    let stats = study.member(member).slash("stats", &[]).await.text();
    stats.lines().find(|line| line.contains('점') || line.contains("points")).unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_undone_by_itself_asks_first_and_names_the_question_or_the_day() {
    for (locale, day, next_day, leave, left) in [
        ("ko", "11월 24일(화)", "11월 25일(수)", "그대로 두기", "그대로 두었어요"),
        ("en-US", "Tue, Nov 24", "Wed, Nov 25", "Leave as is", "Nothing was changed"),
    ] {
        let study = Study::at_nine_in_seoul(locale, EVE).await;
        study.move_to(NINE);
        let post = study.post(1).await;
        let title =
            post.json["embeds"][0]["title"].as_str().and_then(|title| title.split(" · ").nth(1)).expect("a title");
        for (command, named) in [("round close", day), ("round void", day), ("round skip", next_day)] {
            let before = days(&study);
            let asked = study.owner().slash(command, &[]).await;
            assert!(asked.message().is_private() && asked.text().contains(named), "{command}: {asked:?}");
            assert_eq!(asked.text().contains(title), command != "round skip", "{command}: {asked:?}");
            assert!(asked.text().contains(leave), "{command}: {asked:?}");

            let kept = study.owner().click(asked.message().id(), &asked.message().custom_ids()[1]).await;
            assert!(kept.text().contains(left) && kept.message().custom_ids().is_empty(), "{command}: {kept:?}");
            assert_eq!(days(&study), before, "{command}");
        }
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_confirmation_works_once_however_often_it_is_pressed_and_after_a_restart() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.deliver_twice();
    study.move_to("2026-11-23T13:00:00Z");
    let asked = study.owner().slash("round skip", &[]).await;
    study.stop().await;
    study.start().await;
    let (message, id) = (asked.message().id(), asked.message().custom_ids()[0].clone());
    for _ in 0..2 {
        let done = study.owner().unchecked().click(message, &id).await;
        assert!(done.text().contains("11월 24일(화)"), "{done:?}");
    }
    assert_eq!(days(&study), [("2026-11-24".to_owned(), "skipped".to_owned())], "a double click costs no second day");

    study.move_to("2026-11-25T00:00:00Z");
    study.post(1).await;
    let asked = study.owner().slash("round void", &[]).await;
    let (message, id) = (asked.message().id(), asked.message().custom_ids()[0].clone());
    study.owner().click(message, &id).await;
    let again = study.owner().unchecked().click(message, &id).await;
    assert!(again.text().contains("이미 무효 처리했어요"), "{again:?}");
    study.messages(2).await;
    study.pass(TimeDelta::hours(1)).await;
    study.messages(2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_confirmation_is_for_the_one_who_asked_and_only_while_they_are_a_manager() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    study.post(1).await;
    let asked = study.owner().slash("round void", &[]).await;
    let (message, id) = (asked.message().id(), asked.message().custom_ids()[0].clone());
    let stranger = study.member(1).unchecked().click(message, &id).await;
    assert!(stranger.text().contains("다른 사람이 요청한"), "{stranger:?}");
    let forged = id.replace(&study.owner().id().to_string(), &study.member(1).id().to_string());
    let forged = study.member(1).unchecked().click(message, &forged).await;
    assert!(forged.text().contains("서버 관리하기"), "{forged:?}");
    assert_eq!(days(&study)[0].1, "open");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_confirmation_that_came_too_late_says_so_and_does_nothing() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    let skip = study.owner().slash("round skip", &[]).await;
    study.move_to(NINE);
    study.post(1).await;
    let late = study.owner().click(skip.message().id(), &skip.message().custom_ids()[0]).await;
    assert!(late.text().contains("이제 건너뛸 수 없어요"), "{late:?}");

    let close = study.owner().slash("round close", &[]).await;
    study.close_early().await;
    study.messages(2).await;
    let late = study.owner().click(close.message().id(), &close.message().custom_ids()[0]).await;
    assert!(late.text().contains("이미 마감됐어요"), "{late:?}");
    study.pass(TimeDelta::hours(1)).await;
    study.messages(2).await;
    assert_eq!(days(&study).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wanted_skip_is_taken_back_by_button_and_by_command_and_the_question_comes() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    let first = study.confirmed("round skip", &[]).await;
    assert!(first.text().contains("건너뛰기 취소"), "{first:?}");
    study.confirmed("round skip", &[]).await;
    let days = study.owner().type_into("round unskip", "day", "", &[]).await;
    let named: Vec<&str> = days.choices().iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(named, ["11월 25일(수)", "11월 24일(화)"]);

    let last = study.owner().slash("round unskip", &[]).await.text();
    assert!(last.contains("11월 25일(수)") && last.contains("예정대로"), "{last}");
    let by_button = study.owner().click(first.message().id(), &first.message().custom_ids()[0]).await;
    assert!(by_button.text().contains("11월 24일(화)"), "{by_button:?}");
    let nothing = study.owner().slash("round unskip", &[]).await.text();
    assert!(nothing.contains("건너뛰기로 한 날이 없어요"), "{nothing}");

    study.move_to(NINE);
    study.post(1).await;
    study.move_to("2026-11-25T00:00:00Z");
    study.post(3).await;
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_skip_that_is_taken_back_after_its_time_has_its_question_at_once_or_not_at_all() {
    let study = Study::at_nine_in_seoul("en-US", EVE).await;
    study.confirmed("round skip", &[]).await;
    study.move_to("2026-11-24T01:00:00Z");
    let back = study.owner().slash("round unskip", &[]).await.text();
    assert!(back.contains("Tue, Nov 24") && back.contains("in a moment"), "{back}");
    study.post(1).await;

    study.confirmed("round skip", &[]).await;
    study.move_to("2026-11-25T07:00:00Z");
    let passed = study.owner().slash("round unskip", &[("day", json!("2026-11-25"))]).await.text();
    assert!(passed.contains("its time has passed"), "{passed}");
    assert_eq!(days(&study)[1], ("2026-11-25".to_owned(), "skipped".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_button_makes_due_does_not_wait_for_the_next_look() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    let skipped = study.confirmed("round skip", &[]).await;
    study.stop().await;
    study.move_to("2026-11-24T01:00:00Z");
    let clock = study.discord.clock();
    let looks_again_in_an_hour = Duration::from_hours(1);
    study.start_by(Clock::moved_by_hand(Arc::new(move || clock.now()), looks_again_in_an_hour)).await;
    study.owner().click(skipped.message().id(), &skipped.message().custom_ids()[0]).await;
    study.messages(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_void_that_is_taken_back_gives_all_points_back_and_opens_the_question_again() {
    for (locale, void, back) in [("ko", "무효 처리된", "무효 처리를 취소했어요"), ("en-US", "is void", "counts again")]
    {
        let study = Study::at_nine_in_seoul(locale, EVE).await;
        study.move_to(NINE);
        let post = study.post(1).await;
        post.press(&study.member(1), &post.key()).await;
        let before = points(&study, 1).await;

        let voided = study.confirmed("round void", &[]).await;
        study.messages(2).await;
        study.discord.wait_until("the post says so", |_| post.now().to_string().contains(void)).await;
        study.owner().click(voided.message().id(), &voided.message().custom_ids()[0]).await;

        let told = study.messages(3).await;
        assert!(told[2]["content"].as_str().is_some_and(|text| text.contains(back)), "{told:#?}");
        assert_eq!(points(&study, 1).await, before);
        study.discord.wait_until("it can be answered", |_| !Post::of(&study, post.now()).custom_ids().is_empty()).await;
        let later = post.press(&study.member(2), &post.key()).await;
        assert!(!later.text().contains(void), "{later:?}");
        study.pass(TimeDelta::hours(2)).await;
        study.messages(3).await;
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_void_of_a_closed_question_is_taken_back_without_a_second_reveal() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    post.press(&study.member(1), &post.key()).await;
    let before = points(&study, 1).await;
    study.close_early().await;
    study.messages(2).await;
    study.confirmed("round void", &[]).await;
    study.messages(3).await;
    let offered = study.owner().type_into("round restore", "round", "", &[]).await;
    assert_eq!(offered.choices().len(), 1);
    study.owner().slash("round restore", &[]).await;
    study.messages(4).await;
    // What is under way comes to rest before the clock goes on.
    study.pass(TimeDelta::zero()).await;
    study.pass(TimeDelta::hours(2)).await;
    let messages = study.messages(4).await;
    assert_eq!(points(&study, 1).await, before);
    assert!(messages[0].to_string().contains("마감된 문제"), "{:#}", messages[0]);
    let again = study.owner().slash("round restore", &[]).await.text();
    assert!(again.contains("찾지 못했어요"), "{again}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_word_whose_response_was_lost_is_said_once() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    study.post(1).await;
    study.confirmed("round void", &[]).await;
    study.messages(2).await;
    let channel = format!("/channels/{}/messages", study.channel);
    study.discord.make_trouble(Fault { method: "POST", path: channel, times: 1, trouble: Trouble::AcceptAndLose });
    study.owner().slash("round restore", &[]).await;
    study.messages(3).await;
    study.crash().await;
    study.discord.clock().advance(TimeDelta::minutes(30));
    study.start().await;
    study.pass(TimeDelta::hours(1)).await;
    study.messages(3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_void_had_not_told_yet_is_not_told_when_it_is_taken_back() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    study.post(1).await;
    study.discord.deny(study.channel, Permission::SendMessages);
    study.confirmed("round void", &[]).await;
    study.pass(TimeDelta::minutes(1)).await;
    study.owner().slash("round restore", &[]).await;
    study.discord.allow(study.channel, Permission::SendMessages);
    study.pass(TimeDelta::hours(1)).await;
    study.messages(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_data_of_who_left_while_a_question_was_void_opens_no_second_answer() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    post.press(&study.member(1), &post.wrong()).await;
    post.press(&study.member(2), &post.wrong()).await;
    let delete = async |member: usize| {
        let asked = study.member(member).slash("privacy delete", &[]).await;
        study.member(member).click(asked.message().id(), &asked.message().custom_ids()[0]).await;
    };
    delete(1).await;
    study.confirmed("round void", &[]).await;
    delete(2).await;
    study.owner().slash("round restore", &[]).await;
    let answer: [(&str, Value); 1] = [("choice", json!(post.key()))];
    for member in [1, 2] {
        let again = study.member(member).slash("answer", &answer).await.text();
        assert!(again.contains("데이터를 지우기 전에"), "{again}");
    }
}
