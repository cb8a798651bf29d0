//! Reads weekdays as people write them in either language.

use chrono::Weekday;

use super::{JOINING_PARTICLES, plain};
use crate::domain::settings::Days;

const ORDER: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

const KOREAN_DAYS: [&str; 7] = ["월", "화", "수", "목", "금", "토", "일"];
const TWO_LETTERS: [&str; 7] = ["mo", "tu", "we", "th", "fr", "sa", "su"];
const SHORT: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const FULL: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Words between days that only join them, or say that it is so every week.
const BETWEEN_DAYS: [&str; 13] =
    ["and", "plus", "및", "그리고", "매주", "every", "each", "on", "only", "just", "weekly", "마다", "만"];

/// What stands behind a day or days in Korean, beside what joins them.
const BEHIND_DAYS: [&str; 6] = ["에만", "마다", "에", "엔", "만", "날"];

/// Words for every day, without spaces.
const EVERY_DAY: [&str; 16] = [
    "every",
    "everyday",
    "eachday",
    "daily",
    "all",
    "alldays",
    "allweek",
    "wholeweek",
    "7days",
    "7daysaweek",
    "전체",
    "모두",
    "모든요일",
    "매일",
    "주7일",
    "매일매일",
];

/// Words for Monday to Friday, without spaces.
const WORK_DAYS: [&str; 6] = ["주5일", "workdays", "workingdays", "businessdays", "workweek", "5daysaweek"];

/// The days of `mon-fri`, `Mon, Wed & Fri`, `every day`, `weekdays`, `weekend`, `MWF`, `월수금`, `월~금`, `매일`, `평일`.
pub fn parse(text: &str) -> Option<Days> {
    // `월욜` is how `월요일` is said, and two dots are a dash that was quicker to type.
    let text = plain(text).replace('욜', "요일").replace("...", "-").replace("..", "-");
    let whole: String = text.split_whitespace().collect();
    let whole = BEHIND_DAYS.iter().find_map(|word| whole.strip_suffix(word)).unwrap_or(&whole);
    if EVERY_DAY.contains(&whole) {
        return Some(Days::EVERY);
    }
    if WORK_DAYS.contains(&whole) {
        return Days::of(ORDER[..5].iter().copied());
    }
    let ranges = text.replace(['~', '–', '—', '−', '〜', '∼', '-'], " - ").replace("부터", " - ");
    let parts = ranges.split(|c: char| c.is_whitespace() || ",/&+·・、;.()[]|".contains(c));
    let mut parts: Vec<&str> = parts.filter(|part| !part.is_empty() && !BETWEEN_DAYS.contains(part)).collect();
    if parts.iter().any(|part| group(part).is_some()) {
        // `평일 매일`: every one of them.
        parts.retain(|part| !EVERY_DAY.contains(part));
    } else if parts.iter().any(|part| EVERY_DAY.contains(part)) {
        return None;
    }
    by_initials(&parts).map_or_else(|| listed(&parts), Days::of)
}

/// The days of the parts of a list.
fn listed(parts: &[&str]) -> Option<Days> {
    let mut days = Vec::new();
    let mut rest = parts;
    while let Some((part, after)) = rest.split_first() {
        rest = match after {
            [to, last, after @ ..] if matches!(*to, "-" | "to" | "through" | "thru") => {
                let last = last.strip_suffix("까지").unwrap_or(last);
                days.extend(between(day(part)?, day(bare(last))?));
                after
            }
            _ => {
                days.extend(days_of(part)?);
                after
            }
        };
    }
    Days::of(days)
}

/// The days of one part of a list: a day, a word for several, or Korean days in one word such as `월수금`.
fn days_of(part: &str) -> Option<Vec<Weekday>> {
    let bare = bare(part);
    if let Some(days) = group(bare) {
        return Some(days);
    }
    match day(bare) {
        Some(day) => Some(vec![day]),
        // Only the whole ending: `토일` is Saturday and Sunday, `월수금요일` three days.
        None => bare.strip_suffix("요일").unwrap_or(bare).chars().map(|c| day(&c.to_string())).collect(),
    }
}

/// The days of a word for several of them.
fn group(part: &str) -> Option<Vec<Weekday>> {
    match bare(part) {
        "날마다" => Some(ORDER.to_vec()),
        "평일" | "주중" | "weekday" | "weekdays" => Some(ORDER[..5].to_vec()),
        "주말" | "weekend" | "weekends" => Some(ORDER[5..].to_vec()),
        _ => None,
    }
}

/// A part without what Korean writers put behind it.
fn bare(part: &str) -> &str {
    let endings = BEHIND_DAYS.iter().chain(&JOINING_PARTICLES);
    if part == "날마다" { part } else { endings.clone().find_map(|word| part.strip_suffix(word)).unwrap_or(part) }
}

/// The weekday of a word for one: `월`, `월요일`, `mon`, `Mondays`.
pub(super) fn day(text: &str) -> Option<Weekday> {
    let stem = text.strip_suffix("요일").unwrap_or(text);
    let english = text.strip_suffix('s').unwrap_or(text);
    let long_enough = english.len() >= 3 && english.is_ascii();
    let is = |at: usize| {
        let is_begun = long_enough && english.starts_with(SHORT[at]) && FULL[at].starts_with(english);
        KOREAN_DAYS[at] == stem || TWO_LETTERS[at] == text || is_begun
    };
    (0..7).find(|at| is(*at)).map(|at| ORDER[at])
}

/// The days of `MWF`, `M/W/F`, `T Th`, `M-F`: first letters, where all parts are so and there is more than one.
///
/// `S` is none, since it could be two days, and a second `T` in the order of the week is Thursday.
fn by_initials(parts: &[&str]) -> Option<Vec<Weekday>> {
    let mut days: Vec<Weekday> = Vec::new();
    let mut is_range = false;
    for part in parts {
        let mut rest = *part;
        if rest == "-" {
            is_range = true;
            continue;
        }
        while !rest.is_empty() {
            let initials = [("th", 3), ("m", 0), ("t", 1), ("w", 2), ("f", 4)];
            let (initial, at) = initials.into_iter().find(|(initial, _)| rest.starts_with(initial))?;
            let is_second = at == 1 && days.contains(&ORDER[1]);
            days.push(ORDER[if is_second { 3 } else { at }]);
            rest = &rest[initial.len()..];
        }
    }
    match (&days[..], is_range) {
        ([_, _, ..], false) => Some(days),
        ([first, last], true) if parts.len() == 3 && parts[1] == "-" => Some(between(*first, *last)),
        _ => None,
    }
}

/// From one day to another, over the end of the week when it must.
fn between(first: Weekday, last: Weekday) -> Vec<Weekday> {
    let mut days = vec![first];
    let mut day = first;
    while day != last {
        day = day.succ();
        days.push(day);
    }
    days
}

#[cfg(test)]
mod tests;
