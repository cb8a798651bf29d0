//! `/stats`: to be written.

use serenity::all::CreateCommand;

use crate::discord::call::{Call, Options};
use crate::discord::failure::Failure;
use crate::discord::reply::Reply;
use crate::discord::words::Words;

/// The command as Discord takes it.
pub fn definition(_words: &Words) -> CreateCommand {
    CreateCommand::new("stats")
}

/// Answers it.
pub async fn run(_call: &mut Call, _options: &Options<'_>) -> Result<Reply, Failure> {
    todo!()
}
