//! A delivery is held by one claim at a time: a holder who wakes late takes nothing from the next one.

use crate::engine::Beside;
use crate::group::{Group, instant};
use chrono::{DateTime, TimeDelta, Utc};
use proctor::actions::begin_delivery::{Begun, begin_delivery, claim_deliveries};
use proctor::actions::record_delivery::{Ended, Outcome, record_delivery};
use proctor::domain::delivery::{ClosedChannels, DeliveryKind, Failed, Room};
use proctor::domain::ids::MessageId;
use proctor::domain::round::RoundState;
use proctor::store::deliveries::Claimed;
use proctor::store::{deliveries, rounds};

const LEASE: TimeDelta = TimeDelta::seconds(90);

async fn claim(group: &Group, owner: u64, now: DateTime<Utc>) -> Option<Claimed> {
    let room = (Room::Posts, ClosedChannels::Asked);
    group.write(move |tx| claim_deliveries(tx, owner, now, now + LEASE, room, 10)).await.pop()
}

async fn begin(group: &Group, claimed: Claimed, now: DateTime<Utc>) -> bool {
    let begun = group.write(move |tx| begin_delivery(tx, claimed, MessageId(0), now)).await;
    matches!(begun, Begun::Go(_))
}

async fn record(group: &Group, claimed: Claimed, outcome: Outcome, now: DateTime<Utc>) -> Ended {
    group.write(move |tx| record_delivery(tx, claimed, &outcome, None, now)).await
}

/// Who holds a delivery and until when, when it is tried next, and since when it may be there.
fn row(group: &Group, claimed: Claimed) -> (Option<i64>, Option<i64>, i64, Option<i64>) {
    let sql = format!(
        "select lease_owner, lease_until, try_at, coalesce(first_sent_at, trying_since) from delivery where delivery_id = {}",
        claimed.id
    );
    let row = Beside::open(&group.database()).rows(&sql).remove(0);
    let number = |place: usize| row[place].parse().ok();
    (number(0), number(1), number(2).expect("an instant"), number(3))
}

/// A post of which a first holder is at work, and that another one claims when the lease is over.
async fn claimed_twice(owners: [u64; 2], is_begun: bool) -> (Group, [Claimed; 2], DateTime<Utc>) {
    let mut group = Group::in_seoul().await;
    let nine = instant("2026-11-24T00:00:00Z");
    group.open_due(nine).await;
    let first = claim(&group, owners[0], nine).await.expect("the post");
    assert!(begin(&group, first, nine).await);
    assert_eq!(claim(&group, owners[1], nine + TimeDelta::seconds(89)).await, None, "it is held");
    let later = nine + LEASE;
    let second = claim(&group, owners[1], later).await.expect("the post again");
    assert!(!begin(&group, first, later).await, "it is held by another");
    if is_begun {
        assert!(begin(&group, second, later).await);
    }
    (group, [first, second], later)
}

#[tokio::test]
async fn a_late_failure_neither_ends_nor_moves_the_lease_of_the_next_holder() {
    let failures = [
        Outcome::Failed(Failed::Unknown),
        Outcome::Failed(Failed::NotSent),
        Outcome::Failed(Failed::NoAccess { missing: "send-messages".to_owned(), until: None }),
        Outcome::Failed(Failed::Never { reason: "malformed".to_owned() }),
        Outcome::NotThere,
        Outcome::Deleted,
    ];
    for failure in failures {
        // Another process, or the same one after it slept for a while.
        for (owners, is_begun) in [([1, 2], false), ([1, 2], true), ([1, 1], false), ([1, 1], true)] {
            let (group, [first, second], later) = claimed_twice(owners, is_begun).await;
            let before = row(&group, second);
            assert_eq!(before.0, Some(owners[1].cast_signed()));

            let ended = record(&group, first, failure.clone(), later + TimeDelta::seconds(1)).await;

            assert_eq!((ended, row(&group, second)), (Ended::Later, before), "{failure:?}, {owners:?}, {is_begun}");
        }
    }
}

#[tokio::test]
async fn a_late_success_is_one_and_the_next_holder_finds_it() {
    let (group, [first, second], later) = claimed_twice([1, 2], true).await;
    let there = |message| Outcome::There { message: Some(MessageId(message)), at: later };
    assert!(matches!(record(&group, first, there(501), later).await, Ended::Done(_)));
    // Discord knows the nonce, so that the second request made no second message.
    assert_eq!(record(&group, second, there(501), later).await, Ended::GivenUp);
    let id = first.id;
    let (post, round) = group
        .write(move |tx| {
            let post = deliveries::find(tx, id)?.expect("the post");
            let round = rounds::find(tx, post.round.expect("its round"))?.expect("the round");
            Ok((post, round))
        })
        .await;
    assert_eq!((post.kind, post.done_at), (DeliveryKind::Post, Some(later)));
    assert_eq!((round.state, round.message), (RoundState::Open, Some(MessageId(501))));
}

#[tokio::test]
async fn who_is_late_and_still_the_last_holder_records_what_came_of_it() {
    let mut group = Group::in_seoul().await;
    let nine = instant("2026-11-24T00:00:00Z");
    group.open_due(nine).await;
    let claimed = claim(&group, 1, nine).await.expect("the post");
    assert!(begin(&group, claimed, nine).await);
    let late = nine + LEASE + LEASE;
    assert_eq!(record(&group, claimed, Outcome::Failed(Failed::NotSent), late).await, Ended::Later);
    let (owner, until, try_at, _) = row(&group, claimed);
    assert_eq!((owner, until), (None, None));
    assert!(try_at > late.timestamp_millis());
}
