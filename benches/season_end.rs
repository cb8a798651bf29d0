//! A thousand seasons of a thousand members each end at the same midnight: clicks meanwhile against clicks before, the podiums a
//! second, and no request beyond Discord's limits. The real program, at a stand-in that enforces them.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use proctor::actions::configure_server::{Changes, configure_server};
use proctor::actions::start_season::{Wanted, start_season};
use proctor::domain::ids::{ChannelId, MemberId, ServerId};
use proctor::domain::language::Language;
use proctor::domain::season::SeasonLength;
use proctor::store::Store;
use sandbox::{Clock, Discord, World};
use serde_json::json;

const SEASONS: usize = 1_000;
const MEMBERS: u64 = 1_000;

/// How many members press a button before the end, and at most while it is told; one each fiftieth of a second.
const BEFORE: usize = 500;
const MEANWHILE: usize = 3_000;
const BETWEEN: Duration = Duration::from_millis(20);

/// Time to start the bot and to press before the end.
const AHEAD: TimeDelta = TimeDelta::seconds(360);

/// So long the podiums are waited for.
const PATIENCE: Duration = Duration::from_mins(3);

#[tokio::main]
async fn main() {
    // `cargo test --benches` only asks whether it builds.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let folder = tempfile::tempdir_in(env!("CARGO_MANIFEST_DIR")).expect("a folder on the project's disk");
    let world = World::study_group("ko").with_more_members((BEFORE + MEANWHILE) as u64);
    let world = (1..SEASONS).fold(world, |world, _| world.with_another_group("ko"));
    let guilds = world.guild_ids();
    let (channel, users) = (world.channel_ids(guilds[0])[1], world.user_ids(guilds[0]));
    let places: Vec<(u64, u64)> = guilds.iter().map(|guild| (*guild, world.channel_ids(*guild)[1])).collect();
    let discord = Discord::start(world, Clock::system()).await;
    discord.enforce_limits();
    let path = folder.path().join("proctor.db");
    let ends_at = prepare(&path, places, discord.clock()).await;

    let bot = Bot(start(&discord, folder.path()));
    discord.wait_until("the bot is connected", Discord::is_connected).await;
    rest(&discord).await;
    let (message, button) = open_round(&discord, users[0], channel).await;
    let press = |member: usize| discord.user(users[member], channel).click_and_go_on(message, &button);
    let mut before = Vec::new();
    for member in 1..=BEFORE {
        before.push(press(member));
        tokio::time::sleep(BETWEEN).await;
    }
    tokio::time::sleep((ends_at - discord.clock().now()).to_std().expect("the end is still to come")).await;

    let (begun, mut meanwhile) = (Instant::now(), Vec::new());
    while waiting(&path) > 0 || begun.elapsed() < Duration::from_secs(2) {
        assert!(begun.elapsed() < PATIENCE, "{} podiums never come", waiting(&path));
        for _ in 0..10 {
            if meanwhile.len() < MEANWHILE {
                meanwhile.push(press(BEFORE + 1 + meanwhile.len()));
            }
            tokio::time::sleep(BETWEEN).await;
        }
    }
    tell(&discord, ends_at, [before, meanwhile]).await;
    drop(bot);
}

/// Waits until the bot has looked at all servers after its start: nothing is asked for a while.
async fn rest(discord: &Discord) {
    let mut seen = 0;
    while discord.requests().len() > seen {
        seen = discord.requests().len();
        tokio::time::sleep(Duration::from_secs(3)).await;
    }
}

/// The bot, which ends with the bench.
struct Bot(Child);

