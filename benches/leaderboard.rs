//! What 10,000,000 answers of 100,000 members with 20,000 different totals cost against 10,000 answers of 100 members: a
//! page of the leaderboard with the own row, and an answer until it is on disk. The large one a second time with every third
//! member hidden: what is left out costs a page nothing.

mod opened;

use std::fs::File;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use opened::{Opened, open_round};
use proctor::actions::hide_member::hide_member;
use proctor::actions::show_leaderboard::{BoardPart, show_leaderboard};
use proctor::actions::submit_answer::{AnswerOutcome, SubmitAnswer, submit_answer};
use proctor::bank::embedded;
use proctor::domain::ids::{MemberId, ServerId};
use proctor::domain::leaderboard::PeriodKind;
use proctor::store::{Store, WriteTx};

const SERVER: ServerId = ServerId(1);
const ROUNDS: u64 = 100;
const TOTALS: u64 = 20_000;

/// The members of the small database; as many of each database give an answer.
const SMALL: u64 = 100;

/// The members of the large one.
const LARGE: u64 = 100_000;

/// How many pages are looked at in a turn.
const PAGES: u64 = 200;

/// Where some hide, it is every so manieth member.
const HIDES: u64 = 3;

/// The databases are measured by turns: what else the machine does then meets all.
const TURNS: u64 = 5;

fn nine() -> DateTime<Utc> {
    "2026-11-24T00:00:00Z".parse().expect("an instant")
}

/// Fills a database as a hundred rounds of so many members before the open one would have; points differ by member.
fn fill(path: &Path, members: u64) {
    let db = rusqlite::Connection::open(path).expect("the same database");
    db.execute_batch(&format!(
        "pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -400000;
         begin;
         with recursive n (i) as (select 1 union all select i + 1 from n where i < {ROUNDS})
         insert into round (server_id, schedule_id, day, number, question, option_order, state, due_at, channel_id, feedback, thread,
                            position, message_id, posted_at, closes_at, closed_at, streak_day)
         select 1, 1, date('2026-08-15', '+' || i || ' days'), 0, 'q-' || i, '0123', 'closed', 0, 2, 'instant', 0,
                i - {ROUNDS}, i, 0, 0, 0, date('2026-08-15', '+' || i || ' days') from n;
         with recursive n (i) as (select 1 union all select i + 1 from n where i < {members})
         insert into member (server_id, member_id, name) select 1, i, 'member ' || i from n;
         insert into answer (round_id, member_id, choice, answered_at, streak, correct, points)
         select round_id, member_id, 1, 1700000000000 + member_id, position + {ROUNDS}, right,
                right * (10 + (member_id * 31 + round_id * 17) % 16)
         from (select round_id, position, member_id, (member_id * 7919 + round_id * 104729) % 3 > 0 as right
               from round, member where state = 'closed' order by round_id, member_id);
         insert into standing (server_id, period, member_id, points, answered, correct, reached_at)
         select 1, 'all', member_id, sum(points) + member_id * 7919 % {TOTALS}, count(*), sum(correct), max(answered_at)
         from answer group by member_id;
         insert into tally (server_id, period, points, members)
         select 1, 'all', points, count(*) from standing group by points;
         insert into tally_span (server_id, period, span, members)
         select 1, 'all', points >> 8, count(*) from standing group by points >> 8;
         commit;
         pragma journal_mode = wal;"
    ))
    .expect("a filled database");
    // What the system still had to write would be waited for by the answers that are measured.
    File::open(path).and_then(|file| file.sync_all()).expect("a database on disk");
}

/// A database that is measured.
struct Filled {
    members: u64,
    /// How many of them hide.
    hidden: u64,
    opened: Opened,
    store: Store,
    pages: Vec<Duration>,
    answers: Vec<Duration>,
}

