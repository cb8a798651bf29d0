//! Draws a delivery and sends it, or finds that it is there already.

use rest::{Gone, Meaning, RestError, Urgency, models};
use tokio::time::Instant;

use super::Outbox;
use super::boxes::in_plain_text;
use super::carried::{Carried, there};
use super::look::{self, Sight};
use super::refusal::{failed, refuses, spot, without_access_asked};
use super::{places, shown, soon, tell};
use crate::actions::begin_delivery::Order;
use crate::actions::delivery_content::Content;
use crate::actions::record_delivery::Outcome;
use crate::discord::message::Message;
use crate::discord::permissions::{Why, Work};
use crate::discord::render::ceremony::ceremony;
use crate::discord::render::question::{self as draw, Over, Post};
use crate::discord::render::{report, reveal, rewards as draw_rewards, thread};
use crate::domain::delivery::Failed;
use crate::domain::ids::{ChannelId, MessageId, RoleId, ServerId};
use crate::domain::round::{Round, RoundState};
use crate::domain::sheet::Sheet;
use crate::store::editions::Drawn;

impl Outbox {
    /// Carries a delivery out. `is_fresh` says that Discord still knows the nonce of an earlier request.
    pub(super) async fn carry(&self, order: &Order, is_fresh: bool, until: Instant) -> Carried {
        let look_first = order.may_be_there() && (!is_fresh || order.only_look);
        let words = &self.app.words;
        match &order.content {
            Content::Post(drawn, ping) => self.post(order, drawn, *ping, look_first, until).await,
            Content::Count(drawn, ping, answered) | Content::Close(drawn, ping, answered) => {
                self.show_anew(order, drawn, (*ping, *answered), until).await
            }
            Content::Thread(drawn) => self.open_thread(order, drawn, until).await,
            Content::Pin { round, before } => self.pin(order, round, *before, until).await,
            Content::Reveal(told) => {
                let round = &told.round;
                let key = reveal::reveal(words, round.id, &told.sheet, &told.choices, order.language);
                self.under_the_post(order, round, Some(key), look_first, until).await
            }
            Content::Void(Drawn { round, sheet }) => {
                let edition = sheet.as_ref().map(Sheet::edition);
                let word = reveal::void_notice(words, edition, round.day, order.language);
                self.under_the_post(order, round, Some(word), look_first, until).await
            }
            Content::Restored(Drawn { round, sheet }) => {
                let edition = sheet.as_ref().map(Sheet::edition);
                let word = reveal::restored_notice(words, edition, round.day, order.language);
                self.under_the_post(order, round, Some(word), look_first, until).await
            }
            Content::Trouble { about, missing, channel, manager } => {
                let word = reveal::trouble(words, about, missing, *channel, order.language);
                tell::tell_manager(self, order, &word, (*channel, *manager), look_first, until).await.into()
            }
            Content::Board(current) => self.keep_board(order, current, look_first, until).await,
            Content::Ceremony(told) => {
                let word = ceremony(words, told, order.language);
                self.hold_ceremony(order, &word, look_first, until).await.into()
            }
            Content::StrayBoard => self.find_board(order, until).await.unwrap_or_else(|outcome| outcome).into(),
            Content::Unboard(message) => self.take_down(order, *message, until).await.into(),
            Content::Quiz(told) => self.quiz(order, told, look_first, until).await,
            Content::QuizClose(over) => self.close_quiz_question(order, over, until).await,
            Content::Podium(told) => self.tell_of_end(order, told, look_first, until).await,
            Content::Redraw(told, message) => self.draw_podium_anew(order, told, *message, until).await,
            Content::Correction(told) => self.tell_of_correction(order, told, look_first, until).await,
            Content::Role(change) => self.change_role(order, change, until).await,
            Content::Prize(trouble) => {
                let word = draw_rewards::trouble(words, trouble, order.language);
                // It is about no channel.
                let whom = (ChannelId(0), trouble.manager);
                tell::tell_manager(self, order, &word, whom, look_first, until).await.into()
            }
            Content::Greeting => tell::greet(self, order, look_first, until).await.into(),
            Content::Report(card, manager) => {
                let server = self.name_of(card.report.server, until).await;
                let word = report::card(words, card, server.as_deref(), order.language);
                tell::tell_privately(self, order, &word, *manager, look_first, until).await.into()
            }
            Content::ReportAnswer(card) => {
                let server = self.name_of(card.report.server, until).await;
                let word = report::answer(words, card, server.as_deref(), order.language);
                tell::tell_privately(self, order, &word, card.report.member, look_first, until).await.into()
            }
        }
    }

