//! The "My result" button of a reveal.

use crate::actions::show_ahead::show_ahead;
use crate::actions::show_result::{OwnResult, show_result};
use crate::actions::submit_answer::AnswerOutcome;
use crate::discord::call::Call;
use crate::discord::render::{moment, verdict};
use crate::discord::reply::{Reply, Visibility};
use crate::domain::ids::RoundId;
use crate::store::StoreError;

/// Tells whoever presses what their answer came to.
pub(super) async fn press(call: &Call, round: RoundId) -> Result<Reply, StoreError> {
    let (server, member, at) = (call.server, call.member, call.at);
    let read = move |tx: &crate::store::ReadTx<'_>| {
        let own = show_result(tx, server, round, member)?;
        let points = if let OwnResult::Graded(graded) = &own { graded.points } else { 0 };
        Ok((own, show_ahead(tx, server, round, (member, points), at)?))
    };
    let (own, ahead) = call.app.store.read(read).await?;
    let speak = call.app.words.speak(call.language);
    Ok(match own {
        OwnResult::Graded(graded) => {
            let outcome = AnswerOutcome::Graded(*graded);
            let told = verdict::outcome(&call.app.words, &outcome, &ahead, call.language);
            Reply::Message(told, Visibility::OnlyYou)
        }
        OwnResult::NotAnswered => Reply::private(speak.say("result-not-answered")),
        OwnResult::NotYet { closes_at } => {
            let closes = closes_at.map(moment::relative).unwrap_or_default();
            Reply::private(speak.say_with("result-not-yet", &[("closes", closes.into())]))
        }
        OwnResult::Void => Reply::private(speak.say("refusal-void")),
        OwnResult::Gone => Reply::private(speak.say("explain-gone")),
    })
}
