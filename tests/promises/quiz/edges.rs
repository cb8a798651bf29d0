//! A quiz at its edges: stopped between two steps, played by nobody, by all of twenty questions, or by equals; and each way to end.

use crate::engine::Beside;
use chrono::TimeDelta;
use sandbox::Permission;
use serde_json::json;

use crate::quiz::game::{
    BEFORE_PODIUM, COUNTDOWN, ON_THE_WAY, READING, ends, group, in_the_second_question, is_question, key_after, last,
    messages, name, number, own, pass, question_after, questions, start, text, title,
};
use crate::study::Study;

const LANGUAGES: [&str; 2] = ["ko", "en-US"];

#[tokio::test(flavor = "multi_thread")]
async fn one_that_is_stopped_while_the_key_is_read_asks_nothing_more() {
    for (locale, why) in LANGUAGES.into_iter().zip(["관리자가 퀴즈를 끝냈어요", "A manager ended the quiz"])
    {
        let study = group(locale).await;
        start(&study, 3, &[]).await;
        let question = question_after(&study, COUNTDOWN).await;
        question.press(&study.member(1), &question.key()).await;
        key_after(&study, 20).await;

        study.owner().slash("quiz stop", &[]).await;
        pass(&study, 0).await;

        let told = text(&last(&study));
        assert!(told.contains(why) && told.contains(&name(&study, 1)), "{told}");
        pass(&study, 3_600).await;
        assert_eq!((ends(&study).len(), questions(&study).len(), messages(&study).len()), (1, 1, 4));
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_nobody_ever_answers_ends_after_two_questions_and_has_no_winner() {
    for (locale, head, lines) in [
        ("ko", "🏁 퀴즈가 끝났어요", ["두 문제 동안 아무도 답하지 않아서", "점수를 얻은 사람이 없어요."]),
        ("en-US", "🏁 The quiz is over", ["Nobody answered two questions in a row", "Nobody scored."]),
    ] {
        let study = group(locale).await;
        start(&study, 10, &[]).await;
        for seconds in [COUNTDOWN, READING] {
            question_after(&study, seconds).await;
            key_after(&study, 20).await;
        }
        pass(&study, BEFORE_PODIUM).await;

        let end = last(&study);
        assert_eq!(title(&end), head);
        assert!(lines.iter().all(|line| text(&end).contains(line)) && !text(&end).contains('🥇'), "{end:#}");
        pass(&study, 3_600).await;
        assert_eq!((ends(&study).len(), questions(&study).len()), (1, 2));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_questions_of_two_minutes_are_all_asked_and_whoever_plays_the_last_alone_has_that_one() {
    let study = group("ko").await;
    study.owner().slash("quiz start", &[("questions", json!(20)), ("seconds", json!(120))]).await;
    pass(&study, 0).await;
    let mut seconds = COUNTDOWN;
    for nth in 1..=20 {
        let question = question_after(&study, seconds).await;
        // The last moment of two minutes counts.
        study.discord.clock().advance(TimeDelta::milliseconds(119_999));
        let answered = question.press(&study.member(1), &question.key()).await.text();
        assert!(answered.contains("답했어요"), "{nth}: {answered}");
        if nth == 20 {
            question.press(&study.member(2), &question.key()).await;
        }
        key_after(&study, 1).await;
        seconds = READING;
    }
    pass(&study, BEFORE_PODIUM).await;

    let podium = text(&last(&study));
    let row = |member| podium.lines().find(|line| line.contains(&name(&study, member))).unwrap_or_default().to_owned();
    assert!(row(1).starts_with("🥇") && row(1).ends_with("20/20"), "{podium}");
    assert!(row(2).starts_with("🥈") && row(2).ends_with("1/1"), "{podium}");
    assert!(own(&study, 2).await.contains("최종 2위"));
    let asked = "select count(distinct question) from quiz_question where state = 'closed'";
    assert_eq!((questions(&study).len(), number(&study, asked)), (20, 20));
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn equals_at_the_top_win_together() {
    for (locale, won, won_more) in [("ko", " 우승!", " 외 2명 우승!"), ("en-US", " won!", " and 2 more won!")] {
        for (players, tail) in [(2, won), (5, won_more)] {
            let study = group(locale).await;
            start(&study, 3, &[]).await;
            let question = question_after(&study, COUNTDOWN).await;
            for member in 1..=players {
                question.press(&study.member(member), &question.key()).await;
            }
            key_after(&study, 20).await;
            study.owner().slash("quiz stop", &[]).await;
            pass(&study, 0).await;

            let end = last(&study);
            let named: Vec<String> = (1..=players.min(3)).map(|member| name(&study, member)).collect();
            assert_eq!(title(&end), format!("🏆 {}{tail}", named.join(", ")));
            assert_eq!(text(&end).matches('🥇').count(), players, "{end:#}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn speed_counts_from_when_a_question_is_asked_again_on_either_of_its_messages() {
    let study = group("ko").await;
    start(&study, 3, &[("speed", json!("small"))]).await;
    let first = question_after(&study, COUNTDOWN).await;
    // The computer slept over its end.
    pass(&study, 120).await;
    let again = question_after(&study, 0).await;
    assert_eq!(questions(&study).len(), 2, "asked again");

    study.discord.clock().advance(TimeDelta::seconds(1));
    for (question, member) in [(&first, 1), (&again, 2)] {
        question.press(&study.member(member), &question.key()).await;
    }

    let points = "select count(*) from quiz_answer join quiz_question using (quiz_id, number) join edition using (edition_id) \
                  where points = 5 + case difficulty when 'easy' then 10 when 'medium' then 15 else 20 end";
    assert_eq!(number(&study, points), 2);
}

/// A way to end, from the second question on.
type Way = &'static str;

/// Has a quiz end so; returns what is told of it.
async fn ended(study: &mut Study, way: Way) -> String {
    match way {
        "finished" => {
            start(study, 3, &[]).await;
            for seconds in [COUNTDOWN, READING, READING] {
                let question = question_after(study, seconds).await;
                question.press(&study.member(1), &question.key()).await;
                key_after(study, 20).await;
            }
            pass(study, BEFORE_PODIUM).await;
        }
        "failed" => {
            in_the_second_question(study).await;
            Beside::open(&study.database()).execute("update quiz_question set option_order = 'xx' where number = 2");
            pass(study, 20 + ON_THE_WAY).await;
        }
        "away" => {
            in_the_second_question(study).await;
            study.crash().await;
            study.discord.clock().advance(TimeDelta::hours(2));
            study.start().await;
            pass(study, 0).await;
        }
        _ => {
            in_the_second_question(study).await;
            study.discord.deny(study.channel, Permission::SendMessages);
            pass(study, 20 + ON_THE_WAY).await;
            let told = study.discord.direct_messages(study.owner().id());
            assert_eq!(told.len(), 1, "{told:?}");
            return told[0]["content"].as_str().unwrap_or_default().to_owned();
        }
    }
    let end = last(study);
    assert!(!is_question(&end), "{end:#}");
    format!("{}\n{}", title(&end), text(&end))
}

#[tokio::test(flavor = "multi_thread")]
async fn each_way_to_end_is_told_once_in_both_languages_and_the_points_stay() {
    for (way, lines) in [
        ("finished", [" 우승!", " won!"]),
        ("failed", ["문제를 올리지 못해서 퀴즈를 끝냈어요", "I couldn't post the questions, so the quiz ended"]),
        ("away", ["봇이 오래 자리를 비워서", "I was away for too long"]),
        ("no-access", ["그때까지의 점수는 남아 있어요", "Its points so far are kept"]),
    ] {
        for (locale, line) in LANGUAGES.into_iter().zip(lines) {
            let mut study = group(locale).await;
            let told = ended(&mut study, way).await;
            assert!(told.contains(line), "{way}: {told}");
            let kept = format!("select count(*) from quiz where end_reason = '{way}'");
            assert_eq!(number(&study, &kept), 1, "{way}");
            assert!(number(&study, "select count(*) from quiz_answer where points > 0") > 0, "{way}");
            pass(&study, 3_600).await;
            let once = usize::from(way != "no-access");
            assert_eq!(ends(&study).len(), once, "{way}");
        }
    }
}
