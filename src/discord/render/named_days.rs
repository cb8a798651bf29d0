//! How seasons and periods that are over are named: by their names, and by their days.

use chrono::{Datelike as _, NaiveDate};

use super::inert::inert;
use super::moment;
use crate::discord::message::cut;
use crate::discord::words::{Speaker, Words};
use crate::domain::language::Language;
use crate::domain::leaderboard::{Period, PeriodKind};
use crate::domain::season::{LONGEST_NAME, Season};
use crate::domain::typed::is_same_name;

/// A season's name, so that nothing in it is markup; of those that follow each other, from the second on with its number.
pub fn name(speak: &Speaker<'_>, season: &Season) -> String {
    numbered(speak, season, inert(&cut(&season.name, LONGEST_NAME)))
}

/// The same as plain text, as it was typed.
pub fn plain_name(speak: &Speaker<'_>, season: &Season) -> String {
    numbered(speak, season, season.name.clone())
}

fn numbered(speak: &Speaker<'_>, season: &Season, name: String) -> String {
    if season.nth == 0 {
        return name;
    }
    // As a text: a number would be grouped.
    let number = ("number", season.number().to_string().into());
    speak.say_with("season-numbered", &[("name", name.into()), number])
}

/// The days of a season.
pub fn days(speak: &Speaker<'_>, season: &Season) -> String {
    from_to(speak, season.first_day, season.last_day())
}

/// The days of a period that is over; a month by its name.
pub fn period(speak: &Speaker<'_>, period: &Period) -> String {
    if period.kind == PeriodKind::Month {
        return moment::month(speak, period.first_day);
    }
    let last = period.end_day().and_then(|day| day.pred_opt()).unwrap_or(period.first_day);
    from_to(speak, period.first_day, last)
}

fn from_to(speak: &Speaker<'_>, first: NaiveDate, last: NaiveDate) -> String {
    if first.year() == last.year() {
        let date = |day: NaiveDate| moment::day_of_month(speak, day);
        // As a text: a number would be grouped.
        let year = ("year", first.year().to_string().into());
        return speak
            .say_with("season-days-of-year", &[year, ("first", date(first).into()), ("last", date(last).into())]);
    }
    let date = |day: NaiveDate| moment::day_of_year(speak, day);
    speak.say_with("season-days", &[("first", date(first).into()), ("last", date(last).into())])
}

/// The season that is called so: by its own name or with its number, in either language; else the newest of this name.
pub fn called<'s>(words: &Words, known: &'s [Season], typed: &str) -> Option<&'s Season> {
    let is_named = |season: &&Season| {
        Language::ALL.iter().any(|language| is_same_name(&plain_name(&words.speak(*language), season), typed))
    };
    known
        .iter()
        .find(|season| season.nth > 0 && is_named(season))
        .or_else(|| known.iter().find(|season| is_same_name(&season.name, typed)))
}

/// How a season is offered while its name is typed: as plain text.
pub fn listed(speak: &Speaker<'_>, season: &Season) -> String {
    format!("{} · {}", plain_name(speak, season), days(speak, season))
}
