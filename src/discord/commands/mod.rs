//! The commands: one file each, and the table by which an interaction finds its file.

pub mod answer;
mod define;
#[cfg(test)]
mod definition_tests;
pub mod explain;
pub mod help;
pub mod leaderboard;
pub mod notes;
pub mod privacy;
pub mod report;
pub mod round;
pub mod schedule;
pub mod settings;
pub mod setup;
pub mod stats;
pub mod status;
pub mod today;

use serde_json::Value;
use serenity::all::CreateCommand;

use super::call::{Call, Options};
use super::failure::Failure;
use super::reply::{Reply, Suggestion};
use super::words::Words;

/// All commands, as Discord takes them.
pub fn definitions(words: &Words) -> Vec<Value> {
    let all = [
        today::definition(words),
        answer::definition(words),
        explain::definition(words),
        leaderboard::definition(words),
        stats::definition(words),
        notes::definition(words),
        report::definition(words),
        privacy::definition(words),
        help::definition(words),
        setup::definition(words),
        settings::definition(words),
        round::definition(words),
        schedule::definition(words),
        status::definition(words),
    ];
    all.iter().map(as_discord_describes).collect()
}

/// A definition with its permissions as a number: Discord takes both, and its own description names only the number.
fn as_discord_describes(command: &CreateCommand) -> Value {
    let mut json = serde_json::json!(command);
    let number = json["default_member_permissions"].as_str().and_then(|text| text.parse::<u64>().ok());
    if let Some(number) = number {
        json["default_member_permissions"] = number.into();
    }
    json
}

/// Runs a command; `None` when there is none of this name.
pub async fn run(call: &mut Call, name: &str, options: &Options<'_>) -> Option<Result<Reply, Failure>> {
    Some(match name {
        "today" => today::run(call, options).await,
        "answer" => answer::run(call, options).await,
        "explain" => explain::run(call, options).await,
        "leaderboard" => leaderboard::run(call, options).await,
        "stats" => stats::run(call, options).await,
        "notes" => Ok(notes::run(call, options)),
        "report" => report::run(call, options).await,
        "privacy" => privacy::run(call, options).await,
        "help" => help::run(call, options).await,
        "setup" => setup::run(call, options).await,
        "settings" => settings::run(call, options).await,
        "round" => round::run(call, options).await,
        "schedule" => schedule::run(call, options).await,
        "status" => status::run(call, options).await,
        _ => return None,
    })
}

/// Suggestions for the option that is being typed.
pub async fn complete(call: &Call, name: &str, options: &Options<'_>) -> Result<Vec<Suggestion>, Failure> {
    match name {
        "answer" => answer::complete(call, options).await,
        "explain" => explain::complete(call, options).await,
        "notes" => Ok(notes::complete(call, options)),
        "report" => report::complete(call, options).await,
        "setup" => Ok(setup::complete(options)),
        "settings" => Ok(settings::complete(call, options)),
        "round" => round::complete(call, options).await,
        _ => Ok(Vec::new()),
    }
}

/// Whether a command is for those who may manage the server.
pub fn is_for_managers(name: &str) -> bool {
    matches!(name, "setup" | "settings" | "round" | "schedule" | "status")
}
