//! What a database consists of: its tables, those that others point at first, and the numbers that it gives out.

use rusqlite::named_params;

use super::table::Table;
use crate::store::engines::{Engine, Params, Row};
use crate::store::{ReadTx, StoreError, WriteTx};

/// Every column with its table, and its place in the table's key where it has one.
fn columns_sql(engine: Engine<'_>) -> &'static str {
    match engine {
        Engine::Sqlite(_) => {
            "select t.name as tab, c.name as col, c.pk as place from sqlite_schema t, pragma_table_info(t.name) c \
             where t.type = 'table' and t.name not like 'sqlite%' order by t.name, c.name"
        }
        Engine::Postgres(_) => {
            "select cast(c.table_name as text) as tab, cast(c.column_name as text) as col, \
                coalesce(cast(k.ordinal_position as bigint), 0) as place \
             from information_schema.columns c \
             left join information_schema.table_constraints t on t.table_schema = c.table_schema \
                and t.table_name = c.table_name and t.constraint_type = 'PRIMARY KEY' \
             left join information_schema.key_column_usage k on k.constraint_schema = t.constraint_schema \
                and k.constraint_name = t.constraint_name and k.table_name = c.table_name and k.column_name = c.column_name \
             join information_schema.tables b on b.table_schema = c.table_schema and b.table_name = c.table_name \
                and b.table_type = 'BASE TABLE' \
             where c.table_schema = current_schema() and c.table_name <> 'schema_version' \
             order by cast(c.table_name as text) collate \"C\", cast(c.column_name as text) collate \"C\""
        }
    }
}

/// Every table with one that it points at.
fn references_sql(engine: Engine<'_>) -> &'static str {
    match engine {
        Engine::Sqlite(_) => {
            "select t.name as tab, f.\"table\" as target from sqlite_schema t, pragma_foreign_key_list(t.name) f \
             where t.type = 'table'"
        }
        Engine::Postgres(_) => {
            "select cast(t.table_name as text) as tab, cast(u.table_name as text) as target \
             from information_schema.table_constraints t \
             join information_schema.constraint_table_usage u on u.constraint_schema = t.constraint_schema \
                and u.constraint_name = t.constraint_name \
             where t.table_schema = current_schema() and t.constraint_type = 'FOREIGN KEY'"
        }
    }
}

/// All tables; each comes after those that it points at.
pub(super) fn tables(tx: &ReadTx<'_>) -> Result<Vec<Table>, StoreError> {
    let mut found: Vec<Table> = Vec::new();
    let mut statement = tx.prepare(columns_sql(tx.engine()))?;
    let columns = statement.query_map(&[], |row| {
        Ok((row.get::<_, String>("tab")?, row.get::<_, String>("col")?, row.get::<_, u32>("place")?))
    })?;
    for column in columns {
        let (table, column, place) = column?;
        if found.last().is_none_or(|last| last.name != table) {
            found.push(Table { name: table, columns: Vec::new(), key: Vec::new() });
        }
        let Some(table) = found.last_mut() else { continue };
        if place > 0 {
            table.key.push((place, column.clone()));
        }
        table.columns.push(column);
    }
    for table in &mut found {
        table.key.sort();
        if table.key.is_empty() {
            return Err(StoreError::Inconsistent(format!("the table {} has no key", table.name)));
        }
    }
    in_order(found, &references(tx)?)
}

fn references(tx: &ReadTx<'_>) -> Result<Vec<(String, String)>, StoreError> {
    let mut statement = tx.prepare(references_sql(tx.engine()))?;
    let pairs = statement.query_map(&[], |row| Ok((row.get("tab")?, row.get("target")?)))?;
    Ok(pairs.collect::<Result<_, _>>()?)
}

fn in_order(mut found: Vec<Table>, references: &[(String, String)]) -> Result<Vec<Table>, StoreError> {
    let mut ordered: Vec<Table> = Vec::new();
    while !found.is_empty() {
        let waits = |table: &Table| {
            references
                .iter()
                .any(|(from, to)| *from == table.name && to != from && found.iter().any(|one| one.name == *to))
        };
        let (wait, ready): (Vec<Table>, Vec<Table>) = found.iter().cloned().partition(waits);
        if ready.is_empty() {
            return Err(StoreError::Inconsistent("tables point at each other in a circle".to_owned()));
        }
        ordered.extend(ready);
        found = wait;
    }
    Ok(ordered)
}

/// How far a table has counted whose rows get numbers.
#[derive(Debug, Clone)]
pub(super) struct Sequence {
    table: String,
    last: i64,
}

/// How far each has counted. A number is never given twice, so that what is gone stays gone for an old button.
pub(super) fn sequences(tx: &ReadTx<'_>) -> Result<Vec<Sequence>, StoreError> {
    let sql = match tx.engine() {
        Engine::Sqlite(_) => "select name as tab, seq as last from sqlite_sequence",
        Engine::Postgres(_) => {
            "select cast(c.table_name as text) as tab, s.last_value as last from information_schema.columns c \
             join pg_sequences s on s.schemaname = c.table_schema and cast(pg_get_serial_sequence(c.table_name, c.column_name) \
                as regclass) = cast(quote_ident(s.schemaname) || '.' || quote_ident(s.sequencename) as regclass) \
             where c.table_schema = current_schema() and c.is_identity = 'YES' and s.last_value is not null"
        }
    };
    let read = |row: &Row<'_>| Ok(Sequence { table: row.get("tab")?, last: row.get("last")? });
    Ok(tx.prepare(sql)?.query_map(&[], read)?.collect::<Result<_, _>>()?)
}

/// Has a table go on from there.
pub(super) fn set_sequence(tx: &WriteTx<'_>, sequence: &Sequence) -> Result<(), StoreError> {
    let Sequence { table, last } = sequence;
    let named: Params<'_> = named_params! { ":tab": table, ":last": last };
    // To delete takes no number.
    let (tab, _) = named.split_at(1);
    let statements = match tx.engine() {
        Engine::Sqlite(_) => vec![
            ("delete from sqlite_sequence where name = :tab", tab),
            ("insert into sqlite_sequence (name, seq) values (:tab, :last)", named),
        ],
        Engine::Postgres(_) => vec![(
            "select setval(cast(pg_get_serial_sequence(c.table_name, c.column_name) as regclass), cast(:last as bigint)) \
             from information_schema.columns c where c.table_schema = current_schema() \
             and cast(c.table_name as text) = :tab and c.is_identity = 'YES'",
            named,
        )],
    };
    for (sql, params) in statements {
        tx.prepare(sql)?.query_optional(params, |_| Ok(()))?;
    }
    Ok(())
}
