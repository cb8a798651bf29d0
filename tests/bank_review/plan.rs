//! M10, M12, M14, M15, M27: what a bank has to cover, and when it was last checked.

use super::{
    Item, NOTE_EN, NOTE_KO, Planted, assert_fails, bank_of, choose_three, failures, november, review, sound_bank,
    warnings,
};

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
