//! Every question of the bank, in both languages and in every form, fits what Discord takes.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use proctor::actions::close_round::Reveal;
use proctor::actions::submit_answer::{AnswerOutcome, Graded};
use proctor::discord::render::{explain, notes, question as draw, reveal, verdict};
use proctor::discord::words::Words;
use proctor::domain::bank::Bank;
use proctor::domain::choice::Choice;
use proctor::domain::grading::Verdict;
use proctor::domain::ids::{ChannelId, MessageId, RoleId, RoundId, ServerId};
use proctor::domain::language::Language;
use proctor::domain::question::{OptionOrder, Question};
use proctor::domain::round::{Round, RoundState};
use proctor::domain::settings::{Feedback, Thread};
use proctor::runtime::bank::embedded;
use serde_json::{Value, json};

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn round(question: &Question, state: RoundState) -> Round {
    Round {
        id: RoundId(u64::MAX),
        server: ServerId(1),
        day: "2026-11-24".parse().expect("a day"),
        number: 0,
        question: Some(question.id().clone()),
        order: OptionOrder::stored(question.options().len()),
        state,
        due_at: instant("2026-11-24T00:00:00Z"),
        posted_at: Some(instant("2026-11-24T00:00:00Z")),
        closes_at: Some(instant("2026-11-25T00:00:00Z")),
        closed_at: None,
        channel: ChannelId(u64::MAX),
        message: Some(MessageId(u64::MAX)),
        feedback: Feedback::Instant,
        thread: Thread::None,
        skip_reason: None,
    }
}

fn length(value: &Value) -> usize {
    value.as_str().map_or(0, |text| text.chars().count())
}

/// The limits of a message (Discord's reference, "Embed Limits" and "Component Object").
fn assert_fits(what: &str, body: &Value) {
    assert!(length(&body["content"]) <= 2_000, "{what}");
    let embeds = body["embeds"].as_array().cloned().unwrap_or_default();
    let mut together = 0;
    for embed in &embeds {
        assert!(length(&embed["title"]) <= 256, "{what}");
        assert!((1..=4_096).contains(&length(&embed["description"])), "{what}: {}", length(&embed["description"]));
        together += length(&embed["title"]) + length(&embed["description"]);
    }
    assert!(together <= 6_000, "{what}: {together} characters together");
    for part in body["components"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|row| row["components"].as_array().cloned().unwrap_or_default())
    {
        assert!(length(&part["label"]) <= 80 && (1..=100).contains(&length(&part["custom_id"])), "{what}: {part}");
        for option in part["options"].as_array().into_iter().flatten() {
            assert!(length(&option["description"]) <= 100, "{what}: {option}");
        }
    }
    // A key of the locales that does not exist reads as itself.
    for key in ["post-", "verdict-", "reveal-", "excerpt-", "explain-", "button-", "difficulty-"] {
        let text = body.to_string();
        assert!(
            !text.contains(&format!("\"{key}")) && !text.contains(&format!(" {key}")),
            "{what}: {key} has no words"
        );
    }
}

/// All forms of a question.
fn forms(words: &Words, bank: &Bank, question: &Question, language: Language) -> Vec<(&'static str, Value)> {
    let open = round(question, RoundState::Open);
    let closed = round(question, RoundState::Closed);
    let key = question.key(&open.order);
    let letters: Vec<_> = open.order.letters().letters().collect();
    let wrong = Choice::of(letters.iter().rev().take(question.choose()).copied());
    let graded = |choice, verdict| {
        let graded = Graded { round: open.clone(), choice, verdict, points: 25, streak: 99_999, month_points: 99_999 };
        verdict::outcome(words, bank, &AnswerOutcome::Graded(graded), language).to_json()
    };
    let choices = vec![(key, 60_000), (wrong, 39_999)];
    let nobody = Reveal { round: closed.clone(), choices: Vec::new() };
    let everyone = Reveal { round: closed.clone(), choices };
    vec![
        ("post", draw::post(words, bank, question, &open, language, Some(RoleId(u64::MAX)), 99_999)),
        ("closed post", draw::closed_post(words, bank, question, &closed, language, 0)),
        ("right", graded(key, Verdict::Right)),
        ("wrong", graded(wrong, Verdict::Wrong)),
        ("reveal", reveal::reveal(words, bank, question, &everyone, language)),
        ("reveal to nobody", reveal::reveal(words, bank, question, &nobody, language)),
        ("explanation", explain::explanation(words, bank, question, &closed, Some(wrong), language).to_json()),
        ("void notice", reveal::void_notice(words, bank, Some(question), &closed, language)),
    ]
}

#[test]
fn every_question_fits_in_every_form_and_language() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    for question in bank.questions() {
        for language in Language::ALL {
            for (form, body) in forms(&words, &bank, question, language) {
                assert_fits(&format!("{} as {form} in {}", question.id(), language.code()), &body);
            }
        }
    }
}

#[test]
fn an_explanation_holds_every_reason_and_a_note_whole() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    for question in bank.questions() {
        for language in Language::ALL {
            let body =
                explain::explanation(&words, &bank, question, &round(question, RoundState::Closed), None, language)
                    .to_json();
            let text: String = body["embeds"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|embed| embed["description"].as_str())
                .collect();
            for option in question.options() {
                assert!(text.contains(option.why.get(language)), "{} lacks a reason", question.id());
            }
            let note = bank.notes_of(question).next().expect("a note");
            assert!(text.contains(note.text().get(language)), "{} lacks its note", question.id());
            assert!(text.contains(question.aws_doc()), "{} lacks its source", question.id());
        }
    }
}

#[test]
fn the_reveal_names_no_one_and_draws_shares_that_add_up() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    let question = bank.questions().iter().find(|question| question.choose() == 1).expect("a question");
    let closed = round(question, RoundState::Closed);
    let key = question.key(&closed.order);
    let other = Choice::of(closed.order.letters().letters().find(|letter| !key.contains(*letter)));
    let reveal = Reveal { round: closed, choices: vec![(key, 3), (other, 1)] };
    let body = reveal::reveal(&words, &bank, question, &reveal, Language::English);
    let text = body["embeds"][0]["description"].as_str().unwrap_or_default();
    assert!(text.contains("75% (3)") && text.contains("25% (1)") && text.contains("3 of 4 got it right"), "{text}");
    assert!(text.contains("▇▇▇▇▇▇▇▇▁▁") && text.contains("▇▇▇▁▁▁▁▁▁▁"), "{text}");
    assert_eq!(body["allowed_mentions"], json!({ "parse": [] }));
}

#[test]
fn every_note_can_be_found_by_its_heading_and_drawn() {
    let (words, bank) = (Arc::new(Words::load().expect("the words")), embedded().expect("the bank"));
    for note in bank.notes() {
        for language in Language::ALL {
            let query = note.heading().get(language);
            let found = notes::find(&bank, query);
            assert!(found.iter().any(|one| one.id() == note.id()), "{query}");
            assert_fits(query, &notes::found(&words, &bank, query, &found, language).to_json());
        }
    }
    assert!(notes::find(&bank, "   ").is_empty());
}
