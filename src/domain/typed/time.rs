//! Reads a time of day as people write it in Korean and English, and offers times while one is typed.

use chrono::{NaiveTime, Timelike};

use super::{MOST_SUGGESTIONS, keystrokes, parts_of_suggestion, plain, zone};

mod words;

use words::{COUNTED, DAY_PARTS, DayPart, ENGLISH, LEADS, MIDNIGHT, MINUTES, NOON, TRAILS};

/// The hours that are offered before anything is typed.
const USUAL: [u32; 10] = [7, 8, 9, 12, 13, 18, 19, 20, 21, 22];

/// The hours that are rarely meant where no part of the day is said: `2시` is two in the afternoon to many.
const RARE: std::ops::RangeInclusive<u32> = 1..=6;

impl DayPart {
    /// What stands beside the word for this part of the day.
    fn stripped<'t>(&self, text: &'t str) -> Option<&'t str> {
        let beside = |word: &&str| {
            let rest = text.strip_prefix(*word).or_else(|| text.strip_suffix(*word))?.trim();
            // A single letter only behind the time: `9p`.
            (word.len() > 1 || rest.ends_with(|c: char| c.is_ascii_digit())).then_some(rest)
        };
        self.words.iter().find_map(beside)
    }

    /// The hour on a clock of 24 hours.
    fn hour(&self, said: u32) -> Option<u32> {
        let (first, _, clock) = self.hours.iter().find(|(first, last, _)| (first..=last).contains(&&said))?;
        Some(clock + said - first)
    }
}

/// The time that is meant: `09:00`, `9`, `0900`, `오후 9시 30분`, `9:30 p.m.`, `정오`; `None` for what is no time, or
/// could be two. What names a zone beside it is read by [`with_zone`].
pub fn parse(text: &str) -> Option<NaiveTime> {
    of_core(&core(text))
}

/// The time that is meant, and the zone that is named with it: `9am KST`, `09:00 (UTC+9)`, `한국 시간 9시`.
pub fn with_zone(text: &str) -> Option<(NaiveTime, Option<String>)> {
    if let Some(time) = parse(text) {
        return Some((time, None));
    }
    let text = plain(text).replace(['(', ')', '[', ']'], " ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let parted = (1..words.len()).flat_map(|at| {
        let (before, behind) = (words[..at].join(" "), words[at..].join(" "));
        [(before.clone(), behind.clone()), (behind, before)]
    });
    let glued = text.trim().strip_suffix("kst").map(|before| (before.to_owned(), "kst".to_owned()));
    let mut both = parted.chain(glued).filter(|(_, named)| zone::is_named(named));
    both.find_map(|(time, named)| Some((parse(&time)?, Some(named))))
}

/// The text without what only says that it is so every day, and without the polite end of a sentence.
fn core(text: &str) -> String {
    let text = plain(text);
    let text = parts_of_suggestion(&text).map_or(text.as_str(), |(clock, _)| clock).replace(['(', ')', '[', ']'], " ");
    let mut text = text.trim();
    loop {
        let lead = LEADS.iter().find_map(|lead| text.strip_prefix(lead));
        let lead = lead.filter(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()));
        let trail = || {
            let rest = TRAILS.iter().find_map(|trail| text.strip_suffix(trail));
            // The dot of `9 a.m.` goes too; the day part is read without it.
            rest.or_else(|| text.strip_suffix(['.', '요', '!', '~']))
        };
        match lead.or_else(trail).map(str::trim) {
            Some(rest) => text = rest,
            None => return text.split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }
}

