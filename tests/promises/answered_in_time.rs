//! Every press is answered within Discord's three seconds, and once: in a burst, on a slow disk, when answers of Discord
//! get lost, when a press is delivered twice.

use std::time::Duration;

use crate::study::{Post, Study};
use rusqlite::Connection;
use sandbox::{Acted, Discord, Fault, Trouble, World};
use serde_json::Value;

const EVE: &str = "2026-11-23T14:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

/// A group of so many members in which a question with one right option is open.
async fn group_of(members: u64) -> Study {
    let study = Study::begin_in(World::study_group("ko").with_more_members(members), "ko", EVE).await;
    study.set_up(&[]).await;
    study.move_to(NINE);
    let mut count = 1;
    while study.post(count).await.question.choose() != 1 {
        count += 1;
        study.owner().slash("round now", &[]).await;
    }
    study
}

/// The newest post.
fn newest(study: &Study) -> Post<'_> {
    Post::of(study, study.discord.messages(study.channel).pop().expect("a post"))
}

/// Has members 1 to `members` press the right button at once.
fn press_at_once(study: &Study, members: usize) -> Vec<Acted> {
    let post = newest(study);
    let key = post.key();
    let button = post.custom_ids().into_iter().find(|id| id.ends_with(&format!(":{key}"))).expect("a button");
    (1..=members).map(|number| study.member(number).click_and_go_on(post.id, &button)).collect()
}

async fn assert_all_see_their_verdict(pressed: &[Acted]) {
    for (number, one) in pressed.iter().enumerate() {
        let outcome = one.outcome().await;
        assert_eq!(outcome.failed(), None, "press {number} of {}", pressed.len());
        assert!(outcome.text().contains("정답이에요"), "press {number}: {}", outcome.text());
    }
}

fn trouble(times: u32, trouble: Trouble) -> Fault {
    Fault { method: "POST", path: "/callback".to_owned(), times, trouble }
}

/// A disk that has come to a stop: another program holds the database's lock.
struct Stopped(Connection);

impl Stopped {
    fn disk_of(study: &Study) -> Self {
        let other_program = Connection::open(study.database()).expect("the database");
        other_program.execute_batch("begin immediate").expect("the lock");
        Self(other_program)
    }

    fn goes_on(&self) {
        self.0.execute_batch("commit").expect("the lock is given back");
    }
}

fn thinking(discord: &Discord) -> usize {
    let is_thinking = |body: &Value| body["type"] == 5 || body["type"] == 6;
    discord.requests().iter().filter(|request| is_thinking(&request.body)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_burst_of_presses_far_from_discord_is_answered_in_time() {
    let study = group_of(100).await;
    study.discord.make_trouble(trouble(u32::MAX, Trouble::Delay(Duration::from_secs(1))));

    let pressed = press_at_once(&study, 100);

    assert_all_see_their_verdict(&pressed).await;
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_disk_that_stands_still_each_of_sixty_presses_sees_thinking_and_then_its_verdict() {
    let study = group_of(60).await;

    let disk = Stopped::disk_of(&study);

    let pressed = press_at_once(&study, 60);
    study.discord.wait_until("all see thinking", |discord| thinking(discord) == 60).await;
    disk.goes_on();

    assert_all_see_their_verdict(&pressed).await;
    for one in &pressed {
        assert!(one.outcome().await.first_after.is_some_and(|after| after < Duration::from_secs(3)));
    }
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_takes_the_place_of_a_thinking_whose_acknowledgement_was_lost() {
    for lost in [1, u32::MAX] {
        let study = group_of(2).await;
        study.discord.make_trouble(trouble(lost, Trouble::AcceptAndLose));
        let disk = Stopped::disk_of(&study);

        let pressed = press_at_once(&study, 1);
        study.discord.wait_until("the member sees thinking", |discord| thinking(discord) > 0).await;
        disk.goes_on();

        assert_all_see_their_verdict(&pressed).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_reply_whose_acknowledgement_was_lost_is_there_once() {
    let study = group_of(2).await;
    study.discord.make_trouble(trouble(1, Trouble::AcceptAndLose));

    let pressed = press_at_once(&study, 1);

    assert_all_see_their_verdict(&pressed).await;
    study.discord.wait_until("it was sent again", |discord| discord.count("POST", "/callback") > 1).await;
    assert_eq!(study.discord.count("PATCH", "@original"), 0, "the reply was there already");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_that_is_delivered_twice_is_answered_once() {
    let study = group_of(50).await;
    study.discord.deliver_twice();

    let pressed = press_at_once(&study, 50);

    assert_all_see_their_verdict(&pressed).await;
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_opens_while_all_places_are_taken_by_what_waits_for_the_disk() {
    let study = group_of(270).await;
    let disk = Stopped::disk_of(&study);
    let pressed = press_at_once(&study, 260);
    study.discord.wait_until("many wait", |discord| thinking(discord) >= 256).await;

    let form = study.member(265).slash("report", &[]).await;

    assert_eq!(form.failed(), None);
    assert_eq!(form.form()["components"].as_array().map(Vec::len), Some(1));
    disk.goes_on();
    assert_all_see_their_verdict(&pressed).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_form_can_be_opened_in_time_a_sentence_says_so() {
    let study = group_of(2).await;
    let held = study.hold_reads();

    let late = study.member(1).slash("report", &[]).await;

    assert!(late.text().contains("창을 열지 못했어요"), "{late:?}");
    drop(held);
    let form = study.member(1).slash("report", &[]).await;
    assert_eq!(form.form()["components"].as_array().map(Vec::len), Some(1));
}
