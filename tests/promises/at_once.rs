//! Several processes on one PostgreSQL: whatever they do at the same moment, an answer counts once, a round is posted once, and
//! standings are what a replay finds.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use proctor::actions::begin_delivery::{Begun, begin_delivery, claim_deliveries};
use proctor::actions::close_round::close_due_rounds;
use proctor::actions::open_due_rounds::open_due_rounds;
use proctor::actions::record_delivery::{Outcome, record_delivery};
use proctor::actions::submit_answer::{AnswerOutcome, SubmitAnswer, submit_answer};
use proctor::domain::choice::Choice;
use proctor::domain::delivery::{ClosedChannels, DeliveryKind, Room};
use proctor::domain::ids::{MemberId, MessageId, RoundId};
use proctor::domain::round::Round;
use proctor::store::{Store, StoreError, WriteTx, history, rounds};
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use serenity::futures::future::join_all;

use crate::group::{Group, SERVER, instant};
use crate::{engine, replay};

const PROCESSES: u64 = 4;
const MEMBERS: u64 = 24;
const DAYS: u64 = 6;

/// One of the processes.
#[derive(Clone)]
struct Process {
    owner: u64,
    store: Store,
    /// The messages that Discord has taken from all of them.
    messages: Arc<AtomicU64>,
}

impl Process {
    async fn write<T: Send + 'static>(
        &self,
        action: impl FnMut(&WriteTx<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        self.store.write(action).await.expect("an action that comes to its end")
    }

    /// Does what is due at an instant, as each of them does; returns the rounds that it posted.
    async fn look(&self, now: DateTime<Utc>) -> Vec<RoundId> {
        while self.write(move |tx| close_due_rounds(tx, now, 100)).await {}
        let seed = self.owner;
        self.write(move |tx| open_due_rounds(tx, now, 100, &mut StdRng::seed_from_u64(seed))).await;
        let (owner, until, mut posted) = (self.owner, now + TimeDelta::seconds(90), Vec::new());
        loop {
            let mut claimed = Vec::new();
            for room in [Room::Posts, Room::Messages] {
                let asked = (room, ClosedChannels::Asked);
                claimed.extend(self.write(move |tx| claim_deliveries(tx, owner, now, until, asked, 3)).await);
            }
            if claimed.is_empty() {
                return posted;
            }
            for one in claimed {
                let Begun::Go(order) = self.write(move |tx| begin_delivery(tx, one, MessageId(0), now)).await else {
                    continue;
                };
                let message = Some(MessageId(self.messages.fetch_add(1, Ordering::Relaxed)));
                let there = Outcome::There { message, at: now };
                self.write(move |tx| record_delivery(tx, one, &there, None, now)).await;
                posted.extend(order.delivery.round.filter(|_| order.delivery.kind == DeliveryKind::Post));
            }
        }
    }

    /// A member's press reaches this process; returns what was accepted.
    async fn answer(&self, round: RoundId, member: u64, choice: Choice, at: DateTime<Utc>) -> Option<Choice> {
        let submitted = SubmitAnswer {
            server: SERVER,
            round: Some(round),
            member: MemberId(member),
            name: format!("member {member}"),
            choice: Some(choice),
            at,
        };
        match self.write(move |tx| submit_answer(tx, &submitted)).await {
            AnswerOutcome::Graded(graded) => Some(graded.choice),
            AnswerOutcome::Recorded { .. } => panic!("this server tells at once"),
            AnswerOutcome::Refused { .. } => None,
        }
    }
}

async fn processes(group: &Group) -> Vec<Process> {
    let messages = Arc::new(AtomicU64::new(1_000));
    let mut all = Vec::new();
    for owner in 1..=PROCESSES {
        all.push(Process { owner, store: engine::open(&group.database()).await, messages: Arc::clone(&messages) });
    }
    all
}

/// All of them look at once, and each press reaches all of them at once, the next day's look coming in between: what was
/// accepted, by round and member.
async fn play(group: &Group, processes: &[Process]) -> BTreeMap<(u64, u64), Vec<Choice>> {
    let mut accepted: BTreeMap<(u64, u64), Vec<Choice>> = BTreeMap::new();
    let mut before: Option<Round> = None;
    for day in 0..=DAYS {
        let nine = instant("2026-11-24T00:00:00Z") + TimeDelta::days(i64::try_from(day).expect("a few"));
        let looks = join_all(processes.iter().map(|process| process.look(nine)));
        let presses = before.iter().flat_map(|round| {
            let (right, wrong) = (group.key(round), group.wrong(round));
            let one = move |member: u64, process: &Process| {
                let (process, id) = (process.clone(), round.id);
                let choice = if (member + day + process.owner).is_multiple_of(3) { wrong } else { right };
                let at = nine - TimeDelta::seconds(60 - process.owner.cast_signed());
                async move { ((id.0, member), process.answer(id, member, choice, at).await) }
            };
            (1..=MEMBERS).flat_map(move |member| processes.iter().map(move |process| one(member, process)))
        });
        let (posted, presses) = tokio::join!(looks, join_all(presses));
        for (whose, choice) in presses {
            accepted.entry(whose).or_default().extend(choice);
        }
        let posted: Vec<RoundId> = posted.concat();
        assert_eq!(posted.len(), 1, "one post on day {day}");
        let round = group.write(move |tx| rounds::find(tx, posted[0])).await.expect("the round");
        assert!(round.posted_at.is_some());
        // Half of a day's members answer in peace, but at all processes at once.
        let (right, at) = (group.key(&round), |one: &Process| nine + TimeDelta::seconds(one.owner.cast_signed()));
        let early = (MEMBERS + 1..=2 * MEMBERS).flat_map(|member| processes.iter().map(move |one| (member, one)));
        let early =
            join_all(early.map(async |(member, one)| (member, one.answer(round.id, member, right, at(one)).await)));
        for (member, choice) in early.await {
            accepted.entry((round.id.0, member)).or_default().extend(choice);
        }
        before = Some(round);
    }
    accepted
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_several_processes_do_at_once_counts_once() {
    if !engine::is_postgres() {
        // A file has one process, which holds its lock.
        return;
    }
    let group = Group::in_seoul().await;
    let processes = processes(&group).await;

    let accepted = play(&group, &processes).await;

    for (whose, choices) in &accepted {
        assert!(choices.len() <= 1, "{whose:?} answered more than once: {choices:?}");
        assert!(whose.1 <= MEMBERS || choices.len() == 1, "{whose:?} was in time");
    }
    let kept = group.store.read(|tx| history::answers(tx, SERVER)).await.expect("the answers");
    let kept: BTreeMap<_, _> = kept.iter().map(|one| ((one.round.0, one.member.0), vec![one.choice])).collect();
    let acknowledged: BTreeMap<_, _> = accepted.into_iter().filter(|(_, choices)| !choices.is_empty()).collect();
    assert_eq!(kept, acknowledged, "what was acknowledged is kept, and nothing else");
    assert_eq!(replay::kept(&group.database(), SERVER), replay::replay(&group.database(), SERVER));
    let posts = group.store.read(|tx| history::rounds(tx, SERVER)).await.expect("the rounds");
    assert_eq!(posts.len() as u64, DAYS + 1);
    let retries: u64 = processes.iter().map(|process| process.store.retried_writes()).sum();
    println!("{retries} transactions were tried again for {} answers", kept.len());
    assert!(retries > 0, "they never stood in each other's way: nothing was tested");
}
