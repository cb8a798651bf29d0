//! What a running bot costs: from the start of the process to READY, idle memory, and an answer without the disk.

mod opened;

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use opened::{Opened, open_round};
use proctor::actions::submit_answer::{AnswerOutcome, SubmitAnswer, submit_answer};
use proctor::bank::embedded;
use proctor::discord::app::App;
use proctor::discord::interactions;
use proctor::discord::snowflake::first_id_at;
use proctor::discord::words::Words;
use proctor::domain::choice::Choice;
use proctor::domain::ids::{MemberId, ServerId};
use proctor::store::Store;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use rest::Rest;
use sandbox::{Clock, Discord, World};
use serde_json::{Value, json};

const STARTS: u32 = 10;
const ANSWERS: u64 = 5_000;
const SERVER: u64 = 1_000_000_000_000_000_000;

#[tokio::main]
async fn main() {
    // `cargo test --benches` only asks whether it builds.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    start_and_idle().await;
    handle().await;
}

async fn start_and_idle() {
    let discord = Discord::start(World::study_group("ko"), Clock::system()).await;
    let folder = tempfile::tempdir().expect("a folder");
    let mut starts = Vec::new();
    let mut idle = 0;
    for _ in 0..STARTS {
        let before = discord.connections();
        let begun = Instant::now();
        let mut child = run(&discord, folder.path());
        discord.wait_until("the bot is ready", |discord| discord.connections() > before).await;
        starts.push(begun.elapsed());
        tokio::time::sleep(Duration::from_secs(1)).await;
        idle = idle.max(resident(&child));
        child.kill().expect("a kill");
        child.wait().expect("an end");
    }
    starts.sort();
    let nothing = bare_process();
    let median = starts[starts.len() / 2];
    println!(
        "start to READY: {median:?} (median of {STARTS}; a process that prints its version: {nothing:?}, ratio {:.1}; goal under 300 ms)",
        median.as_secs_f64() / nothing.as_secs_f64()
    );
    println!("idle memory: {:.1} MB (goal under 40 MB)", f64::from(idle) / 1_000.0);
}

fn run(discord: &Discord, folder: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_proctor"));
    command.arg("run").current_dir(folder).env("DISCORD_API_URL", discord.url()).env("DISCORD_TOKEN", discord.token());
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program")
}

fn bare_process() -> Duration {
    let begun = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_proctor")).arg("--version").output();
    assert!(output.expect("the program").status.success());
    begun.elapsed()
}

/// Resident memory in kB (Linux).
fn resident(child: &Child) -> u32 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).expect("Linux");
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("its memory");
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).expect("a number")
}

/// An answer from the interaction's JSON to the reply's JSON, on a disk that is memory.
async fn handle() {
    let memory = Path::new("/dev/shm");
    let folder = tempfile::tempdir_in(if memory.is_dir() { memory } else { Path::new("/tmp") }).expect("a folder");
    let bank = embedded().expect("the bank");
    let now = "2026-11-24T00:00:00Z".parse::<DateTime<Utc>>().expect("an instant");
    let Opened { store, right, .. } = open_round(&folder.path().join("bench.db"), &bank, ServerId(SERVER), now).await;
    let choice = right.to_string();
    let choice = choice.as_str();
    let in_store = store_alone(&store, choice, now).await;
    let rest = Rest::new("http://127.0.0.1:9", "none", "a bench").expect("a client");
    let app = App {
        store,
        bank: Arc::new(bank.current()),
        words: Arc::new(Words::load().expect("the words")),
        rest,
        computer_clock: Arc::default(),
        names: Arc::default(),
        easel: Arc::default(),
        handled: Arc::default(),
    };

    let texts: Vec<String> =
        (0..ANSWERS).map(|n| interaction(first_id_at(now) + n + (60_000 << 22), n, choice).to_string()).collect();
    let parse_alone = Instant::now();
    for text in &texts {
        std::hint::black_box(serde_json::from_str::<Value>(text).expect("JSON"));
    }
    let parse_alone = parse_alone.elapsed();
    let begun = Instant::now();
    for text in &texts {
        let interaction = serde_json::from_str(text).expect("an interaction");
        let reply = interactions::reply_to(app.clone(), 1, interaction, StdRng::seed_from_u64(1))
            .await
            .expect("a reply")
            .expect("no failure");
        std::hint::black_box(reply.to_json().to_string());
    }
    let each = begun.elapsed() / u32::try_from(ANSWERS).expect("a small number");
    let parse = parse_alone / u32::try_from(ANSWERS).expect("a small number");
    println!(
        "an answer, parsed to reply built, without the store: {:?} each (parsing its JSON alone {parse:?}, ratio {:.1}; goal under 200 µs); \
         with its transaction and the way to the writer and back {each:?}",
        each.saturating_sub(in_store),
        each.saturating_sub(in_store).as_secs_f64() / parse.as_secs_f64()
    );
}

/// What the same answers take in the store alone: the way to the writer, the transaction, and the way back.
async fn store_alone(store: &Store, choice: &str, now: DateTime<Utc>) -> Duration {
    let begun = Instant::now();
    for n in 0..ANSWERS {
        let submitted = SubmitAnswer {
            server: ServerId(SERVER),
            round: None,
            member: MemberId(1_000_000 + n),
            name: "민준".to_owned(),
            choice: Choice::parse(choice),
            at: now + chrono::TimeDelta::minutes(1),
        };
        let outcome = store.write(move |tx| submit_answer(tx, &submitted)).await.expect("an answer");
        assert!(matches!(outcome, AnswerOutcome::Graded(_)), "{outcome:?}");
    }
    begun.elapsed() / u32::try_from(ANSWERS).expect("a small number")
}

fn interaction(id: u64, member: u64, choice: &str) -> Value {
    json!({
        "id": id.to_string(), "application_id": "9", "type": 2, "token": "t", "version": 1, "guild_id": SERVER.to_string(),
        "channel_id": "2", "locale": "ko", "guild_locale": "ko", "attachment_size_limit": 1, "entitlements": [],
        "app_permissions": "0", "authorizing_integration_owners": {}, "context": 0,
        "member": {
            "user": { "id": (10 + member).to_string(), "username": "bench", "global_name": "민준", "discriminator": "0", "avatar": null },
            "nick": null, "roles": [], "joined_at": "2026-01-01T00:00:00Z", "deaf": false, "mute": false, "flags": 0, "permissions": "0",
        },
        "data": { "id": "1", "name": "answer", "type": 1, "options": [{ "name": "choice", "type": 3, "value": choice }] },
    })
}
