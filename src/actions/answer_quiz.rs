//! A member answers a question of a quiz: the first answer that was pressed in time counts, and its points are kept.

use chrono::{DateTime, TimeDelta, Utc};

use super::record_arrival::adopt_question;
use crate::domain::choice::Choice;
use crate::domain::ids::{MemberId, MessageId, QuizId, ServerId};
use crate::domain::quiz::{self, Given, QuestionState};
use crate::domain::sheet::Misfit;
use crate::store::quizzes::questions::QuizQuestion;
use crate::store::quizzes::{self, Quiz, answers, questions};
use crate::store::{StoreError, WriteTx, members};

/// What a member picked in a quiz, where and when.
#[derive(Debug, Clone)]
pub struct AnswerQuiz {
    pub server: ServerId,
    pub quiz: QuizId,
    /// The question's number.
    pub number: u32,
    /// Who picked.
    pub member: MemberId,
    /// The name that the member has in the server now.
    pub name: String,
    pub choice: Choice,
    /// The message that was pressed, and the instant in its id.
    pub pressed: Option<(MessageId, DateTime<Utc>)>,
    /// When, by Discord's clock.
    pub at: DateTime<Utc>,
}

/// Why an answer to a quiz does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuizRefusal {
    /// There is no such question here.
    Gone,
    /// The quiz is over.
    Over,
    /// The time of the question is over.
    Late,
    /// The question is about to be asked again.
    Soon,
    /// The answer given first is final.
    Already(Choice),
    /// The letters do not fit.
    Misfit(Misfit),
}

/// What became of an answer to a quiz.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuizAnswered {
    /// It counts; the verdict comes with the key.
    Recorded {
        choice: Choice,
        /// When the question closes.
        closes_at: Option<DateTime<Utc>>,
    },
    /// It does not count.
    Refused(QuizRefusal),
}

/// Keeps an answer, or says why it does not count.
pub fn answer_quiz(tx: &WriteTx<'_>, submitted: &AnswerQuiz) -> Result<QuizAnswered, StoreError> {
    let AnswerQuiz { server, quiz: id, number, member, choice, at, .. } = *submitted;
    let refused = |refusal| Ok(QuizAnswered::Refused(refusal));
    let quiz = quizzes::find(tx, id)?.filter(|quiz| quiz.server == server);
    let Some((quiz, question)) = quiz.zip(asked(tx, submitted)?) else {
        return refused(QuizRefusal::Gone);
    };
    if let Some(earlier) = answers::find(tx, id, number, member)? {
        // Discord may deliver one press twice.
        let is_same = earlier.choice == choice && earlier.at.timestamp_millis() == at.timestamp_millis();
        if !is_same {
            return refused(QuizRefusal::Already(earlier.choice));
        }
        return Ok(QuizAnswered::Recorded { choice, closes_at: question.closes_at });
    }
    if quiz.ended.is_some() {
        return refused(QuizRefusal::Over);
    }
    match (question.state, question.closes_at) {
        (QuestionState::Open, Some(closes_at)) if at < closes_at => {}
        (QuestionState::Waiting, _) => return refused(QuizRefusal::Soon),
        _ => return refused(QuizRefusal::Late),
    }
    match given(tx, &quiz, &question, submitted)? {
        Ok(given) => {
            members::remember_name(tx, server, member, &submitted.name)?;
            answers::insert(tx, id, &given)?;
            Ok(QuizAnswered::Recorded { choice, closes_at: question.closes_at })
        }
        Err(misfit) => refused(QuizRefusal::Misfit(misfit)),
    }
}

/// The question that is meant. A press on a message that was not recorded yet shows that Discord took it.
fn asked(tx: &WriteTx<'_>, submitted: &AnswerQuiz) -> Result<Option<QuizQuestion>, StoreError> {
    let found = questions::find(tx, submitted.quiz, submitted.number)?;
    match (found, submitted.pressed) {
        (Some(found), Some((message, posted_at)))
            if found.state == QuestionState::Waiting && found.message != Some(message) =>
        {
            adopt_question(tx, submitted.quiz, message, posted_at)?;
            questions::find(tx, submitted.quiz, submitted.number)
        }
        (found, _) => Ok(found),
    }
}

fn given(
    tx: &WriteTx<'_>,
    quiz: &Quiz,
    question: &QuizQuestion,
    submitted: &AnswerQuiz,
) -> Result<Result<Given, Misfit>, StoreError> {
    let sheet = questions::sheet_of(tx, question)?;
    let verdict = match sheet.judge(submitted.choice) {
        Ok(verdict) => verdict,
        Err(misfit) => return Ok(Err(misfit)),
    };
    let (seconds, difficulty) = (quiz.seconds, sheet.edition().difficulty());
    // One that is asked again has all of its time again, on either of its messages.
    let whole = TimeDelta::seconds(seconds.into());
    let asked_at = question.closes_at.map(|closes_at| closes_at - whole);
    let taken =
        submitted.pressed.map_or(whole, |(_, made_at)| submitted.at - asked_at.map_or(made_at, |at| at.max(made_at)));
    let points = quiz::points(verdict, difficulty, quiz.speed, taken, seconds);
    let AnswerQuiz { member, number, choice, at, .. } = *submitted;
    Ok(Ok(Given { number, member, choice, at, verdict, points }))
}
