//! Sends a message together with its picture, and without it where the picture is refused.

use rest::{Rest, RestError, models};
use tokio::time::Instant;

use super::refusal::{refuses, shuts_all};
use crate::discord::message::Message;
use crate::domain::ids::ChannelId;

/// Makes a message. Without Attach Files Discord refuses all of it; what was refused made nothing, so what it says is sent
/// again without its picture.
pub(super) async fn create(
    rest: &Rest,
    channel: ChannelId,
    message: Message,
    until: Instant,
) -> Result<models::Message, RestError> {
    let made = rest.create_message(channel.0, &message.to_json(), &message.attachments(), until).await;
    match made {
        Err(error) if message.picture.is_some() && refuses(&error) && !shuts_all(&error) => {
            tracing::info!(channel = channel.0, %error, "a message goes out without its picture");
            let alone = Message { picture: None, ..message };
            rest.create_message(channel.0, &alone.to_json(), &alone.attachments(), until).await
        }
        made => made,
    }
}
