//! Says what the picture of a podium shows, and what it is to those who do not see it.

use super::inert::unmarked;
use super::named_days::{days, plain_name};
use crate::actions::tell_quiz::{Part, QuizTold};
use crate::actions::tell_season::Podium;
use crate::discord::message::{Sketch, cut};
use crate::discord::words::Speaker;
use crate::pictures::podium::{self, PodiumPicture, PodiumStep};

/// The last place that stands on it.
const LAST: u64 = 3;

/// How many stand on it.
const STEPS: usize = 3;

/// One who has a place: its number, the name and the points.
type Place<'n> = (u64, &'n str, u32);

/// The podium of a season; `None` where nobody has points.
pub fn of_season(speak: &Speaker<'_>, podium: &Podium) -> Option<Sketch> {
    let season = &podium.played.season;
    let places = podium.played.top.iter().map(|row| (row.place, row.name.as_str(), row.points));
    sketch(speak, &plain_name(speak, season), days(speak, season), &places.collect::<Vec<_>>())
}

/// The podium of a quiz that is over; `None` before, and where nobody has points.
pub fn of_quiz(speak: &Speaker<'_>, told: &QuizTold) -> Option<Sketch> {
    let Part::End { board, .. } = &told.part else {
        return None;
    };
    let named = board.ranks.iter().filter_map(|rank| board.names.get(&rank.member).map(|name| (rank, name)));
    let places = named.map(|(rank, name)| (u64::from(rank.place), name.as_str(), rank.points));
    sketch(speak, &speak.say("picture-podium-quiz"), String::new(), &places.collect::<Vec<_>>())
}

/// The picture of the first three of these places, the first one first; `None` where nobody has points.
fn sketch(speak: &Speaker<'_>, title: &str, about: String, places: &[Place<'_>]) -> Option<Sketch> {
    let standing: Vec<&Place<'_>> = places.iter().filter(|(place, _, points)| *place <= LAST && *points > 0).collect();
    if standing.is_empty() {
        return None;
    }
    let points = |points: u32| speak.say_with("stats-points", &[("points", points.into())]);
    let steps = standing.iter().take(STEPS);
    let steps =
        steps.map(|(place, name, won)| PodiumStep { place: *place, name: (*name).to_owned(), points: points(*won) });
    let others = u32::try_from(standing.len().saturating_sub(STEPS)).unwrap_or(u32::MAX);
    let others =
        if others > 0 { speak.say_with("picture-podium-others", &[("count", others.into())]) } else { String::new() };
    let told = standing.iter().take(STEPS).map(|(place, name, won)| {
        let name = unmarked(&cut(name, 32));
        speak.say_with(
            "picture-podium-place",
            &[("place", (*place).into()), ("name", name.into()), ("points", points(*won).into())],
        )
    });
    let told = told.collect::<Vec<_>>().join(", ");
    let alt = speak.say_with("picture-podium-alt", &[("title", unmarked(title).into()), ("places", told.into())]);
    let picture = PodiumPicture { title: title.to_owned(), about, steps: steps.collect(), others };
    Some(Sketch { name: "podium.png", alt, svg: podium::svg(&picture) })
}
