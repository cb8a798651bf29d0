//! To be written.

use super::app::App;
use super::rest::RestError;
use crate::domain::ids::{ChannelId, ServerId};
use crate::domain::settings::Thread;

/// What the bot is missing in a channel, as the locales name it.
pub async fn missing(_app: &App, _bot: u64, _server: ServerId, _channel: ChannelId, _thread: Thread) -> Result<Vec<&'static str>, RestError> {
    todo!()
}
