//! The bank inside the program is whole, and every planted fault is named with its file, question and field.

mod in_questions;

use std::fs;
use std::path::{Path, PathBuf};

use proctor::bank::{Bank, BankFile, Fault};
use proctor::bank::{embedded, from_directory};
use proctor::domain::note::Note;

const ABOUT: &str = r#"
id = "small"
license = "CC-BY-4.0"
title = { ko = "작은 은행", en = "Small bank" }
attribution = { ko = "시험용", en = "For tests" }
[[sections]]
id = "vpc"
name = "VPC"
facts = "VPC"
[[tasks]]
id = "1.1"
name = { ko = "코드 개발", en = "Develop code" }
"#;

const NOTE_EN: &str = "# VPC\n\n## A passage {#vpc-note facts=VPC-01,VPC-02 lines=11}\n\nA gateway endpoint is a route.\n\n> [!IMPORTANT]\n> **Correction** The post says otherwise. (Gateway endpoints; checked 2026-11)\n";
const NOTE_KO: &str = "# VPC\n\n## 한 대목 {#vpc-note facts=VPC-01,VPC-02 lines=11}\n\n게이트웨이 엔드포인트는 경로입니다.\n\n> [!IMPORTANT]\n> **정정** 원문과 다릅니다. (Gateway endpoints, 2026-11 확인)\n";

fn question() -> String {
    let mut text = r#"section = "vpc"
[[questions]]
id = "vpc-one"
task = "1.1"
difficulty = "easy"
facts = ["VPC-01"]
notes = ["vpc-note"]
as_of = "2026-11"
aws_doc = "Gateway endpoints (AWS PrivateLink Guide)"
stem = { en = "What should the developer do?", ko = "개발자는 무엇을 해야 합니까?" }
"#
    .to_owned();
    for (n, right) in [(1, false), (2, true), (3, false), (4, false)] {
        text += &format!(
            "[[questions.options]]\nright = {right}\ntext = {{ en = \"Do {n}\", ko = \"{n}을 합니다\" }}\n\
             why = {{ en = \"Number {n} works in just this way.\", ko = \"{n}번째 방법은 이렇게 동작하기 때문입니다.\" }}\n"
        );
    }
    text
}

fn read(about: &str, note_ko: &str, note_en: &str, questions: &str) -> Result<Bank, Vec<Fault>> {
    let file = |path: &str, text: &str| BankFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() };
    Bank::read(&[
        file("bank.toml", about),
        file("notes/ko/01-vpc.md", note_ko),
        file("notes/en/01-vpc.md", note_en),
        file("questions/01-vpc.toml", questions),
    ])
}

fn faults(read: Result<Bank, Vec<Fault>>) -> Vec<String> {
    read.err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

#[test]
fn the_bank_inside_the_program_has_no_fault() {
    let bank = embedded().unwrap_or_else(|faults| panic!("{faults:#?}"));
    assert!(bank.questions().len() >= 24);
    let facts = bank.notes().iter().flat_map(Note::facts).filter(|fact| !fact.starts_with("X-"));
    assert_eq!(facts.count(), 160, "each fact of the post stands in exactly one note");
}

#[test]
fn the_bank_in_the_folder_is_the_one_inside_the_program() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/dva-c02-network-cicd");
    let (inside, beside) = (embedded().expect("a bank"), from_directory(&folder).expect("a bank"));
    assert_eq!(inside.questions(), beside.questions());
    assert_eq!(inside.notes(), beside.notes());
}

#[test]
fn a_small_bank_is_read_as_it_is_written() {
    let bank = read(ABOUT, NOTE_KO, NOTE_EN, &question()).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let note = &bank.notes()[0];
    assert_eq!(note.heading().ko, "한 대목");
    assert_eq!(note.text().en, "A gateway endpoint is a route.");
    assert_eq!(
        note.correction().map(|text| text.ko.as_str()),
        Some("원문과 다릅니다. (Gateway endpoints, 2026-11 확인)")
    );
    assert_eq!(note.source_lines(), [11]);
    assert_eq!(bank.questions()[0].choose(), 1);
}

