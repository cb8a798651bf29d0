//! Answers by button and by menu.

use crate::discord::call::Call;
use crate::discord::commands;
use crate::discord::reply::Reply;
use crate::domain::choice::Choice;
use crate::domain::ids::RoundId;
use crate::store::StoreError;

/// Takes an answer.
pub(super) async fn press(call: &mut Call, round: RoundId, choice: Choice) -> Result<Reply, StoreError> {
    commands::answer::submit(call, Some(round), Some(choice)).await
}
