//! Keeps the names of members current: whatever a member does under a new name, the name is kept.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::sync::{Mutex, PoisonError};

use crate::domain::ids::{MemberId, ServerId};
use crate::store::{Store, StoreError, members};

/// How many names are known to be current; beyond that, all are looked up again.
const KNOWN: usize = 20_000;

/// Which names are known to be kept as they are now, so that a click asks the database nothing.
#[derive(Debug, Default)]
pub struct Names(Mutex<HashMap<(ServerId, MemberId), u64>>);

impl Names {
    /// Takes note that a name is kept; says whether that was news.
    pub(super) fn note(&self, server: ServerId, member: MemberId, name: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        let hash = hasher.finish();
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= KNOWN && !known.contains_key(&(server, member)) {
            known.clear();
        }
        known.insert((server, member), hash) != Some(hash)
    }

    /// Keeps the name of a member of whom something is kept, if it is a new one.
    pub(super) async fn keep(&self, store: &Store, server: ServerId, member: MemberId, name: String) {
        if self.note(server, member, &name)
            && let Err(error) = change(store, server, member, name).await
        {
            tracing::warn!(%server, %error, "could not keep a member's new name");
        }
    }
}

async fn change(store: &Store, server: ServerId, member: MemberId, name: String) -> Result<(), StoreError> {
    let kept = store.read(move |tx| members::name(tx, server, member)).await?;
    if kept.is_some_and(|kept| kept != name) {
        store.write(move |tx| members::change_name(tx, server, member, &name)).await?;
    }
    Ok(())
}
