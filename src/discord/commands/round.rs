//! `/round`: starts, closes, skips and voids rounds, takes that back, and lists what became of them.

use chrono::NaiveDate;
use serenity::all::{CommandOptionType, CreateCommand};

use super::{Audience, Command, define};
use crate::actions::list_rounds::{list_rounds, open_rounds};
use crate::actions::restore_round::restorable_rounds;
use crate::actions::skip_round::skipped_days;
use crate::actions::start_round::start_round;
use crate::actions::void_round::voidable_rounds;
use crate::discord::call::{Call, Options};
use crate::discord::deeds;
use crate::discord::render::{moment, question as draw, rounds};
use crate::discord::reply::{Reply, Suggestion, Thinking, Visibility};
use crate::discord::rounds_named::{self, Meant};
use crate::discord::schedules;
use crate::discord::words::Words;
use crate::domain::ids::ScheduleId;
use crate::domain::typed::{date, plain, squeezed};
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
        .add_option(
            part("round-unskip")
                .add_sub_option(which("round-unskip-day"))
                .add_sub_option(which("round-unskip-schedule")),
        )
        .add_option(part("round-void").add_sub_option(which("round-void-round")))
        .add_option(part("round-restore").add_sub_option(which("round-restore-round")))
        .add_option(part("round-list"))
}

/// Answers it.
async fn run(call: &mut Call, options: &Options<'_>) -> Result<Reply, StoreError> {
    let asked = match options.text("round") {
        Some(text) => match rounds_named::meant(call, &offerable(call, options.subcommand()).await?, text).await? {
            Meant::Round(round) => Some(round),
            Meant::NoneOffered => None,
            Meant::Unclear(key) => return Ok(private(call, key)),
        },
        None => None,
    };
    let schedule = match schedules::asked(call, options).await? {
        Ok(schedule) => schedule,
        Err(reply) => return Ok(reply),
    };
    let done = match options.subcommand() {
        Some("now") => return now(call, schedule).await,
        Some("close") => deeds::ask_to_close(call, asked).await?,
        Some("skip") => deeds::ask_to_skip(call, schedule).await?,
        Some("unskip") => match skipped_day(call, schedule, options.text("day")).await? {
            Ok(day) => deeds::unskip(call, schedule, day).await?,
            Err(key) => return Ok(private(call, key)),
        },
        Some("void") => deeds::ask_to_void(call, asked).await?,
        Some("restore") => deeds::restore(call, asked).await?,
        _ => return list(call).await,
    };
    Ok(Reply::Message(done, Visibility::OnlyYou))
}

fn private(call: &Call, key: &str) -> Reply {
    Reply::private(call.app.words.speak(call.language).say(key))
}

/// The skipped day that was typed, else the key of the sentence that says why not.
async fn skipped_day(
    call: &Call,
    schedule: Option<ScheduleId>,
    typed: Option<&str>,
) -> Result<Result<Option<NaiveDate>, &'static str>, StoreError> {
    let Some(typed) = typed else {
        return Ok(Ok(None));
    };
    if let Ok(day) = plain(typed).parse() {
        return Ok(Ok(Some(day)));
    }
    let (server, at) = (call.server, call.at);
    let skipped = call.app.store.read(move |tx| skipped_days(tx, server, schedule, at)).await?;
    let today = rounds_named::today(call).await?;
    Ok(match date::read(typed, today, &skipped).as_deref() {
        Some([day]) => Ok(Some(*day)),
        Some([]) => Err("round-day-not-skipped"),
        Some(_) => Err("round-several-days"),
        None => Err("round-bad-day"),
    })
}

async fn now(call: &mut Call, schedule: Option<ScheduleId>) -> Result<Reply, StoreError> {
    use rand::SeedableRng as _;
    let (server, at) = (call.server, call.at);
    let mut rng = rand::rngs::StdRng::from_rng(&mut call.rng);
    let outcome = call.app.store.write(move |tx| start_round(tx, server, schedule, at, &mut rng)).await?;
    Ok(Reply::private(rounds::started(&call.app.words.speak(call.language), &outcome)))
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

/// Suggestions for the option that is being typed.
async fn complete(call: &Call, options: &Options<'_>) -> Result<Vec<Suggestion>, StoreError> {
    let Some((focused, typed)) = options.focused() else {
        return Ok(Vec::new());
    };
    match focused {
        "schedule" => schedules::offered(call, typed).await,
        "day" => days(call, options, &squeezed(typed)).await,
        _ => offered_rounds(call, options.subcommand(), &squeezed(typed)).await,
    }
}

/// The days that were skipped and can be taken back.
async fn days(call: &Call, options: &Options<'_>, typed: &str) -> Result<Vec<Suggestion>, StoreError> {
    let Ok(schedule) = schedules::asked(call, options).await? else {
        return Ok(Vec::new());
    };
    let (server, at) = (call.server, call.at);
    let skipped = call.app.store.read(move |tx| skipped_days(tx, server, schedule, at)).await?;
    let speak = call.app.words.speak(call.language);
    let named = skipped.into_iter().map(|day| Suggestion { name: moment::day(&speak, day), value: day.to_string() });
    Ok(named
        .filter(|one| squeezed(&one.name).contains(typed) || squeezed(&one.value).contains(typed))
        .take(25)
        .collect())
}

/// The rounds that a part of the command is for.
async fn offerable(call: &Call, part: Option<&str>) -> Result<Vec<Drawn>, StoreError> {
    let server = call.server;
    let store = &call.app.store;
    match part {
        Some("void") => store.read(move |tx| voidable_rounds(tx, server)).await,
        Some("restore") => store.read(move |tx| restorable_rounds(tx, server)).await,
        _ => store.read(move |tx| open_rounds(tx, server)).await,
    }
}

async fn offered_rounds(call: &Call, part: Option<&str>, typed: &str) -> Result<Vec<Suggestion>, StoreError> {
    let offered = offerable(call, part).await?;
    let speak = call.app.words.speak(call.language);
    let named = offered.into_iter().filter_map(|Drawn { round, sheet }| {
        let name = draw::listed(&speak, &round, sheet?.edition());
        squeezed(&name).contains(typed).then(|| Suggestion { name, value: round.id.to_string() })
    });
    Ok(named.take(25).collect())
}
