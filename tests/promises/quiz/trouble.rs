//! A quiz in which something goes wrong: nobody loses points, it goes on or ends, and that is told once.

use chrono::TimeDelta;
use proctor::actions::leave_server::KEPT_FOR;
use sandbox::Permission;

use crate::engine::Beside;
use crate::quiz::game::{
    BEFORE_PODIUM, ON_THE_WAY, READING, ends, group, id, in_the_second_question, key_after, last, number, pass,
    question_after, questions, start, text, title,
};
use crate::study::{Post, Study};

fn execute(study: &Study, sql: &str) {
    assert_eq!(Beside::open(&study.database()).execute(sql), 1, "{sql}");
}

fn told_to_owner(study: &Study) -> Vec<String> {
    let told = study.discord.direct_messages(study.owner().id());
    told.iter().map(|message| message["content"].as_str().unwrap_or_default().to_owned()).collect()
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
    assert!(question.press(&study.member(1).unchecked(), &key).await.text().contains("퀴즈는 끝났어요"));
    let unknown = study.member(1).unchecked().click(question.id, "q:a:99:1:A").await;
    assert!(unknown.message().is_private() && unknown.text().contains("더 이상 남아 있지 않아요"), "{unknown:?}");
    assert!(crate::quiz::game::own(&study, 1).await.contains("1위"), "and one's own result is there");
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

#[tokio::test(flavor = "multi_thread")]
async fn an_end_that_is_told_privately_shows_nothing_of_its_channel() {
    let study = group("ko").await;
    in_the_second_question(&study).await;
    study.discord.deny(study.channel, Permission::ViewChannel);
    let elsewhere = study.discord.user(study.owner().id(), study.channel - 1).speaking("ko");
    elsewhere.slash("round now", &[]).await;
    let told = || {
        let there = study.discord.messages(study.channel - 1);
        there.iter().filter(|message| message["content"].to_string().contains("문제를 올리지 못했어요")).count()
    };
    study.discord.wait_until("the manager is told", |_| told() == 1).await;
    pass(&study, 20 + ON_THE_WAY).await;
    assert_eq!(told_to_owner(&study).len(), 1, "the quiz is over");

    for _ in 0..3 {
        pass(&study, 3_600).await;
    }
    assert_eq!(told(), 1, "the channel is closed all the time");
}
