//! Decides when a server's next question is due, in its own zone, through every change of the clocks.

use chrono::{
    DateTime, Datelike, Days as DayCount, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc,
};
use chrono_tz::Tz;

use super::settings::Days;

/// When questions come: a local time on chosen weekdays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timetable {
    /// The local time, to the minute.
    pub time: NaiveTime,
    /// The zone of that time.
    pub zone: Tz,
    /// The weekdays.
    pub days: Days,
}

/// A local day and the instant at which its question is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The instant.
    pub at: DateTime<Utc>,
    /// The server's local day.
    pub day: NaiveDate,
}

impl Timetable {
    /// The local day at an instant.
    pub fn day_at(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    /// The instant at which the question of a day is due, whatever the weekday.
    ///
    /// An hour that comes twice counts the first time; one that the clocks skip is made good at the next valid minute.
    /// `None` when the zone has no such day at all (Pacific/Apia had no 2011-12-30).
    pub fn instant_on(&self, day: NaiveDate) -> Option<DateTime<Utc>> {
        first_instant(self.zone, day.and_time(self.time)).filter(|at| self.day_at(*at) == day)
    }

    /// The first day later than `after` whose question is due, and its instant.
    pub fn next_after_day(&self, after: NaiveDate) -> Option<Due> {
        // Two weeks hold every weekday even when a zone drops a day.
        let days = (1..=14).filter_map(|n| after.checked_add_days(DayCount::new(n)));
        days.filter(|day| self.days.contains(day.weekday()))
            .find_map(|day| Some(Due { at: self.instant_on(day)?, day }))
    }

    /// The first question due at or after an instant.
    pub fn next_from(&self, from: DateTime<Utc>) -> Option<Due> {
        let mut due = self.next_after_day(self.day_at(from).pred_opt()?)?;
        while due.at < from {
            due = self.next_after_day(due.day)?;
        }
        Some(due)
    }

    /// The next questions due from an instant on.
    pub fn upcoming(&self, from: DateTime<Utc>) -> impl Iterator<Item = Due> {
        std::iter::successors(self.next_from(from), |due| self.next_after_day(due.day))
    }
}

/// The first instant that shows this local time, or the next one that exists.
fn first_instant(zone: Tz, local: NaiveDateTime) -> Option<DateTime<Utc>> {
    // The longest gap is Samoa's skipped day.
    (0..=26 * 60).find_map(|minutes| match zone.from_local_datetime(&(local + TimeDelta::minutes(minutes))) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Some(at.to_utc()),
        LocalResult::None => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn daily(zone: Tz, hour: u32, minute: u32) -> Timetable {
        let time = NaiveTime::from_hms_opt(hour, minute, 0).expect("a time of the day");
        Timetable { time, zone, days: Days::EVERY }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn instant(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    #[test]
    fn nine_in_seoul_is_midnight_utc() {
        let schedule = daily(Tz::Asia__Seoul, 9, 0);
        assert_eq!(schedule.instant_on(day("2026-11-24")), Some(instant("2026-11-24T00:00:00Z")));
    }

    #[test]
    fn an_hour_that_is_skipped_comes_at_the_next_valid_minute() {
        let schedule = daily(Tz::America__New_York, 2, 30);
        assert_eq!(schedule.instant_on(day("2026-03-08")), Some(instant("2026-03-08T07:00:00Z")));
    }

    #[test]
    fn an_hour_that_comes_twice_counts_the_first_time() {
        let schedule = daily(Tz::America__New_York, 1, 30);
        assert_eq!(schedule.instant_on(day("2026-11-01")), Some(instant("2026-11-01T05:30:00Z")));
    }

    #[test]
    fn a_day_that_a_zone_dropped_has_no_question() {
        let schedule = daily(Tz::Pacific__Apia, 9, 0);
        assert_eq!(schedule.instant_on(day("2011-12-30")), None);
        assert_eq!(schedule.next_after_day(day("2011-12-29")).map(|due| due.day), Some(day("2011-12-31")));
    }

    #[test]
    fn weekdays_are_local() {
        let days = Days::of([chrono::Weekday::Mon]).expect("one day");
        let schedule = Timetable { days, ..daily(Tz::Asia__Seoul, 8, 0) };
        let due = schedule.next_from(instant("2026-11-21T00:00:00Z")).expect("a Monday");
        assert_eq!(due, Due { at: instant("2026-11-22T23:00:00Z"), day: day("2026-11-23") });
    }

    #[test]
    fn the_next_five_follow_each_other() {
        let schedule = daily(Tz::Asia__Seoul, 9, 0);
        let days: Vec<_> = schedule.upcoming(instant("2026-12-30T00:00:01Z")).take(3).map(|due| due.day).collect();
        assert_eq!(days, [day("2026-12-31"), day("2027-01-01"), day("2027-01-02")]);
    }
}
