//! A database of an older version is upgraded with all that it holds; what is not ours, or newer, is left alone.

use crate::replay;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::study::Study;
use chrono::{DateTime, Utc};
use proctor::domain::choice::Choice;
use proctor::domain::ids::{MemberId, RoundId, ServerId};
use proctor::domain::round::RoundState;
use proctor::store::{OpenError, Store, history, read_file};
use rusqlite::Connection;
use rusqlite::types::Value;
use sandbox::World;

/// Every table and every state of schema 1. Its servers are those of the stand-in's world, at 10:00 in Seoul on
/// 2026-11-24: a server with instant feedback, one that learns the verdict at the close, one that removed the bot.
const RELEASED: &str = include_str!("../fixtures/schema-1.sql");
const NOW: &str = "2026-11-24T01:00:00Z";
const SERVERS: [ServerId; 3] =
    [ServerId(1_000_000_000_000_000_000), ServerId(1_000_000_000_000_010_000), ServerId(1_000_000_000_000_020_000)];

fn lay_down(database: &Path) {
    let connection = Connection::open(database).expect("a database");
    connection.execute_batch(RELEASED).expect("the released schema and its rows");
    connection.pragma_update(None, "journal_mode", "wal").expect("as it was released");
}

fn number(connection: &Connection, sql: &str) -> i64 {
    connection.query_row(sql, [], |row| row.get(0)).expect(sql)
}

fn rows(connection: &Connection, sql: &str) -> Vec<Vec<Value>> {
    let mut statement = connection.prepare(sql).expect(sql);
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| (0..columns).map(|column| row.get(column)).collect()).expect(sql);
    rows.collect::<Result<_, _>>().expect(sql)
}

/// All that a database holds, by table.
fn everything(connection: &Connection) -> BTreeMap<String, Vec<Vec<Value>>> {
    let tables = rows(connection, "select name from sqlite_schema where type = 'table' order by name");
    let name = |row: &Vec<Value>| match &row[0] {
        Value::Text(name) => name.clone(),
        other => panic!("{other:?} names no table"),
    };
    tables.iter().map(name).map(|name| (name.clone(), rows(connection, &format!("select * from {name}")))).collect()
}

fn assert_sound(connection: &Connection) {
    assert_eq!(rows(connection, "pragma integrity_check"), [[Value::Text("ok".to_owned())]]);
    assert_eq!(rows(connection, "pragma foreign_key_check"), Vec::<Vec<Value>>::new());
}

type Round = (i64, String, RoundState, Option<i64>);
type Answer = (i64, i64, u8, DateTime<Utc>);

/// The rounds and answers of a server as schema 1 wrote them.
fn released_history(connection: &Connection, server: ServerId) -> (Vec<Round>, Vec<Answer>) {
    let mut rounds = connection
        .prepare("select round_id, day, state, message_id from round where server_id = ?1 order by round_id")
        .expect("rounds");
    let rounds = rounds.query_map([server.0.cast_signed()], |row| {
        let state: String = row.get(2)?;
        // Whether a post was under way is told by its delivery now.
        let state = if state == "posting" { "due" } else { state.as_str() };
        Ok((row.get(0)?, row.get(1)?, RoundState::from_code(state).expect("a state"), row.get(3)?))
    });
    let mut answers = connection
        .prepare(
            "select round_id, member_id, choice, answered_at from answer join round using (round_id) where server_id = ?1 \
             order by round_id, answered_at, member_id",
        )
        .expect("answers");
    let answers = answers.query_map([server.0.cast_signed()], |row| {
        let at = DateTime::from_timestamp_millis(row.get(3)?).expect("an instant");
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, at))
    });
    (
        rounds.expect("rounds").collect::<Result<_, _>>().expect("rounds"),
        answers.expect("answers").collect::<Result<_, _>>().expect("answers"),
    )
}

