//! A question of a quiz that is over loses its buttons: a change of its message, which waits for all that players wait for.

use chrono::{DateTime, Utc};

use super::run_quiz::showing;
use crate::domain::delivery::DeliveryKind;
use crate::domain::ids::{MessageId, QuizId};
use crate::domain::quiz::QuestionState;
use crate::domain::sheet::Sheet;
use crate::store::deliveries::{self, Delivery, NewDelivery};
use crate::store::quizzes::{self, Quiz, questions};
use crate::store::{ReadTx, StoreError, WriteTx};

/// A question whose buttons are to go.
#[derive(Debug, Clone)]
pub struct QuestionOver {
    /// The message with which it was asked.
    pub message: MessageId,
    pub number: u32,
    /// How many questions the quiz has.
    pub questions: u32,
    pub sheet: Sheet,
}

/// Owes the change of the question that a step has ended, once that step is there: its key, or the end of the quiz.
pub(super) fn owe_after(tx: &WriteTx<'_>, step: &Delivery, now: DateTime<Utc>) -> Result<(), StoreError> {
    let Some(quiz) = step.quiz.map_or(Ok(None), |id| quizzes::find(tx, id))? else {
        return Ok(());
    };
    match step.kind {
        DeliveryKind::QuizKey => showing(step).map_or(Ok(()), |showing| owe(tx, &quiz, showing.number, now)),
        DeliveryKind::QuizEnd => {
            let all = questions::of_quiz(tx, quiz.id)?;
            // One that was being asked again has a message too.
            let is_left = |state| matches!(state, QuestionState::Open | QuestionState::Waiting);
            all.iter().filter(|one| is_left(one.state)).try_for_each(|one| owe(tx, &quiz, one.number, now))
        }
        _ => Ok(()),
    }
}

fn owe(tx: &WriteTx<'_>, quiz: &Quiz, number: u32, now: DateTime<Utc>) -> Result<(), StoreError> {
    let kind = DeliveryKind::QuizClose;
    for message in quizzes::messages_of(tx, quiz.id, number)? {
        let new = NewDelivery {
            server: quiz.server,
            round: None,
            kind,
            subject: Some(&format!("{} {number} {message}", quiz.id)),
            channel: Some(quiz.channel),
            due_at: now,
            expires_at: now + kind.patience(),
        };
        deliveries::insert(tx, &new, now)?;
    }
    Ok(())
}

/// The question that a change is of; `None` when it is gone or cannot be drawn.
pub(super) fn question_over(tx: &ReadTx<'_>, delivery: &Delivery) -> Result<Option<QuestionOver>, StoreError> {
    let mut parts = delivery.subject.as_deref().unwrap_or_default().split(' ').map(str::parse::<u64>);
    let (Some(Ok(quiz)), Some(Ok(number)), Some(Ok(message))) = (parts.next(), parts.next(), parts.next()) else {
        return Ok(None);
    };
    let (quiz, number) = (QuizId(quiz), u32::try_from(number).unwrap_or(0));
    let Some(question) = questions::find(tx, quiz, number)? else {
        return Ok(None);
    };
    let questions = u32::try_from(questions::of_quiz(tx, quiz)?.len()).unwrap_or(u32::MAX);
    let sheet = questions::sheet_of(tx, &question)?;
    Ok(Some(QuestionOver { message: MessageId(message), number, questions, sheet }))
}
