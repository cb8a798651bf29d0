//! What the program itself remembers between two runs, such as the commands that it registered.

use rusqlite::named_params;

use super::{ReadTx, StoreError, WriteTx};

/// A value that was kept under a name.
pub fn get(tx: &ReadTx<'_>, name: &str) -> Result<Option<String>, StoreError> {
    let sql = "select value from remembered where name = :name";
    tx.prepare(sql)?.query_optional(named_params! { ":name": name }, |row| row.get(0))
}

/// Keeps a value under a name.
pub fn set(tx: &WriteTx<'_>, name: &str, value: &str) -> Result<(), StoreError> {
    let sql = "insert into remembered (name, value) values (:name, :value) on conflict (name) do update set value = excluded.value";
    tx.prepare(sql)?.execute(named_params! { ":name": name, ":value": value })?;
    Ok(())
}
