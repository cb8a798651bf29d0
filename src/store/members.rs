//! The members' names as they were when they were last seen, and the end of everything kept of a member.

use rusqlite::named_params;

use super::{ReadTx, StoreError, WriteTx, hidden, live_boards};
use crate::domain::ids::{MemberId, ServerId};

/// Keeps the name that a member has now.
pub fn remember_name(tx: &WriteTx<'_>, server: ServerId, member: MemberId, name: &str) -> Result<(), StoreError> {
    let sql = "insert into member (server_id, member_id, name) values (:server, :member, :name) \
               on conflict (server_id, member_id) do update set name = excluded.name where member.name <> excluded.name";
    tx.prepare_uncounted(sql)?.execute(named_params! { ":server": server, ":member": member, ":name": name })?;
    Ok(())
}

/// Changes the name of a member of whom something is kept.
pub fn change_name(tx: &WriteTx<'_>, server: ServerId, member: MemberId, name: &str) -> Result<(), StoreError> {
    let sql = "update member set name = :name where server_id = :server and member_id = :member and name <> :name";
    if tx.prepare(sql)?.execute(named_params! { ":server": server, ":member": member, ":name": name })? > 0 {
        live_boards::look_again(tx, server);
    }
    Ok(())
}

/// The name that is kept of a member.
pub fn name(tx: &ReadTx<'_>, server: ServerId, member: MemberId) -> Result<Option<String>, StoreError> {
    let sql = "select name from member where server_id = :server and member_id = :member";
    tx.prepare(sql)?.query_optional(named_params! { ":server": server, ":member": member }, |row| row.get(0))
}

/// The members of a server whose ids come after one, in the order of their ids.
pub fn after(tx: &ReadTx<'_>, server: ServerId, member: MemberId, at_most: u32) -> Result<Vec<MemberId>, StoreError> {
    let sql = "select member_id from member where server_id = :server and member_id > :member order by member_id limit :at_most";
    let mut statement = tx.prepare(sql)?;
    let params = named_params! { ":server": server, ":member": member, ":at_most": at_most };
    let rows = statement.query_map(params, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Deletes everything that is kept of a member, in every server; says how many answers went.
pub fn forget(tx: &WriteTx<'_>, member: MemberId) -> Result<usize, StoreError> {
    let params = named_params! { ":member": member };
    for server in
        tx.prepare("select server_id from member where member_id = :member")?.query_map(params, |row| row.get(0))?
    {
        live_boards::look_again(tx, server?);
    }
    tx.prepare(include_str!("sql/untally_member.sql"))?.execute(params)?;
    tx.prepare(include_str!("sql/untally_member_span.sql"))?.execute(params)?;
    tx.prepare("delete from standing where member_id = :member and server_id in (select server_id from member where member_id = :member)")?
        .execute(params)?;
    let counted = "update round set answered = answered - 1 where round_id in (select round_id from answer where member_id = :member)";
    tx.prepare(counted)?.execute(params)?;
    let answers = tx.prepare("delete from answer where member_id = :member")?.execute(params)?;
    let in_quizzes = tx.prepare("delete from quiz_answer where member_id = :member")?.execute(params)?;
    for named in [
        "update quiz set started_by = null where started_by = :member",
        "update server set set_up_by = null where set_up_by = :member",
        "update reward set set_by = null where set_by = :member",
    ] {
        tx.prepare(named)?.execute(params)?;
    }
    tx.prepare("delete from report where member_id = :member")?.execute(params)?;
    hidden::forget(tx, member)?;
    let winner = "update season set told_winners = trim(replace(' ' || told_winners || ' ', ' ' || cast(cast(:member as bigint) as text) || ' ', ' ')), \
                  winners_drawn = trim(replace(' ' || winners_drawn || ' ', ' ' || cast(cast(:member as bigint) as text) || ' ', ' ')) \
                  where server_id in (select server_id from member where member_id = :member)";
    tx.prepare(winner)?.execute(params)?;
    // The words to managers of what keeps the bot from giving a role stay without the member; other changes are known no more.
    for told in [
        "update delivery set subject = trim(replace(' ' || subject || ' ', ' ' || cast(cast(:member as bigint) as text) || ' ', ' 0 ')) \
         where kind = 'prize' and server_id in (select server_id from member where member_id = :member)",
        "delete from delivery where kind = 'role' and state in ('done', 'given_up') \
         and ' ' || subject || ' ' like '% ' || cast(cast(:member as bigint) as text) || ' %' \
         and server_id in (select server_id from member where member_id = :member)",
    ] {
        tx.prepare(told)?.execute(params)?;
    }
    tx.prepare("delete from member where member_id = :member")?.execute(params)?;
    Ok(answers + in_quizzes)
}
