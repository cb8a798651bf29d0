//! Reads a channel back, to know whether a message of ours is there already.

use chrono::TimeDelta;
use rest::models::Message;
use rest::{Around, RestError};
use tokio::time::Instant;

use super::Outbox;
use crate::discord::button::{ButtonId, QuizButton, Step, Turn};
use crate::discord::message::Message as Outgoing;
use crate::discord::snowflake;
use crate::domain::ids::{ChannelId, DeliveryId, QuizId, RoundId, SeasonId};
use crate::domain::leaderboard::BoardOf;
use crate::store::deliveries::Delivery;

/// Discord's clock and ours may differ by this much without a second look.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(10);

/// The most pages of a hundred messages that are read in each direction.
const PAGES: usize = 10;

/// What a channel shows.
pub(super) enum Sight {
    /// The message is there.
    Found(Box<Message>),
    /// Other messages are there.
    Others,
    /// No message at all; without the permission to read the history Discord shows this too.
    Nothing,
}

/// Looks for a message of the bot that fits, among those that are newer than the delivery's first request.
///
/// First from the time of that request on, by our clock, or from the newest id that was known then, whichever is later: our
/// clock may have been behind. It may have been ahead too, so the messages before that are read back to that id.
pub(super) async fn find(
    outbox: &Outbox,
    delivery: &Delivery,
    channel: ChannelId,
    until: Instant,
    fits: impl Fn(&Message) -> bool,
) -> Result<Sight, RestError> {
    let since = delivery.first_sent_at.unwrap_or(delivery.made_at) - CLOCKS_DIFFER;
    let known = delivery.seen_before.map_or(0, |known| known.0);
    let start = snowflake::first_id_at(since).max(known);
    let floor = if known > 0 { known } else { channel.0 };

    let mut any = false;
    let mut next = Some(Around::After(start));
    let mut pages = 0;
    while let Some(around) = next {
        let messages = outbox.app.rest.messages(channel.0, around, until).await?;
        any |= !messages.is_empty();
        pages += 1;
        let goes_on = messages.len() >= 100 && pages < PAGES;
        let ids: Vec<u64> = messages.iter().map(|message| message.id).collect();
        if let Some(message) = messages.into_iter().find(|message| message.is_by(outbox.bot) && fits(message)) {
            return Ok(Sight::Found(Box::new(message)));
        }
        let ids = ids.into_iter();
        next = match around {
            Around::After(_) if goes_on => ids.max().map(Around::After),
            Around::After(_) => {
                pages = 0;
                Some(Around::Before(start))
            }
            Around::Before(_) if goes_on => ids.min().map(Around::Before),
            Around::Before(_) => None,
        }
        .filter(|next| !matches!(next, Around::Before(id) if *id <= floor));
    }
    Ok(if any { Sight::Others } else { Sight::Nothing })
}

/// Whether a message is the post of a round: its buttons carry the round's id.
pub(super) fn is_post_of(message: &Message, round: RoundId) -> bool {
    button_ids(message).any(|id| match id {
        ButtonId::Answer(of, _) | ButtonId::Select(of) => of == round,
        _ => false,
    })
}

/// Whether a message is the reveal of a round: a closed post leads to the explanation too, but to nobody's own result.
pub(super) fn is_reveal_of(message: &Message, round: RoundId) -> bool {
    button_ids(message).any(|id| id == ButtonId::Result(round))
}

/// Whether a message is the board that a delivery brings, which keeps itself current.
pub(super) fn is_board_of(message: &Message, delivery: DeliveryId) -> bool {
    button_ids(message).any(|id| matches!(id, ButtonId::LiveBoard(of, _) if of == delivery))
}

/// Whether a message is a question of a quiz: its buttons or its menu carry both.
pub(super) fn is_question_of(message: &Message, quiz: QuizId, number: u32) -> bool {
    button_ids(message).any(|id| match id {
        ButtonId::Quiz(QuizButton::Answer(of, nth, _) | QuizButton::Select(of, nth)) => (of, nth) == (quiz, number),
        _ => false,
    })
}

/// Whether a message leads to the own part in a question of a quiz, or in all of it for 0: it is its key, or the end.
pub(super) fn is_own_part_of(message: &Message, quiz: QuizId, number: u32) -> bool {
    button_ids(message).any(|id| id == ButtonId::Quiz(QuizButton::Own(quiz, number)))
}

