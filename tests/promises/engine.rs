//! The engine that tests run on: SQLite, and in a second run PostgreSQL.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;
use std::sync::{Mutex, mpsc};

use proctor::store::{Address, PostgresUrl, Store};
use rusqlite::Connection;
use rusqlite::types::Value;
use tokio_postgres::{NoTls, SimpleQueryMessage, SimpleQueryRow};

/// Where the second run finds its server; it is not there in the first.
pub(crate) const SERVER: &str = "PROCTOR_TEST_ENGINE";

/// Whether this is the run on PostgreSQL.
pub(crate) fn is_postgres() -> bool {
    std::env::var_os(SERVER).is_some()
}

/// What `PROCTOR_DATABASE` is for a test that would keep its database in this file.
pub(crate) fn setting(file: &Path) -> String {
    match std::env::var_os(SERVER) {
        Some(server) => schema_of(&server.to_string_lossy(), file),
        None => file.display().to_string(),
    }
}

/// Where the database is of a test that would keep it in this file.
pub(crate) fn address(file: &Path) -> Address {
    let named = setting(file);
    if PostgresUrl::is_meant(&named) {
        Address::Postgres(PostgresUrl::parse(&named, None).expect("an address"))
    } else {
        Address::File(file.to_owned())
    }
}

/// The store of such a test.
pub(crate) async fn open(file: &Path) -> Store {
    Store::at(&address(file)).await.expect("a database")
}

/// The connection that makes schemas, and those that it has made.
static MADE: Mutex<Option<(Asked, HashSet<String>)>> = Mutex::new(None);

/// A schema of its own for each file, so that tests share a server and nothing else.
fn schema_of(server: &str, file: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    file.hash(&mut hasher);
    let schema = format!("t{:x}", hasher.finish());
    let mut made = MADE.lock().expect("the schemas");
    let (asked, made) = made.get_or_insert_with(|| (ask(server), HashSet::new()));
    if made.insert(schema.clone()) {
        answer(asked, &format!("create schema {schema}"));
    }
    let joined = if server.contains('?') { '&' } else { '?' };
    format!("{server}{joined}options=-csearch_path%3D{schema}")
}

/// A test's own look into the database, beside the bot.
pub(crate) enum Beside {
    Sqlite(Connection),
    Postgres(Asked),
}

impl Beside {
    /// Into the database of a test that would keep it in this file.
    pub(crate) fn open(file: &Path) -> Self {
        if is_postgres() {
            Self::Postgres(ask(&setting(file)))
        } else {
            Self::Sqlite(Connection::open(file).expect("the database"))
        }
    }

    /// The rows of a query as texts: a number in decimals, yes as 1, nothing as an empty text.
    pub(crate) fn rows(&self, sql: &str) -> Vec<Vec<String>> {
        match self {
            Self::Sqlite(connection) => {
                let mut statement = connection.prepare(sql).expect("a query");
                let columns = statement.column_count();
                let text = |value: Value| match value {
                    Value::Null => String::new(),
                    Value::Integer(number) => number.to_string(),
                    Value::Text(text) => text,
                    other => panic!("{other:?} is no text"),
                };
                let rows = statement.query_map([], |row| (0..columns).map(|place| row.get(place).map(text)).collect());
                rows.expect("rows").collect::<Result<_, _>>().expect("rows")
            }
            Self::Postgres(asked) => {
                let row = |row: &SimpleQueryRow| {
                    let text = |place| match row.get(place).unwrap_or_default() {
                        "t" => "1".to_owned(),
                        "f" => "0".to_owned(),
                        text => text.to_owned(),
                    };
                    (0..row.len()).map(text).collect()
                };
                let rows = answer(asked, sql).into_iter().filter_map(|message| match message {
                    SimpleQueryMessage::Row(found) => Some(row(&found)),
                    _ => None,
                });
                rows.collect()
            }
        }
    }

    /// The first row's first column, a number or yes or no.
    pub(crate) fn number(&self, sql: &str) -> i64 {
        let rows = self.rows(sql);
        let first = rows.first().unwrap_or_else(|| panic!("no row: {sql}"));
        first[0].parse().unwrap_or_else(|_| panic!("{first:?} is no number: {sql}"))
    }

    /// Runs a statement; how many rows it changed.
    pub(crate) fn execute(&self, sql: &str) -> u64 {
        match self {
            Self::Sqlite(connection) => connection.execute(sql, []).expect("a statement") as u64,
            Self::Postgres(asked) => {
                let done = answer(asked, sql).into_iter().find_map(|message| match message {
                    SimpleQueryMessage::CommandComplete(rows) => Some(rows),
                    _ => None,
                });
                done.expect("a statement")
            }
        }
    }
}

/// The way to a connection: a statement, and where its answer goes.
type Asked = mpsc::Sender<(String, mpsc::Sender<Vec<SimpleQueryMessage>>)>;

/// Connects to a server from a thread of its own, as a test's thread may be at work for a runtime; it ends with the last asker.
fn ask(url: &str) -> Asked {
    let (asked, inbox) = mpsc::channel::<(String, mpsc::Sender<_>)>();
    let url = url.to_owned();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(&url, NoTls).await.expect("a server");
            let connection = tokio::spawn(connection);
            while let Ok((sql, answer)) = inbox.recv() {
                let done = client.simple_query(&sql).await.unwrap_or_else(|error| panic!("{error:?} in {sql}"));
                // Whoever asked may have given up.
                let _ = answer.send(done);
            }
            drop(client);
            connection.await.expect("its end").expect("a good end");
        });
    });
    asked
}

fn answer(asked: &Asked, sql: &str) -> Vec<SimpleQueryMessage> {
    let (answer, answered) = mpsc::channel();
    asked.send((sql.to_owned(), answer)).expect("a connection");
    answered.recv().unwrap_or_else(|_| panic!("no answer to {sql}"))
}
