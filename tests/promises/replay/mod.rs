//! What standings must be: worked out from nothing but a server's rounds and answers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::str::FromStr;

use chrono::NaiveDate;
use proctor::domain::ids::ServerId;
use proctor::domain::leaderboard::Period;
use proctor::domain::round::RoundState;
use proctor::domain::scoring::points;
use proctor::domain::settings::Freezes;
use proctor::domain::streak::{Before, Gap, Streak, answered};
use proctor::domain::verdict::Verdict;
use proctor::store::history::{self, PastAnswer, PastRound};
use proctor::store::read_only;

use crate::engine::{self, Beside};

/// The standings of a server.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Standings {
    /// By period and member.
    rows: BTreeMap<(String, u64), Totals>,
    /// By period and points: how many members have exactly these.
    tally: BTreeMap<(String, u32), u32>,
    /// By period and span of 256 points.
    spans: BTreeMap<(String, u32), u32>,
    /// By round and member: the streak, the freezes held and used, and the points of each answer that counts.
    answers: BTreeMap<(u64, u64), ([u32; 3], Option<u32>)>,
    /// Who hides: no tally counts them.
    hidden: BTreeSet<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Totals {
    points: u32,
    answered: u32,
    right: u32,
    reached_at: i64,
    /// Of seasons alone.
    best_streak: Option<u32>,
}

/// What counts for a season: rounds of its days, and answers before its end.
struct SeasonDays {
    code: String,
    first_day: NaiveDate,
    end_day: NaiveDate,
    ends_at: i64,
}

impl Standings {
    /// Those of the others.
    pub(crate) fn without(mut self, member: u64) -> Self {
        self.rows.retain(|(_, one), _| *one != member);
        self.hidden.remove(&member);
        self.answers.retain(|(_, one), _| *one != member);
        self.count()
    }

    /// Those of the other periods.
    pub(crate) fn without_period(mut self, period: &str) -> Self {
        self.rows.retain(|(one, _), _| one != period);
        self.count()
    }

    /// The board of a period: place, member and points, without those who hide.
    pub(crate) fn board(&self, period: &str) -> Vec<(u64, u64, u32)> {
        let shown = self.rows.iter().filter(|((one, member), _)| one == period && !self.hidden.contains(member));
        let mut rows: Vec<_> = shown.map(|((_, member), totals)| (*totals, *member)).collect();
        rows.sort_by_key(|(totals, member)| (std::cmp::Reverse(totals.points), totals.reached_at, *member));
        let above = |points: u32| rows.iter().filter(|(totals, _)| totals.points > points).count();
        let place = |points: u32| u64::try_from(above(points) + 1).expect("a few");
        rows.iter().map(|(totals, member)| (place(totals.points), *member, totals.points)).collect()
    }

    /// The longest streak in a season of those who do not hide; 0 without any.
    pub(crate) fn best_streak(&self, period: &str) -> u32 {
        let shown = self.rows.iter().filter(|((one, member), _)| one == period && !self.hidden.contains(member));
        shown.filter_map(|(_, totals)| totals.best_streak).max().unwrap_or(0)
    }

    /// Who has answered with a streak of so many days or more.
    pub(crate) fn reached(&self, days: u32) -> BTreeSet<u64> {
        let long = self.answers.iter().filter(|(_, ([streak, ..], _))| *streak >= days);
        long.map(|((_, member), _)| *member).collect()
    }

    /// Who hides.
    pub(crate) fn hidden(&self) -> &BTreeSet<u64> {
        &self.hidden
    }

    /// The periods that have any.
    pub(crate) fn periods(&self) -> BTreeSet<&str> {
        self.rows.keys().map(|(period, _)| period.as_str()).collect()
    }

