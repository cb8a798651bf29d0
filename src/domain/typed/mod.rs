//! Reads what people type: times, zones, weekdays, letters, sections and names, however they usually write them.

pub mod date;
pub mod days;
pub mod letters;
pub mod sections;
pub(in crate::domain) mod spoken;
pub mod time;
pub mod zone;
mod zone_names;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// The most suggestions that Discord takes.
const MOST_SUGGESTIONS: usize = 25;

/// What joins a Korean word with the next one of a list, at its end.
const JOINING_PARTICLES: [&str; 5] = ["하고", "이랑", "랑", "과", "와"];

/// The text in usual letters (full width, half width and circled ones are replaced), small, with single spaces.
pub fn plain(text: &str) -> String {
    let seen: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    let usual = ComposingNormalizerBorrowed::new_nfkc().normalize(&seen).to_lowercase();
    usual.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a character shows nothing by itself: it comes along when a text is copied.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe0e}' | '\u{fe0f}' | '\u{20e3}' | '\u{ad}')
}

/// What is meant by the text of a suggestion that was typed or sent back: the parts of `09:00 · 오전 9:00`.
fn parts_of_suggestion(plain: &str) -> Option<(&str, &str)> {
    let (before, after) = plain.split_once(" · ")?;
    Some((before.trim(), after.trim()))
}

/// The plain text without spaces, slashes, hyphens and other marks: `블루/그린`, `블루 그린` and `블루그린` are one.
pub fn squeezed(text: &str) -> String {
    without_marks(&plain(text))
}

/// A plain text without its spaces and marks.
pub fn without_marks(plain: &str) -> String {
    plain.chars().filter(|c| !c.is_whitespace() && !is_mark(*c)).collect()
}

/// Whether a character parts or joins words: a dash, a dot, a quotation mark, an arrow and the like.
fn is_mark(c: char) -> bool {
    let more = matches!(c, '«' | '»' | '·' | '\u{2010}'..='\u{205e}' | '←'..='⇿' | '−' | '∼' | '、'..='。' | '「'..='』' | '〜' | '・');
    c.is_ascii_punctuation() || more
}

/// Whether two names are the same to those who type them.
pub fn is_same_name(one: &str, other: &str) -> bool {
    let (first, second) = (squeezed(one), squeezed(other));
    first == second && (!first.is_empty() || plain(one) == plain(other))
}

/// What each final consonant of a Korean syllable is typed with.
const FINALS: [&str; 27] = [
    "ㄱ", "ㄲ", "ㄱㅅ", "ㄴ", "ㄴㅈ", "ㄴㅎ", "ㄷ", "ㄹ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ", "ㄹㅍ", "ㄹㅎ", "ㅁ",
    "ㅂ", "ㅂㅅ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ",
];

/// The text with each Korean syllable taken apart into the letters that it is typed with.
///
/// What is typed so far is then the beginning of what is meant, also in the middle of a syllable (`서우` of `서울`).
pub fn keystrokes(text: &str) -> String {
    let apart = DecomposingNormalizerBorrowed::new_nfkd();
    let mut typed = String::with_capacity(text.len());
    for c in apart.normalize(text).chars() {
        match u32::from(c).checked_sub(0x11a8).and_then(|at| FINALS.get(at as usize)) {
            Some(letters) => typed.push_str(letters),
            None => typed.push(c),
        }
    }
    apart.normalize(&typed).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unusual_forms_of_letters_are_the_usual_ones() {
        for (typed, expected) in [
            ("ＡＣ", "ac"),
            ("９：００", "9:00"),
            ("  Mon,\u{3000}Wed ", "mon, wed"),
            ("Ⓐ", "a"),
            ("서울", "서울"),
            ("A\u{200b}\u{fe0f}", "a"),
            ("\u{1109}\u{1165}\u{110b}\u{116e}\u{11af}", "서울"),
        ] {
            assert_eq!(plain(typed), expected, "{typed}");
        }
    }

    #[test]
    fn names_are_the_same_without_their_spaces_and_marks() {
        for (one, other) in [("저녁 문제", "저녁문제"), ("Blue/Green", "blue-green"), ("ＶＰＣ", "vpc"), ("🔥", "🔥")]
        {
            assert!(is_same_name(one, other), "{one} {other}");
        }
        for (one, other) in [("🔥", "🌙"), ("!", "?"), ("저녁", "저녁 문제")] {
            assert!(!is_same_name(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_syllable_in_the_making_begins_what_is_meant() {
        for typed in ["ㅅ", "서", "성", "서우", "서울"] {
            assert!(keystrokes("서울").starts_with(&keystrokes(typed)), "{typed}");
        }
        assert!(!keystrokes("서울").starts_with(&keystrokes("수")));
    }
}
