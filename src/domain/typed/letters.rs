//! Reads the letters of an answer as people type them, and nothing that could mean something else.

use super::plain;
use crate::domain::choice::{Choice, Letter};

/// Why what was typed is no set of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotLetters {
    /// Numbers: the options at these places, whose letters they may stand for.
    Numbers(Choice),
    /// Anything else.
    Other,
}

/// What stands before the letters in an English sentence, the longer ones first.
const LEADS: [&str; 10] = [
    "the answers are",
    "the answer is",
    "my answer is",
    "answers are",
    "answer is",
    "answers",
    "answer",
    "options",
    "option",
    "i pick",
];

/// What Korean speakers put before, between and behind letters, the longer ones first.
const AROUND_LETTERS: [&str; 20] = [
    "정답은",
    "그리고",
    "입니다",
    "이에요",
    "답은",
    "정답",
    "예요",
    "에요",
    "이요",
    "하고",
    "이랑",
    "보기",
    "답",
    "제",
    "내",
    "번",
    "랑",
    "와",
    "과",
    "요",
];

/// What may stand between letters. No sign of a range: `A~C` could be two letters or three.
const BETWEEN_LETTERS: &str = ",/+&-–—·・‧|;:.()[]{}'\"“”‘’`、。";

/// The letters that were typed: `AC`, `a, c`, `A-C`, `A와 C`, `A and C`, `정답은 C`, in any width; each once.
pub fn read(text: &str) -> Result<Choice, NotLetters> {
    let text = plain(text).replace('및', ",");
    let lead = LEADS.iter().find_map(|lead| text.strip_prefix(lead)).filter(|rest| !rest.starts_with(is_latin));
    let mut rest = lead.unwrap_or(&text);
    let (mut letters, mut places) = (Vec::new(), Vec::new());
    while let Some(c) = rest.chars().next() {
        let same = |other: char| kind(other) == kind(c);
        let (run, after) = rest.split_at(rest.find(|other| !same(other)).unwrap_or(rest.len()));
        match kind(c) {
            Sign::Between => {}
            Sign::Latin if run == "and" => {}
            Sign::Latin => letters.extend(each(run, Letter::parse)?),
            Sign::Digit => places.extend(each(run, at_place)?),
            Sign::Korean if says_nothing(run) => {}
            Sign::Korean | Sign::Foreign => return Err(NotLetters::Other),
        }
        rest = after;
    }
    match (letters.is_empty(), places.is_empty()) {
        (false, true) => Ok(Choice::of(letters)),
        (true, false) => Err(NotLetters::Numbers(Choice::of(places))),
        _ => Err(NotLetters::Other),
    }
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
fn says_nothing(mut run: &str) -> bool {
    while let Some(rest) = AROUND_LETTERS.iter().find_map(|word| run.strip_prefix(word)) {
        run = rest;
    }
    run.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_as_people_type_them() {
        let table: [(&str, &str); 4] = [
            (
                "AC",
                "AC | A C | a,c | c a |  A, C  | ca | ＡＣ | ａ，ｃ | A-C | A - C | A/C | A+C | \
             A & C | A와 C | A와C | A and C | a AND c | A, C | A、C | A·C | a.c. | (A), (C) | \
             \"A, C\" | AC번 | A번, C번 | A번과 C번 | A하고 C | A랑 C요 | A, C입니다 | 정답은 A, C | \
             정답: A, C | 답은 AC예요 | Ⓐ Ⓒ | the answer is A and C | Answer: A, C | \
             options a and c | ACA | A, A, C | A 및 C | A 그리고 C",
            ),
            ("AD", "A and D | a and d | D and A | add | A와 D"),
            ("C", "c | 정답은 C | 정답 C | C번 | C입니다 | 답은 C번이에요 | 제 답은 C | C. | cc | I pick C"),
            ("ABD", "A, B and D | A, B, and D | A와 B와 D | abd"),
        ];
        for (letters, forms) in table {
            for typed in forms.split(" | ") {
                assert_eq!(read(typed).map(|choice| choice.to_string()).as_deref(), Ok(letters), "{typed}");
            }
        }
    }

    #[test]
    fn numbers_are_told_from_letters() {
        for (typed, letters) in
            [("1,3", "AC"), ("1", "A"), ("1번", "A"), ("①, ③", "AC"), ("２", "B"), ("1번과 3번", "AC")]
        {
            let Err(NotLetters::Numbers(meant)) = read(typed) else { panic!("{typed}") };
            assert_eq!(meant.to_string(), letters, "{typed}");
        }
    }

    #[test]
    fn what_could_mean_something_else_is_refused() {
        for typed in [
            "",
            " ",
            "G",
            "AG",
            "정답",
            "A;drop",
            "A or C",
            "A나 C",
            "A 또는 C",
            "A~C",
            "A to C",
            "not A",
            "A 말고 C",
            "C는 아니에요",
            "A1",
            "1A",
            "0",
            "7",
            "A?",
            "and",
            "answered",
            "all",
            "에이",
            "A 빼고",
            "모두",
            "-",
            "가, 다",
            "e.g.",
            "answer",
            "A=C",
        ] {
            assert_eq!(read(typed), Err(NotLetters::Other), "{typed:?}");
        }
    }
}
