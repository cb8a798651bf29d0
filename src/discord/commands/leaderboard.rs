//! `/leaderboard`: a public page of the ranks.

use serenity::all::{CommandOptionType, CreateCommand};

use super::{Audience, Command, define};
use crate::actions::configure_server::show_settings;
use crate::actions::show_leaderboard::{Board, BoardPart, show_leaderboard};
use crate::actions::show_seasons::all_seasons;
use crate::discord::call::{Call, Options};
use crate::discord::message::Message;
use crate::discord::render::{board, named_days};
use crate::discord::reply::{Reply, Suggestion, Thinking, Visibility};
use crate::discord::words::Words;
use crate::domain::ids::SeasonId;
use crate::domain::language::Language;
use crate::domain::leaderboard::{BoardOf, PeriodKind};
use crate::domain::typed::{keystrokes, plain, squeezed};
use crate::store::StoreError;

pub(super) const COMMAND: Command = Command {
    name: "leaderboard",
    audience: Audience::Members,
    thinking: Some(Thinking::Public),
    define,
    run: |call, options| Box::pin(run(call, options)),
    complete: Some(|call, options| Box::pin(complete(call, options))),
};

fn define(words: &Words, command: CreateCommand) -> CreateCommand {
    let mut period = define::option(words, "leaderboard-period", CommandOptionType::String);
    for kind in PeriodKind::ALL {
        period = define::choice(words, period, &format!("period-{}", kind.code()), kind.code());
    }
    period = define::choice(words, period, "period-season", &BoardOf::Season.to_string());
    let season = define::option(words, "leaderboard-season", CommandOptionType::String).set_autocomplete(true);
    command.add_option(period).add_option(season)
}

/// Answers it.
async fn run(call: &mut Call, options: &Options<'_>) -> Result<Reply, StoreError> {
    let of = match options.text("season") {
        Some(typed) => match asked(call, typed).await? {
            Some(season) => BoardOf::OneSeason(season),
            None => return Ok(Reply::private(call.app.words.speak(call.language).say("season-unknown"))),
        },
        None => options.text("period").and_then(BoardOf::parse).unwrap_or(BoardOf::Current(PeriodKind::Month)),
    };
    Ok(match page(call, of, BoardPart::First).await? {
        Some((board, language)) => Reply::Message(drawn(call, &board, language), Visibility::Everyone),
        None => Reply::private(call.app.words.speak(call.language).say("today-not-set-up")),
    })
}

/// A page, and the language that the server's public texts have; `None` when the server was not set up.
pub(in crate::discord) async fn page(
    call: &Call,
    of: BoardOf,
    page: BoardPart,
) -> Result<Option<(Board, Language)>, StoreError> {
    let (server, member, at) = (call.server, call.member, call.at);
    let read = move |tx: &crate::store::ReadTx<'_>| {
        let language = show_settings(tx, server, None)?.map(|configured| configured.settings.language);
        Ok(show_leaderboard(tx, server, of, page, member, at)?.zip(language))
    };
    call.app.store.read(read).await
}

/// The page as a message.
pub(in crate::discord) fn drawn(call: &Call, page: &Board, language: Language) -> Message {
    board::page(&call.app.words, page, language)
}

/// The season that was picked or typed: by its number, else the newest of its name.
async fn asked(call: &Call, typed: &str) -> Result<Option<SeasonId>, StoreError> {
    let server = call.server;
    let known = call.app.store.read(move |tx| all_seasons(tx, server)).await?;
    let number: Option<u64> = plain(typed).strip_prefix('#').and_then(|number| number.parse().ok());
    let found = match number {
        Some(number) => known.iter().find(|season| season.id.0 == number),
        None => named_days::called(&call.app.words, &known, typed),
    };
    Ok(found.map(|season| season.id))
}

/// The seasons whose names and days hold what is typed, the newest first.
async fn complete(call: &Call, options: &Options<'_>) -> Result<Vec<Suggestion>, StoreError> {
    let Some((_, typed)) = options.focused() else {
        return Ok(Vec::new());
    };
    let (server, begun) = (call.server, keystrokes(&squeezed(typed)));
    let known = call.app.store.read(move |tx| all_seasons(tx, server)).await?;
    let speak = call.app.words.speak(call.language);
    let named =
        known.iter().map(|one| Suggestion { name: named_days::listed(&speak, one), value: format!("#{}", one.id) });
    Ok(named.filter(|one| keystrokes(&squeezed(&one.name)).contains(&begun)).take(25).collect())
}
