//! The commands: one file each, and the one table that knows of all.

pub(super) mod answer;
pub(super) mod attendance;
mod board;
mod define;
#[cfg(test)]
mod definition_tests;
pub(super) mod explain;
mod help;
pub(super) mod leaderboard;
mod notes;
mod privacy;
mod quiz;
pub(super) mod report;
mod rewards;
mod round;
mod schedule;
mod season;
mod settings;
pub(super) mod setup;
pub(super) mod stats;
mod status;
mod today;

use serde_json::Value;
use serenity::all::{CreateCommand, Permissions};
use serenity::futures::future::BoxFuture;

use super::call::{Call, Options};
use super::reply::{Reply, Suggestion, Thinking};
use super::words::Words;
use crate::store::StoreError;

/// All commands, in the order in which Discord gets them. A new one is a file and a line here.
const ALL: [Command; 19] = [
    today::COMMAND,
    answer::COMMAND,
    explain::COMMAND,
    leaderboard::COMMAND,
    stats::COMMAND,
    notes::COMMAND,
    report::COMMAND,
    privacy::COMMAND,
    help::COMMAND,
    setup::COMMAND,
    settings::COMMAND,
    round::COMMAND,
    schedule::COMMAND,
    board::COMMAND,
    attendance::COMMAND,
    quiz::COMMAND,
    season::COMMAND,
    rewards::COMMAND,
    status::COMMAND,
];

/// Whom a command is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Audience {
    /// Everyone in the server.
    Members,
    /// Those who may manage the server.
    Managers,
}

impl Audience {
    /// Discord hides manager commands from others, but a server's owner can open one to anyone by mistake.
    fn includes(self, call: &Call) -> bool {
        match self {
            Self::Members => true,
            Self::Managers => call.permissions.intersects(Permissions::MANAGE_GUILD | Permissions::ADMINISTRATOR),
        }
    }
}

/// Whether who asks may manage the server.
pub(super) fn is_manager(call: &Call) -> bool {
    Audience::Managers.includes(call)
}

/// What a handler comes to, or our failure.
type Handled<'c, T> = BoxFuture<'c, Result<T, StoreError>>;

/// Answers whoever used a command.
type Run = for<'c> fn(&'c mut Call, &'c Options<'c>) -> Handled<'c, Reply>;

/// Suggests values for the option that is being typed.
type Complete = for<'c> fn(&'c Call, &'c Options<'c>) -> Handled<'c, Vec<Suggestion>>;

/// All that the bot knows of a command. What it does is reached through this alone, so that no check is left out.
pub struct Command {
    name: &'static str,
    audience: Audience,
    thinking: Option<Thinking>,
    /// Adds the options to a command that has its name and description.
    define: fn(&Words, CreateCommand) -> CreateCommand,
    run: Run,
    complete: Option<Complete>,
}

/// The command of this name.
pub fn named(name: &str) -> Option<&'static Command> {
    const { &ALL }.iter().find(|command| command.name == name)
}

/// All commands, as Discord takes them.
pub fn definitions(words: &Words) -> Vec<Value> {
    ALL.iter().map(|command| command.definition(words)).collect()
}

impl Command {
    /// What is shown when the answer takes a moment; `None` where the answer itself must come first.
    pub fn thinking(&self) -> Option<Thinking> {
        self.thinking
    }

    /// Answers whoever used it.
    pub async fn answer(&self, call: &mut Call, options: &Options<'_>) -> Result<Reply, StoreError> {
        if self.audience.includes(call) {
            (self.run)(call, options).await
        } else {
            Ok(Reply::private(call.app.words.speak(call.language).say("failure-not-manager")))
        }
    }

    /// Suggests values for the option that is being typed.
    pub async fn suggest(&self, call: &Call, options: &Options<'_>) -> Result<Vec<Suggestion>, StoreError> {
        match self.complete {
            Some(complete) if self.audience.includes(call) => complete(call, options).await,
            _ => Ok(Vec::new()),
        }
    }

    fn definition(&self, words: &Words) -> Value {
        let mut json = serde_json::json!((self.define)(words, define::command(words, self.name)));
        if self.audience == Audience::Managers {
            // A number: Discord takes a text too, and its own description names only the number.
            json["default_member_permissions"] = Permissions::MANAGE_GUILD.bits().into();
        }
        json
    }
}
