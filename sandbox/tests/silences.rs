//! What Discord refuses a bot that may not do everything, and what it leaves out without a word.

use chrono::{DateTime, Utc};
use sandbox::{Clock, Discord, Permission, World};
use serde_json::{Value, json};

struct Bot {
    discord: Discord,
    http: reqwest::Client,
    guild: u64,
    channel: u64,
}

impl Bot {
    async fn begin() -> Self {
        let world = World::study_group("ko").without_community();
        let guild = world.guild_ids()[0];
        let channel = world.channel_ids(guild)[0];
        let now = "2026-11-24T00:00:00Z".parse().expect("an instant");
        let discord = Discord::start(world, Clock::standing_at(now)).await;
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        Self { discord, http, guild, channel }
    }

    async fn send(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let method = method.parse().expect("a method");
        let request = self.http.request(method, format!("{}/api/v10{path}", self.discord.url()));
        let request = request.header("authorization", format!("Bot {}", self.discord.token()));
        let answer = request.json(body).send().await.expect("an answer");
        let status = answer.status().as_u16();
        (status, serde_json::from_str(&answer.text().await.expect("a text")).unwrap_or_default())
    }

    async fn post(&self, channel: u64, body: &Value) -> (u16, Value) {
        self.send("POST", &format!("/channels/{channel}/messages"), body).await
    }

    async fn made(&self, body: &Value) -> u64 {
        let (status, message) = self.post(self.channel, body).await;
        assert_eq!(status, 200, "{message}");
        message["id"].as_str().and_then(|id| id.parse().ok()).expect("an id")
    }

    async fn thread_under(&self, message: u64) -> (u16, Value) {
        let path = format!("/channels/{}/messages/{message}/threads", self.channel);
        self.send("POST", &path, &json!({ "name": "talk" })).await
    }
}

fn code(answer: &(u16, Value)) -> (u16, u64) {
    (answer.0, answer.1["code"].as_u64().unwrap_or(0))
}

#[tokio::test]
async fn embeds_and_mentions_vanish_without_a_word() {
    let bot = Bot::begin().await;
    let role = bot.discord.world().study_role(bot.guild);
    let body = json!({ "content": format!("<@&{role}>"), "embeds": [{ "title": "x" }],
                       "allowed_mentions": { "roles": [role.to_string()] } });
    let (_, whole) = bot.post(bot.channel, &body).await;
    assert_eq!(
        (whole["embeds"].as_array().map(Vec::len), &whole["mention_roles"]),
        (Some(1), &json!([role.to_string()]))
    );

    bot.discord.deny(bot.channel, Permission::EmbedLinks);
    bot.discord.set_mentionable(bot.guild, role, false);
    let (status, less) = bot.post(bot.channel, &body).await;
    assert_eq!((status, &less["embeds"], &less["mention_roles"]), (200, &json!([]), &json!([])));
}

#[tokio::test]
async fn a_bot_in_time_out_only_looks_on() {
    let bot = Bot::begin().await;
    let until: DateTime<Utc> = "2026-11-24T01:00:00Z".parse().expect("an instant");
    bot.discord.time_out_bot(bot.guild, Some(until));
    assert_eq!(code(&bot.post(bot.channel, &json!({ "content": "x" })).await), (403, 50_013));
    let path = format!("/guilds/{}/members/{}", bot.guild, bot.discord.bot_id());
    let (_, member) = bot.send("GET", &path, &Value::Null).await;
    assert_eq!(member["communication_disabled_until"], "2026-11-24T01:00:00+00:00");
    bot.discord.clock().set(until);
    bot.made(&json!({ "content": "x" })).await;
}

#[tokio::test]
async fn replies_need_the_history() {
    let bot = Bot::begin().await;
    let message = bot.made(&json!({ "content": "x" })).await;
    bot.discord.deny(bot.channel, Permission::ReadMessageHistory);
    let reply = json!({ "content": "y", "message_reference": { "message_id": message.to_string() } });
    assert_eq!(code(&bot.post(bot.channel, &reply).await), (403, 160_002));
}

#[tokio::test]
async fn pins_and_threads_have_limits() {
    let bot = Bot::begin().await;
    let messages = [bot.made(&json!({ "content": "x" })).await, bot.made(&json!({ "content": "y" })).await];
    let pin = async |method: &str, message: u64| {
        code(&bot.send(method, &format!("/channels/{}/messages/pins/{message}", bot.channel), &Value::Null).await)
    };
    bot.discord.allow(bot.channel, Permission::PinMessages);
    bot.discord.fill_channel(bot.channel, 249, 999);
    assert_eq!((pin("PUT", messages[0]).await, pin("PUT", messages[1]).await), ((204, 0), (400, 30_003)));
    assert_eq!((pin("DELETE", messages[0]).await, pin("PUT", messages[1]).await), ((204, 0), (204, 0)));
    assert_eq!(bot.discord.messages(bot.channel)[1]["pinned"], true);
    assert_eq!(code(&bot.thread_under(messages[0]).await).0, 201);
    assert_eq!(code(&bot.thread_under(messages[1]).await), (400, 160_006));
    bot.discord.deny(bot.channel, Permission::PinMessages);
    assert_eq!(pin("PUT", messages[0]).await, (403, 50_013));
}

#[tokio::test]
async fn a_thread_that_is_put_away_wakes_up_and_a_locked_one_does_not() {
    let bot = Bot::begin().await;
    let thread = bot.made(&json!({ "content": "x" })).await;
    bot.thread_under(thread).await;
    let (_, inside) = bot.post(thread, &json!({ "content": "y" })).await;
    let path = format!("/channels/{thread}/messages/{}", inside["id"].as_str().unwrap_or_default());
    bot.discord.archive_thread(thread);
    assert_eq!(code(&bot.send("PATCH", &path, &json!({ "content": "z" })).await), (400, 50_083));
    assert_eq!(bot.post(thread, &json!({ "content": "y" })).await.0, 200);
    assert_eq!(bot.send("PATCH", &path, &json!({ "content": "z" })).await.0, 200);
    bot.discord.lock_thread(thread);
    assert_eq!(code(&bot.post(thread, &json!({ "content": "y" })).await), (400, 160_005));
}

#[tokio::test]
async fn a_server_that_is_no_community_is_told_of_in_english() {
    let bot = Bot::begin().await;
    let (_, guild) = bot.send("GET", &format!("/guilds/{}", bot.guild), &Value::Null).await;
    assert_eq!((&guild["preferred_locale"], &guild["features"]), (&json!("en-US"), &json!([])));
}
