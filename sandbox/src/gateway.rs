//! The gateway: hello, identify, resume, heartbeats, and events with their numbers.

use std::sync::Arc;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{self, UnboundedSender};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

use crate::discord::Shared;
use crate::world::{BOT, TOKEN};

/// What goes to the bot over its connection.
pub(crate) enum ToBot {
    Payload(Value),
    Close(u16),
    /// The connection ends without a word.
    Drop,
}

/// A session of the bot; it outlives its connections.
pub(crate) struct Session {
    pub(crate) id: String,
    seq: u64,
    /// Every event, so that a resumed session gets what it missed.
    log: Vec<(u64, Value)>,
    pub(crate) connection: Option<UnboundedSender<ToBot>>,
    /// Which connection it is on, so that an earlier one that ends late does not end the later one.
    number: u64,
}

impl Session {
    /// Sends an event, or keeps it for a resume; says whether it was sent.
    pub(crate) fn dispatch(&mut self, event: &str, data: &Value) -> bool {
        self.seq += 1;
        let payload = json!({ "op": 0, "s": self.seq, "t": event, "d": data });
        self.log.push((self.seq, payload.clone()));
        self.connection.as_ref().is_some_and(|connection| connection.send(ToBot::Payload(payload)).is_ok())
    }
}

pub(crate) async fn listen(listener: TcpListener, shared: Arc<Shared>) {
    let mut number = 0;
    while let Ok((stream, _)) = listener.accept().await {
        number += 1;
        tokio::spawn(serve(stream, Arc::clone(&shared), number));
    }
}

async fn serve(stream: TcpStream, shared: Arc<Shared>, number: u64) {
    let Ok(mut socket) = tokio_tungstenite::accept_async(stream).await else {
        return;
    };
    let (sender, mut outbox) = mpsc::unbounded_channel();
    let hello = json!({ "op": 10, "s": null, "t": null, "d": { "heartbeat_interval": 41_250 } });
    if socket.send(Message::Text(hello.to_string())).await.is_err() {
        return;
    }
    loop {
        tokio::select! {
            message = socket.next() => match message {
                Some(Ok(Message::Text(text))) => take(&shared, &sender, number, &serde_json::from_str(&text).unwrap_or_default()),
                Some(Ok(Message::Binary(_) | Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => {}
                Some(Ok(Message::Close(_)) | Err(_)) | None => break,
            },
            out = outbox.recv() => match out {
                Some(ToBot::Payload(payload)) => {
                    if socket.send(Message::Text(payload.to_string())).await.is_err() {
                        break;
                    }
                }
                Some(ToBot::Close(code)) => {
                    let frame = CloseFrame { code: code.into(), reason: "".into() };
                    // The bot may have gone first.
                    let _ = socket.close(Some(frame)).await;
                    break;
                }
                Some(ToBot::Drop) | None => break,
            },
        }
    }
    shared.change(|state| {
        for session in state.sessions.iter_mut().filter(|session| session.number == number) {
            session.connection = None;
        }
    });
}

fn take(shared: &Arc<Shared>, sender: &UnboundedSender<ToBot>, number: u64, payload: &Value) {
    let send = |payload: Value| {
        // A connection that has ended takes nothing more.
        let _ = sender.send(ToBot::Payload(payload));
    };
    match payload["op"].as_u64() {
        Some(1) => send(json!({ "op": 11, "s": null, "t": null, "d": null })),
        Some(2) => {
            let token = payload["d"]["token"].as_str().unwrap_or_default();
            if token.trim_start_matches("Bot ") != TOKEN {
                let _ = sender.send(ToBot::Close(4_004));
                return;
            }
            shared.change(|state| {
                let id = format!("session-{number}");
                let connection = Some(sender.clone());
                state.sessions.push(Session { id, seq: 0, log: Vec::new(), connection, number });
                state.connections += 1;
                ready(state);
            });
        }
        Some(6) => shared.change(|state| {
            let id = payload["d"]["session_id"].as_str().unwrap_or_default();
            let seen = payload["d"]["seq"].as_u64().unwrap_or(0);
            let is_last = state.sessions.last().is_some_and(|session| session.id == id);
            let Some(session) = state.sessions.last_mut().filter(|_| is_last) else {
                send(json!({ "op": 9, "s": null, "t": null, "d": false }));
                return;
            };
            session.connection = Some(sender.clone());
            session.number = number;
            session.log.iter().filter(|(seq, _)| *seq > seen).for_each(|(_, missed)| send(missed.clone()));
            session.dispatch("RESUMED", &json!({}));
            state.connections += 1;
        }),
        _ => {}
    }
}

/// Announces the bot's user and its servers.
pub(crate) fn ready(state: &mut crate::state::State) {
    let session = state.sessions.last().map(|session| session.id.clone()).unwrap_or_default();
    let guilds: Vec<Value> =
        state.present().iter().map(|id| json!({ "id": id.to_string(), "unavailable": true })).collect();
    let ready = json!({
        "v": 10, "user": state.world.user_json(BOT), "guilds": guilds, "session_id": session,
        "resume_gateway_url": state.gateway_address, "shard": [0, 1], "application": { "id": BOT.to_string(), "flags": 0 },
    });
    state.dispatch("READY", &ready);
    for guild in state.present() {
        let created = state.guild_create(guild);
        state.dispatch("GUILD_CREATE", &created);
    }
}
