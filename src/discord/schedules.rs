//! Finds the schedule that a manager names, and offers those of the server while a name is typed.

use super::call::{Call, Options};
use super::render::settings;
use super::reply::{Reply, Suggestion};
use super::words::Words;
use crate::actions::change_schedule::schedule_names;
use crate::domain::ids::ScheduleId;
use crate::domain::language::Language;
use crate::domain::typed::{is_same_name, keystrokes, plain, squeezed};
use crate::store::StoreError;

/// The schedule that the option `schedule` names; `None` without the option.
///
/// A name that the server does not have gets the sentence that lists those it has.
pub async fn asked(call: &Call, options: &Options<'_>) -> Result<Result<Option<ScheduleId>, Reply>, StoreError> {
    let Some(typed) = options.text("schedule") else {
        return Ok(Ok(None));
    };
    let server = call.server;
    let known = call.app.store.read(move |tx| schedule_names(tx, server)).await?;
    // Older names may differ in a mark alone; the one that was typed to the letter comes first.
    let exactly = known.iter().find(|(_, name)| plain(name) == plain(typed));
    let found = exactly.or_else(|| known.iter().find(|(_, name)| is_known_as(&call.app.words, name, typed)));
    let found = found.map(|(id, _)| *id);
    if found.is_some() {
        return Ok(Ok(found));
    }
    let speak = call.app.words.speak(call.language);
    let quoted = |name: &str| format!("`{}`", settings::plain_name(&speak, name).replace('`', ""));
    let all: Vec<String> = known.iter().map(|(_, name)| quoted(name)).collect();
    Ok(Err(Reply::private(speak.say_with("schedule-unknown", &[("names", all.join(", ").into())]))))
}

/// Whether a schedule with this name is meant by what was typed: as it is kept, or as a reader of either language sees it.
fn is_known_as(words: &Words, name: &str, typed: &str) -> bool {
    let shown = |language| settings::plain_name(&words.speak(language), name);
    is_same_name(name, typed) || Language::ALL.into_iter().any(|language| is_same_name(&shown(language), typed))
}

/// Whether one of the server's schedules goes by this name.
pub async fn is_taken(call: &Call, typed: &str) -> Result<bool, StoreError> {
    let server = call.server;
    let known = call.app.store.read(move |tx| schedule_names(tx, server)).await?;
    Ok(known.iter().any(|(_, name)| is_known_as(&call.app.words, name, typed)))
}

/// The names of the server's schedules that hold what was typed.
pub async fn offered(call: &Call, typed: &str) -> Result<Vec<Suggestion>, StoreError> {
    let (server, begun) = (call.server, keystrokes(&squeezed(typed)));
    let known = call.app.store.read(move |tx| schedule_names(tx, server)).await?;
    let speak = call.app.words.speak(call.language);
    let fits = |name: &str| keystrokes(&squeezed(name)).contains(&begun);
    let named =
        known.into_iter().map(|(_, name)| Suggestion { name: settings::plain_name(&speak, &name), value: name });
    Ok(named.filter(|one| fits(&one.name) || fits(&one.value)).take(25).collect())
}
