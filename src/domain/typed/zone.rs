//! Finds time zones by what people type: a city, a country, an abbreviation, a distance from UTC, an IANA name.

use chrono::{DateTime, Offset, TimeDelta, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};

use super::zone_names::{NAMED, OLD, SHARED};
use super::{MOST_SUGGESTIONS, keystrokes, parts_of_suggestion, plain, squeezed};

/// What is offered before anything is typed.
const OFFERED_FIRST: [Tz; 8] = [
    Tz::Asia__Seoul,
    Tz::Asia__Tokyo,
    Tz::Asia__Singapore,
    Tz::UTC,
    Tz::Europe__London,
    Tz::Europe__Berlin,
    Tz::America__New_York,
    Tz::America__Los_Angeles,
];

/// The places whose zones are named by their cities. No other zones are offered: the sign of `Etc/GMT-9` misleads.
const PLACES: [&str; 10] =
    ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];

/// What people put behind the name of a zone.
const ENDINGS: [&str; 16] = [
    "표준시간대",
    "표준시각",
    "시간대",
    "표준시",
    "시간",
    "시각",
    "standardtime",
    "timezone",
    "time",
    "특별자치시",
    "특별자치도",
    "특별시",
    "광역시",
    "시",
    "도",
    "city",
];

/// A name of so few letters says all by itself: nothing that goes on from it, or holds it, is offered too.
const ABBREVIATION: usize = 3;

/// From so many Latin letters on, zones are offered that hold what was typed anywhere in their names.
const FOUND_WITHIN: usize = 4;

/// What a text means as a zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MeantZone {
    /// This one.
    Found(Tz),
    /// One of these, and they differ.
    Several(Vec<Tz>),
    /// None that is known.
    Unknown,
}

/// The zone that a text means. `at` decides which zones have an offset such as `+09:00` now.
pub fn read(text: &str, at: DateTime<Utc>) -> MeantZone {
    let means = |part: &String| Some(read_one(part, at)).filter(|meant| *meant != MeantZone::Unknown);
    forms(text).iter().find_map(means).unwrap_or(MeantZone::Unknown)
}

fn read_one(text: &str, at: DateTime<Utc>) -> MeantZone {
    if let Some(offset) = offset(text) {
        return if offset == TimeDelta::zero() { MeantZone::Found(Tz::UTC) } else { settled(usual_at(offset, at), at) };
    }
    let keys = keys(text);
    let exact = keys.iter().find_map(|key| exactly(key)).or_else(|| {
        let by_name = TZ_VARIANTS.iter().find(|zone| zone.name().eq_ignore_ascii_case(text));
        by_name.map(|zone| vec![*zone])
    });
    if let Some(zones) = exact.or_else(|| in_all_parts(text)) {
        return settled(zones, at);
    }
    let telling = || keys.first().into_iter().filter(|key| is_telling(key));
    let mut near = telling().map(|key| beginning(key)).chain(telling().map(|key| holding(key)));
    settled(near.find(|zones| !zones.is_empty()).unwrap_or_default(), at)
}

/// Whether a text is what a zone is called, or a distance from UTC that is named so.
pub(super) fn is_named(text: &str) -> bool {
    let is_offset = || (text.starts_with("utc") || text.starts_with("gmt")) && offset(text).is_some();
    keys(text).iter().any(|key| exactly(key).is_some()) || is_offset()
}

/// Zones that go with what was typed so far: what it means already first, then what goes on from it.
pub fn offered(typed: &str, at: DateTime<Utc>) -> Vec<Tz> {
    let forms = forms(typed);
    let Some(typed) = forms.first() else {
        return OFFERED_FIRST.to_vec();
    };
    if let Some(offset) = offset(typed) {
        return distinct(usual_at(offset, at));
    }
    let keys = keys(typed);
    let exact = keys.iter().filter_map(|key| exactly(key)).flatten().chain(in_all_parts(typed).into_iter().flatten());
    let mut zones: Vec<Tz> = exact.collect();
    let says_all = |key: &String| key.chars().count() <= ABBREVIATION && key.is_ascii();
    if zones.is_empty() || !keys.iter().any(says_all) {
        let begun = keys.first().map(|key| [beginning(key), holding(key)].concat());
        zones.extend(begun.unwrap_or_default());
    }
    let is_old = |zone: &Tz| OLD.contains(&zone.name());
    if !zones.iter().all(is_old) {
        zones.retain(|zone| !is_old(zone));
    }
    distinct(zones)
}

