//! The requests that the bot makes, one thin function each; bodies and answers are Discord's own JSON.

use serde_json::{Value, json};
use tokio::time::Instant;

use super::Rest;
use super::attachment::Attachment;
use super::error::RestError;
use super::route::Route;
use super::send::Body;
use crate::domain::ids::{ChannelId, MemberId, MessageId, ServerId};

impl Rest {
    /// Where the gateway is, such as `wss://gateway.discord.gg`.
    pub async fn gateway_url(&self, until: Instant) -> Result<String, RestError> {
        let answer = self.send(Route::get("/gateway", &[]), Body::Nothing, until).await?;
        let url = answer["url"].as_str();
        url.map(str::to_owned).ok_or_else(|| RestError::Lost("an answer without an address".to_owned()))
    }

    /// The bot's own user. [`RestError::Unauthorized`] means that the token is wrong.
    pub async fn me(&self, until: Instant) -> Result<Value, RestError> {
        self.send(Route::get("/users/@me", &[]), Body::Nothing, until).await
    }

    /// Makes these the application's commands in every server, in place of the ones before.
    pub async fn put_commands(&self, application: u64, commands: &[Value], until: Instant) -> Result<(), RestError> {
        let route = Route::put("/applications/{application}/commands", &[&application]);
        self.send(route, Body::Json(&json!(commands)), until).await.map(drop)
    }

    /// Gives the first answer to an interaction; it must arrive within three seconds of the click.
    pub async fn respond(
        &self,
        interaction: u64,
        token: &str,
        body: &Value,
        files: &[Attachment],
        until: Instant,
    ) -> Result<(), RestError> {
        let route = Route::post("/interactions/{interaction}/{token}/callback", &[&interaction, &token]);
        self.send(route, Body::new(body, files), until).await.map(drop)
    }

    /// Replaces the first answer to an interaction, within fifteen minutes of it.
    pub async fn edit_original(
        &self,
        application: u64,
        token: &str,
        body: &Value,
        files: &[Attachment],
        until: Instant,
    ) -> Result<(), RestError> {
        let route = Route::patch("/webhooks/{application}/{token}/messages/@original", &[&application, &token]);
        self.send(route, Body::new(body, files), until).await.map(drop)
    }

    /// Adds a message to an answered interaction, within fifteen minutes of it.
    pub async fn follow_up(
        &self,
        application: u64,
        token: &str,
        body: &Value,
        files: &[Attachment],
        until: Instant,
    ) -> Result<MessageId, RestError> {
        let route = Route::post("/webhooks/{application}/{token}", &[&application, &token]).with("wait", true);
        id_in(&self.send(route, Body::new(body, files), until).await?).map(MessageId)
    }

    /// Writes in a channel. A body with `nonce` and `enforce_nonce` may safely be sent again for a few minutes.
    pub async fn create_message(
        &self,
        channel: ChannelId,
        body: &Value,
        files: &[Attachment],
        until: Instant,
    ) -> Result<MessageId, RestError> {
        let route = Route::post("/channels/{channel}/messages", &[&channel]);
        id_in(&self.send(route, Body::new(body, files), until).await?).map(MessageId)
    }

    /// Changes a message of the bot.
    pub async fn edit_message(
        &self,
        channel: ChannelId,
        message: MessageId,
        body: &Value,
        until: Instant,
    ) -> Result<(), RestError> {
        let route = Route::patch("/channels/{channel}/messages/{message}", &[&channel, &message]);
        self.send(route, Body::Json(body), until).await.map(drop)
    }

    /// Up to a hundred messages of a channel, newest first; with `after`, the first hundred that follow it.
    pub async fn recent_messages(
        &self,
        channel: ChannelId,
        after: Option<MessageId>,
        until: Instant,
    ) -> Result<Vec<Value>, RestError> {
        let route = Route::get("/channels/{channel}/messages", &[&channel]).with("limit", 100);
        let route = match after {
            Some(after) => route.with("after", after),
            None => route,
        };
        list(self.send(route, Body::Nothing, until).await?)
    }

    /// Opens a thread under a message.
    pub async fn start_thread(
        &self,
        channel: ChannelId,
        message: MessageId,
        body: &Value,
        until: Instant,
    ) -> Result<ChannelId, RestError> {
        let route = Route::post("/channels/{channel}/messages/{message}/threads", &[&channel, &message]);
        id_in(&self.send(route, Body::Json(body), until).await?).map(ChannelId)
    }

    /// The channel of direct messages with a user, made if there is none.
    pub async fn open_dm(&self, user: MemberId, until: Instant) -> Result<ChannelId, RestError> {
        let body = json!({ "recipient_id": user.to_string() });
        id_in(&self.send(Route::post("/users/@me/channels", &[]), Body::Json(&body), until).await?).map(ChannelId)
    }

    /// A channel, with its permission overwrites.
    pub async fn channel(&self, channel: ChannelId, until: Instant) -> Result<Value, RestError> {
        self.send(Route::get("/channels/{channel}", &[&channel]), Body::Nothing, until).await
    }

    /// A server's roles.
    pub async fn roles(&self, server: ServerId, until: Instant) -> Result<Vec<Value>, RestError> {
        list(self.send(Route::get("/guilds/{server}/roles", &[&server]), Body::Nothing, until).await?)
    }

    /// A server.
    pub async fn guild(&self, server: ServerId, until: Instant) -> Result<Value, RestError> {
        self.send(Route::get("/guilds/{server}", &[&server]), Body::Nothing, until).await
    }

    /// A member of a server, with the ids of their roles.
    pub async fn member(&self, server: ServerId, user: MemberId, until: Instant) -> Result<Value, RestError> {
        let route = Route::get("/guilds/{server}/members/{user}", &[&server, &user]);
        self.send(route, Body::Nothing, until).await
    }
}

/// The id of what was made. Without one it was made all the same, and only its id is lost.
fn id_in(answer: &Value) -> Result<u64, RestError> {
    let id = answer["id"].as_str().and_then(|id| id.parse().ok());
    id.ok_or_else(|| RestError::Lost("an answer without an id".to_owned()))
}

fn list(answer: Value) -> Result<Vec<Value>, RestError> {
    match answer {
        Value::Array(items) => Ok(items),
        _ => Err(RestError::Lost("an answer that is no list".to_owned())),
    }
}