impl Filled {
    async fn with(folder: &Path, name: &str, members: u64) -> Self {
        let path = folder.join(format!("{name}.db"));
        let opened = open_round(&path, &embedded().expect("a bank without faults"), SERVER, nine()).await;
        opened.store.close().await;
        fill(&path, members);
        let store = Store::open(&path).expect("the filled database");
        Self { members, hidden: 0, opened, store, pages: Vec::new(), answers: Vec::new() }
    }

    /// Has every third member hide.
    async fn hide_many(mut self) -> Self {
        for some in (1..=self.members / HIDES).collect::<Vec<_>>().chunks(1_000) {
            let some = some.to_vec();
            let hide = move |tx: &WriteTx<'_>| {
                some.iter().try_for_each(|nth| hide_member(tx, SERVER, MemberId(nth * HIDES), true, nine()).map(drop))
            };
            self.store.write(hide).await.expect("hidden members");
        }
        self.hidden = self.members / HIDES;
        self
    }

    /// Looks at pages around members, with the own row.
    async fn look_at_pages(&mut self, turn: u64) {
        let (members, shown) = (self.members, self.members - self.hidden);
        let looked = self.store.read(move |tx| {
            let mut times = Vec::new();
            for nth in turn * PAGES..(turn + 1) * PAGES {
                let asker = MemberId(1 + (nth * 7919) % members);
                let begun = Instant::now();
                let board = show_leaderboard(tx, SERVER, PeriodKind::All, BoardPart::Around(asker), asker, nine())?
                    .expect("a board");
                times.push(begun.elapsed());
                assert!(board.own.is_some() && !board.rows.is_empty() && board.members == shown);
            }
            Ok(times)
        });
        self.pages.extend(looked.await.expect("a readable database"));
    }

    /// Has members from all over answer, each until it is on disk.
    async fn answer(&mut self, turn: u64) {
        let share = SMALL / TURNS;
        for nth in turn * share..(turn + 1) * share {
            let member = 1 + (nth * 7919) % self.members;
            let submitted = SubmitAnswer {
                server: SERVER,
                round: Some(self.opened.round),
                member: MemberId(member),
                name: format!("member {member}"),
                choice: Some(self.opened.right),
                at: nine() + TimeDelta::minutes(1),
            };
            let begun = Instant::now();
            let outcome = self.store.write(move |tx| submit_answer(tx, &submitted)).await.expect("an answer on disk");
            self.answers.push(begun.elapsed());
            assert!(matches!(outcome, AnswerOutcome::Graded(_)), "{outcome:?}");
        }
    }
}

fn middle(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

#[tokio::main]
async fn main() {
    // `cargo test --benches` only asks whether it builds.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let folder = tempfile::tempdir_in(env!("CARGO_MANIFEST_DIR")).expect("a folder on the project's disk");
    let mut all = [
        Filled::with(folder.path(), "small", SMALL).await,
        Filled::with(folder.path(), "large", LARGE).await,
        Filled::with(folder.path(), "hidden", LARGE).await.hide_many().await,
    ];
    for turn in 0..TURNS {
        for filled in &mut all {
            filled.look_at_pages(turn).await;
            filled.answer(turn).await;
        }
    }
    let [(small_page, small_answer), (large_page, large_answer), (hidden_page, _)] = all.map(|mut filled| {
        let (page, answer) = (middle(&mut filled.pages), middle(&mut filled.answers));
        println!(
            "{:>10} answers of {:>7} members, {:>6} hidden: page {page:?}, answer {answer:?}",
            ROUNDS * filled.members,
            filled.members,
            filled.hidden
        );
        (page, answer)
    });
    let ratio = |large: Duration, small: Duration| large.as_secs_f64() / small.as_secs_f64();
    println!("page: ratio {:.2} (asked: at most 1.5)", ratio(large_page, small_page));
    println!("page with hidden members: ratio {:.2} (asked: at most 1.5)", ratio(hidden_page, large_page));
    println!("answer: ratio {:.2} (asked: about 1)", ratio(large_answer, small_answer));
}