/// The Korean name of a zone that has one.
pub fn korean_name(zone: Tz) -> Option<&'static str> {
    let (_, names) = NAMED.iter().find(|(named, _)| *named == zone)?;
    names.split(", ").find(|name| !name.is_ascii())
}

/// By how much the clocks of a zone are ahead of UTC at an instant.
pub fn ahead(zone: Tz, at: DateTime<Utc>) -> TimeDelta {
    TimeDelta::seconds(at.with_timezone(&zone).offset().fix().local_minus_utc().into())
}

/// The ways to read a text, the likeliest first: without what stands in brackets, and as what is shown in a list.
fn forms(text: &str) -> Vec<String> {
    let text = plain(text);
    let parts = parts_of_suggestion(&text).map_or(vec![text.as_str()], |(name, zone)| vec![zone, name]);
    let mut forms = Vec::new();
    for part in parts {
        match part.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
            // `(UTC+09:00) Seoul`: the place says more than its offset.
            Some((inner, rest)) => forms.extend([rest.split('(').next().unwrap_or_default(), inner]),
            None => forms.extend(part.split('(').next()),
        }
    }
    forms.into_iter().map(str::trim).filter(|form| !form.is_empty()).map(str::to_owned).collect()
}

/// The distance from UTC that was typed: `+09:00`, `+9`, `UTC+9`, `utc9`, `gmt -5:30`, `UTC+5.5`.
fn offset(text: &str) -> Option<TimeDelta> {
    let text = text.strip_suffix("시간").unwrap_or(text).trim();
    // The signs of `Etc/GMT-9` are turned about.
    let (is_turned, text) = text.strip_prefix("etc/").map_or((false, text), |rest| (true, rest));
    let named = text.strip_prefix("utc").or_else(|| text.strip_prefix("gmt"));
    let text = named.unwrap_or(text).trim();
    let (sign, number) = match (text.strip_prefix(['+', '±']), text.strip_prefix(['-', '−', '–'])) {
        (Some(number), _) => (1, number),
        (None, Some(number)) => (-1, number),
        (None, None) => (1, named.map(|_| text)?),
    };
    let number = number.trim();
    let (hours, minutes) = match (number.split_once(':'), number.split_once('.')) {
        (Some(parts), _) => parts,
        (None, Some((hours, "5" | "50"))) => (hours, "30"),
        (None, Some((hours, "75"))) => (hours, "45"),
        (None, Some((hours, "0"))) => (hours, "00"),
        _ if number.len() == 4 && number.is_ascii() => number.split_at(2),
        _ => (number, "00"),
    };
    let is_number =
        |part: &str, lengths: &[usize]| lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !is_number(hours, &[1, 2]) || !is_number(minutes, &[2]) {
        return None;
    }
    let ahead = hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?;
    let sign = if is_turned { -sign } else { sign };
    (ahead <= 14 * 60).then(|| TimeDelta::minutes(sign * ahead))
}

/// The zones in use by many whose clocks are so far ahead at an instant.
fn usual_at(offset: TimeDelta, at: DateTime<Utc>) -> Vec<Tz> {
    NAMED.iter().map(|(zone, _)| *zone).filter(|zone| ahead(*zone, at) == offset).collect()
}

/// What was typed without spaces and marks, and then without an ending such as `시간`.
fn keys(text: &str) -> Vec<String> {
    let key = squeezed(text);
    let bare = ENDINGS.iter().find_map(|ending| key.strip_suffix(ending)).map(str::to_owned);
    [Some(key), bare].into_iter().flatten().filter(|key| !key.is_empty()).collect()
}

