//! Reads the weekdays that a manager types, in either language.

use chrono::Weekday;

use crate::domain::settings::Days;

const ORDER: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// The days of `mon-fri`, `mon,wed,fri`, `every`, `weekdays`, `weekend`, `월,수,금`, `월~금`, `매일`, `평일`, `주말`.
pub fn parse(text: &str) -> Option<Days> {
    let text = text.to_lowercase().replace(['~', '–'], "-");
    let whole: String = text.split_whitespace().collect();
    match whole.as_str() {
        "every" | "everyday" | "daily" | "all" | "매일" => return Some(Days::EVERY),
        "weekdays" | "평일" => return Days::of(ORDER[..5].iter().copied()),
        "weekend" | "weekends" | "주말" => return Days::of(ORDER[5..].iter().copied()),
        _ => {}
    }
    let ranges_joined = text.split('-').map(str::trim).collect::<Vec<_>>().join("-");
    let parts = ranges_joined.split(|c: char| c.is_whitespace() || matches!(c, ',' | '/' | '、'));
    let mut days = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        days.extend(days_of(part)?);
    }
    Days::of(days)
}

/// The days of one part of a list: a day, a range, or Korean days without commas such as `월수금`.
fn days_of(part: &str) -> Option<Vec<Weekday>> {
    if let Some((first, last)) = part.split_once('-') {
        return Some(between(day(first)?, day(last)?));
    }
    match day(part) {
        Some(day) => Some(vec![day]),
        None => part.chars().map(|c| day(&c.to_string())).collect(),
    }
}

fn day(text: &str) -> Option<Weekday> {
    let korean = ["월", "화", "수", "목", "금", "토", "일"];
    let short = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    // Only the whole ending: `토일` is Saturday and Sunday.
    let stem = text.strip_suffix("요일").unwrap_or(text);
    let by_korean = korean.iter().position(|name| *name == stem);
    let long_enough = text.len() >= 3 && text.is_ascii();
    let at = by_korean.or_else(|| {
        short
            .iter()
            .position(|name| long_enough && text.starts_with(name) && FULL.iter().any(|full| full.starts_with(text)))
    });
    at.map(|at| ORDER[at])
}

const FULL: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

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
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let of = |days: &[usize]| Days::of(days.iter().map(|at| ORDER[*at]));
        let table = [
            ("every", of(&[0, 1, 2, 3, 4, 5, 6])),
            ("매일", of(&[0, 1, 2, 3, 4, 5, 6])),
            ("mon-fri", of(&[0, 1, 2, 3, 4])),
            ("월~금", of(&[0, 1, 2, 3, 4])),
            ("평일", of(&[0, 1, 2, 3, 4])),
            ("주말", of(&[5, 6])),
            ("Mon, Wed,fri", of(&[0, 2, 4])),
            ("월,수,금", of(&[0, 2, 4])),
            ("월수금", of(&[0, 2, 4])),
            ("월요일, 일요일", of(&[0, 6])),
            ("fri-mon", of(&[0, 4, 5, 6])),
            ("saturday", of(&[5])),
            ("일", of(&[6])),
            ("토,일", of(&[5, 6])),
            ("토일", of(&[5, 6])),
            ("화일", of(&[1, 6])),
            ("금토일", of(&[4, 5, 6])),
            ("mon wed fri", of(&[0, 2, 4])),
            ("월 수 금", of(&[0, 2, 4])),
            ("월요일 ~ 금요일", of(&[0, 1, 2, 3, 4])),
            ("mon - wed, sat", of(&[0, 1, 2, 5])),
            ("every day", of(&[0, 1, 2, 3, 4, 5, 6])),
        ];
        for (text, days) in table {
            assert_eq!(parse(text), days, "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "mo", "someday", "월금x", "mon-", "1-5", ",", "mon-wed-fri", "요일"] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }
}
