//! The buttons with which a manager confirms what they asked for, or leaves it.

use crate::discord::button::Deed;
use crate::discord::call::Call;
use crate::discord::commands::is_manager;
use crate::discord::deeds;
use crate::discord::message::Message;
use crate::discord::reply::Reply;
use crate::domain::ids::MemberId;
use crate::store::StoreError;

/// Does what was asked for, if it is the one who asked that presses, and they are a manager still.
pub(super) async fn perform(call: &mut Call, deed: Deed, asked_by: MemberId) -> Result<Reply, StoreError> {
    let speak = call.app.words.speak(call.language);
    if asked_by != call.member {
        return Ok(Reply::private(speak.say("confirm-not-yours")));
    }
    if !is_manager(call) {
        return Ok(Reply::private(speak.say("failure-not-manager")));
    }
    deeds::perform(call, deed).await.map(Reply::Update)
}

/// Leaves all as it is.
pub(super) fn leave(call: &Call, asked_by: MemberId) -> Reply {
    let speak = call.app.words.speak(call.language);
    if asked_by == call.member {
        Reply::Update(Message::text(speak.say("confirm-left")))
    } else {
        Reply::private(speak.say("confirm-not-yours"))
    }
}
