//! A member learns what an answer came to, also where the verdict waits for the close; what changes later is said so.

use crate::study::Study;
use sandbox::{Permission, User};
use serde_json::{Value, json};

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

async fn own_result(reveal: &Value, user: &User) -> sandbox::Outcome {
    let id = reveal["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
    let buttons = reveal["components"][0]["components"].as_array().expect("buttons");
    let own = buttons.iter().filter_map(|button| button["custom_id"].as_str()).find(|id| id.starts_with("m:"));
    user.click(id, own.expect("a button")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn with_feedback_at_close_the_reveal_tells_each_member_their_own_points() {
    for (locale, right, points, wrong, absent) in [
        ("ko", "정답이에요! +", "내\u{a0}답", "아쉬워요", "답하지 않았어요"),
        ("en-US", "Correct! +", "you picked", "Not quite", "did not answer"),
    ] {
        let mut study = Study::at_nine_in_seoul(locale, EVE).await;
        study.owner().slash("settings set", &[("feedback", json!("at_close"))]).await;
        study.move_to(NINE);
        let post = study.post(1).await;
        post.press(&study.member(1), &post.key()).await;
        post.press(&study.member(2), &post.wrong()).await;
        drop(post);
        study.close_early().await;
        let reveal = study.messages(2).await.remove(1);
        study.stop().await;
        study.start().await;

        let own = own_result(&reveal, &study.member(1)).await;
        assert!(own.message().is_private() && own.text().contains(right), "{own:?}");
        let own = own_result(&reveal, &study.member(2)).await;
        assert!(own.text().contains(wrong) && !own.text().contains(right), "{own:?}");
        let none = own_result(&reveal, &study.member(3)).await;
        assert!(none.text().contains(absent), "{none:?}");
        let explained = study.member(1).slash("explain", &[]).await.text();
        let unit = if locale == "ko" { "점" } else { " points" };
        assert!(explained.contains(points) && explained.contains(unit), "{explained}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_waits_for_the_next_question_says_so_and_the_open_one_is_told_as_it_is() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    study.post(1).await;
    let saved = study.owner().slash("settings set", &[("feedback", json!("at_close"))]).await.text();
    assert!(saved.contains("다음 문제부터는 결과가 마감 뒤에"), "{saved}");
    for command in ["help", "settings show"] {
        let said = study.owner().slash(command, &[]).await.text();
        assert!(said.contains("다음 문제부터는 결과가 마감 뒤에"), "{command}: {said}");
    }
    let help = study.member(1).slash("help", &[]).await.text();
    assert!(help.contains("답하면 해설과 함께 바로 나와요"), "the open one is as it was: {help}");
    let later = study.owner().slash("settings set", &[("open_for", json!(3))]).await.text();
    assert!(later.contains("다음 문제부터"), "{later}");

    study.move_to("2026-11-25T00:00:00Z");
    study.post(3).await;
    let help = study.member(1).slash("help", &[]).await.text();
    assert!(help.contains("마감 뒤에 나와요") && !help.contains("다음 문제부터는"), "{help}");
    let nothing_later = study.owner().slash("settings set", &[("grace", json!(3))]).await.text();
    assert!(!nothing_later.contains("다음 문제부터"), "{nothing_later}");
}

#[tokio::test(flavor = "multi_thread")]
async fn help_says_of_a_paused_schedule_one_thing() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.owner().slash("schedule pause", &[]).await;
    let help = study.member(1).slash("help", &[]).await.text();
    assert!(help.contains("일정이 멈춰 있어요") && !help.contains("다음 문제:") && !help.contains("<t:"), "{help}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trouble_calls_the_manager_who_set_the_server_up_and_nobody_else() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.deny(study.channel, Permission::SendMessages);
    study.move_to(NINE);
    let general = study.channel - 1;
    study.discord.wait_until("the manager is told", |discord| discord.messages(general).len() == 1).await;
    let word = study.discord.messages(general).remove(0);
    let owner = study.owner().id();
    assert!(word["content"].as_str().is_some_and(|text| text.starts_with(&format!("<@{owner}> "))), "{word:#}");
    assert_eq!(word["pings"], json!([format!("user:{owner}")]));
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_months_last_midnight_a_verdict_names_the_month_that_it_speaks_of() {
    for (locale, this_month, its_month) in
        [("ko", "이번 달", "2026년 11월 "), ("en-US", " this month", " in November 2026")]
    {
        let study = Study::at_nine_in_seoul(locale, EVE).await;
        study.move_to("2026-11-30T00:00:00Z");
        let post = study.post(1).await;
        study.move_to("2026-11-30T14:59:00Z");
        let before = post.press(&study.member(1), &post.key()).await.text();
        assert!(before.contains(this_month) && !before.contains(its_month), "{before}");

        study.move_to("2026-11-30T15:10:00Z");
        let after = post.press(&study.member(2), &post.key()).await.text();

        assert!(after.contains(its_month) && !after.contains(this_month), "{after}");

        // Where the verdict waits for the close, it comes when the month is over.
        let study = Study::at_nine_in_seoul(locale, EVE).await;
        study.owner().slash("settings set", &[("feedback", json!("at_close"))]).await;
        study.move_to("2026-11-30T00:00:00Z");
        let post = study.post(1).await;
        post.press(&study.member(1), &post.key()).await;
        drop(post);
        study.move_to("2026-12-01T00:00:05Z");
        let messages = study.messages(3).await;
        let is_reveal = |message: &&Value| message["components"].to_string().contains("\"m:");
        let reveal = messages.iter().find(is_reveal).expect("a reveal");
        let own = own_result(reveal, &study.member(1)).await.text();
        assert!(own.contains(its_month) && !own.contains(this_month), "{own}");
    }
}
