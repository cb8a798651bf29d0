//! Answers by button and by menu.

use crate::discord::call::Call;
use crate::discord::commands;
use crate::discord::failure::Failure;
use crate::discord::reply::Reply;
use crate::domain::choice::Choice;
use crate::domain::ids::RoundId;

/// Takes an answer.
pub async fn press(call: &mut Call, round: RoundId, choice: Choice) -> Result<Reply, Failure> {
    commands::answer::submit(call, Some(round), Some(choice)).await
}
