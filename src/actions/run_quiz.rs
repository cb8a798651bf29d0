//! A quiz goes from step to step: each is a delivery, and what became of one makes the next one due.

use chrono::{DateTime, Utc};

use super::tell_quiz::{self, QuizTold};
use crate::domain::delivery::{DeliveryKind, Failed};
use crate::domain::ids::{DeliveryId, MessageId, QuizId};
use crate::domain::quiz::{self, EndReason, QuestionState, Showing};
use crate::store::deliveries::{self, Delivery};
use crate::store::quizzes::questions::QuizQuestion;
use crate::store::quizzes::{self, Quiz, answers, questions};
use crate::store::set_aside::if_readable;
use crate::store::{ReadTx, StoreError, WriteTx};

/// What a step that was claimed comes to.
pub(super) enum Turn {
    /// Its time has not come.
    Wait(DateTime<Utc>),
    /// Nothing is to be told.
    Nothing,
    /// It goes out.
    Tell(Box<QuizTold>),
}

/// Begins a step of a quiz.
pub(super) fn begin_step(tx: &WriteTx<'_>, delivery: &Delivery, now: DateTime<Utc>) -> Result<Turn, StoreError> {
    let Some(quiz) = delivery.quiz.map_or(Ok(None), |id| quizzes::find(tx, id))? else {
        return Ok(Turn::Nothing);
    };
    let is_first = delivery.first_sent_at.is_none();
    // It may have been hurried with others.
    if let Some(at) = quiz::waits_until(quiz.next_at, quiz.seconds, now).filter(|_| is_first) {
        return Ok(Turn::Wait(at));
    }
    let told = match (delivery.kind, showing(delivery), quiz.ended) {
        (DeliveryKind::QuizEnd, _, Some(reason)) => Some(tell_quiz::end(tx, &quiz, reason)?),
        (DeliveryKind::QuizCall, _, None) => Some(begin_call(tx, &quiz, is_first, now)?),
        (DeliveryKind::QuizQuestion, Some(showing), None) => begin_question(tx, &quiz, showing, is_first, now)?,
        (DeliveryKind::QuizKey, Some(showing), None) => begin_key(tx, &quiz, showing, is_first, now)?,
        _ => None,
    };
    Ok(told.map_or(Turn::Nothing, |told| Turn::Tell(Box::new(told))))
}

/// Which question a step is about.
pub(super) fn showing(delivery: &Delivery) -> Option<Showing> {
    delivery.subject.as_deref().and_then(Showing::parse)
}

fn begin_call(tx: &WriteTx<'_>, quiz: &Quiz, is_first: bool, now: DateTime<Utc>) -> Result<QuizTold, StoreError> {
    // Once it may be there, it has told its time.
    let told = quiz.first_at.filter(|_| !is_first);
    let first_at = told.unwrap_or_else(|| quiz::told_until(now + quiz::COUNTDOWN, 0));
    quizzes::set_first_at(tx, quiz.id, first_at)?;
    tell_quiz::call(tx, quiz, first_at)
}

fn begin_question(
    tx: &WriteTx<'_>,
    quiz: &Quiz,
    showing: Showing,
    is_first: bool,
    now: DateTime<Utc>,
) -> Result<Option<QuizTold>, StoreError> {
    let found = questions::find(tx, quiz.id, showing.number)?;
    let Some(question) = found.filter(|question| question.state == QuestionState::Waiting) else {
        return Ok(None);
    };
    // Its round has opened since the quiz began: its key would be told.
    if is_first && question.shown == 0 && quizzes::in_rounds(tx, quiz.server)?.contains(&question.question) {
        leave_out(tx, quiz, showing.number, now)?;
        return Ok(None);
    }
    let told = tell_quiz::question(tx, quiz, &question, quiz::told_until(now, quiz.seconds));
    let told = if_readable("quiz question", told.map(Some))?;
    if told.is_none() {
        leave_out(tx, quiz, showing.number, now)?;
    }
    Ok(told)
}

fn begin_key(
    tx: &WriteTx<'_>,
    quiz: &Quiz,
    showing: Showing,
    is_first: bool,
    now: DateTime<Utc>,
) -> Result<Option<QuizTold>, StoreError> {
    let Some(question) = questions::find(tx, quiz.id, showing.number)? else {
        return Ok(None);
    };
    match question.state {
        QuestionState::Waiting | QuestionState::LeftOut => return Ok(None),
        QuestionState::Closed => {}
        QuestionState::Open => {
            // Nobody could answer in its last seconds, as the bot was away. One that is much later was given up.
            if is_first && now - quiz.next_at > quiz::TOO_SHORT && question.shown < 2 {
                ask_again(tx, quiz, &question, now)?;
                return Ok(None);
            }
            questions::set_state(tx, (quiz.id, question.number), QuestionState::Closed)?;
        }
    }
    let next_at = match next(tx, quiz.id, question.number)? {
        Next::Question(_) => Some(now + quiz::READING),
        Next::End(_) => None,
    };
    tell_quiz::key(tx, quiz, &question, next_at).map(Some)
}