/// The small bank with a second note, whose one fact is not in the post.
fn beyond(declared: &str, lines: &str) -> Result<Bank, Vec<Fault>> {
    let note =
        |text: &str, heading: &str| format!("{text}\n## {heading} {{#vpc-more facts=X-VPC-01{lines}}}\n\nA route.\n");
    let about = format!("{ABOUT}\n[[facts]]\n{declared}\n");
    read(&about, &note(NOTE_KO, "더"), &note(NOTE_EN, "More"), &question())
}

#[test]
fn a_fact_beyond_the_post_has_its_page_in_place_of_lines() {
    const DECLARED: &str =
        "id = \"X-VPC-01\"\ntitle = \"Endpoint policies\"\nurl = \"https://docs.aws.amazon.com/vpc/policies.html\"";
    let bank = beyond(DECLARED, "").unwrap_or_else(|faults| panic!("{faults:#?}"));
    let note = &bank.notes()[1];
    assert_eq!(note.source_lines(), [0_u32; 0]);
    assert_eq!(note.pages()[0].title, "Endpoint policies");
    assert_eq!(note.pages()[0].url, "https://docs.aws.amazon.com/vpc/policies.html");
    assert_eq!(bank.notes()[0].pages(), []);

    assert_eq!(faults(beyond(DECLARED, " lines=11")).len(), 1, "lines of the post that does not have it");
    for (wrong, expected) in [
        (DECLARED.replace("X-VPC-01", "VPC-09"), "bank.toml: facts[1].id: \"VPC-09\" must begin with X-"),
        (DECLARED.replace("https://docs.aws", "https://aws"), "bank.toml: facts[1].url: must be https://docs.aws"),
        (format!("{DECLARED}\n[[facts]]\n{DECLARED}"), "bank.toml: X-VPC-01: facts: this id stands twice"),
    ] {
        let found = faults(beyond(&wrong, ""));
        assert!(found.iter().any(|fault| fault.starts_with(expected)), "{found:#?}");
    }
}

#[test]
fn every_planted_fault_in_a_note_is_named() {
    let long = "a".repeat(701);
    let table: &[(&str, &str, &str)] = &[
        ("{#vpc-note facts=VPC-01,VPC-02 lines=11}", "", "notes/en/01-vpc.md: A passage: the heading needs an id"),
        ("#vpc-note ", "#vpc-other ", "notes/ko/01-vpc.md: vpc-other: is missing in Korean"),
        ("facts=VPC-01,VPC-02", "facts=VPC-01", "vpc-note: facts: differs between Korean and English"),
        ("facts=VPC-01,VPC-02", "facts=ELB-01", "vpc-note: facts: ELB-01 is no fact of the section"),
        ("lines=11", "lines=x", "notes/en/01-vpc.md: vpc-note: lines: must be the numbers"),
        ("VPC-01,VPC-02", "VPC-01,X-VPC-02", "vpc-note: facts: X-VPC-02 is not declared under [[facts]]"),
        ("VPC-01,VPC-02", "X-ELB-01", "notes/en/01-vpc.md: vpc-note: facts: X-ELB-01 is no fact of the section"),
        (
            "> **Correction** The post says otherwise. (Gateway endpoints; checked 2026-11)\n",
            "",
            "vpc-note: correction",
        ),
        (
            "A gateway endpoint is a route.",
            &long,
            "notes/en/01-vpc.md: vpc-note: text: has 701 characters; 700 are the most",
        ),
        ("# VPC\n\n## A", "# Virtual\n\n## A", "notes/en/01-vpc.md: must begin with \"# VPC\""),
    ];
    for (right, wrong, expected) in table {
        assert!(NOTE_EN.contains(right), "{right}");
        let found = faults(read(ABOUT, NOTE_KO, &NOTE_EN.replacen(right, wrong, 1), &question()));
        assert!(found.iter().any(|fault| fault.contains(expected)), "{wrong}: {found:#?}");
    }
}

