//! What goes to the bot over the gateway, shaped as a test wants it: to the part of the bot that hears of a server.

use std::borrow::Cow;

use serde_json::Value;

use crate::session::{Session, ToBot};
use crate::state::State;

impl State {
    /// Sends an event to the bot; says whether one is connected.
    pub(crate) fn dispatch(&mut self, event: &str, data: &Value) -> bool {
        let guild =
            if event.starts_with("GUILD_") && data["guild_id"].is_null() { &data["id"] } else { &data["guild_id"] };
        let guild = guild.as_str().and_then(|id| id.parse().ok());
        let data = self.shaped(event, data).into_owned();
        let session = self.sessions.iter_mut().rev().find(|session| session.hears_of(guild));
        session.is_some_and(|session| session.dispatch(event, &data))
    }

    /// The data of an event as it is sent.
    pub(crate) fn shaped<'d>(&self, event: &str, data: &'d Value) -> Cow<'d, Value> {
        let Some(shape) = &self.shape else { return Cow::Borrowed(data) };
        let mut data = data.clone();
        shape(event, &mut data);
        Cow::Owned(data)
    }

    /// The newest session of each part of the bot, as it is divided now.
    fn current(&self) -> impl Iterator<Item = &Session> {
        let total = self.sessions.last().map(|newest| newest.shard[1]);
        let is_newest = move |(at, one): &(usize, &Session)| {
            Some(one.shard[1]) == total && !self.sessions[at + 1..].iter().any(|later| later.shard == one.shard)
        };
        self.sessions.iter().enumerate().filter(is_newest).map(|(_, session)| session)
    }

    /// The parts of the bot that are connected to the gateway.
    pub(crate) fn connected(&self) -> Vec<[u64; 2]> {
        self.current().filter(|session| session.connection.is_some()).map(|session| session.shard).collect()
    }

    /// Whether a bot is connected to the gateway, or a part of it.
    pub(crate) fn is_connected(&self) -> bool {
        self.current().any(|session| session.connection.is_some())
    }

    /// Sends something to the bot, to all its parts that are connected.
    pub(crate) fn send(&self, message: &ToBot) {
        for session in self.current() {
            session.send(message.clone());
        }
    }
}
