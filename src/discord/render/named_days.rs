//! How seasons and periods that are over are named: by their names, and by their days.

use chrono::NaiveDate;

use super::inert::inert;
use super::moment;
use crate::discord::message::cut;
use crate::discord::words::Speaker;
use crate::domain::leaderboard::Period;
use crate::domain::season::{LONGEST_NAME, Season};

/// A season's name, so that nothing in it is markup.
pub fn name(season: &Season) -> String {
    inert(&cut(&season.name, LONGEST_NAME))
}

/// The days of a season.
pub fn days(speak: &Speaker<'_>, season: &Season) -> String {
    from_to(speak, season.first_day, season.last_day())
}

/// The days of a period that is over.
pub fn period(speak: &Speaker<'_>, period: &Period) -> String {
    let last = period.end_day().and_then(|day| day.pred_opt()).unwrap_or(period.first_day);
    from_to(speak, period.first_day, last)
}

fn from_to(speak: &Speaker<'_>, first: NaiveDate, last: NaiveDate) -> String {
    let date = |day: NaiveDate| moment::day_of_year(speak, day);
    speak.say_with("season-days", &[("first", date(first).into()), ("last", date(last).into())])
}

/// How a season is offered while its name is typed: as plain text.
pub fn listed(speak: &Speaker<'_>, season: &Season) -> String {
    format!("{} · {}", season.name, days(speak, season))
}