    /// Has a post show how its round stands: with its count while it is open, without its buttons when it is over.
    async fn show_anew(
        &self,
        order: &Order,
        Drawn { round, sheet }: &Drawn,
        (ping, answered): (Option<RoleId>, u32),
        until: Instant,
    ) -> Carried {
        let (words, post) = (&self.app.words, post_of(round, ping, answered));
        let drawn = sheet.as_ref().map(|sheet| match round.state {
            RoundState::Open => draw::post(words, sheet, &post, order.language),
            RoundState::Void => draw::closed_post(words, sheet, Over::Void, &post, order.language),
            _ => draw::closed_post(words, sheet, Over::Closed, &post, order.language),
        });
        self.edit(order, round, drawn, until).await
    }

    /// A server's name; what is told goes out without it when Discord does not say it.
    async fn name_of(&self, server: ServerId, until: Instant) -> Option<String> {
        self.app.rest.server(server.0, until).await.ok().map(|server| server.name)
    }

    async fn post(
        &self,
        order: &Order,
        Drawn { round, sheet }: &Drawn,
        ping: Option<RoleId>,
        look_first: bool,
        until: Instant,
    ) -> Carried {
        let channel = order.delivery.channel.unwrap_or(round.channel);
        let post = post_of(round, ping, 0);
        let drawn = sheet.as_ref().map(|sheet| draw::post(&self.app.words, sheet, &post, order.language));
        if look_first {
            let fits = |message: &models::Message| look::is_post_of(message, round.id);
            match look::find(self, &order.delivery, channel, until, fits).await {
                Ok(Sight::Found(message)) => {
                    return match &drawn {
                        Some(drawn) => self.arrived(order, channel, &message, drawn, until).await,
                        None => there(MessageId(message.id)).into(),
                    };
                }
                Ok(Sight::Others) => {}
                Ok(Sight::Nothing) => {
                    if let Err(unsure) = self.history_is_readable(order, channel, until).await {
                        return Outcome::Failed(unsure).into();
                    }
                }
                Err(error) => {
                    return Outcome::Failed(failed(self, order, channel, &[Work::Post], &error, until).await).into();
                }
            }
        }
        if order.only_look {
            return Outcome::NotThere.into();
        }
        // A wording that was not kept is our fault, not Discord's.
        let Some(drawn) = drawn else {
            return Outcome::Failed(Failed::Never { reason: "the question is gone".to_owned() }).into();
        };
        match self.send(order, channel, drawn.clone(), until).await {
            Ok(message) => self.arrived(order, channel, &message, &drawn, until).await,
            Err(error) if error.meaning() == Meaning::Gone(Gone::Message) => {
                tracing::warn!(round = %round.id, server = %round.server, "the post was deleted before it was recorded; it is not posted again");
                Outcome::Deleted.into()
            }
            Err(error) => {
                tracing::warn!(round = %round.id, server = %round.server, %error, "could not post a round");
                Outcome::Failed(failed(self, order, channel, &[Work::Post], &error, until).await).into()
            }
        }
    }

    /// Without the permission to read the history Discord shows an empty channel: nothing can be told from it.
    pub(super) async fn history_is_readable(
        &self,
        order: &Order,
        channel: ChannelId,
        until: Instant,
    ) -> Result<(), Failed> {
        let spot = spot(self, order, channel, &[Work::Post]);
        match tokio::time::timeout_at(until, spot.look(None, order.at)).await {
            Ok(Ok(look)) => {
                let hides = |missing: &&&str| matches!(**missing, "channel" | "view-channel" | "read-message-history");
                let why = look.missing.iter().find(hides).map(|missing| Why { missing, until: look.timed_out_until });
                why.map_or(Ok(()), |why| Err(why.into()))
            }
            _ => Err(Failed::Unknown),
        }
    }

