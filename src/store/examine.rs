//! Looks whether a database is sound, and how much is in it.

use std::path::Path;

use super::open::{OpenError, read_only};

/// What a look at a database found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examined {
    /// What SQLite found to be damaged first; none when all is sound.
    pub damage: Option<String>,
    /// How many servers are known.
    pub servers: u32,
    /// How many rounds.
    pub rounds: u32,
    /// How many answers.
    pub answers: u32,
}

/// Looks at the whole file, which may take a while where it is large; a bot that uses it goes on.
pub fn examine(path: &Path) -> Result<Examined, OpenError> {
    read_only(path, |tx| {
        let verdict: String = tx.prepare("pragma integrity_check(1)")?.query_row([], |row| row.get(0))?;
        if verdict != "ok" {
            return Ok(Examined { damage: Some(verdict), servers: 0, rounds: 0, answers: 0 });
        }
        let sql = "select (select count(*) from server) as servers, (select count(*) from round) as rounds, \
                   (select count(*) from answer) as answers";
        let counted = tx.prepare(sql)?.query_row([], |row| {
            let (servers, rounds) = (row.get("servers")?, row.get("rounds")?);
            Ok(Examined { damage: None, servers, rounds, answers: row.get("answers")? })
        });
        Ok(counted?)
    })
}
