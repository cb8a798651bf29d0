//! The rounds: one row a question posted in one server for one local day.

mod changes;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::named_params;

use super::engines::{Params, Row};
use crate::domain::ids::{ChannelId, MemberId, MessageId, QuestionId, RoundId, ScheduleId, ServerId};
use crate::domain::round::{ON_THE_WAY, Round, RoundState, SkipReason};
use crate::domain::settings::Settings;
use crate::domain::sheet::{OptionOrder, Sheet};
use crate::store::columns::{Day, Millis, soonest};
use crate::store::set_aside::readable;
use crate::store::{ReadTx, StoreError, WriteTx};

pub use changes::{
    close_older_at, count_answer, forget_skips_after, forget_wanted_skip, set_closed, set_closes_at, set_due_again,
    set_message, set_open, set_recounted_up_to, set_removed, set_restored, set_skipped, set_target, set_void,
};

const COLUMNS: &str = "round_id, server_id, schedule_id, day, number, question, edition_id, option_order, state, skip_reason, due_at, channel_id, feedback, thread, \
     message_id, posted_at, closes_at, closed_at";

pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Round> {
    let order: Option<OptionOrder> = row.get("option_order")?;
    Ok(Round {
        id: row.get("round_id")?,
        server: row.get("server_id")?,
        schedule: row.get("schedule_id")?,
        day: row.get::<_, Day>("day")?.0,
        number: row.get("number")?,
        question: row.get("question")?,
        edition: row.get("edition_id")?,
        order: order.unwrap_or_else(|| OptionOrder::stored(0)),
        state: row.get("state")?,
        due_at: row.get::<_, Millis>("due_at")?.0,
        posted_at: row.get::<_, Option<Millis>>("posted_at")?.map(|at| at.0),
        closes_at: row.get::<_, Option<Millis>>("closes_at")?.map(|at| at.0),
        closed_at: row.get::<_, Option<Millis>>("closed_at")?.map(|at| at.0),
        channel: row.get("channel_id")?,
        message: row.get("message_id")?,
        feedback: row.get("feedback")?,
        thread: row.get("thread")?,
        skip_reason: row.get("skip_reason")?,
    })
}

fn all(tx: &ReadTx<'_>, rest: &str, params: Params<'_>) -> Result<Vec<Round>, StoreError> {
    let mut statement = tx.prepare(&format!("select {COLUMNS} from round {rest}"))?;
    readable("round", statement.query_map(params, from_row)?)
}

/// A round by its id.
pub fn find(tx: &ReadTx<'_>, round: RoundId) -> Result<Option<Round>, StoreError> {
    // Spelled out, so that no text is built on a click.
    let sql = "select round_id, server_id, schedule_id, day, number, question, edition_id, option_order, state, skip_reason, due_at, channel_id, feedback, thread, \
               message_id, posted_at, closes_at, closed_at from round where round_id = :round";
    tx.prepare(sql)?.query_optional(named_params! { ":round": round }, from_row)
}

/// What a new round is made of.
#[derive(Debug, Clone)]
pub struct NewRound<'a> {
    pub server: ServerId,
    pub schedule: ScheduleId,
    /// Its local day.
    pub day: NaiveDate,
    /// 0 for the scheduled one.
    pub number: u32,
    /// When it was due.
    pub due_at: DateTime<Utc>,
    /// The settings that it keeps.
    pub settings: &'a Settings,
}

/// Which skipped days a new round may take the place of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replaces {
    /// None.
    Nothing,
    /// One that was skipped because the bot was down: a clock that was ahead said so, and is back.
    WasDown,
    /// Any: a manager wants a round after all.
    Skipped,
}

/// Inserts a round that is due; `None` when that day has one of this number already.
pub fn insert_due(
    tx: &WriteTx<'_>,
    new: &NewRound<'_>,
    sheet: &Sheet,
    replaces: Replaces,
) -> Result<Option<RoundId>, StoreError> {
    insert(tx, new, RoundState::Due, Some(sheet), None, replaces)
}

/// Records that a day has no round; `None` when that day has one already.
pub fn insert_skipped(tx: &WriteTx<'_>, new: &NewRound<'_>, reason: SkipReason) -> Result<Option<RoundId>, StoreError> {
    insert(tx, new, RoundState::Skipped, None, Some(reason), Replaces::Nothing)
}

