//! A disk that is slow, full, read-only or damaged: nobody waits without a sign, and no acknowledged answer is lost.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::group::{Group, SERVER, instant as at};
use crate::study::{Study, free_address};
use proctor::domain::ids::{MemberId, RoundId};
use proctor::store::{Store, StoreError, answers, history};
use rusqlite::Connection;
use sandbox::{Clock, Discord, World};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_disk_shows_thinking_and_the_verdict_comes_after_it() {
    let study = Study::at_nine_in_seoul("ko", "2026-11-23T14:00:00Z").await;
    study.move_to("2026-11-24T00:00:00Z");
    let post = study.post(1).await;
    let other_program = Connection::open(study.database()).expect("the database");
    other_program.execute_batch("begin immediate").expect("the lock");

    let member = study.member(1);
    let key = post.key();
    let release = async {
        let thinking = |discord: &Discord| discord.requests().iter().any(|request| is_thinking(&request.body));
        study.discord.wait_until("the member sees thinking", thinking).await;
        other_program.execute_batch("commit").expect("the lock is given back");
    };
    let (reply, ()) = tokio::join!(post.press(&member, &key), release);

    assert!(reply.text().contains("정답이에요"), "{reply:?}");
    assert!(reply.first_after.is_some_and(|after| after < Duration::from_secs(3)), "{reply:?}");
    study.assert_well_behaved();
}

fn is_thinking(body: &serde_json::Value) -> bool {
    body["type"] == 5 || body["type"] == 6
}

/// The program in a shell that lets no file grow beyond so many KiB (or `unlimited`), as a full disk does.
fn run_with_room(folder: &Path, discord: &Discord, kib: &str, listen: &str) -> Child {
    let script = format!("trap '' XFSZ; ulimit -f {kib}; exec {} run --listen {listen}", env!("CARGO_BIN_EXE_proctor"));
    let mut command = Command::new("bash");
    command.args(["-c", &script]).current_dir(folder).env("DISCORD_API_URL", discord.url());
    command.env("DISCORD_TOKEN", discord.token()).stderr(Stdio::null()).stdout(Stdio::null());
    command.spawn().expect("the program")
}

/// Has the bank stored while there is room; what is written later goes into the log first. Returns the KiB it takes.
async fn store_the_bank(folder: &Path, discord: &Discord, listen: &str) -> u64 {
    let mut roomy = run_with_room(folder, discord, "unlimited", listen);
    discord.wait_ready().await;
    let asked = Command::new("kill").arg(roomy.id().to_string()).status().expect("the signal");
    assert!(asked.success() && roomy.wait().expect("an end").success());
    discord.wait_until("the connection is gone", |discord| !discord.is_connected()).await;

    let size = |name: &str| fs::metadata(folder.join(name)).map_or(0, |file| file.len() / 1_024);
    size("proctor.db").max(size("proctor.db-wal"))
}

/// Some answer, with as many letters as the question asks for.
async fn answer(user: &sandbox::User) -> String {
    let mut reply = String::new();
    for letters in ["A", "AB", "ABC"] {
        reply = user.slash("answer", &[("choice", json!(letters))]).await.text();
        if !reply.contains("골라") {
            break;
        }
    }
    reply
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_plainly_and_loses_no_acknowledged_answer() {
    let world = World::study_group("ko").with_more_members(200);
    let guild = world.guild_ids()[0];
    let (channel, users) = (world.channel_ids(guild)[1], world.user_ids(guild));
    let discord = Discord::start(world, Clock::system()).await;
    let folder = tempfile::tempdir().expect("a folder");

    let listen = free_address().to_string();
    let held = store_the_bank(folder.path(), &discord, &listen).await;
    let mut program = run_with_room(folder.path(), &discord, &(held + 4).to_string(), &listen);
    discord.wait_ready().await;
    let owner = discord.user(users[0], channel).speaking("ko");
    owner.slash("setup", &[("channel", json!(channel.to_string()))]).await;
    owner.slash("round now", &[]).await;
    discord.wait_until("the post is there", |discord| !discord.messages(channel).is_empty()).await;
    let post = discord.messages(channel).remove(0);
    let text = post["embeds"][0]["description"].as_str().expect("a question").lines().next().expect("its stem");
    // The bot records the post a moment after Discord shows it.
    while !owner.slash("today", &[]).await.text().contains(text) {}

    let is_red = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_proctor"));
        command.args(["healthcheck", "--listen", &listen]).current_dir(folder.path());
        let health = command.output().expect("the program");
        !health.status.success() && String::from_utf8_lossy(&health.stderr).contains("a write was not kept")
    };
    let (mut kept, mut refused) = (0, 0);
    for user in users.iter().skip(1) {
        let reply = answer(&discord.user(*user, channel).speaking("ko")).await;
        if reply.contains("정답이에요") || reply.contains("아쉬워요") {
            kept += 1;
        } else {
            refused += 1;
            assert!(reply.contains("저장"), "a sentence that says what happened: {reply}");
        }
    }
    assert!(kept > 0 && refused > 0, "{kept} kept, {refused} refused: the room was chosen badly");
    let told = async {
        while !is_red() {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    assert!(tokio::time::timeout(Duration::from_secs(10), told).await.is_ok(), "health never told of the lost writes");
    assert_eq!(discord.complaints(), Vec::<String>::new());
    program.kill().expect("a kill");
    program.wait().expect("an end");

    let store = Store::open(&folder.path().join("proctor.db")).expect("the database");
    let round = store.read(move |tx| history::rounds(tx, proctor::domain::ids::ServerId(guild))).await.expect("rounds");
    let found = store.read(move |tx| answers::of_round(tx, round[0].id)).await.expect("answers");
    assert!(found.len() >= kept, "{} of {kept} acknowledged answers are there", found.len());
}

#[tokio::test]
async fn a_damaged_page_is_an_error_and_leaves_the_rest_readable() {
    let mut group = Group::in_seoul().await;
    let round = group.post_on("2026-11-24").await;
    group.store.close().await;
    let path = group.folder.path().join("group.db");
    let page: i64 = {
        let connection = Connection::open(&path).expect("the database");
        connection.execute_batch("pragma wal_checkpoint(truncate)").expect("a checkpoint");
        connection
            .query_row("select rootpage from sqlite_master where name = 'answer'", [], |row| row.get(0))
            .expect("a page")
    };
    let mut bytes = fs::read(&path).expect("the file");
    let begin = usize::try_from(page - 1).expect("a page") * 4_096;
    bytes[begin..begin + 4_096].fill(0xA5);
    fs::write(&path, bytes).expect("a damaged file");

    let store = Store::open(&path).expect("the rest is sound");
    let id: RoundId = round.id;
    let damaged = store.read(move |tx| answers::find(tx, id, MemberId(1))).await;
    assert!(matches!(&damaged, Err(StoreError::Corrupt(said)) if said.contains("malformed")), "{damaged:?}");
    let sound = store.read(|tx| history::rounds(tx, SERVER)).await.expect("the rounds");
    assert_eq!(sound.len(), 1);
    assert_eq!(sound[0].due_at, at("2026-11-24T00:00:00Z"));
}
