//! The store keeps what it acknowledged, and one caller's failure is nobody else's.

use std::path::Path;
use std::process::Command;

use crate::group::{Group, SERVER};
use proctor::domain::ids::MemberId;
use proctor::store::backup::backup;
use proctor::store::{OpenError, Store, StoreError, WriteTx, history, members, read_file};
use rusqlite::Connection;

async fn names(store: &Store) -> Vec<String> {
    let read =
        store.read(|tx| (1..=4).map(|id| members::name(tx, SERVER, MemberId(id))).collect::<Result<Vec<_>, _>>());
    read.await.expect("a read").into_iter().flatten().collect()
}

#[tokio::test]
async fn an_action_that_fails_rolls_back_alone() {
    let group = Group::in_seoul().await;
    let write = |id: u64, fails: bool| {
        group.store.write(move |tx| {
            members::remember_name(tx, SERVER, MemberId(id), &format!("member {id}"))?;
            if fails { Err(StoreError::Inconsistent("on purpose".to_owned())) } else { Ok(()) }
        })
    };
    let (one, two, three) = tokio::join!(write(1, false), write(2, true), write(3, false));
    assert!(one.is_ok() && two.is_err() && three.is_ok());
    assert_eq!(names(&group.store).await, ["member 1", "member 3"]);
}

#[tokio::test]
async fn an_action_that_panics_takes_nobody_with_it() {
    let group = Group::in_seoul().await;
    let panics = group.store.write(|tx| {
        members::remember_name(tx, SERVER, MemberId(1), "half")?;
        assert!(names_are_fine(), "on purpose");
        Ok(())
    });
    let (panicked, fine) =
        tokio::join!(panics, group.store.write(|tx| members::remember_name(tx, SERVER, MemberId(2), "whole")));
    assert_eq!((panicked, fine), (Err(StoreError::BrokeOff), Ok(())));
    assert_eq!(names(&group.store).await, ["whole"]);
}

fn names_are_fine() -> bool {
    false
}

#[tokio::test]
async fn a_read_that_fails_or_breaks_off_leaves_the_next_one_alone() {
    let group = Group::in_seoul().await;
    let fails = group.store.read(|_| Err::<(), _>(StoreError::Inconsistent("on purpose".to_owned()))).await;
    assert_eq!(fails, Err(StoreError::Inconsistent("on purpose".to_owned())));
    let breaks_off = group.store.read(|_| if names_are_fine() { Ok(()) } else { panic!("on purpose") }).await;
    assert_eq!(breaks_off, Err(StoreError::BrokeOff));
    assert_eq!(names(&group.store).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_was_kept_is_there_after_a_new_start() {
    let group = Group::in_seoul().await;
    group.write(|tx| members::remember_name(tx, SERVER, MemberId(1), "민준")).await;
    group.store.close().await;
    let again = Store::open(&group.folder.path().join("group.db")).expect("the same database");
    assert_eq!(names(&again).await, ["민준"]);
}

/// The names in a file alone, without the log beside it.
async fn names_in_file_alone(file: &Path) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let alone = folder.path().join("alone.db");
    std::fs::copy(file, &alone).expect("a copy");
    names(&Store::open(&alone).expect("a database")).await
}

fn log_of(file: &Path) -> u64 {
    std::fs::metadata(file.with_extension("db-wal")).map_or(0, |log| log.len())
}

#[tokio::test]
async fn after_the_close_the_file_holds_everything_by_itself() {
    for is_read_by_another in [false, true] {
        let group = Group::in_seoul().await;
        let other = is_read_by_another.then(|| Connection::open(group.database()).expect("another program"));
        if let Some(other) = &other {
            other.query_row("select count(*) from member", [], |row| row.get::<_, i64>(0)).expect("a count");
        }
        group.write(|tx| members::remember_name(tx, SERVER, MemberId(1), "민준")).await;
        assert_eq!(names(&group.store).await, ["민준"], "a reader's connection is kept");
        assert!(log_of(&group.database()) > 0);

        group.store.close().await;

        assert_eq!(log_of(&group.database()), 0);
        assert_eq!(names_in_file_alone(&group.database()).await, ["민준"]);
    }
}

#[tokio::test]
async fn after_the_close_nothing_is_taken() {
    let group = Group::in_seoul().await;
    group.store.close().await;
    assert!(matches!(group.store.write(|_| Ok(())).await, Err(StoreError::Closed)));
    assert!(matches!(group.store.read(|_| Ok(())).await, Err(StoreError::Closed)));
}

#[tokio::test]
async fn a_backup_of_a_live_database_holds_what_was_acknowledged() {
    let mut group = Group::in_seoul().await;
    let round = group.post_on("2026-11-24").await;
    group.points(7, &round, group.key(&round)).await;
    let (from, to) = (group.folder.path().join("group.db"), group.folder.path().join("copy.db"));

    backup(&from, &to).expect("a copy");
    group.points(8, &round, group.key(&round)).await;

    let answers = read_file(&to, |tx| history::answers(tx, SERVER)).expect("a readable copy");
    assert_eq!(answers.len(), 1);
    assert!(backup(&from, &to).is_err(), "a file that is there is not overwritten");
    assert!(!group.folder.path().join("copy.db.part").exists());
}

#[tokio::test]
async fn a_new_database_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let group = Group::in_seoul().await;
    backup(&group.database(), &group.folder.path().join("copy.db")).expect("a copy");
    for file in ["group.db", "group.db-wal", "copy.db"] {
        let mode = std::fs::metadata(group.folder.path().join(file)).expect(file).permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
}

/// Twelve megabytes of names, so that a copy takes many steps.
async fn fill(group: &Group) {
    let name = "이름".repeat(100);
    let fill = move |tx: &WriteTx<'_>| {
        (1_000..21_000).try_for_each(|id| members::remember_name(tx, SERVER, MemberId(id), &name))
    };
    group.write(fill).await;
}

