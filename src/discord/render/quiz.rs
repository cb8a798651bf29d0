//! Draws a live quiz: its announcement, its questions, their keys with the standing, its podium, and the private replies.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed, CreateEmbedAuthor};

use super::inert::inert;
use super::{bar, excerpt, moment, option, question as draw, verdict};
use crate::actions::answer_quiz::{QuizAnswered, QuizRefusal};
use crate::actions::tell_quiz::{OwnPart, Part, QuizBoard, QuizTold};
use crate::discord::button::{ButtonId, QuizButton};
use crate::discord::message::{Message, cut};
use crate::discord::words::{Speaker, Words};
use crate::domain::choice::Choice;
use crate::domain::edition::AnswerOption;
use crate::domain::ids::{MemberId, QuizId};
use crate::domain::language::Language;
use crate::domain::question::Difficulty;
use crate::domain::quiz::{EndReason, Given, MOST_FOR_SPEED, Rank, Speed};
use crate::domain::scoring::base_points;
use crate::domain::sentence;
use crate::domain::sheet::{Misfit, Sheet};
use crate::domain::stats::Tally;
use crate::domain::verdict::Verdict;

/// The most characters of a name: longer ones are cut.
const LONGEST_NAME: usize = 24;

/// With more answers than this their numbers are told in place of names.
const NAMED_UP_TO: usize = 24;

/// How many names stand at one option; the others are counted.
const NAMES_AT_AN_OPTION: usize = 8;

/// How many stand in the standing between two questions.
const STANDING: usize = 5;

/// How many stand on the podium's board.
const PODIUM: usize = 10;

/// A message of a quiz, in the server's language.
pub fn told(words: &Words, told: &QuizTold, language: Language) -> Message {
    let speak = words.speak(language);
    let (id, of) = (told.quiz.id, told.questions);
    match &told.part {
        Part::Call { first_at } => {
            let starts = speak.say_with("quiz-call", &[("starts", moment::relative(*first_at).into())]);
            let content = format!("## {starts}\n{}\n-# {}", shape(&speak, told), speak.say("quiz-call-rules"));
            Message::text(content)
        }
        Part::Question { number, sheet, until, before } => {
            let head = [("number", (*number).into()), ("of", of.into())];
            let head = match before {
                Some(_) => speak.say_with("quiz-question-again", &head),
                None => speak.say_with("quiz-question", &head),
            };
            let closes = speak.say_with("quiz-until", &[("closes", moment::relative(*until).into())]);
            let text = format!("{}\n\n-# {closes}", draw::body(sheet, language));
            let embed =
                CreateEmbed::new().author(CreateEmbedAuthor::new(head)).title(draw::worth(&speak, sheet.edition()));
            Message::embed(embed.description(text).color(draw::CALM)).with_rows(controls(&speak, sheet, id, *number))
        }
        Part::Key { number, sheet, given, board, next_at } => {
            let next = match next_at {
                Some(at) => speak.say_with("quiz-next", &[("next", moment::relative(*at).into())]),
                None => speak.say("quiz-podium-next"),
            };
            let parts = [
                who_chose_what(&speak, sheet, given, board),
                right_reasons(&speak, sheet),
                standing(&speak, board, STANDING),
                format!("{}\n-# {next}", excerpt::sources(&speak, sheet.edition())),
            ];
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            let head = speak.say_with("quiz-question", &[("number", (*number).into()), ("of", of.into())]);
            let embed = CreateEmbed::new().author(CreateEmbedAuthor::new(head)).title(key_head(&speak, sheet, given));
            let embed = embed.description(cut(&parts.join("\n\n"), 4_000)).color(draw::CALM);
            Message::embed(embed).with_rows(vec![own_button(&speak, id, *number)])
        }
        Part::End { reason, board, open } => end(&speak, id, *reason, board, open.as_ref()),
    }
}

