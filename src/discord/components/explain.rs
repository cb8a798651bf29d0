//! The buttons that explain: the whole explanation of a question, and its notes.

use crate::discord::call::Call;
use crate::discord::commands;
use crate::discord::reply::Reply;
use crate::domain::ids::RoundId;
use crate::store::StoreError;

/// Explains a round's question to whoever presses.
pub(super) async fn press(call: &mut Call, round: RoundId) -> Result<Reply, StoreError> {
    commands::explain::of_round(call, round).await
}

/// Turns to a page of an explanation.
pub(super) async fn turn(call: &mut Call, round: RoundId, page: usize) -> Result<Reply, StoreError> {
    commands::explain::page_of_round(call, round, page).await
}

/// Shows the notes on a round's question to whoever presses.
pub(super) async fn notes(call: &mut Call, round: RoundId) -> Result<Reply, StoreError> {
    commands::explain::notes_of_round(call, round).await
}
