//! Reads a time of day as people write it in Korean and English, and offers times while one is typed.

use chrono::{NaiveTime, Timelike};

use super::{MOST_SUGGESTIONS, keystrokes, plain};

/// A part of the day, with the hours that are said with it.
struct DayPart {
    words: &'static [&'static str],
    /// The first and the last hour as it is said, and what the first is on a clock of 24 hours.
    hours: &'static [(u32, u32, u32)],
}

/// The parts of the day. An hour that is not said with one (`아침 2시`) is refused rather than guessed.
const DAY_PARTS: [DayPart; 7] = [
    DayPart { words: &["오전", "a.m.", "a.m", "am", "in the morning"], hours: &[(1, 11, 1), (12, 12, 0), (0, 0, 0)] },
    DayPart { words: &["오후", "p.m.", "p.m", "pm"], hours: &[(1, 11, 13), (12, 12, 12), (13, 23, 13)] },
    DayPart { words: &["새벽"], hours: &[(1, 6, 1), (12, 12, 0), (0, 0, 0)] },
    DayPart { words: &["아침"], hours: &[(5, 11, 5)] },
    DayPart { words: &["점심", "낮", "in the afternoon"], hours: &[(11, 12, 11), (1, 5, 13), (13, 17, 13)] },
    DayPart { words: &["저녁", "in the evening"], hours: &[(5, 11, 17), (17, 23, 17)] },
    DayPart { words: &["밤", "at night"], hours: &[(6, 11, 18), (18, 23, 18), (12, 12, 0), (0, 0, 0), (1, 3, 1)] },
];

const NOON: [&str; 4] = ["정오", "noon", "12 noon", "midday"];
const MIDNIGHT: [&str; 3] = ["자정", "midnight", "12 midnight"];

/// How Korean speakers count hours, from one to twelve.
const COUNTED: [&str; 12] = ["한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한", "열두"];

/// The hours that are offered before anything is typed.
const USUAL: [u32; 10] = [7, 8, 9, 12, 13, 18, 19, 20, 21, 22];

impl DayPart {
    /// What stands beside the word for this part of the day.
    fn stripped<'t>(&self, text: &'t str) -> Option<&'t str> {
        let beside = self.words.iter().find_map(|word| text.strip_prefix(word).or_else(|| text.strip_suffix(word)))?;
        Some(beside.trim())
    }

    /// The hour on a clock of 24 hours.
    fn hour(&self, said: u32) -> Option<u32> {
        let (first, _, clock) = self.hours.iter().find(|(first, last, _)| (first..=last).contains(&&said))?;
        Some(clock + said - first)
    }
}

/// The time that is meant: `09:00`, `9`, `0900`, `오후 9시 30분`, `9:30 p.m.`, `정오`; `None` for what is no time, or
/// could be two.
pub fn parse(text: &str) -> Option<NaiveTime> {
    let text = plain(text);
    let text = text.strip_prefix("매일 ").or_else(|| text.strip_prefix("at ")).unwrap_or(&text);
    let text = text.strip_suffix('에').unwrap_or(text).trim();
    if NOON.contains(&text) {
        return NaiveTime::from_hms_opt(12, 0, 0);
    }
    if MIDNIGHT.contains(&text) {
        return Some(NaiveTime::MIN);
    }
    let said = DAY_PARTS.iter().find_map(|part| Some((part, part.stripped(text)?)));
    let (hour, minute) = match said {
        Some((part, beside)) => {
            let (hour, minute) = clock(beside)?;
            (part.hour(hour)?, minute)
        }
        None => clock(text)?,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// The hour and the minute: `9`, `0900`, `9:30`, `9시 30분`, `아홉시 반`.
fn clock(text: &str) -> Option<(u32, u32)> {
    let exactly = ["정각", "o'clock", "o’clock"].iter().find_map(|ending| text.strip_suffix(ending));
    let text = exactly.unwrap_or(text).trim();
    if let Some((hour, minute)) = text.split_once('시') {
        let hour = hour.trim();
        let counted = COUNTED.iter().zip(1..).find(|(word, _)| **word == hour).map(|(_, hour)| hour);
        let minute = match minute.trim() {
            "" => 0,
            "반" => 30,
            minute => number(minute.strip_suffix('분').unwrap_or(minute).trim(), 1)?,
        };
        return Some((counted.or_else(|| number(hour, 1))?, minute));
    }
    if let Some((hour, minute)) = text.split_once([':', '.']) {
        return Some((number(hour.trim(), 1)?, number(minute.trim(), 2)?));
    }
    match text.len() {
        3 | 4 if text.is_ascii() => {
            let (hour, minute) = text.split_at(text.len() - 2);
            Some((number(hour, 1)?, number(minute, 2)?))
        }
        _ => Some((number(text, 1)?, 0)),
    }
}

/// A number of at least so many digits, and at most two.
fn number(text: &str, least: usize) -> Option<u32> {
    let is_number = (least..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

/// Times that go on from what was typed so far: those that it means already, then the half hours that are written so.
pub fn offered(typed: &str) -> Vec<NaiveTime> {
    let typed = plain(typed);
    if typed.is_empty() {
        return USUAL.iter().filter_map(|hour| NaiveTime::from_hms_opt(*hour, 0, 0)).collect();
    }
    // `9` is nine in the morning, but whoever types it may look for the evening.
    let meant = parse(&typed).into_iter().chain(parse(&format!("{typed} pm")));
    let begun = keystrokes(&typed.replace(' ', ""));
    let half_hours = [0, 30].into_iter().flat_map(|minute| (0..24).map(move |hour| (hour, minute)));
    let going_on = half_hours
        .filter_map(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0))
        .filter(|time| written(*time).iter().any(|form| keystrokes(form).starts_with(&begun)));
    let mut times: Vec<NaiveTime> = Vec::new();
    for time in meant.chain(going_on) {
        if times.len() < MOST_SUGGESTIONS && !times.contains(&time) {
            times.push(time);
        }
    }
    times
}

/// The usual ways to write a time, without spaces.
fn written(time: NaiveTime) -> Vec<String> {
    let (hour, minute) = (time.hour(), time.minute());
    let minutes = if minute == 0 { String::new() } else { format!("{minute}분") };
    let mut forms = vec![format!("{hour:02}:{minute:02}"), format!("{hour:02}{minute:02}")];
    forms.push(format!("{hour}:{minute:02}"));
    forms.push(format!("{hour}시{minutes}"));
    for part in &DAY_PARTS {
        for said in (0..=12).filter(|said| part.hour(*said) == Some(hour)) {
            for word in part.words.iter().map(|word| word.replace(' ', "")) {
                if !word.is_ascii() {
                    forms.push(format!("{word}{said}시{minutes}"));
                    forms.push(format!("{word}{said}:{minute:02}"));
                    continue;
                }
                forms.push(format!("{said}:{minute:02}{word}"));
                if minute == 0 {
                    forms.push(format!("{said}{word}"));
                }
            }
        }
    }
    let named: &[&str] = match (hour, minute) {
        (12, 0) => &NOON,
        (0, 0) => &MIDNIGHT,
        _ => &[],
    };
    forms.extend(named.iter().map(|word| (*word).to_owned()));
    forms
}

#[cfg(test)]
mod tests;