fn names_kept(path: &Path) -> i64 {
    let copy = Connection::open(path).expect("a database");
    copy.query_row("select count(*) from member", [], |row| row.get(0)).expect("a count")
}

#[tokio::test]
async fn a_backup_ends_although_the_bot_keeps_writing() {
    const WRITES: u32 = 10_000;
    let group = Group::in_seoul().await;
    fill(&group).await;
    let (from, to) = (group.database(), group.folder.path().join("copy.db"));
    let before = names_kept(&from);
    // No waiting for the disk, so that there are many writes between any two steps of the copy.
    let bot = Connection::open(&from).expect("the database");
    bot.pragma_update(None, "synchronous", "off").expect("a setting");
    let mut write = bot.prepare("insert into member values (?1, ?2, 'one more')").expect("a write");

    let copying = std::thread::spawn({
        let (from, to) = (from.clone(), to.clone());
        move || backup(&from, &to)
    });
    let mut written = 0;
    while !copying.is_finished() && written < WRITES {
        written += 1;
        write.execute((SERVER.0.cast_signed(), 100_000 + written)).expect("a write");
    }

    assert!(written < WRITES, "it has not ended after {WRITES} writes");
    copying.join().expect("an end").expect("a copy");
    let (copied, after) = (names_kept(&to), names_kept(&from));
    assert!(before <= copied && copied <= after, "{before} names before, {copied} in the copy, {after} after");
    assert!(before < after, "nothing was written meanwhile");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_backups_to_one_name_one_is_made_and_the_other_is_told() {
    let group = Group::in_seoul().await;
    fill(&group).await;
    for round in 0..4 {
        let (from, to) = (group.database(), group.folder.path().join(format!("copy-{round}.db")));
        let both = [(from.clone(), to.clone()), (from, to.clone())];
        let both = both.map(|(from, to)| std::thread::spawn(move || backup(&from, &to)));
        let outcomes = both.map(|one| one.join().expect("an outcome"));

        let told: Vec<String> = outcomes.iter().filter_map(|one| one.as_ref().err()).map(ToString::to_string).collect();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("another backup") || told[0].contains("exists already"), "{told:?}");
        assert_eq!(names_kept(&to), 20_000);
    }
    let left = std::fs::read_dir(group.folder.path()).expect("the folder");
    let left = left.filter_map(|file| file.expect("a file").file_name().into_string().ok());
    assert_eq!(left.filter(|name| name.contains(".part")).collect::<Vec<_>>(), Vec::<String>::new());
}

#[tokio::test]
async fn a_backup_that_was_killed_is_in_nobodys_way() {
    let group = Group::in_seoul().await;
    fill(&group).await;
    let (from, to) = (group.database(), group.folder.path().join("copy.db"));
    let partial = group.folder.path().join("copy.db.part");
    let command = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_proctor"));
        command.args(["backup", "--database"]).arg(&from).arg(&to);
        command
    };
    while !partial.exists() {
        // One that was quicker than the kill is made again.
        let _ = std::fs::remove_file(&to);
        let mut killed = command().spawn().expect("the program");
        while !partial.exists() && killed.try_wait().expect("its state").is_none() {}
        killed.kill().expect("a kill");
        killed.wait().expect("an end");
    }

    let made = command().output().expect("the program");

    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    assert_eq!(names_kept(&to), 20_000);
    assert!(!partial.exists());
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("letter.txt");
    std::fs::write(&path, "Dear reader, this is no database, however long it may be.").expect("a file");
    assert!(matches!(Store::open(&path), Err(OpenError::Unusable { .. })));
    assert!(backup(&path, &folder.path().join("copy.db")).is_err());
    assert!(!folder.path().join("copy.db").exists());
    assert!(std::fs::read_to_string(&path).expect("the file").starts_with("Dear reader"));
}

#[tokio::test]
async fn the_schema_refuses_what_must_never_be() {
    let mut group = Group::in_seoul().await;
    group.post_on("2026-11-24").await;
    group.store.close().await;
    let raw = Connection::open(group.folder.path().join("group.db")).expect("the database");
    for (what, sql) in [
        (
            "a second scheduled round of a day",
            "insert into round (server_id, day, number, state, skip_reason, due_at, channel_id, feedback, thread, try_at) select server_id, day, 0, 'skipped', 'asked', due_at, channel_id, feedback, thread, try_at from round",
        ),
        ("an open round without its message", "update round set message_id = null"),
        ("an answer to no round", "pragma foreign_keys = on; insert into answer values (999, 1, 1, 0, 1, null, null)"),
        ("an empty answer", "insert into answer select round_id, 1, 0, 0, 1, null, null from round"),
        ("more right answers than answers", "insert into standing select server_id, 'all', 1, 0, 1, 2, 0 from server"),
    ] {
        assert!(raw.execute_batch(sql).is_err(), "{what}");
    }
}
