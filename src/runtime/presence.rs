//! Keeps note of where the bot is and of what is gone there, one piece of news after the other, in Discord's order.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::{Notify, mpsc};
use tracing::{info, warn};

use crate::actions::{forget_role, greet_server, leave_server};
use crate::domain::ids::{RoleId, ServerId};
use crate::domain::shard::Shard;
use crate::store::{Store, StoreError};

/// Where the bot is, and what is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// Of the servers that belong to a shard in these and in no other.
    All(Shard, Vec<ServerId>),
    /// In this one, where it came at an instant if that is known.
    Here(ServerId, Option<DateTime<Utc>>),
    /// Someone brought the bot into this one at an instant: a removal before it is over.
    Added(ServerId, DateTime<Utc>),
    /// Discord took a message in this one, at an instant: a removal before it is over.
    Message(ServerId, DateTime<Utc>),
    /// In this one no more.
    Gone(ServerId),
    /// A server has these roles and no other.
    Roles { server: ServerId, roles: Vec<RoleId> },
    /// A server has a role no more.
    RoleDeleted { server: ServerId, role: RoleId },
}

/// A server that the bot came into while it was off is still new for this long.
const NEW_FOR: TimeDelta = TimeDelta::days(3);

/// The servers that the bot is not in, so that a click needs no look at the store.
#[derive(Debug, Default)]
struct Left {
    /// They are noted as left.
    noted: HashSet<ServerId>,
    /// That they were left is on its way to be noted.
    on_the_way: HashSet<ServerId>,
    /// So many lists are on their way to be noted: until they are, any server may be one that was left.
    lists_on_the_way: usize,
    /// The shards whose list was noted since the program started.
    listed: HashSet<Shard>,
}

/// Takes news of where the bot is. Cheap to clone; all clones are one.
#[derive(Debug, Clone)]
pub struct Presence {
    news: mpsc::UnboundedSender<(News, DateTime<Utc>)>,
    left: Arc<Mutex<Left>>,
}

impl Presence {
    /// Begins to take news; it ends with the last clone. `due` is told when something may be due.
    pub fn keep(store: Store, due: Arc<Notify>) -> Self {
        let (news, inbox) = mpsc::unbounded_channel();
        // The first list is the one of the store.
        let left = Arc::new(Mutex::new(Left { lists_on_the_way: 1, ..Left::default() }));
        tokio::spawn(note_all(store, inbox, Arc::clone(&left), due));
        Self { news, left }
    }

    /// Takes news.
    pub fn tell(&self, news: News, now: DateTime<Utc>) {
        match &news {
            News::All(..) => locked(&self.left).lists_on_the_way += 1,
            News::Gone(server) => {
                info!(%server, "removed from a server");
                locked(&self.left).on_the_way.insert(*server);
            }
            News::Here(..) | News::Added(..) | News::Message(..) | News::Roles { .. } | News::RoleDeleted { .. } => {}
        }
        // Nobody takes news any more when the program ends.
        let _ = self.news.send((news, now));
    }

    /// Someone acts in a server: the bot is in it, whatever was heard before.
    pub fn prove(&self, server: ServerId, now: DateTime<Utc>) {
        if self.may_be_left(server) {
            self.tell(News::Here(server, None), now);
        }
    }

    /// Discord took a message in a server at an instant: the bot was in it then.
    pub fn prove_by_message(&self, server: ServerId, taken_at: DateTime<Utc>, now: DateTime<Utc>) {
        if self.may_be_left(server) {
            self.tell(News::Message(server, taken_at), now);
        }
    }

    /// The shards of which Discord has told since the start where the bot is.
    pub fn listed(&self) -> Vec<Shard> {
        locked(&self.left).listed.iter().copied().collect()
    }

    fn may_be_left(&self, server: ServerId) -> bool {
        let left = locked(&self.left);
        left.lists_on_the_way > 0 || left.noted.contains(&server) || left.on_the_way.contains(&server)
    }
}

