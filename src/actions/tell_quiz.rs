//! What the messages of a quiz tell, read as it is now.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use crate::domain::ids::{MemberId, MessageId, QuizId, ServerId};
use crate::domain::quiz::{self, EndReason, Given, QuestionState, Rank};
use crate::domain::sheet::Sheet;
use crate::store::quizzes::questions::QuizQuestion;
use crate::store::quizzes::{self, Quiz, answers, questions};
use crate::store::{ReadTx, StoreError, hidden, members};

/// What a message of a quiz tells.
#[derive(Debug, Clone)]
pub struct QuizTold {
    pub quiz: Quiz,
    /// How many questions it has.
    pub questions: u32,
    pub part: Part,
}

/// Which of its messages it is.
#[derive(Debug, Clone)]
pub enum Part {
    /// The announcement.
    Call {
        /// When the first question comes.
        first_at: DateTime<Utc>,
    },
    /// A question.
    Question {
        number: u32,
        sheet: Sheet,
        /// Until when it says that it takes answers.
        until: DateTime<Utc>,
        /// The message with which it was asked before, where it is asked again.
        before: Option<MessageId>,
    },
    /// The key of a question.
    Key {
        number: u32,
        sheet: Sheet,
        /// Who chose what.
        given: Vec<Given>,
        board: QuizBoard,
        /// When the next question comes; nothing when the end is next.
        next_at: Option<DateTime<Utc>>,
    },
    /// The end.
    End {
        reason: EndReason,
        board: QuizBoard,
        /// The question that was open then, with its number.
        open: Option<(u32, Sheet)>,
    },
}

/// Who stands where, as everybody may see it.
#[derive(Debug, Clone, Default)]
pub struct QuizBoard {
    pub ranks: Vec<Rank>,
    /// The names of those who may be named in public.
    pub names: HashMap<MemberId, String>,
}

pub(super) fn call(tx: &ReadTx<'_>, quiz: &Quiz, first_at: DateTime<Utc>) -> Result<QuizTold, StoreError> {
    told(tx, quiz, Part::Call { first_at })
}

pub(super) fn question(
    tx: &ReadTx<'_>,
    quiz: &Quiz,
    question: &QuizQuestion,
    until: DateTime<Utc>,
) -> Result<QuizTold, StoreError> {
    let sheet = questions::sheet_of(tx, question)?;
    told(tx, quiz, Part::Question { number: question.number, sheet, until, before: question.message })
}

pub(super) fn key(
    tx: &ReadTx<'_>,
    quiz: &Quiz,
    question: &QuizQuestion,
    next_at: Option<DateTime<Utc>>,
) -> Result<QuizTold, StoreError> {
    let (number, sheet) = (question.number, questions::sheet_of(tx, question)?);
    let all = answers::of_quiz(tx, quiz.id)?;
    let board = board(tx, quiz, &all)?;
    let given = all.into_iter().filter(|one| one.number == number).collect();
    told(tx, quiz, Part::Key { number, sheet, given, board, next_at })
}

pub(super) fn end(tx: &ReadTx<'_>, quiz: &Quiz, reason: EndReason) -> Result<QuizTold, StoreError> {
    let board = board(tx, quiz, &answers::of_quiz(tx, quiz.id)?)?;
    let open = questions::of_quiz(tx, quiz.id)?.into_iter().find(|one| one.state == QuestionState::Open);
    let open = open.map(|one| Ok::<_, StoreError>((one.number, questions::sheet_of(tx, &one)?))).transpose()?;
    told(tx, quiz, Part::End { reason, board, open })
}

fn told(tx: &ReadTx<'_>, quiz: &Quiz, part: Part) -> Result<QuizTold, StoreError> {
    let questions = u32::try_from(questions::of_quiz(tx, quiz.id)?.len()).unwrap_or(u32::MAX);
    Ok(QuizTold { quiz: *quiz, questions, part })
}

/// The standing without those who are not shown: their places close up.
fn board(tx: &ReadTx<'_>, quiz: &Quiz, all: &[Given]) -> Result<QuizBoard, StoreError> {
    let names = names(tx, quiz.server, all)?;
    let shown: Vec<Given> = all.iter().filter(|one| names.contains_key(&one.member)).copied().collect();
    Ok(QuizBoard { ranks: quiz::standing(&shown, &over(tx, quiz)?), names })
}

/// The names of those who answered and may be named in public.
fn names(tx: &ReadTx<'_>, server: ServerId, all: &[Given]) -> Result<HashMap<MemberId, String>, StoreError> {
    let answered: HashSet<MemberId> = all.iter().map(|one| one.member).collect();
    let mut names = HashMap::new();
    for member in answered {
        if !hidden::is_hidden(tx, server, member)? {
            names.insert(member, members::name(tx, server, member)?.unwrap_or_default());
        }
    }
    Ok(names)
}

/// The numbers of the questions whose answers are no secret any more.
fn over(tx: &ReadTx<'_>, quiz: &Quiz) -> Result<Vec<u32>, StoreError> {
    let is_over = |one: &QuizQuestion| match one.state {
        QuestionState::Closed => true,
        QuestionState::Open | QuestionState::Waiting => quiz.ended.is_some() && one.message.is_some(),
        QuestionState::LeftOut => false,
    };
    Ok(questions::of_quiz(tx, quiz.id)?.into_iter().filter(is_over).map(|one| one.number).collect())
}

/// What a member's own part in a quiz is.
#[derive(Debug, Clone)]
pub struct OwnPart {
    /// The answer to the question that was asked for, with what was asked.
    pub answer: Option<(Given, Sheet)>,
    /// Where the member stands; nothing without an answer to a question that is over.
    pub rank: Option<Rank>,
    /// Whether the quiz goes on.
    pub goes_on: bool,
}

/// A member's own part in a quiz of a server, and in one question of it; `None` for a quiz that is not there.
pub fn own_part(
    tx: &ReadTx<'_>,
    server: ServerId,
    id: QuizId,
    number: u32,
    member: MemberId,
) -> Result<Option<OwnPart>, StoreError> {
    let Some(quiz) = quizzes::find(tx, id)?.filter(|quiz| quiz.server == server) else {
        return Ok(None);
    };
    let (all, over) = (answers::of_quiz(tx, id)?, over(tx, &quiz)?);
    let given = all.iter().find(|one| one.member == member && one.number == number && over.contains(&number));
    let answer = match (given, questions::find(tx, id, number)?) {
        (Some(given), Some(question)) => Some((*given, questions::sheet_of(tx, &question)?)),
        _ => None,
    };
    // Whoever is not shown counts here as if they were.
    let names = names(tx, server, &all)?;
    let counted: Vec<Given> =
        all.iter().filter(|one| one.member == member || names.contains_key(&one.member)).copied().collect();
    let rank = quiz::standing(&counted, &over).into_iter().find(|rank| rank.member == member);
    Ok(Some(OwnPart { answer, rank, goes_on: quiz.ended.is_none() }))
}
