//! A manager stops the quiz of a channel: its points are kept, and its end is told.

use chrono::{DateTime, Utc};

use super::run_quiz;
use crate::domain::ids::{ChannelId, ServerId};
use crate::domain::quiz::EndReason;
use crate::store::{StoreError, WriteTx, quizzes};

/// What became of the wish to stop a quiz.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopOutcome {
    /// It is over; its end is told.
    Stopped,
    /// None runs in this channel, but one of the server in another.
    Elsewhere(ChannelId),
    /// None runs.
    None,
}

/// Stops the quiz that runs in a channel.
pub fn stop_quiz(
    tx: &WriteTx<'_>,
    server: ServerId,
    channel: ChannelId,
    now: DateTime<Utc>,
) -> Result<StopOutcome, StoreError> {
    let running = quizzes::running_in(tx, channel)?.map_or(Ok(None), |id| quizzes::find(tx, id))?;
    let Some(quiz) = running.filter(|quiz| quiz.server == server) else {
        return Ok(quizzes::channel_of_running(tx, server)?.map_or(StopOutcome::None, StopOutcome::Elsewhere));
    };
    run_quiz::end(tx, &quiz, EndReason::Stopped, now, now)?;
    Ok(StopOutcome::Stopped)
}
