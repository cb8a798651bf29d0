//! One connection to the gateway: opens it, begins or resumes the session, beats, and hands on what happens.

use std::pin::pin;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use rand::RngExt as _;
use rand::rngs::StdRng;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep_until, timeout, timeout_at};
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Error as SocketError, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use super::end::End;
use super::event::GatewayEvent;
use super::payload::{self, Meaning, Payload};
use super::session::Session;
use crate::domain::shard::Shard;
use crate::runtime::secret::Secret;

/// How long the way to Discord and its first word may take: whoever presses a button meanwhile gets nothing.
const OPEN_WITHIN: Duration = Duration::from_secs(3);

/// How long a session may take to begin, with all that a resumed one missed.
const BEGIN_WITHIN: Duration = Duration::from_secs(20);

/// How long Discord may be silent before it resumes a session, and between two things that were missed.
const RESUME_WORD_WITHIN: Duration = Duration::from_secs(3);

/// The same for a new session, which is more work for Discord and is one of few that a day has.
const IDENTIFY_WORD_WITHIN: Duration = Duration::from_secs(4);

/// A heartbeat goes out at least this often, so that a connection that died without a word is noticed. Discord itself
/// asks for one every 41 s.
const BEAT_AT_LEAST_EVERY: Duration = Duration::from_secs(10);

/// After a heartbeat something must be heard within this time.
const HEARD_WITHIN: Duration = Duration::from_secs(6);

/// The version of the gateway, with payloads in JSON.
const QUERY: &str = "v=10&encoding=json";

/// Servers, channels and roles; nothing that needs a review.
const INTENT_GUILDS: u64 = 1;

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// An open connection, on which no session has begun yet.
pub(super) struct Connection {
    socket: Socket,
    shard: Shard,
    beat_every: Duration,
}

/// Opens a connection of a shard and waits for its first word.
pub(super) async fn open(url: &str, shard: Shard) -> Result<Connection, End> {
    let until = Instant::now() + OPEN_WITHIN;
    let late = |_| End::Failed("no connection in time".to_owned());
    let address = format!("{}/?{QUERY}", url.trim_end_matches('/'));
    let (mut socket, _) =
        timeout_at(until, connect_async(address)).await.map_err(late)?.map_err(|error| broken(&error))?;
    loop {
        let text = timeout_at(until, next_text(&mut socket)).await.map_err(late)??;
        if let Some(Payload::Hello { beat_every }) = payload::read(&text) {
            return Ok(Connection {
                socket,
                shard,
                beat_every: beat_every.clamp(Duration::from_secs(1), BEAT_AT_LEAST_EVERY),
            });
        }
    }
}

fn broken(error: &SocketError) -> End {
    End::Failed(error.to_string())
}

/// The next text, past all that is none.
async fn next_text(socket: &mut Socket) -> Result<String, End> {
    loop {
        match socket.next().await {
            Some(Ok(Message::Text(text))) => return Ok(text),
            Some(Ok(Message::Close(frame))) => return Err(End::Closed(frame.map(|frame| frame.code.into()))),
            Some(Ok(_)) => {}
            Some(Err(error)) => return Err(broken(&error)),
            None => return Err(End::Closed(None)),
        }
    }
}

impl Connection {
    /// Begins a session, or goes on with the one that is known; hands on what a resumed one missed.
    pub(super) async fn begin(
        &mut self,
        session: &mut Option<Session>,
        token: &Secret,
        take: &mut (impl FnMut(GatewayEvent) + Send),
    ) -> Result<(), End> {
        let (hail, word_within) = match session {
            Some(session) => (resume(session, token), RESUME_WORD_WITHIN),
            None => (identify(token, self.shard), IDENTIFY_WORD_WITHIN),
        };
        let late = |_| End::Failed("no session began in time".to_owned());
        let begun = async {
            timeout(word_within, self.send(&hail)).await.map_err(late)??;
            loop {
                let text = timeout(word_within, next_text(&mut self.socket)).await.map_err(late)??;
                if self.take(&text, session, take).await? == Heard::Begin {
                    return Ok(());
                }
            }
        };
        timeout(BEGIN_WITHIN, begun).await.map_err(late)?
    }

