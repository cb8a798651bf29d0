//! The buttons that confirm or cancel a deletion.

use crate::discord::call::Call;
use crate::discord::failure::Failure;
use crate::discord::reply::Reply;
use crate::domain::ids::MemberId;

/// Deletes everything of a member.
pub async fn forget(_call: &mut Call, _member: MemberId) -> Result<Reply, Failure> {
    todo!()
}

/// Leaves all as it is.
pub fn keep(_call: &Call, _member: MemberId) -> Result<Reply, Failure> {
    todo!()
}
