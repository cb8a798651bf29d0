//! What is fair: points by Discord's clock alone, late comers, secrets of the day's question, and those who hide.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use proctor::runtime::clock::Clock;
use serde_json::{Value, json};

use crate::engine::Beside;
use crate::quiz::game::{
    BEFORE_PODIUM, COUNTDOWN, READING, group, key_after, last, name, own, pass, question_after, start, text,
};
use crate::study::Study;

fn numbers(study: &Study, sql: &str) -> Vec<i64> {
    let rows = Beside::open(&study.database()).rows(sql);
    rows.iter().map(|row| row[0].parse().expect("a number")).collect()
}

/// The points that speed added for presses at these milliseconds, with a bot whose own time is off by so much.
async fn for_speed(off: TimeDelta) -> Vec<i64> {
    let mut study = group("ko").await;
    study.stop().await;
    let clock = study.discord.clock();
    study.start_by(Clock::moved_by_hand(Arc::new(move || clock.now() + off), Duration::from_millis(20))).await;
    let speed = [("speed", json!("small")), ("questions", json!(3)), ("seconds", json!(20))];
    study.owner().slash("quiz start", &speed).await;
    // A clock that is behind has the time of the command only later.
    study.discord.clock().advance(TimeDelta::milliseconds(400));
    study.until("select exists (select 1 from delivery where kind = 'quiz-call' and state = 'done')").await;
    study.discord.clock().advance(TimeDelta::seconds(COUNTDOWN) + TimeDelta::milliseconds(500));
    study.until("select exists (select 1 from quiz_question where state = 'open')").await;
    let question = crate::study::Post::of(&study, last(&study));
    for (member, wait) in [(1, 0), (2, 3_999), (3, 1), (4, 11_999), (5, 4_000)] {
        study.discord.clock().advance(TimeDelta::milliseconds(wait));
        question.press(&study.member(member), &question.key()).await;
    }
    let base = "select points - case difficulty when 'easy' then 10 when 'medium' then 15 else 20 end \
                from quiz_answer join quiz_question using (quiz_id, number) join edition using (edition_id) order by answered_at";
    numbers(&study, base)
}

