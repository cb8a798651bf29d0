//! The two engines behind one way to run a statement: SQLite, and any that speaks `PostgreSQL`'s protocol.

pub(super) mod postgres;

use rusqlite::types::FromSql;
use rusqlite::{CachedStatement, Connection, ToSql};

use super::StoreError;

/// The values of a statement by their names, as `rusqlite::named_params!` makes them.
pub(super) type Params<'p> = &'p [(&'p str, &'p dyn ToSql)];

/// A connection with an open transaction.
#[derive(Debug, Clone, Copy)]
pub(super) enum Engine<'c> {
    Sqlite(&'c Connection),
    Postgres(&'c postgres::Session),
}

impl<'c> Engine<'c> {
    /// Prepares a statement, or takes it from those that the connection prepared before.
    pub(super) fn prepare(self, sql: &str) -> Result<Statement<'c>, StoreError> {
        Ok(match self {
            Self::Sqlite(connection) => Statement::Sqlite(connection.prepare_cached(sql)?),
            Self::Postgres(session) => Statement::Postgres(session.prepare(sql)?),
        })
    }

    /// Begins a transaction that writes.
    pub(super) fn begin(self) -> Result<(), StoreError> {
        self.control(match self {
            Self::Sqlite(_) => "begin immediate",
            // A process that is stopped in the midst of it must not hold up all others.
            Self::Postgres(_) => {
                "begin isolation level serializable; set local lock_timeout = '5s'; \
                 set local idle_in_transaction_session_timeout = '10s'"
            }
        })
    }

    /// Runs a statement that ends a transaction, or begins or ends a part of it.
    pub(super) fn control(self, sql: &str) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(connection) => Ok(connection.prepare_cached(sql)?.execute([]).map(drop)?),
            Self::Postgres(session) => session.control(sql),
        }
    }

    /// Takes the transaction back, where it has not ended by itself.
    pub(super) fn roll_back(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(connection) if connection.is_autocommit() => Ok(()),
            _ => self.control("rollback"),
        }
    }

    /// Why nothing more can be done in the transaction: SQLite ends it by itself when the disk is full, `PostgreSQL` lets it fail
    /// with its first statement that does.
    pub(super) fn broken(self) -> Option<StoreError> {
        match self {
            Self::Sqlite(connection) => connection.is_autocommit().then_some(StoreError::BrokeOff),
            Self::Postgres(session) => session.broken(),
        }
    }

    /// Whether a part of the transaction can still be taken back alone.
    pub(super) fn has_parts(self, error: &StoreError) -> bool {
        match self {
            Self::Sqlite(connection) => !connection.is_autocommit(),
            Self::Postgres(_) => !error.is_passing(),
        }
    }
}

/// A statement, ready to run.
pub(super) enum Statement<'c> {
    Sqlite(CachedStatement<'c>),
    Postgres(postgres::Statement<'c>),
}

impl Statement<'_> {
    /// Runs it; says how many rows it changed.
    pub(super) fn execute(&mut self, params: Params<'_>) -> Result<usize, StoreError> {
        match self {
            Self::Sqlite(statement) => Ok(statement.execute(params)?),
            Self::Postgres(statement) => statement.execute(params),
        }
    }

    /// The first of its rows, which must be there.
    pub(super) fn query_row<T>(
        &mut self,
        params: Params<'_>,
        from_row: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        self.query_optional(params, from_row)?
            .ok_or_else(|| StoreError::Inconsistent("a row that must be there is not".to_owned()))
    }

    /// The first of its rows, if there is one.
    pub(super) fn query_optional<T>(
        &mut self,
        params: Params<'_>,
        from_row: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        match self {
            Self::Sqlite(statement) => {
                let mut rows = statement.query(params)?;
                let row = rows.next()?;
                Ok(row.map(|row| from_row(&Row::Sqlite(row))).transpose()?)
            }
            Self::Postgres(statement) => {
                let rows = statement.query(params)?;
                Ok(rows.first().map(|row| from_row(&Row::Postgres(row))).transpose()?)
            }
        }
    }

    /// Whether it has a row.
    pub(super) fn exists(&mut self, params: Params<'_>) -> Result<bool, StoreError> {
        Ok(self.query_optional(params, |_| Ok(()))?.is_some())
    }

    /// All its rows, one after the other.
    pub(super) fn query_map<T, F: FnMut(&Row<'_>) -> rusqlite::Result<T>>(
        &mut self,
        params: Params<'_>,
        from_row: F,
    ) -> Result<Mapped<'_, F>, StoreError> {
        let rows = match self {
            Self::Sqlite(statement) => Rows::Sqlite(statement.query(params)?),
            Self::Postgres(statement) => Rows::Postgres(statement.query(params)?.into_iter()),
        };
        Ok(Mapped { rows, from_row })
    }
}

/// A row as its engine gives it.
pub(super) enum Row<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r tokio_postgres::Row),
}

impl Row<'_> {
    /// A column by its name or its place.
    pub(super) fn get<'n, C: Into<Column<'n>>, T: FromSql>(&self, column: C) -> rusqlite::Result<T> {
        match (self, column.into()) {
            (Self::Sqlite(row), Column::Name(name)) => row.get(name),
            (Self::Sqlite(row), Column::Place(place)) => row.get(place),
            (Self::Postgres(row), column) => postgres::get(row, column),
        }
    }
}

/// How a column of a row is named.
#[derive(Debug, Clone, Copy)]
pub(super) enum Column<'n> {
    Name(&'n str),
    Place(usize),
}

impl<'n> From<&'n str> for Column<'n> {
    fn from(name: &'n str) -> Self {
        Self::Name(name)
    }
}

impl From<usize> for Column<'_> {
    fn from(place: usize) -> Self {
        Self::Place(place)
    }
}

/// The rows of a statement, read one by one.
pub(super) struct Mapped<'s, F> {
    rows: Rows<'s>,
    from_row: F,
}

enum Rows<'s> {
    Sqlite(rusqlite::Rows<'s>),
    Postgres(std::vec::IntoIter<tokio_postgres::Row>),
}

impl<T, F: FnMut(&Row<'_>) -> rusqlite::Result<T>> Iterator for Mapped<'_, F> {
    type Item = rusqlite::Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.rows {
            Rows::Sqlite(rows) => match rows.next() {
                Ok(row) => row.map(|row| (self.from_row)(&Row::Sqlite(row))),
                Err(error) => Some(Err(error)),
            },
            Rows::Postgres(rows) => rows.next().map(|row| (self.from_row)(&Row::Postgres(&row))),
        }
    }
}
