//! The weekly ceremony: on which days it is held, and what a group can aim at next.

use chrono::{DateTime, Datelike as _, Days as DayCount, NaiveDate, Utc, Weekday};

use super::schedule::{Due, Timetable};
use super::settings::Days;

/// Held on Mondays, at the time of a timetable: the first one later than an instant.
pub fn next_after(timetable: &Timetable, now: DateTime<Utc>) -> Option<Due> {
    let every = Timetable { days: Days::EVERY, ..*timetable };
    // A zone may lack a day, but never two Mondays in a row.
    let today = every.day_at(now);
    (0..=21)
        .filter_map(|n| today.checked_add_days(DayCount::new(n)))
        .find_map(|day| held_on(&every, day).filter(|due| due.at > now))
}

/// The last one that was due by an instant.
pub fn last_until(timetable: &Timetable, now: DateTime<Utc>) -> Option<Due> {
    let every = Timetable { days: Days::EVERY, ..*timetable };
    let today = every.day_at(now);
    (0..=21)
        .filter_map(|n| today.checked_sub_days(DayCount::new(n)))
        .find_map(|day| held_on(&every, day).filter(|due| due.at <= now))
}

fn held_on(timetable: &Timetable, day: NaiveDate) -> Option<Due> {
    (day.weekday() == Weekday::Mon).then(|| timetable.instant_on(day))?.map(|at| Due { at, day })
}

/// No group aims higher than this share.
const HIGHEST_AIM: u32 = 95;

/// The share of right answers in percent that a group with this share can aim at: the next step of five above it.
pub fn aim(share: u32) -> u32 {
    ((share / 5 + 1) * 5).min(HIGHEST_AIM)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;
    use chrono_tz::Tz;

    use super::*;

    #[test]
    fn it_is_held_on_mondays_at_the_schedules_time() {
        let nine = NaiveTime::from_hms_opt(9, 0, 0).expect("a time");
        let timetable = Timetable { time: nine, zone: Tz::Asia__Seoul, days: Days::EVERY };
        let instant = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
        let next = |now: &str| next_after(&timetable, instant(now)).map(|due| due.at);
        let last = |now: &str| last_until(&timetable, instant(now)).map(|due| due.at);
        assert_eq!(next("2026-11-29T12:00:00Z"), Some(instant("2026-11-30T00:00:00Z")));
        assert_eq!(next("2026-11-30T00:00:00Z"), Some(instant("2026-12-07T00:00:00Z")));
        assert_eq!(last("2026-11-30T00:00:00Z"), Some(instant("2026-11-30T00:00:00Z")));
        assert_eq!(last("2026-11-29T23:59:59Z"), Some(instant("2026-11-23T00:00:00Z")));
    }

    #[test]
    fn the_aim_is_a_little_more_and_never_all() {
        assert_eq!([0, 62, 65, 89, 90, 95, 100].map(aim), [5, 65, 70, 90, 95, 95, 95]);
    }
}
