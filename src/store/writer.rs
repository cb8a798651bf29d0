//! The one writer: takes what waits, commits once, then answers all of it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};

use rusqlite::Connection;
use tokio::sync::oneshot;

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

/// An action with its caller; says whether what it wrote may stay.
type Job = Box<dyn FnMut(Ask<'_>) -> bool + Send>;

enum Message {
    Run(Job),
    Close(oneshot::Sender<()>),
}

/// The way to the writer thread.
#[derive(Debug, Clone)]
pub(super) struct Writer {
    messages: mpsc::Sender<Message>,
    seen: Arc<Seen>,
}

/// What can be told of the writer from outside.
#[derive(Debug, Default)]
struct Seen {
    waiting: AtomicUsize,
    failed: AtomicU64,
}

impl Writer {
    pub(super) fn start(connection: Connection) -> std::io::Result<Self> {
        let (messages, inbox) = mpsc::channel();
        let seen = Arc::new(Seen::default());
        let shown = Arc::clone(&seen);
        // The thread ends with the last handle, or when it is told to.
        std::thread::Builder::new().name("writer".to_owned()).spawn(move || {
            let closing = work(&connection, &inbox, &shown);
            drop(connection);
            if let Some(done) = closing {
                // Whoever asked may have gone; the database is closed either way.
                let _ = done.send(());
            }
        })?;
        Ok(Self { messages, seen })
    }

    pub(super) fn queued(&self) -> usize {
        self.seen.waiting.load(Ordering::Relaxed)
    }

    pub(super) fn failed(&self) -> u64 {
        self.seen.failed.load(Ordering::Relaxed)
    }

    pub(super) async fn run<T: Send + 'static>(
        &self,
        action: impl FnMut(&WriteTx<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (sender, receiver) = oneshot::channel();
        self.seen.waiting.fetch_add(1, Ordering::Relaxed);
        if self.messages.send(Message::Run(job(action, sender))).is_err() {
            self.seen.waiting.fetch_sub(1, Ordering::Relaxed);
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
            // One that breaks off leaves none, and its caller then hears that it was closed.
            outcome = None;
            let done = action(tx);
            let stays = done.is_ok();
            outcome = Some(done);
            stays
        }
        Ask::Answer(kept) => {
            if let Some((sender, outcome)) = sender.take().zip(outcome.take()) {
                // Nobody may be waiting any more; the change stands all the same.
                let _ = sender.send(outcome.and_then(|value| kept.map(|()| value)));
            }
            true
        }
    })
}

/// Works until it is told to close, and by whom; or until nobody is left to tell it.
fn work(connection: &Connection, inbox: &mpsc::Receiver<Message>, seen: &Seen) -> Option<oneshot::Sender<()>> {
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
        seen.waiting.fetch_sub(jobs.len(), Ordering::Relaxed);
        if !commit_together(connection, jobs) {
            seen.failed.fetch_add(1, Ordering::Relaxed);
        }
        if closing.is_some() {
            return closing;
        }
    }
    None
}

/// Runs the jobs in one transaction and answers each; says whether all that they wrote was kept.
fn commit_together(connection: &Connection, mut jobs: Vec<Job>) -> bool {
    if jobs.is_empty() {
        return true;
    }
    let tx = WriteTx::new(connection);
    // A savepoint costs a copy of every page that is written, and hardly any action fails: only when one did, all run
    // again, each in its own.
    let result = match run_all(&tx, &mut jobs) {
        Ok(true) => execute(&tx, "commit").map(|()| true),
        Ok(false) => end(&tx).and_then(|()| run_each(&tx, &mut jobs)),
        Err(error) => Err(error),
    };
    if result.is_err() && !tx.is_over() {
        // A transaction that cannot be rolled back either is lost with the connection; the next `begin` will say so.
        let _ = end(&tx);
    }
    let all_kept = matches!(result, Ok(true));
    let lost = result.err().map(|error| error.to_string());
    for mut job in jobs {
        job(Ask::Answer(lost.as_ref().map_or(Ok(()), |reason| Err(StoreError::NotKept(reason.clone())))));
    }
    all_kept
}

/// Runs the jobs in one transaction, which stays open; says whether all that they wrote may stay.
fn run_all(tx: &WriteTx<'_>, jobs: &mut [Job]) -> Result<bool, rusqlite::Error> {
    execute(tx, "begin immediate")?;
    Ok(jobs.iter_mut().all(|job| stays(job, tx)))
}

/// Runs the jobs in one transaction, each in a savepoint, and commits; an error means that none of them was kept. Says
/// whether all that they wrote stayed.
fn run_each(tx: &WriteTx<'_>, jobs: &mut [Job]) -> Result<bool, rusqlite::Error> {
    execute(tx, "begin immediate")?;
    let mut all_stay = true;
    for job in jobs {
        execute(tx, "savepoint action")?;
        let stays = stays(job, tx);
        if tx.is_over() {
            // SQLite itself rolled the whole transaction back, as it does when the disk is full.
            return Err(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL), None));
        }
        all_stay &= stays;
        if !stays {
            execute(tx, "rollback to action")?;
        }
        execute(tx, "release action")?;
    }
    execute(tx, "commit").map(|()| all_stay)
}

/// Runs a job; one that panics has written nothing that may stay.
fn stays(job: &mut Job, tx: &WriteTx<'_>) -> bool {
    catch_unwind(AssertUnwindSafe(|| job(Ask::Run(tx)))).unwrap_or(false)
}

fn end(tx: &WriteTx<'_>) -> Result<(), rusqlite::Error> {
    if tx.is_over() { Ok(()) } else { execute(tx, "rollback") }
}

fn execute(tx: &WriteTx<'_>, sql: &str) -> Result<(), rusqlite::Error> {
    tx.prepare(sql)?.execute([]).map(drop)
}

/// Closes a poisoned pool's lock: a panic inside a query leaves the connections themselves sound.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
