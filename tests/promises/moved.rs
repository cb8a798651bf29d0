//! A bot moves to another database, of either engine: with all that it knows, or not at all.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use proctor::domain::ids::ServerId;
use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::engine::{self, Beside};
use crate::replay::{kept, replay};
use crate::study::{Post, Study};

/// More rows than are copied in one step.
const MANY: i64 = 60_000;

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_proctor"));
    command.args(arguments).env_clear().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn proctor(arguments: &[&str]) -> Output {
    command(arguments).output().expect("the program")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Moves, and returns what is told of it.
fn moved(from: &str, to: &str) -> String {
    let output = proctor(&["migrate", from, to]);
    assert!(output.status.success(), "{}", said(&output));
    String::from_utf8(output.stdout).expect("text")
}

fn assert_refused(output: &Output, code: i32, words: &[&str]) {
    let said = said(output);
    assert_eq!((output.status.code(), said.lines().count()), (Some(code), 1), "{said}");
    assert!(words.iter().all(|word| said.contains(word)), "{said}");
}

fn exported(database: &str, server: u64) -> String {
    let output = proctor(&["export", "--server", &server.to_string(), "--database", database]);
    assert!(output.status.success(), "{}", said(&output));
    String::from_utf8(output.stdout).expect("text")
}

/// The question of a round, once it takes answers.
async fn post(study: &Study, round: usize) -> Post<'_> {
    let channel = study.channel;
    let ids = [format!("\"a:{round}:"), format!("\"s:{round}\"")];
    let is_open = |message: &Value| ids.iter().any(|id| message["components"].to_string().contains(id));
    study.discord.wait_until("its question", |discord| discord.messages(channel).iter().any(is_open)).await;
    study.until(&format!("select count(*) = 1 from round where round_id = {round} and state = 'open'")).await;
    Post::of(study, study.discord.messages(channel).into_iter().find(is_open).expect("its question"))
}

