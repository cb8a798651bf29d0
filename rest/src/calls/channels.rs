//! What happens in channels: messages, pins, threads.

use serde_json::Value;
use tokio::time::Instant;

use crate::Rest;
use crate::attachment::Attachment;
use crate::error::RestError;
use crate::models::{Channel, Message};
use crate::route::Route;
use crate::send::Body;

/// Which messages of a channel are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Around {
    /// The first ones that are newer than this one.
    After(u64),
    /// The last ones that are older than this one.
    Before(u64),
}

impl Rest {
    /// A channel, with its permission overwrites.
    pub async fn channel(&self, channel: u64, until: Instant) -> Result<Channel, RestError> {
        self.send(Route::get("/channels/{channel}", &[&channel]), Body::Nothing, until).await
    }

    /// Writes in a channel; returns the message as Discord keeps it. A body with `nonce` and `enforce_nonce` may
    /// safely be sent again for a few minutes.
    pub async fn create_message(
        &self,
        channel: u64,
        body: &Value,
        files: &[Attachment],
        until: Instant,
    ) -> Result<Message, RestError> {
        let route = Route::post("/channels/{channel}/messages", &[&channel]);
        self.send(route, Body::new(body, files), until).await
    }

    /// One message of a channel.
    pub async fn message(&self, channel: u64, message: u64, until: Instant) -> Result<Message, RestError> {
        let route = Route::get("/channels/{channel}/messages/{message}", &[&channel, &message]);
        self.send(route, Body::Nothing, until).await
    }

    /// Changes a message of the bot; returns it as Discord keeps it.
    pub async fn edit_message(
        &self,
        channel: u64,
        message: u64,
        body: &Value,
        until: Instant,
    ) -> Result<Message, RestError> {
        self.edit_message_with_files(channel, message, body, &[], until).await
    }

    /// Changes a message of the bot, and its files with it.
    pub async fn edit_message_with_files(
        &self,
        channel: u64,
        message: u64,
        body: &Value,
        files: &[Attachment],
        until: Instant,
    ) -> Result<Message, RestError> {
        let route = Route::patch("/channels/{channel}/messages/{message}", &[&channel, &message]);
        self.send(route, Body::new(body, files), until).await
    }

    /// Up to a hundred messages of a channel that follow or precede another one, newest first.
    pub async fn messages(&self, channel: u64, around: Around, until: Instant) -> Result<Vec<Message>, RestError> {
        let route = Route::get("/channels/{channel}/messages", &[&channel]).with("limit", 100);
        let route = match around {
            Around::After(id) => route.with("after", id),
            Around::Before(id) => route.with("before", id),
        };
        self.send(route, Body::Nothing, until).await
    }

    /// Deletes a message. The bot's own needs no permission.
    pub async fn delete_message(&self, channel: u64, message: u64, until: Instant) -> Result<(), RestError> {
        let route = Route::delete("/channels/{channel}/messages/{message}", &[&channel, &message]);
        self.tell(route, Body::Nothing, until).await
    }

    /// Opens a thread under a message.
    pub async fn start_thread(
        &self,
        channel: u64,
        message: u64,
        body: &Value,
        until: Instant,
    ) -> Result<Channel, RestError> {
        let route = Route::post("/channels/{channel}/messages/{message}/threads", &[&channel, &message]);
        self.send(route, Body::Json(body), until).await
    }

    /// Pins a message. It needs the permission 1 << 51; a channel has room for 250.
    pub async fn pin(&self, channel: u64, message: u64, until: Instant) -> Result<(), RestError> {
        let route = Route::put("/channels/{channel}/messages/pins/{message}", &[&channel, &message]);
        self.tell(route, Body::Nothing, until).await
    }

    /// Takes a message off the pins.
    pub async fn unpin(&self, channel: u64, message: u64, until: Instant) -> Result<(), RestError> {
        let route = Route::delete("/channels/{channel}/messages/pins/{message}", &[&channel, &message]);
        self.tell(route, Body::Nothing, until).await
    }
}