/// Whether a message is the podium of a season: it leads to the final board and to the own place there. A board of that season
/// leads to the own place too, but not to itself.
pub(super) fn is_podium_of(message: &Message, season: SeasonId) -> bool {
    let leads_to = |turn| button_ids(message).any(|id| id == ButtonId::Board(BoardOf::OneSeason(season), turn));
    leads_to(Turn::Final) && leads_to(Turn::Own)
}

/// Whether a message says in plain text that the final board of a season was put right: it leads to that board alone. The
/// boards of the season after lead there too, but they are boxes.
pub(super) fn is_correction_of(message: &Message, season: SeasonId) -> bool {
    let board = ButtonId::Board(BoardOf::OneSeason(season), Turn::Final);
    !message.content.is_empty() && message.embeds.is_empty() && button_ids(message).eq([board])
}

/// Whether a message is the greeting of a new server.
pub(super) fn is_greeting(message: &Message) -> bool {
    button_ids(message).any(|id| id == ButtonId::First(Step::Start))
}

/// The ids of the buttons of a message that is to go out.
pub(super) fn ids_of(word: &Outgoing) -> Vec<String> {
    let rows = word.to_json()["components"].as_array().cloned().unwrap_or_default();
    let parts = rows.iter().flat_map(|row| row["components"].as_array().into_iter().flatten());
    parts.filter_map(|part| part["custom_id"].as_str()).map(str::to_owned).collect()
}

/// Whether a message has the first of these buttons or the last: a card that was dealt with keeps one of them.
pub(super) fn has_ids(message: &Message, ids: &[String]) -> bool {
    let there = message.custom_ids();
    ids.first().into_iter().chain(ids.last()).any(|id| there.contains(&id.as_str()))
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
        let closed = message(json!({ "id": "1", "components": [{ "components": [{ "custom_id": "e:12" }] }] }));
        assert!(!is_post_of(&closed, RoundId(12)) && !is_reveal_of(&closed, RoundId(12)));
        let parts = json!([{ "components": [{ "custom_id": "e:12" }, { "custom_id": "m:12" }] }]);
        let reveal = message(json!({ "id": "1", "components": parts }));
        assert!(is_reveal_of(&reveal, RoundId(12)) && !is_reveal_of(&reveal, RoundId(1)));
        assert!(!is_post_of(&message(json!({ "id": "1", "components": [] })), RoundId(12)));
    }

    #[test]
    fn a_board_that_leads_to_the_season_before_is_no_word_about_that_season() {
        let message = |json| serde_json::from_value::<Message>(json).expect("a message");
        let parts = json!([{ "components": [{ "custom_id": "l:season/11:final" }] }]);
        let word = message(json!({ "id": "1", "content": "corrected", "components": parts }));
        assert!(is_correction_of(&word, SeasonId(11)) && !is_correction_of(&word, SeasonId(12)));
        let empty = message(json!({ "id": "1", "embeds": [{ "title": "a board" }], "components": parts }));
        assert!(!is_correction_of(&empty, SeasonId(11)));
        let parts = json!([{ "components": [{ "custom_id": "b:17:season" }, { "custom_id": "l:season/11:final" }] }]);
        let live = message(json!({ "id": "1", "embeds": [{ "title": "a board" }], "components": parts }));
        assert!(!is_correction_of(&live, SeasonId(11)) && !is_podium_of(&live, SeasonId(11)));
    }

    #[test]
    fn a_board_of_a_season_that_somebody_asked_for_is_no_podium_and_a_podium_is_one_without_its_box_too() {
        let message = |json| serde_json::from_value::<Message>(json).expect("a message");
        let row = |ids: &[&str]| {
            let parts: Vec<_> = ids.iter().map(|id| json!({ "custom_id": id })).collect();
            json!([{ "components": parts }])
        };
        let podium = row(&["l:season/11:final", "l:season/11:own"]);
        let boxed = message(json!({ "id": "1", "embeds": [{ "title": "it is over" }], "components": podium }));
        let plain = message(json!({ "id": "1", "content": "it is over", "components": podium }));
        assert!(is_podium_of(&boxed, SeasonId(11)) && is_podium_of(&plain, SeasonId(11)));
        assert!(!is_podium_of(&boxed, SeasonId(1)) && !is_correction_of(&plain, SeasonId(11)));
        let board = row(&["l:season/11:own", "l:season/10:final"]);
        let board = message(json!({ "id": "1", "embeds": [{ "title": "a board" }], "components": board }));
        assert!(!is_podium_of(&board, SeasonId(11)) && !is_podium_of(&board, SeasonId(10)));
    }
}
