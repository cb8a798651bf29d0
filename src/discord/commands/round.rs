//! `/round`: starts, closes, skips and voids rounds, and lists what became of them.

use serenity::all::{CommandOptionType, CreateCommand};

use super::{Audience, Command, define};
use crate::actions::close_round::{CloseOutcome, close_round};
use crate::actions::list_rounds::{list_rounds, open_rounds};
use crate::actions::start_round::{SkipOutcome, StartOutcome, skip_round, start_round};
use crate::actions::void_round::{MEMBERS_AT_ONCE, VoidOutcome, continue_void, void_round, voidable_rounds};
use crate::discord::call::{Call, Options};
use crate::discord::render::{moment, question as draw, rounds};
use crate::discord::reply::{Reply, Suggestion, Thinking};
use crate::discord::schedules;
use crate::discord::words::{Speaker, Words};
use crate::domain::ids::{RoundId, ScheduleId};
use crate::store::StoreError;
use crate::store::editions::Drawn;

pub(super) const COMMAND: Command = Command {
    name: "round",
    audience: Audience::Managers,
    thinking: Some(Thinking::Private),
    define,
    run: |call, options| Box::pin(run(call, options)),
    complete: Some(|call, options| Box::pin(complete(call, options))),
};

fn define(words: &Words, command: CreateCommand) -> CreateCommand {
    let part = |path| define::option(words, path, CommandOptionType::SubCommand);
    let which = |path| define::option(words, path, CommandOptionType::String).set_autocomplete(true);
    command
        .add_option(part("round-now").add_sub_option(which("round-now-schedule")))
        .add_option(part("round-close").add_sub_option(which("round-close-round")))
        .add_option(part("round-skip").add_sub_option(which("round-skip-schedule")))
        .add_option(part("round-void").add_sub_option(which("round-void-round")))
        .add_option(part("round-list"))
}

/// Answers it.
async fn run(call: &mut Call, options: &Options<'_>) -> Result<Reply, StoreError> {
    // What is typed by hand is no round of ours, and gets the sentence for that.
    let asked = options.text("round").map(|text| RoundId(text.trim().parse().unwrap_or(0)));
    let schedule = match schedules::asked(call, options).await? {
        Ok(schedule) => schedule,
        Err(reply) => return Ok(reply),
    };
    match options.subcommand() {
        Some("now") => now(call, schedule).await,
        Some("close") => close(call, asked).await,
        Some("skip") => skip(call, schedule).await,
        Some("void") => void(call, asked).await,
        _ => list(call).await,
    }
}

async fn now(call: &mut Call, schedule: Option<ScheduleId>) -> Result<Reply, StoreError> {
    use rand::SeedableRng as _;
    let (server, at) = (call.server, call.at);
    let mut rng = rand::rngs::StdRng::from_rng(&mut call.rng);
    let outcome = call.app.store.write(move |tx| start_round(tx, server, schedule, at, &mut rng)).await?;
    let speak = call.app.words.speak(call.language);
    Ok(Reply::private(match outcome {
        StartOutcome::Today => speak.say("round-started-today"),
        StartOutcome::Extra => speak.say("round-started-extra"),
        StartOutcome::OnItsWay(round) => {
            speak.say_with("round-on-its-way", &[("day", moment::day(&speak, round.day).into())])
        }
        StartOutcome::NoQuestion => speak.say("round-no-question"),
        StartOutcome::NotSetUp => speak.say("settings-not-set-up"),
    }))
}

async fn close(call: &Call, asked: Option<RoundId>) -> Result<Reply, StoreError> {
    let (server, at) = (call.server, call.at);
    let outcome = call.app.store.write(move |tx| close_round(tx, server, asked, at)).await?;
    let speak = call.app.words.speak(call.language);
    Ok(Reply::private(match outcome {
        CloseOutcome::Closed(round) => speak.say_with("round-closed", &[("title", title(&speak, &round).into())]),
        CloseOutcome::NoRound => speak.say("round-none-open"),
        CloseOutcome::NotSetUp => speak.say("settings-not-set-up"),
    }))
}

async fn skip(call: &Call, schedule: Option<ScheduleId>) -> Result<Reply, StoreError> {
    let (server, at) = (call.server, call.at);
    let outcome = call.app.store.write(move |tx| skip_round(tx, server, schedule, at)).await?;
    let speak = call.app.words.speak(call.language);
    Ok(Reply::private(match outcome {
        SkipOutcome::Skipped { day, next: Some(next) } => {
            let arguments = [("day", moment::day(&speak, day).into()), ("next", moment::with_weekday(next.at).into())];
            speak.say_with("round-skipped", &arguments)
        }
        SkipOutcome::Skipped { day, next: None } => {
            speak.say_with("round-skipped-paused", &[("day", moment::day(&speak, day).into())])
        }
        SkipOutcome::NotSetUp => speak.say("settings-not-set-up"),
    }))
}

async fn void(call: &Call, asked: Option<RoundId>) -> Result<Reply, StoreError> {
    let (server, at) = (call.server, call.at);
    let outcome = call.app.store.write(move |tx| void_round(tx, server, asked, at)).await?;
    while call.app.store.write(move |tx| continue_void(tx, MEMBERS_AT_ONCE, at)).await? {}
    let speak = call.app.words.speak(call.language);
    Ok(Reply::private(match outcome {
        VoidOutcome::Void { round, answered } => {
            speak.say_with("round-voided", &[("title", title(&speak, &round).into()), ("count", answered.into())])
        }
        VoidOutcome::NoRound => speak.say("round-none-to-void"),
        VoidOutcome::NotSetUp => speak.say("settings-not-set-up"),
    }))
}

async fn list(call: &Call) -> Result<Reply, StoreError> {
    let (server, at) = (call.server, call.at);
    let listed = call.app.store.read(move |tx| list_rounds(tx, server, at)).await?;
    let speak = call.app.words.speak(call.language);
    Ok(match listed {
        Some(listed) => rounds::list(&speak, &listed),
        None => Reply::private(speak.say("settings-not-set-up")),
    })
}

/// The day and the question of a round.
fn title(speak: &Speaker<'_>, drawn: &Drawn) -> String {
    let title = drawn.sheet.as_ref().map(|sheet| draw::title(speak, sheet.edition()));
    format!("{} · {}", moment::day(speak, drawn.round.day), title.unwrap_or_default())
}

/// Suggestions for the option that is being typed.
async fn complete(call: &Call, options: &Options<'_>) -> Result<Vec<Suggestion>, StoreError> {
    if let Some(("schedule", typed)) = options.focused() {
        return schedules::offered(call, typed).await;
    }
    let server = call.server;
    let voids = options.subcommand() == Some("void");
    let typed = options.focused().map(|(_, typed)| typed.to_lowercase()).unwrap_or_default();
    let offered = call
        .app
        .store
        .read(move |tx| if voids { voidable_rounds(tx, server) } else { open_rounds(tx, server) })
        .await?;
    let speak = call.app.words.speak(call.language);
    let named = offered.into_iter().filter_map(|Drawn { round, sheet }| {
        let name = draw::listed(&speak, &round, sheet?.edition());
        name.to_lowercase().contains(&typed).then(|| Suggestion { name, value: round.id.to_string() })
    });
    Ok(named.take(25).collect())
}