#[test]
fn all_faults_are_named_at_once() {
    let text = question().replace("easy", "tough").replace("2026-11", "soon").replace("[\"vpc-note\"]", "[]");
    assert_eq!(faults(read(ABOUT, NOTE_KO, NOTE_EN, &text)).len(), 3, "the difficulty, the month and the notes");
    let two = question() + &question().replace("section = \"vpc\"", "").replace("easy", "tough");
    let found = faults(read(&ABOUT.replace("For tests", ""), NOTE_KO, NOTE_EN, &two));
    assert_eq!(
        found,
        [
            "bank.toml: attribution.en: is empty",
            "questions/01-vpc.toml: vpc-one: difficulty: must be easy, medium or hard"
        ]
    );
}

#[test]
fn a_file_that_is_no_toml_is_named_with_its_line() {
    let found = faults(read(ABOUT, NOTE_KO, NOTE_EN, "section = \"vpc\"\n[[questions]\n"));
    assert!(found.iter().any(|fault| fault.starts_with("questions/01-vpc.toml: line 2 is no TOML")), "{found:#?}");
}

#[test]
fn the_same_question_twice_is_a_fault() {
    let two = question() + &question().replace("section = \"vpc\"", "");
    assert_eq!(
        faults(read(ABOUT, NOTE_KO, NOTE_EN, &two)),
        ["questions/01-vpc.toml: vpc-one: id: stands twice in the bank"]
    );
}

#[test]
fn a_folder_without_a_bank_is_a_fault_and_no_panic() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(!faults(from_directory(folder.path())).is_empty());
    assert!(!faults(from_directory(&PathBuf::from("no/such/folder"))).is_empty());
    for part in ["notes/ko", "notes/en", "questions"] {
        fs::create_dir_all(folder.path().join(part)).expect("a folder");
    }
    assert_eq!(faults(from_directory(folder.path())), ["bank.toml: is missing: a bank says there what it is"]);
}

#[test]
fn a_bank_of_ten_thousand_questions_is_read_whole_and_one_fault_in_it_is_found() {
    let one = question();
    let (head, tables) = one.split_once("[[questions]]").expect("a question");
    let mut many = head.to_owned();
    for n in 0..10_000 {
        many += "[[questions]]";
        many += &tables.replace("vpc-one", &format!("vpc-{n}"));
    }
    assert_eq!(read(ABOUT, NOTE_KO, NOTE_EN, &many).expect("a bank").questions().len(), 10_000);
    let doubled = many.replacen("\"vpc-9999\"", "\"vpc-17\"", 1);
    assert_eq!(
        faults(read(ABOUT, NOTE_KO, NOTE_EN, &doubled)),
        ["questions/01-vpc.toml: vpc-17: id: stands twice in the bank"]
    );
}

#[test]
fn a_file_that_is_not_utf_8_is_named() {
    let files = [
        BankFile { path: "bank.toml".to_owned(), bytes: ABOUT.as_bytes().to_vec() },
        BankFile { path: "questions/01-vpc.toml".to_owned(), bytes: vec![0xFF, 0xFE, b'x'] },
    ];
    let found = faults(Bank::read(&files));
    assert!(found.contains(&"questions/01-vpc.toml: is not UTF-8 text".to_owned()), "{found:?}");
}

proptest::proptest! {
    /// Whatever is cut out of a file or written into it: a bank or a list of faults that name a file, and no panic.
    #[test]
    fn a_spoilt_file_is_a_bank_or_a_list_of_faults(
        which in 0_usize..4,
        at in 0.0_f64..1.0,
        cut in 0_usize..40,
        junk in "[\\[\\]{}\"'=.#>!\\n\\\\ a가é0-9-]{0,12}",
    ) {
        let mut texts = [ABOUT.to_owned(), NOTE_KO.to_owned(), NOTE_EN.to_owned(), question()];
        let letters: Vec<char> = texts[which].chars().collect();
        #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a small file")]
        let from = (at * letters.len() as f64) as usize;
        let spoilt = letters[..from].iter().copied().chain(junk.chars()).chain(letters[(from + cut).min(letters.len())..].iter().copied());
        texts[which] = spoilt.collect();
        let [about, ko, en, questions] = &texts;
        match read(about, ko, en, questions) {
            Ok(bank) => proptest::prop_assert!(!bank.questions().is_empty()),
            Err(found) => proptest::prop_assert!(!found.is_empty() && found.iter().all(|fault| !fault.file.is_empty())),
        }
    }
}
