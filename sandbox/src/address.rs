//! An address of the bot: what goes there is signed, and has to be answered within three seconds.

use std::time::Duration;

use ed25519_dalek::{Signer as _, SigningKey};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::Request;
use hyper::body::Bytes;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;
use tokio::time::timeout;

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
pub(crate) struct Answered(pub(crate) u16, pub(crate) Bytes);

impl Address {
    pub(crate) fn new(url: &str) -> Self {
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

    pub(crate) async fn send_signed(&self, body: &str, timestamp: i64) -> Result<Answered, String> {
        self.send(body, timestamp, &sign(timestamp, body)).await
    }

    /// Asks whether someone is there who answers so, and who refuses what is not signed.
    pub(crate) async fn verify(
        &self,
        ping: &Value,
        is_pong: fn(&Answered) -> bool,
        timestamp: i64,
    ) -> Result<(), String> {
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
pub(crate) fn sign(timestamp: i64, body: &str) -> String {
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