/// The zones that are called exactly so.
fn exactly(key: &str) -> Option<Vec<Tz>> {
    let named = NAMED.iter().find(|(_, names)| names.split(", ").any(|name| squeezed(name) == key));
    if let Some((zone, _)) = named {
        return Some(vec![*zone]);
    }
    if let Some((_, zones)) = SHARED.iter().find(|(name, _)| squeezed(name) == key) {
        return Some(zones.to_vec());
    }
    let is_called = |zone: Tz, city: &str| squeezed(city) == key || squeezed(zone.name()) == key;
    let mut zones: Vec<Tz> = cities().filter(|(zone, city)| is_called(*zone, city)).map(|(zone, _)| zone).collect();
    // The shorter of two names is the older one: `America/Buenos_Aires`.
    zones.sort_by_key(|zone| std::cmp::Reverse(zone.name().len()));
    (!zones.is_empty()).then_some(zones)
}

/// The zones that all parts of a text have in common, where each part names some: `Seoul, Korea`, `미국 뉴욕`.
fn in_all_parts(text: &str) -> Option<Vec<Tz>> {
    let words: Vec<&str> = text.split([' ', ',', '/', '·']).filter(|word| !word.is_empty()).collect();
    let mut common: Option<Vec<Tz>> = None;
    let mut rest = &words[..];
    while !rest.is_empty() {
        let named = |count: &usize| keys(&rest[..*count].concat()).iter().find_map(|key| exactly(key));
        let (zones, count) = (1..=rest.len()).rev().find_map(|count| Some((named(&count)?, count)))?;
        common = Some(match common {
            Some(common) => common.into_iter().filter(|zone| zones.contains(zone)).collect(),
            None => zones,
        });
        rest = &rest[count..];
    }
    common.filter(|zones| !zones.is_empty())
}

/// Whether the beginning of a name is long enough to stand for the whole.
fn is_telling(key: &str) -> bool {
    key.chars().count() >= if key.is_ascii() { 3 } else { 2 }
}

/// The zones one of whose names, or whose city, begins so; those in use by many first.
fn beginning(key: &str) -> Vec<Tz> {
    let begun = keystrokes(key);
    let begins = |name: &str| keystrokes(&squeezed(name)).starts_with(&begun);
    let named = NAMED.iter().filter(|(_, names)| names.split(", ").any(begins)).map(|(zone, _)| *zone);
    let by_city = cities().filter(|(_, city)| squeezed(city).starts_with(key)).map(|(zone, _)| zone);
    distinct(named.chain(by_city))
}

/// The zones whose names hold what was typed.
fn holding(key: &str) -> Vec<Tz> {
    if key.len() < FOUND_WITHIN {
        return Vec::new();
    }
    distinct(cities().map(|(zone, _)| zone).filter(|zone| squeezed(zone.name()).contains(key)))
}

/// The zones that are offered, each with its city.
fn cities() -> impl Iterator<Item = (Tz, &'static str)> {
    TZ_VARIANTS.iter().filter_map(|zone| {
        let (place, city) = zone.name().split_once('/')?;
        PLACES.contains(&place).then(|| (*zone, city.rsplit('/').next().unwrap_or(city)))
    })
}

fn distinct(zones: impl IntoIterator<Item = Tz>) -> Vec<Tz> {
    let mut kept: Vec<Tz> = Vec::new();
    for zone in zones {
        if kept.len() < MOST_SUGGESTIONS && !kept.contains(&zone) {
            kept.push(zone);
        }
    }
    kept
}

/// One zone where those that are meant never differ in the year from an instant on; a choice among them else.
fn settled(zones: Vec<Tz>, at: DateTime<Utc>) -> MeantZone {
    let zones = distinct(zones);
    let Some(first) = zones.first() else {
        return MeantZone::Unknown;
    };
    let weeks = || (0..53).map(|week| at + TimeDelta::weeks(week));
    let is_alike = |zone: &Tz| weeks().all(|at| ahead(*zone, at) == ahead(*first, at));
    if zones.iter().all(is_alike) { MeantZone::Found(*first) } else { MeantZone::Several(zones) }
}

#[cfg(test)]
mod tests;