/// How many questions, how long each, and what they bring.
fn shape(speak: &Speaker<'_>, told: &QuizTold) -> String {
    let [easy, medium, hard] = [Difficulty::Easy, Difficulty::Medium, Difficulty::Hard].map(base_points);
    let shape = speak.say_with(
        "quiz-shape",
        &[
            ("count", told.questions.into()),
            ("seconds", told.quiz.seconds.into()),
            ("easy", easy.into()),
            ("medium", medium.into()),
            ("hard", hard.into()),
        ],
    );
    match told.quiz.speed {
        Speed::Off => shape,
        Speed::Small => format!("{shape}\n{}", speak.say_with("quiz-shape-speed", &[("most", MOST_FOR_SPEED.into())])),
    }
}

fn controls(speak: &Speaker<'_>, sheet: &Sheet, quiz: QuizId, number: u32) -> Vec<CreateActionRow> {
    let button = |letter| ButtonId::Quiz(QuizButton::Answer(quiz, number, letter));
    draw::controls(speak, sheet, button, &ButtonId::Quiz(QuizButton::Select(quiz, number)))
}

fn own_button(speak: &Speaker<'_>, quiz: QuizId, number: u32) -> CreateActionRow {
    let id = ButtonId::Quiz(QuizButton::Own(quiz, number)).to_string();
    let button = CreateButton::new(id).label(speak.say("quiz-own")).style(ButtonStyle::Secondary);
    CreateActionRow::Buttons(vec![button])
}

