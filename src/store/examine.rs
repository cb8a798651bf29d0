//! Looks whether a database is sound, and how much is in it.

use super::engines::Engine;
use super::open::{Address, OpenError, read_only};

/// What a look at a database found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examined {
    /// What SQLite found to be damaged first; none when all is sound, or where the engine looks after itself.
    pub damage: Option<String>,
    /// How many servers are known.
    pub servers: u32,
    /// How many rounds.
    pub rounds: u32,
    /// How many answers.
    pub answers: u32,
}

/// Looks at the whole database, which may take a while where it is large; a bot that uses it goes on.
pub fn examine(place: &Address) -> Result<Examined, OpenError> {
    read_only(place, |tx| {
        if let Engine::Sqlite(_) = tx.engine() {
            let verdict: String = tx.prepare("pragma integrity_check(1)")?.query_row(&[], |row| row.get(0))?;
            if verdict != "ok" {
                return Ok(Examined { damage: Some(verdict), servers: 0, rounds: 0, answers: 0 });
            }
        }
        let sql = "select (select count(*) from server) as servers, (select count(*) from round) as rounds, \
                   (select count(*) from answer) as answers";
        tx.prepare(sql)?.query_row(&[], |row| {
            let (servers, rounds) = (row.get("servers")?, row.get("rounds")?);
            Ok(Examined { damage: None, servers, rounds, answers: row.get("answers")? })
        })
    })
}
