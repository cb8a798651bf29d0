//! The members who play a live quiz along: each answers every question by themselves, soon after it came.

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use sandbox::page::Told;
use tokio::sync::Mutex;

use super::players::{Players, STRENGTHS, Strengths, pick, told};
use crate::domain::ids::MemberId;
use crate::domain::quiz::QuestionState;
use crate::domain::sheet::Sheet;
use crate::store::quizzes::questions::QuizQuestion;
use crate::store::quizzes::{self, Quiz, answers, questions};
use crate::store::{ReadTx, StoreError};

/// How often it is looked whether a question waits for answers.
const LOOK: Duration = Duration::from_millis(300);

/// How long one member after the other thinks, in milliseconds.
const THINKS_FOR: RangeInclusive<u64> = 500..=1_500;

/// How long the receipt of the last answer stands before the clock goes on to the key.
const RECEIPT: Duration = Duration::from_millis(1_500);

/// A question that takes answers.
struct Open {
    quiz: Quiz,
    question: QuizQuestion,
    sheet: Sheet,
    /// Who has not answered it.
    missing: Vec<u64>,
}

/// The members, as they play quizzes.
pub(super) struct QuizPlayers {
    players: Arc<Players>,
    chance: Mutex<StdRng>,
    /// As they were set last.
    strengths: Mutex<Strengths>,
}

impl QuizPlayers {
    pub(super) fn new(players: Arc<Players>) -> Self {
        let chance = Mutex::new(StdRng::seed_from_u64(2_026));
        Self { players, chance, strengths: Mutex::new(STRENGTHS) }
    }

    /// Plays along until the task is dropped.
    pub(super) async fn play_along(&self) {
        loop {
            tokio::time::sleep(LOOK).await;
            if let Err([_, fault]) = self.play_on().await {
                // A bot that was killed answers nobody; the question may still be there when it is back.
                tracing::debug!(fault, "a member could not play along");
            }
        }
    }

    /// One more member answers. A question that everybody has answered is over: the clock goes on to its key.
    async fn play_on(&self) -> Result<(), Told> {
        let Some(open) = self.open_question()? else {
            return Ok(());
        };
        let by_themselves = open.missing.iter().find(|user| **user != self.players.owner());
        if let Some(user) = by_themselves {
            let thinks = self.chance.lock().await.random_range(THINKS_FOR);
            tokio::time::sleep(Duration::from_millis(thinks)).await;
            return self.answer(&open, *user).await;
        }
        if open.missing.is_empty() {
            tokio::time::sleep(RECEIPT).await;
            self.players.move_to(open.quiz.next_at);
        }
        Ok(())
    }

    /// Goes on to the next step of the quiz at once: its question, the key, the podium. Members who have not answered do.
    pub(super) async fn next_step(&self, strengths: Strengths) -> Result<(), Told> {
        *self.strengths.lock().await = strengths;
        let stands_still =
            |_| told("퀴즈가 넘어가지 않았어요. 봇이 켜져 있나요?", "The quiz did not go on. Is the bot running?");
        // A step that is on its way comes first.
        let is_there =
            || Ok(self.newest()?.is_none_or(|quiz| quiz.ended.is_some() || quiz.next_at > self.players.now()));
        self.players.wait(is_there).await.map_err(stands_still)?;
        let Some(quiz) = self.newest()?.filter(|quiz| quiz.next_at > self.players.now()) else {
            return Err(told(
                "진행 중인 퀴즈가 없어요. </quiz start:0> 명령으로 시작해 주세요",
                "No quiz is running. Start one with </quiz start:0>",
            ));
        };
        if let Some(open) = self.open_question()? {
            for user in open.missing.iter().filter(|user| **user != self.players.owner()) {
                self.answer(&open, *user).await?;
            }
        }
        self.players.move_to(quiz.next_at);
        let is_on = || Ok(quiz.ended.is_some() || self.newest()?.is_none_or(|now| now.next_at != quiz.next_at));
        self.players.wait(is_on).await.map_err(stands_still)
    }

    fn newest(&self) -> Result<Option<Quiz>, Told> {
        self.players.read(|tx| quizzes::newest(tx, self.players.server()))
    }

    fn open_question(&self) -> Result<Option<Open>, Told> {
        let now = self.players.now();
        let open = self.players.read(|tx| open_questions(tx, self.players.users()))?;
        Ok(open.into_iter().find(|open| open.question.closes_at.is_some_and(|closes_at| now < closes_at)))
    }

    async fn answer(&self, open: &Open, user: u64) -> Result<(), Told> {
        let Some(message) = open.question.message else {
            return Ok(());
        };
        let strength = self.players.strength_of(user, *self.strengths.lock().await);
        let choice = pick(&open.sheet, strength, &mut *self.chance.lock().await);
        let outcome = self.players.press(user, (open.quiz.channel.0, message.0), choice).await?;
        outcome.failed_in_both().map_or(Ok(()), Err)
    }
}

/// The questions that are open in quizzes that run, each with who has not answered it.
fn open_questions(tx: &ReadTx<'_>, users: &[u64]) -> Result<Vec<Open>, StoreError> {
    let mut open = Vec::new();
    for id in quizzes::running(tx)? {
        let Some(quiz) = quizzes::find(tx, id)? else { continue };
        for question in questions::of_quiz(tx, id)?.into_iter().filter(|one| one.state == QuestionState::Open) {
            let mut missing = Vec::new();
            for user in users {
                if answers::find(tx, id, question.number, MemberId(*user))?.is_none() {
                    missing.push(*user);
                }
            }
            let sheet = questions::sheet_of(tx, &question)?;
            open.push(Open { quiz, question, sheet, missing });
        }
    }
    Ok(open)
}
