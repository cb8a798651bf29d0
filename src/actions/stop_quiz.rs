//! A manager stops the quiz of a channel: its points are kept, and its end is told.

use chrono::{DateTime, Utc};

use super::run_quiz;
use crate::domain::ids::{ChannelId, ServerId};
use crate::domain::quiz::EndReason;
use crate::store::{StoreError, WriteTx, quizzes};

/// Stops the quiz that runs in a channel; `false` where none does.
pub fn stop_quiz(
    tx: &WriteTx<'_>,
    server: ServerId,
    channel: ChannelId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let running = quizzes::running_in(tx, channel)?.map_or(Ok(None), |id| quizzes::find(tx, id))?;
    let Some(quiz) = running.filter(|quiz| quiz.server == server) else {
        return Ok(false);
    };
    run_quiz::end(tx, &quiz, EndReason::Stopped, now, now)?;
    Ok(true)
}
