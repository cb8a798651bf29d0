//! Draws what a player of a live quiz reads alone: what became of an answer, and their own part.

use super::quiz::{count, score};
use super::{moment, verdict};
use crate::actions::answer_quiz::{QuizAnswered, QuizRefusal};
use crate::actions::tell_quiz::OwnPart;
use crate::discord::message::Message;
use crate::discord::words::Speaker;
use crate::domain::choice::Choice;
use crate::domain::sheet::Misfit;
use crate::domain::verdict::Verdict;

/// What became of an answer, for whoever gave it.
pub fn answered(speak: &Speaker<'_>, answered: QuizAnswered) -> String {
    let picked = |choice: Choice| ("choice", verdict::spaced(choice).into());
    match answered {
        QuizAnswered::Recorded { choice, closes_at } => {
            let closes = closes_at.map(moment::relative).unwrap_or_default();
            speak.say_with("quiz-recorded", &[picked(choice), ("closes", closes.into())])
        }
        QuizAnswered::Refused(refusal) => match refusal {
            QuizRefusal::Gone => speak.say("quiz-gone"),
            QuizRefusal::Over => speak.say("quiz-is-over"),
            QuizRefusal::Late => speak.say("quiz-late"),
            QuizRefusal::Soon => speak.say("quiz-soon"),
            QuizRefusal::Already(choice) => speak.say_with("quiz-already", &[picked(choice)]),
            QuizRefusal::Misfit(Misfit::WrongCount { asked }) => {
                speak.say_with("quiz-wrong-count", &[("count", count(asked).into())])
            }
            QuizRefusal::Misfit(Misfit::UnknownLetter { letters }) => {
                speak.say_with("quiz-unknown-letter", &[("letters", verdict::spaced(letters).into())])
            }
        },
    }
}

/// A member's own part in a quiz.
pub fn own(speak: &Speaker<'_>, own: &OwnPart) -> Message {
    let answer = own.answer.as_ref().map(|(given, sheet)| {
        let parts = [("choice", verdict::spaced(given.choice).into()), ("points", given.points.into())];
        match given.verdict {
            Verdict::Right => speak.say_with("quiz-own-right", &parts),
            Verdict::Wrong => {
                let [choice, _] = parts;
                speak.say_with("quiz-own-wrong", &[choice, ("key", verdict::spaced(sheet.key()).into())])
            }
        }
    });
    let place = own.rank.map(|rank| {
        let place = ("place", rank.place.into());
        let key = if own.goes_on { "quiz-own-place" } else { "quiz-own-place-over" };
        speak.say_with(key, &[place, ("score", score(speak, &rank).into())])
    });
    let lines: Vec<String> = answer.into_iter().chain(place).collect();
    let nothing = if own.goes_on { "quiz-own-nothing" } else { "quiz-own-nothing-over" };
    Message::text(if lines.is_empty() { speak.say(nothing) } else { lines.join("\n") })
}
