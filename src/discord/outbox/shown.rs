//! Sends or changes a message together with its pictures, and without them where they are refused.

use rest::{Rest, RestError, models};
use tokio::time::Instant;

use super::refusal::{refuses, shuts_all};
use crate::discord::message::Message;
use crate::domain::ids::{ChannelId, MessageId};

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
        Err(error) if !message.pictures.is_empty() && refuses(&error) && !shuts_all(&error) => {
            tracing::info!(channel = channel.0, %error, "a message goes out without its picture");
            let alone = Message { pictures: Vec::new(), ..message };
            rest.create_message(channel.0, &alone.to_json(), &alone.attachments(), until).await
        }
        made => made,
    }
}

/// Changes a message, in the same way.
pub(super) async fn change(
    rest: &Rest,
    (channel, id): (ChannelId, MessageId),
    message: Message,
    until: Instant,
) -> Result<models::Message, RestError> {
    let edit = async |message: &Message| {
        rest.edit_message_with_files(channel.0, id.0, &message.to_json(), &message.attachments(), until).await
    };
    match edit(&message).await {
        Err(error) if !message.pictures.is_empty() && refuses(&error) && !shuts_all(&error) => {
            edit(&Message { pictures: Vec::new(), ..message }).await
        }
        changed => changed,
    }
}
