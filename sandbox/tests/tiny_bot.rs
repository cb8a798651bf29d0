//! The stand-in shown with a second, tiny bot: what Discord does for a bot, and what it refuses.

use std::time::Duration;

use chrono::TimeDelta;
use futures_util::{SinkExt as _, StreamExt as _};
use sandbox::{Clock, Discord, Fault, Permission, Trouble, World};
use serde_json::{Value, json};
use tokio_tungstenite::MaybeTlsStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;

/// A bot that sends what a test tells it to.
struct Bot {
    discord: Discord,
    http: reqwest::Client,
    gateway: WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>,
    channel: u64,
}

impl Bot {
    async fn connect() -> (Self, World) {
        let world = World::study_group("ko");
        let discord =
            Discord::start(world.clone(), Clock::standing_at("2026-11-24T00:00:00Z".parse().expect("an instant")))
                .await;
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        let channel = world.channel_ids(world.guild_ids()[0])[0];
        let url = address(&discord, &http).await;
        let (gateway, _) = tokio_tungstenite::connect_async(url).await.expect("a gateway");
        let mut bot = Self { discord, http, gateway, channel };
        assert_eq!(bot.next().await["op"], 10);
        let token = bot.discord.token();
        bot.say(json!({ "op": 2, "d": { "token": token, "intents": 1, "properties": {} } })).await;
        assert_eq!(bot.event("READY").await["user"]["id"], bot.discord.bot_id().to_string());
        bot.event("GUILD_CREATE").await;
        let command = json!([{
            "name": "ping", "description": "Says pong",
            "options": [{ "type": 3, "name": "text", "description": "What to say", "required": true, "max_length": 5 }],
        }]);
        let path = format!("/applications/{}/commands", bot.discord.application_id());
        let (status, _) = bot.send("PUT", &path, &command).await;
        assert_eq!(status, 200);
        (bot, world)
    }

    async fn next(&mut self) -> Value {
        loop {
            if let Message::Text(text) = self.gateway.next().await.expect("a message").expect("a message") {
                return serde_json::from_str(&text).expect("JSON");
            }
        }
    }

    async fn say(&mut self, payload: Value) {
        self.gateway.send(Message::Text(payload.to_string())).await.expect("a connection");
    }

    /// The next event of a name.
    async fn event(&mut self, name: &str) -> Value {
        loop {
            let payload = self.next().await;
            if payload["t"] == name {
                return payload["d"].clone();
            }
        }
    }

    async fn send(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let method = method.parse().expect("a method");
        let url = format!("{}/api/v10{path}", self.discord.url());
        let request = self.http.request(method, url).header("authorization", format!("Bot {}", self.discord.token()));
        let request = if body.is_null() { request } else { request.json(body) };
        match request.send().await {
            Ok(response) => (response.status().as_u16(), response.json().await.unwrap_or_default()),
            Err(_) => (0, Value::Null),
        }
    }

    async fn post(&self, body: &Value) -> (u16, Value) {
        self.send("POST", &format!("/channels/{}/messages", self.channel), body).await
    }

    async fn respond(&self, interaction: &Value, body: &Value) -> (u16, Value) {
        let (id, token) = (interaction["id"].as_str().expect("an id"), interaction["token"].as_str().expect("a token"));
        self.send("POST", &format!("/interactions/{id}/{token}/callback"), body).await
    }
}

async fn address(discord: &Discord, http: &reqwest::Client) -> String {
    let request = http
        .get(format!("{}/api/v10/gateway", discord.url()))
        .header("authorization", format!("Bot {}", discord.token()));
    let answer: Value = request.send().await.expect("an answer").json().await.expect("JSON");
    answer["url"].as_str().expect("an address").to_owned()
}

#[tokio::test]
async fn a_slash_command_is_answered_for_whoever_asked() {
    let (mut bot, world) = Bot::connect().await;
    let user = bot.discord.user(world.user_ids(world.guild_ids()[0])[1], bot.channel);
    let other = user.clone();
    let asks = tokio::spawn(async move { user.slash("ping", &[("text", json!("hi"))]).await });
    let asked = bot.event("INTERACTION_CREATE").await;
    assert_eq!(asked["data"]["options"][0]["value"], "hi");

    let body = json!({ "type": 4, "data": { "content": "pong", "flags": 64 } });
    assert_eq!(bot.respond(&asked, &body).await.0, 204);

    let outcome = asks.await.expect("an outcome");
    assert!(outcome.text() == "pong" && outcome.message().is_private());
    assert!(bot.discord.messages(bot.channel).is_empty(), "nobody else sees it");
    assert_eq!(bot.respond(&asked, &body).await.1["code"], 40_060);
    assert!(other.slash("ping", &[]).await.failed().is_some(), "the client itself asks for what is required");
    assert!(other.slash("ping", &[("text", json!("too long"))]).await.failed().is_some());
    assert!(other.slash("pong", &[]).await.failed().is_some(), "it is not registered");
}

