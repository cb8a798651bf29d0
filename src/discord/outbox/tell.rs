//! Tells a manager: in a channel that the bot can write to, else in a direct message.

use rest::{RestError, models};
use tokio::time::Instant;

use super::Outbox;
use super::carried::there;
use super::look::{self, Sight};
use super::refusal::{refused_privately, refuses, without_access_asked};
use crate::actions::begin_delivery::Order;
use crate::actions::record_delivery::Outcome;
use crate::discord::message::Message;
use crate::discord::permissions;
use crate::discord::render::first_steps::greeting;
use crate::domain::delivery::Failed;
use crate::domain::ids::{ChannelId, MemberId, MessageId};
use crate::domain::language::Language;

/// How many channels are tried that look open: one may be refused for a reason that cannot be seen.
const CHANNELS_TRIED: usize = 3;

/// Tells the manager of a trouble in a channel: in another one that the bot can write to, else in a direct message.
pub(super) async fn tell_manager(
    outbox: &Outbox,
    order: &Order,
    word: &Message,
    (not, manager): (ChannelId, Option<MemberId>),
    look_first: bool,
    until: Instant,
) -> Outcome {
    let open = match permissions::writable(&outbox.app, outbox.bot, order.delivery.server, order.at, until).await {
        Ok(open) => open,
        Err(error) if refuses(&error) => Vec::new(),
        Err(error) => return Outcome::Failed(without_access_asked(&error)),
    };
    // In a channel they would not notice it; in a direct message they do anyway.
    let calling = match manager {
        Some(manager) => word.clone().calling_member(manager),
        None => word.clone(),
    };
    for channel in open.into_iter().filter(|channel| *channel != not).take(CHANNELS_TRIED) {
        match outbox.say_in(order, channel, false, &calling, look_first, until).await {
            Ok(outcome) => return outcome,
            Err(error) if refuses(&error) => {}
            // It may be there, so it is told nowhere else.
            Err(error) => return Outcome::Failed(without_access_asked(&error)),
        }
    }
    match manager {
        Some(manager) => tell_privately(outbox, order, word, manager, look_first, until).await,
        None => Outcome::Failed(Failed::NoAccess { missing: "send-messages".to_owned(), until: None }),
    }
}

/// Greets a new server in the first channel that the bot can write to, in the server's language.
pub(super) async fn greet(outbox: &Outbox, order: &Order, look_first: bool, until: Instant) -> Outcome {
    let (rest, server) = (&outbox.app.rest, order.delivery.server);
    let (about, open) = tokio::join!(
        rest.server(server.0, until),
        permissions::writable(&outbox.app, outbox.bot, server, order.at, until)
    );
    let (about, mut open) = match (about, open) {
        (Ok(about), Ok(open)) => (about, open),
        (Err(error), _) | (_, Err(error)) => return Outcome::Failed(without_access_asked(&error)),
    };
    // Where members are welcomed, rather than where moderators read the news.
    open.sort_by_key(|channel| match Some(channel.0) {
        one if one == about.system_channel => 0,
        one if one == about.updates_channel => 2,
        _ => 1,
    });
    let word = greeting(&outbox.app.words, Language::of_locale(about.preferred_locale.as_deref().unwrap_or_default()));
    for channel in open.into_iter().take(CHANNELS_TRIED) {
        if look_first {
            match look::find(outbox, &order.delivery, channel, until, look::is_greeting).await {
                Ok(Sight::Found(message)) => return there(MessageId(message.id)),
                Ok(Sight::Others | Sight::Nothing) => {}
                Err(error) if refuses(&error) => continue,
                Err(error) => return Outcome::Failed(without_access_asked(&error)),
            }
        }
        if order.only_look {
            continue;
        }
        match outbox.send(order, channel, word.clone(), until).await {
            Ok(message) => return there(MessageId(message.id)),
            Err(error) if refuses(&error) => {}
            // It may be there, so it is said nowhere else.
            Err(error) => return Outcome::Failed(without_access_asked(&error)),
        }
    }
    if order.only_look {
        return Outcome::NotThere;
    }
    Outcome::Failed(Failed::NoAccess { missing: "send-messages".to_owned(), until: None })
}

/// Tells the manager in a direct message.
pub(super) async fn tell_privately(
    outbox: &Outbox,
    order: &Order,
    word: &Message,
    manager: MemberId,
    look_first: bool,
    until: Instant,
) -> Outcome {
    let said = match outbox.app.rest.open_dm(manager.0, until).await {
        Ok(channel) => outbox.say_in(order, ChannelId(channel.id), true, word, look_first, until).await,
        Err(error) => Err(error),
    };
    match said {
        Ok(outcome) => outcome,
        Err(error) => {
            tracing::warn!(server = %order.delivery.server, kind = order.delivery.kind.code(), %error, "could not tell a manager");
            Outcome::Failed(refused_privately(&error))
        }
    }
}

impl Outbox {
    /// Says something in a channel, unless it stands there already or nobody can tell.
    async fn say_in(
        &self,
        order: &Order,
        channel: ChannelId,
        is_direct: bool,
        word: &Message,
        look_first: bool,
        until: Instant,
    ) -> Result<Outcome, RestError> {
        if look_first {
            // What has buttons is known by them, whatever its text says by now.
            let ids = look::ids_of(word);
            let fits = |message: &models::Message| {
                if ids.is_empty() { message.content == word.content } else { look::has_ids(message, &ids) }
            };
            match look::find(self, &order.delivery, channel, until, fits).await? {
                Sight::Found(message) => return Ok(there(MessageId(message.id))),
                Sight::Others => {}
                Sight::Nothing if is_direct => {}
                Sight::Nothing => {
                    if let Err(unsure) = self.history_is_readable(order, channel, until).await {
                        return Ok(Outcome::Failed(unsure));
                    }
                }
            }
        }
        self.send(order, channel, word.clone(), until).await.map(|message| there(MessageId(message.id)))
    }
}
