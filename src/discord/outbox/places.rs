//! Where a delivery goes that has more than one way: under a post, into its thread.

use rest::{Meaning, RestError, models};
use tokio::time::Instant;

use super::Outbox;
use super::carried::Carried;
use super::look::{self, Sight};
use super::refusal::{failed, refuses, shuts_all, spot};
use crate::actions::begin_delivery::Order;
use crate::actions::delivery_content::Content;
use crate::actions::record_delivery::Outcome;
use crate::discord::message::Message;
use crate::discord::permissions::Work;
use crate::domain::delivery::Failed;
use crate::domain::ids::ChannelId;
use crate::domain::round::Round;
use crate::domain::settings::Thread;

impl Outbox {
    /// Puts a message under a round's post: in its thread, else as a reply, else into the channel.
    ///
    /// The thread or the reply may be refused for many reasons (locked, archived, no history to be read); none of them
    /// is one to lose the message for.
    pub(super) async fn under_the_post(
        &self,
        order: &Order,
        round: &Round,
        drawn: Option<Message>,
        look_first: bool,
        until: Instant,
    ) -> Carried {
        let (Some(drawn), Some(post)) = (drawn, round.message) else {
            return Outcome::Failed(Failed::Never { reason: "there is nothing to tell".to_owned() }).into();
        };
        // A thread that starts from a message has the message's id.
        let thread = (round.thread == Thread::Open).then_some(ChannelId(post.0));
        if look_first {
            for channel in thread.into_iter().chain([round.channel]) {
                match self.find_under(order, round, &drawn, channel, until).await {
                    Ok(Sight::Found(message)) => return self.arrived(order, channel, &message, &drawn, until).await,
                    Ok(Sight::Others) => {}
                    Ok(Sight::Nothing) => {
                        if let Err(unsure) = self.history_is_readable(order, channel, until).await {
                            return Outcome::Failed(unsure).into();
                        }
                    }
                    // A thread that is closed to us holds nothing that we could know of.
                    Err(error) if Some(channel) == thread && error.status().is_some() => {}
                    Err(error) => return self.not_told(order, channel, &error, until).await,
                }
            }
        }
        if let Some(thread) = thread {
            match self.send(order, thread, drawn.clone(), until).await {
                Ok(message) => return self.arrived(order, thread, &message, &drawn, until).await,
                Err(error) if refuses(&error) => {}
                Err(error) => return self.not_told(order, thread, &error, until).await,
            }
        }
        match self.send(order, round.channel, drawn.clone().in_reply_to(post), until).await {
            Ok(message) => self.arrived(order, round.channel, &message, &drawn, until).await,
            Err(error) if refuses(&error) && !shuts_all(&error) => {
                match self.send(order, round.channel, drawn.clone(), until).await {
                    Ok(message) => self.arrived(order, round.channel, &message, &drawn, until).await,
                    Err(error) => self.not_told(order, round.channel, &error, until).await,
                }
            }
            Err(error) => self.not_told(order, round.channel, &error, until).await,
        }
    }

    pub(super) async fn not_told(
        &self,
        order: &Order,
        channel: ChannelId,
        error: &RestError,
        until: Instant,
    ) -> Carried {
        let (server, kind) = (order.delivery.server, order.delivery.kind.code());
        tracing::warn!(%server, kind, %error, "could not tell of a round");
        Outcome::Failed(failed(self, order, channel, &[Work::Post], error, until).await).into()
    }

    async fn find_under(
        &self,
        order: &Order,
        round: &Round,
        drawn: &Message,
        channel: ChannelId,
        until: Instant,
    ) -> Result<Sight, RestError> {
        let is_reveal = matches!(order.content, Content::Reveal(_));
        let fits = |message: &models::Message| {
            if is_reveal {
                look::is_reveal_of(message, round.id)
            } else {
                message.content == drawn.content && !message.content.is_empty()
            }
        };
        look::find(self, &order.delivery, channel, until, fits).await
    }
}

/// What it means that something was refused that belongs to a post, such as its thread or its pin: the round stands, and the
/// manager is told once.
pub(super) async fn extra_refused(
    outbox: &Outbox,
    order: &Order,
    round: &Round,
    extra: Work,
    error: &RestError,
    until: Instant,
) -> Carried {
    let works = [Work::Post, extra];
    if error.meaning() != Meaning::Full {
        return Outcome::Failed(failed(outbox, order, round.channel, &works, error, until).await).into();
    }
    // Nothing is tried again for this post; the next one tries.
    let there = Outcome::There { message: None, at: round.due_at };
    let why = spot(outbox, order, round.channel, &works).why(error, order.at, until).await;
    Carried { outcome: there, what_else: Some(why.missing.to_owned()) }
}
