//! What follows a post comes once too, and where it belongs: its reveal, its thread, the role that it calls.

use chrono::TimeDelta;
use sandbox::Trouble;
use serde_json::{Value, json};

use super::{EVE, NINE, trouble};
use crate::study::Study;

#[tokio::test(flavor = "multi_thread")]
async fn the_reveal_comes_once_though_its_response_is_lost_and_the_bot_restarts() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    study.post(1).await;
    study.owner().slash("schedule pause", &[]).await;
    study.discord.make_trouble(trouble("POST", "/messages", 1, Trouble::AcceptAndLose));
    study.move_to("2026-11-25T00:00:05Z");
    study.messages(2).await;
    study.crash().await;
    study.discord.clock().advance(TimeDelta::hours(1));
    study.start().await;
    study.owner().slash("status", &[]).await;
    study.pass(TimeDelta::hours(1)).await;
    study.messages(2).await;
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn with_threads_each_post_has_one_and_the_reveal_goes_there() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.owner().slash("settings set", &[("thread", json!(true))]).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    study.discord.wait_until("the thread is there", |discord| discord.count("POST", "/threads") == 1).await;
    study.close_early().await;
    let thread = post.id;
    study.discord.wait_until("the reveal is in the thread", |discord| discord.messages(thread).len() == 1).await;
    study.pass(TimeDelta::zero()).await;
    let counts = (study.discord.messages(thread).len(), study.discord.messages(study.channel).len());
    assert_eq!((counts, study.discord.count("POST", "/threads")), ((1, 1), 1));
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_role_is_pinged_by_the_post_and_by_nothing_else() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    let role = study.guild + 2;
    study.owner().slash("settings set", &[("ping", json!(role.to_string()))]).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    assert_eq!(post.json["pings"], json!([format!("role:{role}")]));
    study.close_early().await;
    let messages = study.messages(2).await;
    assert_eq!(messages[1]["pings"], json!([]));
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_is_named_by_the_day_and_the_section() {
    for (locale, day, extra) in [("ko", "11월 24일", "추가 1"), ("en-US", "November 24", "extra 1")] {
        let study = Study::at_nine_in_seoul(locale, EVE).await;
        study.owner().slash("settings set", &[("thread", json!(true))]).await;
        study.move_to(NINE);
        let section = |post: &Value| {
            let title = post["embeds"][0]["title"].as_str().expect("a title").to_owned();
            title.split(" · ").nth(1).expect("a section").to_owned()
        };
        let first = format!("{day} · {}", section(&study.post(1).await.json));
        study.discord.wait_until("its thread is there", |discord| discord.count("POST", "/threads") == 1).await;

        study.owner().slash("round now", &[]).await;
        let messages = study.messages(2).await;
        study.discord.wait_until("the other thread is there", |discord| discord.count("POST", "/threads") == 2).await;

        let second = format!("{day} · {} · {extra}", section(&messages[1]));
        let threads = study.discord.requests().into_iter().filter(|one| one.path.ends_with("/threads"));
        let names: Vec<_> = threads.map(|one| one.body["name"].as_str().unwrap_or_default().to_owned()).collect();
        assert_eq!(names, [first, second]);
        study.assert_well_behaved();
    }
}