impl Drop for Bot {
    fn drop(&mut self) {
        // It is over either way.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(discord: &Discord, folder: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_proctor"));
    command.arg("run").current_dir(folder).env("DISCORD_API_URL", discord.url()).env("DISCORD_TOKEN", discord.token());
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program")
}

/// Fills a database with servers, each with a season that is played and ends at one instant; returns that.
async fn prepare(path: &Path, places: Vec<(u64, u64)>, clock: Clock) -> DateTime<Utc> {
    let store = Store::open(path).expect("a database");
    let now = clock.now();
    // The questions come twelve hours from now.
    let time = now.with_timezone(&Tz::Asia__Seoul).time().overflowing_add_signed(TimeDelta::hours(12)).0;
    let time = NaiveTime::from_hms_opt(chrono::Timelike::hour(&time), 0, 0);
    let wanted = Wanted { name: "Winter".to_owned(), length: SeasonLength::Month, repeats: true };
    let made = store.write(move |tx| {
        for (guild, channel) in &places {
            let (zone, channel) = (Some(Tz::Asia__Seoul), Some(ChannelId(*channel)));
            let changes = Changes { channel, time, zone, ..Changes::default() };
            configure_server(tx, ServerId(*guild), MemberId(guild + 100), Language::Korean, None, &changes, now)?;
            start_season(tx, ServerId(*guild), &wanted, now)?;
        }
        Ok(())
    });
    made.await.expect("servers");
    store.close().await;
    let db = rusqlite::Connection::open(path).expect("the same database");
    db.execute_batch(&format!(
        "pragma journal_mode = off; pragma synchronous = off; begin;
         with recursive n (i) as (select 1 union all select i + 1 from n where i < {MEMBERS})
         insert into member (server_id, member_id, name) select server_id, i, 'member ' || i from season, n;
         insert into standing (server_id, period, member_id, points, answered, correct, reached_at, best_streak)
         select server_id, 'season:' || season_id, member_id, 10 + member_id * 7919 % 600, 30, 20, member_id, 7
         from season join member using (server_id) where member_id <= {MEMBERS};
         insert into tally (server_id, period, points, members)
         select server_id, period, points, count(*) from standing group by server_id, period, points;
         insert into tally_span (server_id, period, span, members)
         select server_id, period, points >> 8, count(*) from standing group by server_id, period, points >> 8;
         commit; pragma journal_mode = wal;"
    ))
    .expect("a filled database");
    let ends_at = clock.now() + AHEAD;
    db.execute("update season set ends_at = ?1", [ends_at.timestamp_millis()]).expect("one end");
    ends_at
}

/// Opens a round with buttons, whose verdicts wait for its close; returns its post and a button.
async fn open_round(discord: &Discord, owner: u64, channel: u64) -> (u64, String) {
    let owner = discord.user(owner, channel);
    owner.slash("settings set", &[("feedback", json!("at_close"))]).await;
    for count in 1.. {
        owner.slash("round now", &[]).await;
        discord.wait_until("a post", |discord| discord.messages(channel).len() >= count).await;
        let post = discord.messages(channel).pop().expect("a post");
        let id = post["components"][0]["components"][0]["custom_id"].as_str().unwrap_or_default().to_owned();
        if id.starts_with("a:") {
            tokio::time::sleep(Duration::from_secs(1)).await;
            return (post["id"].as_str().and_then(|id| id.parse().ok()).expect("an id"), id);
        }
    }
    unreachable!("some question has one right option")
}

/// How many ends are still to be told. The server of the round waits for its close.
fn waiting(path: &Path) -> u64 {
    let db = rusqlite::Connection::open(path).expect("the database");
    let sql = "select (select count(*) from season where ended_at is null and ends_at < unixepoch() * 1000) \
               + (select count(*) from season where owes = 1) - 1 \
               + (select count(*) from delivery where kind = 'podium' and state in ('due', 'sending'))";
    db.query_row(sql, [], |row| row.get::<_, i64>(0)).map_or(1, |count| u64::try_from(count).unwrap_or(0))
}

/// Tells what the presses before and meanwhile waited for, and how fast the podiums came.
async fn tell(discord: &Discord, ends_at: DateTime<Utc>, presses: [Vec<sandbox::Acted>; 2]) {
    let mut ninety_ninth = Vec::new();
    for (what, presses) in ["before", "meanwhile"].into_iter().zip(presses) {
        let (mut times, mut failed) = (Vec::new(), 0);
        for press in &presses {
            let outcome = press.outcome().await;
            failed += usize::from(outcome.failed().is_some());
            times.extend(outcome.first_after);
        }
        times.sort();
        let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default();
        println!("{} clicks {what}: {failed} failed, p50 {:?}, p99 {:?}", presses.len(), at(50), at(99));
        ninety_ninth.push(at(99).as_secs_f64());
    }
    println!("p99 meanwhile: ratio {:.1} (asked: under 250 ms, none failed)", ninety_ninth[1] / ninety_ninth[0]);
    let requests = discord.requests();
    let is_podium = |one: &&sandbox::Recorded| one.method == "POST" && one.body.to_string().contains("podium.png");
    let podiums: Vec<&sandbox::Recorded> = requests.iter().filter(is_podium).collect();
    let messages =
        |one: &&&sandbox::Recorded| one.method == "POST" && one.path.ends_with("/messages") && one.at >= ends_at;
    let told = requests.iter().filter(|one| messages(&one)).count();
    let last = requests.iter().filter(|one| messages(&one)).map(|one| one.at).max().unwrap_or(ends_at);
    let seconds = (last - ends_at).as_seconds_f64();
    let limited = requests.iter().filter(|one| one.status == 429).count();
    println!(
        "{told} podiums, {} with their picture, in {seconds:.1} s: {:.1}/s (asked: at least 44 of Discord's 50), {limited} limited (asked: none)",
        podiums.len(),
        f64::from(u32::try_from(told).expect("some")) / seconds
    );
    println!("complaints: {:?}", discord.complaints());
}
