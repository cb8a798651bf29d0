//! The button under a member's figures: the same by every section.

use crate::discord::call::Call;
use crate::discord::commands;
use crate::discord::render::stats::Detail;
use crate::discord::reply::Reply;
use crate::domain::ids::MemberId;
use crate::store::StoreError;

/// Draws the figures of a member anew, by every section.
pub(super) async fn press(call: &mut Call, member: MemberId) -> Result<Reply, StoreError> {
    commands::stats::drawn(call, member, Detail::All).await.map(Reply::Update)
}
