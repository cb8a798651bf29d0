//! `proctor doctor`: looks at everything that the bot needs, and says of each what to do.
//!
//! | file | job |
//! |---|---|
//! | `database` | the bank, the database and its disk |
//! | `discord` | the token, the application, the clock, the channels |
//! | `port` | where health and metrics are to be served |
//!
//! Nothing is changed, and a bot that runs meanwhile is not disturbed.

mod database;
mod discord;
mod port;

use crate::runtime::config::Config;
use crate::runtime::exit::Exit;
use crate::runtime::secret::Secret;
use crate::terminal::output::say;

/// What a look found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    /// Nothing to do.
    Well,
    /// The bot runs, but would run better.
    Worth,
    /// The bot does not run, or not rightly.
    Wrong,
}

/// What was looked at so far; each look is a line.
#[derive(Debug, Default)]
struct Report {
    looks: u32,
    wrong: u32,
}

impl Report {
    /// Writes what a look at something found, with what to do.
    fn note(&mut self, found: Found, what: &str, sentence: &str) -> Result<(), Exit> {
        self.looks += 1;
        self.wrong += u32::from(found == Found::Wrong);
        let mark = match found {
            Found::Well => "ok",
            Found::Worth => "note",
            Found::Wrong => "WRONG",
        };
        say(&format!("{mark:<6}{what:<13}{sentence}\n"))
    }

    fn well(&mut self, what: &str, sentence: &str) -> Result<(), Exit> {
        self.note(Found::Well, what, sentence)
    }

    fn wrong(&mut self, what: &str, sentence: &str) -> Result<(), Exit> {
        self.note(Found::Wrong, what, sentence)
    }
}

/// Looks at everything; fails when something is wrong.
pub(super) async fn examine(config: &Config, token: Result<Secret, Exit>) -> Result<(), Exit> {
    let mut report = Report::default();
    database::look(&mut report, config)?;
    discord::look(&mut report, config, token).await?;
    port::look(&mut report, config).await?;
    match report.wrong {
        0 => Ok(()),
        wrong => Err(Exit::Failed(format!("{wrong} of {} looks found something wrong", report.looks))),
    }
}
