//! A question of a quiz that is over takes no answers: its buttons go, after all that players wait for.

use sandbox::{Fault, Trouble};
use serde_json::{Value, json};

use crate::quiz::game::{
    COUNTDOWN, READING, group, id, is_question, key_after, last, messages, pass, question_after, start, takes_answers,
    text,
};
use crate::study::{Post, Study};

fn now(study: &Study, question: &Post<'_>) -> Value {
    messages(study).into_iter().find(|message| id(message) == question.id).expect("the question")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_buttons_of_a_question_go_once_its_key_is_there() {
    for (locale, over) in [("ko", "⌛ 마감됐어요"), ("en-US", "⌛ Closed")] {
        let study = group(locale).await;
        start(&study, 3, &[]).await;
        let question = question_after(&study, COUNTDOWN).await;
        question.press(&study.member(1), &question.key()).await;
        pass(&study, 19).await;
        assert!(takes_answers(&now(&study, &question)) && study.discord.edits(question.id) == 0);
        key_after(&study, 1).await;

        let closed = now(&study, &question);
        assert_eq!((&closed["components"], study.discord.edits(question.id)), (&json!([]), 1), "{closed:#}");
        assert!(text(&closed).ends_with(over), "{closed:#}");
        assert_eq!(closed["embeds"][0]["title"], question.json["embeds"][0]["title"]);
        assert_eq!(text(&closed).lines().next(), text(&question.json).lines().next(), "it stays to be read");
        let next = question_after(&study, READING).await;
        assert!(takes_answers(&now(&study, &next)));
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_takes_the_buttons_of_the_open_question_too() {
    let study = group("ko").await;
    start(&study, 3, &[]).await;
    let question = question_after(&study, COUNTDOWN).await;
    question.press(&study.member(1), &question.key()).await;
    study.owner().slash("quiz stop", &[]).await;
    pass(&study, 0).await;
    assert!(!takes_answers(&now(&study, &question)) && !is_question(&last(&study)), "{:#?}", messages(&study));
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn both_messages_of_a_question_that_was_asked_twice_lose_their_buttons() {
    let mut study = group("ko").await;
    start(&study, 3, &[]).await;
    let first = question_after(&study, COUNTDOWN).await.json;
    study.crash().await;
    study.discord.clock().advance(chrono::TimeDelta::seconds(40));
    study.start().await;
    study.until("select exists (select 1 from delivery where subject = '1.2' and state = 'done')").await;
    let again = question_after(&study, 0).await;
    assert!(again.id != id(&first) && messages(&study).iter().filter(|one| takes_answers(one)).count() == 2);
    key_after(&study, 20).await;
    assert_eq!(messages(&study).iter().filter(|one| takes_answers(one)).count(), 0);
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn buttons_that_cannot_be_taken_off_hold_up_nothing() {
    let study = group("ko").await;
    start(&study, 3, &[]).await;
    let question = question_after(&study, COUNTDOWN).await;
    question.press(&study.member(1), &question.key()).await;
    let refuse = Trouble::Status(403, json!({ "code": 50_013, "message": "Missing Permissions" }));
    study.discord.make_trouble(Fault { method: "PATCH", path: "/messages/".to_owned(), times: 9, trouble: refuse });
    key_after(&study, 20).await;
    assert!(takes_answers(&now(&study, &question)));
    question_after(&study, READING).await;
}
