//! A quiz in which something goes wrong: nobody loses points, it goes on or ends, and that is told once.

use chrono::TimeDelta;
use proctor::actions::leave_server::KEPT_FOR;
use rusqlite::Connection;
use sandbox::{Fault, Permission, Trouble};
use serde_json::{Value, json};

use crate::game::{
    BEFORE_PODIUM, COUNTDOWN, ON_THE_WAY, READING, ends, group, id, is_question, key_after, last, messages, name, pass,
    question_after, start, text, title,
};
use crate::study::{Post, Study};

fn number(study: &Study, sql: &str) -> i64 {
    let database = Connection::open(study.database()).expect("the database");
    database.query_row(sql, [], |row| row.get(0)).expect("a number")
}

fn execute(study: &Study, sql: &str) {
    let database = Connection::open(study.database()).expect("the database");
    assert_eq!(database.execute(sql, []), Ok(1), "{sql}");
}

fn questions(study: &Study) -> Vec<Value> {
    messages(study).into_iter().filter(is_question).collect()
}

fn told_to_owner(study: &Study) -> Vec<String> {
    let told = study.discord.direct_messages(study.owner().id());
    told.iter().map(|message| message["content"].as_str().unwrap_or_default().to_owned()).collect()
}

/// A quiz of five whose first question has an answer and whose second one is open.
async fn in_the_second_question(study: &Study) -> Post<'_> {
    start(study, 5, &[]).await;
    let question = question_after(study, COUNTDOWN).await;
    question.press(&study.member(1), &question.key()).await;
    key_after(study, 20).await;
    question_after(study, READING).await
}

/// Shuts the channel in some way.
type Shut = fn(&Study);

