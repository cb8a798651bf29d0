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
    let text = body["embeds"][0]["description"].as_str().unwrap_or_default();
    assert!(text.contains("75% (3)") && text.contains("25% (1)") && text.contains("3 of 4 got it right"), "{text}");
    assert!(text.contains("▇▇▇▇▇▇▇▇▁▁") && text.contains("▇▇▇▁▁▁▁▁▁▁"), "{text}");
    assert_eq!(body["allowed_mentions"], json!({ "parse": [] }));
}
