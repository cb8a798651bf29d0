//! `/round`: to be written.

use serenity::all::CreateCommand;

use crate::discord::call::{Call, Options};
use crate::discord::failure::Failure;
use crate::discord::reply::{Reply, Suggestion};
use crate::discord::words::Words;

/// The command as Discord takes it.
pub fn definition(_words: &Words) -> CreateCommand {
    CreateCommand::new("round")
}

/// Answers it.
pub async fn run(_call: &mut Call, _options: &Options<'_>) -> Result<Reply, Failure> {
    todo!()
}

/// Suggestions for the option that is being typed.
pub async fn complete(_call: &Call, _options: &Options<'_>) -> Result<Vec<Suggestion>, Failure> {
    todo!()
}
