//! The first day of a server, as its members live it: in Korean, and in English.

use crate::study;
use crate::study::Study;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::too_many_lines, reason = "a day is told from morning to evening")]
async fn the_first_day_of_a_korean_server() {
    let mut study = Study::begin("ko", "2026-11-23T12:00:00Z").await;

    let setup =
        study.owner().slash("setup", &[("channel", json!(study.channel.to_string())), ("time", json!("09:00"))]).await;
    let text = setup.text();
    assert!(setup.message().is_private());
    assert!(
        text.contains("저장했어요") && text.contains("Asia/Seoul") && text.contains("권한이 모두 있어요"),
        "{text}"
    );
    assert_eq!(text.matches(":F>").count(), 5, "five dates: {text}");
    assert!(text.contains("<t:1795478400:F>"), "the first of them is the 24th at nine in Seoul: {text}");

    study.move_to("2026-11-23T23:59:59Z");
    // Each command has the schedule looked at; a question that came a second early would be there now.
    for _ in 0..10 {
        assert!(!study.member(1).slash("today", &[]).await.text().contains("마감 <t:"));
    }
    assert!(study.discord.messages(study.channel).is_empty());
    study.move_to("2026-11-24T00:00:00Z");
    let post = study.post(1).await;
    assert_eq!(post.json["pings"], json!([]));
    assert!(post.json["embeds"][0]["description"].as_str().is_some_and(|text| text.contains("<t:1795564740:R> 마감")));
    let (key, wrong) = (post.key(), post.wrong());

    // Four by button or menu, three of them right; five by slash command, three of them right.
    study.discord.clock().advance(chrono::TimeDelta::minutes(1));
    for (number, letters) in [(1, &key), (2, &key), (3, &wrong), (4, &key)] {
        let reply = post.press(&study.member(number), letters).await;
        let expected = if *letters == key { "정답이에요" } else { "아쉬워요" };
        assert!(reply.message().is_private() && reply.text().contains(expected), "{reply:?}");
        let text = reply.text();
        assert!(text.contains("📒") && text.contains("](<https://docs.aws.amazon.com/"), "where to read on: {text}");
    }
    for (number, letters) in [(5, &key), (6, &wrong), (7, &wrong), (8, &key), (9, &key)] {
        let reply = study.member(number).slash("answer", &[("choice", json!(letters))]).await;
        assert!(reply.message().is_private(), "{reply:?}");
    }
    // A double click, and letters that are none of the question's.
    let again = post.press(&study.member(1), &wrong).await;
    assert!(again.text().contains("이미") && again.text().contains(&spaced(&key)), "{again:?}");
    let nonsense = study.member(10).slash("answer", &[("choice", json!("정답"))]).await;
    assert!(nonsense.text().contains("답을 알아보지 못했어요"), "{nonsense:?}");

    // The bot restarts; the old buttons work.
    study.stop().await;
    study.start().await;
    let post = study::Post::of(&study, study.discord.messages(study.channel).remove(0));
    let after = post.press(&study.member(10), &key).await;
    assert!(after.text().contains("정답이에요"), "{after:?}");

    let today = study.member(11).slash("today", &[]).await;
    assert!(today.message().is_private() && today.text().contains(&post.question.stem().ko));
    let too_early = study.member(11).slash("explain", &[]).await;
    assert!(too_early.text().contains("아직 볼 수 있는 해설이 없어요"), "{too_early:?}");

    // The count on the post follows, at a polite pace.
    study.discord.clock().advance(chrono::TimeDelta::seconds(15));
    let id = post.id;
    let channel = study.channel;
    let shows = |discord: &sandbox::Discord| {
        discord.messages(channel).iter().any(|one| is(&one["id"], id) && one.to_string().contains("10명 응답"))
    };
    study.discord.wait_until("the post shows a count", |discord| discord.edits(id) > 0).await;
    study.discord.clock().advance(chrono::TimeDelta::seconds(15));
    study.discord.wait_until("the post shows ten answers", shows).await;
    assert!(study.discord.edits(id) <= 3, "no edit per answer");

    // The close: the post loses its buttons, and the reveal follows.
    study.move_to("2026-11-25T00:00:05Z");
    let messages = study.messages(3).await;
    let reveal = messages.iter().find(|one| is(&one["message_reference"]["message_id"], id)).expect("a reveal");
    let text = reveal["embeds"].to_string();
    assert!(text.contains("🔓 정답은") && text.contains("10명 중 7명"), "{text}");
    study.discord.wait_until("the post has no buttons", |discord| closed(&discord.messages(channel), id)).await;

    let late = post_at(&study, id).press(&study.member(11).unchecked(), &key).await;
    assert!(late.text().contains("마감된 문제"), "{late:?}");

    let explained = study.member(11).slash("explain", &[]).await;
    for option in post_at(&study, id).question.options() {
        assert!(explained.text().contains(&option.why.ko), "{}", explained.text());
    }

    let board = study.member(3).slash("leaderboard", &[]).await;
    assert!(!board.message().is_private());
    assert_eq!(board.text().matches("🥇").count(), 7, "seven share the first place: {}", board.text());
    assert!(board.text().contains("8. ") && board.text().contains("까지"), "{}", board.text());

    let notes = study.member(2).slash("notes", &[("query", json!("CodeDeploy"))]).await;
    assert!(notes.text().contains("검색 결과") && notes.text().contains("출처:"), "{}", notes.text());
    study.assert_well_behaved();
    study.stop().await;
}

