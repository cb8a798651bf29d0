//! A database belongs to one bot: what is in it was sent by that one, and only that one can change it on Discord.

use super::exit::Exit;
use super::login::Login;
use crate::store::{ReadTx, Store, StoreError, WriteTx, remembered};

/// The name under which the application's id is remembered.
const APPLICATION: &str = "application";

/// The name under which the bot's user id is remembered, where the application is not known.
const BOT: &str = "bot";

/// Whose a database is, where it is not this bot's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the database belongs to the bot {owner}, and this token to the bot {own}; use that bot's token, or another database"
)]
pub struct OtherOwner {
    owner: String,
    own: u64,
}

/// Makes a new database this bot's; fails when it is another's, and changes nothing then.
pub async fn refuse_another_bot(store: &Store, login: &Login) -> Result<(), Exit> {
    let login = login.clone();
    let other = store.write(move |tx| take(tx, &login)).await;
    match other.map_err(|error| Exit::Failed(error.to_string()))? {
        Some(other) => Err(Exit::Unusable(other.to_string())),
        None => Ok(()),
    }
}

/// An owner that is known by its user id alone is known by its application from now on.
fn take(tx: &WriteTx<'_>, login: &Login) -> Result<Option<OtherOwner>, StoreError> {
    let other = other_owner(tx, login)?;
    if other.is_none() {
        remembered::set(tx, BOT, &login.bot.to_string())?;
        if let Some(application) = login.application {
            remembered::set(tx, APPLICATION, &application.to_string())?;
        }
    }
    Ok(other)
}

/// The owner of a database, unless it is this bot or there is none yet.
pub fn other_owner(tx: &ReadTx<'_>, login: &Login) -> Result<Option<OtherOwner>, StoreError> {
    let by_application = login.application.zip(remembered::get(tx, APPLICATION)?);
    let (own, owner) = match by_application {
        Some((own, owner)) => (own, Some(owner)),
        None => (login.bot, remembered::get(tx, BOT)?),
    };
    Ok(owner.filter(|owner| *owner != own.to_string()).map(|owner| OtherOwner { owner, own }))
}