    /// Sends a message of a delivery into a channel, so that a repetition within a few minutes is the same message.
    pub(super) async fn send(
        &self,
        order: &Order,
        channel: ChannelId,
        message: Message,
        until: Instant,
    ) -> Result<models::Message, RestError> {
        let message = message.once(nonce(order));
        shown::create(&self.app.rest, channel, message, until).await
    }

    async fn edit(&self, order: &Order, round: &Round, drawn: Option<Message>, until: Instant) -> Carried {
        let (Some(drawn), Some(message)) = (drawn, round.message) else {
            return Outcome::Failed(Failed::Never { reason: "there is nothing to change".to_owned() }).into();
        };
        // Where boxes are dropped, a change that says all in its text at once never shows buttons alone.
        let plain = order.boxes_are_dropped.then(|| in_plain_text(&drawn, order.delivery.kind)).flatten();
        let drawn = plain.unwrap_or(drawn);
        let rest = self.app.rest.with(Urgency::Later);
        match rest.edit_message(round.channel.0, message.0, &drawn.to_json(), soon(until)).await {
            Ok(message) => {
                let what_else = self.arrived(order, round.channel, &message, &drawn, until).await.what_else;
                Carried { outcome: Outcome::There { message: None, at: order.delivery.made_at }, what_else }
            }
            Err(error) => {
                Outcome::Failed(failed(self, order, round.channel, &[Work::Post], &error, until).await).into()
            }
        }
    }

    /// Pins a post, and unpins the one before. A post that is gone has no pin to take off.
    async fn pin(
        &self,
        order: &Order,
        round: &Round,
        before: Option<(ChannelId, MessageId)>,
        until: Instant,
    ) -> Carried {
        let rest = self.app.rest.with(Urgency::Later);
        if let Some((channel, message)) = before
            && let Err(error) = rest.unpin(channel.0, message.0, soon(until)).await
            && !refuses(&error)
        {
            return Outcome::Failed(without_access_asked(&error)).into();
        }
        let Some(message) = round.message else {
            return Outcome::Failed(Failed::Never { reason: "there is no post".to_owned() }).into();
        };
        match rest.pin(round.channel.0, message.0, soon(until)).await {
            Ok(()) => Outcome::There { message: None, at: order.delivery.made_at }.into(),
            Err(error) => {
                tracing::warn!(round = %round.id, server = %round.server, %error, "could not pin a post");
                places::extra_refused(self, order, round, Work::Pin, &error, until).await
            }
        }
    }

    /// Opens the talk under a post; without it the reveal is a reply to the post.
    async fn open_thread(&self, order: &Order, Drawn { round, sheet }: &Drawn, until: Instant) -> Carried {
        let Some(message) = round.message else {
            return Outcome::Failed(Failed::Never { reason: "there is no post".to_owned() }).into();
        };
        let name = thread::name(&self.app.words, round, sheet.as_ref().map(Sheet::edition), order.language);
        let body = serde_json::json!({ "name": name, "auto_archive_duration": 1440 });
        let there = Outcome::There { message: None, at: order.delivery.made_at };
        match self.app.rest.start_thread(round.channel.0, message.0, &body, until).await {
            Ok(_) => there.into(),
            Err(error) if error.meaning() == Meaning::AlreadyDone => there.into(),
            Err(error) => {
                tracing::warn!(round = %round.id, server = %round.server, %error, "could not open a thread under a post");
                places::extra_refused(self, order, round, Work::Thread, &error, until).await
            }
        }
    }
}

/// What the post of a round says beside its sheet.
fn post_of(round: &Round, ping: Option<RoleId>, answered: u32) -> Post {
    Post { round: round.id, closes_at: round.closes_at, ping, answered }
}

/// The nonce of a delivery: the same for every try, so that Discord itself drops a repetition.
pub(super) fn nonce(order: &Order) -> String {
    format!("delivery-{}", order.delivery.id)
}