/// Whether a field holds an id; Discord writes them as text.
fn is(field: &Value, id: u64) -> bool {
    field.as_str() == Some(id.to_string().as_str())
}

/// A post by its id, with the buttons that it had when it was open.
fn post_at(study: &Study, id: u64) -> study::Post<'_> {
    let mut json = study.discord.messages(study.channel).into_iter().find(|one| is(&one["id"], id)).expect("the post");
    let round = "1";
    let buttons: Vec<Value> =
        ["A", "B", "C", "D", "E"].iter().map(|letter| json!({ "custom_id": format!("a:{round}:{letter}") })).collect();
    let post = study::Post::of(study, json.clone());
    json["components"] = if post.question.choose() == 1 {
        json!([{ "components": buttons }])
    } else {
        json!([{ "components": [{ "custom_id": format!("s:{round}") }] }])
    };
    study::Post::of(study, json)
}

fn closed(messages: &[Value], id: u64) -> bool {
    messages.iter().any(|one| is(&one["id"], id) && !study::takes_answers(one))
}

fn spaced(letters: &str) -> String {
    letters.chars().map(|letter| letter.to_string()).collect::<Vec<_>>().join(", ")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_day_of_an_english_server_in_berlin() {
    let mut study = Study::begin("en-US", "2026-11-23T12:00:00Z").await;
    let zones = study.owner().type_into("setup", "timezone", "berlin", &[]).await;
    assert_eq!(zones.choices()[0].1, "Europe/Berlin");
    let options = [("time", json!("18:30")), ("timezone", json!(zones.choices()[0].1))];
    let setup = study.owner().slash("setup", &options).await;
    assert!(setup.text().contains("Saved") && setup.text().contains("18:30 (Europe/Berlin)"), "{}", setup.text());
    let settings =
        study.owner().slash("settings set", &[("feedback", json!("at_close")), ("days", json!("mon-fri"))]).await;
    assert!(settings.text().contains("when the question closes"), "{}", settings.text());

    study.move_to("2026-11-23T17:30:00Z");
    let post = study.post(1).await;
    let (key, wrong) = (post.key(), post.wrong());
    study.discord.clock().advance(chrono::TimeDelta::minutes(5));

    let offered = study.member(1).type_into("answer", "choice", "", &[]).await;
    assert!(!offered.choices().is_empty() && offered.choices().iter().any(|(_, value)| *value == key), "{offered:?}");
    let receipt = study.member(1).slash("answer", &[("choice", json!(wrong))]).await;
    assert!(
        receipt.text().contains("is recorded") && !receipt.text().contains("key"),
        "no verdict before the close: {}",
        receipt.text()
    );
    let changed = post.press(&study.member(1), &key).await;
    assert!(changed.text().contains("instead of"), "{}", changed.text());
    let other = post.press(&study.member(2), &wrong).await;
    assert!(other.text().contains("is recorded"), "{}", other.text());
    let early = study.member(1).slash("explain", &[("question", json!(post.question.id().as_str()))]).await;
    assert!(early.text().contains("still open"), "{}", early.text());

    let closed = study.close_early().await;
    assert!(closed.text().contains("is closed"), "{}", closed.text());
    let messages = study.messages(2).await;
    assert!(messages[1]["embeds"].to_string().contains("1 of 2 got it right"), "{messages:#?}");

    let board = study.member(2).slash("leaderboard", &[("period", json!("week"))]).await;
    assert!(board.text().contains("1/1 (100%)") && board.text().contains("0/1 (0%)"), "{}", board.text());
    let stats = study.member(1).slash("stats", &[]).await;
    assert!(stats.text().contains("1 of 1 right"), "{}", stats.text());
    study.assert_well_behaved();
    study.stop().await;
}