    /// Hands on what happens until the connection ends.
    pub(super) async fn listen(
        &mut self,
        session: &mut Option<Session>,
        take: &mut (impl FnMut(GatewayEvent) + Send),
        rng: &mut StdRng,
    ) -> End {
        // Bots that were cut off together must not beat together.
        let mut due = Instant::now() + self.beat_every.mul_f64(rng.random_range(0.0..=1.0));
        let mut timer = pin!(sleep_until(due));
        let (mut beaten, mut heard) = (None, Instant::now());
        loop {
            tokio::select! {
                text = next_text(&mut self.socket) => {
                    let taken = match text {
                        Ok(text) => self.take(&text, session, take).await,
                        Err(end) => Err(end),
                    };
                    heard = Instant::now();
                    if let Err(end) = taken {
                        return end;
                    }
                }
                () = &mut timer => {
                    let now = Instant::now();
                    due = match beaten {
                        Some(at) if heard < at && now >= at + HEARD_WITHIN => return End::Silent,
                        Some(at) if heard < at => at + HEARD_WITHIN,
                        Some(at) if now < at + self.beat_every => at + self.beat_every,
                        _ => {
                            if let Err(end) = self.beat(session.as_ref()).await {
                                return end;
                            }
                            beaten = Some(now);
                            now + HEARD_WITHIN.min(self.beat_every)
                        }
                    };
                    timer.as_mut().reset(due);
                }
            }
        }
    }

    /// Says goodbye: the session is over, and members see at once that the bot is away.
    pub(super) async fn close(&mut self) {
        let frame = CloseFrame { code: 1_000.into(), reason: "".into() };
        // It is over either way.
        let _ = self.socket.close(Some(frame)).await;
    }

    async fn send(&mut self, payload: &Value) -> Result<(), End> {
        self.socket.send(Message::Text(payload.to_string())).await.map_err(|error| broken(&error))
    }

    async fn beat(&mut self, session: Option<&Session>) -> Result<(), End> {
        self.send(&json!({ "op": 1, "d": session.map(|session| session.seen) })).await
    }

    async fn take(
        &mut self,
        text: &str,
        session: &mut Option<Session>,
        take: &mut (impl FnMut(GatewayEvent) + Send),
    ) -> Result<Heard, End> {
        match payload::read(text) {
            Some(Payload::Event { number, name, data }) => {
                if let (Some(session), Some(number)) = (session.as_mut(), number) {
                    session.seen = number;
                }
                match payload::meaning(name.as_deref(), data, Instant::now()) {
                    Meaning::Begun { session: id, resume_url, event } => {
                        *session = Some(Session { id, resume_url, seen: number.unwrap_or(0) });
                        take(event);
                        return Ok(Heard::Begin);
                    }
                    Meaning::BegunUnread(event) => {
                        take(event);
                        return Ok(Heard::Begin);
                    }
                    Meaning::Resumed => return Ok(Heard::Begin),
                    Meaning::Told(event) => take(event),
                    Meaning::Nothing => {}
                }
            }
            Some(Payload::BeatNow) => self.beat(session.as_ref()).await?,
            Some(Payload::Reconnect) => return Err(End::Moved),
            Some(Payload::SessionOver { resumable }) => return Err(End::SessionOver { resumable }),
            Some(Payload::Hello { .. } | Payload::Other) => {}
            None => take(payload::lost("unknown", None)),
        }
        Ok(Heard::Other)
    }
}

/// What a text was about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heard {
    /// The session has begun or goes on.
    Begin,
    Other,
}

fn identify(token: &Secret, shard: Shard) -> Value {
    json!({ "op": 2, "d": {
        "token": token.reveal(),
        "intents": INTENT_GUILDS,
        "shard": [shard.number(), shard.total()],
        "properties": { "os": std::env::consts::OS, "browser": "proctor", "device": "proctor" },
        "large_threshold": 50,
    } })
}

fn resume(session: &Session, token: &Secret) -> Value {
    json!({ "op": 6, "d": { "token": token.reveal(), "session_id": session.id, "seq": session.seen } })
}
