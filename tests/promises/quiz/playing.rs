//! A quiz in which nothing goes wrong.

use serde_json::json;

use crate::quiz::game::{
    BEFORE_PODIUM, COUNTDOWN, READING, group, key_after, last, messages, name, own, pass, question_after, start, text,
    title,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_quiz_runs_from_the_countdown_to_the_podium_in_both_languages() {
    for (locale, says) in [
        ("ko", ["라이브 퀴즈! 첫 문제 <t:", "정답 ", "2명 중 1명이 맞혔어요", "다음 문제 <t:", "우승!", "1/1"]),
        ("en-US", ["Quiz time!", "Answer ", "1 of 2 got it right", "next question <t:", "won!", "1/1"]),
    ] {
        let study = group(locale).await;
        start(&study, 3, &[]).await;
        let call = last(&study);
        let call = call["content"].as_str().unwrap_or_default();
        assert!(call.contains(says[0]) && call.contains("<t:1795521615:R>"), "{call}");
        assert!(call.contains('3') && call.contains("20"), "what it is like: {call}");
        assert!(call.contains("10") && call.contains("15"), "and what it brings: {call}");

        let question = question_after(&study, COUNTDOWN).await;
        assert!(text(&question.json).contains("<t:1795521635:R>"), "{:#}", question.json);
        let right = question.press(&study.member(1), &question.key()).await;
        assert!(right.message().is_private() && right.text().contains("<t:1795521635:R>"), "{right:?}");
        assert!(!right.text().contains('✅'), "what is right is a secret until the end: {right:?}");
        question.press(&study.member(2), &question.wrong()).await;
        assert_eq!(messages(&study).len(), 2, "answers are private");

        let key = key_after(&study, 20).await;
        let (head, told) = (title(&key), text(&key));
        assert!(head.contains(says[1]) && head.contains(says[2]), "{head}");
        let line = |mark: &str| told.lines().filter(|line| line.starts_with(mark)).collect::<Vec<_>>().join("\n");
        assert!(line("✅ **").contains(&name(&study, 1)) && line("❌ **").contains(&name(&study, 2)), "{told}");
        assert!(told.contains(&format!("🥇 **{}** · ", name(&study, 1))) && told.contains(says[5]), "{told}");
        assert!(told.contains("> ") && told.contains(says[3]), "{told}");

        for nth in 2..=3 {
            let question = question_after(&study, READING).await;
            question.press(&study.member(1), &question.key()).await;
            let key = key_after(&study, 20).await;
            assert!(text(&key).contains(&format!("{nth}/{nth}")), "{key:#}");
        }
        pass(&study, BEFORE_PODIUM).await;
        let podium = last(&study);
        assert!(title(&podium).contains(&name(&study, 1)) && title(&podium).contains(says[4]), "{podium:#}");
        assert!(text(&podium).contains("3/3") && text(&podium).contains("0/3"), "{podium:#}");
        pass(&study, 3_600).await;
        assert_eq!(messages(&study).len(), 1 + 3 * 2 + 1, "and then it is quiet");
        assert!(messages(&study).iter().all(|message| message["pings"] == json!([])), "nobody is called");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_first_answer_counts_and_a_late_press_gets_a_sentence() {
    let study = group("ko").await;
    start(&study, 3, &[]).await;
    let question = question_after(&study, COUNTDOWN).await;
    question.press(&study.member(1), &question.wrong()).await;
    let again = question.press(&study.member(1), &question.key()).await;
    assert!(again.text().contains("이미") && again.text().contains("처음 낸 답"), "{again:?}");
    // The last moment counts, the next one does not.
    study.discord.clock().advance(chrono::TimeDelta::milliseconds(19_999));
    let last_moment = question.press(&study.member(2), &question.key()).await;
    assert!(last_moment.text().contains("답했어요"), "{last_moment:?}");
    study.discord.clock().advance(chrono::TimeDelta::milliseconds(1));
    let late = question.press(&study.member(3), &question.key()).await;
    assert!(late.message().is_private() && late.text().contains("시간이 끝났어요"), "{late:?}");

    let key = key_after(&study, 0).await;
    assert!(title(&key).contains("2명 중 1명"), "{key:#}");
    // In a client that has not seen the change of the message.
    let after_key = question.press(&study.member(3).unchecked(), &question.key()).await;
    assert!(after_key.text().contains("시간이 끝났어요"), "{after_key:?}");
    assert!(own(&study, 1).await.contains("정답은"), "own answer, then the right one");
    assert!(own(&study, 2).await.contains("맞혔어요"));
    assert!(own(&study, 3).await.contains("아직 채점된 답이 없어요"));
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_asks_for_two_is_answered_by_a_menu() {
    let study = group("ko").await;
    // One in six asks for two.
    for nth in 0..60 {
        let seconds = if nth % 20 == 0 {
            pass(&study, BEFORE_PODIUM).await;
            start(&study, 20, &[]).await;
            COUNTDOWN
        } else {
            READING
        };
        let question = question_after(&study, seconds).await;
        let answered = question.press(&study.member(1), &question.key()).await;
        assert!(answered.text().contains("답했어요"), "{answered:?}");
        if question.question.choose() > 1 {
            let few = study.member(2).unchecked().select(question.id, &question.custom_ids()[0], &["A"]).await;
            assert!(few.text().contains("골라야 하는 문제"), "{few:?}");
            assert!(title(&key_after(&study, 20).await).contains("1명 중 1명"));
            return;
        }
        key_after(&study, 20).await;
    }
    panic!("none of sixty questions asks for two");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_answers_are_counted_and_few_are_named() {
    let world = sandbox::World::study_group("ko").with_more_members(40);
    let study = crate::study::Study::begin_in(world, "ko", crate::quiz::game::EVENING).await;
    study.set_up(&[]).await;
    start(&study, 3, &[]).await;
    let question = question_after(&study, COUNTDOWN).await;
    for member in 1..=12 {
        question.press(&study.member(member), &question.key()).await;
    }
    let few = text(&key_after(&study, 20).await);
    assert!(few.lines().any(|line| line.starts_with("✅ **") && line.ends_with("+4")), "{few}");
    assert!(few.contains("그 밖에 7명"), "five stand there: {few}");
    let question = question_after(&study, READING).await;
    for member in 1..=30 {
        question.press(&study.member(member), &question.key()).await;
    }
    let many = text(&key_after(&study, 20).await);
    assert!(many.lines().any(|line| line.starts_with("✅ **") && line.contains("100% (30)")), "{many}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn names_call_nobody_and_format_nothing() {
    let study = group("ko").await;
    study.discord.rename(study.guild, study.member(1).id(), "@everyone **x** [a](https://b.c)");
    start(&study, 3, &[]).await;
    let question = question_after(&study, COUNTDOWN).await;
    question.press(&study.member(1), &question.key()).await;
    let key = key_after(&study, 20).await;
    let told = text(&key);
    assert!(!told.contains("@everyone") && !told.contains("**x**") && !told.contains("](https://b.c"), "{told}");
    assert_eq!(key["pings"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn managers_alone_start_and_stop_it_and_a_channel_has_one_at_a_time() {
    let study = group("ko").await;
    let forced = study.member(1).unchecked().slash("quiz start", &[]).await;
    assert!(forced.text().contains("서버 관리하기"), "{forced:?}");
    let none = study.owner().slash("quiz stop", &[]).await.text();
    assert!(none.contains("진행 중인 퀴즈가 없어요"), "{none}");
    start(&study, 3, &[]).await;
    let second = study.owner().slash("quiz start", &[]).await;
    assert!(second.message().is_private() && second.text().contains("이미 퀴즈가 진행 중"), "{second:?}");
    let forced = study.member(1).unchecked().slash("quiz stop", &[]).await;
    assert!(forced.text().contains("서버 관리하기"), "{forced:?}");

    // Another channel of the server has its own.
    let other = study.discord.user(study.owner().id(), study.channel - 1).speaking("ko");
    let started = other.slash("quiz start", &[("questions", json!(3))]).await.text();
    assert!(started.contains("퀴즈를 시작해요"), "{started}");
    pass(&study, 0).await;
    pass(&study, COUNTDOWN).await;
    let there = study.discord.messages(study.channel - 1);
    assert_eq!((there.len(), messages(&study).len()), (2, 2));
    assert_ne!(text(&there[1]).lines().next(), text(&last(&study)).lines().next(), "and another question");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_can_be_stopped_and_the_points_are_told() {
    let study = group("ko").await;
    start(&study, 5, &[]).await;
    let question = question_after(&study, COUNTDOWN).await;
    question.press(&study.member(1), &question.key()).await;
    key_after(&study, 20).await;
    let question = question_after(&study, READING).await;
    question.press(&study.member(2), &question.key()).await;

    let stopped = study.owner().slash("quiz stop", &[]).await.text();
    assert!(stopped.contains("퀴즈를 끝냈어요"), "{stopped}");
    pass(&study, 0).await;
    let end = last(&study);
    let told = text(&end);
    assert!(told.contains("관리자가 퀴즈를 끝냈어요") && told.contains(&name(&study, 1)), "{told}");
    assert!(told.contains(&name(&study, 2)) && told.contains("2번 문제의 정답은"), "the open question counts: {told}");
    let again = study.owner().slash("quiz stop", &[]).await.text();
    assert!(again.contains("진행 중인 퀴즈가 없어요"), "{again}");
    pass(&study, 3_600).await;
    assert_eq!(crate::quiz::game::ends(&study).len(), 1);
    let pressed = question.press(&study.member(3).unchecked(), &question.key()).await.text();
    assert!(pressed.contains("퀴즈는 끝났어요"), "{pressed}");
    start(&study, 3, &[]).await;
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn two_questions_without_an_answer_end_it() {
    let study = group("ko").await;
    start(&study, 10, &[]).await;
    let question = question_after(&study, COUNTDOWN).await;
    question.press(&study.member(1), &question.key()).await;
    key_after(&study, 20).await;
    question_after(&study, READING).await;
    let key = key_after(&study, 20).await;
    assert!(title(&key).contains("아무도 답하지 않았어요"), "{key:#}");
    question_after(&study, READING).await;
    let key = key_after(&study, 20).await;
    assert!(text(&key).contains("곧 결과를 발표해요"), "{key:#}");
    pass(&study, BEFORE_PODIUM).await;
    assert!(text(&last(&study)).contains("두 문제 동안 아무도"), "{:#}", last(&study));
    pass(&study, 3_600).await;
    assert_eq!(messages(&study).len(), 1 + 3 * 2 + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_section_alone_is_asked_where_one_is_named() {
    let study = group("ko").await;
    let unknown = study.owner().slash("quiz start", &[("section", json!("없는 분야"))]).await.text();
    assert!(unknown.contains("분야를 찾지 못했어요"), "{unknown}");
    let offered = study.owner().type_into("quiz start", "section", "vpc", &[]).await;
    assert!(offered.choices().iter().any(|(name, _)| name == "VPC"), "{offered:?}");
    start(&study, 3, &[("section", json!("VPC"))]).await;
    let mut seconds = COUNTDOWN;
    for _ in 0..3 {
        let question = question_after(&study, seconds).await;
        assert!(title(&question.json).contains("VPC"), "{:#}", question.json);
        question.press(&study.member(1), &question.key()).await;
        key_after(&study, 20).await;
        seconds = READING;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_can_have_a_quiz() {
    let mut study = group("ko").await;
    study.owner().slash("settings set", &[("thread", json!(true))]).await;
    study.owner().slash("round now", &[]).await;
    pass(&study, 0).await;
    pass(&study, 0).await;
    let thread = crate::quiz::game::id(&messages(&study)[0]);
    study.channel = thread;
    start(&study, 3, &[]).await;
    let question = question_after(&study, COUNTDOWN).await;
    question.press(&study.member(1), &question.key()).await;
    key_after(&study, 20).await;
    study.discord.lock_thread(thread);
    let other = study.owner().slash("quiz stop", &[]).await.text();
    assert!(other.contains("퀴즈를 끝냈어요"), "{other}");
    pass(&study, 10).await;
    let refused = study.owner().slash("quiz start", &[]).await.text();
    assert!(refused.contains("스레드가 잠겨 있어요"), "{refused}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn fewer_questions_than_asked_for_are_explained_and_a_quiz_elsewhere_is_pointed_at() {
    for (locale, fewer, elsewhere, nobody) in [
        ("ko", "20문제 대신", "채널에서 진행 중이니", "점수를 얻은 사람이 없어요"),
        ("en-US", "you asked for 20", "One is running in", "Nobody scored."),
    ] {
        let study = group(locale).await;
        let section = json!("codecommit");
        let said = study.owner().slash("quiz start", &[("questions", json!(20)), ("section", section)]).await.text();
        assert!(said.contains(fewer), "{said}");
        let other = study.discord.user(study.owner().id(), study.channel - 1).speaking(locale);
        let stopped = other.slash("quiz stop", &[]).await.text();
        assert!(stopped.contains(elsewhere) && stopped.contains(&format!("<#{}>", study.channel)), "{stopped}");

        // Stopped while the seconds to the first question run.
        study.owner().slash("quiz stop", &[]).await;
        pass(&study, 0).await;
        assert!(text(&last(&study)).contains(nobody), "{:#}", last(&study));
        pass(&study, 3_600).await;
        assert!(!messages(&study).iter().any(crate::quiz::game::is_question), "no question follows");
    }
}
