//! Reads a channel back, to know whether a message of ours is there already.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

use super::Poster;
use crate::discord::button::ButtonId;
use crate::discord::rest::RestError;
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
    fits: impl Fn(&Value) -> bool,
) -> Result<Seen, RestError> {
    let bot = poster.bot.to_string();
    let mut after = MessageId(snowflake::first_id_at(since - CLOCKS_DIFFER));
    let mut seen_any = false;
    for _ in 0..PAGES {
        let messages = poster.app.rest.recent_messages(channel, Some(after), super::until()).await?;
        let ours = messages.iter().find(|message| message["author"]["id"] == bot.as_str() && fits(message));
        if let Some(id) = ours.and_then(id_of) {
            return Ok(Seen::Found(id));
        }
        seen_any |= !messages.is_empty();
        match messages.iter().filter_map(id_of).max() {
            Some(newest) if messages.len() >= 100 => after = newest,
            _ => break,
        }
    }
    Ok(if seen_any { Seen::NotThere } else { Seen::Nothing })
}

fn id_of(message: &Value) -> Option<MessageId> {
    message["id"].as_str()?.parse().ok().map(MessageId)
}

/// Whether a message is the post of a round: its buttons carry the round's id.
pub(super) fn is_post_of(message: &Value, round: RoundId) -> bool {
    button_ids(message).any(|id| match id {
        ButtonId::Answer(of, _) | ButtonId::Select(of) => of == round,
        _ => false,
    })
}

/// Whether a message is the reveal of a round.
pub(super) fn is_reveal_of(message: &Value, round: RoundId) -> bool {
    button_ids(message).any(|id| id == ButtonId::Explain(round))
}

/// Whether a message answers another one.
pub(super) fn replies_to(message: &Value, to: MessageId) -> bool {
    message["message_reference"]["message_id"].as_str() == Some(to.to_string().as_str())
}

fn button_ids(message: &Value) -> impl Iterator<Item = ButtonId> {
    let rows = message["components"].as_array().map(Vec::as_slice).unwrap_or_default();
    let parts = rows.iter().flat_map(|row| row["components"].as_array().map(Vec::as_slice).unwrap_or_default());
    parts.filter_map(|part| part["custom_id"].as_str()).filter_map(ButtonId::parse)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_post_is_known_by_the_round_in_its_buttons() {
        let post = json!({ "components": [{ "components": [{ "custom_id": "a:12:A" }, { "custom_id": "a:12:B" }] }] });
        assert!(is_post_of(&post, RoundId(12)));
        assert!(!is_post_of(&post, RoundId(1)));
        assert!(!is_reveal_of(&post, RoundId(12)));
        assert!(!is_post_of(&json!({ "components": [] }), RoundId(12)));
    }
}