/// A question whose time was cut short is asked once more, with all of it. Answers that were given stay.
fn ask_again(tx: &WriteTx<'_>, quiz: &Quiz, question: &QuizQuestion, now: DateTime<Utc>) -> Result<(), StoreError> {
    let number = question.number;
    questions::set_state(tx, (quiz.id, number), QuestionState::Waiting)?;
    quizzes::drop_step(tx, quiz.id, DeliveryKind::QuizKey, Showing { number, time: 1 })?;
    quizzes::set_next_at(tx, quiz.id, now)?;
    quizzes::owe(tx, quiz, DeliveryKind::QuizQuestion, Some(Showing { number, time: 2 }), now)
}

fn leave_out(tx: &WriteTx<'_>, quiz: &Quiz, number: u32, now: DateTime<Utc>) -> Result<(), StoreError> {
    questions::set_state(tx, (quiz.id, number), QuestionState::LeftOut)?;
    go_on(tx, quiz, number, now, now)
}

/// What follows from a step that is on Discord.
pub(super) fn arrived(
    tx: &WriteTx<'_>,
    delivery: &Delivery,
    message: Option<MessageId>,
    at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let quiz = delivery.quiz.map_or(Ok(None), |id| quizzes::find(tx, id))?;
    let Some(quiz) = quiz.filter(|quiz| quiz.ended.is_none()) else {
        return Ok(());
    };
    match (delivery.kind, showing(delivery), message) {
        (DeliveryKind::QuizCall, ..) => go_on(tx, &quiz, 0, now, quiz.first_at.unwrap_or(now)),
        (DeliveryKind::QuizQuestion, Some(showing), Some(message)) => {
            // One that this very try has sent is as new as we know; one that was found is as old as it says.
            let sent_at = delivery.first_sent_at.filter(|sent_at| sent_at.timestamp_millis() == now.timestamp_millis());
            open(tx, &quiz, showing, message, at, (sent_at, now))
        }
        (DeliveryKind::QuizKey, Some(showing), _) => go_on(tx, &quiz, showing.number, now, now + quiz::READING),
        _ => Ok(()),
    }
}

fn open(
    tx: &WriteTx<'_>,
    quiz: &Quiz,
    showing: Showing,
    message: MessageId,
    asked_at: DateTime<Utc>,
    (sent_at, now): (Option<DateTime<Utc>>, DateTime<Utc>),
) -> Result<(), StoreError> {
    let place = (quiz.id, showing.number);
    questions::set_open(tx, place, message, asked_at, quiz::closes_at(asked_at, quiz.seconds))?;
    let ends_at = quiz::ends_at(asked_at, quiz.seconds, sent_at);
    if sent_at.is_none()
        && ends_at - now < quiz::TOO_SHORT
        && let Some(question) = questions::find(tx, quiz.id, showing.number)?.filter(|question| question.shown < 2)
    {
        return ask_again(tx, quiz, &question, now);
    }
    let key_at = ends_at + quiz::ON_THE_WAY;
    quizzes::set_next_at(tx, quiz.id, key_at)?;
    let showing = Showing { time: 1, ..showing };
    quizzes::owe(tx, quiz, DeliveryKind::QuizKey, Some(showing), key_at)
}

/// What comes after a question.
enum Next {
    Question(u32),
    End(EndReason),
}

fn next(tx: &ReadTx<'_>, quiz: QuizId, after: u32) -> Result<Next, StoreError> {
    let (all, given) = (questions::of_quiz(tx, quiz)?, answers::of_quiz(tx, quiz)?);
    let Some(next) = all.iter().find(|one| one.number > after && one.state == QuestionState::Waiting) else {
        return Ok(Next::End(EndReason::Finished));
    };
    let closed = all.iter().filter(|one| one.state == QuestionState::Closed);
    let answered: Vec<usize> =
        closed.map(|one| given.iter().filter(|answer| answer.number == one.number).count()).collect();
    Ok(if quiz::is_deserted(&answered) { Next::End(EndReason::Nobody) } else { Next::Question(next.number) })
}

/// The next question is due at an instant, or the end.
fn go_on(
    tx: &WriteTx<'_>,
    quiz: &Quiz,
    after: u32,
    now: DateTime<Utc>,
    next_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    match next(tx, quiz.id, after)? {
        Next::Question(number) => {
            quizzes::set_next_at(tx, quiz.id, next_at)?;
            quizzes::owe(tx, quiz, DeliveryKind::QuizQuestion, Some(Showing { number, time: 1 }), next_at)
        }
        Next::End(reason) => end(tx, quiz, reason, now, now + quiz::BEFORE_PODIUM),
    }
}

