//! Finds the round that is named by what was typed: its day, its section, or some of its question.

use chrono::NaiveDate;

use super::call::Call;
use super::render::question as draw;
use crate::actions::configure_server::show_settings;
use crate::domain::ids::RoundId;
use crate::domain::language::Language;
use crate::domain::typed::{date, plain, squeezed};
use crate::store::StoreError;
use crate::store::editions::Drawn;

/// The least of a name that stands for it, in letters.
const TELLING: usize = 2;

/// What is meant by what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meant {
    /// This one. Whether it can still be used is for others to say, where it was picked from the list.
    Round(RoundId),
    /// There is none to name, which is said better by whoever asks for it.
    NoneOffered,
    /// None, or several; with the key of the sentence that says so.
    Unclear(&'static str),
}

/// The round that is meant: one that was picked from the list, else the only one of those offered that is named so.
pub async fn meant(call: &Call, offered: &[Drawn], typed: &str) -> Result<Meant, StoreError> {
    if let Ok(id) = plain(typed).parse() {
        return Ok(Meant::Round(RoundId(id)));
    }
    if offered.is_empty() {
        return Ok(Meant::NoneOffered);
    }
    let today = today(call).await?;
    Ok(match &named(call, offered, typed, today)[..] {
        [one] => Meant::Round(one.round.id),
        [] => Meant::Unclear("round-not-found"),
        _ => Meant::Unclear("round-several-found"),
    })
}

/// The local day of the server now.
pub async fn today(call: &Call) -> Result<NaiveDate, StoreError> {
    let server = call.server;
    let settings = call.app.store.read(move |tx| show_settings(tx, server, None)).await?;
    Ok(settings.map_or(call.at.date_naive(), |found| call.at.with_timezone(&found.settings.zone).date_naive()))
}

/// The rounds among those offered that are named so: a day names those of that day alone.
pub fn named<'d>(call: &Call, offered: &'d [Drawn], typed: &str, today: NaiveDate) -> Vec<&'d Drawn> {
    let days: Vec<NaiveDate> = offered.iter().map(|drawn| drawn.round.day).collect();
    if let Some(days) = date::read(typed, today, &days) {
        return offered.iter().filter(|drawn| days.contains(&drawn.round.day)).collect();
    }
    let typed = squeezed(typed);
    if typed.chars().count() < TELLING {
        return Vec::new();
    }
    let is_called = |drawn: &&Drawn| {
        let Some(sheet) = &drawn.sheet else { return false };
        let names =
            Language::ALL.map(|language| draw::listed(&call.app.words.speak(language), &drawn.round, sheet.edition()));
        names.iter().any(|name| squeezed(name).contains(&typed))
    };
    offered.iter().filter(is_called).collect()
}
