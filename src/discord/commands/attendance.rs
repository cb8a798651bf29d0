//! `/attendance`: who answered on which day, for the leader of a group.

use serenity::all::{ButtonStyle, CommandOptionType, CreateActionRow, CreateButton, CreateCommand};

use super::{Audience, Command, define, is_manager};
use crate::actions::show_attendance::{Attendance, Readers, Which, show_attendance};
use crate::discord::button::{ButtonId, Sheetful};
use crate::discord::call::{Call, Options};
use crate::discord::message::Message;
use crate::discord::render::attendance;
use crate::discord::reply::{Reply, Thinking, Visibility};
use crate::discord::words::Words;
use crate::domain::language::Language;
use crate::domain::leaderboard::{Period, PeriodKind};
use crate::store::StoreError;

pub(super) const COMMAND: Command = Command {
    name: "attendance",
    audience: Audience::Managers,
    thinking: Some(Thinking::Private),
    define,
    run: |call, options| Box::pin(run(call, options)),
    complete: None,
};

/// The weeks and months that can be asked for, each with its words.
const PERIODS: [(&str, &str, Which); 4] = [
    ("attendance-this-week", "this-week", Which::This(PeriodKind::Week)),
    ("attendance-last-week", "last-week", Which::Last(PeriodKind::Week)),
    ("attendance-this-month", "this-month", Which::This(PeriodKind::Month)),
    ("attendance-last-month", "last-month", Which::Last(PeriodKind::Month)),
];

fn define(words: &Words, command: CreateCommand) -> CreateCommand {
    let mut period = define::option(words, "attendance-period", CommandOptionType::String);
    for (key, code, _) in PERIODS {
        period = define::choice(words, period, key, code);
    }
    let format = define::option(words, "attendance-format", CommandOptionType::String);
    let format = define::choice(words, format, "attendance-as-text", "text");
    let format = define::choice(words, format, "attendance-as-csv", "csv");
    command.add_option(period).add_option(format)
}

/// Answers it.
async fn run(call: &mut Call, options: &Options<'_>) -> Result<Reply, StoreError> {
    let asked = options.text("period").unwrap_or_default();
    let which = PERIODS.iter().find(|(_, code, _)| *code == asked).map_or(PERIODS[0].2, |(.., which)| *which);
    let as_file = options.text("format") == Some("csv");
    show(call, which, as_file).await
}

/// Shows it to the leader, with a button that posts it.
async fn show(call: &Call, which: Which, as_file: bool) -> Result<Reply, StoreError> {
    let Some(shown) = found(call, which, Readers::Leader).await? else {
        return Ok(Reply::private(call.app.words.speak(call.language).say("settings-not-set-up")));
    };
    let (message, left) = drawn(call, &shown, as_file, call.language);
    let period = shown.period;
    let button = |sheetful, key: &str| {
        let id = ButtonId::Attendance(sheetful, period.kind, period.first_day);
        CreateButton::new(id.to_string())
            .label(call.app.words.speak(call.language).say(key))
            .style(ButtonStyle::Secondary)
    };
    let post = if as_file { Sheetful::PostFile } else { Sheetful::Post };
    let whole = (left > 0).then(|| button(Sheetful::File, "attendance-get-file"));
    let buttons: Vec<CreateButton> = [button(post, "attendance-post")].into_iter().chain(whole).collect();
    let rows = if is_empty(&shown) { Vec::new() } else { vec![CreateActionRow::Buttons(buttons)] };
    Ok(Reply::Message(message.with_rows(rows), Visibility::OnlyYou))
}

/// Posts it into the channel, or gets the file of it.
pub(in crate::discord) async fn press(call: &Call, sheetful: Sheetful, period: Period) -> Result<Reply, StoreError> {
    let speak = call.app.words.speak(call.language);
    if !is_manager(call) {
        return Ok(Reply::private(speak.say("failure-not-manager")));
    }
    let which = Which::Of(period.kind, period.first_day);
    if sheetful == Sheetful::File {
        return show(call, which, true).await;
    }
    let Some(shown) = found(call, which, Readers::Everyone).await? else {
        return Ok(Reply::private(speak.say("settings-not-set-up")));
    };
    let (message, _) = drawn(call, &shown, sheetful == Sheetful::PostFile, shown.language);
    Ok(Reply::Message(message, Visibility::Everyone))
}

async fn found(call: &Call, which: Which, readers: Readers) -> Result<Option<Attendance>, StoreError> {
    let (server, now) = (call.server, call.at);
    call.app.store.read(move |tx| show_attendance(tx, server, which, readers, now)).await
}

fn is_empty(shown: &Attendance) -> bool {
    shown.rows.is_empty() && shown.away.is_empty()
}

fn drawn(call: &Call, shown: &Attendance, as_file: bool, language: Language) -> (Message, usize) {
    let words = &call.app.words;
    // A file of nobody has nothing to tell but that.
    if !as_file || is_empty(shown) {
        return attendance::text(words, shown, language);
    }
    let file = attendance::file(words, shown, language);
    (Message { files: vec![file], ..Message::text(words.speak(language).say("attendance-file")) }, 0)
}
