//! The "Explain" button.

use crate::discord::call::Call;
use crate::discord::failure::Failure;
use crate::discord::reply::Reply;
use crate::domain::ids::RoundId;

/// Explains a round's question to whoever presses.
pub async fn press(_call: &mut Call, _round: RoundId) -> Result<Reply, Failure> {
    todo!()
}