/// The same as this program reads them.
fn history_now(database: &Path, server: ServerId) -> (Vec<Round>, Vec<Answer>) {
    let found = read_file(database, |tx| Ok((history::rounds(tx, server)?, history::answers(tx, server)?)));
    let (rounds, answers) = found.expect("a history");
    let signed = |id: RoundId| id.0.cast_signed();
    let rounds = rounds.into_iter().map(|round| {
        let message = round.message.map(|message| message.0.cast_signed());
        (signed(round.id), round.day.to_string(), round.state, message)
    });
    let answers = answers.into_iter().map(|answer| {
        let MemberId(member) = answer.member;
        (signed(answer.round), member.cast_signed(), answer.choice.bits(), answer.at)
    });
    (rounds.collect(), answers.collect())
}

#[tokio::test]
async fn an_older_database_is_upgraded_with_its_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("proctor.db");
    lay_down(&path);
    let released = Connection::open(&path).expect("the database");
    let histories = SERVERS.map(|server| released_history(&released, server));
    let kept = ["server", "member", "report"].map(|table| format!("select count(*) from {table}"));
    let counts = kept.each_ref().map(|sql| number(&released, sql));
    let next = number(&released, "select seq from sqlite_sequence where name = 'round'");
    drop(released);

    Store::open(&path).expect("an upgrade").close().await;

    assert_eq!(SERVERS.map(|server| history_now(&path, server)), histories);
    let upgraded = Connection::open(&path).expect("the database");
    assert_sound(&upgraded);
    assert_eq!(kept.each_ref().map(|sql| number(&upgraded, sql)), counts);
    let seq = "select seq from sqlite_sequence where name = 'round'";
    assert!(number(&upgraded, seq) >= next, "the id of a round that is gone would come again, and so its buttons");
    let steps = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite")).expect("the steps").count();
    assert_eq!(number(&upgraded, "pragma user_version"), i64::try_from(steps).expect("a small number"));
}

