//! Finds the schedule that a manager names, and offers those of the server while a name is typed.

use super::call::{Call, Options};
use super::reply::{Reply, Suggestion};
use crate::actions::change_schedule::schedule_names;
use crate::domain::ids::ScheduleId;
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
    let found = exactly.or_else(|| known.iter().find(|(_, name)| is_same_name(name, typed))).map(|(id, _)| *id);
    if found.is_some() {
        return Ok(Ok(found));
    }
    let names: Vec<String> = known.into_iter().map(|(_, name)| format!("`{}`", name.replace('`', ""))).collect();
    let speak = call.app.words.speak(call.language);
    Ok(Err(Reply::private(speak.say_with("schedule-unknown", &[("names", names.join(", ").into())]))))
}

/// The names of the server's schedules that hold what was typed.
pub async fn offered(call: &Call, typed: &str) -> Result<Vec<Suggestion>, StoreError> {
    let (server, begun) = (call.server, keystrokes(&squeezed(typed)));
    let known = call.app.store.read(move |tx| schedule_names(tx, server)).await?;
    let fits = |name: &String| keystrokes(&squeezed(name)).contains(&begun);
    let fitting = known.into_iter().map(|(_, name)| name).filter(fits);
    Ok(fitting.take(25).map(|name| Suggestion { name: name.clone(), value: name }).collect())
}
