//! Durable answers a second: 256 waiting callers through `store.write`, against one transaction an answer on the same disk.
//! CONTRIBUTING.md says how to run it on a slow disk; the folder for its databases may be named.

mod disk;
mod opened;

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use disk::sync_time;
use opened::{Opened, open_round};
use proctor::actions::submit_answer::{AnswerOutcome, SubmitAnswer, submit_answer};
use proctor::bank::embedded;
use proctor::domain::ids::{MemberId, ServerId};

const SERVER: ServerId = ServerId(1);
const CALLERS: u64 = 256;
const ANSWERS: u64 = 20_000;
const ALONE: u64 = 2_000;
const TURNS: usize = 3;

/// Has so many callers answer, each waiting for its own acknowledgement before the next; returns the time.
async fn answer(opened: &Opened, at: DateTime<Utc>, callers: u64, answers: u64) -> Duration {
    let begun = Instant::now();
    let waiting: Vec<_> = (0..callers)
        .map(|caller| {
            let (store, round, choice) = (opened.store.clone(), opened.round, opened.right);
            tokio::spawn(async move {
                for member in (caller..answers).step_by(usize::try_from(callers).expect("a small number")) {
                    let submitted = SubmitAnswer {
                        server: SERVER,
                        round: Some(round),
                        member: MemberId(1_000 + member),
                        name: "구름".to_owned(),
                        choice: Some(choice),
                        at,
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
    // `cargo test --benches` only asks whether it builds.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let bank = embedded().expect("a bank without faults");
    let named = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let folder = tempfile::tempdir_in(named.as_deref().unwrap_or(env!("CARGO_MANIFEST_DIR"))).expect("a folder");
    let nine = "2026-11-24T00:00:00Z".parse().expect("an instant");
    println!("one sync of this disk: {:?}", sync_time(folder.path()));

    // Both in turns, so that both meet the same disk; the middle of the ratios is told.
    let mut turns = Vec::new();
    for turn in 0..TURNS {
        let mut rates = [0.0; 2];
        for (rate_of, (callers, answers)) in rates.iter_mut().zip([(1, ALONE), (CALLERS, ANSWERS)]) {
            let path = folder.path().join(format!("{turn}-{callers}.db"));
            let opened = open_round(&path, &bank, SERVER, nine).await;
            *rate_of = rate(answers, answer(&opened, nine + TimeDelta::minutes(1), callers, answers).await);
            opened.store.close().await;
        }
        turns.push((rates[1] / rates[0], rates));
    }
    turns.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (ratio, [alone, together]) = turns[TURNS / 2];
    println!("one transaction an answer: {alone:>9.0} durable answers/s");
    println!("{CALLERS} waiting callers:       {together:>9.0} durable answers/s");
    println!("ratio: {ratio:.1} (asked: at least 20 where a sync takes 1 ms)");
}
