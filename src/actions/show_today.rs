//! What a member sees with `/today`: the open question, the own answer, the close.

use chrono::{DateTime, NaiveDate, Utc};

use super::find_stuck::{Stuck, find_stuck};
use crate::domain::ids::{MemberId, ServerId};
use crate::domain::round::Round;
use crate::domain::schedule::Due;
use crate::store::answers::Answer;
use crate::store::editions::Drawn;
use crate::store::schedules::Schedule;
use crate::store::{ReadTx, StoreError, answers, editions, rounds, schedules, servers};

/// What there is for a member today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Today {
    /// A round is open.
    Open {
        /// The newest one, with what is asked.
        drawn: Box<Drawn>,
        /// The member's answer to it.
        answer: Option<Answer>,
        /// How many members answered it.
        answered: u32,
        /// How many other rounds are open.
        others: usize,
    },
    /// None is open, since the one that is due cannot be posted.
    Stuck {
        /// Its day.
        day: NaiveDate,
        /// What keeps it.
        stuck: Stuck,
    },
    /// None is open.
    Nothing {
        /// The next question; `None` while the schedule is paused.
        next: Option<Due>,
    },
    /// The server was not set up.
    NotSetUp,
}

/// Today's question for a member.
pub fn show_today(tx: &ReadTx<'_>, id: ServerId, member: MemberId, now: DateTime<Utc>) -> Result<Today, StoreError> {
    if servers::find(tx, id)?.is_none() {
        return Ok(Today::NotSetUp);
    }
    let open: Vec<Round> = rounds::open_in(tx, id)?.into_iter().filter(|round| round.takes_answers_at(now)).collect();
    let Some(round) = open.first() else {
        for round in rounds::unposted_in(tx, id)? {
            if let Some(stuck) = find_stuck(tx, &round)? {
                return Ok(Today::Stuck { day: round.day, stuck });
            }
        }
        let next = schedules::of_server(tx, id)?.iter().filter_map(Schedule::next_question).min();
        return Ok(Today::Nothing { next });
    };
    Ok(Today::Open {
        answer: answers::find(tx, round.id, member)?,
        answered: rounds::answered(tx, round.id)?,
        drawn: Box::new(editions::drawn(tx, round.clone())?),
        others: open.len() - 1,
    })
}
