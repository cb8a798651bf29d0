//! Draws what became of an answer, for whoever gave it.

use chrono::{DateTime, Utc};
use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed};

use super::{excerpt, moment};
use crate::actions::submit_answer::{AnswerOutcome, Graded};
use crate::discord::button::ButtonId;
use crate::discord::message::Message;
use crate::discord::words::{Speaker, Words};
use crate::domain::choice::Choice;
use crate::domain::edition::Edition;
use crate::domain::grading::Refusal;
use crate::domain::ids::RoundId;
use crate::domain::language::Language;
use crate::domain::scoring;
use crate::domain::sentence;
use crate::domain::sheet::Sheet;
use crate::domain::verdict::Verdict;

const GREEN: u32 = 0x002E_8B57;
const RED: u32 = 0x00B5_3A3A;

/// The private reply to an answer.
pub fn outcome(words: &Words, outcome: &AnswerOutcome, language: Language) -> Message {
    let speak = words.speak(language);
    match outcome {
        AnswerOutcome::Graded(graded) => graded_body(&speak, graded),
        AnswerOutcome::Recorded { closes_at, choice, earlier } => {
            Message::text(recorded(&speak, *closes_at, *choice, *earlier))
        }
        AnswerOutcome::Refused { refusal, round } => refused(&speak, refusal, *round),
    }
}

fn graded_body(speak: &Speaker<'_>, graded: &Graded) -> Message {
    let (sheet, edition) = (&graded.sheet, graded.sheet.edition());
    let (title, color) = match graded.verdict {
        Verdict::Right => ("verdict-right", GREEN),
        Verdict::Wrong => ("verdict-wrong", RED),
    };
    let key = sheet.key();
    let picked =
        speak.say_with("verdict-letters", &[("picked", spaced(graded.choice).into()), ("key", spaced(key).into())]);
    let text = format!("{picked}\n{}\n{}", points(speak, edition, graded), reasons(speak, sheet, graded.choice, key));
    let verdict = CreateEmbed::new().title(speak.say(title)).description(text).color(color);

    let note = edition.wording().notes.first().map(|note| excerpt::note(speak, note));
    let text = format!("{}\n{}", note.unwrap_or_default(), excerpt::aws_page(speak, edition));
    let excerpt = CreateEmbed::new().title(speak.say("excerpt-title")).description(text).color(super::question::CALM);
    Message { embeds: vec![verdict, excerpt], ..Message::default() }.with_rows(vec![further(
        speak,
        edition,
        graded.round,
    )])
}

fn points(speak: &Speaker<'_>, edition: &Edition, graded: &Graded) -> String {
    let base = scoring::base_points(edition.difficulty());
    let bonus = graded.points.saturating_sub(base);
    let points = match (graded.verdict, bonus) {
        (Verdict::Wrong, _) => speak.say("verdict-no-points"),
        (Verdict::Right, 0) => speak.say_with("verdict-points", &[("points", graded.points.into())]),
        (Verdict::Right, bonus) => {
            let arguments = [("points", graded.points.into()), ("base", base.into()), ("bonus", bonus.into())];
            speak.say_with("verdict-points-with-streak", &arguments)
        }
    };
    let streak = speak.say_with("verdict-streak", &[("streak", graded.streak.into())]);
    let month = speak.say_with("verdict-month", &[("points", graded.month_points.into())]);
    format!("{points} · {streak} · {month}")
}

/// Why what was picked and what is right are so, in the first sentence of each reason; the explanation has the rest.
fn reasons(speak: &Speaker<'_>, sheet: &Sheet, picked: Choice, key: Choice) -> String {
    let told = sheet.shown().filter(|(letter, _)| picked.contains(*letter) || key.contains(*letter));
    let lines = told.map(|(letter, option)| {
        let mark = if option.right { "✅" } else { "❌" };
        let why = sentence::first(option.why.get(speak.language));
        format!("\n{mark} **{letter}.** {}\n{why}", option.text.get(speak.language))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The buttons that lead on from an explained question.
pub fn further(speak: &Speaker<'_>, edition: &Edition, round: RoundId) -> CreateActionRow {
    let explain = CreateButton::new(ButtonId::Explain(round).to_string())
        .label(speak.say("button-explain"))
        .style(ButtonStyle::Primary);
    CreateActionRow::Buttons(vec![explain, report_button(speak, edition)])
}

/// The button that opens the form of a report.
pub fn report_button(speak: &Speaker<'_>, edition: &Edition) -> CreateButton {
    CreateButton::new(ButtonId::Report(edition.question().clone()).to_string())
        .label(speak.say("button-report"))
        .style(ButtonStyle::Secondary)
}

fn recorded(speak: &Speaker<'_>, closes_at: Option<DateTime<Utc>>, choice: Choice, earlier: Option<Choice>) -> String {
    let closes = closes_at.map(moment::relative).unwrap_or_default();
    let choice = spaced(choice);
    match earlier.map(spaced).filter(|earlier| *earlier != choice) {
        Some(earlier) => speak.say_with(
            "answer-changed",
            &[("choice", choice.into()), ("earlier", earlier.into()), ("closes", closes.into())],
        ),
        None => speak.say_with("answer-recorded", &[("choice", choice.into()), ("closes", closes.into())]),
    }
}

fn refused(speak: &Speaker<'_>, refusal: &Refusal, round: Option<RoundId>) -> Message {
    let sentence = match refusal {
        Refusal::NoRound => speak.say("refusal-no-round"),
        Refusal::Closed => speak.say("refusal-closed"),
        Refusal::Void => speak.say("refusal-void"),
        Refusal::Gone => speak.say("answer-gone"),
        Refusal::AlreadyAnswered(choice) => {
            speak.say_with("refusal-already-answered", &[("choice", spaced(*choice).into())])
        }
        Refusal::Forgotten => speak.say("refusal-forgotten"),
        Refusal::WrongCount { asked, .. } => {
            speak.say_with("refusal-wrong-count", &[("count", u32::try_from(*asked).unwrap_or(u32::MAX).into())])
        }
        Refusal::UnknownLetter { letters } => {
            speak.say_with("refusal-unknown-letter", &[("letters", spaced(*letters).into())])
        }
    };
    let explainable = matches!(refusal, Refusal::Closed | Refusal::AlreadyAnswered(_) | Refusal::Void);
    let rows = round.filter(|_| explainable).map(|round| {
        let id = ButtonId::Explain(round).to_string();
        CreateActionRow::Buttons(vec![
            CreateButton::new(id).label(speak.say("button-explain")).style(ButtonStyle::Secondary),
        ])
    });
    Message::text(sentence).with_rows(rows.into_iter().collect())
}

/// What is said to whoever typed the numbers of options for their letters.
pub fn numbers(words: &Words, meant: Choice, letters: Choice, language: Language) -> Message {
    let arguments = [("letters", spaced(letters).into()), ("choice", meant.to_string().into())];
    Message::text(words.speak(language).say_with("refusal-numbers", &arguments))
}

/// `A, C`: letters as people write them.
pub fn spaced(choice: Choice) -> String {
    choice.letters().map(|letter| letter.to_string()).collect::<Vec<_>>().join(", ")
}