/// Ends a quiz, once; its end is told from an instant on. What was due of it is due no more.
pub(super) fn end(
    tx: &WriteTx<'_>,
    quiz: &Quiz,
    reason: EndReason,
    now: DateTime<Utc>,
    told_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    if !quizzes::end(tx, quiz.id, reason, now)? {
        return Ok(());
    }
    quizzes::set_next_at(tx, quiz.id, told_at)?;
    quizzes::cancel_steps(tx, quiz.id, now)?;
    quizzes::owe(tx, quiz, DeliveryKind::QuizEnd, None, told_at)
}

/// Discord refuses a step for good: nothing can go on there.
pub(super) fn refused(
    tx: &WriteTx<'_>,
    delivery: &Delivery,
    failed: &Failed,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (reason, why) = match failed {
        Failed::NoAccess { missing, .. } => (EndReason::NoAccess, missing.as_str()),
        Failed::Never { reason } => (EndReason::Failed, reason.as_str()),
        Failed::NotSent | Failed::Limited { .. } | Failed::Unknown => return Ok(()),
    };
    deliveries::set_given_up(tx, delivery.id, why, now)?;
    end_of(tx, delivery, reason, now)
}

/// A step was not brought in time: the bot was away, or Discord failed.
pub(super) fn given_up(tx: &WriteTx<'_>, delivery: &Delivery, now: DateTime<Utc>) -> Result<(), StoreError> {
    let reason = if delivery.tries == 0 { EndReason::Away } else { EndReason::Failed };
    end_of(tx, delivery, reason, now)
}

fn end_of(tx: &WriteTx<'_>, delivery: &Delivery, reason: EndReason, now: DateTime<Utc>) -> Result<(), StoreError> {
    let quiz = delivery.quiz.map_or(Ok(None), |id| quizzes::find(tx, id))?;
    quiz.map_or(Ok(()), |quiz| end(tx, &quiz, reason, now, now))
}

/// A moderator deleted a step's message before it was recorded: the quiz goes on without it.
pub(super) fn deleted(tx: &WriteTx<'_>, delivery: &Delivery, now: DateTime<Utc>) -> Result<(), StoreError> {
    let quiz = delivery.quiz.map_or(Ok(None), |id| quizzes::find(tx, id))?;
    let Some(quiz) = quiz.filter(|quiz| quiz.ended.is_none()) else {
        return Ok(());
    };
    match (delivery.kind, showing(delivery)) {
        (DeliveryKind::QuizQuestion, Some(showing)) => leave_out(tx, &quiz, showing.number, now),
        (_, showing) => go_on(tx, &quiz, showing.map_or(0, |showing| showing.number), now, now),
    }
}

/// A step of a quiz cannot be read: the quiz ends, so that its channel is free for another one.
pub(super) fn end_damaged(tx: &WriteTx<'_>, delivery: DeliveryId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let Some(id) = quizzes::of_delivery(tx, delivery)? else {
        return Ok(());
    };
    match if_readable("quiz", quizzes::find(tx, id))? {
        Some(quiz) => end(tx, &quiz, EndReason::Failed, now, now),
        None => quizzes::end(tx, id, EndReason::Failed, now).map(drop),
    }
}

/// The bot is back: a question that has too little time left is asked again.
pub fn resume_quizzes(tx: &WriteTx<'_>, now: DateTime<Utc>) -> Result<(), StoreError> {
    for id in quizzes::running(tx)? {
        // One that cannot be read is set aside where its step comes due.
        if let Some((quiz, question)) = if_readable("quiz", cut_short(tx, id, now))? {
            ask_again(tx, &quiz, &question, now)?;
        }
    }
    Ok(())
}

/// The open question of a quiz whose time is nearly over.
fn cut_short(tx: &ReadTx<'_>, id: QuizId, now: DateTime<Utc>) -> Result<Option<(Quiz, QuizQuestion)>, StoreError> {
    let Some(quiz) = quizzes::find(tx, id)? else {
        return Ok(None);
    };
    let open = questions::of_quiz(tx, id)?.into_iter().find(|one| one.state == QuestionState::Open);
    let left = quiz.next_at - quiz::ON_THE_WAY - now;
    // One whose time is long over is looked at where its key comes due.
    let is_short = left < quiz::TOO_SHORT && left > -quiz::AWAY_AT_MOST;
    Ok(open.filter(|one| is_short && one.shown < 2).map(|open| (quiz, open)))
}
