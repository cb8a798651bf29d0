//! What Discord sends as signed requests: interactions, which are answered on the spot, and events.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use tokio::time::{Instant, timeout_at};

use crate::domain::ids::ServerId;
use crate::runtime::bot::Bot;
use crate::runtime::metrics::Metrics;
use crate::runtime::signature::PublicKey;

/// The largest body that is read, in bytes; the largest that Discord sends have a few kB.
const LARGEST: usize = 256 * 1024;

/// Discord waits so long for an answer, and whoever sends slower is not Discord.
const WITHIN: Duration = Duration::from_secs(3);

/// Takes what Discord sends. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct Doors {
    key: PublicKey,
    metrics: Arc<Metrics>,
    /// Whoever answers, once it is there.
    bot: Arc<OnceLock<Bot>>,
}

/// What every request says of itself: Discord asks whether someone is there, or tells something.
#[derive(Deserialize)]
struct Kind {
    #[serde(rename = "type")]
    kind: u8,
}

/// An event that Discord tells of.
#[derive(Deserialize)]
struct Told {
    event: Option<Event>,
}

#[derive(Deserialize)]
struct Event {
    #[serde(rename = "type")]
    kind: String,
    timestamp: DateTime<Utc>,
    #[serde(default)]
    data: About,
}

#[derive(Default, Deserialize)]
struct About {
    guild: Option<Guild>,
}

#[derive(Deserialize)]
struct Guild {
    id: String,
}

impl Doors {
    /// Doors behind which nobody is yet; what this key has not signed is refused.
    pub fn new(key: PublicKey, metrics: Arc<Metrics>) -> Self {
        Self { key, metrics, bot: Arc::default() }
    }

    /// From now on this bot answers.
    pub fn open(&self, bot: Bot) {
        // It is opened once.
        let _ = self.bot.set(bot);
    }

    /// The body of a request, if it has a length that can be, and is signed.
    async fn body(&self, request: Request, until: Instant) -> Result<Bytes, StatusCode> {
        let (parts, body) = request.into_parts();
        if announced(&parts.headers).is_some_and(|length| length > LARGEST) {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        let body = timeout_at(until, to_bytes(body, LARGEST)).await.map_err(|_| StatusCode::REQUEST_TIMEOUT)?;
        let body = body.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
        let header = |name: &str| parts.headers.get(name).map(HeaderValue::as_bytes);
        let (signature, timestamp) = (header("x-signature-ed25519"), header("x-signature-timestamp"));
        if self.key.has_signed(signature, timestamp, &body) {
            return Ok(body);
        }
        self.metrics.unsigned_requests.count();
        Err(StatusCode::UNAUTHORIZED)
    }
}

fn announced(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn kind_of(body: &[u8]) -> Option<u8> {
    serde_json::from_slice::<Kind>(body).ok().map(|kind| kind.kind)
}

/// Answers an interaction, or the question whether someone is there.
pub(super) async fn interaction(State(doors): State<Doors>, request: Request) -> Response {
    const PING: u8 = 1;
    let received = Instant::now();
    let until = received + WITHIN;
    let body = match doors.body(request, until).await {
        Ok(body) => body,
        Err(refused) => return refused.into_response(),
    };
    let json = |text: String| ([(header::CONTENT_TYPE, "application/json")], text).into_response();
    let (Some(kind), Ok(text)) = (kind_of(&body), std::str::from_utf8(&body)) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    if kind == PING {
        return json(r#"{"type":1}"#.to_owned());
    }
    let Some(bot) = doors.bot.get() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    match timeout_at(until, bot.take_request(text.into(), received)).await {
        Ok(Ok(response)) => json(response.to_string()),
        // One that came before, or more than can be held.
        Ok(Err(_)) | Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// Takes note of an event. Discord tells it again until it hears that it was taken.
pub(super) async fn event(State(doors): State<Doors>, request: Request) -> Response {
    let body = match doors.body(request, Instant::now() + WITHIN).await {
        Ok(body) => body,
        Err(refused) => return refused.into_response(),
    };
    let Some(bot) = doors.bot.get() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    // What is told of other things, or in another form, is no business of the bot's.
    if let Ok(Told { event: Some(event) }) = serde_json::from_slice(&body)
        && event.kind == "APPLICATION_AUTHORIZED"
        && let Some(server) = event.data.guild.and_then(|guild| guild.id.parse().ok())
    {
        bot.hear_of_new_server(ServerId(server), event.timestamp);
    }
    (StatusCode::NO_CONTENT, [(header::CONTENT_TYPE, "application/json")]).into_response()
}
