//! The bot's own addresses: what Discord sends there is signed, and has to be answered within three seconds.

use std::sync::Arc;
use std::time::Duration;

use ed25519_dalek::{Signer as _, SigningKey};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::Request;
use hyper::body::Bytes;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::discord::Discord;
use crate::exchange::Asked;
use crate::http;
use crate::shared::Shared;
use crate::state::State;
use crate::world::APPLICATION;

/// Discord waits this long for an answer.
const WITHIN: Duration = Duration::from_secs(3);

/// The longest answer that is read, in bytes.
const LONGEST: usize = 8_000_000;

/// The key of the application, which Discord alone has. This one is everyone's.
const KEY: [u8; 32] = [7; 32];

/// What the bot has told Discord of its addresses.
#[derive(Clone, Default)]
pub(crate) struct Addresses {
    /// Where interactions go instead of over the gateway.
    pub(crate) interactions: Option<Address>,
    /// Where events go.
    pub(crate) events: Option<Address>,
}

/// An address that was verified.
#[derive(Clone)]
pub(crate) struct Address {
    url: String,
    client: Client<HttpConnector, Full<Bytes>>,
}

/// What a bot answers: the status and the body.
struct Answered(u16, Bytes);

impl Address {
    fn new(url: &str) -> Self {
        Self { url: url.to_owned(), client: Client::builder(TokioExecutor::new()).build_http() }
    }

    /// Sends a body with its signature, or with one that fits another time.
    async fn send(&self, body: &str, timestamp: i64, signature: &str) -> Result<Answered, String> {
        let request = Request::post(&self.url)
            .header("content-type", "application/json")
            .header("x-signature-ed25519", signature)
            .header("x-signature-timestamp", timestamp.to_string())
            .body(Full::new(Bytes::from(body.to_owned())))
            .map_err(|error| error.to_string())?;
        let sent = async {
            let answer = self.client.request(request).await.map_err(|error| error.to_string())?;
            let status = answer.status().as_u16();
            let body = Limited::new(answer.into_body(), LONGEST).collect().await.map_err(|error| error.to_string())?;
            Ok(Answered(status, body.to_bytes()))
        };
        timeout(WITHIN, sent).await.map_err(|_| "no answer in time".to_owned())?
    }

    async fn send_signed(&self, body: &str, timestamp: i64) -> Result<Answered, String> {
        self.send(body, timestamp, &sign(timestamp, body)).await
    }

    /// Asks whether someone is there who answers so, and who refuses what is not signed.
    async fn verify(&self, ping: &Value, is_pong: fn(&Answered) -> bool, timestamp: i64) -> Result<(), String> {
        let body = ping.to_string();
        let answer = self.send_signed(&body, timestamp).await?;
        if !is_pong(&answer) {
            return Err(format!("a PING was answered with {}: {}", answer.0, String::from_utf8_lossy(&answer.1)));
        }
        match self.send(&body, timestamp, &sign(timestamp + 1, &body)).await?.0 {
            401 => Ok(()),
            status => Err(format!("a PING that was badly signed was answered with {status}")),
        }
    }
}

/// The signature of a time and a body, in hex.
fn sign(timestamp: i64, body: &str) -> String {
    let signature = SigningKey::from_bytes(&KEY).sign(format!("{timestamp}{body}").as_bytes());
    hex(&signature.to_bytes())
}

/// The key with which signatures are verified, in hex.
pub(crate) fn public_key() -> String {
    hex(SigningKey::from_bytes(&KEY).verifying_key().as_bytes())
}

fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

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
