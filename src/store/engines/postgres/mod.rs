//! `PostgreSQL`: the same statements over a pool of connections, one transaction a session.

mod errors;
mod migrate;
mod names;
mod pool;
mod url;
mod values;

use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::Object;
use rusqlite::ToSql as _;
use tokio::runtime::Handle;

use self::names::Numbered;
use self::values::Param;
use super::Params;
use crate::store::StoreError;

pub(in crate::store) use pool::{PATIENCE, Pool, pause};
pub use url::PostgresUrl;
pub(super) use values::get;

/// How long a connection may take to come about, at each host.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);

/// How long the line to a server may be silent before it is asked whether anybody is there.
const SILENCE: Duration = Duration::from_secs(10);

/// How long a statement may take; one whose server is silent for longer is taken for lost.
const STATEMENT_TIMEOUT: Duration = Duration::from_mins(1);

/// A connection, for as long as a transaction takes; only a thread that may wait uses it.
pub(in crate::store) struct Session {
    client: Object,
    runtime: Handle,
    /// Why its transaction cannot go on; all later statements fail with it.
    broken: RefCell<Option<StoreError>>,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("broken", &self.broken).finish_non_exhaustive()
    }
}

impl Session {
    /// Runs a statement that begins or ends a transaction, or a part of it.
    pub(in crate::store) fn control(&self, sql: &str) -> Result<(), StoreError> {
        if sql.starts_with("rollback") {
            self.broken.take();
        }
        self.wait(self.client.batch_execute(sql))
    }

    pub(super) fn prepare(&self, sql: &str) -> Result<Statement<'_>, StoreError> {
        let numbered = names::numbered(sql);
        let prepared = self.wait(self.client.prepare_cached(&numbered.sql))?;
        Ok(Statement { session: self, prepared, numbered })
    }

    /// Why the transaction cannot go on, if it cannot.
    pub(in crate::store) fn broken(&self) -> Option<StoreError> {
        self.broken.borrow().clone()
    }

    /// Leaves the connection to nobody: its transaction could not be ended.
    pub(in crate::store) fn discard(self) {
        drop(Object::take(self.client));
    }

    fn wait<T>(&self, work: impl Future<Output = Result<T, tokio_postgres::Error>>) -> Result<T, StoreError> {
        if let Some(error) = self.broken() {
            return Err(error);
        }
        let done = self.runtime.block_on(async { tokio::time::timeout(STATEMENT_TIMEOUT, work).await });
        let done = done.map_err(|_| StoreError::Unreachable("the server said nothing for a minute".to_owned()));
        done.and_then(|done| done.map_err(StoreError::from)).inspect_err(|error| {
            self.broken.replace(Some(error.clone()));
        })
    }
}

/// A statement that the server has prepared.
pub(in crate::store) struct Statement<'c> {
    session: &'c Session,
    prepared: tokio_postgres::Statement,
    numbered: Arc<Numbered>,
}

impl Statement<'_> {
    pub(super) fn execute(&self, params: Params<'_>) -> Result<usize, StoreError> {
        let values = self.values(params)?;
        let values: Vec<_> = values.iter().map(|value| value as &(dyn tokio_postgres::types::ToSql + Sync)).collect();
        let changed = self.session.wait(self.session.client.execute(&self.prepared, &values))?;
        Ok(usize::try_from(changed).unwrap_or(usize::MAX))
    }

    pub(super) fn query(&self, params: Params<'_>) -> Result<Vec<tokio_postgres::Row>, StoreError> {
        let values = self.values(params)?;
        let values: Vec<_> = values.iter().map(|value| value as &(dyn tokio_postgres::types::ToSql + Sync)).collect();
        self.session.wait(self.session.client.query(&self.prepared, &values))
    }

    /// The values in the order of their numbers.
    fn values<'p>(&self, params: Params<'p>) -> Result<Vec<Param<'p>>, StoreError> {
        let value = |name: &String| {
            let (_, value) = params
                .iter()
                .find(|(known, _)| known == name)
                .ok_or_else(|| StoreError::Inconsistent(format!("a statement lacks its value {name}")))?;
            Ok(Param(value.to_sql()?))
        };
        self.numbered.names.iter().map(value).collect()
    }
}
