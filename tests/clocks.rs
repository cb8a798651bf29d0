//! The computer's clock is an input like others: it is wrong for seconds, for hours or always, and the round a day stays.

mod study;

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use chrono::TimeDelta;
use proctor::runtime::clock::Clock;
use proctor::runtime::timebase::Reading;
use rusqlite::Connection;
use sandbox::{Discord, Fault, Trouble, World};
use serde_json::{Value, json};
use study::{Study, instant};
use tempfile::TempDir;

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";
const TEN: &str = "2026-11-24T01:00:00Z";

const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// A computer whose two clocks a test owns. The true time is that of the stand-in.
struct Computer {
    truth: sandbox::Clock,
    clocks: Arc<Clocks>,
}

#[derive(Default)]
struct Clocks {
    ahead: AtomicI64,
    slept: AtomicI64,
    reads: AtomicU64,
}

impl Computer {
    fn new(study: &Study) -> Self {
        Self { truth: study.discord.clock(), clocks: Arc::default() }
    }

    /// A study whose bot runs on such a computer, set up for nine in Seoul.
    async fn with_study(world: World, ahead: TimeDelta) -> (Study, Self) {
        let mut study = Study::begin_in(world, "ko", EVE).await;
        let computer = Self::new(&study);
        study.stop().await;
        computer.set_ahead(ahead);
        study.listen = Some(free_address());
        study.start_by(computer.watched()).await;
        study.set_up(&[]).await;
        (study, computer)
    }

    fn watched(&self) -> Clock {
        let (truth, clocks, start) = (self.truth.clone(), Arc::clone(&self.clocks), self.truth.now());
        let read = move || {
            let now = truth.now();
            clocks.reads.fetch_add(1, Ordering::Relaxed);
            let ahead = TimeDelta::milliseconds(clocks.ahead.load(Ordering::Relaxed));
            let slept = TimeDelta::milliseconds(clocks.slept.load(Ordering::Relaxed));
            Reading { wall: now + ahead, running: (now - start - slept).to_std().unwrap_or_default() }
        };
        Clock::watched(read, LOOK_AGAIN)
    }

    /// A clock that is believed whatever it says, and is as far from the true time.
    fn believed(&self) -> Clock {
        let (truth, clocks) = (self.truth.clone(), Arc::clone(&self.clocks));
        let tell = move || truth.now() + TimeDelta::milliseconds(clocks.ahead.load(Ordering::Relaxed));
        Clock::moved_by_hand(Arc::new(tell), LOOK_AGAIN)
    }

    fn set_ahead(&self, ahead: TimeDelta) {
        self.clocks.ahead.store(ahead.num_milliseconds(), Ordering::Relaxed);
    }

    /// Time goes by, and the clock that cannot be set stands still.
    fn sleeps(&self, time: TimeDelta) {
        self.clocks.slept.fetch_add(time.num_milliseconds(), Ordering::Relaxed);
        self.truth.advance(time);
    }

