//! Every question of the bank fits Discord's limits, in every form in which it is drawn and in both languages.

mod refused;

use std::sync::Arc;

use chrono::NaiveDate;
use proctor::actions::deal_with_report::ReportCard;
use proctor::actions::explain_question::Explained;
use proctor::actions::show_ahead::Ahead;
use proctor::actions::submit_answer::{AnswerOutcome, Graded};
use proctor::bank::embedded;
use proctor::discord::button::ButtonId;
use proctor::discord::message::Message;
use proctor::discord::render::question::{self as draw, Over, Post};
use proctor::discord::render::{explain, notes, report, reveal, verdict};
use proctor::discord::words::Words;
use proctor::domain::choice::Choice;
use proctor::domain::edition::{AnswerOption, Edition};
use proctor::domain::ids::{MemberId, RoleId, RoundId, SeasonId, ServerId};
use proctor::domain::language::{Bilingual, Language};
use proctor::domain::round::RoundState;
use proctor::domain::season::{LONGEST_NAME, Season, SeasonLength};
use proctor::domain::settings::Freezes;
use proctor::domain::sheet::Sheet;
use proctor::domain::streak::{Missed, News};
use proctor::domain::verdict::Verdict;
use proctor::store::reports::Report;
use rand::SeedableRng as _;
use refused::{faults, parts};
use serde_json::json;

/// An id as long as any that Discord gives.
const LONG_ID: u64 = u64::MAX;

fn sheet_of(edition: &Arc<Edition>, seed: u64) -> Sheet {
    Sheet::draw(Arc::clone(edition), &mut rand::rngs::StdRng::seed_from_u64(seed))
}

fn post(answered: u32) -> Post {
    let closes_at = "2026-11-25T00:00:00Z".parse().expect("an instant");
    Post { round: RoundId(LONG_ID), closes_at: Some(closes_at), ping: Some(RoleId(LONG_ID)), answered }
}

/// All sets of as many letters as the sheet asks for.
fn choices(sheet: &Sheet) -> Vec<Choice> {
    (1..64).filter_map(Choice::from_bits).filter(|choice| sheet.judge(*choice).is_ok()).collect()
}

fn graded(sheet: &Sheet, choice: Choice) -> AnswerOutcome {
    let (round, verdict) = (RoundId(LONG_ID), sheet.verdict(choice));
    let points = if verdict == Verdict::Right { 25 } else { 0 };
    let sheet = sheet.clone();
    let missed = Missed::Ended { lost: 1_000, missed: 1_000, held: 2, freezes: Freezes::On };
    let freezes = News { missed: Some(missed), earned: Some(2) };
    AnswerOutcome::Graded(Graded {
        round,
        sheet,
        choice,
        verdict,
        points,
        streak: 100,
        freezes,
        month_points: 10_000,
        late_for: Some(late_for()),
    })
}

/// A season with a name that is as long as a name can be.
fn late_for() -> Season {
    let day = NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day");
    let at = "2026-12-01T00:00:00Z".parse().expect("an instant");
    Season {
        id: SeasonId(LONG_ID),
        server: ServerId(LONG_ID),
        name: "*".repeat(LONGEST_NAME),
        length: SeasonLength::Month,
        repeats: true,
        anchor_day: day,
        nth: 1_000,
        first_day: day,
        end_day: day,
        ends_at: at,
        ended_at: Some(at),
        told_at: None,
        told_winners: Vec::new(),
    }
}

/// As much as can lie ahead of a member.
fn ahead() -> Ahead {
    let past_month = "2026-11-01".parse().ok();
    Ahead { place: Some(1_000_000), climbed: 1_000_000, next_at: post(0).closes_at, past_month }
}

fn explained(sheet: &Sheet, state: RoundState, picked: Option<Choice>) -> Explained {
    Explained { round: RoundId(LONG_ID), sheet: sheet.clone(), state, picked, points: picked.map(|_| u32::MAX) }
}

