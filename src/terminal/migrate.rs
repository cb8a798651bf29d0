//! Moves a bot from one database to another: `proctor migrate`.

use std::path::Path;

use super::output::say;
use crate::runtime::clock::Clock;
use crate::runtime::config::{beside, named_database};
use crate::runtime::exit::Exit;
use crate::runtime::lock::Lock;
use crate::store::Address;
use crate::store::transfer::{MoveError, move_all};

/// Copies all of it and compares both. No proctor may be running on a file that takes part.
pub(super) async fn migrate(from: &str, to: &str) -> Result<(), Exit> {
    // Of PostgreSQL the name that is shown is a part of the address only.
    let is_same = |source: &Address, target: &Address| match (source.file(), target.file()) {
        (Some(source), Some(target)) => source == target,
        _ => from == to,
    };
    let (source, target) = (named_database(from)?, named_database(to)?);
    if is_same(&source, &target) {
        return Err(Exit::Unusable(format!("FROM and TO are the same database, {target}")));
    }
    let _locks = (hold(&source)?, hold(&target)?);
    let moved = move_all(&source, &target, Clock::system().now()).await.map_err(|error| match &error {
        MoveError::Unusable(_) | MoveError::Half(_) | MoveError::NotEmpty(_) | MoveError::OtherBegun { .. } => {
            Exit::Unusable(error.to_string())
        }
        MoveError::Differs { .. } | MoveError::BrokeOff(_) => Exit::Failed(error.to_string()),
    })?;
    let counted =
        [("server", moved.servers), ("round", moved.rounds), ("answer", moved.answers), ("standing", moved.standings)];
    let counted =
        counted.map(|(what, number)| format!("{number} {what}{}", if number == 1 { "" } else { "s" })).join(", ");
    say(&format!(
        "copied {counted}; both databases are the same. Set PROCTOR_DATABASE to the new one and start the bot.\n"
    ))
}

/// The hold on a database that is a file and is there.
fn hold(place: &Address) -> Result<Option<Lock>, Exit> {
    let is_there = place.file().and_then(|file| file.parent()).is_some_and(Path::is_dir);
    if !is_there {
        return Ok(None);
    }
    beside(place, ".lock").map(|path| Lock::take(&path)).transpose()
}
