//! A server's whole history, for other tools.

use std::collections::HashMap;

use super::show_stats::show_streak;
use crate::domain::ids::{MemberId, ServerId};
use crate::store::history::{self, PastAnswer, PastRound, PastStanding};
use crate::store::{ReadTx, StoreError};

/// What happened in a server.
#[derive(Debug)]
pub struct ServerHistory {
    /// Its rounds, the oldest first.
    pub rounds: Vec<PastRound>,
    /// Its answers in the order of rounds and time.
    pub answers: Vec<PastAnswer>,
    /// Its standings, each with the member's streak of now.
    pub standings: Vec<(PastStanding, u32)>,
}

/// Reads it.
pub fn export_server(tx: &ReadTx<'_>, server: ServerId) -> Result<ServerHistory, StoreError> {
    let mut streaks: HashMap<MemberId, u32> = HashMap::new();
    let mut standings = Vec::new();
    for standing in history::standings(tx, server)? {
        let streak = match streaks.get(&standing.member) {
            Some(streak) => *streak,
            None => show_streak(tx, server, standing.member)?,
        };
        streaks.insert(standing.member, streak);
        standings.push((standing, streak));
    }
    Ok(ServerHistory { rounds: history::rounds(tx, server)?, answers: history::answers(tx, server)?, standings })
}
