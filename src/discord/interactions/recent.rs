//! The interactions of late, so that one which comes twice is worked on once; no clock of ours is asked.

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How many are remembered; the oldest is forgotten first. Discord waits three seconds for an answer, so whatever comes
/// when so many newer ones have come is no news to it.
const REMEMBERED: usize = 65_536;

/// The ids of the interactions of late.
#[derive(Debug, Default)]
pub(super) struct Recent(Mutex<Ids>);

#[derive(Debug, Default)]
struct Ids {
    known: HashSet<u64>,
    by_age: VecDeque<u64>,
    /// All below this are old.
    old_below: u64,
}

impl Recent {
    /// Remembers an interaction; says whether it is a new one. One that is older than what is forgotten is none.
    pub(super) fn is_new(&self, id: u64) -> bool {
        let mut ids = self.ids();
        if id < ids.old_below || !ids.known.insert(id) {
            return false;
        }
        ids.by_age.push_back(id);
        if ids.by_age.len() > REMEMBERED
            && let Some(oldest) = ids.by_age.pop_front()
        {
            ids.known.remove(&oldest);
            ids.old_below = ids.old_below.max(oldest + 1);
        }
        true
    }

    /// Whether an interaction is none of those that are new.
    pub(super) fn is_old(&self, id: u64) -> bool {
        let ids = self.ids();
        id < ids.old_below || ids.known.contains(&id)
    }

    /// From now on all below an id are old.
    pub(super) fn forget_below(&self, id: u64) {
        let mut ids = self.ids();
        ids.old_below = ids.old_below.max(id);
    }

    fn ids(&self) -> MutexGuard<'_, Ids> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repetition_is_known_though_memory_stays_bounded() {
        let recent = Recent::default();

        assert!((0..200_000).all(|id| recent.is_new(id)));

        assert!((0..200_000).all(|id| !recent.is_new(id)));
        assert_eq!(recent.ids().known.len(), REMEMBERED);
        assert!(recent.is_new(200_000));
    }

    #[test]
    fn what_came_before_the_start_is_old() {
        let recent = Recent::default();
        recent.forget_below(10);
        recent.forget_below(7);
        assert_eq!([9, 10, 10].map(|id| recent.is_new(id)), [false, true, false]);
    }
}
