//! What Discord sends to the bot's own addresses: interactions, whose answers are first responses, and events.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::address::{Address, Answered, public_key, sign};
use crate::discord::Discord;
use crate::exchange::Asked;
use crate::http;
use crate::shared::Shared;
use crate::state::State;
use crate::world::APPLICATION;

fn is_pong_of_interactions(Answered(status, body): &Answered) -> bool {
    *status == 200 && serde_json::from_slice::<Value>(body).is_ok_and(|body| body["type"] == 1)
}

fn is_pong_of_events(Answered(status, body): &Answered) -> bool {
    *status == 204 && body.is_empty()
}

impl Discord {
    /// The public key of the bot's application, in hex.
    pub fn public_key(&self) -> String {
        public_key()
    }

    /// The signature of a request, in hex.
    pub fn signature(&self, timestamp: i64, body: &str) -> String {
        sign(timestamp, body)
    }

    /// Sends interactions to an address from now on, as when it is set in the developer portal; first it has to show that it
    /// answers a PING, and that it refuses one that is badly signed.
    ///
    /// # Errors
    /// Why the address is not taken.
    pub async fn use_endpoint(&self, url: &str) -> Result<(), String> {
        let (address, timestamp) = (Address::new(url), self.clock().now().timestamp());
        let ping = json!({
            "id": "1", "application_id": APPLICATION.to_string(), "type": 1, "token": "ping", "version": 1, "entitlements": [],
        });
        address.verify(&ping, is_pong_of_interactions, timestamp).await?;
        self.shared.change(|state| state.addresses.interactions = Some(address));
        Ok(())
    }

    /// Sends interactions over the gateway again, as when the address is emptied.
    pub fn use_gateway(&self) {
        self.shared.change(|state| state.addresses.interactions = None);
    }

    /// Sends events to an address from now on; first it has to show the same as for interactions.
    ///
    /// # Errors
    /// Why the address is not taken.
    pub async fn use_endpoint_for_events(&self, url: &str) -> Result<(), String> {
        let (address, timestamp) = (Address::new(url), self.clock().now().timestamp());
        let ping = json!({ "version": 1, "application_id": APPLICATION.to_string(), "type": 0 });
        address.verify(&ping, is_pong_of_events, timestamp).await?;
        self.shared.change(|state| state.addresses.events = Some(address));
        Ok(())
    }
}

/// Sends an interaction to the bot, signed, and takes what it answers for its first response; says whether it has an address.
pub(crate) fn deliver(shared: &Arc<Shared>, state: &State, (id, token): (u64, &str), json: &Value) -> bool {
    let Some(address) = state.addresses.interactions.clone() else { return false };
    let (shared, timestamp) = (Arc::clone(shared), state.now().timestamp());
    let body = state.shaped("INTERACTION_CREATE", json).to_string();
    let path = format!("/interactions/{id}/{token}/callback");
    tokio::spawn(async move {
        // A bot that does not answer shows in what its user sees.
        let Ok(Answered(200, body)) = address.send_signed(&body, timestamp).await else { return };
        let body = serde_json::from_slice(&body).unwrap_or_default();
        let method = "POST".to_owned();
        let asked = Asked { method, path, query: String::new(), token: None, body, files: Vec::new() };
        http::take(&shared, asked).await;
    });
    true
}

/// Tells the bot of an event, if it has an address for them.
pub(crate) fn tell(state: &State, kind: &str, data: &Value) {
    let Some(address) = state.addresses.events.clone() else { return };
    let now = state.now();
    let body = json!({
        "version": 1, "application_id": APPLICATION.to_string(), "type": 1,
        "event": { "type": kind, "timestamp": now.to_rfc3339(), "data": data },
    });
    let body = body.to_string();
    tokio::spawn(async move {
        // Discord tries again for ten minutes; this stand-in tells it once.
        let _ = address.send_signed(&body, now.timestamp()).await;
    });
}
