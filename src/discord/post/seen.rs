//! Reads a channel back, to know whether a message of ours is there already.

use chrono::{DateTime, TimeDelta, Utc};
use rest::RestError;
use rest::models::Message;

use super::Poster;
use crate::discord::button::ButtonId;
use crate::discord::snowflake;
use crate::domain::ids::{ChannelId, MessageId, RoundId};

/// Discord's clock and ours may differ by this much.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(10);

/// The most pages of a hundred messages that are read after the first try.
const PAGES: usize = 10;

/// What a channel shows.
pub(super) enum Seen {
    /// The message is there.
    Found(MessageId),
    /// Other messages are there.
    NotThere,
    /// No message at all; without the permission to read the history Discord shows this too.
    Nothing,
}

/// Looks for a message of the bot that fits, among those since an instant.
pub(super) async fn find(
    poster: &Poster,
    channel: ChannelId,
    since: DateTime<Utc>,
    fits: impl Fn(&Message) -> bool,
) -> Result<Seen, RestError> {
    let mut after = snowflake::first_id_at(since - CLOCKS_DIFFER);
    let mut seen_any = false;
    for _ in 0..PAGES {
        let messages = poster.app.rest.recent_messages(channel.0, Some(after), super::until()).await?;
        let ours = messages.iter().find(|message| message.is_by(poster.bot) && fits(message));
        if let Some(message) = ours {
            return Ok(Seen::Found(MessageId(message.id)));
        }
        seen_any |= !messages.is_empty();
        match messages.iter().map(|message| message.id).max() {
            Some(newest) if messages.len() >= 100 => after = newest,
            _ => break,
        }
    }
    Ok(if seen_any { Seen::NotThere } else { Seen::Nothing })
}

/// Whether a message is the post of a round: its buttons carry the round's id.
pub(super) fn is_post_of(message: &Message, round: RoundId) -> bool {
    button_ids(message).any(|id| match id {
        ButtonId::Answer(of, _) | ButtonId::Select(of) => of == round,
        _ => false,
    })
}

/// Whether a message is the reveal of a round.
pub(super) fn is_reveal_of(message: &Message, round: RoundId) -> bool {
    button_ids(message).any(|id| id == ButtonId::Explain(round))
}

/// Whether a message answers another one.
pub(super) fn replies_to(message: &Message, to: MessageId) -> bool {
    message.replies_to() == Some(to.0)
}

fn button_ids(message: &Message) -> impl Iterator<Item = ButtonId> {
    message.custom_ids().into_iter().filter_map(ButtonId::parse)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_post_is_known_by_the_round_in_its_buttons() {
        let message = |json| serde_json::from_value::<Message>(json).expect("a message");
        let parts = json!([{ "components": [{ "custom_id": "a:12:A" }, { "custom_id": "a:12:B" }] }]);
        let post = message(json!({ "id": "1", "components": parts }));
        assert!(is_post_of(&post, RoundId(12)));
        assert!(!is_post_of(&post, RoundId(1)));
        assert!(!is_reveal_of(&post, RoundId(12)));
        assert!(!is_post_of(&message(json!({ "id": "1", "components": [] })), RoundId(12)));
    }
}
