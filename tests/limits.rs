//! Every question of the bank fits Discord's limits, in every form in which it is drawn and in both languages.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use proctor::actions::close_round::Reveal;
use proctor::actions::submit_answer::{AnswerOutcome, Graded};
use proctor::bank::Bank;
use proctor::bank::embedded;
use proctor::discord::message::Message;
use proctor::discord::render::{explain, notes, question as draw, reveal, verdict};
use proctor::discord::words::Words;
use proctor::domain::choice::Choice;
use proctor::domain::grading::Verdict;
use proctor::domain::ids::{ChannelId, MemberId, MessageId, RoleId, RoundId, ServerId};
use proctor::domain::language::Language;
use proctor::domain::question::{OptionOrder, Question};
use proctor::domain::round::{Round, RoundState};
use proctor::domain::settings::{Feedback, Thread};
use proctor::store::reports::Report;
use rand::SeedableRng as _;
use serde_json::{Value, json};

/// An id as long as any that Discord gives.
const LONG_ID: u64 = u64::MAX;

fn instant() -> DateTime<Utc> {
    "2026-11-24T00:00:00Z".parse().expect("an instant")
}

fn round_of(question: &Question, seed: u64) -> Round {
    let mut rng = rand::rngs::StdRng::seed_from_u64(seed);
    Round {
        id: RoundId(LONG_ID),
        server: ServerId(LONG_ID),
        day: NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day"),
        number: 0,
        question: Some(question.id().clone()),
        order: OptionOrder::draw(question.options().len(), &mut rng),
        state: RoundState::Open,
        due_at: instant(),
        posted_at: Some(instant()),
        closes_at: Some(instant() + chrono::TimeDelta::days(1)),
        closed_at: None,
        channel: ChannelId(LONG_ID),
        message: Some(MessageId(LONG_ID)),
        feedback: Feedback::Instant,
        thread: Thread::None,
        skip_reason: None,
    }
}

/// All sets of as many letters as the question asks for.
fn choices(question: &Question, round: &Round) -> Vec<Choice> {
    let all = (1..64).filter_map(Choice::from_bits).filter(|choice| choice.len() == question.choose());
    all.filter(|choice| choice.letters().all(|letter| round.order.letters().contains(letter))).collect()
}

fn graded(question: &Question, round: &Round, choice: Choice) -> AnswerOutcome {
    let verdict = if choice == question.key(&round.order) { Verdict::Right } else { Verdict::Wrong };
    let (points, streak) = if verdict == Verdict::Right { (25, 10_000) } else { (0, 10_000) };
    let round = round.clone();
    AnswerOutcome::Graded(Graded { round, choice, verdict, points, streak, month_points: 10_000 })
}

/// Every message in which a question is drawn, each with a name.
fn forms(words: &Words, bank: &Bank, question: &Question, round: &Round, language: Language) -> Vec<(String, Message)> {
    let void = Round { state: RoundState::Void, ..round.clone() };
    let closed = Round { state: RoundState::Closed, ..round.clone() };
    let ping = Some(RoleId(LONG_ID));
    let all = choices(question, round);
    let spread = all.iter().map(|choice| (*choice, 100_000)).collect();
    let told = Reveal { round: closed.clone(), choices: spread };
    let silent = Reveal { round: closed.clone(), choices: Vec::new() };
    let mut forms = vec![
        ("post".to_owned(), draw::post(words, bank, question, round, language, ping, 1_000_000)),
        ("closed post".to_owned(), draw::closed_post(words, bank, question, &closed, language, ping, 1_000_000)),
        ("void post".to_owned(), draw::closed_post(words, bank, question, &void, language, ping, 0)),
        ("reveal".to_owned(), reveal::reveal(words, bank, question, &told, language)),
        ("reveal of no answers".to_owned(), reveal::reveal(words, bank, question, &silent, language)),
        ("void notice".to_owned(), reveal::void_notice(words, bank, Some(question), &void, language)),
    ];
    for choice in all {
        let verdict = verdict::outcome(words, bank, &graded(question, round, choice), language);
        let explained = explain::explanation(words, bank, question, &void, Some(choice), language);
        forms.push((format!("verdict on {choice}"), verdict));
        forms.push((format!("explanation of {choice}"), explained));
    }
    forms
}

#[test]
fn every_question_fits_in_every_form_and_both_languages() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    for (seed, question) in (0..).zip(bank.questions()) {
        let round = round_of(question, seed);
        for language in Language::ALL {
            for (form, message) in forms(&words, &bank, question, &round, language) {
                assert_eq!(
                    faults(&message.to_json()),
                    Vec::<String>::new(),
                    "{form} of {} in {language:?}",
                    question.id()
                );
            }
        }
    }
}

