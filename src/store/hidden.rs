//! The members who hide from a server's boards.

use rusqlite::named_params;

use super::{ReadTx, StoreError, WriteTx};
use crate::domain::ids::{MemberId, ServerId};

/// Whether a member hides in a server.
pub fn is_hidden(tx: &ReadTx<'_>, server: ServerId, member: MemberId) -> Result<bool, StoreError> {
    let sql = "select 1 from hidden where server_id = :server and member_id = :member";
    let params = named_params! { ":server": server, ":member": member };
    let found = tx.prepare_uncounted(sql)?.query_optional(params, |_| Ok(()))?;
    Ok(found.is_some())
}

/// Notes that a member hides in a server; says whether that is new.
pub fn insert(tx: &WriteTx<'_>, server: ServerId, member: MemberId) -> Result<bool, StoreError> {
    let sql = "insert into hidden (server_id, member_id) values (:server, :member) on conflict do nothing";
    Ok(tx.prepare(sql)?.execute(named_params! { ":server": server, ":member": member })? > 0)
}

/// Notes that a member hides no more; says whether that is new.
pub fn delete(tx: &WriteTx<'_>, server: ServerId, member: MemberId) -> Result<bool, StoreError> {
    let sql = "delete from hidden where server_id = :server and member_id = :member";
    Ok(tx.prepare(sql)?.execute(named_params! { ":server": server, ":member": member })? > 0)
}

/// The servers in which a member hides.
pub fn servers_of(tx: &ReadTx<'_>, member: MemberId) -> Result<Vec<ServerId>, StoreError> {
    let mut statement = tx.prepare("select server_id from hidden where member_id = :member order by server_id")?;
    let rows = statement.query_map(named_params! { ":member": member }, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Forgets in which servers a member hides.
pub fn forget(tx: &WriteTx<'_>, member: MemberId) -> Result<(), StoreError> {
    tx.prepare("delete from hidden where member_id = :member")?.execute(named_params! { ":member": member })?;
    Ok(())
}
