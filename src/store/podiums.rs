//! Where the podiums of seasons stand, and by how much their first ones led, day by day.

use chrono::NaiveDate;
use rusqlite::named_params;

use super::columns::{Day, Millis};
use super::engines::Row;
use super::{ReadTx, StoreError, WriteTx};
use crate::domain::ids::{ChannelId, MemberId, MessageId, SeasonId};
use crate::domain::season::Season;

/// Where the podium of a season stands; `None` until it is there.
pub fn find(tx: &ReadTx<'_>, season: SeasonId) -> Result<Option<(ChannelId, MessageId)>, StoreError> {
    let sql =
        "select podium_channel, podium_message from season where season_id = :season and podium_message is not null";
    let place = |row: &Row<'_>| Ok((row.get("podium_channel")?, row.get("podium_message")?));
    tx.prepare(sql)?.query_optional(named_params! { ":season": season }, place)
}

/// Notes where the podium of a season stands.
pub fn set(tx: &WriteTx<'_>, season: SeasonId, channel: ChannelId, message: MessageId) -> Result<(), StoreError> {
    let sql = "update season set podium_channel = :channel, podium_message = :message where season_id = :season";
    tx.prepare(sql)?.execute(named_params! { ":season": season, ":channel": channel, ":message": message })?;
    Ok(())
}

/// What a member's answers brought for a season on each day that has any, in order.
pub fn points_by_day(tx: &ReadTx<'_>, season: &Season, member: MemberId) -> Result<Vec<(NaiveDate, u32)>, StoreError> {
    let sql = "select round.day, sum(answer.points) as points from round join answer using (round_id) \
               where round.server_id = :server and round.day >= :first and round.day < :end and round.state in ('open', 'closed') \
               and answer.member_id = :member and answer.points is not null and answer.answered_at < :ends_at \
               group by round.day order by round.day";
    let params = named_params! {
        ":server": season.server,
        ":first": Day(season.first_day),
        ":end": Day(season.end_day),
        ":ends_at": Millis(season.ends_at),
        ":member": member,
    };
    let mut statement = tx.prepare(sql)?;
    let rows = statement.query_map(params, |row| Ok((row.get::<_, Day>("day")?.0, row.get("points")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