#[tokio::test]
async fn thinking_lasts_until_the_edit_and_no_answer_is_a_failure() {
    let (mut bot, world) = Bot::connect().await;
    let user = bot.discord.user(world.user_ids(world.guild_ids()[0])[1], bot.channel);
    let (first, second) = (user.clone(), user);
    let asks = tokio::spawn(async move { first.slash("ping", &[("text", json!("hi"))]).await });
    let asked = bot.event("INTERACTION_CREATE").await;
    assert_eq!(bot.respond(&asked, &json!({ "type": 5, "data": { "flags": 64 } })).await.0, 204);
    let token = asked["token"].as_str().expect("a token");
    let path = format!("/webhooks/{}/{token}/messages/@original", bot.discord.application_id());
    let (status, _) = bot.send("PATCH", &path, &json!({ "content": "done" })).await;
    assert_eq!(status, 200);
    let outcome = asks.await.expect("an outcome");
    assert!(outcome.text() == "done" && outcome.message().is_private());

    bot.discord.clock().advance(TimeDelta::minutes(16));
    let (status, _) = bot.send("PATCH", &path, &json!({ "content": "late" })).await;
    assert_eq!(status, 404, "the token lives for fifteen minutes");

    let unanswered = second.slash("ping", &[("text", json!("hi"))]).await;
    assert!(unanswered.failed().is_some_and(|why| why.contains("did not respond")));
}

#[tokio::test]
async fn a_nonce_makes_one_message_for_three_minutes() {
    let (bot, _) = Bot::connect().await;
    let body = json!({ "content": "once", "nonce": "n-1", "enforce_nonce": true });
    let first = bot.post(&body).await.1["id"].clone();
    assert_eq!(bot.post(&body).await.1["id"], first);
    bot.discord.clock().advance(TimeDelta::minutes(4));
    assert_ne!(bot.post(&body).await.1["id"], first);
    assert_eq!(bot.discord.messages(bot.channel).len(), 2);
}

#[tokio::test]
async fn trouble_is_made_as_it_was_ordered() {
    let (bot, _) = Bot::connect().await;
    let hello = json!({ "content": "hello" });
    for (trouble, status, made) in [
        (Trouble::Status(500, Value::Null), 500, 0),
        (Trouble::RateLimited(1.5), 429, 0),
        (Trouble::Cloudflare(1), 429, 0),
        (Trouble::DropBefore, 0, 0),
        (Trouble::AcceptAndLose, 0, 1),
        (Trouble::Delay(Duration::from_millis(1)), 200, 1),
    ] {
        let before = bot.discord.messages(bot.channel).len();
        bot.discord.make_trouble(Fault { method: "POST", path: "/messages".to_owned(), times: 1, trouble });
        assert_eq!(bot.post(&hello).await.0, status);
        assert_eq!(bot.discord.messages(bot.channel).len() - before, made);
    }
    assert_eq!(bot.post(&hello).await.0, 200, "it is over");
}

#[tokio::test]
async fn missing_permissions_and_malformed_messages_are_refused_with_discords_codes() {
    let (bot, _) = Bot::connect().await;
    assert_eq!(bot.post(&json!({ "content": "x".repeat(2_001) })).await.1["code"], 50_035);
    assert_eq!(bot.post(&json!({})).await.1["code"], 50_006);
    assert_eq!(bot.discord.complaints().len(), 1);
    bot.discord.deny(bot.channel, Permission::SendMessages);
    assert_eq!(bot.post(&json!({ "content": "x" })).await.1["code"], 50_013);
    bot.discord.deny(bot.channel, Permission::ReadMessageHistory);
    assert_eq!(bot.send("GET", &format!("/channels/{}/messages", bot.channel), &Value::Null).await.1, json!([]));
    bot.discord.deny(bot.channel, Permission::ViewChannel);
    assert_eq!(bot.post(&json!({ "content": "x" })).await.1["code"], 50_001);
    bot.discord.delete_channel(bot.channel);
    assert_eq!(bot.post(&json!({ "content": "x" })).await.1["code"], 10_003);
    let wrong = bot.http.get(format!("{}/api/v10/users/@me", bot.discord.url())).header("authorization", "Bot wrong");
    assert_eq!(wrong.send().await.expect("an answer").status(), 401);
}

