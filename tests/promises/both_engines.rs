//! What a store promises whichever engine it speaks to.

use std::sync::mpsc;

use proctor::store::{OpenError, Store, StoreError, WriteTx, remembered};
use tempfile::TempDir;

use crate::engine::{self, Beside};

const COUNT: &str = "select count(*) from remembered";

async fn write(store: &Store, nth: usize) -> Result<(), StoreError> {
    store.write(move |tx| remembered::set(tx, &format!("name {nth}"), "value")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_done_before_the_end() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("some.db");
    let store = engine::open(&file).await;
    // One holds the writer up while the others gather behind it.
    let (go_on, may_go_on) = mpsc::channel::<()>();
    let (begun, has_begun) = mpsc::channel::<()>();
    let holds = {
        let store = store.clone();
        let wait = move |_: &WriteTx<'_>| {
            // Whoever waits for it may be done with it: an action can be asked twice.
            let _ = begun.send(());
            let _ = may_go_on.recv();
            Ok(())
        };
        tokio::spawn(async move { store.write(wait).await })
    };
    tokio::task::block_in_place(|| has_begun.recv()).expect("it has begun");
    let writes: Vec<_> = (0..20)
        .map(|nth| {
            let store = store.clone();
            tokio::spawn(async move { write(&store, nth).await })
        })
        .collect();
    while store.queued() < writes.len() {
        tokio::task::yield_now().await;
    }
    let closing = store.clone();
    let closed = tokio::spawn(async move { closing.close().await });
    drop(go_on);
    closed.await.expect("an end");
    holds.await.expect("no panic").expect("a write");
    for one in writes {
        assert_eq!(one.await.expect("no panic"), Ok(()));
    }
    assert_eq!(Beside::open(&file).number(COUNT), 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_that_breaks_off_leaves_nothing_to_the_next() {
    let folder = TempDir::new().expect("a folder");
    let store = engine::open(&folder.path().join("some.db")).await;
    let broken = store.read(|tx| remembered::get(tx, "name 0").map(|none| assert_eq!(none.as_deref(), Some("never"))));
    assert_eq!(broken.await, Err(StoreError::BrokeOff));
    for nth in 0..20 {
        write(&store, nth).await.expect("a write");
        let read = store.read(move |tx| remembered::get(tx, &format!("name {nth}"))).await;
        assert_eq!(read, Ok(Some("value".to_owned())), "it sees what is there now");
    }
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_another_program_is_refused() {
    for theirs in [
        "create table schema_version (version bigint)",
        "create table schema_version (version text)",
        "create table thing (name text)",
    ] {
        let folder = TempDir::new().expect("a folder");
        let file = folder.path().join("theirs.db");
        Beside::open(&file).execute(theirs);
        let refused = Store::at(&engine::address(&file)).await.expect_err("a refusal");
        assert!(matches!(refused, OpenError::Foreign { .. }), "{refused}");
    }
}
