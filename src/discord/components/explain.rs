//! The "Explain" button.

use crate::discord::call::Call;
use crate::discord::commands;
use crate::discord::failure::Failure;
use crate::discord::reply::Reply;
use crate::domain::ids::RoundId;

/// Explains a round's question to whoever presses.
pub async fn press(call: &mut Call, round: RoundId) -> Result<Reply, Failure> {
    commands::explain::of_round(call, round).await
}