    fn count_answer(&mut self, round: &PastRound, answer: &PastAnswer, streak: Streak, seasons: &[SeasonDays]) {
        let (member, at) = (answer.member.0, answer.at.timestamp_millis());
        let sheet = round.sheet.as_ref().expect("its sheet");
        let verdict = sheet.verdict(answer.choice);
        let gained = points(verdict, sheet.edition().difficulty(), streak.days);
        self.answers.insert(
            (round.id.0, member),
            ([streak.days, streak.held, streak.used], answer.graded.is_some().then_some(gained)),
        );
        if answer.graded.is_none() {
            return;
        }
        let of_day = |season: &&SeasonDays| (season.first_day..season.end_day).contains(&round.day);
        let season = seasons.iter().filter(of_day).filter(|season| at < season.ends_at);
        let periods = Period::all_of(round.day).map(|period| (period.code(), false)).into_iter();
        for (code, is_season) in periods.chain(season.map(|season| (season.code.clone(), true))) {
            let row = self.rows.entry((code, member)).or_insert(Totals {
                points: 0,
                answered: 0,
                right: 0,
                reached_at: at,
                best_streak: None,
            });
            if is_season {
                row.best_streak = row.best_streak.max(Some(streak.days));
            }
            // The last answer that brought points, else the first answer.
            row.reached_at = match (gained > 0, row.points > 0) {
                (true, true) => at.max(row.reached_at),
                (true, false) => at,
                (false, true) => row.reached_at,
                (false, false) => at.min(row.reached_at),
            };
            row.points += gained;
            row.answered += 1;
            row.right += u32::from(verdict == Verdict::Right);
        }
    }

    fn count(mut self) -> Self {
        self.tally.clear();
        self.spans.clear();
        for ((period, member), totals) in &self.rows {
            if self.hidden.contains(member) {
                continue;
            }
            *self.tally.entry((period.clone(), totals.points)).or_default() += 1;
            *self.spans.entry((period.clone(), totals.points / 256)).or_default() += 1;
        }
        self
    }
}

/// Works the standings of a server out from nothing but its history.
pub(crate) fn replay(database: &Path, server: ServerId) -> Standings {
    let history =
        read_only(&engine::address(database), |tx| Ok((history::rounds(tx, server)?, history::answers(tx, server)?)));
    let (rounds, answers) = history.expect("a history");
    let voided_up_to = voided_up_to(database);
    let without_freezes = without_freezes(database);
    let counts = |round: &PastRound, member: u64| match round.state {
        RoundState::Open | RoundState::Closed => true,
        _ => voided_up_to.get(&round.id.0).is_some_and(|last| member > *last),
    };
    let given: BTreeMap<(u64, u64), &PastAnswer> =
        answers.iter().map(|answer| ((answer.round.0, answer.member.0), answer)).collect();
    let members: BTreeSet<u64> = answers.iter().map(|answer| answer.member.0).collect();
    let days = days(&rounds);
    let seasons = seasons(database, server);
    let mut standings = Standings { hidden: hidden(database, server), ..Standings::default() };
    for member in members {
        let mut before = None;
        for rounds in days.values() {
            let counting: Vec<&PastRound> = rounds.iter().copied().filter(|round| counts(round, member)).collect();
            if counting.is_empty() {
                continue;
            }
            let off = counting.iter().any(|round| without_freezes.contains(&round.id.0));
            let freezes = if off { Freezes::Off } else { Freezes::On };
            let (streak, _) = answered(before, freezes);
            let of_day: Vec<_> =
                counting.iter().filter_map(|round| Some((*round, *given.get(&(round.id.0, member))?))).collect();
            before = if of_day.is_empty() {
                before.map(|Before { last, gap }| Before { last, gap: gap.with(freezes) })
            } else {
                Some(Before { last: streak, gap: Gap::NONE })
            };
            for (round, answer) in of_day {
                standings.count_answer(round, answer, streak, &seasons);
            }
        }
    }
    standings.count()
}

