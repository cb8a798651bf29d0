//! The one writer: takes what waits, commits once, then answers all of it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::{StoreError, WriteTx};

/// The most actions that share a commit; it bounds how long the first of them waits.
const BATCH: usize = 1_024;

/// What is left to do for an action when its transaction is over: tell its caller.
type Answer = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// An action that runs inside the open transaction. `Err` means that its savepoint must be rolled back.
type Job = Box<dyn FnOnce(&WriteTx<'_>) -> (Result<(), ()>, Answer) + Send>;

enum Message {
    Run(Job),
    Close(oneshot::Sender<()>),
}

/// The way to the writer thread.
#[derive(Debug, Clone)]
pub(super) struct Writer {
    messages: mpsc::Sender<Message>,
    waiting: Arc<AtomicUsize>,
}

impl Writer {
    pub(super) fn start(connection: Connection) -> std::io::Result<Self> {
        let (messages, inbox) = mpsc::channel();
        let waiting = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&waiting);
        // The thread ends with the last handle, or when it is told to.
        std::thread::Builder::new().name("writer".to_owned()).spawn(move || work(&connection, &inbox, &counter))?;
        Ok(Self { messages, waiting })
    }

    pub(super) fn queued(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    pub(super) async fn run<T: Send + 'static>(
        &self,
        action: impl FnOnce(&WriteTx<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (sender, receiver) = oneshot::channel();
        self.waiting.fetch_add(1, Ordering::Relaxed);
        if self.messages.send(Message::Run(job(action, sender))).is_err() {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
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
    action: impl FnOnce(&WriteTx<'_>) -> Result<T, StoreError> + Send + 'static,
    sender: oneshot::Sender<Result<T, StoreError>>,
) -> Job {
    Box::new(move |tx| {
        let outcome = action(tx);
        let keep = if outcome.is_ok() { Ok(()) } else { Err(()) };
        let answer: Answer = Box::new(move |kept| {
            // Nobody may be waiting any more; the change stands all the same.
            let _ = sender.send(outcome.and_then(|value| kept.map(|()| value)));
        });
        (keep, answer)
    })
}

fn work(connection: &Connection, inbox: &mpsc::Receiver<Message>, waiting: &AtomicUsize) {
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
        waiting.fetch_sub(jobs.len(), Ordering::Relaxed);
        commit_together(connection, jobs);
        if let Some(done) = closing {
            // Whoever asked may have gone; the database is closed either way.
            let _ = done.send(());
            return;
        }
    }
}

fn commit_together(connection: &Connection, jobs: Vec<Job>) {
    if jobs.is_empty() {
        return;
    }
    let mut answers = Vec::with_capacity(jobs.len());
    let result = run_all(connection, jobs, &mut answers);
    if result.is_err() && !connection.is_autocommit() {
        // A transaction that cannot be rolled back either is lost with the connection; the next `begin` will say so.
        let _ = connection.execute_batch("rollback");
    }
    let lost = result.err().map(|error| error.to_string());
    for answer in answers {
        answer(lost.as_ref().map_or(Ok(()), |reason| Err(StoreError::NotKept(reason.clone()))));
    }
}

/// Runs the jobs in one transaction; an error means that none of them was kept.
fn run_all(connection: &Connection, jobs: Vec<Job>, answers: &mut Vec<Answer>) -> Result<(), rusqlite::Error> {
    let tx = WriteTx::new(connection);
    let mut begun = execute(&tx, "begin immediate");
    for job in jobs {
        if begun.is_ok() {
            begun = execute(&tx, "savepoint action");
        }
        if begun.is_err() {
            // The caller still gets its answer: an action that never ran drops its sender.
            drop(job);
            continue;
        }
        let Ok((keep, answer)) = catch_unwind(AssertUnwindSafe(|| job(&tx))) else {
            begun = roll_back(&tx);
            continue;
        };
        if keep.is_err() && !connection.is_autocommit() {
            begun = roll_back(&tx);
        }
        answers.push(answer);
        if connection.is_autocommit() {
            // SQLite itself rolled the whole transaction back, as it does when the disk is full.
            begun = Err(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL), None));
        } else if begun.is_ok() {
            begun = execute(&tx, "release action");
        }
    }
    begun.and_then(|()| execute(&tx, "commit"))
}

fn roll_back(tx: &WriteTx<'_>) -> Result<(), rusqlite::Error> {
    execute(tx, "rollback to action")
}

fn execute(tx: &WriteTx<'_>, sql: &str) -> Result<(), rusqlite::Error> {
    tx.prepare(sql)?.execute([]).map(drop)
}

/// Closes a poisoned pool's lock: a panic inside a query leaves the connections themselves sound.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
