//! Durable answers a second: 256 waiting callers through `store.write`, against one transaction an answer on the same disk.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use proctor::actions::begin_delivery::{Begun, Content, begin_delivery, claim_deliveries};
use proctor::actions::configure_server::{Changes, configure_server};
use proctor::actions::load_bank::load_bank;
use proctor::actions::open_due_rounds::open_due_rounds;
use proctor::actions::record_delivery::{Outcome, record_delivery};
use proctor::actions::submit_answer::{AnswerOutcome, SubmitAnswer, submit_answer};
use proctor::bank::Bank;
use proctor::bank::embedded;
use proctor::domain::choice::{Choice, Letter};
use proctor::domain::delivery::{ClosedChannels, Room};
use proctor::domain::ids::{ChannelId, MemberId, MessageId, RoundId, ServerId};
use proctor::domain::language::Language;
use proctor::store::Store;
use rand::SeedableRng as _;

const SERVER: ServerId = ServerId(1);
const CALLERS: u64 = 256;
const ANSWERS: u64 = 20_000;
const ALONE: u64 = 2_000;

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

/// Opens a round in a new database; its question asks for as many letters as are returned.
async fn open_round(path: &Path, bank: &Arc<Bank>) -> (Store, RoundId, Choice) {
    let store = Store::open(path).expect("a database");
    let bank = Arc::clone(bank);
    let (round, choice) = store
        .write(move |tx| {
            let now = instant("2026-11-23T23:00:00Z");
            let changes = Changes {
                channel: Some(ChannelId(2)),
                time: NaiveTime::from_hms_opt(9, 0, 0),
                zone: Some(Tz::Asia__Seoul),
                ..Changes::default()
            };
            configure_server(tx, SERVER, MemberId(1), Language::Korean, None, &changes, now)?;
            let now = instant("2026-11-24T00:00:00Z");
            load_bank(tx, bank.editions())?;
            open_due_rounds(tx, now, 10, &mut rand::rngs::StdRng::seed_from_u64(1))?;
            let claimed =
                claim_deliveries(tx, 1, now, now + TimeDelta::minutes(1), (Room::Posts, ClosedChannels::Asked), 1)?
                    .remove(0);
            let Begun::Go(order) = begin_delivery(tx, claimed, MessageId(0), now)? else {
                panic!("a round that is due");
            };
            let there = Outcome::There { message: Some(MessageId(3)), at: now };
            record_delivery(tx, claimed, &there, None, now)?;
            let Content::Post(drawn, _) = order.content else { panic!("a post") };
            let sheet = drawn.sheet.expect("its sheet");
            let (right, choose) = (sheet.key(), sheet.edition().choose());
            let wrong = Choice::of(Letter::all().take(choose));
            Ok((drawn.round.id, if wrong == right { Choice::of(Letter::all().skip(1).take(choose)) } else { right }))
        })
        .await
        .expect("an open round");
    (store, round, choice)
}

/// Has so many callers answer, each waiting for its own acknowledgement before the next; returns the time.
async fn answer(store: &Store, round: RoundId, choice: Choice, callers: u64, answers: u64) -> Duration {
    let begun = Instant::now();
    let waiting: Vec<_> = (0..callers)
        .map(|caller| {
            let store = store.clone();
            tokio::spawn(async move {
                for member in (caller..answers).step_by(usize::try_from(callers).expect("a small number")) {
                    let submitted = SubmitAnswer {
                        server: SERVER,
                        round: Some(round),
                        member: MemberId(1_000 + member),
                        name: "구름".to_owned(),
                        choice: Some(choice),
                        at: instant("2026-11-24T00:01:00Z"),
                    };
                    let outcome =
                        store.write(move |tx| submit_answer(tx, &submitted)).await.expect("an answer on disk");
                    assert!(matches!(outcome, AnswerOutcome::Graded(_)), "{outcome:?}");
                }
            })
        })
        .collect();
    for one in waiting {
        one.await.expect("a caller");
    }
    begun.elapsed()
}

#[expect(clippy::cast_precision_loss, reason = "a rate is printed with three digits")]
fn rate(answers: u64, time: Duration) -> f64 {
    answers as f64 / time.as_secs_f64()
}

#[tokio::main]
async fn main() {
    let bank = Arc::new(embedded().expect("a bank without faults"));
    let folder = tempfile::tempdir_in(env!("CARGO_MANIFEST_DIR")).expect("a folder on the project's disk");

    // Three rounds of both, taken in turns, so that both meet the same disk.
    let (mut alone, mut together) = (0.0_f64, 0.0_f64);
    for turn in 0..3 {
        let (store, round, choice) = open_round(&folder.path().join(format!("alone-{turn}.db")), &bank).await;
        alone = alone.max(rate(ALONE, answer(&store, round, choice, 1, ALONE).await));
        store.close().await;
        let (store, round, choice) = open_round(&folder.path().join(format!("together-{turn}.db")), &bank).await;
        together = together.max(rate(ANSWERS, answer(&store, round, choice, CALLERS, ANSWERS).await));
        store.close().await;
    }
    println!("one transaction an answer: {alone:>9.0} durable answers/s");
    println!("{CALLERS} waiting callers:       {together:>9.0} durable answers/s");
    println!("ratio: {:.1} (asked: at least 20)", together / alone);
}
