//! The page buttons of the leaderboard.

use crate::discord::call::Call;
use crate::discord::failure::Failure;
use crate::discord::reply::Reply;
use crate::discord::button::Turn;
use crate::domain::leaderboard::Window;

/// Turns to a page.
pub async fn press(_call: &mut Call, _window: Window, _turn: Turn) -> Result<Reply, Failure> {
    todo!()
}
