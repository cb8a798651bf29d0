//! Draws a live quiz: its announcement, its questions, their keys with the standing, and its podium.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed, CreateEmbedAuthor};

use super::inert::inert;
use super::{bar, excerpt, moment, option, question as draw, verdict};
use crate::actions::close_quiz_question::QuestionOver;
use crate::actions::tell_quiz::{Part, QuizBoard, QuizTold};
use crate::discord::button::{ButtonId, QuizButton};
use crate::discord::message::{Message, cut};
use crate::discord::words::{Speaker, Words};
use crate::domain::edition::AnswerOption;
use crate::domain::ids::{MemberId, QuizId};
use crate::domain::language::Language;
use crate::domain::question::Difficulty;
use crate::domain::quiz::{EndReason, Given, MOST_FOR_SPEED, Rank, Speed};
use crate::domain::scoring::base_points;
use crate::domain::sentence;
use crate::domain::sheet::Sheet;
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

/// How many winners the head names.
const WINNERS_NAMED: usize = 3;

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
            question(&speak, head, sheet, &closes).with_rows(controls(&speak, sheet, id, *number))
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

/// A question under its head, with a word in small print.
fn question(speak: &Speaker<'_>, head: String, sheet: &Sheet, small: &str) -> Message {
    let text = format!("{}\n\n-# {small}", draw::body(sheet, speak.language));
    let embed = CreateEmbed::new().author(CreateEmbedAuthor::new(head)).title(draw::worth(speak, sheet.edition()));
    Message::embed(embed.description(text).color(draw::CALM))
}

/// A question that is over: it stays to be read, and takes no answers.
pub fn question_over(words: &Words, over: &QuestionOver, language: Language) -> Message {
    let speak = words.speak(language);
    let head = speak.say_with("quiz-question", &[("number", over.number.into()), ("of", over.questions.into())]);
    question(&speak, head, &over.sheet, &speak.say("quiz-question-over"))
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

/// A number as words take it.
pub(super) fn count(number: usize) -> u32 {
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

/// What somebody has reached.
pub(super) fn score(speak: &Speaker<'_>, rank: &Rank) -> String {
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
        winners.filter_map(|rank| board.names.get(&rank.member).map(|name| shown(rank.member, name))).collect();
    let head = match winners.split_at_checked(WINNERS_NAMED) {
        _ if winners.is_empty() => speak.say("quiz-end"),
        Some((named, more)) if !more.is_empty() => {
            let more = u32::try_from(more.len()).unwrap_or(u32::MAX);
            speak.say_with("quiz-end-won-more", &[("winners", named.join(", ").into()), ("count", more.into())])
        }
        _ => speak.say_with("quiz-end-won", &[("winners", winners.join(", ").into())]),
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
