//! What a manager must know about the bot in a server.

use chrono::{DateTime, Days, Utc};

use super::deal_with_report::{ReportCard, waiting_reports};
use super::list_rounds::{Listed, is_skip_to_come, listed};
use crate::domain::ids::{ChannelId, ServerId};
use crate::domain::round::{RoundState, SkipReason};
use crate::domain::selection;
use crate::store::rewards::{self, Reward};
use crate::store::servers::Server;
use crate::store::set_aside::{self, SetAside};
use crate::store::troubles::{self, Trouble};
use crate::store::{ReadTx, StoreError, editions, live_boards, rounds, schedules, servers};

/// The state of the bot in a server.
#[derive(Debug, Clone)]
pub struct Status {
    pub server: Server,
    /// Questions that it has not had yet.
    pub questions_left: usize,
    /// Questions that fit its sections.
    pub questions: usize,
    /// What keeps the bot from its work there, the oldest first.
    pub troubles: Vec<Trouble>,
    /// Its rounds of the last seven days that were late, skipped or are still waiting, the newest first.
    pub troubled: Vec<Listed>,
    /// The last reports of its members that wait for a manager.
    pub reports: Vec<ReportCard>,
    /// Where the board that kept itself current was, when someone deleted it.
    pub board_gone: Option<ChannelId>,
    /// What it gives roles for.
    pub rewards: Vec<Reward>,
    /// What of it cannot be read.
    pub set_aside: SetAside,
}

/// The state of the bot in a server; `None` when it was not set up.
pub fn show_status(tx: &ReadTx<'_>, id: ServerId, now: DateTime<Utc>) -> Result<Option<Status>, StoreError> {
    let Some(server) = servers::find(tx, id)? else {
        return Ok(None);
    };
    let (bank, seen) = (editions::listed(tx)?, rounds::last_seen(tx, id)?);
    let schedules = schedules::of_server(tx, id)?;
    // The schedule that runs out first is the one to know of.
    let left = schedules.iter().map(|schedule| selection::left(&bank, &schedule.settings.wanted(), &seen));
    let (questions_left, questions) = left.min().unwrap_or_default();
    let today = server.day_at(now);
    let week = rounds::since(tx, id, today.checked_sub_days(Days::new(6)).unwrap_or(today))?;
    let troubled = week.into_iter().filter(|round| match round.state {
        // What a manager wanted is no fault, and no day to come is one.
        RoundState::Skipped => round.skip_reason != Some(SkipReason::Asked) && !is_skip_to_come(round, now),
        RoundState::Removed | RoundState::Due => true,
        RoundState::Open | RoundState::Closed | RoundState::Void => {
            round.punctuality() == Some(crate::domain::round::Punctuality::Late)
        }
    });
    Ok(Some(Status {
        questions_left,
        questions,
        troubles: troubles::of_server(tx, id)?,
        troubled: troubled.map(|round| listed(tx, round)).collect::<Result<_, _>>()?,
        reports: waiting_reports(tx, id, 5)?,
        board_gone: set_aside::if_readable("live board", live_boards::of_server(tx, id))?
            .filter(|board| board.gone)
            .map(|board| board.channel),
        rewards: rewards::of_server(tx, id)?,
        set_aside: set_aside::of_server(tx, id)?,
        server,
    }))
}