#[tokio::test]
async fn the_limit_of_a_channel_is_enforced_when_asked_for() {
    let (bot, _) = Bot::connect().await;
    bot.discord.enforce_limits();
    let mut statuses = Vec::new();
    for _ in 0..6 {
        statuses.push(bot.post(&json!({ "content": "x" })).await.0);
    }
    assert_eq!(statuses, [200, 200, 200, 200, 200, 429]);
}

#[tokio::test]
async fn a_resumed_session_gets_what_it_missed() {
    let (mut bot, world) = Bot::connect().await;
    bot.discord.drop_gateway();
    bot.discord.wait_until("the connection is gone", |discord| !discord.is_connected()).await;
    bot.discord.begin_outage(world.guild_ids()[0]);
    let url = address(&bot.discord, &bot.http).await;
    let (gateway, _) = tokio_tungstenite::connect_async(url).await.expect("a gateway");
    bot.gateway = gateway;
    let token = bot.discord.token();
    bot.say(json!({ "op": 6, "d": { "token": token, "session_id": "session-1", "seq": 2 } })).await;
    assert_eq!(bot.event("GUILD_DELETE").await["unavailable"], true);
    bot.event("RESUMED").await;
    bot.say(json!({ "op": 1, "d": 3 })).await;
    assert_eq!(bot.next().await["op"], 11);
}

#[tokio::test]
async fn each_answer_carries_the_date_of_a_clock_that_can_be_moved() {
    let (bot, _) = Bot::connect().await;
    let date = async || {
        let response = bot.http.get(format!("{}/api/v10/gateway", bot.discord.url())).send().await.expect("an answer");
        response.headers()["date"].to_str().expect("a date").to_owned()
    };

    assert_eq!(date().await, "Tue, 24 Nov 2026 00:00:00 GMT");
    bot.discord.clock().advance(TimeDelta::days(300));
    assert_eq!(date().await, "Mon, 20 Sep 2027 00:00:00 GMT");
}

#[tokio::test]
async fn messages_are_pinned_and_roles_given_by_who_may() {
    let (bot, world) = Bot::connect().await;
    let guild = world.guild_ids()[0];
    let (_, message) = bot.post(&json!({ "content": "hello" })).await;
    let pin = format!("/channels/{}/messages/pins/{}", bot.channel, message["id"].as_str().expect("an id"));
    let role = format!("/guilds/{guild}/members/{}/roles/{}", world.user_ids(guild)[1], world.study_role(guild));

    assert_eq!(bot.send("PUT", &pin, &Value::Null).await.1["code"], 50_013);
    assert_eq!(bot.send("PUT", &role, &Value::Null).await.1["code"], 50_013);
    bot.discord.allow(bot.channel, Permission::PinMessages);

    assert_eq!(bot.send("PUT", &pin, &Value::Null).await.0, 204);
    assert_eq!(bot.discord.messages(bot.channel)[0]["pinned"], true);
    assert_eq!(bot.send("DELETE", &pin, &Value::Null).await.0, 204);
    assert_eq!(bot.discord.messages(bot.channel)[0]["pinned"], false);
    assert_eq!(bot.send("PUT", &format!("{pin}0"), &Value::Null).await.1["code"], 10_008);
}

#[tokio::test]
async fn a_channel_that_the_bot_cannot_see_is_hidden_in_events() {
    let (mut bot, world) = Bot::connect().await;
    bot.discord.deny(bot.channel, Permission::ViewChannel);
    bot.discord.come_back(world.guild_ids()[0]);
    let server = bot.event("GUILD_CREATE").await;
    let channels = server["channels"].as_array().expect("channels");
    let hidden = channels.iter().find(|one| one["id"] == bot.channel.to_string().as_str()).expect("the channel");
    assert_eq!((&hidden["name"], &hidden["flags"]), (&json!("___hidden___"), &json!(1 << 17)));
    assert_eq!((&hidden["nsfw"], channels[1]["name"].as_str()), (&Value::Null, Some("오늘의-문제")));
}

#[cfg(feature = "openapi")]
#[tokio::test]
#[ignore = "needs DISCORD_OPENAPI"]
async fn a_body_that_discords_description_does_not_allow_is_a_complaint() {
    assert!(std::env::var_os("DISCORD_OPENAPI").is_some(), "DISCORD_OPENAPI names no description");
    let (bot, _) = Bot::connect().await;
    bot.post(&json!({ "content": "hello" })).await;
    assert_eq!(bot.discord.complaints(), Vec::<String>::new());

    bot.post(&json!({ "content": "hello", "tts": "loudly" })).await;

    let complaints = bot.discord.complaints();
    assert!(complaints.iter().any(|one| one.contains("tts")), "{complaints:?}");
}
