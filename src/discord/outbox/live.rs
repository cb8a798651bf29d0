//! Brings the board that keeps itself current: makes its message, changes it, takes it down.

use rest::{Gone, Meaning, Urgency, models};
use tokio::time::Instant;

use super::carried::{Carried, there};
use super::look::{self, Sight};
use super::refusal::failed;
use super::{Outbox, soon};
use crate::actions::begin_delivery::Order;
use crate::actions::live_board::Current;
use crate::actions::record_delivery::Outcome;
use crate::discord::message::Message;
use crate::discord::permissions::Work;
use crate::discord::render::board;
use crate::domain::delivery::Failed;
use crate::domain::ids::MessageId;

impl Outbox {
    /// Has the message of a board show what it is to show; makes the message when there is none yet.
    pub(super) async fn keep_board(
        &self,
        order: &Order,
        current: &Current,
        look_first: bool,
        until: Instant,
    ) -> Carried {
        let drawn = board::live(&self.app.words, &current.page, current.live.delivery, order.at, order.language);
        if let Some(message) = current.live.message {
            return self.change_board(order, message, &drawn, until).await;
        }
        if look_first {
            match self.find_board(order, until).await {
                Ok(Outcome::There { message: Some(message), at }) => {
                    // It shows what was true when it was sent.
                    let changed = self.change_board(order, message, &drawn, until).await;
                    let is_there = matches!(changed.outcome, Outcome::There { .. });
                    let found = Outcome::There { message: Some(message), at };
                    return Carried { outcome: if is_there { found } else { changed.outcome }, ..changed };
                }
                Ok(_) => {}
                Err(outcome) => return outcome.into(),
            }
        }
        let channel = current.live.channel;
        match self.send(order, channel, drawn.clone(), until).await {
            Ok(message) => self.arrived(order, channel, &message, &drawn, until).await,
            Err(error) if error.meaning() == Meaning::Gone(Gone::Message) => Outcome::Deleted.into(),
            Err(error) => {
                tracing::warn!(server = %order.delivery.server, %error, "could not make a board");
                Outcome::Failed(failed(self, order, channel, &[Work::Post], &error, until).await).into()
            }
        }
    }

    async fn change_board(&self, order: &Order, message: MessageId, drawn: &Message, until: Instant) -> Carried {
        let Some(channel) = order.delivery.channel else {
            return Outcome::Failed(Failed::Never { reason: "it has no channel".to_owned() }).into();
        };
        let rest = self.app.rest.with(Urgency::Later);
        match rest.edit_message(channel.0, message.0, &drawn.to_json(), soon(until)).await {
            Ok(changed) => {
                let what_else = self.arrived(order, channel, &changed, drawn, until).await.what_else;
                Carried { outcome: Outcome::There { message: None, at: order.at }, what_else }
            }
            Err(error) if error.meaning() == Meaning::Gone(Gone::Message) => Outcome::Deleted.into(),
            Err(error) => Outcome::Failed(failed(self, order, channel, &[Work::Post], &error, until).await).into(),
        }
    }

    /// Looks for the message of a board whose request may have been accepted: there, not there, or what keeps us from knowing.
    pub(super) async fn find_board(&self, order: &Order, until: Instant) -> Result<Outcome, Outcome> {
        let Some(channel) = order.delivery.channel else {
            return Ok(Outcome::NotThere);
        };
        let fits = |message: &models::Message| look::is_board_of(message, order.delivery.id);
        match look::find(self, &order.delivery, channel, until, fits).await {
            Ok(Sight::Found(message)) => Ok(there(MessageId(message.id))),
            Ok(Sight::Others) => Ok(Outcome::NotThere),
            Ok(Sight::Nothing) => match self.history_is_readable(order, channel, until).await {
                Ok(()) => Ok(Outcome::NotThere),
                Err(unsure) => Err(Outcome::Failed(unsure)),
            },
            Err(error) => Err(Outcome::Failed(failed(self, order, channel, &[Work::Post], &error, until).await)),
        }
    }

    /// Takes a message down. One that is gone already is as well.
    pub(super) async fn take_down(&self, order: &Order, message: MessageId, until: Instant) -> Outcome {
        let Some(channel) = order.delivery.channel else {
            return Outcome::NotThere;
        };
        let rest = self.app.rest.with(Urgency::Later);
        match rest.delete_message(channel.0, message.0, soon(until)).await {
            Ok(()) => Outcome::There { message: None, at: order.at },
            Err(error) if matches!(error.meaning(), Meaning::Gone(_)) => Outcome::There { message: None, at: order.at },
            Err(error) => Outcome::Failed(failed(self, order, channel, &[Work::Post], &error, until).await),
        }
    }
}
