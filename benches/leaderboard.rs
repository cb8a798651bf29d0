//! A leaderboard page with the own row: 10,000,000 answers of 100,000 members against 10,000 answers of 100 members.

use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use proctor::actions::show_leaderboard::{Page, show_leaderboard};
use proctor::domain::ids::{MemberId, ServerId};
use proctor::domain::leaderboard::Window;
use proctor::store::{Store, read_only};

const SERVER: ServerId = ServerId(1);
const ROUNDS: u64 = 100;

fn now() -> DateTime<Utc> {
    "2026-11-24T03:00:00Z".parse().expect("an instant")
}

/// Fills a database as a hundred rounds of so many members would have; points differ by member.
fn fill(path: &Path, members: u64) {
    drop(Store::open(path).expect("a database"));
    let db = rusqlite::Connection::open(path).expect("the same database");
    // The store's threads close their connections a moment after it was dropped.
    while db.pragma_update(None, "journal_mode", "memory").is_err() {
        std::thread::sleep(Duration::from_millis(10));
    }
    db.execute_batch(&format!(
        "pragma synchronous = off; pragma cache_size = -400000;
         begin;
         insert into server (server_id, zone, language, feedback, set_up_by, set_up_at) values (1, 'Asia/Seoul', 'ko', 'instant', 1, 0);
         with recursive n (i) as (select 1 union all select i + 1 from n where i < {ROUNDS})
         insert into round (round_id, server_id, day, number, question, option_order, state, due_at, channel_id, feedback, thread,
                            position, message_id, posted_at, closes_at, closed_at)
         select i, 1, date('2026-08-16', '+' || i || ' days'), 0, 'q-' || i, '0123', 'closed', 0, 2, 'instant', 0, i, i, 0, 0, 0 from n;
         with recursive n (i) as (select 1 union all select i + 1 from n where i < {members})
         insert into member (server_id, member_id, name) select 1, i, 'member ' || i from n;
         with recursive n (i) as (select 1 union all select i + 1 from n where i < {members})
         insert into answer (round_id, member_id, choice, answered_at, streak, correct, points)
         select round_id, i, 1, 1700000000000 + i, position, (i * 7919 + round_id * 104729) % 3 > 0,
                case when (i * 7919 + round_id * 104729) % 3 > 0 then 10 + (i * 31 + round_id * 17) % 16 else 0 end
         from round, n;
         insert into standing (server_id, period, member_id, points, answered, correct, reached_at)
         select 1, 'all', member_id, sum(points) + member_id % 397, count(*), sum(correct), max(answered_at) from answer group by member_id;
         insert into tally (server_id, period, points, members)
         select 1, 'all', points, count(*) from standing group by points;
         insert into tally_span (server_id, period, span, members)
         select 1, 'all', points >> 8, count(*) from standing group by points >> 8;
         commit;"
    ))
    .expect("a filled database");
}

/// The median time of a page around a member in the middle, with the own row.
fn page_time(path: &Path, members: u64) -> Duration {
    let mut times: Vec<Duration> = read_only(path, |tx| {
        let mut times = Vec::new();
        for nth in 0..400 {
            let asker = MemberId(1 + (nth * 7919) % members);
            let begun = Instant::now();
            let board = show_leaderboard(tx, SERVER, Window::All, Page::Around(asker), asker, now())?.expect("a board");
            times.push(begun.elapsed());
            assert!(board.own.is_some() && !board.rows.is_empty() && board.members == members);
        }
        Ok(times)
    })
    .expect("a readable database");
    times.sort();
    times[times.len() / 2]
}

fn main() {
    let folder = tempfile::tempdir_in(env!("CARGO_MANIFEST_DIR")).expect("a folder on the project's disk");
    let (small, large) = (folder.path().join("small.db"), folder.path().join("large.db"));
    fill(&small, 100);
    fill(&large, 100_000);
    let (at_small, at_large) = (page_time(&small, 100), page_time(&large, 100_000));
    println!("page at     10,000 answers of     100 members: {at_small:?}");
    println!("page at 10,000,000 answers of 100,000 members: {at_large:?} (asked: under 5 ms)");
    println!("ratio: {:.2} (asked: at most 3)", at_large.as_secs_f64() / at_small.as_secs_f64());
    assert_eq!(ROUNDS * 100_000, 10_000_000);
}