fn of_core(text: &str) -> Option<NaiveTime> {
    let together = text.replace(' ', "");
    if NOON.contains(&together.as_str()) {
        return NaiveTime::from_hms_opt(12, 0, 0);
    }
    if MIDNIGHT.contains(&together.as_str()) {
        return Some(NaiveTime::MIN);
    }
    let said = DAY_PARTS.iter().find_map(|part| Some((part, part.stripped(text)?)));
    let (hour, minute) = match said {
        Some((part, beside)) => {
            let (hour, minute) = clock(beside)?;
            if hour == 24 && minute != 0 {
                return None;
            }
            (part.hour(hour)?, minute)
        }
        None => match clock(text)? {
            // The end of the day is how the night before is written; it is midnight.
            (24, 0) => (0, 0),
            time => time,
        },
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// The hour and the minute: `9`, `0900`, `9:30`, `9:30:00`, `9 30`, `9시 30분`, `아홉시 반`, `21h`, `nine`.
fn clock(text: &str) -> Option<(u32, u32)> {
    let exactly =
        ["정각", "o'clock", "o’clock", "o clock", "oclock"].iter().find_map(|ending| text.strip_suffix(ending));
    let text = exactly.unwrap_or(text).trim();
    if let Some((hour, minute)) = text.split_once('시') {
        let hour = hour.trim();
        return Some((counted(hour, &COUNTED).or_else(|| number(hour, 1))?, korean_minute(minute.trim())?));
    }
    if let Some(hour) = text.strip_prefix("half past ") {
        return Some((counted(hour, &ENGLISH).or_else(|| number(hour, 1))?, 30));
    }
    let text = text.strip_suffix('분').filter(|rest| rest.contains([':', '.'])).map_or(text, str::trim);
    if let Some((hour, minute)) = text.split_once([':', '.']) {
        let minute = minute.strip_suffix(":00").unwrap_or(minute);
        return Some((number(hour.trim(), 1)?, number(minute.trim(), 2)?));
    }
    if let Some((hour, minute)) = text.split_once([' ', 'h']) {
        let hour = counted(hour, &ENGLISH).or_else(|| number(hour.trim(), 1))?;
        return Some((hour, if minute.is_empty() { 0 } else { english_minute(minute.trim())? }));
    }
    match text.len() {
        3 | 4 if text.bytes().all(|b| b.is_ascii_digit()) => {
            let (hour, minute) = text.split_at(text.len() - 2);
            Some((number(hour, 1)?, number(minute, 2)?))
        }
        _ => Some((counted(text, &ENGLISH).or_else(|| number(text, 1))?, 0)),
    }
}

/// The place of a word among those that count hours from one.
fn counted(word: &str, words: &[&str]) -> Option<u32> {
    words.iter().zip(1..).find(|(counted, _)| **counted == word).map(|(_, hour)| hour)
}

fn korean_minute(text: &str) -> Option<u32> {
    let minute = text.strip_suffix('분').unwrap_or(text).trim();
    let said = MINUTES.iter().find(|(word, _)| *word == minute).map(|(_, minute)| *minute);
    if minute.is_empty() { Some(0) } else { said.or_else(|| number(minute, 1)) }
}

fn english_minute(text: &str) -> Option<u32> {
    match text {
        "thirty" => Some(30),
        "fifteen" => Some(15),
        "forty five" | "forty-five" => Some(45),
        text => number(text, 2),
    }
}

/// A number of at least so many digits, and at most two.
fn number(text: &str, least: usize) -> Option<u32> {
    let is_number = (least..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

/// Times that go on from what was typed so far: those that it means already, then the half hours that are written so.
pub fn offered(typed: &str) -> Vec<NaiveTime> {
    let typed = core(typed);
    if typed.is_empty() {
        return USUAL.iter().filter_map(|hour| NaiveTime::from_hms_opt(*hour, 0, 0)).collect();
    }
    // `9` is nine in the morning, but whoever types it may look for the evening, and whoever types `2` most likely does.
    let mut meant = [of_core(&typed), of_core(&format!("{typed} pm"))];
    let is_rare = |time: NaiveTime| !typed.starts_with('0') && RARE.contains(&time.hour());
    if meant[1].is_some() && meant[0].is_some_and(is_rare) {
        meant.reverse();
    }
    let begun = keystrokes(&typed.replace(' ', ""));
    let half_hours = [0, 30].into_iter().flat_map(|minute| (0..24).map(move |hour| (hour, minute)));
    let going_on = half_hours
        .filter_map(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0))
        .filter(|time| written(*time).iter().any(|form| keystrokes(form).starts_with(&begun)));
    let mut times: Vec<NaiveTime> = Vec::new();
    for time in meant.into_iter().flatten().chain(going_on) {
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
            for word in part.words.iter().filter(|word| word.len() > 1).map(|word| word.replace(' ', "")) {
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
