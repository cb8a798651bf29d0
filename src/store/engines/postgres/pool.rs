//! The connections to `PostgreSQL`: made when they are needed, kept, thrown away when they break.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use deadpool_postgres::{Manager, ManagerConfig, PoolError, RecyclingMethod, Runtime, Timeouts};
use native_tls::{Certificate, TlsConnector};
use postgres_native_tls::MakeTlsConnector;
use tokio::runtime::Handle;
use tokio_postgres::Config;

use super::url::Trust;
use super::{PostgresUrl, Session, migrate};
use crate::store::migrate::MigrateError;
use crate::store::{ReadTx, StoreError};

/// The most connections of one process; whoever finds none free waits.
const CONNECTIONS: usize = 16;

/// So long a transaction is tried again that nothing but another one or a lost connection kept from its end. A press is
/// told that it takes longer after two seconds, and its answer may come for minutes after that.
pub(in crate::store) const PATIENCE: Duration = Duration::from_secs(20);

/// So long a new connection may take in all, over all hosts.
const CREATE: Duration = Duration::from_secs(10);

/// Between two tries at least and at most.
const PAUSE: std::ops::Range<u64> = 2..40;

/// While no server answers.
const PAUSE_WITHOUT_SERVER: Duration = Duration::from_millis(100);

/// The connections of a process.
#[derive(Debug, Clone)]
pub(in crate::store) struct Pool {
    pool: deadpool_postgres::Pool,
    runtime: Handle,
}

impl Pool {
    /// Connects, and brings the schema up to date where `may_change` says so.
    pub(in crate::store) async fn connect(url: &PostgresUrl, may_change: bool) -> Result<Self, MigrateError> {
        let manager = Manager::from_config(
            Config::clone(&url.config),
            tls(url).map_err(MigrateError::Failed)?,
            ManagerConfig { recycling_method: RecyclingMethod::Fast },
        );
        let pool = deadpool_postgres::Pool::builder(manager)
            .max_size(CONNECTIONS)
            .runtime(Runtime::Tokio1)
            .timeouts(Timeouts { wait: Some(PATIENCE), create: Some(CREATE), recycle: None })
            .build()
            .map_err(|error| MigrateError::Failed(error.to_string()))?;
        let mut client = pool.get().await.map_err(|error| MigrateError::Failed(cause(&error)))?;
        if may_change {
            migrate::migrate(&mut client).await?;
        } else {
            migrate::refuse_other(&client).await?;
        }
        drop(client);
        Ok(Self { pool, runtime: Handle::current() })
    }

    /// A connection; waits a while for a server that is away, as it is while another one takes over.
    pub(in crate::store) fn session(&self) -> Result<Session, StoreError> {
        let until = Instant::now() + PATIENCE;
        loop {
            match self.runtime.block_on(self.pool.get()) {
                Ok(client) => return Ok(Session { client, runtime: self.runtime.clone(), broken: None.into() }),
                Err(PoolError::Closed) => return Err(StoreError::Closed),
                Err(error) if Instant::now() >= until => return Err(StoreError::Unreachable(cause(&error))),
                Err(_) => std::thread::sleep(PAUSE_WITHOUT_SERVER),
            }
        }
    }

    /// Runs a query in a transaction of its own that sees one moment and changes nothing.
    pub(in crate::store) fn read<T>(
        &self,
        query: impl FnOnce(&ReadTx<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let until = Instant::now() + PATIENCE;
        let session = loop {
            let session = self.session()?;
            match session.control("begin isolation level repeatable read read only") {
                Ok(()) => break session,
                // It lay in the pool while the server went.
                Err(error) if error.is_passing() && Instant::now() < until => session.discard(),
                Err(error) => {
                    session.discard();
                    return Err(error);
                }
            }
        };
        let run = || query(&ReadTx::new(super::super::Engine::Postgres(&session)));
        // One that breaks off must not leave its transaction to whoever gets the connection next.
        let outcome = catch_unwind(AssertUnwindSafe(run)).unwrap_or(Err(StoreError::BrokeOff));
        if session.control("rollback").is_err() {
            session.discard();
        }
        outcome
    }

    pub(in crate::store) fn close(&self) {
        self.pool.close();
    }
}

/// Waits before a transaction is tried again: by chance, so that those who stood in each other's way do not meet again.
pub(in crate::store) fn pause() {
    std::thread::sleep(Duration::from_millis(rand::random_range(PAUSE)));
}

fn tls(url: &PostgresUrl) -> Result<MakeTlsConnector, String> {
    let mut builder = TlsConnector::builder();
    if let Some(file) = &url.root_certificate {
        let wrong = |reason: String| format!("the certificate {}: {reason}", file.display());
        let text = std::fs::read(file).map_err(|error| wrong(error.to_string()))?;
        builder.add_root_certificate(Certificate::from_pem(&text).map_err(|error| wrong(error.to_string()))?);
    }
    builder.danger_accept_invalid_certs(url.trust == Trust::Anybody);
    builder.danger_accept_invalid_hostnames(url.trust != Trust::Named);
    Ok(MakeTlsConnector::new(builder.build().map_err(|error| error.to_string())?))
}

/// What is behind an error of the pool.
fn cause(error: &PoolError) -> String {
    match error {
        PoolError::Backend(error) => match (error.as_db_error(), std::error::Error::source(error)) {
            (Some(said), _) => said.message().to_owned(),
            (None, Some(cause)) => cause.to_string(),
            (None, None) => error.to_string(),
        },
        other => other.to_string(),
    }
}