#[tokio::test]
async fn an_upgrade_is_done_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("proctor.db");
    lay_down(&path);
    Store::open(&path).expect("an upgrade").close().await;
    let first = everything(&Connection::open(&path).expect("the database"));

    Store::open(&path).expect("the same database").close().await;

    assert_eq!(everything(&Connection::open(&path).expect("the database")), first);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_goes_on_where_the_older_one_stopped() {
    let world = World::study_group("ko").with_another_group("en");
    let mut study = Study::begin_with(world, "ko", NOW, lay_down).await;
    let other_channel = study.discord.world().channel_ids(SERVERS[1].0)[1];
    study.discord.wait_until("what was due is told", |discord| !discord.messages(study.channel).is_empty()).await;
    study.discord.wait_until("what was being posted is", |discord| !discord.messages(other_channel).is_empty()).await;
    let owner = study.owner().id();
    let told =
        |discord: &sandbox::Discord| format!("{:?}", discord.direct_messages(owner)).contains("The key is wrong");
    study.discord.wait_until("the manager hears of the report", told).await;
    let any = study.discord.messages(study.channel)[0]["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
    let press = async |member: usize, id: &str, letters: &[&str]| {
        study.member(member).unchecked().select(any, id, letters).await.text()
    };

    // Round 29 is open, and A and D are right; member 0 had answered it before.
    let earlier = press(0, "s:29", &["A", "D"]).await;
    assert!(earlier.contains("이미") && earlier.contains("A, D"), "{earlier}");
    let right = press(3, "s:29", &["A", "D"]).await;
    assert!(right.contains("정답이에요"), "{right}");
    let wrong = press(4, "s:29", &["A", "B"]).await;
    assert!(wrong.contains("아쉬워요"), "{wrong}");
    let click = async |id: &str| study.member(4).unchecked().click(any, id).await.text();
    assert!(click("a:28:A").await.contains("이미 마감된"), "a round that was closed");
    assert!(click("a:13:A").await.contains("무효"), "a round that was void");
    let stem = study.bank.questions().iter().find(|one| one.id().as_str() == "sg-nacl-database-for-scaling-servers");
    let explained = click("e:28").await;
    assert!(explained.contains(&stem.expect("a question of the bank").stem().ko), "{explained}");
    let board = study.member(3).slash("leaderboard", &[]).await.text();
    assert!(board.contains("도윤"), "{board}");

    study.stop().await;
    assert_sound(&Connection::open(study.database()).expect("the database"));
    for server in SERVERS {
        assert_eq!(replay::kept(&study.database(), server), replay::replay(&study.database(), server));
    }
    let given = history_now(&study.database(), SERVERS[0]).1;
    let choice = Choice::parse("AD").expect("letters").bits();
    assert!(given.iter().any(|answer| (answer.0, answer.2) == (29, choice) && answer.1 == owner.cast_signed() + 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn streaks_that_counted_rounds_count_days_after_the_upgrade() {
    let with_two_rounds_on_a_day = |database: &Path| {
        lay_down(database);
        let released = Connection::open(database).expect("the database");
        let moved = "update round set number = 1, day = (select day from round where round_id = 8) where round_id = 9";
        assert_eq!(released.execute(moved, []), Ok(1));
    };
    let mut study = Study::begin_with(World::study_group("ko"), "ko", NOW, with_two_rounds_on_a_day).await;
    study.stop().await;

    let upgraded = Connection::open(study.database()).expect("the database");
    let streak = |round: u64, member: usize| {
        let member = SERVERS[0].0 + 100 + member as u64;
        number(&upgraded, &format!("select streak from answer where round_id = {round} and member_id = {member}"))
    };
    assert_eq!([7, 8, 9, 10].map(|round| streak(round, 0)), [5, 6, 6, 7]);
    assert_eq!([8, 9, 10].map(|round| streak(round, 1)), [3, 3, 4]);
    assert_eq!(streak(9, 4), 6, "the fifth member had missed the first of the two rounds, not the day");
    for server in SERVERS {
        assert_eq!(replay::kept(&study.database(), server), replay::replay(&study.database(), server));
    }
}

/// Whether a refused file is as it was, with nothing beside it.
fn assert_left_alone(path: &Path, before: &[u8]) {
    assert_eq!(fs::read(path).expect("the file"), before);
    let beside = fs::read_dir(path.parent().expect("a folder")).expect("the folder").count();
    assert_eq!(beside, 1, "no journal was left");
}

#[tokio::test]
async fn a_database_of_a_newer_proctor_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("newer.db");
    Store::open(&path).expect("a database").close().await;
    let newer = Connection::open(&path).expect("the same database");
    newer.pragma_update(None, "user_version", 99).expect("a version");
    newer.pragma_update(None, "journal_mode", "delete").expect("one plain file");
    drop(newer);
    let before = fs::read(&path).expect("the file");

    let refused = Store::open(&path).err().map(|error| error.to_string()).unwrap_or_default();

    assert!(refused.contains("newer proctor") && refused.contains("99"), "{refused}");
    assert_left_alone(&path, &before);
}

#[test]
fn a_database_of_another_program_is_refused_and_left_alone() {
    for (what, sql) in [
        ("no version", "create table bookmark (url text)"),
        ("a version like ours", "create table server (name text); pragma user_version = 1"),
        ("a higher version", "create table bookmark (url text); pragma user_version = 40"),
        ("signed", "pragma application_id = 1234; pragma user_version = 1"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("other.db");
        Connection::open(&path).and_then(|other| other.execute_batch(sql)).expect("a database");
        let before = fs::read(&path).expect("the file");

        assert!(matches!(Store::open(&path), Err(OpenError::Foreign { .. })), "{what}");
        assert!(matches!(read_file(&path, |_| Ok(())), Err(OpenError::Foreign { .. })), "{what}");
        assert_left_alone(&path, &before);
    }
}
