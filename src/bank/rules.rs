//! What a question must keep to beyond its form: keys, rationales, lengths.

use super::fault::Faults;
use super::written::Written;
use crate::domain::language::Language;
use crate::domain::sentence;

/// The longest option, in characters.
const LONGEST_OPTION: usize = 250;

/// The longest rationale, in characters.
const LONGEST_WHY: usize = 500;

/// The longest first sentence of a rationale, in characters: it is what an answer is told at once.
const LONGEST_FIRST_SENTENCE: usize = 250;

/// The most characters of stem, options and snippet together, in one language: a post that is read at one go.
const LONGEST_QUESTION: usize = 2_200;

/// The most characters of these and all rationales: they are one box of an explanation (Discord, "Embed Limits"), and
/// the first note still fits the box under it.
const LONGEST_EXPLANATION: usize = 3_850;

/// The shortest rationale that can teach anything.
fn shortest_why(language: Language) -> usize {
    match language {
        Language::Korean => 15,
        Language::English => 25,
    }
}

pub(super) fn check(question: &Written, choose: usize, faults: &mut Faults<'_>) {
    keys(question, choose, faults);
    facts(question, faults);
    for language in Language::ALL {
        stem_ending(question, choose, language, faults);
        rationales(question, language, faults);
        lengths(question, language, faults);
    }
}

fn keys(question: &Written, choose: usize, faults: &mut Faults<'_>) {
    let id = question.id.as_str();
    let needed = match choose {
        1 => 4,
        2 => 5,
        3 => 6,
        _ => return faults.add(id, "choose", "must be 1, 2 or 3"),
    };
    if question.options.len() != needed {
        faults.add(
            id,
            "options",
            format!("has {} options; a question with {choose} right of them has {needed}", question.options.len()),
        );
    }
    if question.choose() != choose {
        faults.add(id, "options", format!("has {} right options, but choose says {choose}", question.choose()));
    }
}

fn facts(question: &Written, faults: &mut Faults<'_>) {
    if question.facts.is_empty() {
        faults.add(question.id.as_str(), "facts", "must name at least one fact");
    }
}

/// How the stem of a multiple response ends.
fn ending(choose: usize, language: Language) -> Option<&'static str> {
    match (choose, language) {
        (2, Language::English) => Some("(Choose TWO.)"),
        (3, Language::English) => Some("(Choose THREE.)"),
        (2, Language::Korean) => Some("(2개 선택)"),
        (3, Language::Korean) => Some("(3개 선택)"),
        _ => None,
    }
}

fn stem_ending(question: &Written, choose: usize, language: Language, faults: &mut Faults<'_>) {
    let stem = question.stem.get(language).trim();
    let field = format!("stem.{}", language.code());
    match ending(choose, language) {
        Some(ending) if !stem.ends_with(ending) => {
            faults.add(question.id.as_str(), &field, format!("must end with \"{ending}\""));
        }
        None if stem.ends_with("선택)") || stem.to_uppercase().contains("(CHOOSE ") => {
            faults.add(question.id.as_str(), &field, "asks for several options, but choose says 1");
        }
        _ => {}
    }
}

fn rationales(question: &Written, language: Language, faults: &mut Faults<'_>) {
    let id = question.id.as_str();
    for (at, option) in question.options.iter().enumerate() {
        let field = format!("options[{}].why.{}", at + 1, language.code());
        let why = option.why.get(language);
        let (length, shortest) = (why.chars().count(), shortest_why(language));
        if length < shortest {
            faults.add(id, &field, format!("has {length} characters; {shortest} are the least that explain anything"));
        }
        if length > LONGEST_WHY {
            faults.add(id, &field, format!("has {length} characters; {LONGEST_WHY} are the most"));
        }
        let first = sentence::first(why).chars().count();
        if first > LONGEST_FIRST_SENTENCE && length <= LONGEST_WHY {
            let reason = format!("its first sentence has {first} characters; {LONGEST_FIRST_SENTENCE} are the most");
            faults.add(id, &field, reason);
        }
        if question.options[..at].iter().any(|other| other.why.get(language) == why) {
            faults.add(id, &field, "says the same as another one");
        }
        if names_a_letter(why, language) {
            faults.add(id, &field, "names an option by its letter, but letters are drawn anew for each round");
        }
    }
}

/// Whether a rationale speaks of "option B" or "보기 B".
fn names_a_letter(text: &str, language: Language) -> bool {
    match language {
        Language::English => {
            let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            let is_letter = |word: &str| word.len() == 1 && matches!(word.as_bytes()[0], b'A'..=b'F');
            words
                .windows(2)
                .any(|pair| matches!(pair[0].to_lowercase().as_str(), "option" | "answer") && is_letter(pair[1]))
        }
        Language::Korean => {
            let letters = ['A', 'B', 'C', 'D', 'E', 'F'];
            let by_number = letters.iter().any(|letter| text.contains(&format!("{letter}번")));
            let after = text.split("보기 ").skip(1).filter_map(|rest| rest.chars().next());
            by_number
                || after
                    .into_iter()
                    .any(|c| letters.contains(&c) || ('가'..='마').contains(&c) && "가나다라마".contains(c))
        }
    }
}

fn lengths(question: &Written, language: Language, faults: &mut Faults<'_>) {
    let id = question.id.as_str();
    let count = |text: &str| text.chars().count();
    for (at, option) in question.options.iter().enumerate() {
        let length = count(option.text.get(language));
        if length > LONGEST_OPTION {
            let field = format!("options[{}].text.{}", at + 1, language.code());
            faults.add(id, &field, format!("has {length} characters; {LONGEST_OPTION} are the most"));
        }
    }
    let options: usize = question.options.iter().map(|option| count(option.text.get(language))).sum();
    let all = count(question.stem.get(language))
        + options
        + question.snippet.as_ref().map_or(0, |snippet| count(&snippet.text));
    if all > LONGEST_QUESTION {
        let field = format!("stem.{}", language.code());
        faults.add(
            id,
            &field,
            format!("stem, options and snippet have {all} characters together; {LONGEST_QUESTION} are the most"),
        );
    }
    let reasons: usize = question.options.iter().map(|option| count(option.why.get(language))).sum();
    if all <= LONGEST_QUESTION && all + reasons > LONGEST_EXPLANATION {
        let field = format!("options.why.{}", language.code());
        let all = all + reasons;
        let reason = format!("question and reasons have {all} characters together; {LONGEST_EXPLANATION} are the most");
        faults.add(id, &field, reason);
    }
}
