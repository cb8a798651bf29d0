//! What members do is counted, and what failed of it, and `/metrics` shows it.

use crate::running::Running;
use sandbox::{Clock, Discord, Fault, Trouble, User, World};
use serde_json::json;

/// Some answer to the newest post: which one does not matter.
async fn answer(discord: &Discord, user: &User, channel: u64) {
    let post = discord.messages(channel).pop().expect("a post");
    let id = post["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
    let part = &post["components"][0]["components"][0];
    let button = part["custom_id"].as_str().expect("a button or a menu");
    match part["min_values"].as_u64() {
        Some(asked) => user.select(id, button, &["A", "B", "C"][..usize::try_from(asked).expect("a few")]).await,
        None => user.click(id, button).await,
    };
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_refusals_and_failures_are_counted() {
    let world = World::study_group("ko");
    let guild = world.guild_ids()[0];
    let (channel, users) = (world.channel_ids(guild)[1], world.user_ids(guild));
    let discord = Discord::start(world, Clock::system()).await;
    let program = Running::start(&discord);
    discord.wait_ready().await;
    let owner = discord.user(users[0], channel);
    owner.slash("setup", &[("channel", json!(channel.to_string()))]).await;
    owner.slash("round now", &[]).await;
    program.wait_for_metric("proctor_posts_total 1").await;
    program.wait_for_metric("proctor_answers_total 0").await;

    for member in &users[1..=2] {
        answer(&discord, &discord.user(*member, channel), channel).await;
    }
    program.wait_for_metric("proctor_answers_total 2").await;

    answer(&discord, &discord.user(users[1], channel), channel).await;
    program.wait_for_metric("proctor_refusals_total 1").await;
    program.wait_for_metric("proctor_interaction_failures_total 0").await;

    let trouble = Trouble::Status(400, json!({ "code": 50_035, "message": "Invalid Form Body" }));
    discord.make_trouble(Fault { method: "POST", path: "/callback".to_owned(), times: 1, trouble });
    owner.slash("help", &[]).await;
    program.wait_for_metric("proctor_interaction_failures_total 1").await;
    program.wait_for_metric("proctor_answers_total 2").await;
}
