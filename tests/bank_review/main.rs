//! The review of a bank: each check M03 to M32 catches a planted fault, and the bank inside the program passes all.

mod keys;
mod plan;
mod twins;
mod wording;

use std::fmt::Write as _;

use chrono::NaiveDate;
use proctor::bank::embedded;
use proctor::bank::{Bank, BankFile, Review};

fn november() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day")
}

/// One question as a test plants it.
#[derive(Clone)]
struct Item {
    stem: (String, String),
    options: Vec<(bool, String, String)>,
    facts: &'static str,
    as_of: &'static str,
    snippet: Option<(&'static str, &'static str)>,
}

/// Words to build stems that have nothing in common.
const ANIMALS: [&str; 24] = [
    "otter", "heron", "lynx", "ibex", "crane", "badger", "marten", "plover", "stoat", "grebe", "bison", "egret",
    "viper", "gecko", "shrew", "tapir", "koala", "lemur", "panda", "quail", "raven", "skunk", "trout", "zebra",
];
const PLACES: [&str; 24] = [
    "harbour", "meadow", "tundra", "canyon", "lagoon", "desert", "valley", "glacier", "island", "jungle", "prairie",
    "swamp", "plateau", "estuary", "forest", "mountain", "savanna", "reef", "steppe", "fjord", "delta", "geyser",
    "crater", "dune",
];
const KOREAN: [&str; 24] = [
    "가마", "나비", "노을", "라일", "마루", "바위", "사슴", "아침", "자두", "차돌", "카누", "타조", "파도", "하늘",
    "거울", "너울", "더덕", "러닝", "머루", "버들", "서랍", "어깨", "저녁", "처마",
];

/// A question that no check minds: its key is neither longest nor shortest, and its place goes round.
fn sound(n: usize) -> Item {
    let (animal, place, korean) = (ANIMALS[n % 24], PLACES[(n * 7 + 3) % 24], KOREAN[n % 24]);
    let lengths = [
        ["xx", "xxx", "x", "xxxx"],
        ["x", "xx", "xxxx", "xxx"],
        ["xxx", "xxxx", "xx", "x"],
        ["xxxx", "x", "xxx", "xx"],
    ];
    let at = (n * 5 + n / 4) % 4;
    let options = (0..4).map(|place| {
        let (en, ko) = (["low", "new", "old", "raw"][place], ["낮", "새", "옛", "날"][place]);
        let padding = lengths[at][place].repeat(2).replace('x', "y");
        (place == at, format!("{animal}{padding}{en}"), format!("{korean}방법{}{ko}", "길".repeat(padding.len())))
    });
    Item {
        stem: (format!("The {animal} of {place}{place}?"), format!("{korean}{korean}에서 무엇을 합니까?")),
        options: options.collect(),
        facts: "\"VPC-01\", \"VPC-02\"",
        as_of: "2026-11",
        snippet: None,
    }
}

fn sound_bank() -> Vec<Item> {
    (0..24).map(sound).collect()
}

const NOTE_KO: &str = "# VPC\n\n## 한 대목 {#vpc-note facts=VPC-01,VPC-02 lines=11}\n\n경로입니다.\n";
const NOTE_EN: &str = "# VPC\n\n## A passage {#vpc-note facts=VPC-01,VPC-02 lines=11}\n\nA route.\n";

struct Planted {
    about: String,
    /// More of the table of the one task.
    task: String,
    ko: String,
    en: String,
}

impl Default for Planted {
    fn default() -> Self {
        Self { about: String::new(), task: String::new(), ko: NOTE_KO.to_owned(), en: NOTE_EN.to_owned() }
    }
}

fn bank_of(items: &[Item], planted: &Planted) -> Bank {
    let about = format!(
        "id = \"small\"\nlicense = \"CC-BY-4.0\"\ntitle = {{ ko = \"작음\", en = \"Small\" }}\nattribution = {{ ko = \"시험\", en = \"Test\" }}\n\
         {}\n[[sections]]\nid = \"vpc\"\nname = \"VPC\"\nfacts = \"VPC\"\nfact_count = 2\n\
         [[tasks]]\nid = \"1.1\"\nname = {{ ko = \"개발\", en = \"Develop\" }}\n{}",
        planted.about, planted.task
    );
    let mut questions = "section = \"vpc\"\n".to_owned();
    for (n, item) in items.iter().enumerate() {
        let right = item.options.iter().filter(|option| option.0).count();
        let _ = write!(
            questions,
            "[[questions]]\nid = \"vpc-{n}\"\ntask = \"1.1\"\ndifficulty = \"easy\"\nchoose = {right}\nfacts = [{}]\nnotes = [\"vpc-note\"]\n\
             as_of = \"{}\"\naws_doc = \"Gateway endpoints\"\nstem = {{ en = '''{}''', ko = '''{}''' }}\n",
            item.facts, item.as_of, item.stem.0, item.stem.1
        );
        if let Some((lang, text)) = item.snippet {
            let _ = write!(questions, "snippet_lang = \"{lang}\"\nsnippet = '''\n{text}'''\n");
        }
        for (at, (right, en, ko)) in item.options.iter().enumerate() {
            let _ = write!(
                questions,
                "[[questions.options]]\nright = {right}\ntext = {{ en = '''{en}''', ko = '''{ko}''' }}\n\
                 why = {{ en = \"Number {at} of {n} works in just this way.\", ko = \"{n}번째의 {at}째 방법은 이렇게 동작하기 때문입니다.\" }}\n"
            );
        }
    }
    let file = |path: &str, text: &str| BankFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() };
    Bank::read(&[
        file("bank.toml", &about),
        file("notes/ko/01-vpc.md", &planted.ko),
        file("notes/en/01-vpc.md", &planted.en),
        file("questions/01-vpc.toml", &questions),
    ])
    .unwrap_or_else(|faults| panic!("{faults:#?}"))
}