#[test]
fn nothing_that_a_question_is_drawn_in_pings_but_the_chosen_role() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    let question = &bank.questions()[0];
    let round = round_of(question, 0);
    for (form, message) in forms(&words, &bank, question, &round, Language::Korean) {
        let json = message.to_json();
        assert_eq!(json["allowed_mentions"]["parse"], json!([]), "{form}");
        if form.ends_with("post") {
            assert_eq!(json["content"], format!("<@&{LONG_ID}>"));
            assert_eq!(json["allowed_mentions"]["roles"], json!([LONG_ID.to_string()]));
        } else {
            assert_eq!(json["allowed_mentions"].get("roles"), None, "{form}");
        }
    }
}

#[test]
fn a_post_that_is_over_has_nothing_to_press() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    for question in bank.questions() {
        for state in [RoundState::Closed, RoundState::Void] {
            let round = Round { state, ..round_of(question, 0) };
            let post = draw::closed_post(&words, &bank, question, &round, Language::English, None, 3).to_json();
            assert_eq!(post["components"], json!([]));
        }
    }
}

#[test]
fn an_explanation_shows_every_reason_and_its_first_note() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    for question in bank.questions() {
        for language in Language::ALL {
            let round = round_of(question, 1);
            let body = explain::explanation(&words, &bank, question, &round, None, language).to_json();
            let text = |n: usize| body["embeds"][n]["description"].as_str().unwrap_or_default();
            for option in question.options() {
                assert!(text(0).contains(option.why.get(language)), "{}", question.id());
            }
            let note = bank.notes_of(question).next().expect("a note");
            assert!(text(1).contains(note.text().get(language)), "{} in {language:?}", question.id());
        }
    }
}

#[test]
fn every_note_is_found_by_its_heading_and_fits() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    for note in bank.notes() {
        for language in Language::ALL {
            let heading = note.heading().get(language);
            let found = notes::find(&bank, heading);
            assert!(found.iter().take(3).any(|one| one.id() == note.id()), "{heading} does not find its own note");
            let body = notes::found(&words, &bank, heading, &found, language);
            assert_eq!(faults(&body.to_json()), Vec::<String>::new(), "{heading}");
        }
    }
}

#[test]
fn a_search_fits_whatever_is_typed() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    for query in ["a", "AWS", "의", "@everyone", &"*".repeat(100), "VPC", "nothing of the kind"] {
        for language in Language::ALL {
            let body = notes::found(&words, &bank, query, &notes::find(&bank, query), language).to_json();
            assert_eq!(faults(&body), Vec::<String>::new(), "{query}");
            assert!(!body.to_string().contains("@everyone"), "{query}");
        }
    }
}

#[test]
fn the_longest_report_fits_and_pings_nobody() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    for wrote in ["@everyone ".repeat(100), "*".repeat(1_000), "가".repeat(1_000)] {
        for question in bank.questions() {
            let (member, question_id) = (MemberId(LONG_ID), question.id().clone());
            let report = Report { member, question: question_id, text: wrote.clone(), made_at: instant() };
            let json = reveal::report(&words, &bank, &report, Language::Korean).to_json();
            assert_eq!(faults(&json), Vec::<String>::new(), "{}", question.id());
            assert_eq!(json["allowed_mentions"], json!({ "parse": [] }));
            assert!(!json.to_string().contains("@everyone"));
        }
    }
}

/// What Discord would refuse in a message (its reference, "Embed Limits" and "Component Reference").
fn faults(message: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let mut at_most = |name: &str, text: &Value, most: usize| {
        let length = text.as_str().map_or(0, |text| text.chars().count());
        if length > most {
            faults.push(format!("{name} has {length} characters of {most}"));
        }
        length
    };
    at_most("content", &message["content"], 2_000);
    let mut together = 0;
    for embed in message["embeds"].as_array().into_iter().flatten() {
        together += at_most("title", &embed["title"], 256) + at_most("description", &embed["description"], 4_096);
    }
    let mut ids = Vec::new();
    for part in message["components"].as_array().into_iter().flatten().flat_map(|row| parts(&row["components"])) {
        at_most("label", &part["label"], 80);
        at_most("placeholder", &part["placeholder"], 150);
        at_most("custom_id", &part["custom_id"], 100);
        for option in parts(&part["options"]) {
            at_most("label", &option["label"], 100);
            at_most("description", &option["description"], 100);
        }
        ids.push(part["custom_id"].to_string());
    }
    if ids.iter().collect::<HashSet<_>>().len() < ids.len() {
        faults.push("two parts have one id".to_owned());
    }
    if together > 6_000 {
        faults.push(format!("the embeds have {together} characters of 6000"));
    }
    let rows = message["components"].as_array().map_or(0, Vec::len);
    if rows > 5 || parts(&message["embeds"]).len() > 10 {
        faults.push("too many rows or embeds".to_owned());
    }
    faults
}

fn parts(list: &Value) -> &[Value] {
    list.as_array().map(Vec::as_slice).unwrap_or_default()
}
