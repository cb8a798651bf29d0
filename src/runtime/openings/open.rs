//! Where something may be open that was not, and when it may be tried.

use std::collections::{BTreeSet, HashMap};

use tokio::time::Instant;

use crate::actions::try_again::Places;
use crate::domain::ids::{ChannelId, ServerId};

/// Where something may be open that was not, and when each server may be tried again.
#[derive(Debug, Default)]
pub(super) struct Open {
    places: HashMap<ServerId, Places>,
    not_before: HashMap<ServerId, Instant>,
}

impl Open {
    /// Something may be open: in a channel, or anywhere in a server.
    pub(super) fn note(&mut self, server: ServerId, channel: Option<ChannelId>) {
        let places = channel.map_or(Places::All, |channel| Places::Channels(BTreeSet::from([channel])));
        self.note_again(server, places);
    }

    pub(super) fn note_again(&mut self, server: ServerId, places: Places) {
        let known = self.places.entry(server).or_insert_with(|| Places::Channels(BTreeSet::new()));
        match (known, places) {
            (Places::Channels(known), Places::Channels(more)) => known.extend(more),
            (known, Places::All) => *known = Places::All,
            (Places::All, Places::Channels(_)) => {}
        }
    }

    /// A server is not tried before an instant.
    pub(super) fn hold_back(&mut self, server: ServerId, until: Instant) {
        self.not_before.insert(server, until);
    }

    /// Takes all that may be tried now.
    pub(super) fn take(&mut self, now: Instant) -> Vec<(ServerId, Places)> {
        self.not_before.retain(|_, until| *until > now);
        self.places.extract_if(|server, _| !self.not_before.contains_key(server)).collect()
    }

    /// When something that is held back may be tried.
    pub(super) fn next(&self) -> Option<Instant> {
        self.places.keys().map(|server| self.not_before.get(server).copied().unwrap_or_else(Instant::now)).min()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const SERVER: ServerId = ServerId(5);
    const A_WHILE: Duration = Duration::from_secs(30);

    fn channels(ids: &[u64]) -> Places {
        Places::Channels(ids.iter().copied().map(ChannelId).collect())
    }

    #[test]
    fn many_changes_are_one_try_and_none_is_forgotten() {
        let (mut open, start) = (Open::default(), Instant::now());
        for channel in [7, 8, 7] {
            open.note(SERVER, Some(ChannelId(channel)));
        }
        assert_eq!(open.take(start), [(SERVER, channels(&[7, 8]))]);
        assert_eq!(open.take(start), []);

        open.hold_back(SERVER, start + A_WHILE);
        open.note(SERVER, Some(ChannelId(7)));
        assert_eq!(open.take(start), [], "it was tried a moment ago");
        assert_eq!(open.next(), Some(start + A_WHILE));
        open.note(SERVER, None);
        open.note(SERVER, Some(ChannelId(9)));
        assert_eq!(open.take(start + A_WHILE), [(SERVER, Places::All)]);
        assert_eq!(open.next(), None);
    }

    #[test]
    fn a_server_that_is_held_back_holds_back_no_other() {
        let (mut open, start) = (Open::default(), Instant::now());
        open.hold_back(SERVER, start + A_WHILE);
        open.note(SERVER, None);
        open.note(ServerId(6), None);
        assert_eq!(open.take(start), [(ServerId(6), Places::All)]);
    }
}
