//! M08, M09, M30: nothing is asked twice.

use super::{Item, NOTE_EN, NOTE_KO, Planted, assert_fails, assert_warns, bank_of, november, sound_bank, warnings};

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