#[tokio::test(flavor = "multi_thread")]
async fn where_it_may_not_write_any_more_it_ends_once_and_the_points_are_kept() {
    let shut: [(&str, Shut); 3] = [
        ("a permission", |study| study.discord.deny(study.channel, Permission::SendMessages)),
        ("the channel", |study| study.discord.delete_channel(study.channel)),
        ("a time-out", |study| {
            let until = study.discord.clock().now() + TimeDelta::hours(1);
            study.discord.time_out_bot(study.guild, Some(until));
        }),
    ];
    for (what, shut) in shut {
        let study = group("ko").await;
        let question = in_the_second_question(&study).await;
        question.press(&study.member(2), &question.key()).await;
        shut(&study);
        pass(&study, 20 + ON_THE_WAY).await;

        let told = told_to_owner(&study);
        assert_eq!(told.len(), 1, "{what}: {told:?}");
        assert!(told[0].contains("퀴즈를 끝냈어요") && told[0].contains("남아 있어요"), "{what}: {told:?}");
        assert_eq!(number(&study, "select count(*) from quiz_answer where points > 0"), 2, "{what}");
        assert_eq!(number(&study, "select count(*) from quiz where end_reason = 'no-access'"), 1, "{what}");
        study.discord.time_out_bot(study.guild, None);
        study.discord.allow(study.channel, Permission::SendMessages);
        pass(&study, 7_200).await;
        assert_eq!((told_to_owner(&study).len(), ends(&study).len()), (1, 0), "{what}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_is_shut_when_it_starts_is_named_with_what_is_missing() {
    let study = group("ko").await;
    study.discord.deny(study.channel, Permission::EmbedLinks);
    let refused = study.owner().slash("quiz start", &[]).await;
    assert!(refused.message().is_private() && refused.text().contains("**링크 첨부**"), "{refused:?}");
    assert_eq!(number(&study, "select count(*) from quiz"), 0);
}

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
async fn a_bank_that_changes_in_the_middle_changes_no_key() {
    let mut study = group("ko").await;
    let question = in_the_second_question(&study).await;
    let (message, key) = (question.json.clone(), question.key());
    study.stop().await;
    // The bank has none of it any more; a start drops the wordings that nothing points at.
    execute(
        &study,
        "delete from bank_question where edition_id = (select edition_id from quiz_question where number = 2)",
    );
    study.start().await;
    assert_eq!(number(&study, "select count(*) from quiz_question join edition using (edition_id)"), 5);
    let question = Post::of(&study, message);
    question.press(&study.member(1), &key).await;
    assert!(title(&key_after(&study, 20).await).contains("1명 중 1명"));
}

#[tokio::test(flavor = "multi_thread")]
async fn buttons_of_an_old_quiz_get_a_sentence_after_a_restart() {
    let mut study = group("ko").await;
    let question = in_the_second_question(&study).await;
    let (message, key) = (question.json.clone(), question.key());
    study.owner().slash("quiz stop", &[]).await;
    pass(&study, 0).await;
    study.stop().await;
    study.start().await;
    let question = Post::of(&study, message);
    assert!(question.press(&study.member(1), &key).await.text().contains("퀴즈는 끝났어요"));
    let unknown = study.member(1).unchecked().click(question.id, "q:a:99:1:A").await;
    assert!(unknown.message().is_private() && unknown.text().contains("더 이상 남아 있지 않아요"), "{unknown:?}");
    assert!(crate::game::own(&study, 1).await.contains("1위"), "and one's own result is there");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn damage_leaves_a_question_out_or_ends_a_quiz_and_its_channel_is_free() {
    let study = group("ko").await;
    in_the_second_question(&study).await;
    execute(&study, "update quiz_question set option_order = 'xx' where number = 3");
    execute(&study, "update quiz_question set option_order = '10' where number = 4");
    key_after(&study, 20).await;
    question_after(&study, READING).await;
    assert_eq!(number(&study, "select number from quiz_question where state = 'open'"), 5, "the others are asked");
    execute(&study, "update quiz_question set option_order = 'xx' where number = 5");
    pass(&study, 20 + ON_THE_WAY).await;
    assert!(text(&last(&study)).contains("여기까지의 점수"), "{:#}", last(&study));
    assert_eq!(number(&study, "select count(*) from quiz where state = 'running'"), 0);
    assert_eq!(number(&study, "select count(*) from set_aside where what = 'delivery'"), 1, "and it is told");
    start(&study, 3, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_purge_leaves_nothing_of_quizzes() {
    let study = group("ko").await;
    let question = in_the_second_question(&study).await;
    question.press(&study.member(2), &question.key()).await;
    study.discord.remove_bot(study.guild);
    pass(&study, 60).await;
    study.discord.clock().advance(KEPT_FOR + TimeDelta::hours(1));
    study.until("select not exists (select 1 from server)").await;
    let left = "select (select count(*) from quiz) + (select count(*) from quiz_question) + (select count(*) from quiz_answer) \
                + (select count(*) from delivery where quiz_id is not null)";
    assert_eq!(number(&study, left), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_is_removed_and_comes_back_goes_on_or_ends() {
    let study = group("ko").await;
    in_the_second_question(&study).await;
    study.discord.remove_bot(study.guild);
    study.until("select exists (select 1 from server where removed_at is not null)").await;
    pass(&study, 60).await;
    study.discord.add_bot(study.guild);
    pass(&study, 0).await;
    study.until("select exists (select 1 from quiz_question where number = 2 and shown = 2)").await;
    pass(&study, 0).await;
    assert_eq!(questions(&study).len(), 3, "asked again, as nobody could answer");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_a_moderator_deletes_stops_nothing() {
    let study = group("ko").await;
    let question = in_the_second_question(&study).await;
    study.discord.delete_message(question.id);
    key_after(&study, 20).await;
    study.discord.delete_message(id(&last(&study)));
    question_after(&study, READING).await;
    key_after(&study, 20).await;
    pass(&study, BEFORE_PODIUM).await;
    assert_eq!(ends(&study).len(), 1, "two in a row without an answer");
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

#[tokio::test(flavor = "multi_thread")]
async fn old_quizzes_go_after_a_year() {
    let mut study = group("ko").await;
    let question = in_the_second_question(&study).await;
    question.press(&study.member(2), &question.key()).await;
    study.owner().slash("quiz stop", &[]).await;
    pass(&study, 0).await;
    study.stop().await;
    study.discord.clock().advance(TimeDelta::days(380));
    study.start().await;
    pass(&study, 0).await;
    assert_eq!(number(&study, "select count(*) from quiz_answer"), 2, "thirteen months");
    study.stop().await;
    study.discord.clock().advance(TimeDelta::days(30));
    study.start().await;
    study.until("select not exists (select 1 from quiz)").await;
    assert_eq!(number(&study, "select count(*) from quiz_answer"), 0);
}