/// The rounds that were posted, by the day for which they count: their own, or that of a later day's round that was posted
/// before them.
fn days(rounds: &[PastRound]) -> BTreeMap<NaiveDate, Vec<&PastRound>> {
    let mut posted: Vec<&PastRound> = rounds.iter().filter(|round| round.posted_at.is_some()).collect();
    posted.sort_by_key(|round| (round.posted_at, round.message));
    let mut days: BTreeMap<NaiveDate, Vec<&PastRound>> = BTreeMap::new();
    for round in posted {
        let last = days.keys().next_back().copied().unwrap_or(round.day);
        days.entry(last.max(round.day)).or_default().push(round);
    }
    days
}

/// A column of a row as the number or text that it holds.
fn read<T: FromStr>(row: &[String], column: usize) -> T {
    row[column].parse().unwrap_or_else(|_| panic!("{row:?} cannot be read"))
}

/// The members who hide in a server.
fn hidden(database: &Path, server: ServerId) -> BTreeSet<u64> {
    let rows = Beside::open(database).rows(&format!("select member_id from hidden where server_id = {server}"));
    rows.iter().map(|row| read(row, 0)).collect()
}

fn seasons(database: &Path, server: ServerId) -> Vec<SeasonDays> {
    let sql = format!("select season_id, first_day, end_day, ends_at from season where server_id = {server}");
    let season = |row: &Vec<String>| {
        let code = format!("season:{}", row[0]);
        SeasonDays { code, first_day: read(row, 1), end_day: read(row, 2), ends_at: read(row, 3) }
    };
    Beside::open(database).rows(&sql).iter().map(season).collect()
}

/// The void rounds that still count for some members: by round, the last member for whom it does not.
fn voided_up_to(database: &Path) -> BTreeMap<u64, u64> {
    let sql = "select round_id, voided_up_to from round where voided_up_to is not null";
    Beside::open(database).rows(sql).iter().map(|row| (read(row, 0), read(row, 1))).collect()
}

/// The rounds on whose days freezes were off.
fn without_freezes(database: &Path) -> BTreeSet<u64> {
    let rows = Beside::open(database).rows("select round_id from round where freezes = 0");
    rows.iter().map(|row| read(row, 0)).collect()
}

/// The standings of a server as the database keeps them.
pub(crate) fn kept(database: &Path, server: ServerId) -> Standings {
    let hidden = hidden(database, server);
    let database = Beside::open(database);
    let standings = database.rows(&format!(
        "select period, member_id, points, answered, correct, reached_at, shown, best_streak from standing where server_id = {server}"
    ));
    let standing = |row: &Vec<String>| {
        let whose: (String, u64) = (read(row, 0), read(row, 1));
        assert_eq!(row[6] == "1", !hidden.contains(&whose.1), "{whose:?} stands on the board or hides");
        let (points, answered, right) = (read(row, 2), read(row, 3), read(row, 4));
        (whose, Totals { points, answered, right, reached_at: read(row, 5), best_streak: row[7].parse().ok() })
    };
    let answers = database.rows(&format!(
        "select round_id, member_id, streak, answer.freezes, freezes_used, points from answer join round using (round_id) \
         where server_id = {server} and (state in ('open', 'closed') or voided_up_to < member_id)"
    ));
    let answer = |row: &Vec<String>| {
        ((read(row, 0), read(row, 1)), ([read(row, 2), read(row, 3), read(row, 4)], row[5].parse().ok()))
    };
    let counts = |sql: &str| {
        let rows = database.rows(&format!("{sql} where server_id = {server} and members > 0"));
        rows.iter().map(|row| ((read(row, 0), read(row, 1)), read(row, 2))).collect()
    };
    Standings {
        rows: standings.iter().map(standing).collect(),
        answers: answers.iter().map(answer).collect(),
        tally: counts("select period, points, members from tally"),
        spans: counts("select period, span, members from tally_span"),
        hidden: hidden.clone(),
    }
}
