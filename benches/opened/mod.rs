//! A database in which a round of the bundled bank is open.
#![allow(dead_code, unreachable_pub, reason = "each bench uses its own part of it")]

use std::path::Path;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use proctor::actions::begin_delivery::{Begun, begin_delivery, claim_deliveries};
use proctor::actions::configure_server::{Changes, configure_server};
use proctor::actions::delivery_content::Content;
use proctor::actions::load_bank::load_bank;
use proctor::actions::open_due_rounds::open_due_rounds;
use proctor::actions::record_delivery::{Outcome, record_delivery};
use proctor::bank::Bank;
use proctor::domain::choice::Choice;
use proctor::domain::delivery::{ClosedChannels, Room};
use proctor::domain::ids::{ChannelId, MemberId, MessageId, RoundId, ServerId};
use proctor::domain::language::Language;
use proctor::store::Store;
use rand::SeedableRng as _;
use rand::rngs::StdRng;

/// A store with its open round.
pub struct Opened {
    pub store: Store,
    pub round: RoundId,
    /// Its right letters.
    pub right: Choice,
}

/// Makes a database with a server whose round is posted at `at`, which is nine o'clock in Seoul.
pub async fn open_round(path: &Path, bank: &Bank, server: ServerId, at: DateTime<Utc>) -> Opened {
    let store = Store::open(path).expect("a database");
    let editions = bank.editions().to_vec();
    let (round, right) = store
        .write(move |tx| {
            let changes = Changes {
                channel: Some(ChannelId(2)),
                time: NaiveTime::from_hms_opt(9, 0, 0),
                zone: Some(Tz::Asia__Seoul),
                ..Changes::default()
            };
            configure_server(tx, server, MemberId(1), Language::Korean, None, &changes, at - TimeDelta::hours(1))?;
            load_bank(tx, &editions)?;
            open_due_rounds(tx, at, 10, &mut StdRng::seed_from_u64(1))?;
            let room = (Room::Posts, ClosedChannels::Asked);
            let claimed = claim_deliveries(tx, 1, at, at + TimeDelta::minutes(1), room, 1)?.remove(0);
            let Begun::Go(order) = begin_delivery(tx, claimed, MessageId(0), at)? else {
                panic!("a round that is due");
            };
            let there = Outcome::There { message: Some(MessageId(3)), at };
            record_delivery(tx, claimed, &there, None, at)?;
            let Content::Post(drawn, _) = order.content else { panic!("a post") };
            Ok((drawn.round.id, drawn.sheet.expect("its sheet").key()))
        })
        .await
        .expect("an open round");
    Opened { store, round, right }
}
