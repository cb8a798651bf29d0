//! The form of a report.

use crate::discord::call::Call;
use crate::discord::failure::Failure;
use crate::discord::reply::Reply;
use crate::domain::ids::QuestionId;

/// Opens the form.
pub fn press(_call: &Call, _question: &QuestionId) -> Result<Reply, Failure> {
    todo!()
}

/// Takes the form.
pub async fn submit(_call: &mut Call, _question: &QuestionId, _text: &str) -> Result<Reply, Failure> {
    todo!()
}
