//! What goes to the bot over the gateway, shaped as a test wants it.

use std::borrow::Cow;

use serde_json::Value;

use crate::session::ToBot;
use crate::state::State;

impl State {
    /// Sends an event to the bot; says whether one is connected.
    pub(crate) fn dispatch(&mut self, event: &str, data: &Value) -> bool {
        let data = self.shaped(event, data).into_owned();
        self.sessions.last_mut().is_some_and(|session| session.dispatch(event, &data))
    }

    /// The data of an event as it is sent.
    pub(crate) fn shaped<'d>(&self, event: &str, data: &'d Value) -> Cow<'d, Value> {
        let Some(shape) = &self.shape else { return Cow::Borrowed(data) };
        let mut data = data.clone();
        shape(event, &mut data);
        Cow::Owned(data)
    }

    /// Whether a bot is connected to the gateway.
    pub(crate) fn is_connected(&self) -> bool {
        self.sessions.last().is_some_and(|session| session.connection.is_some())
    }

    /// Sends something to the bot, if one is connected.
    pub(crate) fn send(&self, message: ToBot) {
        if let Some(session) = self.sessions.last() {
            session.send(message);
        }
    }
}