fn insert(
    tx: &WriteTx<'_>,
    new: &NewRound<'_>,
    state: RoundState,
    drawn: Option<&Sheet>,
    reason: Option<SkipReason>,
    replaces: Replaces,
) -> Result<Option<RoundId>, StoreError> {
    let params = named_params! {
        ":server": new.server,
        ":schedule": new.schedule,
        ":day": Day(new.day),
        ":number": new.number,
        ":question": drawn.map(|sheet| sheet.edition().question()),
        ":edition": drawn.map(|sheet| sheet.edition().id()),
        ":option_order": drawn.map(Sheet::order),
        ":state": state,
        ":skip_reason": reason,
        ":due_at": Millis(new.due_at),
        ":channel": new.settings.channel,
        ":feedback": new.settings.feedback,
        ":thread": new.settings.thread,
        ":replaces": match replaces {
            Replaces::Nothing => 0,
            Replaces::WasDown => 1,
            Replaces::Skipped => 2,
        },
    };
    tx.prepare(include_str!("sql/insert_round.sql"))?.query_optional(params, |row| row.get("round_id"))
}

/// When a server had each question last, as a number that grows with time.
pub fn last_seen(tx: &ReadTx<'_>, server: ServerId) -> Result<HashMap<QuestionId, u64>, StoreError> {
    let sql = "select question, max(round_id) as seen from round where server_id = :server and question is not null group by question";
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(named_params! { ":server": server }, |row| {
        Ok((row.get("question")?, row.get::<_, i64>("seen")?.cast_unsigned()))
    })?;
    Ok(readable("round", rows)?.into_iter().collect())
}

/// The highest number that a schedule's rounds of a day have.
pub fn last_number(tx: &ReadTx<'_>, schedule: ScheduleId, day: NaiveDate) -> Result<Option<u32>, StoreError> {
    let sql = "select max(number) from round where schedule_id = :schedule and day = :day";
    tx.prepare(sql)?.query_row(named_params! { ":schedule": schedule, ":day": Day(day) }, |row| row.get(0))
}

/// Whether a day has its scheduled round, or was left out on purpose.
pub fn has_day(tx: &ReadTx<'_>, schedule: ScheduleId, day: NaiveDate) -> Result<bool, StoreError> {
    let sql = "select exists (select 1 from round where schedule_id = :schedule and day = :day and number = 0 \
               and skip_reason is distinct from 'was-down')";
    tx.prepare(sql)?.query_row(named_params! { ":schedule": schedule, ":day": Day(day) }, |row| row.get(0))
}

/// The scheduled round of a day, whatever became of it.
pub fn of_day(tx: &ReadTx<'_>, schedule: ScheduleId, day: NaiveDate) -> Result<Option<Round>, StoreError> {
    let rest = "where schedule_id = :schedule and day = :day and number = 0";
    Ok(all(tx, rest, named_params! { ":schedule": schedule, ":day": Day(day) })?.into_iter().next())
}

/// A server's open rounds, the newest first.
pub fn open_in(tx: &ReadTx<'_>, server: ServerId) -> Result<Vec<Round>, StoreError> {
    all(tx, "where server_id = :server and state = 'open' order by position desc", named_params! { ":server": server })
}

/// A server's rounds that are waiting to be posted.
pub fn unposted_in(tx: &ReadTx<'_>, server: ServerId) -> Result<Vec<Round>, StoreError> {
    all(tx, "where server_id = :server and state = 'due' order by round_id", named_params! { ":server": server })
}

/// The last round of a question in a server that reached its members, the newest first.
pub fn of_question(tx: &ReadTx<'_>, server: ServerId, question: &QuestionId) -> Result<Vec<Round>, StoreError> {
    let rest = "where server_id = :server and question = :question and state in ('open', 'closed', 'void') order by round_id desc";
    all(tx, rest, named_params! { ":server": server, ":question": question })
}

/// A server's rounds since a day, the newest first.
pub fn since(tx: &ReadTx<'_>, server: ServerId, day: NaiveDate) -> Result<Vec<Round>, StoreError> {
    let rest = "where server_id = :server and day >= :day order by day desc, number desc";
    all(tx, rest, named_params! { ":server": server, ":day": Day(day) })
}

