//! The review of a bank: each check M03 to M31 catches a planted fault, and the bank inside the program passes all.

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

#[test]
fn m03_m05_m20_a_key_that_is_mostly_the_longest_option() {
    let mut items = sound_bank();
    for item in items.iter_mut().take(10) {
        for option in item.options.iter_mut().filter(|option| option.0) {
            option.1 += &"z".repeat(30);
            option.2 += &"줄".repeat(30);
        }
    }
    assert_fails(&items, "M03: en: the key is the longest option in");
    assert_fails(&items, "M03: ko: the key is the longest option in");
    assert_warns(&items, "M05: questions/01-vpc.toml: vpc-0: options: the key is ");
    assert_warns(&items, "M20: en: picking the longest option finds");
}

#[test]
fn m04_m05_a_key_that_is_mostly_the_shortest_option() {
    let mut items = sound_bank();
    for item in &mut items {
        for option in item.options.iter_mut().filter(|option| !option.0) {
            option.1 += &"z".repeat(30);
            option.2 += &"줄".repeat(30);
        }
    }
    assert_warns(&items, "M04: en: the key is the shortest option in 100 %");
    assert_warns(&items, "M05: en: the median of key length");
}

#[test]
fn m06_m07_m20_keys_that_stand_at_one_place() {
    let mut items = sound_bank();
    for item in items.iter_mut().take(16) {
        let at = item.options.iter().position(|option| option.0).expect("a key");
        item.options.swap(at, 1);
    }
    assert_fails(&items, "M06: the keys of questions with 4 options stand unevenly");
    assert_warns(&items, "M07: questions/01-vpc.toml: vpc-4: options: is the 5th in a row");
    assert_warns(&items, "M20: places: picking the place that was right most often so far");
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
fn m06_keys_of_six_places_that_stand_at_the_first() {
    let uneven = |right: fn(usize) -> [usize; 3]| {
        let items: Vec<Item> = (0..10).map(|n| choose_three(n, right(n))).collect();
        failures(&review(&items)).into_iter().filter(|line| line.starts_with("M06: ")).collect::<Vec<_>>()
    };
    assert_eq!(uneven(|n| if n % 2 == 0 { [0, 2, 4] } else { [1, 3, 5] }), Vec::<String>::new());
    let found = uneven(|_| [0, 1, 2]);
    assert!(
        found.len() == 1 && found[0].starts_with("M06: the keys of questions with 6 options stand unevenly"),
        "{found:#?}"
    );
}

#[test]
fn m12_fewer_questions_with_three_keys_than_planned() {
    let three: Vec<Item> = (0..2).map(|n| choose_three(n, [0, 2, 4])).collect();
    for (planned, minded) in [(2, false), (3, true)] {
        let planted = Planted { about: format!("[plan]\nchoose_three = {planned}"), ..Planted::default() };
        let found = warnings(&bank_of(&three, &planted).review(november()));
        let line = "M12: choose-three: 2 questions have three right options; 3 are planned at least";
        assert_eq!(found.iter().any(|one| one == line), minded, "{planned}: {found:#?}");
    }
}

#[test]
fn m08_the_same_stem_with_another_service_or_another_number() {
    let mut items = sound_bank();
    items[3].stem.0 =
        "A developer calls Amazon DynamoDB from 3 functions, and the calls of the last one time out. What helps?"
            .to_owned();
    items[9].stem.0 =
        "A developer calls Amazon Cognito from 12 functions, and the calls of the last one time out. What helps?"
            .to_owned();
    items[3].stem.1 = "Amazon DynamoDB 3".to_owned();
    items[9].stem.1 = "Amazon Cognito 12".to_owned();
    assert_fails(&items, "M08: questions/01-vpc.toml: vpc-9: stem.en: is 1.00 like the stem of vpc-3");
}

#[test]
fn m08_the_same_words_in_another_order_are_looked_at() {
    let mut items = sound_bank();
    items[3].stem.0 = "Otters swim northward, herons wander, badgers dig tunnels, cranes dance".to_owned();
    items[9].stem.0 = "Tunnels: dance badgers! Northward herons swim; cranes dig; wander otters".to_owned();
    assert_warns(&items, "M08: questions/01-vpc.toml: vpc-9: stem.en: has 1.00 of its words in common with vpc-3");
}

#[test]
fn m09_one_decision_asked_twice() {
    let mut items = sound_bank();
    let key = |item: &Item| item.options.iter().position(|option| option.0).expect("a key");
    for n in [3, 9, 14, 20] {
        let at = key(&items[n]);
        "Do the same".clone_into(&mut items[n].options[at].1);
        "같은 일".clone_into(&mut items[n].options[at].2);
    }
    assert_fails(&items, "M09: questions/01-vpc.toml: vpc-9: facts: has the same facts and the same key text as vpc-3");
    assert_warns(&items, "M09: questions/01-vpc.toml: vpc-20: options: has the same key text as 3 others");
}

#[test]
fn m10_m14_a_fact_and_a_note_that_nobody_asks_for() {
    let mut items = sound_bank();
    for item in &mut items {
        item.facts = "\"VPC-01\"";
    }
    assert_fails(&items, "M10: VPC-02: is asked by no question");

    let mut unused = Planted::default();
    unused.ko += "\n## 둘째 {#vpc-second facts=VPC-03 lines=12}\n\n둘째입니다.\n";
    unused.en += "\n## Second {#vpc-second facts=VPC-03 lines=12}\n\nThe second.\n";
    let found = failures(&bank_of(&sound_bank(), &unused).review(november()));
    assert_eq!(found, ["M14: vpc-second: is named by no question"]);
}

#[test]
fn m10_a_fact_beyond_the_post_is_stated_and_asked_too() {
    let declared =
        "[[facts]]\nid = \"X-VPC-01\"\ntitle = \"Endpoint policies\"\nurl = \"https://docs.aws.amazon.com/a.html\"\n";
    let planted = Planted { about: declared.to_owned(), ..Planted::default() };
    let found = failures(&bank_of(&sound_bank(), &planted).review(november()));
    assert_eq!(found, ["M10: X-VPC-01: is stated by no note", "M10: X-VPC-01: is asked by no question"]);
}

#[test]
fn m10_a_fact_without_a_note_is_missed_unless_it_is_exempt() {
    let planted =
        Planted { ko: NOTE_KO.replace(",VPC-02", ""), en: NOTE_EN.replace(",VPC-02", ""), ..Planted::default() };
    let mut items = sound_bank();
    for item in &mut items {
        item.facts = "\"VPC-01\"";
    }
    let found = failures(&bank_of(&items, &planted).review(november()));
    assert_eq!(found, ["M10: VPC-02: is stated by no note", "M10: VPC-02: is asked by no question"]);

    let exempt = Planted { about: "[[exempt]]\nfact = \"VPC-02\"\nreason = \"not testable\"".to_owned(), ..planted };
    assert_eq!(failures(&bank_of(&items, &exempt).review(november())), Vec::<String>::new());

    let both = "[[exempt]]\nfact = \"VPC-01\"\nreason = \"not testable\"\n".to_owned();
    let needless = Planted { about: both, ..Planted::default() };
    let found = failures(&bank_of(&sound_bank(), &needless).review(november()));
    assert_eq!(found, ["M10: VPC-01: is stated and asked; take its exemption out"]);
}

#[test]
fn m14_a_note_of_exempt_facts_need_not_be_named() {
    let mut planted = Planted {
        about: "[[exempt]]\nfact = \"VPC-03\"\nreason = \"not testable\"\n".to_owned(),
        ..Planted::default()
    };
    planted.ko += "\n## 둘째 {#vpc-second facts=VPC-03 lines=12}\n\n둘째입니다.\n";
    planted.en += "\n## Second {#vpc-second facts=VPC-03 lines=12}\n\nThe second.\n";
    assert_eq!(failures(&bank_of(&sound_bank(), &planted).review(november())), Vec::<String>::new());
}

#[test]
fn m12_fewer_questions_than_planned() {
    let plan = "[plan]\neasy = 24\nmedium = 0\nhard = 0\nchoose_several = 5\nsnippets = 2\ndomain_1 = 20";
    let planted = Planted { about: plan.to_owned(), task: "questions = 27\n".to_owned(), ..Planted::default() };
    let found = warnings(&bank_of(&sound_bank(), &planted).review(november()));
    for line in [
        "M12: task-1.1: task-1.1: 24 questions; 27 are planned",
        "M12: domain-1: domain-1: 24 questions; 20 are planned",
        "M12: choose-several: questions with several right options: 0 questions; 5 are planned",
        "M12: snippets: 0 questions have a snippet; 2 are planned at least",
    ] {
        assert!(found.iter().any(|one| one == line), "{line} is not in {found:#?}");
    }
}

#[test]
fn m12_two_questions_more_or_fewer_are_near_enough() {
    for (planned, minded) in [(21, true), (22, false), (24, false), (26, false), (27, true)] {
        let planted = Planted { task: format!("questions = {planned}\n"), ..Planted::default() };
        let found = warnings(&bank_of(&sound_bank(), &planted).review(november()));
        assert_eq!(found.iter().any(|one| one.starts_with("M12: task-1.1: ")), minded, "{planned}: {found:#?}");
    }
}

#[test]
fn m15_a_fact_that_the_post_got_wrong_without_a_correction() {
    let planted = Planted { about: "corrected = [\"VPC-02\"]".to_owned(), ..Planted::default() };
    let found = failures(&bank_of(&sound_bank(), &planted).review(november()));
    assert!(found.contains(&"M15: VPC-02: needs a correction, but vpc-note carries none".to_owned()), "{found:#?}");
    assert!(found.contains(
        &"M15: questions/01-vpc.toml: vpc-0: notes: tests VPC-02, but names no note that corrects it".to_owned()
    ));

    let corrected = Planted {
        about: planted.about,
        ko: NOTE_KO.to_owned() + "\n> [!IMPORTANT]\n> **정정** 원문과 다릅니다. (Gateway endpoints, 2026-11 확인)\n",
        en: NOTE_EN.to_owned()
            + "\n> [!IMPORTANT]\n> **Correction** The post says otherwise. (Gateway endpoints; checked 2026-11)\n",
        ..Planted::default()
    };
    assert_eq!(failures(&bank_of(&sound_bank(), &corrected).review(november())), Vec::<String>::new());
}

#[test]
fn m16_a_stem_that_asks_for_what_is_wrong() {
    for (en, ko, where_) in [
        ("Which is NOT a route?", "무엇입니까?", "stem.en"),
        ("Which one does not work?", "무엇입니까?", "stem.en"),
        ("Which one works?", "다음 중 경로가 아닌 것은 무엇입니까?", "stem.ko"),
    ] {
        let mut items = sound_bank();
        items[5].stem = (en.to_owned(), ko.to_owned());
        assert_fails(&items, &format!("M16: questions/01-vpc.toml: vpc-5: {where_}: asks for what is wrong"));
    }
}

#[test]
fn m16_a_situation_may_say_what_does_not_work() {
    let mut items = sound_bank();
    items[5].stem = (
        "The route does not work. What helps?".to_owned(),
        "잘못된 것으로 보이는 경로가 있습니다. 무엇이 도움이 됩니까?".to_owned(),
    );
    assert_eq!(failures(&review(&items)), Vec::<String>::new());
}

#[test]
fn m17_an_option_that_speaks_of_the_others() {
    for (en, ko, where_) in [
        ("All of the above", "앞의 것", "text.en"),
        ("Each", "위의 모두", "text.ko"),
        ("Nothing", "정답 없음", "text.ko"),
    ] {
        let mut items = sound_bank();
        items[5].options[0].1 = en.to_owned();
        items[5].options[0].2 = ko.to_owned();
        assert_fails(
            &items,
            &format!("M17: questions/01-vpc.toml: vpc-5: options[1].{where_}: speaks of other options"),
        );
    }
}

#[test]
fn m18_absolute_words_that_tell_distractors() {
    let mut items = sound_bank();
    for option in items.iter_mut().take(8).flat_map(|item| &mut item.options).filter(|option| !option.0) {
        option.1 += " always";
        option.2 += " 항상";
    }
    assert_warns(&items, "M18: en: absolute words are 33.3 points more frequent");
    assert_warns(&items, "M18: ko: absolute words are 33.3 points more frequent");
}

#[test]
fn m19_a_key_that_repeats_the_words_of_its_stem() {
    let mut items = sound_bank();
    for (n, item) in items.iter_mut().enumerate().take(12) {
        let (place, korean) = (PLACES[(n * 7 + 3) % 24].repeat(2), KOREAN[n].repeat(2));
        for option in item.options.iter_mut().filter(|option| option.0) {
            option.1 = place.clone();
            option.2 = korean.clone();
        }
    }
    assert_warns(&items, "M19: en: the key alone has the most words of the stem in 50 %");
    assert_warns(&items, "M20: en: picking the option with the most words of the stem");
}

#[test]
fn m21_two_languages_that_name_different_things() {
    for (en, ko, reason) in [
        ("Wait 5 minutes", "6분 기다립니다", "the Korean text names 6"),
        ("Wait 5 minutes", "6분 기다립니다", "the English text names 5"),
        ("Call the bucket", "S3 버킷을 호출합니다", "the Korean text names S3"),
        ("Run UpdateStage", "스테이지를 갱신합니다", "the English text names UpdateStage"),
        ("Use Lambda here", "함수를 씁니다", "Lambda stands in one language"),
        ("Use port_range", "포트 범위를 씁니다", "the English text names port_range"),
    ] {
        let mut items = sound_bank();
        items[5].options[0].1 = en.to_owned();
        items[5].options[0].2 = ko.to_owned();
        assert_fails(&items, &format!("M21: questions/01-vpc.toml: vpc-5: options[1].text: {reason}"));
    }
}

#[test]
fn m21_a_number_may_be_a_word() {
    let mut items = sound_bank();
    items[5].options[0].1 = "Use two Regions and 3 APIs in one in 20 calls".to_owned();
    items[5].options[0].2 = "2개 리전과 세 API를 호출 20건 중 1건에 씁니다".to_owned();
    let found = failures(&review(&items));
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn m22_a_service_by_a_name_that_aws_does_not_use() {
    for (en, ko) in [
        ("Use CodeDepoly", "씁니다"),
        ("Use Cloudformation.", "씁니다"),
        ("Use it", "빈스토크를 씁니다"),
        ("Use it", "람다를 씁니다"),
    ] {
        let mut items = sound_bank();
        items[5].stem = (en.to_owned(), ko.to_owned());
        assert_fails(&items, "M22: questions/01-vpc.toml: vpc-5: stem.");
    }
    let planted =
        Planted { ko: NOTE_KO.replace("경로입니다", "아마존의 경로입니다"), ..Planted::default() };
    let found = failures(&bank_of(&sound_bank(), &planted).review(november()));
    assert_eq!(found, ["M22: vpc-note: \"아마존\" has to be written as AWS writes it"]);
}

#[test]
fn m22_an_identifier_keeps_its_own_spelling() {
    let mut items = sound_bank();
    let text = "AWS::ElasticBeanstalk::Environment".to_owned();
    items[5].stem = (format!("Declare {text}?"), format!("{text}을 선언합니까?"));
    assert_eq!(failures(&review(&items)), Vec::<String>::new());
}

#[test]
fn m23_a_snippet_that_does_not_parse_or_lacks_its_placeholder() {
    let mut items = sound_bank();
    items[5].snippet = Some(("yaml", "Resources:\n  Host: [unclosed\n"));
    assert_fails(&items, "M23: questions/01-vpc.toml: vpc-5: snippet: is no YAML");
    items[5].snippet = Some(("json", "{\"Version\": }\n"));
    assert_fails(&items, "M23: questions/01-vpc.toml: vpc-5: snippet: is no JSON");
    items[5].snippet = Some(("yaml", "ImageId: !Ref Image\n"));
    items[5].stem = ("What replaces <expression>?".to_owned(), "<expression> 자리에는 무엇이 옵니까?".to_owned());
    assert_fails(
        &items,
        "M23: questions/01-vpc.toml: vpc-5: snippet: the stem speaks of <expression>, which is not in it",
    );
    items[5].snippet = Some(("yaml", "ImageId: <expression>\nOther: !FindInMap [A, !Ref \"AWS::Region\", B]\n"));
    assert_eq!(failures(&review(&items)), Vec::<String>::new());
}

#[test]
fn m27_a_question_that_nobody_checked_for_more_than_a_year() {
    let mut items = sound_bank();
    items[5].as_of = "2025-10";
    items[6].as_of = "2025-11";
    let found = warnings(&review(&items));
    let stale: Vec<&String> = found.iter().filter(|line| line.starts_with("M27")).collect();
    assert_eq!(
        stale,
        ["M27: questions/01-vpc.toml: vpc-5: as_of: was checked 13 months ago; check it against AWS's pages again"]
    );
}

#[test]
fn m29_a_term_that_the_bank_keeps_out() {
    let about = "[[banned.en]]\nterm = \"Let\"\nat_start = true\ninstead = \"Configure\"\n\
                 [[banned.ko]]\nterm = \"훅\"\ninstead = \"후크\"\n";
    let planted = Planted { about: about.to_owned(), ko: NOTE_KO.replace("경로", "훅"), ..Planted::default() };
    let mut items = sound_bank();
    "Let it be".clone_into(&mut items[5].options[0].1);
    "We Let be".clone_into(&mut items[6].options[0].1);
    "Letters".clone_into(&mut items[8].options[0].1);
    items[7].stem.1 += " 훅이 있습니다.";
    assert_eq!(
        failures(&bank_of(&items, &planted).review(november())),
        [
            "M29: questions/01-vpc.toml: vpc-5: options[1].text.en: says \"Let\"; say Configure",
            "M29: questions/01-vpc.toml: vpc-7: stem.ko: says \"훅\"; say 후크",
            "M29: vpc-note: says \"훅\"; say 후크",
        ]
    );
}

#[test]
fn m30_twins_with_the_same_facts_and_options_that_are_alike() {
    let mut items = sound_bank();
    for n in [3, 9] {
        for (at, option) in items[n].options.iter_mut().enumerate() {
            option.1 = format!("{} {n}", ["harvest carrots", "mustard seeds", "plough", "water orchards"][at]);
        }
    }
    let twins = "M30: questions/01-vpc.toml: vpc-9: options: tests the facts of vpc-3 with options that are 1.00 alike";
    assert_warns(&items, twins);
    items[9].facts = "\"VPC-03\"";
    let more = Planted {
        ko: NOTE_KO.replace("VPC-02", "VPC-02,VPC-03"),
        en: NOTE_EN.replace("VPC-02", "VPC-02,VPC-03"),
        ..Planted::default()
    };
    let found = warnings(&bank_of(&items, &more).review(november()));
    assert!(!found.iter().any(|line| line.starts_with("M30")), "other facts: {found:#?}");
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
