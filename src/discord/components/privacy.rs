//! The buttons that confirm or cancel a deletion.

use rand::SeedableRng as _;
use rand::rngs::StdRng;

use crate::actions::forget_member::forget_member;
use crate::discord::call::Call;
use crate::discord::message::Message;
use crate::discord::reply::Reply;
use crate::domain::ids::MemberId;
use crate::store::StoreError;

/// Deletes everything of a member, if it is that member who presses.
pub(super) async fn forget(call: &mut Call, member: MemberId) -> Result<Reply, StoreError> {
    let speak = call.app.words.speak(call.language);
    if member != call.member {
        return Ok(Reply::private(speak.say("privacy-not-yours")));
    }
    let now = call.at;
    let mut rng = StdRng::from_rng(&mut call.rng);
    let answers = call.app.store.write(move |tx| forget_member(tx, member, &mut rng, now)).await?;
    let count = u32::try_from(answers).unwrap_or(u32::MAX);
    Ok(Reply::Update(Message::text(speak.say_with("privacy-deleted", &[("count", count.into())]))))
}

/// Leaves all as it is.
pub(super) fn keep(call: &Call, member: MemberId) -> Reply {
    let speak = call.app.words.speak(call.language);
    if member == call.member {
        Reply::Update(Message::text(speak.say("privacy-kept")))
    } else {
        Reply::private(speak.say("privacy-not-yours"))
    }
}
