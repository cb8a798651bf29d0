//! The page buttons of the leaderboard.

use crate::actions::show_leaderboard::Page;
use crate::discord::button::Turn;
use crate::discord::call::Call;
use crate::discord::commands::leaderboard::{drawn, page};
use crate::discord::reply::Reply;
use crate::domain::leaderboard::Window;
use crate::store::StoreError;

/// Turns to a page.
pub(super) async fn press(call: &mut Call, window: Window, turn: Turn) -> Result<Reply, StoreError> {
    let wanted = match turn {
        Turn::Top => Page::First,
        Turn::Own => Page::Around(call.member),
        Turn::After(edge) => Page::After(edge),
        Turn::Before(edge) => Page::Before(edge),
    };
    let speak = call.app.words.speak(call.language);
    Ok(match page(call, window, wanted).await? {
        Some((board, _)) if turn == Turn::Own && board.own.is_none() => Reply::private(speak.say("board-not-on-it")),
        Some((board, language)) => Reply::Update(drawn(call, &board, language)),
        None => Reply::private(speak.say("today-not-set-up")),
    })
}
