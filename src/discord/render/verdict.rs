//! Draws what became of an answer, for whoever gave it.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed};

use super::{excerpt, moment};
use crate::actions::submit_answer::{AnswerOutcome, Graded};
use crate::bank::Bank;
use crate::discord::button::ButtonId;
use crate::discord::message::Message;
use crate::discord::words::{Speaker, Words};
use crate::domain::choice::Choice;
use crate::domain::grading::{Refusal, Verdict};
use crate::domain::language::Language;
use crate::domain::question::Question;
use crate::domain::round::Round;
use crate::domain::scoring;
use crate::domain::sentence;

const GREEN: u32 = 0x002E_8B57;
const RED: u32 = 0x00B5_3A3A;

/// The private reply to an answer.
pub fn outcome(words: &Words, bank: &Bank, outcome: &AnswerOutcome, language: Language) -> Message {
    let speak = words.speak(language);
    match outcome {
        AnswerOutcome::Graded(graded) => match graded.round.question.as_ref().and_then(|id| bank.question(id)) {
            Some(question) => graded_body(&speak, bank, question, graded),
            None => Message::text(speak.say("answer-gone")),
        },
        AnswerOutcome::Recorded { round, choice, earlier } => Message::text(recorded(&speak, round, *choice, *earlier)),
        AnswerOutcome::Refused { refusal, round } => refused(&speak, refusal, round.as_ref()),
    }
}

fn graded_body(speak: &Speaker<'_>, bank: &Bank, question: &Question, graded: &Graded) -> Message {
    let (title, color) = match graded.verdict {
        Verdict::Right => ("verdict-right", GREEN),
        Verdict::Wrong => ("verdict-wrong", RED),
    };
    let key = question.key(&graded.round.order);
    let picked =
        speak.say_with("verdict-letters", &[("picked", spaced(graded.choice).into()), ("key", spaced(key).into())]);
    let text = format!(
        "{picked}\n{}\n{}",
        points(speak, question, graded),
        reasons(speak, question, &graded.round, graded.choice, key)
    );
    let verdict = CreateEmbed::new().title(speak.say(title)).description(text).color(color);

    let note = bank.notes_of(question).next().map(|note| excerpt::note(speak, bank, note));
    let text = format!("{}\n{}", note.unwrap_or_default(), excerpt::aws_page(speak, question));
    let excerpt = CreateEmbed::new().title(speak.say("excerpt-title")).description(text).color(super::question::CALM);
    Message { embeds: vec![verdict, excerpt], ..Message::default() }.with_rows(vec![further(
        speak,
        question,
        &graded.round,
    )])
}

fn points(speak: &Speaker<'_>, question: &Question, graded: &Graded) -> String {
    let base = scoring::base_points(question.difficulty());
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
fn reasons(speak: &Speaker<'_>, question: &Question, round: &Round, picked: Choice, key: Choice) -> String {
    let told = round.order.shown(question).filter(|(letter, _)| picked.contains(*letter) || key.contains(*letter));
    let lines = told.map(|(letter, option)| {
        let mark = if option.right { "✅" } else { "❌" };
        let why = sentence::first(option.why.get(speak.language));
        format!("\n{mark} **{letter}.** {}\n{why}", option.text.get(speak.language))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The buttons that lead on from an explained question.
pub fn further(speak: &Speaker<'_>, question: &Question, round: &Round) -> CreateActionRow {
    let explain = CreateButton::new(ButtonId::Explain(round.id).to_string())
        .label(speak.say("button-explain"))
        .style(ButtonStyle::Primary);
    CreateActionRow::Buttons(vec![explain, report_button(speak, question)])
}

/// The button that opens the form of a report.
pub fn report_button(speak: &Speaker<'_>, question: &Question) -> CreateButton {
    CreateButton::new(ButtonId::Report(question.id().clone()).to_string())
        .label(speak.say("button-report"))
        .style(ButtonStyle::Secondary)
}

fn recorded(speak: &Speaker<'_>, round: &Round, choice: Choice, earlier: Option<Choice>) -> String {
    let closes = round.closes_at.map(moment::relative).unwrap_or_default();
    let choice = spaced(choice);
    match earlier.map(spaced).filter(|earlier| *earlier != choice) {
        Some(earlier) => speak.say_with(
            "answer-changed",
            &[("choice", choice.into()), ("earlier", earlier.into()), ("closes", closes.into())],
        ),
        None => speak.say_with("answer-recorded", &[("choice", choice.into()), ("closes", closes.into())]),
    }
}

fn refused(speak: &Speaker<'_>, refusal: &Refusal, round: Option<&Round>) -> Message {
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
        let id = ButtonId::Explain(round.id).to_string();
        CreateActionRow::Buttons(vec![
            CreateButton::new(id).label(speak.say("button-explain")).style(ButtonStyle::Secondary),
        ])
    });
    Message::text(sentence).with_rows(rows.into_iter().collect())
}

/// `A, C`: letters as people write them.
pub fn spaced(choice: Choice) -> String {
    choice.letters().map(|letter| letter.to_string()).collect::<Vec<_>>().join(", ")
}
