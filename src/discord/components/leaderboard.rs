//! The buttons of the leaderboard: its pages, and the own place of whoever presses.

use crate::actions::show_leaderboard::BoardPart;
use crate::discord::button::Turn;
use crate::discord::call::Call;
use crate::discord::commands::leaderboard::{drawn, page};
use crate::discord::render::board;
use crate::discord::reply::{Reply, Visibility};
use crate::domain::leaderboard::BoardOf;
use crate::store::StoreError;

/// Turns to a page, or tells whoever pressed where they stand.
pub(super) async fn press(call: &mut Call, of: BoardOf, turn: Turn) -> Result<Reply, StoreError> {
    let wanted = match turn {
        Turn::Top | Turn::Final => BoardPart::First,
        Turn::Own => BoardPart::Around(call.member),
        Turn::After(edge) => BoardPart::After(edge),
        Turn::Before(edge) => BoardPart::Before(edge),
    };
    let speak = call.app.words.speak(call.language);
    Ok(match page(call, of, wanted).await? {
        Some((board, _)) if turn == Turn::Own => match &board.own {
            Some(own) => {
                let place = board::place(&call.app.words, &board, own, call.language);
                Reply::Message(place, Visibility::OnlyYou)
            }
            None if board.is_over => Reply::private(speak.say("board-not-on-it-over")),
            None => Reply::private(speak.say("board-not-on-it")),
        },
        Some((board, _)) if turn == Turn::Final => {
            Reply::Message(drawn(call, &board, call.language), Visibility::OnlyYou)
        }
        Some((board, language)) => Reply::Update(drawn(call, &board, language)),
        None => Reply::private(speak.say("today-not-set-up")),
    })
}