#[tokio::test(flavor = "multi_thread")]
async fn four_hundred_milliseconds_of_our_own_change_nobodys_points() {
    for off in [0, 400, -400] {
        let points = for_speed(TimeDelta::milliseconds(off)).await;
        assert_eq!(points, [5, 5, 4, 2, 1], "{off}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn late_comers_count_from_their_first_question_on() {
    let study = group("ko").await;
    start(&study, 3, &[]).await;
    let mut seconds = COUNTDOWN;
    for nth in 1..=3 {
        let question = question_after(&study, seconds).await;
        question.press(&study.member(1), &question.key()).await;
        if nth > 1 {
            question.press(&study.member(2), &question.key()).await;
        }
        key_after(&study, 20).await;
        seconds = READING;
    }
    pass(&study, BEFORE_PODIUM).await;
    let podium = text(&last(&study));
    let row = |member| podium.lines().find(|line| line.contains(&name(&study, member))).unwrap_or_default().to_owned();
    assert!(row(1).ends_with("3/3") && row(2).ends_with("2/2"), "{podium}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_days_question_is_never_asked_and_its_board_stays_as_it_is() {
    let study = group("ko").await;
    // The smallest section: a quiz of it wants all that it has.
    study.owner().slash("settings set", &[("sections", json!("WebSocket API"))]).await;
    study.owner().slash("round now", &[]).await;
    let post = study.post(1).await;
    post.press(&study.member(1), &post.key()).await;
    let board = study.member(1).slash("leaderboard", &[]).await.text();

    let options = [("questions", json!(20)), ("seconds", json!(20)), ("section", json!("WebSocket API"))];
    study.owner().slash("quiz start", &options).await;
    pass(&study, 0).await;
    let asked = "select count(*) from quiz_question join round using (question) where round.state = 'open'";
    assert_eq!(numbers(&study, asked), [0]);
    let many = numbers(&study, "select count(*) from quiz_question")[0];
    assert!(many > 2, "{many}");
    let unseen = |study: &Study| numbers(study, "select count(distinct question) from round");
    let before = unseen(&study);
    let question = question_after(&study, COUNTDOWN).await;
    question.press(&study.member(1), &question.key()).await;
    key_after(&study, 20).await;
    study.owner().slash("quiz stop", &[]).await;
    pass(&study, 10).await;

    assert_eq!(study.member(1).slash("leaderboard", &[]).await.text(), board);
    assert_eq!(unseen(&study), before, "the daily questions are not used up");
    // A second quiz begins with what the first one did not ask.
    study.owner().slash("quiz start", &options).await;
    let first = "select question from quiz_question where quiz_id = 2 and number = 1 and question in \
                 (select question from quiz_question where quiz_id = 1 and state = 'closed')";
    let database = Beside::open(&study.database());
    assert!(database.rows(first).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_whose_round_opens_in_the_middle_is_left_out() {
    let study = group("ko").await;
    start(&study, 4, &[]).await;
    let question = question_after(&study, COUNTDOWN).await;
    question.press(&study.member(1), &question.key()).await;
    // A round that had it already, whatever drew it.
    let database = Beside::open(&study.database());
    let sql = "insert into round (server_id, schedule_id, day, number, question, edition_id, option_order, state, due_at, channel_id, feedback, thread) \
               select server_id, schedule_id, '2026-11-24', 7, question, edition_id, option_order, 'due', 0, schedule.channel_id, 'instant', 0 \
               from schedule, quiz_question where number = 2";
    assert_eq!(database.execute(sql), 1);
    drop(database);
    key_after(&study, 20).await;
    question_after(&study, READING).await;
    let states = "select number from quiz_question where state = 'left_out' union all select number from quiz_question where state = 'open'";
    assert_eq!(numbers(&study, states), [2, 3]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_takes_none_of_the_questions_that_a_quiz_has_in_play() {
    let study = group("ko").await;
    study.owner().slash("settings set", &[("sections", json!("WebSocket API"))]).await;
    let options = [("questions", json!(3)), ("seconds", json!(20)), ("section", json!("WebSocket API"))];
    study.owner().slash("quiz start", &options).await;
    pass(&study, 0).await;
    for _ in 0..4 {
        study.owner().slash("round now", &[]).await;
        pass(&study, 0).await;
    }
    let both = "select count(*) from quiz_question join round using (question)";
    assert_eq!((numbers(&study, both)[0], numbers(&study, "select count(*) from round")[0] > 1), (0, true));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_hides_plays_on_and_is_named_nowhere() {
    let study = group("ko").await;
    let hides = study.member(1).slash("privacy board", &[("show", json!("no"))]).await;
    assert!(hides.message().is_private(), "{hides:?}");
    start(&study, 3, &[]).await;
    let question = question_after(&study, COUNTDOWN).await;
    question.press(&study.member(1), &question.key()).await;
    question.press(&study.member(2), &question.wrong()).await;
    let told = text(&key_after(&study, 20).await);
    assert!(!told.contains(&name(&study, 1)) && told.contains(&name(&study, 2)), "{told}");
    assert!(told.lines().any(|line| line.starts_with("✅ **") && line.ends_with("1명")), "but counted: {told}");
    assert!(own(&study, 1).await.contains("1위"), "and sees their own place");
    assert!(own(&study, 2).await.contains("1위"), "the others' places close up");
}

#[tokio::test(flavor = "multi_thread")]
async fn own_data_has_the_answers_of_quizzes_and_goes_with_all_of_it() {
    let study = group("ko").await;
    start(&study, 3, &[]).await;
    let question = question_after(&study, COUNTDOWN).await;
    question.press(&study.member(1), &question.key()).await;
    let export = async || {
        let reply = study.member(1).slash("privacy export", &[]).await;
        let file = reply.message().files.first().expect("a file").clone();
        serde_json::from_slice::<Value>(&file.1).expect("JSON")["quiz_answers"].take()
    };
    let open = export().await;
    assert_eq!(
        (open[0]["question"].as_str(), &open[0]["right"]),
        (Some(question.question.id().as_str()), &Value::Null)
    );
    key_after(&study, 20).await;
    let over = export().await;
    assert_eq!((over[0]["right"].as_bool(), over[0]["server"].as_str()), (Some(true), Some(&*study.guild.to_string())));

    let asked = study.member(1).slash("privacy delete", &[]).await;
    let confirm = asked.message().custom_ids().remove(0);
    study.member(1).click(asked.message().id(), &confirm).await;
    assert_eq!(numbers(&study, "select count(*) from quiz_answer"), [0]);
    let question = question_after(&study, READING).await;
    question.press(&study.member(2), &question.key()).await;
    let told = text(&key_after(&study, 20).await);
    assert!(!told.contains(&name(&study, 1)) && told.contains(&name(&study, 2)), "{told}");
    // The manager who started it can go too; it goes on.
    let asked = study.owner().slash("privacy delete", &[]).await;
    let confirm = asked.message().custom_ids().remove(0);
    study.owner().click(asked.message().id(), &confirm).await;
    assert_eq!(numbers(&study, "select count(*) from quiz where started_by is not null"), [0]);
    question_after(&study, READING).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_question_comes_twice_in_a_quiz_and_the_next_quiz_has_other_ones() {
    let study = group("ko").await;
    let mut seen = BTreeSet::new();
    for quiz in 0..2 {
        start(&study, 3, &[]).await;
        let mut seconds = COUNTDOWN;
        for _ in 0..3 {
            let question = question_after(&study, seconds).await;
            assert!(seen.insert(question.question.id().as_str().to_owned()), "in quiz {quiz}: {seen:?}");
            question.press(&study.member(1), &question.key()).await;
            key_after(&study, 20).await;
            seconds = READING;
        }
        pass(&study, BEFORE_PODIUM).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_quizzes_of_a_server_never_ask_the_same_question_at_once() {
    let study = group("ko").await;
    // The first one takes all that its section has.
    start(&study, 20, &[("section", json!("WebSocket API"))]).await;
    let other = study.discord.user(study.owner().id(), study.channel - 1).speaking("ko");
    let options = [("questions", json!(3)), ("section", json!("WebSocket API"))];
    let second = other.slash("quiz start", &options).await;
    assert!(second.message().is_private(), "{second:?}");
    assert_eq!(numbers(&study, "select count(*) from quiz"), [1], "{second:?}");
    study.owner().slash("quiz stop", &[]).await;
    other.slash("quiz start", &options).await;
    assert_eq!(numbers(&study, "select count(*) from quiz"), [2], "they are free again");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_own_result_tells_nothing_of_a_question_that_is_open() {
    let study = group("ko").await;
    start(&study, 3, &[]).await;
    let question = question_after(&study, COUNTDOWN).await;
    question.press(&study.member(1), &question.key()).await;
    let key = key_after(&study, 20).await;
    let question = question_after(&study, READING).await;
    question.press(&study.member(2), &question.key()).await;
    let button = key["components"][0]["components"][0]["custom_id"].as_str().expect("a button");
    let own = study.member(2).click(crate::quiz::game::id(&key), button).await.text();
    assert!(own.contains("아직 채점된 답이 없어요"), "{own}");
}