fn locked(left: &Mutex<Left>) -> MutexGuard<'_, Left> {
    left.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn note_all(
    store: Store,
    mut inbox: mpsc::UnboundedReceiver<(News, DateTime<Utc>)>,
    left: Arc<Mutex<Left>>,
    due: Arc<Notify>,
) {
    match store.read(leave_server::left_servers).await {
        Ok(servers) => locked(&left).noted.extend(servers),
        Err(error) => warn!(%error, "could not look up which servers were left"),
    }
    locked(&left).lists_on_the_way -= 1;
    // Where the bot is, as Discord told at first for each shard; what comes later is a new server.
    let mut known = HashMap::new();
    while let Some((news, now)) = inbox.recv().await {
        for server in come_into(&mut known, &news, now) {
            match store.write(move |tx| greet_server::greet_server(tx, server, now)).await {
                Ok(true) => {
                    info!(%server, "came into a new server");
                    due.notify_one();
                }
                Ok(false) => {}
                Err(error) => warn!(%server, %error, "could not note that a new server is to be greeted"),
            }
        }
        // What was not kept is told again by the next click there, or by the next session.
        match note(&store, news, now, &left).await {
            Ok(true) => due.notify_one(),
            Ok(false) => {}
            Err(error) => warn!(%error, "could not note where the bot is"),
        }
    }
}

/// The servers that news tell of and that are new to the bot: it came in while it listened, or a short while before.
fn come_into(known: &mut HashMap<Shard, HashSet<ServerId>>, news: &News, now: DateTime<Utc>) -> Vec<ServerId> {
    match news {
        News::All(shard, servers) => {
            let before = known.insert(*shard, servers.iter().copied().collect());
            let is_new = |server: &ServerId| before.as_ref().is_some_and(|before| !before.contains(server));
            servers.iter().copied().filter(is_new).collect()
        }
        News::Added(server, at) => {
            if let Some(known) = of_shard(known, *server) {
                known.insert(*server);
            }
            (now - *at < NEW_FOR).then_some(*server).into_iter().collect()
        }
        News::Here(server, joined_at) => {
            let came_in = of_shard(known, *server).is_some_and(|known| known.insert(*server));
            let is_new = came_in || joined_at.is_some_and(|at| now - at < NEW_FOR);
            is_new.then_some(*server).into_iter().collect()
        }
        News::Gone(server) => {
            if let Some(known) = of_shard(known, *server) {
                known.remove(server);
            }
            Vec::new()
        }
        News::Message(..) | News::Roles { .. } | News::RoleDeleted { .. } => Vec::new(),
    }
}

/// What is known of the shard that a server belongs to.
fn of_shard(known: &mut HashMap<Shard, HashSet<ServerId>>, server: ServerId) -> Option<&mut HashSet<ServerId>> {
    known.iter_mut().find(|(shard, _)| shard.has(server)).map(|(_, known)| known)
}

/// Whether something may be due now: the bot is back in a server, or its manager is to be told something.
async fn note(store: &Store, news: News, now: DateTime<Utc>, left: &Mutex<Left>) -> Result<bool, StoreError> {
    match news {
        News::All(shard, servers) => {
            let noted = store.write(move |tx| {
                leave_server::note_servers(tx, shard, &servers, now)?;
                leave_server::left_servers(tx)
            });
            let noted = noted.await;
            let mut left = locked(left);
            left.lists_on_the_way -= 1;
            let still: HashSet<_> = noted?.into_iter().collect();
            left.listed.insert(shard);
            let is_back = !left.noted.is_subset(&still);
            left.noted = still;
            return Ok(is_back);
        }
        News::Here(server, _) => {
            // Every server tells that it is there when a session begins; few of them had left.
            if locked(left).noted.contains(&server) {
                store.write(move |tx| leave_server::return_to_server(tx, server, now)).await?;
                info!(%server, "a server that was noted as left is there: its data stays");
                return Ok(locked(left).noted.remove(&server));
            }
        }
        News::Message(server, at) | News::Added(server, at) => {
            if store.write(move |tx| leave_server::note_message(tx, server, at, now)).await? {
                info!(%server, "the bot is in a server that was noted as left: its data stays");
                return Ok(locked(left).noted.remove(&server));
            }
        }
        News::Gone(server) => {
            let kept = store.write(move |tx| leave_server::leave_server(tx, server, now)).await;
            let mut left = locked(left);
            left.on_the_way.remove(&server);
            kept?;
            left.noted.insert(server);
        }
        News::Roles { server, roles } => {
            let mut is_due = false;
            for role in store.read(move |tx| forget_role::roles_to_forget(tx, server, &roles)).await? {
                is_due |= forget(store, server, role, now).await?;
            }
            return Ok(is_due);
        }
        News::RoleDeleted { server, role } => return forget(store, server, role, now).await,
    }
    Ok(false)
}

/// Whether posts mentioned the role, so that the manager is to be told.
async fn forget(store: &Store, server: ServerId, role: RoleId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let is_news = store.write(move |tx| forget_role::forget_role(tx, server, role, now)).await?;
    if is_news {
        info!(%server, "the role to mention was deleted: posts mention nobody");
    }
    Ok(is_news)
}
