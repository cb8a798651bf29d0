//! M24 of the blueprint: the notes and questions say in their own words what the post says.
//!
//! The post is not part of this project; `PROCTOR_SOURCE_POST` names a copy of it.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

/// So many Hangul characters in a row that the post has too are a copy.
const HANGUL: usize = 20;

/// So many Korean words in a row that the post has too are a copy.
const WORDS: usize = 8;

fn is_hangul(char: char) -> bool {
    ('가'..='힣').contains(&char)
}

/// The Korean stretches of a line, as their words: what holds no Hangul is an identifier, a command or a number, and
/// ends a stretch.
fn stretches(line: &str) -> Vec<Vec<String>> {
    let mut stretches = vec![Vec::new()];
    for word in line.split_whitespace() {
        let korean: String = word.chars().filter(|char| is_hangul(*char)).collect();
        if korean.is_empty() {
            stretches.push(Vec::new());
        } else if let Some(stretch) = stretches.last_mut() {
            stretch.push(korean);
        }
    }
    stretches.retain(|stretch| !stretch.is_empty());
    stretches
}

/// Every run of a text that would be a copy if another text had it as well.
fn runs(text: &str) -> HashSet<String> {
    let mut runs = HashSet::new();
    for stretch in text.lines().flat_map(stretches) {
        runs.extend(stretch.windows(WORDS).map(|words| words.join(" ")));
        let chars: Vec<char> = stretch.concat().chars().collect();
        runs.extend(chars.windows(HANGUL).map(|run| run.iter().collect::<String>()));
    }
    runs
}

/// The lines of a text that copy from another one.
fn copied<'t>(text: &'t str, post: &HashSet<String>) -> Vec<&'t str> {
    text.lines().filter(|line| runs(line).iter().any(|run| post.contains(run))).collect()
}

#[test]
fn a_copied_sentence_is_found_and_common_terms_are_not() {
    let post =
        runs("1. 배치 작업이 실패하면 담당자가 아침에 다시 시작해야 한다는 규칙이 있다\nBeforeInstall, AfterInstall");
    assert_eq!(
        copied("담당자가 아침에 다시 시작해야 한다는 규칙", &post),
        Vec::<&str>::new(),
        "17 characters are too few"
    );
    let line = "회사에는 작업이 실패하면 담당자가 아침에 다시 시작해야 한다는 규칙이 있습니다.";
    assert_eq!(copied(line, &post), [line]);
    assert_eq!(copied("배포는 BeforeInstall, AfterInstall 순서로 진행합니다.", &post), Vec::<&str>::new());
    let spaced = "가 나 다 라 마 바 사 아";
    assert_eq!(copied(spaced, &runs(spaced)), [spaced], "eight words are enough");
}

#[test]
#[ignore = "needs PROCTOR_SOURCE_POST"]
fn notes_and_questions_are_in_our_own_words() {
    let post = std::env::var_os("PROCTOR_SOURCE_POST").expect("PROCTOR_SOURCE_POST names a copy of the post");
    let post = runs(&fs::read_to_string(post).expect("the post"));
    let bank = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/dva-c02-network-cicd");
    let mut found = Vec::new();
    for part in ["notes/ko", "questions"] {
        for file in fs::read_dir(bank.join(part)).expect("a folder").flatten() {
            let text = fs::read_to_string(file.path()).expect("a text");
            found.extend(copied(&text, &post).into_iter().map(|line| format!("{}: {line}", file.path().display())));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