/// A group that has played three days of a season, with one who hides and a round that was voided.
async fn played() -> Study {
    let mut study = Study::at_nine_in_seoul("ko", "2026-11-23T10:00:00Z").await;
    study.owner().slash("season start", &[("name", json!("겨울"))]).await;
    study.member(3).slash("privacy board", &[("show", json!("no"))]).await;
    for (count, now) in ["2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z", "2026-11-26T00:00:00Z"].into_iter().enumerate()
    {
        study.move_to(now);
        let post = post(&study, count + 1).await;
        for number in 1..=4 {
            let letters = if number > count { post.key() } else { post.wrong() };
            post.press(&study.member(number), &letters).await;
        }
        if count == 2 {
            study.confirmed("round void", &[]).await;
        }
    }
    study.stop().await;
    study
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_moves_to_another_database_and_on_and_goes_on_there_as_if_nothing_had_been() {
    let study = played().await;
    let folder = TempDir::new().expect("a folder");
    let between = folder.path().join("between.db").display().to_string();
    let mut next = Study::not_yet(study.discord.clone(), "ko");
    let (here, there) = (engine::setting(&study.database()), engine::setting(&next.database()));

    let told = moved(&here, &between);
    assert!(told.contains("1 server, 3 rounds, 12 answers") && told.contains("both databases are the same"), "{told}");
    moved(&between, &there);
    let all = exported(&here, study.guild);
    assert_eq!(exported(&between, study.guild), all);
    assert_eq!(exported(&there, study.guild), all);

    next.start().await;
    next.move_to("2026-11-27T00:00:00Z");
    let post = post(&next, 4).await;
    let outcome = post.press(&next.member(1), &post.key()).await;
    assert!(outcome.text().contains("정답이에요"), "{outcome:?}");
    let numbers = Beside::open(&next.database());
    assert_eq!(numbers.number("select count(*) from round"), 4);
    assert_eq!(
        numbers.number("select count(distinct round_id) from answer"),
        4,
        "the new round has a number of its own"
    );
    next.stop().await;
    let server = ServerId(next.guild);
    let standings = kept(&next.database(), server);
    assert!(!standings.periods().is_empty() && !standings.hidden().is_empty(), "{standings:?}");
    assert_eq!(standings, replay(&next.database(), server));
    next.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_deleted_is_not_counted_again_elsewhere() {
    let mut study = Study::at_nine_in_seoul("ko", "2026-11-23T10:00:00Z").await;
    for name in ["봄", "여름"] {
        study.owner().slash("season start", &[("name", json!(name))]).await;
        study.confirmed("season end", &[]).await;
    }
    study.stop().await;
    let mut next = Study::not_yet(study.discord.clone(), "ko");
    moved(&engine::setting(&study.database()), &engine::setting(&next.database()));
    next.start().await;
    next.owner().slash("season start", &[("name", json!("가을"))]).await;
    assert_eq!(Beside::open(&next.database()).number("select max(season_id) from season"), 3);
}

/// A database with many rows, and a move of it that was killed amid them.
fn killed_amid(folder: &Path) -> (String, String) {
    let source = folder.join("source.db");
    drop(proctor::store::Store::open(&source).expect("a database"));
    let rows = format!(
        "with recursive n (i) as (select 1 union all select i + 1 from n where i < {MANY}) insert into greeted select i, 1 from n"
    );
    Connection::open(&source).and_then(|source| source.execute(&rows, [])).expect("many rows");
    let target = folder.join("target.db");
    let (from, to) = (source.display().to_string(), target.display().to_string());
    let mut running = command(&["migrate", &from, &to]).spawn().expect("the program");
    let copied = || {
        let target = Connection::open(&target).ok()?;
        target.query_row("select count(*) from greeted", [], |row| row.get::<_, i64>(0)).ok()
    };
    while copied().is_none_or(|copied| copied == 0) {
        assert!(running.try_wait().expect("its state").is_none(), "it ended before it could be killed");
        std::thread::sleep(Duration::from_millis(1));
    }
    running.kill().expect("a kill");
    running.wait().expect("its end");
    assert!(copied().is_some_and(|copied| copied < MANY), "it was done before it was killed");
    (from, to)
}

#[test]
fn a_move_that_was_killed_goes_on_and_nothing_runs_on_its_half() {
    let folder = TempDir::new().expect("a folder");
    let (from, to) = killed_amid(folder.path());
    let other = folder.path().join("other.db");
    drop(proctor::store::Store::open(&other).expect("a database"));

    let bot = command(&["run", "--database", &to])
        .env("DISCORD_TOKEN", "a")
        .env("DISCORD_API_URL", "http://127.0.0.1:9")
        .output();
    assert_refused(&bot.expect("the program"), 2, &["has not ended", "proctor migrate"]);
    assert_refused(&proctor(&["migrate", &other.display().to_string(), &to]), 2, &["has not ended", &from]);
    let third = folder.path().join("third.db");
    assert_refused(&proctor(&["migrate", &to, &third.display().to_string()]), 2, &["has not ended", &to]);
    assert!(!third.exists(), "half of something is no source");
    moved(&from, &to);
    let rows: i64 = Connection::open(&to)
        .and_then(|target| target.query_row("select count(*) from greeted", [], |row| row.get(0)))
        .expect("the rows");
    assert_eq!(rows, MANY);
    assert_refused(&proctor(&["migrate", &from, &to]), 2, &["is not empty"]);
}

#[test]
fn a_copy_that_differs_is_not_called_done() {
    let folder = TempDir::new().expect("a folder");
    let (from, to) = killed_amid(folder.path());
    Connection::open(&to)
        .and_then(|target| target.execute("delete from greeted where server_id = 5", []))
        .expect("a loss");

    for _ in 0..2 {
        assert_refused(&proctor(&["migrate", &from, &to]), 1, &["greeted", "60000", "59999", "begin again"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_used_missing_or_the_same_is_refused_and_nothing_is_made() {
    let folder = TempDir::new().expect("a folder");
    let target = folder.path().join("target.db");
    let to = target.display().to_string();
    let study = Study::at_nine_in_seoul("ko", "2026-11-23T10:00:00Z").await;
    let here = engine::setting(&study.database());
    if !engine::is_postgres() {
        assert_refused(&proctor(&["migrate", &here, &to]), 2, &["another proctor is running"]);
    }
    let missing = folder.path().join("missing.db").display().to_string();
    assert_refused(&proctor(&["migrate", &missing, &to]), 2, &["missing.db", "no such file"]);
    assert!(!target.exists() && !Path::new(&missing).exists(), "nothing is made");
    fs::write(&target, "no database").expect("a file");
    assert_refused(&proctor(&["migrate", &to, &to]), 2, &["same database"]);
}
