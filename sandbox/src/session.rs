//! A bot's session on the gateway, which outlives its connections, and what goes to the bot over one of them.

use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;

/// What goes to the bot over its connection.
#[derive(Debug, Clone)]
pub(crate) enum ToBot {
    Payload(Value),
    /// A text that may be no payload at all.
    Text(String),
    /// The connection is closed, with a code or without.
    Close(Option<u16>),
    /// The connection ends without a word.
    Drop,
    /// The connection stays, and nothing is heard or said over it any more.
    Freeze,
}

/// A session of the bot.
pub(crate) struct Session {
    pub(crate) id: String,
    seq: u64,
    /// Every event, so that a resumed session gets what it missed.
    log: Vec<(u64, Value)>,
    pub(crate) connection: Option<UnboundedSender<ToBot>>,
    /// Which connection it is on, so that an earlier one that ends late does not end the later one.
    pub(crate) number: u64,
    /// Which part of the servers it hears of, and how many parts there are.
    pub(crate) shard: [u64; 2],
}

impl Session {
    pub(crate) fn new(connection: UnboundedSender<ToBot>, number: u64, shard: [u64; 2]) -> Self {
        Self { id: format!("session-{number}"), seq: 0, log: Vec::new(), connection: Some(connection), number, shard }
    }

    /// Whether it hears of a server; what belongs to none goes to the first part.
    pub(crate) fn hears_of(&self, guild: Option<u64>) -> bool {
        let [number, total] = self.shard;
        guild.map_or(0, |guild| (guild >> 22) % total.max(1)) == number
    }

    /// Sends an event, or keeps it for a resume; says whether it was sent.
    pub(crate) fn dispatch(&mut self, event: &str, data: &Value) -> bool {
        self.seq += 1;
        let payload = json!({ "op": 0, "s": self.seq, "t": event, "d": data });
        self.log.push((self.seq, payload.clone()));
        self.send(ToBot::Payload(payload))
    }

    /// Sends something over the connection; says whether there is one.
    pub(crate) fn send(&self, message: ToBot) -> bool {
        self.connection.as_ref().is_some_and(|connection| connection.send(message).is_ok())
    }

    /// Goes on over another connection, with what was missed since an event.
    pub(crate) fn resume(&mut self, connection: UnboundedSender<ToBot>, number: u64, seen: u64) {
        self.connection = Some(connection);
        self.number = number;
        for (_, missed) in self.log.iter().filter(|(seq, _)| *seq > seen) {
            self.send(ToBot::Payload(missed.clone()));
        }
        self.dispatch("RESUMED", &json!({}));
    }
}
