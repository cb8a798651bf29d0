//! A database belongs to one bot: what is in it was sent by that one, and only that one can change it on Discord.

use super::exit::Exit;
use crate::store::{Store, remembered};

/// The name under which the bot's id is remembered.
const REMEMBERED_AS: &str = "bot";

/// Makes a new database this bot's; fails when it is another's, and changes nothing then.
pub async fn refuse_another_bot(store: &Store, bot: u64) -> Result<(), Exit> {
    let id = bot.to_string();
    let owner = store
        .write(move |tx| {
            let owner = remembered::get(tx, REMEMBERED_AS)?;
            if owner.is_none() {
                remembered::set(tx, REMEMBERED_AS, &id)?;
            }
            Ok(owner)
        })
        .await
        .map_err(|error| Exit::Failed(error.to_string()))?;
    match owner {
        Some(owner) if owner != bot.to_string() => Err(Exit::Unusable(format!(
            "the database belongs to the bot {owner}, and this token to the bot {bot}; use that bot's token, or another database"
        ))),
        _ => Ok(()),
    }
}
