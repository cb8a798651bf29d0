//! A member's own data: all of it as a file, or deleted, while others' points stay right.

use crate::domain::ids::MemberId;
use crate::store::history::MemberHistory;
use crate::store::{ReadTx, StoreError, WriteTx, history, members};

/// Everything that is kept of a member, in every server.
pub fn export_member(tx: &ReadTx<'_>, member: MemberId) -> Result<MemberHistory, StoreError> {
    history::of_member(tx, member)
}

/// Deletes everything that is kept of a member, in every server; says how many answers went.
pub fn forget_member(tx: &WriteTx<'_>, member: MemberId) -> Result<usize, StoreError> {
    members::forget(tx, member)
}
