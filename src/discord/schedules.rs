//! Finds the schedule that a manager names, and offers those of the server while a name is typed.

use super::call::{Call, Options};
use super::reply::{Reply, Suggestion};
use crate::actions::change_schedule::schedule_names;
use crate::domain::ids::ScheduleId;
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
    let wanted = typed.trim().to_lowercase();
    let found = known.iter().find(|(_, name)| name.to_lowercase() == wanted).map(|(id, _)| *id);
    if found.is_some() {
        return Ok(Ok(found));
    }
    let names: Vec<String> = known.into_iter().map(|(_, name)| format!("`{}`", name.replace('`', ""))).collect();
    let speak = call.app.words.speak(call.language);
    Ok(Err(Reply::private(speak.say_with("schedule-unknown", &[("names", names.join(", ").into())]))))
}

/// The names of the server's schedules that hold what was typed.
pub async fn offered(call: &Call, typed: &str) -> Result<Vec<Suggestion>, StoreError> {
    let (server, typed) = (call.server, typed.trim().to_lowercase());
    let known = call.app.store.read(move |tx| schedule_names(tx, server)).await?;
    let fitting = known.into_iter().map(|(_, name)| name).filter(|name| name.to_lowercase().contains(&typed));
    Ok(fitting.take(25).map(|name| Suggestion { name: name.clone(), value: name }).collect())
}
