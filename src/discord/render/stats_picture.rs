//! Says what the picture of a member's figures shows, and what it is to those who do not see it.

use chrono::{Datelike as _, NaiveDate, TimeDelta};

use super::inert::unmarked;
use crate::actions::show_stats::MemberStats;
use crate::discord::message::{Sketch, cut};
use crate::discord::words::Speaker;
use crate::domain::calendar::{Calendar, Mark};
use crate::pictures::stats::{self, StatsPicture};

/// The columns that the name of a month needs before the next one.
const MONTH_TAKES: usize = 2;

/// The picture of a member's figures; `None` where there is nothing to show yet.
pub fn sketch(speak: &Speaker<'_>, of: &MemberStats) -> Option<Sketch> {
    let calendar = of.calendar.as_ref().filter(|_| of.stats.total.answered > 0)?;
    let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(|day| speak.say(&format!("day-{day}")));
    let domains = of.stats.domains.iter().map(|(domain, tally)| {
        let name = speak.say(&format!("domain-{}", domain.number()));
        (name, *tally)
    });
    let picture = StatsPicture {
        name: of.name.clone().unwrap_or_default(),
        title: speak.say("picture-stats-title"),
        days: calendar.days.clone(),
        weekdays,
        months: months(speak, calendar),
        legend: legend(speak, calendar),
        bars_title: speak.say("picture-stats-bars"),
        bars: domains.collect(),
    };
    Some(Sketch { name: "stats.png", alt: alt(speak, of, calendar, &picture), svg: stats::svg(&picture) })
}

/// The weeks in which a month begins, with room for its name.
fn months(speak: &Speaker<'_>, calendar: &Calendar) -> Vec<(usize, String)> {
    let month_of = |week: usize| (monday(calendar, week)).month();
    let weeks = calendar.days.len().div_ceil(7);
    let mut begins: Vec<usize> =
        (0..weeks).filter(|week| *week == 0 || month_of(*week) != month_of(week - 1)).collect();
    if begins.len() > 1 && begins[1] < MONTH_TAKES {
        begins.remove(0);
    }
    begins
        .into_iter()
        .map(|week| (week, speak.say_with("picture-month", &[("month", month_of(week).into())])))
        .collect()
}

fn monday(calendar: &Calendar, week: usize) -> NaiveDate {
    calendar.first + TimeDelta::weeks(i64::try_from(week).unwrap_or(0))
}

fn legend(speak: &Speaker<'_>, calendar: &Calendar) -> Vec<(Mark, String)> {
    let is_rare = |mark: &Mark| matches!(mark, Mark::Ungraded | Mark::Frozen);
    let shown = Mark::ALL.into_iter().filter(|mark| !is_rare(mark) || calendar.count(*mark) > 0);
    let named = shown.map(|mark| {
        let key = match mark {
            Mark::Right => "picture-stats-right",
            Mark::Wrong => "picture-stats-wrong",
            Mark::Ungraded => "picture-stats-ungraded",
            Mark::Frozen => "picture-stats-frozen",
            Mark::Missed => "picture-stats-missed",
            Mark::Nothing => return (mark, speak.say("picture-stats-nothing")),
        };
        (mark, speak.say_with(key, &[("count", calendar.count(mark).into())]))
    });
    named.collect()
}

fn alt(speak: &Speaker<'_>, of: &MemberStats, calendar: &Calendar, picture: &StatsPicture) -> String {
    let count = |mark| calendar.count(mark).into();
    let counts = [("right", count(Mark::Right)), ("wrong", count(Mark::Wrong)), ("missed", count(Mark::Missed))];
    let days = match &of.name {
        Some(name) => {
            let [right, wrong, missed] = counts;
            let name = ("name", unmarked(&cut(name, 32)).into());
            speak.say_with("picture-stats-alt", &[name, right, wrong, missed])
        }
        None => speak.say_with("picture-stats-alt-nameless", &counts),
    };
    let days = match calendar.count(Mark::Frozen) {
        0 => days,
        frozen => format!("{days} {}", speak.say_with("picture-stats-alt-frozen", &[("count", frozen.into())])),
    };
    if picture.bars.is_empty() {
        return days;
    }
    let bars = picture.bars.iter().map(|(name, tally)| format!("{name} {}%", tally.percent()));
    let bars = bars.collect::<Vec<_>>().join(", ");
    format!("{days} {}", speak.say_with("picture-stats-alt-domains", &[("domains", bars.into())]))
}