/// A server's posted rounds that may be declared void, the newest first.
pub fn last_posted_in(tx: &ReadTx<'_>, server: ServerId, at_most: u32) -> Result<Vec<Round>, StoreError> {
    let rest = "where server_id = :server and position is not null and state in ('open', 'closed') order by position desc limit :at_most";
    all(tx, rest, named_params! { ":server": server, ":at_most": at_most })
}

/// The rounds that count for a member on a day of streaks, in the order in which they opened.
pub fn on_streak_day(
    tx: &ReadTx<'_>,
    server: ServerId,
    day: NaiveDate,
    member: MemberId,
) -> Result<Vec<Round>, StoreError> {
    let rest = "where server_id = :server and streak_day = :day and (state in ('open', 'closed') or voided_up_to < :member) order by position";
    all(tx, rest, named_params! { ":server": server, ":day": Day(day), ":member": member })
}

/// The post of the same schedule that was pinned last before a round's.
pub fn pinned_before(tx: &ReadTx<'_>, round: &Round) -> Result<Option<(ChannelId, MessageId)>, StoreError> {
    let sql = "select round.channel_id, round.message_id from delivery join round using (round_id) \
               where delivery.server_id = :server and delivery.kind = 'pin' and delivery.state = 'done' \
               and round.schedule_id = :schedule and round_id < :round and round.message_id is not null \
               order by round_id desc limit 1";
    let params = named_params! { ":server": round.server, ":schedule": round.schedule, ":round": round.id };
    tx.prepare(sql)?.query_optional(params, |row| Ok((row.get(0)?, row.get(1)?)))
}

/// A round whose members' points are being put right, void ones first, with the last member who has theirs: it is void and still
/// counts for those after that one, or it counts again and does not yet for them.
pub fn to_recount(tx: &ReadTx<'_>) -> Result<Option<(RoundId, MemberId)>, StoreError> {
    tx.prepare(include_str!("sql/to_recount.sql"))?
        .query_optional(&[], |row| Ok((row.get("round_id")?, row.get("up_to")?)))
}

/// A server's void rounds, the newest first.
pub fn last_void_in(tx: &ReadTx<'_>, server: ServerId, at_most: u32) -> Result<Vec<Round>, StoreError> {
    let rest =
        "where server_id = :server and position is not null and state = 'void' order by position desc limit :at_most";
    all(tx, rest, named_params! { ":server": server, ":at_most": at_most })
}

/// The days from one on that a manager wanted without a round of a schedule, the last one first.
pub fn wanted_skips(tx: &ReadTx<'_>, schedule: ScheduleId, from: NaiveDate) -> Result<Vec<NaiveDate>, StoreError> {
    let rest = "where schedule_id = :schedule and day >= :from and number = 0 and state = 'skipped' and skip_reason = 'asked' \
                and message_id is null order by day desc";
    let found = all(tx, rest, named_params! { ":schedule": schedule, ":from": Day(from) })?;
    Ok(found.into_iter().map(|round| round.day).collect())
}

/// The open rounds whose time is over, and for which no answer can be on its way any more; the longest over first.
pub fn to_close(tx: &ReadTx<'_>, now: DateTime<Utc>, at_most: u32) -> Result<Vec<RoundId>, StoreError> {
    let sql = "select round_id from round where state = 'open' and closes_at <= :now \
               and not exists (select 1 from set_aside where what = 'round' and row_id = round_id) order by closes_at limit :at_most";
    let mut statement = tx.prepare(sql)?;
    let rows = statement
        .query_map(named_params! { ":now": Millis(now - ON_THE_WAY), ":at_most": at_most }, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The next instant at which a round closes.
pub fn next_close_at(tx: &ReadTx<'_>) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = "select min(closes_at) from round where state = 'open' \
               and not exists (select 1 from set_aside where what = 'round' and row_id = round_id)";
    Ok(tx.prepare(sql)?.query_row(&[], soonest)?.map(|at| at + ON_THE_WAY))
}

/// How many members answered a round.
pub fn answered(tx: &ReadTx<'_>, round: RoundId) -> Result<u32, StoreError> {
    tx.prepare("select answered from round where round_id = :round")?
        .query_row(named_params! { ":round": round }, |row| row.get(0))
}