/// Every message in which a sheet is drawn, each with a name.
fn forms(words: &Words, sheet: &Sheet, language: Language) -> Vec<(String, Message)> {
    let all = choices(sheet);
    let spread: Vec<(Choice, u32)> = all.iter().map(|choice| (*choice, 100_000)).collect();
    let told = |spread: &[(Choice, u32)]| reveal::reveal(words, RoundId(LONG_ID), sheet, spread, language);
    let day = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
    let mut forms = vec![
        ("post".to_owned(), draw::post(words, sheet, &post(1_000_000), language)),
        ("closed post".to_owned(), draw::closed_post(words, sheet, Over::Closed, &post(1_000_000), language)),
        ("void post".to_owned(), draw::closed_post(words, sheet, Over::Void, &post(0), language)),
        ("reveal".to_owned(), told(&spread)),
        ("reveal of no answers".to_owned(), told(&[])),
        ("notes".to_owned(), explain::notes(words, sheet.edition(), language)),
        ("void notice".to_owned(), reveal::void_notice(words, Some(sheet.edition()), day, language)),
    ];
    for choice in all {
        let verdict = verdict::outcome(words, &graded(sheet, choice), &ahead(), language);
        let explained = explain::explanation(words, &explained(sheet, RoundState::Void, Some(choice)), 0, language);
        forms.push((format!("verdict on {choice}"), verdict));
        forms.push((format!("explanation of {choice}"), explained));
    }
    forms
}

#[test]
fn every_question_fits_in_every_form_and_both_languages() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    for (seed, edition) in (0..).zip(bank.editions()) {
        let sheet = sheet_of(edition, seed);
        for language in Language::ALL {
            for (form, message) in forms(&words, &sheet, language) {
                assert_eq!(
                    faults(&message.to_json()),
                    Vec::<String>::new(),
                    "{form} of {} in {language:?}",
                    edition.question()
                );
            }
        }
    }
}

#[test]
fn nothing_that_a_question_is_drawn_in_pings_but_the_chosen_role() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    let sheet = sheet_of(&bank.editions()[0], 0);
    for (form, message) in forms(&words, &sheet, Language::Korean) {
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
fn a_closed_post_leads_to_its_explanation_alone_and_a_void_one_nowhere() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    for edition in bank.editions() {
        for (over, pressed) in [(Over::Closed, vec![format!("e:{LONG_ID}")]), (Over::Void, Vec::new())] {
            let drawn = draw::closed_post(&words, &sheet_of(edition, 0), over, &post(3), Language::English).to_json();
            let rows = drawn["components"].as_array().expect("rows").iter();
            let parts = rows.flat_map(|row| row["components"].as_array().expect("parts"));
            assert_eq!(parts.filter_map(|part| part["custom_id"].as_str()).collect::<Vec<_>>(), pressed);
            let title = drawn["embeds"][0]["title"].as_str().expect("a title");
            assert!(!title.contains("Question of the day"), "it was the question of a day that is over: {title}");
        }
    }
}

#[test]
fn an_explanation_shows_every_reason_as_a_quote_under_its_option_and_its_notes_follow() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    for edition in bank.editions() {
        for language in Language::ALL {
            let sheet = sheet_of(edition, 1);
            let told = explained(&sheet, RoundState::Closed, Some(sheet.key()));
            let text = description(&explain::explanation(&words, &told, 0, language));
            for (letter, option) in sheet.shown() {
                let why = option.why.get(language).replace('\n', "\n> ");
                assert!(text.contains(&format!("\n> {why}")), "{} in {language:?}: {text}", edition.question());
                let own = format!("**{letter}.** {} **←", option.text.get(language));
                assert_eq!(text.contains(&own), option.right, "only what was picked is marked: {text}");
            }
            let notes = description(&explain::notes(&words, edition, language));
            for note in &edition.wording().notes {
                assert!(notes.contains(note.text.get(language)), "{} in {language:?}", edition.question());
            }
        }
    }
}

#[test]
fn an_explanation_that_is_too_long_for_one_page_has_every_option_whole_on_one_of_two() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    let mut wording = bank.editions()[0].wording().clone();
    let (text, why) = ("가".repeat(250), "나 ".repeat(250));
    let option = |id: u8| AnswerOption {
        id,
        right: id == 0,
        text: Bilingual { ko: text.clone(), en: text.clone() },
        why: Bilingual { ko: why.clone(), en: why.clone() },
    };
    wording.options = (0..6).map(option).collect();
    let edition = Arc::new(Edition::new(wording).expect("an edition"));
    let told = explained(&Sheet::as_written(edition), RoundState::Closed, None);
    let mut found = 0;
    for (page, turn) in [(0, "p:18446744073709551615:1"), (1, "p:18446744073709551615:0")] {
        let message = explain::explanation(&words, &told, page, Language::Korean);
        assert_eq!(faults(&message.to_json()), Vec::<String>::new());
        let body = description(&message);
        assert!(body.contains("### ✅ 정답 A") && !body.contains('…'), "{body}");
        found += body.matches(&format!(".** {text}\n> {why}")).count();
        assert_eq!(message.to_json()["components"][0]["components"][0]["custom_id"], turn);
    }
    assert_eq!(found, 6);
}

