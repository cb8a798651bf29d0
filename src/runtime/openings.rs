//! Hears of what may have opened a place to the bot, and has what waits there tried at once, but not again and again.

mod open;

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rest::models::OverwriteOf;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};
use tracing::warn;

use open::Open;

use super::clock::Clock;
use super::gateway::Rights;
use super::shutdown::Shutdown;
use crate::actions::try_again::{Places, Waiting, try_again, waiting};
use crate::domain::ids::{ChannelId, RoleId, ServerId};
use crate::store::{Store, StoreError};

/// What waits in a server is tried again at most this often: whoever changes something all the time must not have Discord
/// refuse the bot all the time.
const BETWEEN_TRIES: Duration = Duration::from_secs(30);

/// When to look again at what is being tried.
const UNTIL_TRIED: Duration = Duration::from_secs(2);

/// Of so many channels, roles and servers it is known what was told last.
const KNOWN_UP_TO: usize = 100_000;

/// Takes word of what some may do. Cheap to clone; all clones are one.
#[derive(Debug, Clone)]
pub struct Openings {
    /// The bot's own user id.
    bot: u64,
    heard: Arc<Mutex<Heard>>,
    news: Arc<Notify>,
}

/// Whose rights were told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Whose {
    Channel(ChannelId),
    Role(RoleId),
    Bot(ServerId),
}

#[derive(Debug, Default)]
struct Heard {
    /// What was told last, as a hash.
    known: HashMap<Whose, u64>,
    /// The servers that have an outage.
    away: HashSet<ServerId>,
    open: Open,
}

impl Openings {
    /// Begins to take word; `due` is told when something is due. It ends with the program.
    pub fn keep(store: Store, bot: u64, clock: Clock, shutdown: Shutdown, due: Arc<Notify>) -> Self {
        let openings = Self { bot, heard: Arc::default(), news: Arc::new(Notify::new()) };
        let watch = openings.clone();
        tokio::spawn(async move {
            tokio::select! {
                () = shutdown.begun() => {}
                () = watch.watch(&store, &clock, &due) => {}
            }
        });
        openings
    }

    /// Takes word of what some may do in a server. What was told before opens nothing: names and colours change all the time.
    pub fn hear(&self, server: ServerId, told: &Rights) {
        let (whose, place) = match told {
            Rights::Channel { channel, .. } => (Whose::Channel(*channel), Some(*channel)),
            Rights::Role { role, .. } => (Whose::Role(*role), None),
            Rights::Member { user, .. } if *user == self.bot => (Whose::Bot(server), None),
            Rights::Member { .. } => return,
        };
        let now = hash_of(told, self.bot);
        let mut heard = self.heard();
        if heard.known.len() >= KNOWN_UP_TO {
            heard.known.clear();
        }
        if heard.known.insert(whose, now) == Some(now) {
            return;
        }
        heard.open.note(server, place);
        drop(heard);
        self.news.notify_one();
    }

    /// A role was deleted, which may have kept the bot from something.
    pub fn hear_of_deleted_role(&self, server: ServerId) {
        self.heard().open.note(server, None);
        self.news.notify_one();
    }

    /// A server has an outage.
    pub fn hear_of_outage(&self, server: ServerId) {
        self.heard().away.insert(server);
    }

