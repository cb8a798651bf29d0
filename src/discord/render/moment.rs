//! Instants as each reader's own client shows them, and local days as people say them.

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, Timelike as _, Utc};

use crate::discord::words::Speaker;

/// The hour with which the small hours are over.
const FIRST_OF_THE_DAY: u32 = 6;

/// How far away it is: "in 3 hours".
pub fn relative(at: DateTime<Utc>) -> String {
    format!("<t:{}:R>", at.timestamp())
}

/// The date and the time of the day.
pub fn full(at: DateTime<Utc>) -> String {
    format!("<t:{}:f>", at.timestamp())
}

/// The date with its weekday, and the time of the day.
pub fn with_weekday(at: DateTime<Utc>) -> String {
    format!("<t:{}:F>", at.timestamp())
}

/// The date alone.
pub fn date(at: DateTime<Utc>) -> String {
    format!("<t:{}:D>", at.timestamp())
}

/// A local day with its year: "Dec 2, 2026".
pub fn day_of_year(speak: &Speaker<'_>, day: NaiveDate) -> String {
    // As a text: a number would be grouped.
    let arguments = [("year", day.year().to_string().into()), ("month", day.month().into()), ("day", day.day().into())];
    speak.say_with("season-date", &arguments)
}

/// A local day without more: "Dec 2".
pub fn day_of_month(speak: &Speaker<'_>, day: NaiveDate) -> String {
    let month = speak.say_with("picture-month", &[("month", day.month().into())]);
    speak.say_with("picture-day", &[("month", month.into()), ("day", day.day().into())])
}

/// The month of a local day with its year: "December 2026".
pub fn month(speak: &Speaker<'_>, day: NaiveDate) -> String {
    // As a text: a number would be grouped.
    speak.say_with("whole-month", &[("year", day.year().to_string().into()), ("month", day.month().into())])
}

/// A local time: "21:00". One of the small hours says so, since `2` may have been typed for the afternoon.
pub fn clock(speak: &Speaker<'_>, time: NaiveTime) -> String {
    let clock = time.format("%H:%M").to_string();
    if time.hour() >= FIRST_OF_THE_DAY {
        return clock;
    }
    speak.say_with("time-early", &[("clock", clock.into()), ("hour", time.hour().into())])
}

/// A local day: "Wed, Dec 2".
pub fn day(speak: &Speaker<'_>, day: NaiveDate) -> String {
    let weekday = speak.say(&format!("day-{}", day.format("%a").to_string().to_lowercase()));
    let arguments = [("weekday", weekday.into()), ("month", day.month().into()), ("day", day.day().into())];
    speak.say_with("date", &arguments)
}
