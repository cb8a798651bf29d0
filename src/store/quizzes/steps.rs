//! What a quiz owes to Discord: each of its steps is a delivery that there is once.

use chrono::{DateTime, Utc};
use rusqlite::named_params;

use super::Quiz;
use crate::domain::delivery::{DeliveryKind, Lane};
use crate::domain::ids::{MessageId, QuizId};
use crate::domain::quiz::Showing;
use crate::store::columns::Millis;
use crate::store::{ReadTx, StoreError, WriteTx};

/// Makes a step due at an instant, unless it is owed already. `showing` names the question that it is about.
pub fn owe(
    tx: &WriteTx<'_>,
    quiz: &Quiz,
    kind: DeliveryKind,
    showing: Option<Showing>,
    due_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    debug_assert_eq!(kind.lane(), Lane::Messages);
    let sql = "insert into delivery (server_id, quiz_id, kind, subject, urgency, lane, channel_id, state, try_at, expires_at, made_at) \
               values (:server, :quiz, :kind, :subject, :urgency, 0, :channel, 'due', :due_at, :expires_at, :due_at) \
               on conflict do nothing";
    tx.prepare(sql)?.execute(named_params! {
        ":server": quiz.server,
        ":quiz": quiz.id,
        ":kind": kind.code(),
        ":subject": showing.map(|showing| showing.to_string()).unwrap_or_default(),
        ":urgency": kind.urgency(),
        ":channel": quiz.channel,
        ":due_at": Millis(due_at),
        ":expires_at": Millis(due_at + kind.patience()),
    })?;
    Ok(())
}

/// The messages with which a question was asked.
pub fn messages_of(tx: &ReadTx<'_>, quiz: QuizId, number: u32) -> Result<Vec<MessageId>, StoreError> {
    let sql = "select message_id from delivery where quiz_id = :quiz and kind = :kind and subject in (:once, :again) \
               and message_id is not null order by message_id";
    let mut statement = tx.prepare(sql)?;
    let showing = |time| Showing { number, time }.to_string();
    let params = named_params! {
        ":quiz": quiz,
        ":kind": DeliveryKind::QuizQuestion.code(),
        ":once": showing(1),
        ":again": showing(2),
    };
    let rows = statement.query_map(params, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Takes a step back that was certainly not sent.
pub fn drop_step(tx: &WriteTx<'_>, quiz: QuizId, kind: DeliveryKind, showing: Showing) -> Result<(), StoreError> {
    let sql = "delete from delivery where quiz_id = :quiz and kind = :kind and subject = :subject and state = 'due'";
    tx.prepare(sql)?.execute(named_params! { ":quiz": quiz, ":kind": kind.code(), ":subject": showing.to_string() })?;
    Ok(())
}

/// Gives up all steps of a quiz that were certainly not sent: it is over.
pub fn cancel_steps(tx: &WriteTx<'_>, quiz: QuizId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "update delivery set state = 'given_up', reason = 'the quiz is over', done_at = :now, lease_owner = null, lease_until = null \
               where quiz_id = :quiz and state = 'due'";
    tx.prepare(sql)?.execute(named_params! { ":quiz": quiz, ":now": Millis(now) })?;
    Ok(())
}
