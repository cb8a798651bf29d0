//! Brings the messages of a live quiz, whose players wait for them.

use rest::{Gone, Meaning, RestError, Urgency, models};
use tokio::time::Instant;

use super::Outbox;
use super::boxes::in_plain_text;
use super::bring::nonce;
use super::carried::Carried;
use super::look::{self, Sight};
use super::refusal::{failed, refuses, without_access_asked};
use super::{shown, soon, tell};
use crate::actions::begin_delivery::Order;
use crate::actions::close_quiz_question::QuestionOver;
use crate::actions::record_delivery::Outcome;
use crate::actions::tell_quiz::{Part, QuizTold};
use crate::discord::easel::FOR_A_POST;
use crate::discord::message::Message;
use crate::discord::permissions::Work;
use crate::discord::render::{podium_picture, quiz as draw};
use crate::domain::delivery::Failed;
use crate::domain::ids::MessageId;

impl Outbox {
    /// Brings a message of a quiz, unless it is there.
    pub(super) async fn quiz(&self, order: &Order, told: &QuizTold, look_first: bool, until: Instant) -> Carried {
        let (channel, drawn) = (told.quiz.channel, draw::told(&self.app.words, told, order.language));
        if look_first {
            let fits = |message: &models::Message| is_there(message, told, &drawn);
            match look::find(self, &order.delivery, channel, until, fits).await {
                Ok(Sight::Found(message)) => return self.arrived(order, channel, &message, &drawn, until).await,
                Ok(Sight::Others) => {}
                Ok(Sight::Nothing) => {
                    if let Err(unsure) = self.history_is_readable(order, channel, until).await {
                        return Outcome::Failed(unsure).into();
                    }
                }
                Err(error) => return self.quiz_refused(order, told, &error, until).await,
            }
        }
        if order.only_look {
            return Outcome::NotThere.into();
        }
        // Whoever plays waits for it, as for the answer to a press.
        let rest = self.app.rest.with(Urgency::Interaction);
        let drawn = match podium_picture::of_quiz(&self.app.words.speak(order.language), told) {
            Some(sketch) => drawn.showing(&self.app.easel, sketch, FOR_A_POST).await,
            None => drawn,
        };
        match shown::create(&rest, channel, drawn.clone().once(nonce(order)), until).await {
            Ok(message) => self.arrived(order, channel, &message, &drawn, until).await,
            Err(error) if error.meaning() == Meaning::Gone(Gone::Message) => Outcome::Deleted.into(),
            Err(error) => self.quiz_refused(order, told, &error, until).await,
        }
    }

    /// Takes the buttons off a question that is over, when nobody waits for anything else. Whatever keeps the bot from it, a
    /// late press gets its sentence.
    pub(super) async fn close_quiz_question(&self, order: &Order, over: &QuestionOver, until: Instant) -> Carried {
        let Some(channel) = order.delivery.channel else {
            return Outcome::Failed(Failed::Never { reason: "there is no channel".to_owned() }).into();
        };
        let drawn = draw::question_over(&self.app.words, over, order.language);
        let plain = order.boxes_are_dropped.then(|| in_plain_text(&drawn, order.delivery.kind)).flatten();
        let drawn = plain.unwrap_or(drawn);
        let rest = self.app.rest.with(Urgency::Later);
        match rest.edit_message(channel.0, over.message.0, &drawn.to_json(), soon(until)).await {
            Ok(message) => {
                let what_else = self.arrived(order, channel, &message, &drawn, until).await.what_else;
                Carried { outcome: Outcome::There { message: None, at: order.at }, what_else }
            }
            Err(error) if refuses(&error) => Outcome::Failed(Failed::Never { reason: error.to_string() }).into(),
            Err(error) => Outcome::Failed(without_access_asked(&error)).into(),
        }
    }

    /// A quiz ends where it cannot go on; that is told in its channel, else to the manager who started it.
    async fn quiz_refused(&self, order: &Order, told: &QuizTold, error: &RestError, until: Instant) -> Carried {
        let (server, kind) = (order.delivery.server, order.delivery.kind.code());
        tracing::warn!(%server, kind, %error, "could not bring a step of a quiz");
        if let (Part::End { .. }, Some(starter)) = (&told.part, told.quiz.started_by)
            && refuses(error)
        {
            let word = draw::ended_elsewhere(&self.app.words, told, order.language);
            let said = tell::tell_privately(self, order, &word, starter, order.may_be_there(), until).await;
            return match said {
                // What stands elsewhere is no message of the channel.
                Outcome::There { at, .. } => Outcome::There { message: None, at },
                refused => refused,
            }
            .into();
        }
        Outcome::Failed(failed(self, order, told.quiz.channel, &[Work::Post], error, until).await).into()
    }
}

/// Whether a message is the one that is told: its buttons name the quiz and the question. The announcement has none, and
/// tells a time that no other does.
fn is_there(message: &models::Message, told: &QuizTold, drawn: &Message) -> bool {
    let quiz = told.quiz.id;
    match &told.part {
        Part::Call { .. } => !drawn.content.is_empty() && message.content == drawn.content,
        // Asked again, it is not the message of the first time.
        Part::Question { number, before, .. } => {
            *before != Some(MessageId(message.id)) && look::is_question_of(message, quiz, *number)
        }
        Part::Key { number, .. } => look::is_own_part_of(message, quiz, *number),
        Part::End { .. } => look::is_own_part_of(message, quiz, 0),
    }
}
