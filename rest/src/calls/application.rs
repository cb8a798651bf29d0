//! About the bot itself: who it is, where its gateway is, which commands it has.

use serde_json::{Value, json};
use tokio::time::Instant;

use crate::Rest;
use crate::error::RestError;
use crate::models::{Application, Channel, Command, Gateway, Server, User};
use crate::route::Route;
use crate::send::Body;

/// How many servers Discord lists at once.
pub const SERVERS_AT_ONCE: usize = 200;

impl Rest {
    /// Where the gateway is, and how many sessions may still begin there today.
    pub async fn gateway(&self, until: Instant) -> Result<Gateway, RestError> {
        match self.send(Route::get("/gateway/bot", &[]), Body::Nothing, until).await {
            // A proxy or a stand-in may know the shorter way only.
            Err(error) if error.status() == Some(404) => {
                self.send(Route::get("/gateway", &[]), Body::Nothing, until).await
            }
            answer => answer,
        }
    }

    /// The bot's own user. [`RestError::Unauthorized`] means that the token is wrong.
    pub async fn me(&self, until: Instant) -> Result<User, RestError> {
        self.send(Route::get("/users/@me", &[]), Body::Nothing, until).await
    }

    /// The application that the bot's token belongs to.
    pub async fn application(&self, until: Instant) -> Result<Application, RestError> {
        self.send(Route::get("/applications/@me", &[]), Body::Nothing, until).await
    }

    /// Servers that the bot is in, in the order of their ids, beginning behind one; [`SERVERS_AT_ONCE`] at most.
    pub async fn own_servers(&self, after: u64, until: Instant) -> Result<Vec<Server>, RestError> {
        let route = Route::get("/users/@me/guilds", &[]).with("limit", SERVERS_AT_ONCE).with("after", after);
        self.send(route, Body::Nothing, until).await
    }

    /// The channel of direct messages with a user, made if there is none.
    pub async fn open_dm(&self, user: u64, until: Instant) -> Result<Channel, RestError> {
        let body = json!({ "recipient_id": user.to_string() });
        self.send(Route::post("/users/@me/channels", &[]), Body::Json(&body), until).await
    }

    /// The application's commands in every server, as Discord keeps them, in all languages.
    pub async fn commands(&self, application: u64, until: Instant) -> Result<Vec<Command>, RestError> {
        let route = Route::get("/applications/{application}/commands", &[&application]);
        self.send(route.with("with_localizations", true), Body::Nothing, until).await
    }

    /// Makes these the application's commands in every server, in place of the ones before; returns what Discord keeps.
    pub async fn put_commands(
        &self,
        application: u64,
        commands: &[Value],
        until: Instant,
    ) -> Result<Vec<Command>, RestError> {
        let route = Route::put("/applications/{application}/commands", &[&application]);
        self.send(route, Body::Json(&json!(commands)), until).await
    }

    /// The commands that the application has in one server alone.
    pub async fn server_commands(
        &self,
        application: u64,
        server: u64,
        until: Instant,
    ) -> Result<Vec<Command>, RestError> {
        let route = Route::get("/applications/{application}/guilds/{server}/commands", &[&application, &server]);
        self.send(route, Body::Nothing, until).await
    }

    /// Takes away a command that the application has in one server alone.
    pub async fn delete_server_command(
        &self,
        application: u64,
        server: u64,
        command: u64,
        until: Instant,
    ) -> Result<(), RestError> {
        const PATH: &str = "/applications/{application}/guilds/{server}/commands/{command}";
        let route = Route::delete(PATH, &[&application, &server, &command]);
        self.tell(route, Body::Nothing, until).await
    }
}
