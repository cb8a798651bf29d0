//! Thousands of channels that are closed to the bot leave the open ones their room.

use crate::group;
use crate::group::{Group, MANAGER, SERVER, instant};
use chrono::TimeDelta;
use proctor::actions::begin_delivery::{Begun, begin_delivery, claim_deliveries};
use proctor::actions::configure_server::{Changes, configure_server};
use proctor::actions::record_delivery::{Outcome, record_delivery};
use proctor::domain::delivery::{ClosedChannels, DeliveryKind, Failed, Room};
use proctor::domain::ids::{ChannelId, MessageId, ServerId};
use proctor::domain::language::Language;
use proctor::store::{deliveries, troubles};

const CLOSED: u64 = 2_500;
const OWNER: u64 = 7;

fn channel_of(server: u64) -> ChannelId {
    ChannelId(server + 1_000_000)
}

/// Servers whose channels are known to be closed, and one that is not; all are due at nine.
async fn at_nine() -> Group {
    let mut group = Group::in_seoul().await;
    let eve = instant("2026-11-23T12:00:00Z");
    group
        .write(move |tx| {
            for server in 1_000..1_000 + CLOSED {
                let changes = Changes {
                    channel: Some(channel_of(server)),
                    zone: Some(chrono_tz::Tz::Asia__Seoul),
                    ..Group::nine()
                };
                configure_server(tx, ServerId(server), MANAGER, Language::Korean, None, &changes, eve)?;
                troubles::note(tx, ServerId(server), channel_of(server), "post", "view-channel", eve)?;
            }
            Ok(())
        })
        .await;
    let now = instant("2026-11-24T00:00:00Z");
    while !group.open_due(now).await.is_empty() {}
    group
}

#[tokio::test]
async fn when_few_requests_may_still_be_refused_only_open_channels_are_asked() {
    let group = at_nine().await;
    let now = instant("2026-11-24T00:00:00Z");
    let until = now + TimeDelta::seconds(90);
    let spared = (Room::Posts, ClosedChannels::Spared);
    let (claimed, left) = group
        .write(move |tx| {
            let claimed = claim_deliveries(tx, OWNER, now, until, spared, 10_000)?;
            Ok((claimed, deliveries::next_at(tx, Room::Posts, ClosedChannels::Spared)?))
        })
        .await;
    assert_eq!(claimed.len(), 1);
    assert_eq!(left, None, "nobody turns in a circle for those that wait");
    let id = claimed[0].id;
    let post = group.store.read(move |tx| deliveries::find(tx, id)).await.expect("a read").expect("a delivery");
    assert_eq!((post.server, post.kind), (SERVER, DeliveryKind::Post));

    // There is room again: the others are asked, the most urgent first, so many at a time.
    let asked = (Room::Posts, ClosedChannels::Asked);
    let claimed = group.write(move |tx| claim_deliveries(tx, OWNER, now, until, asked, 300)).await;
    assert_eq!(claimed.len(), 300);
}

#[tokio::test]
async fn a_channel_in_which_only_something_beside_the_question_is_missing_is_not_spared() {
    let now = instant("2026-11-24T00:00:00Z");
    let until = now + TimeDelta::seconds(90);
    let open = [("ping", "role"), ("thread", "threads-full"), ("pin", "pin-messages"), ("post", "embed-links")];
    for ((about, missing), expected) in open.map(|one| (one, 1)).into_iter().chain([(("post", "send-messages"), 0)]) {
        let mut group = Group::in_seoul().await;
        group.write(move |tx| troubles::note(tx, SERVER, group::CHANNEL, about, missing, now)).await;
        group.open_due(now).await;
        let spared = (Room::Posts, ClosedChannels::Spared);
        let claimed = group.write(move |tx| claim_deliveries(tx, OWNER, now, until, spared, 10)).await;
        assert_eq!(claimed.len(), expected, "{about}: {missing}");
    }
}

#[tokio::test]
async fn a_channel_that_refuses_one_message_is_not_asked_for_the_next() {
    let mut group = Group::in_seoul().await;
    let now = instant("2026-11-24T00:00:00Z");
    let round = group.post_due(now).await.pop().expect("a round");
    let closes = now + TimeDelta::hours(24);
    group.close_due(closes).await;
    group.open_due(closes).await;
    let until = closes + TimeDelta::seconds(90);
    let rooms = [Room::Messages, Room::Posts, Room::Edits];
    let asked = group
        .write(move |tx| {
            let mut asked = Vec::new();
            for room in rooms.into_iter().cycle().take(12) {
                for one in claim_deliveries(tx, OWNER, closes, until, (room, ClosedChannels::Asked), 100)? {
                    let Begun::Go(order) = begin_delivery(tx, one, MessageId(0), closes)? else { continue };
                    asked.push(order.delivery.kind);
                    let failed = Outcome::Failed(Failed::NoAccess { missing: "view-channel".to_owned(), until: None });
                    record_delivery(tx, one, &failed, None, closes)?;
                }
            }
            Ok(asked)
        })
        .await;
    let in_channel: Vec<_> = asked.iter().filter(|kind| **kind != DeliveryKind::Trouble).collect();
    assert_eq!(in_channel.len(), 1, "of the key, the next question and the close one asks for all: {asked:?}");
    assert!(round.message.is_some());
}

#[tokio::test]
async fn posts_and_other_messages_have_rooms_of_their_own() {
    let mut group = Group::in_seoul().await;
    let now = instant("2026-11-24T00:00:00Z");
    group.post_due(now).await;
    let closes = now + TimeDelta::hours(24);
    group.close_due(closes).await;
    let until = closes + TimeDelta::seconds(90);
    let claim = async |room| {
        let room = (room, ClosedChannels::Asked);
        group.write(move |tx| claim_deliveries(tx, OWNER, closes, until, room, 100)).await.len()
    };
    // The key of yesterday's question and its buttons.
    assert_eq!((claim(Room::Posts).await, claim(Room::Messages).await, claim(Room::Edits).await), (0, 1, 1));
}
