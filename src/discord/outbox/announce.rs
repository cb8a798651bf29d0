//! Tells in a channel of a server what concerns all of it: the end of a season, and that it was put right.

use rest::{Urgency, models};
use tokio::time::Instant;

use super::Outbox;
use super::carried::Carried;
use super::look::{self, Sight};
use super::refusal::{refuses, without_access_asked};
use super::{shown, soon};
use crate::actions::begin_delivery::Order;
use crate::actions::record_delivery::Outcome;
use crate::actions::tell_season::Podium;
use crate::discord::easel::FOR_A_POST;
use crate::discord::message::Message;
use crate::discord::render::{podium, podium_picture, race_picture};
use crate::domain::delivery::Failed;
use crate::domain::ids::MessageId;

impl Outbox {
    /// The podium of a season.
    pub(super) async fn tell_of_end(&self, order: &Order, told: &Podium, look_first: bool, until: Instant) -> Carried {
        let season = told.played.season.id;
        let word = self.podium(order, told).await;
        self.announce(order, &word, look_first, until, |message| look::is_podium_of(message, season)).await
    }

    async fn podium(&self, order: &Order, told: &Podium) -> Message {
        let speak = self.app.words.speak(order.language);
        let mut word = podium::podium(&self.app.words, told, order.language);
        let sketches = [podium_picture::of_season(&speak, told), race_picture::of_podium(&speak, told)];
        for sketch in sketches.into_iter().flatten() {
            word = word.showing(&self.app.easel, sketch, FOR_A_POST).await;
        }
        word
    }

    /// Has the message of a podium show what is true now. Where it may not be changed, the word in the channel stands alone.
    pub(super) async fn draw_podium_anew(
        &self,
        order: &Order,
        told: &Podium,
        message: MessageId,
        until: Instant,
    ) -> Carried {
        let Some(channel) = order.delivery.channel else {
            return Outcome::Failed(Failed::Never { reason: "there is no channel".to_owned() }).into();
        };
        let word = self.podium(order, told).await;
        let rest = self.app.rest.with(Urgency::Later);
        match shown::change(&rest, (channel, message), word.clone(), soon(until)).await {
            Ok(changed) => {
                let what_else = self.arrived(order, channel, &changed, &word, until).await.what_else;
                Carried { outcome: Outcome::There { message: None, at: order.at }, what_else }
            }
            Err(error) if refuses(&error) => Outcome::Failed(Failed::Never { reason: error.to_string() }).into(),
            Err(error) => Outcome::Failed(without_access_asked(&error)).into(),
        }
    }

    /// The word that the final board of a season was put right.
    pub(super) async fn tell_of_correction(
        &self,
        order: &Order,
        told: &Podium,
        look_first: bool,
        until: Instant,
    ) -> Carried {
        let season = told.played.season.id;
        let word = podium::correction(&self.app.words, told, order.language);
        self.announce(order, &word, look_first, until, |message| look::is_correction_of(message, season)).await
    }

    /// Says something in the channel of a delivery, unless a message that fits stands there already.
    pub(super) async fn announce(
        &self,
        order: &Order,
        word: &Message,
        look_first: bool,
        until: Instant,
        fits: impl Fn(&models::Message) -> bool,
    ) -> Carried {
        let Some(channel) = order.delivery.channel else {
            return Outcome::Failed(Failed::Never { reason: "there is no channel".to_owned() }).into();
        };
        if look_first {
            match look::find(self, &order.delivery, channel, until, fits).await {
                Ok(Sight::Found(message)) => return self.arrived(order, channel, &message, word, until).await,
                Ok(Sight::Others) => {}
                Ok(Sight::Nothing) => {
                    if let Err(unsure) = self.history_is_readable(order, channel, until).await {
                        return Outcome::Failed(unsure).into();
                    }
                }
                Err(error) => return self.not_told(order, channel, &error, until).await,
            }
        }
        if order.only_look {
            return Outcome::NotThere.into();
        }
        match self.send(order, channel, word.clone(), until).await {
            Ok(message) => self.arrived(order, channel, &message, word, until).await,
            Err(error) => self.not_told(order, channel, &error, until).await,
        }
    }
}
