//! The one writer of a process: takes what waits, commits once, then answers all of it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Instant;

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::close::close;
use super::counts::Counts;
use super::engines::{Engine, postgres};
use super::{StoreError, WriteTx};

/// The most actions that share a commit; it bounds how long the first of them waits.
const BATCH: usize = 1_024;

/// What an action is asked for.
enum Ask<'a> {
    /// To run inside the open transaction. It may be asked twice: what was rolled back is done again in the next one.
    Run(&'a WriteTx<'a>),
    /// To tell its caller, now that the transaction is over, whether it was kept.
    Answer(Result<(), StoreError>),
}

/// An action with its caller; an error means that what it wrote must not stay.
type Job = Box<dyn FnMut(Ask<'_>) -> Result<(), StoreError> + Send>;

/// Where the writer writes.
#[derive(Debug)]
pub(super) enum Home {
    File(Connection),
    Pool(postgres::Pool),
}

impl Home {
    /// Runs the jobs in one transaction and commits; says whether all that they wrote was kept.
    fn commit(&self, jobs: &mut [Job], gauges: &Gauges) -> Result<bool, StoreError> {
        let pool = match self {
            Self::File(connection) => return commit_once(Engine::Sqlite(connection), jobs),
            Self::Pool(pool) => pool,
        };
        let until = Instant::now() + postgres::PATIENCE;
        loop {
            let session = pool.session()?;
            let outcome = commit_once(Engine::Postgres(&session), jobs);
            // One whose server takes no writes is of no use either, though its transaction ended well.
            if session.broken().is_some() || matches!(outcome, Err(StoreError::Unreachable(_))) {
                session.discard();
            }
            match outcome {
                Err(error) if error.is_passing() && Instant::now() < until => {
                    tracing::debug!(%error, "a transaction is tried again");
                    gauges.retried.fetch_add(1, Ordering::Relaxed);
                    postgres::pause();
                }
                outcome => return outcome,
            }
        }
    }

    fn close(self) {
        match self {
            Self::File(connection) => close(connection),
            Self::Pool(pool) => pool.close(),
        }
    }
}

enum Message {
    Run(Job),
    Close(oneshot::Sender<()>),
}

/// The way to the writer thread.
#[derive(Debug, Clone)]
pub(super) struct Writer {
    messages: mpsc::Sender<Message>,
    gauges: Arc<Gauges>,
}

/// What can be told of the writer from outside.
#[derive(Debug, Default)]
struct Gauges {
    waiting: AtomicUsize,
    failed: AtomicU64,
    retried: AtomicU64,
}

impl Writer {
    pub(super) fn start(home: Home) -> std::io::Result<Self> {
        let (messages, inbox) = mpsc::channel();
        let gauges = Arc::new(Gauges::default());
        let shared = Arc::clone(&gauges);
        // The thread ends with the last handle, or when it is told to.
        std::thread::Builder::new().name("writer".to_owned()).spawn(move || {
            let closing = work(&home, &inbox, &shared);
            home.close();
            if let Some(done) = closing {
                // Whoever asked may have gone; the database is closed either way.
                let _ = done.send(());
            }
        })?;
        Ok(Self { messages, gauges })
    }

    pub(super) fn queued(&self) -> usize {
        self.gauges.waiting.load(Ordering::Relaxed)
    }

    pub(super) fn failed(&self) -> u64 {
        self.gauges.failed.load(Ordering::Relaxed)
    }

    pub(super) fn retried(&self) -> u64 {
        self.gauges.retried.load(Ordering::Relaxed)
    }

    pub(super) async fn run<T: Send + 'static>(
        &self,
        action: impl FnMut(&WriteTx<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (sender, receiver) = oneshot::channel();
        self.gauges.waiting.fetch_add(1, Ordering::Relaxed);
        if self.messages.send(Message::Run(job(action, sender))).is_err() {
            self.gauges.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(StoreError::Closed);
        }
        receiver.await.unwrap_or(Err(StoreError::Closed))
    }

    pub(super) async fn close(&self) {
        let (done, closed) = oneshot::channel();
        if self.messages.send(Message::Close(done)).is_ok() {
            // An error means that the thread ended already.
            let _ = closed.await;
        }
    }
}

fn job<T: Send + 'static>(
    mut action: impl FnMut(&WriteTx<'_>) -> Result<T, StoreError> + Send + 'static,
    sender: oneshot::Sender<Result<T, StoreError>>,
) -> Job {
    let (mut sender, mut outcome) = (Some(sender), None);
    Box::new(move |ask| match ask {
        Ask::Run(tx) => {
            // One that breaks off leaves none.
            outcome = None;
            let done = action(tx);
            let stays = done.as_ref().map(drop).map_err(Clone::clone);
            outcome = Some(done);
            stays
        }
        Ask::Answer(kept) => {
            let outcome = match (outcome.take(), kept) {
                (Some(outcome), Ok(())) => outcome,
                // Its own error is nearer to the cause than that of the transaction.
                (Some(Err(error)), Err(_)) | (_, Err(error)) => Err(error),
                (None, Ok(())) => Err(StoreError::BrokeOff),
            };
            // Nobody may be waiting any more; the change stands all the same.
            let _ = sender.take().map(|sender| sender.send(outcome));
            Ok(())
        }
    })
}

/// Works until it is told to close, and by whom; or until nobody is left to tell it.
fn work(home: &Home, inbox: &mpsc::Receiver<Message>, gauges: &Gauges) -> Option<oneshot::Sender<()>> {
    while let Ok(first) = inbox.recv() {
        let mut jobs = Vec::new();
        let mut closing = None;
        let mut next = Some(first);
        while let Some(message) = next {
            match message {
                Message::Run(job) => jobs.push(job),
                Message::Close(done) => closing = Some(done),
            }
            next = (closing.is_none() && jobs.len() < BATCH).then(|| inbox.try_recv().ok()).flatten();
        }
        gauges.waiting.fetch_sub(jobs.len(), Ordering::Relaxed);
        if !commit_together(home, jobs, gauges) {
            gauges.failed.fetch_add(1, Ordering::Relaxed);
        }
        if closing.is_some() {
            return closing;
        }
    }
    None
}

/// Runs the jobs in one transaction and answers each; says whether all that they wrote was kept.
fn commit_together(home: &Home, mut jobs: Vec<Job>, gauges: &Gauges) -> bool {
    if jobs.is_empty() {
        return true;
    }
    let result = home.commit(&mut jobs, gauges);
    let all_kept = matches!(result, Ok(true));
    let kept = result.map(drop);
    for mut job in jobs {
        // An answer cannot fail.
        let _ = job(Ask::Answer(kept.clone()));
    }
    all_kept
}

fn commit_once(engine: Engine<'_>, jobs: &mut [Job]) -> Result<bool, StoreError> {
    let counts = Counts::default();
    let tx = WriteTx::new(engine, &counts);
    // A savepoint costs a copy of every page that is written, and hardly any action fails: only when one did, all run
    // again, each in its own.
    let result = match run_all(&tx, jobs) {
        Ok(true) => counts
            .write(engine)
            .and_then(|()| counts.hurry_boards(engine))
            .and_then(|()| engine.control("commit"))
            .map(|()| true),
        Ok(false) => end(&tx).and_then(|()| run_each(&tx, jobs)),
        Err(error) => Err(error),
    };
    if result.is_err() {
        // A transaction that cannot be rolled back either is lost with the connection; the next `begin` will say so.
        let _ = end(&tx);
    }
    result
}

/// Runs the jobs in one transaction, which stays open; says whether all that they wrote may stay.
fn run_all(tx: &WriteTx<'_>, jobs: &mut [Job]) -> Result<bool, StoreError> {
    tx.engine().begin()?;
    for job in jobs {
        match run(job, tx) {
            Ok(()) => {}
            Err(error) if error.is_passing() => return Err(error),
            Err(_) => return Ok(false),
        }
    }
    Ok(true)
}

/// Runs the jobs in one transaction, each in a savepoint, and commits; an error means that none of them was kept. Says
/// whether all that they wrote stayed.
fn run_each(tx: &WriteTx<'_>, jobs: &mut [Job]) -> Result<bool, StoreError> {
    let engine = tx.engine();
    engine.begin()?;
    let mut all_stay = true;
    for job in jobs {
        engine.control("savepoint action")?;
        match run(job, tx) {
            Ok(()) => tx.counts().write(engine)?,
            Err(error) if engine.has_parts(&error) => {
                all_stay = false;
                tx.counts().forget();
                engine.control("rollback to action")?;
            }
            // SQLite itself rolled all of it back, as it does on a full disk. Why, the action was told.
            Err(error) => return Err(error),
        }
        engine.control("release action")?;
    }
    tx.counts().hurry_boards(engine)?;
    engine.control("commit").map(|()| all_stay)
}

/// Runs a job. One that breaks off, or goes on after its transaction ended, has failed.
fn run(job: &mut Job, tx: &WriteTx<'_>) -> Result<(), StoreError> {
    catch_unwind(AssertUnwindSafe(|| job(Ask::Run(tx)))).unwrap_or(Err(StoreError::BrokeOff))?;
    tx.engine().broken().map_or(Ok(()), Err)
}

fn end(tx: &WriteTx<'_>) -> Result<(), StoreError> {
    tx.counts().forget();
    tx.engine().roll_back()
}

/// Locks, also after a panic: one inside a query leaves the connections themselves sound.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rusqlite::named_params;

    use super::*;

    /// One database in memory, the same for each connection that is open at once.
    fn open() -> Connection {
        let connection = Connection::open("file:things?mode=memory&cache=shared").unwrap();
        connection.busy_timeout(Duration::ZERO).unwrap();
        connection
    }

    fn insert(text: &'static str) -> impl FnMut(&WriteTx<'_>) -> Result<(), StoreError> {
        move |tx| tx.prepare("insert into thing values (:text)")?.execute(named_params! { ":text": text }).map(drop)
    }

    #[tokio::test]
    async fn a_failure_is_told_as_what_it_is() {
        let connection = open();
        connection.execute_batch("create table thing (name text unique check (name <> 'bad'))").unwrap();
        let other = open();
        let write =
            async |connection: Connection, text| Writer::start(Home::File(connection)).unwrap().run(insert(text)).await;

        other.execute_batch("begin immediate").unwrap();
        assert_eq!(write(open(), "one").await, Err(StoreError::Busy));
        other.execute_batch("rollback").unwrap();
        let full = open();
        full.pragma_update(None, "max_page_count", 1).unwrap();
        assert_eq!(write(full, "a long text, ".repeat(1_000).leak()).await, Err(StoreError::Full));
        let read_only = open();
        read_only.pragma_update(None, "query_only", true).unwrap();
        assert_eq!(write(read_only, "one").await, Err(StoreError::ReadOnly));
        assert!(matches!(write(open(), "bad").await, Err(StoreError::Inconsistent(_))));
        assert_eq!(write(open(), "good").await, Ok(()));
        connection.execute_batch("drop table thing").unwrap();
        assert!(matches!(write(open(), "one").await, Err(StoreError::Engine(_))));
    }

    #[tokio::test]
    async fn a_transaction_that_ended_under_its_actions_is_told_by_its_cause() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("create table thing (name text unique on conflict rollback)").unwrap();
        let writer = Writer::start(Home::File(connection)).unwrap();
        writer.run(insert("one")).await.unwrap();

        // While one holds the writer up, three gather that share a commit; the second of them ends the transaction, as a
        // full disk does.
        let (begun, is_begun) = mpsc::channel();
        let (go_on, may_go_on) = mpsc::channel();
        let waits = move |_: &WriteTx<'_>| {
            begun
                .send(())
                .and_then(|()| may_go_on.recv().map_err(|_| mpsc::SendError(())))
                .map_err(|_| StoreError::BrokeOff)
        };
        let held_up = tokio::spawn({
            let writer = writer.clone();
            async move { writer.run(waits).await }
        });
        tokio::task::yield_now().await;
        is_begun.recv().unwrap();
        let release = async { go_on.send(()).unwrap() };
        let (first, second, third, ()) =
            tokio::join!(writer.run(insert("two")), writer.run(insert("one")), writer.run(insert("three")), release);
        held_up.await.unwrap().unwrap();

        for outcome in [first, second, third] {
            assert!(matches!(&outcome, Err(StoreError::Inconsistent(said)) if said.contains("UNIQUE")), "{outcome:?}");
        }
        let kept =
            |tx: &WriteTx<'_>| tx.prepare("select count(*) from thing")?.query_row(&[], |row| row.get::<_, i64>(0));
        assert_eq!(writer.run(kept).await, Ok(1));
    }
}
