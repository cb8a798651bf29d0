//! The gateway: hello, identify, resume, heartbeats, and events with their numbers.

use std::sync::Arc;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::time::Instant;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

use crate::begun::Verdict;
use crate::faults::GatewayTrouble;
use crate::session::{Session, ToBot};
use crate::shared::Shared;
use crate::state::State;
use crate::world::{APPLICATION, BOT, TOKEN};

pub(crate) async fn listen(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        let (number, trouble) = shared.change(|state| {
            state.attempts += 1;
            (state.attempts, state.next_gateway_trouble())
        });
        if trouble != Some(GatewayTrouble::Refuse) {
            tokio::spawn(serve(stream, Arc::clone(&shared), number, trouble));
        }
    }
}

async fn serve(stream: TcpStream, shared: Arc<Shared>, number: u64, trouble: Option<GatewayTrouble>) {
    let Ok(mut socket) = tokio_tungstenite::accept_async(stream).await else {
        return;
    };
    let (sender, mut outbox) = mpsc::unbounded_channel();
    if trouble == Some(GatewayTrouble::SayNothing) {
        outbox.close();
        std::future::pending::<()>().await;
    }
    let hello = json!({ "op": 10, "s": null, "t": null, "d": { "heartbeat_interval": 41_250 } });
    if socket.send(Message::Text(hello.to_string())).await.is_ok() {
        let bot = Bot { shared: &shared, sender, number, trouble };
        talk(&mut socket, &mut outbox, &bot).await;
    }
    shared.change(|state| {
        for session in state.sessions.iter_mut().filter(|session| session.number == number) {
            session.connection = None;
        }
    });
}

/// Listens and speaks until the connection ends.
async fn talk(socket: &mut WebSocketStream<TcpStream>, outbox: &mut UnboundedReceiver<ToBot>, bot: &Bot<'_>) {
    loop {
        tokio::select! {
            message = socket.next() => match message {
                Some(Ok(Message::Text(text))) => bot.take(&serde_json::from_str(&text).unwrap_or_default()),
                Some(Ok(Message::Binary(_) | Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => {}
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
            },
            out = outbox.recv() => {
                let sent = match out {
                    Some(ToBot::Payload(payload)) => socket.send(Message::Text(payload.to_string())).await,
                    Some(ToBot::Text(text)) => socket.send(Message::Text(text)).await,
                    Some(ToBot::Close(code)) => {
                        let frame = code.map(|code| CloseFrame { code: code.into(), reason: "".into() });
                        // The bot may have gone first.
                        let _ = socket.close(frame).await;
                        return;
                    }
                    Some(ToBot::Freeze) => std::future::pending().await,
                    Some(ToBot::Drop) | None => return,
                };
                if sent.is_err() {
                    return;
                }
            },
        }
    }
}

/// The bot at the other end of a connection.
struct Bot<'s> {
    shared: &'s Arc<Shared>,
    sender: UnboundedSender<ToBot>,
    number: u64,
    trouble: Option<GatewayTrouble>,
}

impl Bot<'_> {
    fn send(&self, message: ToBot) {
        // A connection that has ended takes nothing more.
        let _ = self.sender.send(message);
    }

    fn take(&self, payload: &Value) {
        let op = payload["op"].as_u64();
        match (op, &self.trouble) {
            (_, Some(GatewayTrouble::SayHelloOnly)) => return,
            (Some(2 | 6), Some(GatewayTrouble::CloseWhenAsked(code))) => return self.send(ToBot::Close(*code)),
            (Some(1), _) => self.send(ToBot::Payload(json!({ "op": 11, "s": null, "t": null, "d": null }))),
            (Some(2), _) => self.identify(&payload["d"]),
            (Some(6), _) => self.resume(&payload["d"]),
            _ => {}
        }
        if let (Some(2 | 6), Some(GatewayTrouble::CloseWhenReady(code))) = (op, &self.trouble) {
            self.send(ToBot::Close(*code));
        }
    }

    fn identify(&self, asked: &Value) {
        let token = asked["token"].as_str().unwrap_or_default();
        if token.trim_start_matches("Bot ") != TOKEN {
            return self.send(ToBot::Close(Some(4_004)));
        }
        let part = |at: usize, default| asked["shard"][at].as_u64().unwrap_or(default);
        let session = Session::new(self.sender.clone(), self.number, [part(0, 0), part(1, 1)]);
        self.shared.change(|state| {
            state.identified += 1;
            let servers = state.present().into_iter().filter(|id| session.hears_of(Some(*id))).count();
            match state.begun.begin(session.shard, servers, Instant::now()) {
                Verdict::Begins => {}
                Verdict::TooSoon => return self.send(ToBot::Payload(session_over())),
                Verdict::Closed(code) => return self.send(ToBot::Close(Some(code))),
            }
            state.connections += 1;
            state.sessions.push(session);
            ready(state, state.sessions.len() - 1);
        });
    }

    fn resume(&self, asked: &Value) {
        let (id, seen) = (asked["session_id"].as_str().unwrap_or_default(), asked["seq"].as_u64().unwrap_or(0));
        self.shared.change(|state| match state.sessions.iter_mut().find(|session| session.id == id) {
            Some(session) => {
                session.resume(self.sender.clone(), self.number, seen);
                state.connections += 1;
            }
            None => self.send(ToBot::Payload(session_over())),
        });
    }
}

fn session_over() -> Value {
    json!({ "op": 9, "s": null, "t": null, "d": false })
}

/// Announces the bot's user and the servers of a session, which is the one at this place.
fn ready(state: &mut State, at: usize) {
    let Some(session) = state.sessions.get(at) else { return };
    let (id, shard) = (session.id.clone(), session.shard);
    let mut present = state.present();
    present.retain(|guild| session.hears_of(Some(*guild)));
    let guilds: Vec<Value> = present.iter().map(|id| json!({ "id": id.to_string(), "unavailable": true })).collect();
    let ready = json!({
        "v": 10, "user": state.world.user_json(BOT), "guilds": guilds, "session_id": id,
        "resume_gateway_url": state.gateway_address, "shard": shard, "application": { "id": APPLICATION.to_string(), "flags": 0 },
    });
    let events = present.into_iter().map(|guild| ("GUILD_CREATE", state.guild_create(guild)));
    for (event, data) in std::iter::once(("READY", ready)).chain(events.collect::<Vec<_>>()) {
        let data = state.shaped(event, &data).into_owned();
        state.sessions[at].dispatch(event, &data);
    }
}

/// Announces them once more to all parts of the bot that are connected.
pub(crate) fn all_ready(state: &mut State) {
    for at in 0..state.sessions.len() {
        if state.sessions[at].connection.is_some() {
            ready(state, at);
        }
    }
}
