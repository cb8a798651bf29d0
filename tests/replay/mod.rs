//! What standings must be: worked out from nothing but a server's rounds and answers.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part of it")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proctor::domain::grading::Verdict;
use proctor::domain::ids::ServerId;
use proctor::domain::leaderboard::Period;
use proctor::domain::round::RoundState;
use proctor::domain::scoring::{points, streak_after};
use proctor::store::history::{self, PastRound};
use proctor::store::read_only;
use rusqlite::{Connection, OpenFlags};

/// The standings of a server.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Standings {
    /// By period and member.
    rows: BTreeMap<(String, u64), Totals>,
    /// By period and points: how many members have exactly these.
    tally: BTreeMap<(String, u32), u32>,
    /// By period and span of 256 points.
    spans: BTreeMap<(String, u32), u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Totals {
    points: u32,
    answered: u32,
    right: u32,
    reached_at: i64,
}

impl Standings {
    /// Those of the others.
    pub fn without(mut self, member: u64) -> Self {
        self.rows.retain(|(_, one), _| *one != member);
        self.count()
    }

    /// Those of the other periods.
    pub fn without_period(mut self, period: &str) -> Self {
        self.rows.retain(|(one, _), _| one != period);
        self.count()
    }

    /// The periods that have any.
    pub fn periods(&self) -> BTreeSet<&str> {
        self.rows.keys().map(|(period, _)| period.as_str()).collect()
    }

    fn count(mut self) -> Self {
        self.tally.clear();
        self.spans.clear();
        for ((period, _), totals) in &self.rows {
            *self.tally.entry((period.clone(), totals.points)).or_default() += 1;
            *self.spans.entry((period.clone(), totals.points / 256)).or_default() += 1;
        }
        self
    }
}

/// Works the standings of a server out from nothing but its history.
pub fn replay(database: &Path, server: ServerId) -> Standings {
    let history = read_only(database, |tx| Ok((history::rounds(tx, server)?, history::answers(tx, server)?)));
    let (rounds, answers) = history.expect("a history");
    let voided_up_to = voided_up_to(database);
    let counts = |round: &PastRound, member: u64| match round.state {
        RoundState::Open | RoundState::Closed => true,
        _ => voided_up_to.get(&round.id.0).is_some_and(|last| member > *last),
    };
    let mut standings = Standings::default();
    // The last answer that brought points, else the first answer.
    let mut reached: BTreeMap<(String, u64), (Option<i64>, i64)> = BTreeMap::new();
    let mut streaks: BTreeMap<u64, u32> = BTreeMap::new();
    for round in rounds.iter().filter(|round| counts(round, u64::MAX)) {
        let sheet = round.sheet.as_ref().expect("its sheet");
        // For whom it does not count, it is as if it were not there.
        let before = streaks.clone();
        let mut now: BTreeMap<u64, u32> = streaks.into_iter().filter(|(member, _)| !counts(round, *member)).collect();
        let given = answers.iter().filter(|answer| answer.round == round.id && counts(round, answer.member.0));
        for answer in given {
            let (member, at) = (answer.member.0, answer.at.timestamp_millis());
            let streak = streak_after(before.get(&member).copied());
            now.insert(member, streak);
            if answer.graded.is_none() {
                continue;
            }
            let verdict = sheet.verdict(answer.choice);
            let gained = points(verdict, sheet.edition().difficulty(), streak);
            for period in Period::all_of(round.day) {
                let whose = (period.code(), member);
                let (last, first) = reached.entry(whose.clone()).or_insert((None, at));
                *first = at.min(*first);
                *last = if gained > 0 { (*last).max(Some(at)) } else { *last };
                let totals = Totals { points: 0, answered: 0, right: 0, reached_at: last.unwrap_or(*first) };
                let row = standings.rows.entry(whose).or_insert(totals);
                row.points += gained;
                row.answered += 1;
                row.right += u32::from(verdict == Verdict::Right);
                row.reached_at = totals.reached_at;
            }
        }
        streaks = now;
    }
    standings.count()
}

/// The void rounds that still count for some members: by round, the last member for whom it does not.
fn voided_up_to(database: &Path) -> BTreeMap<u64, u64> {
    let database = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the database");
    let mut rows = database
        .prepare("select round_id, voided_up_to from round where voided_up_to is not null")
        .expect("the rounds");
    let rows =
        rows.query_map([], |row| Ok((row.get::<_, i64>(0)?.cast_unsigned(), row.get::<_, i64>(1)?.cast_unsigned())));
    rows.expect("rows").collect::<Result<_, _>>().expect("rows")
}

/// The standings of a server as the database keeps them.
pub fn kept(database: &Path, server: ServerId) -> Standings {
    let database = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the database");
    let mut rows = database
        .prepare("select period, member_id, points, answered, correct, reached_at from standing where server_id = ?1")
        .expect("the standings");
    let rows = rows.query_map([server.0.cast_signed()], |row| {
        let whose = (row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned());
        Ok((whose, Totals { points: row.get(2)?, answered: row.get(3)?, right: row.get(4)?, reached_at: row.get(5)? }))
    });
    let counts = |sql: &str| {
        let mut counts = database.prepare(sql).expect("the counts");
        let counts = counts.query_map([server.0.cast_signed()], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)));
        counts.expect("rows").collect::<Result<_, _>>().expect("rows")
    };
    Standings {
        rows: rows.expect("rows").collect::<Result<_, _>>().expect("rows"),
        tally: counts("select period, points, members from tally where server_id = ?1 and members > 0"),
        spans: counts("select period, span, members from tally_span where server_id = ?1 and members > 0"),
    }
}
