//! The buttons of a new server: the set-up in a few presses, the first question at once, a sample question.

use rand::SeedableRng as _;
use rand::rngs::StdRng;

use crate::actions::configure_server::{Changes, show_settings};
use crate::actions::start_round::start_first_round;
use crate::actions::try_question::{Sampled, draw_sample, judge_sample};
use crate::discord::button::Step;
use crate::discord::call::Call;
use crate::discord::commands::{is_manager, setup};
use crate::discord::render::{first_steps, rounds};
use crate::discord::reply::{Reply, Visibility};
use crate::domain::choice::{Choice, Letter};
use crate::domain::ids::QuestionId;
use crate::domain::settings::default_zone;
use crate::store::StoreError;

/// Does what a button of a new server asks for.
pub(super) async fn press(call: &mut Call, step: Step) -> Result<Reply, StoreError> {
    match step {
        Step::Try => sample(call).await,
        Step::Start | Step::Here | Step::Now | Step::Change if !is_manager(call) => {
            Ok(private(call, "begin-managers-only"))
        }
        Step::Start => start(call).await,
        Step::Here => here(call).await,
        Step::Now => now(call).await,
        Step::Change => Ok(private(call, "change-how")),
    }
}

fn private(call: &Call, key: &str) -> Reply {
    Reply::private(call.app.words.speak(call.language).say(key))
}

async fn is_set_up(call: &Call) -> Result<bool, StoreError> {
    let server = call.server;
    Ok(call.app.store.read(move |tx| show_settings(tx, server, None)).await?.is_some())
}

async fn start(call: &Call) -> Result<Reply, StoreError> {
    if is_set_up(call).await? {
        return Ok(private(call, "begin-is-set-up"));
    }
    let speak = call.app.words.speak(call.language);
    let zone = default_zone(call.server_language);
    Ok(Reply::Message(first_steps::ask_to_begin(&speak, call.channel, zone.name()), Visibility::OnlyYou))
}

async fn here(call: &Call) -> Result<Reply, StoreError> {
    if is_set_up(call).await? {
        return Ok(private(call, "begin-is-set-up"));
    }
    setup::set_up(call, Changes::default()).await
}

async fn now(call: &mut Call) -> Result<Reply, StoreError> {
    let (server, at) = (call.server, call.at);
    let mut rng = StdRng::from_rng(&mut call.rng);
    let started = call.app.store.write(move |tx| start_first_round(tx, server, at, &mut rng)).await?;
    let speak = call.app.words.speak(call.language);
    Ok(Reply::private(match &started {
        Some(outcome) => rounds::started(&speak, outcome),
        None => speak.say("post-now-is-out"),
    }))
}

async fn sample(call: &mut Call) -> Result<Reply, StoreError> {
    let (server, member) = (call.server, call.member);
    let mut rng = StdRng::from_rng(&mut call.rng);
    let drawn = call.app.store.read(move |tx| draw_sample(tx, server, member, &mut rng)).await?;
    Ok(match drawn {
        Some(sheet) => {
            let drawn = first_steps::sample(&call.app.words, &sheet, call.language);
            Reply::Message(drawn, Visibility::OnlyYou)
        }
        None => private(call, "sample-none"),
    })
}

/// Judges an answer to a sample question, in its place.
pub(super) async fn judge(call: &Call, question: QuestionId, letter: Letter) -> Result<Reply, StoreError> {
    let (server, member, choice) = (call.server, call.member, Choice::of([letter]));
    let judged = call.app.store.read(move |tx| judge_sample(tx, server, member, &question, choice)).await?;
    Ok(match judged {
        Sampled::Judged { sheet, choice } => {
            Reply::Update(first_steps::sampled(&call.app.words, &sheet, choice, call.language))
        }
        Sampled::Secret => private(call, "sample-secret"),
        Sampled::Gone => private(call, "sample-none"),
    })
}
