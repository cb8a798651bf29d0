//! What becomes of a message whose boxes Discord dropped.

use rest::models;
use tokio::time::Instant;

use super::Outbox;
use super::carried::{Carried, there};
use crate::actions::begin_delivery::Order;
use crate::discord::message::{Message, cut};
use crate::domain::delivery::DeliveryKind;
use crate::domain::ids::{ChannelId, MessageId};

/// The most characters of a message's text without a box.
const PLAIN_UP_TO: usize = 2_000;

/// The same with all that it says in its text. A question must fit whole, as one of its options may be what is cut.
pub(super) fn in_plain_text(drawn: &Message, kind: DeliveryKind) -> Option<Message> {
    let plain = drawn.in_plain_text()?;
    let is_question = matches!(
        kind,
        DeliveryKind::Post
            | DeliveryKind::Count
            | DeliveryKind::Close
            | DeliveryKind::QuizQuestion
            | DeliveryKind::QuizClose
    );
    let content = cut(&plain.content, PLAIN_UP_TO);
    (content == plain.content || !is_question).then_some(Message { content, ..plain })
}

impl Outbox {
    /// What came of a message that is there now. Without Embed Links Discord drops the boxes, which hold what it says, and
    /// takes the rest, its buttons with it: what it says is put into the text, and what is missing is told either way.
    pub(super) async fn arrived(
        &self,
        order: &Order,
        channel: ChannelId,
        message: &models::Message,
        drawn: &Message,
        until: Instant,
    ) -> Carried {
        let outcome = there(MessageId(message.id));
        if !drawn.has_boxes() || !message.embeds.is_empty() {
            return outcome.into();
        }
        if let Some(plain) = in_plain_text(drawn, order.delivery.kind)
            && let Err(error) =
                self.app.rest.edit_message(channel.0, message.id, &plain.to_json_with_its_files(), until).await
        {
            tracing::warn!(server = %order.delivery.server, kind = order.delivery.kind.code(), %error, "could not put into the text what a box said");
        }
        Carried { outcome, what_else: Some("embed-links".to_owned()) }
    }
}
