//! A database belongs to one bot: what is in it was sent by that one, and only that one can change it on Discord.

use super::exit::Exit;
use super::login::Login;
use crate::store::{Store, StoreError, WriteTx, remembered};

/// The name under which the application's id is remembered.
const APPLICATION: &str = "application";

/// The name under which the bot's user id is remembered, where the application is not known.
const BOT: &str = "bot";

/// Makes a new database this bot's; fails when it is another's, and changes nothing then.
pub async fn refuse_another_bot(store: &Store, login: &Login) -> Result<(), Exit> {
    let (bot, application) = (login.bot, login.application);
    let other = store.write(move |tx| other_owner(tx, bot, application)).await;
    match other.map_err(|error| Exit::Failed(error.to_string()))? {
        Some((owner, own)) => Err(Exit::Unusable(format!(
            "the database belongs to the bot {owner}, and this token to the bot {own}; use that bot's token, or another database"
        ))),
        None => Ok(()),
    }
}

/// The ids of the owner and of this bot when they differ. An owner that is known by its user id alone is known by its
/// application from now on.
fn other_owner(tx: &WriteTx<'_>, bot: u64, application: Option<u64>) -> Result<Option<(String, u64)>, StoreError> {
    let by_application = application.zip(remembered::get(tx, APPLICATION)?);
    let (own, owner) = match by_application {
        Some((own, owner)) => (own, Some(owner)),
        None => (bot, remembered::get(tx, BOT)?),
    };
    let is_other = owner.as_ref().is_some_and(|owner| *owner != own.to_string());
    if is_other {
        return Ok(owner.map(|owner| (owner, own)));
    }
    remembered::set(tx, BOT, &bot.to_string())?;
    if let Some(application) = application {
        remembered::set(tx, APPLICATION, &application.to_string())?;
    }
    Ok(None)
}
