//! One question a local day: every zone, 2020 to 2035, through all changes of the clocks.

use chrono::{DateTime, Datelike, Days as DayCount, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};
use proctor::domain::schedule::{Due, Timetable};
use proctor::domain::settings::Days;
use proptest::prelude::*;

fn any_zone() -> impl Strategy<Value = Tz> {
    (0..TZ_VARIANTS.len()).prop_map(|n| TZ_VARIANTS[n])
}

fn any_time() -> impl Strategy<Value = NaiveTime> {
    (0..1440u32).prop_map(|minute| NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).expect("a minute of the day"))
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..5_844u64).prop_map(|n| first_day() + DayCount::new(n))
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 1, 1).expect("a day")
}

fn midnight(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

fn check_a_due_day(schedule: &Timetable, due: Due) -> Result<(), TestCaseError> {
    let shown = due.at.with_timezone(&schedule.zone);
    prop_assert_eq!(shown.date_naive(), due.day, "the question comes on its local day");
    let late = shown.time() - schedule.time;
    prop_assert!(late >= TimeDelta::zero(), "never before its time: {shown}");
    if late > TimeDelta::zero() {
        // Only an hour that the clocks skip is made good later.
        let just_before = (due.at - TimeDelta::minutes(1)).with_timezone(&schedule.zone);
        prop_assert!(
            just_before.time() < schedule.time || just_before.date_naive() < due.day,
            "{just_before} came before {shown}"
        );
    }
    let earlier = (due.at - TimeDelta::minutes(180)).with_timezone(&schedule.zone);
    let same = earlier.time().hour() == schedule.time.hour() && earlier.time().minute() == schedule.time.minute();
    prop_assert!(!(same && earlier.date_naive() == due.day), "the first of two equal times is taken");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn a_question_comes_once_a_day_at_its_local_time(zone in any_zone(), time in any_time(), from in any_day()) {
        let schedule = Timetable { time, zone, days: Days::EVERY };
        let dues: Vec<Due> = schedule.upcoming(midnight(from)).take(40).collect();
        prop_assert_eq!(dues.len(), 40);
        for due in &dues {
            check_a_due_day(&schedule, *due)?;
        }
        for pair in dues.windows(2) {
            prop_assert!(pair[0].day < pair[1].day && pair[0].at < pair[1].at);
            let missed = (pair[1].day - pair[0].day).num_days() - 1;
            // A zone that crosses the date line drops a day; nothing else may.
            prop_assert!(missed == 0 || schedule.instant_on(pair[0].day + DayCount::new(1)).is_none());
        }
    }

    #[test]
    fn only_the_chosen_weekdays_have_one(zone in any_zone(), time in any_time(), from in any_day(), bits in 1..128u8) {
        let days = Days::from_bits(bits).expect("a day");
        let schedule = Timetable { time, zone, days };
        for due in schedule.upcoming(midnight(from)).take(10) {
            prop_assert!(days.contains(due.day.weekday()));
            check_a_due_day(&schedule, due)?;
        }
    }

    #[test]
    fn the_next_question_is_never_in_the_past(zone in any_zone(), time in any_time(), from in any_day(), minute in 0..1440i64) {
        let schedule = Timetable { time, zone, days: Days::EVERY };
        let now = midnight(from) + TimeDelta::minutes(minute);
        let due = schedule.next_from(now).expect("a next question");
        prop_assert!(due.at >= now);
        prop_assert!(due.at - now <= TimeDelta::hours(51), "the next question is at most a day and a dropped one away");
    }
}

#[test]
fn every_zone_has_a_question_on_every_day_of_sixteen_years() {
    let last = NaiveDate::from_ymd_opt(2035, 12, 31).expect("a day");
    for (n, zone) in TZ_VARIANTS.iter().enumerate() {
        // A different time for each zone; near the usual hours of the change, where it matters.
        let time =
            NaiveTime::from_hms_opt(u32::try_from(n % 4).unwrap_or(0), u32::try_from(n * 7 % 60).unwrap_or(0), 0)
                .expect("a time");
        let schedule = Timetable { time, zone: *zone, days: Days::EVERY };
        let mut day = first_day();
        let mut before: Option<DateTime<Utc>> = None;
        while day <= last {
            let at = schedule.instant_on(day).unwrap_or_else(|| panic!("{zone} has no {day}"));
            assert!(before.is_none_or(|before| before < at), "{zone} {day}");
            before = Some(at);
            day = day + DayCount::new(if day.day().is_multiple_of(2) { 3 } else { 2 });
        }
    }
}
