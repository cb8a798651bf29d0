//! The reveal tells how the answers are spread, and who gave them stays the leaderboard's business.

use std::sync::Arc;

use proctor::bank::embedded;
use proctor::discord::render::reveal;
use proctor::discord::words::Words;
use proctor::domain::choice::Choice;
use proctor::domain::ids::RoundId;
use proctor::domain::language::Language;
use proctor::domain::sheet::Sheet;
use serde_json::json;

#[test]
fn the_reveal_names_no_one_and_draws_shares_that_add_up() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    let edition = bank.editions().iter().find(|edition| edition.choose() == 1).expect("a question");
    let sheet = Sheet::as_written(Arc::clone(edition));
    let key = sheet.key();
    let other = Choice::of(sheet.letters().letters().find(|letter| !key.contains(*letter)));
    let body = reveal::reveal(&words, RoundId(u64::MAX), &sheet, &[(key, 3), (other, 1)], Language::English).to_json();
    let head = body["embeds"][0]["title"].as_str().unwrap_or_default();
    assert_eq!(head, format!("🔓 The answer is {key} · 3 of 4 got it right (75%)"));
    let text = body["embeds"][0]["description"].as_str().unwrap_or_default();
    let bars: Vec<&str> = text.lines().take_while(|line| !line.is_empty()).collect();
    let of = |letter: Choice, rest: &str| bars.iter().any(|line| line.ends_with(&format!("**{letter}** {rest}")));
    assert!(of(key, "`████████░░` 75% (3)") && of(other, "`███░░░░░░░` 25% (1)"), "{text}");
    assert_eq!(bars.len(), 2, "an option that nobody picked has no bar: {text}");
    assert_eq!(body["allowed_mentions"], json!({ "parse": [] }));
}

#[test]
fn a_reveal_that_nobody_answered_says_so_and_draws_no_empty_bars() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    let sheet = Sheet::as_written(Arc::clone(&bank.editions()[0]));
    let body = reveal::reveal(&words, RoundId(1), &sheet, &[], Language::Korean).to_json();
    let head = body["embeds"][0]["title"].as_str().unwrap_or_default();
    assert!(head.ends_with("이번에는 답한 사람이 없어요"), "{head}");
    assert!(!body.to_string().contains('░'), "{body}");
    assert!(body["embeds"][0]["description"].as_str().is_some_and(|text| text.starts_with("✅ **")), "{body}");
}