#[test]
fn a_verdict_opens_with_its_strong_line_and_tells_no_more_than_the_picked_and_the_right_options() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    for edition in bank.editions() {
        let sheet = sheet_of(edition, 1);
        for choice in choices(&sheet) {
            let text = description(&verdict::outcome(&words, &graded(&sheet, choice), &ahead(), Language::English));
            let strong = if choice == sheet.key() { "## ✅ Correct!" } else { "## ❌ Not quite." };
            assert!(text.starts_with(strong), "{text}");
            for (letter, option) in sheet.shown() {
                let told = format!("**{letter}.** {}", option.text.en);
                assert_eq!(text.contains(&told), option.right || choice.contains(letter), "{letter}: {text}");
            }
        }
    }
}

#[test]
fn seven_thirty_and_a_hundred_days_in_a_row_bring_a_line_of_joy() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    let sheet = sheet_of(&bank.editions()[0], 0);
    for streak in 0..=101 {
        let AnswerOutcome::Graded(told) = graded(&sheet, sheet.key()) else { unreachable!("a verdict") };
        let told = AnswerOutcome::Graded(Graded { streak, freezes: News::default(), ..told });
        let text = description(&verdict::outcome(&words, &told, &ahead(), Language::Korean));
        assert_eq!(text.contains("🎉"), [7, 30, 100].contains(&streak), "{text}");
        assert_eq!(text.contains("일 연속"), streak > 1, "{text}");
    }
}

#[test]
fn every_button_that_is_drawn_is_one_that_is_read() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    for (form, message) in forms(&words, &sheet_of(&bank.editions()[0], 0), Language::Korean) {
        let json = message.to_json();
        for part in parts(&json["components"]).iter().flat_map(|row| parts(&row["components"])) {
            let id = part["custom_id"].as_str().unwrap_or_default();
            assert!(ButtonId::parse(id).is_some(), "{form}: {id}");
        }
    }
}

fn description(message: &Message) -> String {
    message.to_json()["embeds"][0]["description"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn every_note_is_found_by_its_heading_and_fits() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank").current());
    for note in bank.notes.all() {
        for language in Language::ALL {
            let heading = note.heading().get(language);
            let found = bank.notes.search(heading);
            assert!(
                found.notes().iter().take(3).any(|one| one.id() == note.id()),
                "{heading} does not find its own note"
            );
            let body = notes::found(&words, heading, &found, language);
            assert_eq!(faults(&body.to_json()), Vec::<String>::new(), "{heading}");
        }
    }
}

#[test]
fn a_search_fits_whatever_is_typed() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank").current());
    for query in ["a", "AWS", "의", "@everyone", &"*".repeat(100), "VPC", "nothing of the kind"] {
        for language in Language::ALL {
            let body = notes::found(&words, query, &bank.notes.search(query), language).to_json();
            assert_eq!(faults(&body), Vec::<String>::new(), "{query}");
            assert!(!body.to_string().contains("@everyone"), "{query}");
        }
    }
}

#[test]
fn the_longest_report_fits_and_pings_nobody() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    for wrote in ["@everyone ".repeat(100), "*".repeat(1_000), "가".repeat(1_000), "\n".repeat(1_000)] {
        for edition in bank.editions() {
            let (member, question) = (MemberId(LONG_ID), edition.question().clone());
            let made_at = "2026-11-24T00:00:00Z".parse().expect("an instant");
            let report =
                Report { number: 1, server: ServerId(LONG_ID), member, question, text: wrote.clone(), made_at };
            let card = ReportCard { report, edition: Some(Arc::clone(edition)), round: None };
            let json = report::card(&words, &card, Some(&"_".repeat(100)), Language::Korean).to_json();
            assert_eq!(faults(&json), Vec::<String>::new(), "{}", edition.question());
            assert_eq!(json["allowed_mentions"], json!({ "parse": [] }));
            assert!(!json.to_string().contains("@everyone"));
        }
    }
}
