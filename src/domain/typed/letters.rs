//! Reads the letters of an answer as people type them, and nothing that could mean something else.

use super::{keystrokes, plain, squeezed};
use crate::domain::choice::{Choice, Letter};

mod words;

use words::{ALONE, AROUND_LETTERS, BETWEEN_LETTERS, LAUGHTER, LEADS, ON_KOREAN_KEYS, ORDINALS, TRAILS};

/// Why what was typed is no set of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotLetters {
    /// Numbers, `ㄱㄴㄷ` or `가나다`: the options at these places, whose letters they may stand for.
    Numbers(Choice),
    /// The keys of these letters, with a Korean keyboard switched on.
    KoreanKeys(Choice),
    /// Anything else.
    Other,
}

/// The letters that were typed: `AC`, `a, c`, `A-C`, `A와 C`, `A and C`, `정답은 C`, in any width; each once.
pub fn read(text: &str) -> Result<Choice, NotLetters> {
    if let Some(other) = in_jamo(text) {
        return Err(other);
    }
    let text = ordinals_as_numbers(&bare(&plain(&text.chars().map(emoji_as_letter).collect::<String>())));
    let mut rest = text.as_str();
    let (mut letters, mut places) = (Vec::new(), Vec::new());
    let mut is_behind_letter = false;
    while let Some(c) = rest.chars().next() {
        let same = |other: char| kind(other) == kind(c);
        let (run, after) = rest.split_at(rest.find(|other| !same(other)).unwrap_or(rest.len()));
        match kind(c) {
            Sign::Between => {}
            Sign::Latin if run == "and" || run == "the" => {}
            Sign::Latin => letters.extend(each(run, Letter::parse)?),
            Sign::Digit => places.extend(each(run, at_place)?),
            Sign::Korean if ALONE.contains(&run) || says_nothing(particle_off(run, is_behind_letter)) => {}
            Sign::Korean => places.extend(in_korean_order(run).ok_or(NotLetters::Other)?),
            Sign::Foreign => return Err(NotLetters::Other),
        }
        is_behind_letter = kind(c) == Sign::Latin;
        rest = after;
    }
    match (letters.is_empty(), places.is_empty()) {
        (false, true) => Ok(Choice::of(letters)),
        (true, false) => Err(NotLetters::Numbers(Choice::of(places))),
        _ => Err(NotLetters::Other),
    }
}

/// What consonants and vowels by themselves stand for: options in Korean order, or keys that were meant as Latin ones.
fn in_jamo(text: &str) -> Option<NotLetters> {
    // As they are typed: `ㅁㅠ` is drawn as one syllable by many keyboards.
    let keys = keystrokes(&squeezed(text));
    let at = |order: &str| {
        let order = keystrokes(order);
        keys.chars().map(|key| order.chars().position(|other| other == key)).collect::<Option<Vec<_>>>()
    };
    if keys.is_empty() {
        return None;
    }
    if let Some(places) = at("ㄱㄴㄷㄹ") {
        return Some(NotLetters::Numbers(Choice::of(places.into_iter().filter_map(Letter::at))));
    }
    at(ON_KOREAN_KEYS).map(|letters| NotLetters::KoreanKeys(Choice::of(letters.into_iter().filter_map(Letter::at))))
}

/// The text without what leads to the letters and what stands behind them.
fn bare(text: &str) -> String {
    let text = text.replace('및', ",").replace("둘 다", " ").replace("둘다", " ");
    let mut text = text.as_str();
    while let Some(rest) = LEADS.iter().find_map(|lead| without_lead(text, lead)) {
        text = rest;
    }
    let is_end = |c: char| "~〜∼!^. ".contains(c) || LAUGHTER.contains(&c);
    loop {
        let rest = text.trim_end_matches(is_end);
        let trail = TRAILS.iter().find_map(|trail| rest.strip_suffix(trail).filter(|rest| !rest.ends_with(is_latin)));
        match trail {
            Some(rest) => text = rest,
            None => return rest.to_owned(),
        }
    }
}

fn without_lead<'t>(text: &'t str, lead: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(lead).filter(|rest| !rest.starts_with(is_latin))?;
    Some(rest.trim_start_matches([' ', ':', ',']))
}

/// `첫 번째와 세 번째`, `1st and 3rd` with numbers for the words.
fn ordinals_as_numbers(text: &str) -> String {
    let mut text = text.to_owned();
    for (number, words) in ORDINALS {
        for word in words.split(", ") {
            text = text.replace(word, number);
        }
    }
    text
}

/// A letter that is sent as a picture of itself.
fn emoji_as_letter(c: char) -> char {
    [0x1_f150, 0x1_f170, 0x1_f1e6]
        .into_iter()
        .find_map(|first| {
            let at = u32::from(c).checked_sub(first).filter(|at| *at < 26)?;
            char::from_u32(u32::from('a') + at)
        })
        .unwrap_or(c)
}

/// The places of `가, 다`, where they are said in Korean order.
fn in_korean_order(run: &str) -> Option<Vec<Letter>> {
    let said: Vec<usize> = run.chars().map_while(|c| "가나다라마바".chars().position(|other| other == c)).collect();
    let rest: String = run.chars().skip(said.len()).collect();
    let is_said = !said.is_empty() && says_nothing(&rest);
    is_said.then(|| said.into_iter().filter_map(Letter::at).collect())
}

/// A Korean word without the particle that makes the letter before it the subject: `A가 정답`.
fn particle_off(run: &str, is_behind_letter: bool) -> &str {
    if is_behind_letter { run.strip_prefix('가').or_else(|| run.strip_prefix('만')).unwrap_or(run) } else { run }
}

#[derive(PartialEq)]
enum Sign {
    Latin,
    Digit,
    Korean,
    Between,
    Foreign,
}

fn kind(c: char) -> Sign {
    match c {
        _ if is_latin(c) => Sign::Latin,
        '0'..='9' => Sign::Digit,
        '가'..='힣' => Sign::Korean,
        _ if c.is_whitespace() || BETWEEN_LETTERS.contains(c) => Sign::Between,
        _ => Sign::Foreign,
    }
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
}

fn each(run: &str, read: impl Fn(char) -> Option<Letter>) -> Result<Vec<Letter>, NotLetters> {
    run.chars().map(read).collect::<Option<_>>().ok_or(NotLetters::Other)
}

/// The letter of the option at a place counted from 1.
fn at_place(digit: char) -> Option<Letter> {
    let place = usize::try_from(digit.to_digit(10)?).ok()?;
    Letter::at(place.checked_sub(1)?)
}

/// Whether Korean words only lead to letters or join them.
fn says_nothing(run: &str) -> bool {
    run.is_empty() || AROUND_LETTERS.iter().any(|word| run.strip_prefix(word).is_some_and(says_nothing))
}

#[cfg(test)]
mod tests;
