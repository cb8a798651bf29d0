//! Reads weekdays as people write them in either language.

use chrono::Weekday;

use super::{JOINING_PARTICLES, plain};
use crate::domain::settings::Days;

const ORDER: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

const KOREAN_DAYS: [&str; 7] = ["월", "화", "수", "목", "금", "토", "일"];
const SHORT: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const FULL: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Words between days that only join them, or say that it is so every week.
const BETWEEN_DAYS: [&str; 8] = ["and", "plus", "및", "그리고", "매주", "every", "each", "on"];

/// The days of `mon-fri`, `Mon, Wed & Fri`, `every day`, `weekdays`, `weekend`, `월수금`, `월~금`, `매일`, `평일`, `주말`.
pub fn parse(text: &str) -> Option<Days> {
    let text = plain(text);
    let whole: String = text.split_whitespace().collect();
    if matches!(whole.as_str(), "every" | "everyday" | "daily" | "all" | "alldays" | "전체" | "모두" | "모든요일")
    {
        return Some(Days::EVERY);
    }
    let ranges = text.replace(['~', '–', '—', '−', '〜', '∼', '-'], " - ").replace("부터", " - ");
    let parts = ranges.split(|c: char| c.is_whitespace() || ",/&+·・、;.".contains(c));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty() && !BETWEEN_DAYS.contains(part)).collect();
    let mut days = Vec::new();
    let mut rest = &parts[..];
    while let Some((part, after)) = rest.split_first() {
        rest = match after {
            [to, last, after @ ..] if matches!(*to, "-" | "to" | "through" | "thru") => {
                let last = last.strip_suffix("까지").unwrap_or(last);
                days.extend(between(day(part)?, day(last)?));
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
    let bare = JOINING_PARTICLES.iter().find_map(|particle| part.strip_suffix(particle)).unwrap_or(part);
    match bare {
        "매일" | "날마다" => return Some(ORDER.to_vec()),
        "평일" | "주중" | "weekday" | "weekdays" => return Some(ORDER[..5].to_vec()),
        "주말" | "weekend" | "weekends" => return Some(ORDER[5..].to_vec()),
        _ => {}
    }
    match day(bare) {
        Some(day) => Some(vec![day]),
        // Only the whole ending: `토일` is Saturday and Sunday, `월수금요일` three days.
        None => bare.strip_suffix("요일").unwrap_or(bare).chars().map(|c| day(&c.to_string())).collect(),
    }
}

fn day(text: &str) -> Option<Weekday> {
    let stem = text.strip_suffix("요일").unwrap_or(text);
    let english = text.strip_suffix('s').unwrap_or(text);
    let long_enough = english.len() >= 3 && english.is_ascii();
    let is = |at: usize| {
        KOREAN_DAYS[at] == stem || (long_enough && english.starts_with(SHORT[at]) && FULL[at].starts_with(english))
    };
    (0..7).find(|at| is(*at)).map(|at| ORDER[at])
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
mod tests {
    use super::*;

    /// Days as numbers, Monday first, with what is typed for them.
    const READ: [(&[usize], &str); 13] = [
        (&[0, 1, 2, 3, 4, 5, 6], "every | 매일 | every day | daily | Everyday | all | 모든 요일 | 날마다 | 월~일"),
        (
            &[0, 1, 2, 3, 4],
            "mon-fri | 월~금 | 월-금 | 평일 | 주중 | weekdays | every weekday | 월화수목금 | 월요일 ~ 금요일 | \
             월요일부터 금요일까지 | mon to fri | Monday through Friday | ＭＯＮ－ＦＲＩ | 월∼금",
        ),
        (&[5, 6], "주말 | weekend | weekends | 토,일 | 토일 | sat & sun | 토요일과 일요일"),
        (
            &[0, 2, 4],
            "월수금 | 월 수 금 | 월,수,금 | 월, 수, 금요일 | 월·수·금 | 월/수/금 | Mon, Wed & Fri | \
             Mon, Wed,fri | mon wed fri | Monday, Wednesday and Friday | \
             mondays, weds, fridays | 월요일, 수요일, 금요일 | 매주 월수금 | 월수금요일 | 월，수，금 | 월과 수와 금",
        ),
        (&[0, 6], "월요일, 일요일 | 일월"),
        (&[0, 4, 5, 6], "fri-mon | 금~월"),
        (&[5], "saturday | 토 | 토요일 | every Saturday | sat."),
        (&[6], "일 | 일요일 | Sundays"),
        (&[1, 6], "화일"),
        (&[4, 5, 6], "금토일 | 금-일"),
        (&[0, 1, 2, 5], "mon - wed, sat | 월~수, 토"),
        (&[0, 1, 2, 3, 4, 5], "평일과 토요일 | weekdays and sat | 평일, 토"),
        (&[1, 3], "화목 | tue/thu | Tues, Thurs | 화요일하고 목요일"),
    ];

    #[test]
    fn days_are_read_as_people_write_them() {
        for (days, forms) in READ {
            for typed in forms.split(" | ") {
                assert_eq!(parse(typed), Days::of(days.iter().map(|at| ORDER[*at])), "{typed}");
            }
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "mo",
            "someday",
            "월금x",
            "mon-",
            "1-5",
            ",",
            "mon-wed-fri",
            "요일",
            "-",
            "월 말고 화",
            "and",
            "주말 빼고",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }
}
