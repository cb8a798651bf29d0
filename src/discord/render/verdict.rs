//! Draws what became of an answer, for whoever gave it.

use chrono::{DateTime, Utc};
use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed};

use super::{buttons, excerpt, freezes, moment, named_days, option};
use crate::actions::show_ahead::Ahead;
use crate::actions::submit_answer::{AnswerOutcome, Graded};
use crate::discord::button::ButtonId;
use crate::discord::message::Message;
use crate::discord::words::{Speaker, Words};
use crate::domain::choice::Choice;
use crate::domain::grading::Refusal;
use crate::domain::ids::RoundId;
use crate::domain::language::Language;
use crate::domain::scoring;
use crate::domain::season::Season;
use crate::domain::sentence;
use crate::domain::sheet::Sheet;
use crate::domain::verdict::Verdict;

const GREEN: u32 = 0x002E_8B57;
const RED: u32 = 0x00B5_3A3A;

/// The private reply to an answer. `ahead` is told where the verdict is.
pub fn outcome(words: &Words, outcome: &AnswerOutcome, ahead: &Ahead, language: Language) -> Message {
    let speak = words.speak(language);
    match outcome {
        AnswerOutcome::Graded(graded) => graded_body(&speak, graded, ahead),
        AnswerOutcome::Recorded { closes_at, choice, earlier, late_for } => {
            let recorded = recorded(&speak, *closes_at, *choice, *earlier);
            Message::text(
                [recorded].into_iter().chain(too_late(&speak, late_for.as_ref())).collect::<Vec<_>>().join("\n"),
            )
        }
        AnswerOutcome::Refused { refusal, round } => refused(&speak, refusal, *round),
    }
}

/// One strong line, how the member stands, why, where to read on, and what comes next.
fn graded_body(speak: &Speaker<'_>, graded: &Graded, ahead: &Ahead) -> Message {
    let (sheet, edition) = (&graded.sheet, graded.sheet.edition());
    let (head, color) = match graded.verdict {
        Verdict::Right => (speak.say_with("verdict-right", &[("points", graded.points.into())]), GREEN),
        Verdict::Wrong => (speak.say_with("verdict-wrong", &[("key", spaced(sheet.key()).into())]), RED),
    };
    let mut text = format!("## {head}\n{}", standing(speak, graded, ahead));
    if let Some(joy) = joy(graded.streak) {
        text += &format!("\n{}", speak.say(joy));
    }
    for line in freezes::news(speak, graded.freezes) {
        text += &format!("\n{line}");
    }
    if let Some(late) = too_late(speak, graded.late_for.as_ref()) {
        text += &format!("\n{late}");
    }
    text += &format!("\n\n{}\n\n{}", reasons(speak, sheet, graded.choice), excerpt::sources(speak, edition));
    if let Some(next) = ahead.next_at {
        text += &format!("\n-# {}", speak.say_with("verdict-next", &[("next", moment::relative(next).into())]));
    }
    let embed = CreateEmbed::new().description(text).color(color);
    Message::embed(embed).with_rows(vec![buttons::after_verdict(speak, edition, graded.round)])
}

/// How many of several letters were right, the streak with what it brought, the points of the month, and the place with what
/// the answer brought there.
fn standing(speak: &Speaker<'_>, graded: &Graded, ahead: &Ahead) -> String {
    let (key, asked) = (graded.sheet.key(), graded.sheet.edition().choose());
    let hits = key.letters().filter(|letter| graded.choice.contains(*letter)).count();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let partly = (graded.verdict == Verdict::Wrong && asked > 1)
        .then(|| speak.say_with("verdict-partly", &[("hits", count(hits).into()), ("asked", count(asked).into())]));

    let bonus = graded.points.saturating_sub(scoring::base_points(graded.sheet.edition().difficulty()));
    let streak = ("streak", graded.streak.into());
    let streak = (graded.streak > 1).then(|| match bonus {
        0 => speak.say_with("verdict-streak", &[streak]),
        bonus => speak.say_with("verdict-streak-bonus", &[streak, ("bonus", bonus.into())]),
    });
    let points = ("points", graded.month_points.into());
    let month = match ahead.past_month {
        Some(past) => speak.say_with("verdict-month-past", &[points, ("month", moment::month(speak, past).into())]),
        None => speak.say_with("verdict-month", &[points]),
    };
    let place = ahead.place.map(|place| match ahead.climbed {
        0 => speak.say_with("verdict-place", &[("place", place.into())]),
        climbed => speak.say_with("verdict-place-up", &[("place", place.into()), ("places", climbed.into())]),
    });
    let parts: Vec<String> = partly.into_iter().chain(streak).chain([month]).chain(place).collect();
    parts.join(" · ")
}

/// That an answer counts for no season, since the one of its question was over.
fn too_late(speak: &Speaker<'_>, late_for: Option<&Season>) -> Option<String> {
    let over = late_for?;
    Some(speak.say_with("verdict-after-season", &[("name", named_days::name(speak, over).into())]))
}

/// The words for a streak that reaches a round number today.
fn joy(streak: u32) -> Option<&'static str> {
    match streak {
        7 => Some("verdict-joy-7"),
        30 => Some("verdict-joy-30"),
        100 => Some("verdict-joy-100"),
        _ => None,
    }
}

/// Why what was picked is wrong and what is right is so, in the first sentence of each reason; the explanation has the rest.
fn reasons(speak: &Speaker<'_>, sheet: &Sheet, picked: Choice) -> String {
    let wrong = sheet.shown().filter(|(letter, option)| !option.right && picked.contains(*letter));
    let right = sheet.shown().filter(|(_, option)| option.right);
    let told = wrong.chain(right).map(|(letter, one)| {
        let why = sentence::first(one.why.get(speak.language));
        option::with_reason(speak, (letter, one), Some(picked), why)
    });
    told.collect::<Vec<_>>().join("\n\n")
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

/// What is said to whoever typed numbers, or the keys of a Korean keyboard, for the letters of options.
pub fn meant_letters(words: &Words, key: &str, meant: Choice, letters: Choice, language: Language) -> Message {
    let arguments = [("letters", spaced(letters).into()), ("choice", meant.to_string().into())];
    Message::text(words.speak(language).say_with(key, &arguments))
}

/// `A, C`: letters as people write them.
pub fn spaced(choice: Choice) -> String {
    choice.letters().map(|letter| letter.to_string()).collect::<Vec<_>>().join(", ")
}