    /// A server can be reached; after an outage what waits there is tried.
    pub fn hear_of_server(&self, server: ServerId) {
        let mut heard = self.heard();
        if heard.away.remove(&server) {
            heard.open.note(server, None);
            drop(heard);
            self.news.notify_one();
        }
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn watch(&self, store: &Store, clock: &Clock, due: &Notify) {
        loop {
            let next = self.heard().open.next();
            tokio::select! {
                () = self.news.notified() => {}
                () = async { sleep_until(next.unwrap_or_else(Instant::now)).await }, if next.is_some() => {}
            }
            let open = self.heard().open.take(Instant::now());
            if open.is_empty() {
                continue;
            }
            match self.try_all(open, store, clock).await {
                Ok(true) => due.notify_one(),
                Ok(false) => {}
                // Each is tried in its own time all the same.
                Err(error) => warn!(%error, "could not have tried again what waits where something changed"),
            }
        }
    }

    /// Has tried what waits in these places; says whether there is anything. A server with nothing costs no write.
    async fn try_all(&self, open: Vec<(ServerId, Places)>, store: &Store, clock: &Clock) -> Result<bool, StoreError> {
        let now = clock.now();
        let found = store.read(move |tx| {
            let found = |(server, places): (ServerId, Places)| {
                waiting(tx, server, &places, now).map(|waiting| (server, places, waiting))
            };
            open.into_iter().map(found).collect::<Result<Vec<_>, _>>()
        });
        let mut due = Vec::new();
        for (server, places, waiting) in found.await? {
            match waiting {
                Waiting::Nothing => {}
                Waiting::Something => {
                    self.heard().open.hold_back(server, Instant::now() + BETWEEN_TRIES);
                    due.push((server, places));
                }
                Waiting::UnderWay => {
                    let mut heard = self.heard();
                    heard.open.hold_back(server, Instant::now() + UNTIL_TRIED);
                    heard.open.note_again(server, places);
                }
            }
        }
        if due.is_empty() {
            return Ok(false);
        }
        store.write(move |tx| due.iter().try_for_each(|(server, places)| try_again(tx, *server, places, now))).await?;
        Ok(true)
    }
}

/// A hash of what decides, for the bot: what other members may does not.
fn hash_of(told: &Rights, bot: u64) -> u64 {
    let mut hash = DefaultHasher::new();
    match told {
        Rights::Channel { overwrites, .. } => {
            let of_bot = overwrites.iter().filter(|one| one.of != OverwriteOf::Member || one.id == bot);
            let mut of_bot: Vec<_> = of_bot.map(|one| (one.id, one.allow, one.deny)).collect();
            of_bot.sort_unstable();
            of_bot.hash(&mut hash);
        }
        Rights::Role { permissions, .. } => permissions.hash(&mut hash),
        Rights::Member { roles, timed_out_until, .. } => {
            let mut roles = roles.clone();
            roles.sort_unstable();
            (roles, timed_out_until).hash(&mut hash);
        }
    }
    hash.finish()
}

#[cfg(test)]
mod tests {
    use rest::models::Overwrite;

    use super::*;

    const SERVER: ServerId = ServerId(5);

    #[test]
    fn only_what_concerns_the_bot_and_differs_from_before_is_a_change() {
        let openings = Openings { bot: 9, heard: Arc::default(), news: Arc::default() };
        let is_change = |told: Rights| {
            openings.hear(SERVER, &told);
            !openings.heard().open.take(Instant::now()).is_empty()
        };
        let overwrite = |of, id, allow| Overwrite { id, of, allow, deny: 0 };
        let channel = |overwrites| Rights::Channel { channel: ChannelId(7), overwrites };
        let (role, own) = (overwrite(OverwriteOf::Role, 6, 1), overwrite(OverwriteOf::Member, 9, 1));
        let other = overwrite(OverwriteOf::Member, 8, 1);
        assert!(is_change(channel(vec![role, own])), "the first word");
        assert!(!is_change(channel(vec![own, role])), "another name, another place in the list");
        assert!(!is_change(channel(vec![role, other, own])), "another member");
        assert!(is_change(channel(vec![role, overwrite(OverwriteOf::Member, 9, 3)])));
        assert!(is_change(channel(vec![overwrite(OverwriteOf::Role, 6, 3), own])));

        let role = |permissions| Rights::Role { role: RoleId(6), permissions };
        assert_eq!([role(1), role(1), role(3)].map(is_change), [true, false, true]);
        let member = |user, roles: &[u64]| Rights::Member { user, roles: roles.to_vec(), timed_out_until: None };
        assert_eq!(
            [member(9, &[6]), member(9, &[6]), member(8, &[]), member(9, &[])].map(is_change),
            [true, false, false, true]
        );
    }

    #[test]
    fn a_server_that_was_never_away_is_no_change() {
        let openings = Openings { bot: 9, heard: Arc::default(), news: Arc::default() };
        let changed = || openings.heard().open.take(Instant::now()).len();
        openings.hear_of_server(SERVER);
        assert_eq!(changed(), 0, "a session begins, and every server tells that it is there");
        openings.hear_of_outage(SERVER);
        openings.hear_of_server(SERVER);
        openings.hear_of_server(SERVER);
        assert_eq!(changed(), 1);
    }
}
