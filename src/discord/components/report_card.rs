//! The buttons of a report's card. It comes as a direct message, so whether who presses may manage the server is asked there.

use std::time::Duration;

use tokio::time::Instant;

use crate::actions::deal_with_report::{ReportCard, answer_report, keep_question, show_report};
use crate::actions::recount_round::{MEMBERS_AT_ONCE, continue_recount};
use crate::actions::void_round::{VoidOutcome, void_round};
use crate::discord::button::{CardOf, Handling};
use crate::discord::call::Call;
use crate::discord::deeds;
use crate::discord::message::Message;
use crate::discord::permissions;
use crate::discord::render::{question as draw, report};
use crate::discord::reply::{Reply, Visibility};
use crate::domain::ids::RoundId;
use crate::store::{StoreError, rounds};

/// How long Discord may take to say who manages the server.
const ASKED_FOR: Duration = Duration::from_secs(10);

/// Does what a button of a report's card asks for.
pub(super) async fn press(call: &Call, handling: Handling, of: CardOf) -> Result<Reply, StoreError> {
    let speak = call.app.words.speak(call.language);
    let number = of.report;
    let Some(card) =
        call.app.store.read(move |tx| show_report(tx, number)).await?.filter(|card| card.report.server == of.server)
    else {
        return Ok(Reply::private(speak.say("report-is-gone")));
    };
    let until = Instant::now() + ASKED_FOR;
    let server = match permissions::managed(&call.app.rest, card.report.server, call.member, until).await {
        Ok(Some(server)) => server,
        Ok(None) => return Ok(Reply::private(speak.say("failure-not-manager"))),
        Err(error) => {
            tracing::warn!(server = %card.report.server, %error, "could not ask who manages a server");
            return Ok(Reply::private(speak.say("report-try-again")));
        }
    };
    let now = call.at;
    match handling {
        Handling::Void => ask_to_void(call, &card).await,
        Handling::Sure => match &card.round {
            Some(round) => void(call, &card, round.id).await,
            None => Ok(Reply::private(speak.say("round-none-to-void"))),
        },
        Handling::Leave => Ok(Reply::Update(Message::text(speak.say("confirm-left")))),
        Handling::Back => match &card.round {
            Some(round) => deeds::restore(call, Some(round.id)).await.map(Reply::Update),
            None => Ok(Reply::private(speak.say("round-none-to-restore"))),
        },
        Handling::Keep => {
            call.app.store.write(move |tx| keep_question(tx, number, now)).await?;
            Ok(Reply::Update(report::kept_card(&call.app.words, &card, Some(&server), call.language)))
        }
        Handling::Tell => {
            let is_new = call.app.store.write(move |tx| answer_report(tx, number, now)).await?;
            Ok(Reply::private(speak.say(if is_new { "report-telling" } else { "report-told" })))
        }
    }
}

async fn ask_to_void(call: &Call, card: &ReportCard) -> Result<Reply, StoreError> {
    let speak = call.app.words.speak(call.language);
    let Some(round) = card.round.as_ref().map(|round| round.id) else {
        return Ok(Reply::private(speak.say("round-none-to-void")));
    };
    let answered = call.app.store.read(move |tx| rounds::answered(tx, round)).await?;
    Ok(Reply::Message(report::ask_to_void(&speak, card, answered), Visibility::OnlyYou))
}

async fn void(call: &Call, card: &ReportCard, round: RoundId) -> Result<Reply, StoreError> {
    let (server, at) = (card.report.server, call.at);
    let outcome = call.app.store.write(move |tx| void_round(tx, server, Some(round), at)).await?;
    while call.app.store.write(move |tx| continue_recount(tx, MEMBERS_AT_ONCE, at)).await? {}
    let speak = call.app.words.speak(call.language);
    let title = card.edition.as_ref().map(|edition| draw::short_name(&speak, edition)).unwrap_or_default();
    let title = ("title", title.into());
    let word = match outcome {
        VoidOutcome::Void { answered, .. } => speak.say_with("round-voided", &[title, ("count", answered.into())]),
        VoidOutcome::AlreadyVoid(_) => speak.say_with("round-already-void", &[title]),
        VoidOutcome::NoRound => return Ok(Reply::Update(Message::text(speak.say("round-none-to-void")))),
        VoidOutcome::NotSetUp => return Ok(Reply::Update(Message::text(speak.say("settings-not-set-up")))),
    };
    Ok(Reply::Update(report::voided(&speak, card, word)))
}