fn key_head(speak: &Speaker<'_>, sheet: &Sheet, given: &[Given]) -> String {
    let key = ("key", verdict::spaced(sheet.key()).into());
    if given.is_empty() {
        return speak.say_with("quiz-key-nobody", &[key]);
    }
    let right = given.iter().filter(|one| one.verdict == Verdict::Right).count();
    speak.say_with("quiz-key", &[key, ("right", count(right).into()), ("answered", count(given.len()).into())])
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The right options and those that somebody took, each with its members, or with its share where they are many.
fn who_chose_what(speak: &Speaker<'_>, sheet: &Sheet, given: &[Given], board: &QuizBoard) -> String {
    if given.is_empty() {
        return String::new();
    }
    let lines = sheet.shown().filter_map(|(letter, option)| {
        let picked: Vec<&Given> = given.iter().filter(|one| one.choice.contains(letter)).collect();
        let mark = if option.right { "✅" } else { "❌" };
        let who = if given.len() > NAMED_UP_TO {
            let share = Tally { right: count(picked.len()), answered: count(given.len()) };
            format!("{} {}% ({})", bar::of(share), share.percent(), picked.len())
        } else {
            names(speak, &picked, board)
        };
        is_told(option, &picked).then(|| format!("{mark} **{letter}** {who}"))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn is_told(option: &AnswerOption, picked: &[&Given]) -> bool {
    option.right || !picked.is_empty()
}

/// The names of those who may be named, so many at most, and how many more there are.
fn names(speak: &Speaker<'_>, picked: &[&Given], board: &QuizBoard) -> String {
    if picked.is_empty() {
        return "–".to_owned();
    }
    let named = picked.iter().filter_map(|one| board.names.get(&one.member).map(|name| shown(one.member, name)));
    let named: Vec<String> = named.take(NAMES_AT_AN_OPTION).collect();
    let more = picked.len() - named.len();
    let people = || speak.say_with("quiz-people", &[("count", count(more).into())]);
    let more = (more > 0).then(|| if named.is_empty() { people() } else { format!("+{more}") });
    named.into_iter().chain(more).collect::<Vec<_>>().join(", ")
}

fn shown(member: MemberId, name: &str) -> String {
    let name = inert(&cut(name, LONGEST_NAME));
    if name.is_empty() { format!("<@{member}>") } else { name }
}

fn right_reasons(speak: &Speaker<'_>, sheet: &Sheet) -> String {
    let right = sheet.shown().filter(|(_, option)| option.right);
    let told = right.map(|(letter, one)| {
        option::with_reason(speak, (letter, one), None, sentence::first(one.why.get(speak.language)))
    });
    told.collect::<Vec<_>>().join("\n\n")
}

/// The first of the standing, with how many more there are.
fn standing(speak: &Speaker<'_>, board: &QuizBoard, most: usize) -> String {
    if board.ranks.is_empty() {
        return String::new();
    }
    let lines = board.ranks.iter().take(most).map(|rank| line(speak, rank, board));
    let more = board.ranks.len().saturating_sub(most);
    let more = (more > 0).then(|| format!("-# {}", speak.say_with("quiz-more", &[("count", count(more).into())])));
    lines.chain(more).collect::<Vec<_>>().join("\n")
}

fn line(speak: &Speaker<'_>, rank: &Rank, board: &QuizBoard) -> String {
    let place = match rank.place {
        _ if rank.points == 0 => format!("{}.", rank.place),
        1 => "🥇".to_owned(),
        2 => "🥈".to_owned(),
        3 => "🥉".to_owned(),
        place => format!("{place}."),
    };
    let name = board.names.get(&rank.member).map(|name| shown(rank.member, name)).unwrap_or_default();
    format!("{place} **{name}** · {}", score(speak, rank))
}

fn score(speak: &Speaker<'_>, rank: &Rank) -> String {
    let parts = [("points", rank.points.into()), ("right", rank.right.into()), ("asked", rank.asked.into())];
    speak.say_with("quiz-score", &parts)
}

fn end(
    speak: &Speaker<'_>,
    quiz: QuizId,
    reason: EndReason,
    board: &QuizBoard,
    open: Option<&(u32, Sheet)>,
) -> Message {
    let open = open.map(|(number, sheet)| {
        let parts = [("number", (*number).into()), ("key", verdict::spaced(sheet.key()).into())];
        speak.say_with("quiz-end-open", &parts)
    });
    let why = why_over(reason).map(|key| speak.say(key));
    let podium = match standing(speak, board, PODIUM) {
        empty if empty.is_empty() => speak.say("quiz-end-empty"),
        podium => podium,
    };
    let parts: Vec<String> = why.into_iter().chain(open).chain([podium]).collect();
    let text = format!("{}\n\n-# {}", parts.join("\n\n"), speak.say("quiz-end-small"));
    let winners = board.ranks.iter().filter(|rank| rank.place == 1 && rank.points > 0);
    let winners: Vec<String> =
        winners.filter_map(|rank| board.names.get(&rank.member).map(|name| shown(rank.member, name))).take(3).collect();
    let head = match winners.as_slice() {
        [] => speak.say("quiz-end"),
        winners => speak.say_with("quiz-end-won", &[("winners", winners.join(", ").into())]),
    };
    let embed = CreateEmbed::new().title(cut(&head, 250)).description(text).color(draw::CALM);
    Message::embed(embed).with_rows(vec![own_button(speak, quiz, 0)])
}

/// Why it ended before its time.
fn why_over(reason: EndReason) -> Option<&'static str> {
    match reason {
        EndReason::Finished => None,
        EndReason::Stopped => Some("quiz-over-stopped"),
        EndReason::Nobody => Some("quiz-over-nobody"),
        EndReason::NoAccess => Some("quiz-over-no-access"),
        EndReason::Away => Some("quiz-over-away"),
        EndReason::Failed => Some("quiz-over-failed"),
    }
}

/// The end of a quiz whose channel is closed to the bot, to the manager who started it.
pub fn ended_elsewhere(words: &Words, told: &QuizTold, language: Language) -> Message {
    let speak = words.speak(language);
    Message::text(speak.say_with("quiz-ended-elsewhere", &[("channel", format!("<#{}>", told.quiz.channel).into())]))
}

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
        speak.say_with("quiz-own-place", &[place, ("score", score(speak, &rank).into())])
    });
    let lines: Vec<String> = answer.into_iter().chain(place).collect();
    let nothing = if own.goes_on { "quiz-own-nothing" } else { "quiz-own-nothing-over" };
    Message::text(if lines.is_empty() { speak.say(nothing) } else { lines.join("\n") })
}