fn failures(review: &Review) -> Vec<String> {
    review.failures.iter().map(ToString::to_string).collect()
}

fn warnings(review: &Review) -> Vec<String> {
    review.warnings.iter().map(ToString::to_string).collect()
}

fn review(items: &[Item]) -> Review {
    bank_of(items, &Planted::default()).review(november())
}

#[track_caller]
fn assert_fails(items: &[Item], beginning: &str) {
    let found = failures(&review(items));
    assert!(found.iter().any(|line| line.starts_with(beginning)), "{beginning} is not in {found:#?}");
}

#[track_caller]
fn assert_warns(items: &[Item], beginning: &str) {
    let found = warnings(&review(items));
    assert!(found.iter().any(|line| line.starts_with(beginning)), "{beginning} is not in {found:#?}");
}

#[test]
fn the_bank_inside_the_program_passes_every_check() {
    let bank = embedded().unwrap_or_else(|faults| panic!("{faults:#?}"));
    let review = bank.review(november());
    assert_eq!(failures(&review), Vec::<String>::new());
    assert_eq!(warnings(&review), Vec::<String>::new(), "mend these, or accept them in bank.toml with a reason");
}

#[test]
fn a_sound_bank_is_found_sound() {
    let review = review(&sound_bank());
    assert_eq!(failures(&review), Vec::<String>::new());
    assert_eq!(
        warnings(&review),
        [
            "M11: VPC-01: is asked by 24 questions; 6 are the most",
            "M11: VPC-02: is asked by 24 questions; 6 are the most"
        ]
    );
}

/// A question with six options, three of them right.
fn choose_three(n: usize, right: [usize; 3]) -> Item {
    let mut item = sound(n);
    let padding = |at: usize| "y".repeat(2 + (at * 5 + n) % 6);
    let option = |at: usize| {
        (
            right.contains(&at),
            format!("{}{}{at}", ANIMALS[n], padding(at)),
            format!("{}방법{}{at}", KOREAN[n], padding(at)),
        )
    };
    item.options = (0..6).map(option).collect();
    item.stem.0 += " (Choose THREE.)";
    item.stem.1 += " (3개 선택)";
    item
}

#[test]
fn m31_a_function_or_a_script_that_is_never_the_least_work() {
    let mut items = sound_bank();
    for item in items.iter_mut().take(8) {
        let wrong = item.options.iter().position(|option| !option.0).expect("a distractor");
        item.options[wrong].1 += " by a script";
    }
    for (n, item) in items.iter_mut().enumerate().take(8) {
        item.stem.0 = format!("What is the LEAST work of {}{}?", ANIMALS[n], PLACES[n]);
    }
    assert_warns(&items, "M31: least: 0 of 8 options with a Lambda function or script are right");
    let key = items[0].options.iter().position(|option| option.0).expect("a key");
    items[0].options[key].1 += " by a Lambda function";
    let found = warnings(&review(&items));
    assert!(!found.iter().any(|line| line.starts_with("M31")), "1 of 9: {found:#?}");
}

#[test]
fn a_warning_is_accepted_with_a_reason_and_an_acceptance_of_nothing_fails() {
    let accepted =
        |about: &str| format!("[[accepted]]\ncheck = \"M11\"\nabout = \"{about}\"\nreason = \"the bank is small\"\n");
    let planted =
        Planted { about: accepted("VPC-01") + &accepted("VPC-02") + &accepted("VPC-03"), ..Planted::default() };
    let review = bank_of(&sound_bank(), &planted).review(november());
    assert_eq!(warnings(&review), Vec::<String>::new());
    assert_eq!(review.accepted.len(), 2);
    assert_eq!(
        failures(&review),
        ["M01: bank.toml: VPC-03: accepted: M11 warns of no such thing (any more); take this acceptance out"]
    );
}
