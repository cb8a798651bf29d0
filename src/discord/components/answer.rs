//! Answers by button and by menu.

use crate::discord::call::Call;
use crate::discord::failure::Failure;
use crate::discord::reply::Reply;
use crate::domain::choice::Choice;
use crate::domain::ids::RoundId;

/// Takes an answer.
pub async fn press(_call: &mut Call, _round: RoundId, _choice: Choice) -> Result<Reply, Failure> {
    todo!()
}
