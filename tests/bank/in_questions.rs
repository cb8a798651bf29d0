//! What is wrong with a question is named with its file, question and field.

use super::{ABOUT, NOTE_EN, NOTE_KO, faults, question, read};

#[test]
fn every_planted_fault_in_a_question_is_named() {
    let table: &[(&str, &str, &str)] = &[
        ("id = \"vpc-one\"", "id = \"VPC one\"", "VPC one: id: must be small letters"),
        ("task = \"1.1\"", "task = \"9.9\"", "vpc-one: task: \"9.9\" is no task of bank.toml"),
        ("difficulty = \"easy\"", "difficulty = \"tough\"", "vpc-one: difficulty: must be easy, medium or hard"),
        ("difficulty = \"easy\"", "", "vpc-one: difficulty: is missing"),
        ("facts = [\"VPC-01\"]", "facts = [\"VPC-09\"]", "vpc-one: facts: VPC-09 is stated by none of its notes"),
        ("facts = [\"VPC-01\"]", "facts = []", "vpc-one: facts: must name at least one fact"),
        ("notes = [\"vpc-note\"]", "notes = [\"vpc-gone\"]", "vpc-one: notes: vpc-gone does not exist"),
        ("notes = [\"vpc-note\"]", "notes = []", "vpc-one: notes: must name one to three notes"),
        (
            "notes = [\"vpc-note\"]",
            "notes = [\"vpc-note\", \"vpc-b\", \"vpc-c\", \"vpc-d\"]",
            "vpc-one: notes: must name one to three notes",
        ),
        ("as_of = \"2026-11\"", "as_of = \"now\"", "vpc-one: as_of: must be the month of the check"),
        (
            "aws_doc = \"Gateway endpoints (AWS PrivateLink Guide)\"",
            "aws_doc = \"AWS documentation\"",
            "vpc-one: aws_doc: must be the title",
        ),
        ("right = true", "right = false", "vpc-one: options: has 0 right options, but choose says 1"),
        ("right = true", "right = 1", "vpc-one: options[2].right: must be true or false"),
        (
            "facts = [\"VPC-01\"]",
            "facts = [\"VPC-01\"]\nchoose = 2",
            "vpc-one: options: has 4 options; a question with 2 right of them has 5",
        ),
        ("facts = [\"VPC-01\"]", "facts = [\"VPC-01\"]\nchoose = 2", "vpc-one: stem.ko: must end with \"(2개 선택)\""),
        (
            "What should the developer do?",
            "What should the developer do? (Choose TWO.)",
            "vpc-one: stem.en: asks for several options",
        ),
        ("text = { en = \"Do 4\", ko", "txt = { en = \"Do 4\", ko", "vpc-one: options[4].txt: is not known"),
        ("en = \"Do 4\", ", "", "vpc-one: options[4].text.en: is missing"),
        (
            "section = \"vpc\"",
            "section = \"dns\"",
            "questions/01-vpc.toml: section: \"dns\" is no section of bank.toml",
        ),
    ];
    for (right, wrong, expected) in table {
        assert_fault_in_question(right, wrong, expected);
    }
}

/// The faults of the small bank whose question says something else in one place.
fn faults_with(right: &str, other: &str) -> Vec<String> {
    let text = question();
    assert!(text.contains(right), "{right}");
    faults(read(ABOUT, NOTE_KO, NOTE_EN, &text.replacen(right, other, 1)))
}

fn assert_fault_in_question(right: &str, wrong: &str, expected: &str) {
    let found = faults_with(right, wrong);
    assert!(
        found.iter().any(|fault| fault.starts_with("questions/01-vpc.toml: ") && fault.contains(expected)),
        "{wrong}: {found:#?}"
    );
}

/// What the third option's rationales say in a sound question.
const WHY_EN: &str = "Number 3 works in just this way.";

const WHY_KO: &str = "3번째 방법은 이렇게 동작하기 때문입니다.";

#[test]
fn a_rationale_is_long_enough_names_no_letter_and_says_its_own() {
    let table = [
        (WHY_EN, "Too short.", "vpc-one: options[3].why.en: has 10 characters; 25 are the least"),
        (WHY_KO, "너무 짧습니다.", "vpc-one: options[3].why.ko: has 8 characters; 15 are the least"),
        (WHY_EN, "Unlike option B this does not work.", "vpc-one: options[3].why.en: names an option by its letter"),
        (
            WHY_KO,
            "보기 B와 달리 이 방법은 동작하지 않습니다.",
            "vpc-one: options[3].why.ko: names an option by its letter",
        ),
        (
            WHY_KO,
            "B번과 달리 이 방법은 동작하지 않습니다.",
            "vpc-one: options[3].why.ko: names an option by its letter",
        ),
        (WHY_EN, "Number 2 works in just this way.", "vpc-one: options[3].why.en: says the same as another one"),
    ];
    for (right, wrong, expected) in table {
        assert_fault_in_question(right, wrong, expected);
    }
}