    /// Waits until all that looks at the clock has looked again, and acted on it, more than once.
    async fn was_looked_at(&self, study: &Study) {
        let before = self.clocks.reads.load(Ordering::Relaxed);
        while self.clocks.reads.load(Ordering::Relaxed) < before + 60 {
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        study.owner().slash("round list", &[]).await;
    }
}

fn free_address() -> SocketAddr {
    let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
    free.local_addr().expect("an address")
}

/// Discord says nothing of the time: its answers to the bot's question are lost.
fn silence(study: &Study) {
    let trouble = Trouble::DropBefore;
    study.discord.make_trouble(Fault { method: "GET", path: "/gateway".to_owned(), times: u32::MAX, trouble });
}

async fn health_at(address: SocketAddr) -> (u16, Value) {
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let answer = client.get(format!("http://{address}/health")).send().await.expect("an answer");
    (answer.status().as_u16(), answer.json().await.expect("JSON"))
}

/// Waits until `/status` tells of a wrong clock, or does not; returns what it says.
async fn status(study: &Study, is_told: bool) -> String {
    for _ in 0..2_000 {
        let text = study.owner().slash("status", &[]).await.text();
        if text.contains("컴퓨터의 시계") == is_told {
            return text;
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
    panic!("/status never told of the clock: {is_told}");
}

fn posts(study: &Study) -> usize {
    let messages = study.discord.messages(study.channel);
    messages.iter().filter(|one| one["message_reference"].is_null()).count()
}

async fn list(study: &Study) -> String {
    study.owner().slash("round list", &[]).await.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_always_wrong_posts_once_a_day_and_at_the_right_time() {
    for (minutes, told) in [(15, "15분 빨라요"), (-15, "15분 느려요")] {
        let world = World::study_group("ko").with_more_members(12);
        let (study, computer) = Computer::with_study(world, TimeDelta::minutes(minutes)).await;
        assert!(status(&study, true).await.contains(told));
        for (nth, day) in (24..27).enumerate() {
            study.move_to(&format!("2026-11-{}T23:59:00Z", day - 1));
            computer.was_looked_at(&study).await;
            assert_eq!(posts(&study), nth, "not before nine");
            study.move_to(&format!("2026-11-{day}T00:00:00Z"));
            study.discord.wait_until("the post is there", |_| posts(&study) > nth).await;
            // Changes of the settings plan by the time of Discord, the posts come by that of the bot.
            study.owner().slash("settings set", &[("grace", json!(5))]).await;
        }
        computer.was_looked_at(&study).await;
        assert_eq!(posts(&study), 3);
        let list = list(&study).await;
        assert!(!list.contains("건너뜀") && !list.contains("늦음"), "{list}");
        study.assert_well_behaved();
    }
}

/// Steps the clock both ways for seconds while a round is open and a server has just removed the bot.
async fn steps_for_seconds(is_silent: bool) {
    let world = World::study_group("ko").with_more_members(12).with_another_group("ko");
    let other = world.guild_ids()[1];
    let (channel, owner) = (world.channel_ids(other)[1], world.user_ids(other)[0]);
    let (study, computer) = Computer::with_study(world, TimeDelta::zero()).await;
    let other_owner = study.discord.user(owner, channel).speaking("ko");
    other_owner.slash("setup", &[("time", json!("20:00"))]).await;
    study.move_to(NINE);
    study.post(1).await;
    study.move_to(TEN);
    study.discord.remove_bot(other);
    computer.was_looked_at(&study).await;
    if is_silent {
        silence(&study);
    }

    let (hour, day) = (TimeDelta::hours(1), TimeDelta::days(1));
    for step in [hour, day + hour, day * 31, day * 300] {
        for ahead in [step, -step] {
            computer.set_ahead(ahead);
            let way = if ahead < TimeDelta::zero() { "느려요" } else { "빨라요" };
            let text = status(&study, true).await;
            assert!(text.contains(way), "{text}");
            let (code, health) = health_at(study.listen.expect("an address")).await;
            assert_eq!((code, &health["red"]), (200, &json!([])), "a restart would have it believe the clock");
            assert!(health["warnings"][0].as_str().is_some_and(|text| text.contains("clock")), "{health}");
            computer.was_looked_at(&study).await;
            assert_eq!(study.discord.messages(study.channel).len(), 1, "{ahead}: nothing closed, revealed or posted");
            computer.set_ahead(TimeDelta::zero());
            status(&study, false).await;
        }
    }

    study.discord.add_bot(other);
    let kept = other_owner.slash("settings show", &[]).await.text();
    assert!(kept.contains("20:00"), "{kept}");
    study.move_to("2026-11-25T00:00:00Z");
    study.messages(3).await;
    computer.was_looked_at(&study).await;
    assert_eq!(posts(&study), 2);
    let list = list(&study).await;
    assert!(!list.contains("건너뜀"), "{list}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_steps_for_seconds_opens_closes_skips_and_deletes_nothing() {
    steps_for_seconds(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_steps_for_seconds_does_nothing_though_discord_is_silent() {
    steps_for_seconds(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_word_of_discord_a_step_is_followed_once_it_held_for_ten_minutes() {
    let world = World::study_group("ko").with_more_members(12);
    let (study, computer) = Computer::with_study(world, TimeDelta::zero()).await;
    study.move_to(NINE);
    study.post(1).await;
    silence(&study);
    computer.set_ahead(TimeDelta::hours(25));
    status(&study, true).await;
    study.move_to("2026-11-24T00:09:30Z");
    computer.was_looked_at(&study).await;
    assert_eq!(study.discord.messages(study.channel).len(), 1);

    study.move_to("2026-11-24T00:10:10Z");

    // Ten past ten on the next day: yesterday's round is revealed, and today's is there within its grace.
    study.messages(3).await;
    assert_eq!(posts(&study), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_planned_by_a_time_that_went_back_is_planned_anew() {
    let world = World::study_group("ko").with_more_members(12);
    let (study, computer) = Computer::with_study(world, TimeDelta::zero()).await;
    study.move_to(NINE);
    study.post(1).await;
    study.move_to("2026-11-24T08:00:00Z");
    computer.was_looked_at(&study).await;
    silence(&study);
    computer.set_ahead(TimeDelta::days(300));
    status(&study, true).await;
    study.move_to("2026-11-24T08:11:00Z");
    // It held, so that it is followed: the open round is over, and in the same tick all days since are skipped.
    study.messages(2).await;

    study.discord.end_trouble();
    // Discord says that it is wrong.
    status(&study, true).await;

    until(|| skipped(&study) == 0).await;
    study.move_to("2026-11-25T00:00:00Z");
    study.discord.wait_until("the next post is there", |_| posts(&study) == 2).await;
    study.move_to("2026-11-26T00:00:00Z");
    study.discord.wait_until("the one after it is there", |_| posts(&study) == 3).await;
    let list = list(&study).await;
    assert!(!list.contains("건너뜀"), "{list}");
}

async fn until(is_so: impl Fn() -> bool) {
    for _ in 0..2_000 {
        if is_so() {
            return;
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
    panic!("it never became so");
}

/// How many days the database has as skipped.
fn skipped(study: &Study) -> u32 {
    let database = Connection::open(study.database()).expect("the database");
    let sql = "select count(*) from round where state = 'skipped'";
    database.query_row(sql, [], |row| row.get(0)).expect("a number")
}

/// A bot that believed a clock 300 days ahead, and left its traces.
async fn after_a_wrong_year() -> (Study, Computer) {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    let computer = Computer::new(&study);
    study.stop().await;
    computer.set_ahead(TimeDelta::days(300));
    study.start_by(computer.believed()).await;
    until(|| skipped(&study) == 31).await;
    (study, computer)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_heals_a_server_whose_next_question_lies_far_ahead() {
    let (mut study, computer) = after_a_wrong_year().await;
    study.stop().await;
    computer.set_ahead(TimeDelta::zero());
    study.start().await;
    until(|| skipped(&study) == 0).await;
    let next = study.owner().slash("settings show", &[]).await.text();
    let nine = instant(NINE).timestamp().to_string();
    assert!(next.contains(&nine), "{next}");
    study.move_to(NINE);
    study.post(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_up_heals_a_server_whose_next_question_lies_far_ahead() {
    let (study, computer) = after_a_wrong_year().await;
    computer.set_ahead(TimeDelta::zero());
    study.set_up(&[]).await;
    study.move_to(NINE);
    study.post(1).await;
    study.move_to("2026-11-25T00:00:00Z");
    study.discord.wait_until("a day that was called skipped has its post", |_| posts(&study) == 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_by_a_wrong_clock_skips_and_deletes_nothing() {
    let world = World::study_group("ko").with_more_members(12).with_another_group("ko");
    let other = world.guild_ids()[1];
    let (channel, owner) = (world.channel_ids(other)[1], world.user_ids(other)[0]);
    let (mut study, computer) = Computer::with_study(world, TimeDelta::zero()).await;
    let other_owner = study.discord.user(owner, channel).speaking("ko");
    other_owner.slash("setup", &[("time", json!("20:00"))]).await;
    study.discord.remove_bot(other);
    computer.was_looked_at(&study).await;
    study.stop().await;

    computer.set_ahead(TimeDelta::days(300));
    study.start_by(computer.watched()).await;
    status(&study, true).await;
    computer.was_looked_at(&study).await;

    assert_eq!(skipped(&study), 0);
    study.discord.add_bot(other);
    let kept = other_owner.slash("settings show", &[]).await.text();
    assert!(kept.contains("20:00"), "{kept}");
    study.move_to(NINE);
    study.post(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_computer_that_slept_over_nine_posts_when_it_wakes() {
    let world = World::study_group("ko").with_more_members(12);
    let (study, computer) = Computer::with_study(world, TimeDelta::zero()).await;
    study.move_to("2026-11-23T22:00:00Z");
    computer.was_looked_at(&study).await;
    computer.sleeps(TimeDelta::hours(3));
    study.post(1).await;
    status(&study, false).await;
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_whose_response_was_lost_is_found_though_the_clock_is_always_wrong() {
    for minutes in [15, -15] {
        let mut study = Study::at_nine_in_seoul("ko", EVE).await;
        let computer = Computer::new(&study);
        study.stop().await;
        computer.set_ahead(TimeDelta::minutes(minutes));
        study.start_by(computer.believed()).await;
        for trouble in [Trouble::AcceptAndLose, Trouble::DropBefore] {
            let times = if matches!(trouble, Trouble::AcceptAndLose) { 1 } else { u32::MAX };
            study.discord.make_trouble(Fault { method: "", path: "/messages".to_owned(), times, trouble });
        }
        // Nine by the bot's clock.
        study.discord.clock().set(instant(NINE) - TimeDelta::minutes(minutes));
        study.messages(1).await;
        // Discord is away until it has forgotten the nonce.
        study.discord.clock().advance(TimeDelta::minutes(10));
        study.discord.wait_until("it was tried again", |discord| discord.count("GET", "/messages") >= 1).await;
        study.discord.end_trouble();
        study.discord.clock().advance(TimeDelta::minutes(10));

        let post = study.post(1).await;

        let reply = post.press(&study.member(1), &post.key()).await;
        assert!(reply.text().contains("정답이에요"), "{reply:?}");
        assert_eq!(posts(&study), 1);
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_id_before_a_first_try_is_known_from_what_members_do() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    // What the bot knew is gone with its process.
    study.stop().await;
    study.start().await;
    study.owner().slash("status", &[]).await;
    let trouble = Trouble::AcceptAndLose;
    study.discord.make_trouble(Fault { method: "POST", path: "/messages".to_owned(), times: 1, trouble });
    study.move_to(NINE);
    study.messages(1).await;

    let database = Connection::open(study.database()).expect("the database");
    let sql = "select seen_before from delivery where kind = 'post'";
    let seen: i64 = database.query_row(sql, [], |row| row.get(0)).expect("an id");

    let seen_at = instant("2015-01-01T00:00:00Z") + TimeDelta::milliseconds(seen >> 22);
    assert_eq!(seen_at, instant(EVE));
}

/// The real binary, whose wall clock a file steps.
struct Faked {
    discord: Discord,
    folder: TempDir,
    child: Child,
    health: SocketAddr,
}

const FAKETIME: &str = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

impl Faked {
    async fn start(world: World) -> Self {
        let discord = Discord::start(world, sandbox::Clock::system()).await;
        let (folder, health) = (tempfile::tempdir().expect("a folder"), free_address());
        let offset = folder.path().join("offset");
        fs::write(&offset, "+0").expect("a file");
        let mut command = Command::new(env!("CARGO_BIN_EXE_proctor"));
        command.arg("run").current_dir(folder.path()).env_clear();
        command.env("DISCORD_API_URL", discord.url()).env("DISCORD_TOKEN", discord.token());
        command.env("PROCTOR_LISTEN", health.to_string());
        command.env("LD_PRELOAD", FAKETIME).env("FAKETIME_TIMESTAMP_FILE", &offset);
        command.env("FAKETIME_NO_CACHE", "1").env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        let child = command.stderr(Stdio::null()).stdout(Stdio::null()).spawn().expect("the program");
        discord.wait_ready().await;
        Self { discord, folder, child, health }
    }

    fn step_to(&self, offset: &str) {
        let draft = self.folder.path().join("draft");
        fs::write(&draft, offset).expect("a file");
        fs::rename(draft, self.folder.path().join("offset")).expect("a file");
    }

    async fn warns(&self, is_warned: bool) {
        for _ in 0..300 {
            if health_at(self.health).await.1["warnings"].as_array().is_some_and(|all| all.is_empty() != is_warned) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("health never said it: {is_warned}");
    }
}

impl Drop for Faked {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs faketime"]
async fn the_real_program_goes_on_by_the_time_before_a_step() {
    assert!(Path::new(FAKETIME).exists(), "{FAKETIME} is not there");
    let world = World::study_group("ko");
    let guild = world.guild_ids()[0];
    let (channel, owner) = (world.channel_ids(guild)[1], world.user_ids(guild)[0]);
    let program = Faked::start(world).await;
    let owner = program.discord.user(owner, channel).speaking("ko");
    owner.slash("setup", &[]).await;
    owner.slash("round now", &[]).await;
    program.discord.wait_until("the post is there", |discord| discord.messages(channel).len() == 1).await;

    for offset in ["+25h", "-25h", "+31d", "+300d"] {
        program.step_to(offset);
        program.warns(true).await;
        // Longer than the scheduler sleeps: it has looked by the new time.
        tokio::time::sleep(Duration::from_secs(11)).await;
        assert_eq!(program.discord.messages(channel).len(), 1, "{offset}: nothing closed, revealed or posted");
        program.step_to("+0");
        program.warns(false).await;
    }
    let list = owner.slash("round list", &[]).await.text();
    assert!(!list.contains("건너뜀"), "{list}");
}
