//! What members do: answer, look for words, report, take their data, turn pages.

use sandbox::World;
use serde_json::{Value, json};

use super::{EVE, NINE};
use crate::study::Study;

#[tokio::test(flavor = "multi_thread")]
async fn a_report_reaches_the_manager_and_pings_nobody() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    study.post(1).await;
    let form = study.member(1).slash("report", &[]).await;
    let sent =
        study.member(1).submit(form.form(), "@everyone **B**도 정답이에요 <@1> [링크](https://example.org)").await;
    assert!(sent.text().contains("고마워요") && sent.message().is_private(), "{sent:?}");
    let owner = study.owner().id();
    study.discord.wait_until("the manager is told", |discord| !discord.direct_messages(owner).is_empty()).await;
    let told = study.discord.direct_messages(owner).remove(0);
    assert_eq!(told["pings"], json!([]));
    let text = told["content"].as_str().unwrap_or_default();
    assert!(text.contains("정답이에요") && text.contains("\\[링크\\]") && !text.contains("**B**"), "{text}");
    let status = study.owner().slash("status", &[]).await.text();
    assert!(status.contains("확인할 신고"), "{status}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn search_words_and_typed_letters_are_inert() {
    let study = Study::at_nine_in_seoul("en-US", EVE).await;
    let reply = study.member(1).slash("notes", &[("query", json!("@everyone **x** <@1>"))]).await;
    assert_eq!(reply.message().json["pings"], json!([]));
    assert!(!reply.text().contains("**x**"), "{}", reply.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_members_data_can_be_taken_and_deleted_by_that_member_alone() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    post.press(&study.member(1), &post.key()).await;
    post.press(&study.member(2), &post.key()).await;

    let file = study.member(1).slash("privacy export", &[]).await;
    let (name, bytes) = &file.message().files[0];
    let data: Value = serde_json::from_slice(bytes).expect("JSON");
    assert!(name == "proctor-my-data.json" && data["answers"].as_array().is_some_and(|all| all.len() == 1), "{data}");

    let asked = study.member(1).slash("privacy delete", &[]).await;
    let ids = asked.message().custom_ids();
    let other = study.member(2).unchecked().click(asked.message().id(), &ids[0]).await;
    assert!(other.text().contains("다른 사람의 버튼"), "{other:?}");
    let kept = study.member(1).click(asked.message().id(), &ids[1]).await;
    assert!(kept.text().contains("그대로"), "{kept:?}");

    let asked = study.member(1).slash("privacy delete", &[]).await;
    let gone = study.member(1).click(asked.message().id(), &asked.message().custom_ids()[0]).await;
    assert!(gone.text().contains("지운 답은 1개"), "{gone:?}");
    let board = study.member(2).slash("leaderboard", &[]).await.text();
    assert!(board.contains("👥 1명"), "{board}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_turns_its_pages_and_finds_the_one_who_presses() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    for number in 1..16 {
        let letters = if number % 2 == 0 { post.key() } else { post.wrong() };
        post.press(&study.member(number), &letters).await;
    }
    let board = study.member(1).slash("leaderboard", &[("period", json!("all"))]).await;
    let (message, ids) = (board.message().id(), board.message().custom_ids());
    assert!(board.text().contains("👥 15명"), "{}", board.text());
    let next = study.member(1).click(message, &ids[0]).await;
    assert_eq!(next.message().id(), message, "the same message changes");
    assert_ne!(next.text(), board.text());
    let back = study.member(1).click(message, &next.message().custom_ids()[1]).await;
    assert_eq!(back.text(), board.text());
    let mine = study.member(15).click(message, back.message().custom_ids().last().expect("a button")).await;
    assert!(mine.message().is_private(), "whose place it is, is nobody else's business: {mine:?}");
    assert!(mine.text().contains("← 나"), "{}", mine.text());
    let shown = study.messages(2).await.remove(1);
    assert!(!shown.to_string().contains("← 나"), "{shown:#}");
    let stranger = study.member(16).click(message, back.message().custom_ids().last().expect("a button")).await;
    assert!(stranger.message().is_private() && stranger.text().contains("아직 기록이 없어요"), "{stranger:?}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn suggestions_answer_what_was_typed() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    let rounds = study.owner().type_into("answer", "round", "", &[("choice", json!("A"))]).await;
    assert_eq!(rounds.choices().len(), 1);
    let all = study.member(1).type_into("answer", "choice", "", &[]).await;
    let (options, choose) = (post.question.options().len(), post.question.choose());
    let expected = (1..=choose).fold(1, |ways, nth| ways * (options + 1 - nth) / nth);
    assert_eq!(all.choices().len(), expected, "{all:?}");
    let none = study.member(1).type_into("explain", "question", "", &[]).await;
    assert!(none.choices().is_empty(), "nothing may be explained yet: {none:?}");
    let notes = study.member(1).type_into("notes", "query", "codedeploy", &[]).await;
    assert!(!notes.choices().is_empty());
    let sections = study.owner().type_into("settings set", "sections", "VPC, co", &[]).await;
    assert!(sections.choices().iter().all(|(_, value)| value.starts_with("VPC, ")), "{sections:?}");
    let voidable = study.owner().type_into("round void", "round", "", &[]).await;
    assert_eq!(voidable.choices().len(), 1);
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_finds_words_with_their_korean_particles() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    for (typed, plain) in [("엔드포인트로", "엔드포인트"), ("CodeDeploy의 카나리를", "codedeploy 카나리")]
    {
        let found = async |query: &str| {
            let reply = study.member(1).slash("notes", &[("query", json!(query))]).await.text();
            assert!(reply.contains("검색 결과"), "{query}: {reply}");
            reply.lines().filter(|line| line.contains("출처:")).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(found(typed).await, found(plain).await);
    }
    let nothing = study.member(1).slash("notes", &[("query", json!("없는말을"))]).await.text();
    assert!(!nothing.contains("출처:"), "{nothing}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_with_two_right_options_is_answered_by_menu_and_by_letters() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    // Extra rounds until the bank draws one that asks for two.
    let mut count = 0;
    let post = loop {
        study.owner().slash("round now", &[]).await;
        count += 1;
        let post = study.post(count).await;
        if post.question.choose() == 2 {
            break post;
        }
    };
    let menu = &post.json["components"][0]["components"][0];
    assert_eq!((&menu["type"], &menu["min_values"], &menu["max_values"]), (&json!(3), &json!(2), &json!(2)));
    let (key, wrong) = (post.key(), post.wrong());
    let typed = format!("{}, {}", &key[1..], key[..1].to_lowercase());

    let one_letter = study.member(1).slash("answer", &[("choice", json!(key[..1]))]).await.text();
    assert!(one_letter.contains("2개") && one_letter.contains("답으로 기록하지 않았어요"), "{one_letter}");
    assert!(post.press(&study.member(1), &key).await.text().contains("정답이에요"));
    assert!(study.member(2).slash("answer", &[("choice", json!(typed))]).await.text().contains("정답이에요"));
    assert!(post.press(&study.member(3), &wrong).await.text().contains("아쉬워요"));
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_clicks_at_once_are_all_answered_and_each_member_counts_once() {
    let world = World::study_group("ko").with_more_members(100);
    let study = Study::begin_in(world, "ko", EVE).await;
    study.set_up(&[]).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    let clicks = (0..200).map(|n| {
        let member = study.member(1 + n % 100);
        let letters = if n < 100 { post.key() } else { post.wrong() };
        let post = &post;
        async move { post.press(&member, &letters).await }
    });
    let outcomes = all_of(clicks).await;
    let graded =
        outcomes.iter().filter(|one| one.text().contains("정답이에요") || one.text().contains("아쉬워요")).count();
    let refused =
        outcomes.iter().filter(|one| one.text().starts_with("이미 **") || one.text().contains("\n이미 **")).count();
    assert_eq!((graded, refused), (100, 100));
    let board = study.member(1).slash("leaderboard", &[]).await.text();
    assert!(board.contains("👥 100명"), "{board}");
    study.assert_well_behaved();
}

async fn all_of(clicks: impl Iterator<Item = impl Future<Output = sandbox::Outcome>>) -> Vec<sandbox::Outcome> {
    serenity::futures::future::join_all(clicks).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reveal_has_a_button_that_explains_to_whoever_presses_it() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    study.post(1).await;
    study.move_to("2026-11-25T00:00:05Z");
    let both = study.messages(3).await;
    let ids = |message: &Value| message["id"].as_str().and_then(|id| id.parse::<u64>().ok()).expect("an id");
    let reveal = both.iter().find(|message| message.to_string().contains("\"e:1\"")).expect("the reveal");
    let reply = study.member(1).click(ids(reveal), "e:1").await;
    assert!(reply.message().is_private());
    assert!(reply.text().contains("노트"), "{reply:?}");
}
