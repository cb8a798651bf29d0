//! Says what the picture of a season's race shows, and what it is to those who do not see it.

use chrono::{Days, NaiveDate};

use super::inert::unmarked;
use super::moment;
use super::named_days::{days, plain_name};
use crate::actions::tell_season::Podium;
use crate::discord::message::{Sketch, cut};
use crate::discord::words::Speaker;
use crate::domain::race::Race;
use crate::domain::season::Season;
use crate::pictures::race::{self, RaceLine, RacePicture};

/// The race of a season that is over; `None` where there is none to see.
pub fn of_podium(speak: &Speaker<'_>, podium: &Podium) -> Option<Sketch> {
    podium.race.as_ref().map(|race| sketch(speak, &podium.played.season, race))
}

/// The picture of a season's race.
pub fn sketch(speak: &Speaker<'_>, season: &Season, race: &Race) -> Sketch {
    let last = race.days().saturating_sub(1);
    let named = |day: usize| (day, moment::day_of_month(speak, day_of(race, day)));
    let total = |points: Option<&u32>| points.copied().unwrap_or(0);
    let lines = race.lines.iter().map(|line| RaceLine {
        place: line.place,
        name: line.name.clone(),
        total: total(line.points.last()).to_string(),
        points: line.points.clone(),
    });
    let picture = RacePicture {
        title: speak.say("picture-race-title"),
        about: days(speak, season),
        lines: lines.collect(),
        days: if last < DAYS_FOR_A_MIDDLE {
            vec![named(0), named(last)]
        } else {
            vec![named(0), named(last / 2), named(last)]
        },
    };
    let told = race.lines.iter().map(|line| {
        let points = speak.say_with("stats-points", &[("points", total(line.points.last()).into())]);
        let name = unmarked(&cut(&line.name, 32));
        let parts = [("place", line.place.into()), ("name", name.into()), ("points", points.into())];
        speak.say_with("picture-podium-place", &parts)
    });
    let told = told.collect::<Vec<_>>().join(", ");
    let parts = [("title", unmarked(&plain_name(speak, season)).into()), ("places", told.into())];
    Sketch { name: "race.png", alt: speak.say_with("picture-race-alt", &parts), svg: race::svg(&picture) }
}

/// Fewer days than this have no room for a third name.
const DAYS_FOR_A_MIDDLE: usize = 6;

fn day_of(race: &Race, day: usize) -> NaiveDate {
    race.first_day.checked_add_days(Days::new(day as u64)).unwrap_or(race.first_day)
}