#[test]
fn what_fits_a_message_passes_and_one_more_is_named() {
    const STEM_EN: &str = "What should the developer do?";
    const STEM_KO: &str = "개발자는 무엇을 해야 합니까?";
    const TOGETHER: &str = "stem, options and snippet have 2201 characters together; 2200 are the most";
    let limit = |unit: &str, most| [most, most + 1].map(|length| unit.repeat(length));
    let snippet = |text| format!("difficulty = \"easy\"\nsnippet_lang = \"yaml\"\nsnippet = '''\n{text}'''");
    let table = [
        ("Do 2", limit("x", 250), "options[2].text.en: has 251 characters; 250 are the most"),
        ("2을 합니다", limit("가", 250), "options[2].text.ko: has 251 characters; 250 are the most"),
        (WHY_EN, limit("x", 250), "options[3].why.en: its first sentence has 251 characters; 250 are the most"),
        (WHY_KO, limit("가", 250), "options[3].why.ko: its first sentence has 251 characters; 250 are the most"),
        (
            WHY_EN,
            ["XX", "XXX"].map(|end| "X. ".repeat(166) + end),
            "options[3].why.en: has 501 characters; 500 are the most",
        ),
        (STEM_EN, limit("x", 2_184), &format!("stem.en: {TOGETHER}")),
        (STEM_KO, limit("가", 2_176), &format!("stem.ko: {TOGETHER}")),
        ("difficulty = \"easy\"", limit("a: b\n", 20).map(snippet), "snippet: has 21 lines; 20 are the most"),
    ];
    for (right, [fits, too_long], expected) in table {
        assert_eq!(faults_with(right, &fits), Vec::<String>::new(), "{right}");
        assert_eq!(faults_with(right, &too_long), [format!("questions/01-vpc.toml: vpc-one: {expected}")]);
    }
}

#[test]
fn a_question_fits_one_box_together_with_all_its_reasons() {
    let long = |n: usize| format!("Reason {n}. {}", "X. ".repeat(160));
    let mut text = question();
    for n in 1..=4 {
        text = text.replace(&format!("Number {n} works in just this way."), &long(n));
    }
    let stem = |length| text.replace("What should the developer do?", &"x".repeat(length));
    assert_eq!(faults(read(ABOUT, NOTE_KO, NOTE_EN, &stem(1_870))), Vec::<String>::new());
    assert_eq!(
        faults(read(ABOUT, NOTE_KO, NOTE_EN, &stem(1_880))),
        [
            "questions/01-vpc.toml: vpc-one: options.why.en: question and reasons have 3852 characters together; 3850 are the most"
        ]
    );
}

#[test]
fn the_address_of_a_page_leads_to_the_documentation_of_aws() {
    const DOC: &str = "aws_doc = \"Gateway endpoints (AWS PrivateLink Guide)\"";
    let with = |url: &str| faults_with(DOC, &format!("{DOC}\naws_url = \"{url}\""));
    assert_eq!(
        with("https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html#gateway-endpoint-routing"),
        Vec::<String>::new()
    );
    for url in [
        "http://docs.aws.amazon.com/vpc/a.html",
        "https://aws.amazon.com/vpc/",
        "https://docs.aws.amazon.com/",
        "https://docs.aws.amazon.com/vpc/a.html?page=2",
        "https://docs.aws.amazon.com/vpc/a page.html",
        "https://docs.aws.amazon.com/vpc/a)b.html",
    ] {
        let found = with(url);
        assert!(found[0].starts_with("questions/01-vpc.toml: vpc-one: aws_url: must be https://docs.aws"), "{found:?}");
    }
}

#[test]
fn three_right_options_need_six_and_say_so() {
    let text = question().replace("facts = [", "choose = 3\nfacts = [");
    let found = faults(read(ABOUT, NOTE_KO, NOTE_EN, &text));
    for expected in [
        "options: has 4 options; a question with 3 right of them has 6",
        "options: has 1 right options, but choose says 3",
        "stem.en: must end with \"(Choose THREE.)\"",
        "stem.ko: must end with \"(3개 선택)\"",
    ] {
        assert!(found.iter().any(|fault| fault.ends_with(expected)), "{expected} is not in {found:#?}");
    }
}

#[test]
fn a_page_title_that_fits_no_line_is_named() {
    let long = "A page ".repeat(22);
    let found = faults_with("Gateway endpoints (AWS PrivateLink Guide)", &long);
    assert_eq!(found, ["questions/01-vpc.toml: vpc-one: aws_doc: has more than 150 characters"]);
}
