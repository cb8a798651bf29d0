//! Brings the weekly ceremony into its channel.

use rest::models;
use tokio::time::Instant;

use super::Outbox;
use super::carried::there;
use super::look::{self, Sight};
use super::refusal::failed;
use crate::actions::begin_delivery::Order;
use crate::actions::record_delivery::Outcome;
use crate::discord::message::Message;
use crate::discord::permissions::Work;
use crate::domain::delivery::Failed;
use crate::domain::ids::MessageId;

impl Outbox {
    /// Tells a week's ceremony, unless it stands there already. Its first line says which week it is.
    pub(super) async fn hold_ceremony(
        &self,
        order: &Order,
        drawn: &Message,
        look_first: bool,
        until: Instant,
    ) -> Outcome {
        let Some(channel) = order.delivery.channel else {
            return Outcome::Failed(Failed::Never { reason: "it has no channel".to_owned() });
        };
        if look_first {
            let fits = |message: &models::Message| message.content.lines().next() == drawn.content.lines().next();
            match look::find(self, &order.delivery, channel, until, fits).await {
                Ok(Sight::Found(message)) => return there(MessageId(message.id)),
                Ok(Sight::Others) => {}
                Ok(Sight::Nothing) => {
                    if let Err(unsure) = self.history_is_readable(order, channel, until).await {
                        return Outcome::Failed(unsure);
                    }
                }
                Err(error) => return Outcome::Failed(failed(self, order, channel, &[Work::Post], &error, until).await),
            }
        }
        if order.only_look {
            return Outcome::NotThere;
        }
        match self.send(order, channel, drawn.clone(), until).await {
            Ok(message) => there(MessageId(message.id)),
            Err(error) => Outcome::Failed(failed(self, order, channel, &[Work::Post], &error, until).await),
        }
    }
}
