//! M03 to M07, M18 to M20: the key must not be told by its length, its place or its words.

use super::{Item, KOREAN, PLACES, assert_fails, assert_warns, choose_three, failures, review, sound_bank};

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
fn a_key_that_shares_most_with_the_other_options_is_told_by_that() {
    let mut items = sound_bank();
    for item in &mut items {
        let mut trees = [(" willow", " 버드나무"), (" maple", " 단풍나무"), (" cedar", " 삼나무")].into_iter();
        for (right, en, ko) in &mut item.options {
            let one = if *right {
                (" willow maple cedar", " 버드나무 단풍나무 삼나무")
            } else {
                trees.next().expect("a tree")
            };
            en.push_str(one.0);
            ko.push_str(one.1);
        }
    }
    assert_fails(&items, "M32: en: the key shares most with the other options in 100 %");
    assert_fails(&items, "M32: ko: the key shares most with the other options in 100 %");
}
