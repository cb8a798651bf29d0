//! A manager starts a live quiz in a channel: its questions are drawn, and its announcement is owed.

use chrono::{DateTime, Utc};
use rand::Rng;

use crate::domain::delivery::DeliveryKind;
use crate::domain::ids::{ChannelId, MemberId, SectionId, ServerId};
use crate::domain::quiz::{self, Speed};
use crate::domain::selection::Wanted;
use crate::domain::sheet::Sheet;
use crate::store::quizzes::{self, NewQuiz, questions};
use crate::store::set_aside::if_readable;
use crate::store::{StoreError, WriteTx, editions, rounds, servers};

/// What is asked of a new quiz.
#[derive(Debug, Clone)]
pub struct StartQuiz {
    pub server: ServerId,
    /// Where it is played.
    pub channel: ChannelId,
    /// Who starts it.
    pub by: MemberId,
    /// How many questions.
    pub questions: u32,
    /// How long each takes answers.
    pub seconds: u32,
    /// Their section; all without one.
    pub section: Option<SectionId>,
    /// Whether quick answers bring more.
    pub speed: Speed,
    /// When.
    pub at: DateTime<Utc>,
}

/// What became of the wish for a quiz.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartQuizOutcome {
    /// It begins with its announcement.
    Started {
        /// How many questions it has.
        questions: u32,
    },
    /// One runs in the channel already.
    Running,
    /// Fewer questions fit than a quiz needs.
    TooFew {
        /// How many fit that may be asked now.
        fitting: u32,
    },
    /// As many run in all servers as hold their seconds.
    Busy,
    /// The server was not set up.
    NotSetUp,
}

/// Starts a quiz. Its questions are none of a round that is open or about to be, and none of another quiz that runs here.
/// They count as seen by quizzes alone: the rounds of the days have them all the same.
pub fn start_quiz(tx: &WriteTx<'_>, asked: &StartQuiz, rng: &mut impl Rng) -> Result<StartQuizOutcome, StoreError> {
    let StartQuiz { server, channel, .. } = *asked;
    if servers::find(tx, server)?.is_none() {
        return Ok(StartQuizOutcome::NotSetUp);
    }
    if quizzes::running_in(tx, channel)?.is_some() {
        return Ok(StartQuizOutcome::Running);
    }
    if quizzes::running(tx)?.len() >= quiz::AT_ONCE as usize {
        return Ok(StartQuizOutcome::Busy);
    }
    let drawn = draw(tx, asked, rng)?;
    let count = u32::try_from(drawn.len()).unwrap_or(u32::MAX);
    if count < *quiz::QUESTIONS.start() {
        return Ok(StartQuizOutcome::TooFew { fitting: count });
    }
    let new = NewQuiz { server, channel, by: asked.by, seconds: asked.seconds, speed: asked.speed };
    let Some(id) = quizzes::insert(tx, &new, asked.at)? else {
        return Ok(StartQuizOutcome::Running);
    };
    for (number, sheet) in (1..).zip(&drawn) {
        questions::insert(tx, id, number, sheet)?;
    }
    if let Some(quiz) = quizzes::find(tx, id)? {
        quizzes::owe(tx, &quiz, DeliveryKind::QuizCall, None, asked.at)?;
    }
    Ok(StartQuizOutcome::Started { questions: count })
}

fn draw(tx: &WriteTx<'_>, asked: &StartQuiz, rng: &mut impl Rng) -> Result<Vec<Sheet>, StoreError> {
    let bank = editions::listed(tx)?;
    let sections: Vec<SectionId> = asked.section.iter().cloned().collect();
    let wanted = Wanted { sections: &sections, difficulty: None };
    let mut barred = quizzes::in_rounds(tx, asked.server)?;
    barred.extend(quizzes::in_play(tx, asked.server)?);
    let (in_rounds, in_quizzes) = (rounds::last_seen(tx, asked.server)?, quizzes::last_seen(tx, asked.server)?);
    let drawn = quiz::draw(&bank, &wanted, &in_rounds, &in_quizzes, &barred, bank.len(), rng);
    let mut sheets = Vec::new();
    for listed in drawn {
        if sheets.len() >= asked.questions as usize {
            break;
        }
        // One whose wording cannot be read gives its place to the next.
        if let Some(edition) = if_readable("edition", editions::find(tx, listed.edition))? {
            sheets.push(Sheet::draw(edition, rng));
        }
    }
    Ok(sheets)
}
