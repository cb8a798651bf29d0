//! A table as a row of columns: read in the order of its key, written elsewhere, counted and weighed.

use std::hash::{DefaultHasher, Hasher as _};

use rusqlite::ToSql;
use rusqlite::types::Value;

use super::{CHUNK, UNDER_WAY, Values};
use crate::store::engines::Row;
use crate::store::{ReadTx, StoreError, WriteTx};

/// How many values a statement takes; both engines take many more.
const VALUES: usize = 900;

/// A table of a database.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) name: String,
    /// In the order of their names, which is the same in both engines.
    pub(super) columns: Vec<String>,
    /// The columns of its key with their places in it.
    pub(super) key: Vec<(u32, String)>,
}

/// How many rows there are, and what is in all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) rows: u64,
    weight: u64,
}

impl Table {
    /// The key of the last row; `None` where nothing can be said of where to go on.
    pub(super) fn last(&self, tx: &ReadTx<'_>) -> Result<Option<Values>, StoreError> {
        // The note of the move itself stands between its rows.
        if self.name == "remembered" {
            return Ok(None);
        }
        let key: Vec<&str> = self.keys().collect();
        let backwards: Vec<String> = key.iter().map(|column| format!("{column} desc")).collect();
        let sql = format!("select {} from {} order by {} limit 1", key.join(", "), self.name, backwards.join(", "));
        tx.prepare(&sql)?.query_optional(&[], |row| values(row, key.len()))
    }

    /// So many rows after the one with this key, or from the first on.
    pub(super) fn after(
        &self,
        tx: &ReadTx<'_>,
        last: Option<&[Value]>,
        at_most: usize,
    ) -> Result<Vec<Values>, StoreError> {
        let key = self.keys().collect::<Vec<_>>().join(", ");
        let names: Vec<String> = (0..self.key.len()).map(name).collect();
        let from = if last.is_some() { format!("where ({key}) > ({})", names.join(", ")) } else { String::new() };
        let sql =
            format!("select {} from {} {from} order by {key} limit {at_most}", self.columns.join(", "), self.name);
        let params: Vec<(&str, &dyn ToSql)> =
            names.iter().map(String::as_str).zip(last.into_iter().flatten().map(|value| value as &dyn ToSql)).collect();
        let mut statement = tx.prepare(&sql)?;
        let rows = statement.query_map(&params, |row| values(row, self.columns.len()))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The key of a row.
    pub(super) fn key_of(&self, row: &[Value]) -> Values {
        let place = |wanted: &str| self.columns.iter().position(|column| column == wanted);
        self.keys().filter_map(place).filter_map(|place| row.get(place).cloned()).collect()
    }

    /// Writes rows, but for those that are there.
    pub(super) fn insert(&self, tx: &WriteTx<'_>, rows: &[Values]) -> Result<(), StoreError> {
        let at_once = (VALUES / self.columns.len()).max(1);
        let mut parts = rows.chunks_exact(at_once);
        for part in parts.by_ref() {
            self.insert_together(tx, part)?;
        }
        parts.remainder().chunks(1).try_for_each(|row| self.insert_together(tx, row))
    }

    fn insert_together(&self, tx: &WriteTx<'_>, rows: &[Values]) -> Result<(), StoreError> {
        let wide = self.columns.len();
        let names: Vec<String> = (0..rows.len() * wide).map(name).collect();
        let places: Vec<String> = names.chunks(wide).map(|row| format!("({})", row.join(", "))).collect();
        let columns = self.columns.join(", ");
        let sql = format!("insert into {} ({columns}) values {} on conflict do nothing", self.name, places.join(", "));
        let values = rows.iter().flatten().map(|value| value as &dyn ToSql);
        let params: Vec<(&str, &dyn ToSql)> = names.iter().map(String::as_str).zip(values).collect();
        tx.prepare(&sql)?.execute(&params).map(drop)
    }

    /// Counts the rows and weighs what is in them.
    pub(super) fn tally(&self, tx: &ReadTx<'_>) -> Result<Tally, StoreError> {
        let (mut rows, mut weight) = (0, DefaultHasher::new());
        let mut last: Option<Values> = None;
        loop {
            let part = self.after(tx, last.as_deref(), CHUNK)?;
            let Some(end) = part.last() else { break };
            last = Some(self.key_of(end));
            for row in part.iter().filter(|row| !row.contains(&Value::Text(UNDER_WAY.to_owned()))) {
                rows += 1;
                for value in row {
                    weigh(&mut weight, value);
                }
            }
        }
        Ok(Tally { rows, weight: weight.finish() })
    }

    fn keys(&self) -> impl Iterator<Item = &str> {
        self.key.iter().map(|(_, column)| column.as_str())
    }
}

fn values(row: &Row<'_>, wide: usize) -> rusqlite::Result<Values> {
    (0..wide).map(|place| row.get(place)).collect()
}

/// A name for a value, made of letters alone.
fn name(nth: usize) -> String {
    let letter = |nth: usize| char::from(b'a' + u8::try_from(nth % 26).unwrap_or(0));
    [':', letter(nth / 676), letter(nth / 26), letter(nth)].iter().collect()
}

fn weigh(weight: &mut DefaultHasher, value: &Value) {
    let (kind, bytes) = match value {
        Value::Null => (0, Vec::new()),
        Value::Integer(number) => (1, number.to_be_bytes().to_vec()),
        Value::Real(number) => (2, number.to_be_bytes().to_vec()),
        // PostgreSQL keeps no NUL in a text.
        Value::Text(text) => (3, text.bytes().filter(|byte| *byte != 0).collect()),
        Value::Blob(bytes) => (4, bytes.clone()),
    };
    weight.write_u8(kind);
    weight.write_usize(bytes.len());
    weight.write(&bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_of_a_statement_has_a_name_of_its_own() {
        let names: std::collections::HashSet<String> = (0..VALUES).map(name).collect();
        assert_eq!(names.len(), VALUES);
        assert!(names.iter().all(|name| name[1..].bytes().all(|letter| letter.is_ascii_lowercase())));
    }
}
