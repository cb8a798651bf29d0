//! Answers to interactions. They neither count against the limit of the whole bot nor wait for it.

use serde_json::Value;
use tokio::time::Instant;

use crate::Rest;
use crate::attachment::Attachment;
use crate::error::RestError;
use crate::models::Message;
use crate::route::Route;
use crate::send::Body;

impl Rest {
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
        self.tell(route, Body::new(body, files), until).await
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
        self.tell(route, Body::new(body, files), until).await
    }

    /// Adds a message to an answered interaction, within fifteen minutes of it.
    pub async fn follow_up(
        &self,
        application: u64,
        token: &str,
        body: &Value,
        files: &[Attachment],
        until: Instant,
    ) -> Result<Message, RestError> {
        let route = Route::post("/webhooks/{application}/{token}", &[&application, &token]).with("wait", true);
        self.send(route, Body::new(body, files), until).await
    }
}
