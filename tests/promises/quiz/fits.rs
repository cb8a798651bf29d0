//! Every question of the bank fits Discord's limits in every message of a quiz, in both languages, however long the names are.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use proctor::actions::tell_quiz::{Part, QuizBoard, QuizTold};
use proctor::bank::embedded;
use proctor::discord::render::quiz::told;
use proctor::discord::words::Words;
use proctor::domain::choice::Choice;
use proctor::domain::ids::{ChannelId, MemberId, QuizId, ServerId};
use proctor::domain::language::Language;
use proctor::domain::quiz::{EndReason, Given, Speed, standing};
use proctor::domain::sheet::Sheet;
use proctor::domain::verdict::Verdict;
use proctor::store::quizzes::Quiz;
use rand::SeedableRng as _;

fn quiz() -> Quiz {
    let at = DateTime::<Utc>::UNIX_EPOCH;
    let (id, server, channel) = (QuizId(u64::MAX), ServerId(u64::MAX), ChannelId(u64::MAX));
    Quiz {
        id,
        server,
        channel,
        started_by: None,
        seconds: 120,
        speed: Speed::Small,
        first_at: Some(at),
        next_at: at,
        ended: None,
    }
}

/// As many answers as are named, by members with names as long as Discord's and full of marks.
fn given(sheet: &Sheet, many: u64) -> (Vec<Given>, QuizBoard) {
    let sets: Vec<Choice> = (1..64).filter_map(Choice::from_bits).filter(|one| sheet.judge(*one).is_ok()).collect();
    let one = |member: u64, choice: &Choice| Given {
        number: 20,
        member: MemberId(u64::MAX - member),
        choice: *choice,
        at: DateTime::UNIX_EPOCH,
        verdict: sheet.verdict(*choice),
        points: if sheet.verdict(*choice) == Verdict::Right { 25 } else { 0 },
    };
    let given: Vec<Given> = (0..many).zip(sets.iter().cycle()).map(|(member, choice)| one(member, choice)).collect();
    let names: HashMap<MemberId, String> = given.iter().map(|one| (one.member, "*".repeat(32))).collect();
    let ranks = standing(&given, &[20]);
    (given, QuizBoard { ranks, names })
}

fn parts(sheet: &Sheet) -> Vec<Part> {
    let at = DateTime::<Utc>::UNIX_EPOCH;
    let mut parts = vec![
        Part::Call { first_at: at },
        Part::Question { number: 20, sheet: sheet.clone(), until: at, before: None },
        Part::Key {
            number: 20,
            sheet: sheet.clone(),
            given: Vec::new(),
            board: QuizBoard::default(),
            next_at: Some(at),
        },
    ];
    for many in [24, 500] {
        let (given, board) = given(sheet, many);
        parts.push(Part::Key { number: 20, sheet: sheet.clone(), given, board: board.clone(), next_at: Some(at) });
        let open = Some((20, sheet.clone()));
        parts.extend(EndReason::ALL.map(|reason| Part::End { reason, board: board.clone(), open: open.clone() }));
    }
    parts
}

#[test]
fn every_question_fits_in_every_message_of_a_quiz() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    for (seed, edition) in (0..).zip(bank.editions()) {
        let sheet = Sheet::draw(Arc::clone(edition), &mut rand::rngs::StdRng::seed_from_u64(seed));
        for language in Language::ALL {
            for part in parts(&sheet) {
                let message = told(&words, &QuizTold { quiz: quiz(), questions: 20, part: part.clone() }, language);
                let json = message.to_json();
                let length = |text: &serde_json::Value| text.as_str().map_or(0, |text| text.chars().count());
                let embed = &json["embeds"][0];
                let (title, text) = (length(&embed["title"]), length(&embed["description"]));
                let what = || format!("{} in {language:?}: {json:#}", edition.question());
                assert!(title <= 256 && text <= 4_096 && length(&json["content"]) <= 2_000, "{}", what());
                assert!(title + text + length(&embed["author"]["name"]) <= 6_000, "{}", what());
                assert!(!embed["description"].as_str().unwrap_or_default().ends_with('…'), "cut: {}", what());
                assert_eq!(json["allowed_mentions"], serde_json::json!({ "parse": [] }));
            }
        }
    }
}
