//! The sections of `/settings set` are read as managers type them, and whatever is offered can be picked.

use proctor::bank::embedded;
use proctor::domain::ids::SectionId;
use proctor::domain::typed::sections::{offered, parse};

#[test]
fn a_section_counts_once_by_its_name_or_its_id() {
    let bank = embedded().expect("the bank").current();
    let two = parse(&bank, "VPC, codedeploy, vpc,,CodeDeploy").expect("two sections");
    assert_eq!(two.iter().map(SectionId::as_str).collect::<Vec<_>>(), ["vpc", "codedeploy"]);
    for (text, expected) in [("all", Some(Vec::new())), ("전체", Some(Vec::new())), ("EC2", None), (",", None)] {
        assert_eq!(parse(&bank, text), expected, "{text}");
    }
}

#[test]
fn whatever_is_offered_can_be_picked_and_adds_one_section() {
    let bank = embedded().expect("the bank").current();
    let mut typed = String::new();
    for count in 1..=bank.sections.len() {
        let all = offered(&bank, &typed);
        assert!(all.len() <= 25);
        for text in &all {
            assert!(text.chars().count() <= 100, "{text}");
            assert_eq!(parse(&bank, text).expect("what was offered").len(), count, "{text}");
        }
        let Some(longest) = all.into_iter().max_by_key(String::len) else {
            break;
        };
        typed = format!("{longest}, ");
    }
    assert!(typed.chars().count() > 50, "only {typed:?} could be picked");
}
