//! Two bots as processes of their own, at the same stand-in in the same run: proctor, and a bare serenity bot that only replies.
#![allow(dead_code, unreachable_pub, reason = "each bench uses its own part of it")]

use std::collections::VecDeque;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sandbox::{Acted, Clock, Discord, World};
use serde_json::{Value, json};
use serenity::all::{Context, EventHandler, GatewayIntents, Interaction};
use serenity::async_trait;
use serenity::http::HttpBuilder;

/// How many members press one after the other, and how many with [`IN_FLIGHT`] on their way, in a turn.
pub const ALONE: usize = 300;
pub const TOGETHER: usize = 3_000;
pub const IN_FLIGHT: usize = 64;

/// Names the stand-in to the bare bot, which is the very program of the bench.
const BARE: &str = "PROCTOR_BENCH_BARE_BOT";

/// Is the bare bot, where this program was started as one; says whether it was.
pub async fn was_bare_bot() -> bool {
    #[expect(clippy::disallowed_methods, reason = "the way to tell the bare bot where Discord is")]
    let url = std::env::var(BARE);
    if let Ok(url) = &url {
        bare_bot(url).await;
    }
    url.is_ok()
}

/// The middle of all turns, each of which compares two bots that met the same machine.
pub fn middle(turns: &[[Measured; 2]], of: fn(&[Measured; 2]) -> f64) -> f64 {
    let mut all: Vec<f64> = turns.iter().map(of).collect();
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// What one turn told of a bot: seconds, and replies a second.
pub struct Measured {
    pub alone: f64,
    pub rate: f64,
    pub cpu: f64,
}

/// A group of so many members.
pub struct Scene {
    pub discord: Discord,
    channel: u64,
    users: Vec<u64>,
}

impl Scene {
    pub async fn of(members: usize) -> Self {
        let world = World::study_group("ko").with_more_members(members as u64);
        let guild = world.guild_ids()[0];
        let (channel, users) = (world.channel_ids(guild)[1], world.user_ids(guild));
        Self { channel, users, discord: Discord::start(world, Clock::system()).await }
    }

    pub async fn start(&self, mut command: Command) -> Child {
        let before = self.discord.connections();
        let child = quietly(&mut command).spawn().expect("a bot");
        self.discord.wait_until("the bot is connected", |discord| discord.connections() > before).await;
        tokio::time::sleep(Duration::from_secs(1)).await;
        child
    }

    pub async fn stop(&self, mut bot: Child) {
        bot.kill().expect("a kill");
        bot.wait().expect("an end");
        self.discord.wait_until("the bot is gone", |discord| !discord.is_connected()).await;
    }

    /// Opens a round with buttons, whose verdicts wait for its close; returns its post and a button.
    pub async fn open_round(&self) -> (u64, String) {
        let owner = self.discord.user(self.users[0], self.channel);
        owner.slash("setup", &[("channel", json!(self.channel.to_string()))]).await;
        owner.slash("settings set", &[("feedback", json!("at_close"))]).await;
        for count in 1.. {
            owner.slash("round now", &[]).await;
            self.discord.wait_until("a post", |discord| discord.messages(self.channel).len() >= count).await;
            let post = self.discord.messages(self.channel).pop().expect("a post");
            let id = post["components"][0]["components"][0]["custom_id"].as_str().unwrap_or_default().to_owned();
            if id.starts_with("a:") {
                tokio::time::sleep(Duration::from_secs(1)).await;
                return (post["id"].as_str().and_then(|id| id.parse().ok()).expect("an id"), id);
            }
        }
        unreachable!("some question has one right option")
    }

    pub fn press(&self, member: usize, message: u64, button: &str) -> Acted {
        self.discord.user(self.users[member], self.channel).click_and_go_on(message, button)
    }

    pub async fn measure(&self, bot: &Child, message: u64, button: &str, first: usize) -> Measured {
        let mut alone = Vec::new();
        for member in first..first + ALONE {
            alone.push(took(&self.press(member, message, button)).await.as_secs_f64());
        }
        alone.sort_by(f64::total_cmp);

        let (cpu, begun) = (cpu_of(bot), Instant::now());
        let mut waiting = VecDeque::new();
        for member in first + ALONE..first + ALONE + TOGETHER {
            waiting.push_back(self.press(member, message, button));
            if waiting.len() == IN_FLIGHT {
                took(&waiting.pop_front().expect("a press")).await;
            }
        }
        for press in waiting {
            took(&press).await;
        }
        let clicks = f64::from(u32::try_from(TOGETHER).expect("a small number"));
        Measured {
            alone: alone[ALONE / 2],
            rate: clicks / begun.elapsed().as_secs_f64(),
            cpu: (cpu_of(bot) - cpu) / clicks,
        }
    }
}

/// The command without its output.
pub fn quietly(command: &mut Command) -> &mut Command {
    command.stdout(Stdio::null()).stderr(Stdio::null())
}

pub async fn took(press: &Acted) -> Duration {
    let outcome = press.outcome().await;
    assert_eq!(outcome.failed(), None);
    outcome.first_after.expect("a reply")
}

pub fn proctor(discord: &Discord, folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_proctor"));
    command.arg("run").current_dir(folder).env("DISCORD_API_URL", discord.url()).env("DISCORD_TOKEN", discord.token());
    command
}

pub fn bare_program(discord: &Discord) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.env(BARE, discord.url()).env("DISCORD_TOKEN", discord.token());
    command
}

/// Processor seconds that a process has used (Linux).
fn cpu_of(process: &Child) -> f64 {
    let text = std::fs::read_to_string(format!("/proc/{}/stat", process.id())).expect("Linux");
    let fields: Vec<&str> = text.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks = |field: usize| fields[field].parse::<f64>().expect("a number");
    (ticks(11) + ticks(12)) / 100.0
}

/// A size in kB of a process (Linux).
pub fn status_of(process: &Child, name: &str) -> u32 {
    let text = std::fs::read_to_string(format!("/proc/{}/status", process.id())).expect("Linux");
    let line = text.lines().find(|line| line.starts_with(name)).expect("a size");
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).expect("a number")
}

/// A bot that answers each press with a sentence as long as proctor's, and does nothing else.
async fn bare_bot(url: &str) {
    #[expect(clippy::disallowed_methods, reason = "the token of the stand-in")]
    let token = std::env::var("DISCORD_TOKEN").expect("a token");
    let http = HttpBuilder::new(token).proxy(url).ratelimiter_disabled(true).build();
    let builder = serenity::client::ClientBuilder::new_with_http(http, GatewayIntents::GUILDS);
    builder.event_handler(Bare).await.expect("a client").start().await.expect("a good end");
}

struct Bare;

#[async_trait]
impl EventHandler for Bare {
    async fn interaction_create(&self, ctx: Context, interaction: Interaction) {
        let reply: Value = json!({ "type": 4, "data": {
            "content": "🔒 Your answer **A** is recorded. You may change it until the round closes in 24 hours; the verdict comes then.",
            "embeds": [], "components": [], "allowed_mentions": { "parse": [] }, "flags": 64,
        } });
        // A reply that is lost shows in the figures.
        let _ = ctx.http.create_interaction_response(interaction.id(), interaction.token(), &reply, Vec::new()).await;
    }
}

/// Tells what many at once cost beside the bare bot: the ratio of clicks a second, and that of the processor for each.
pub fn tell_together(turns: &[[Measured; 2]], at_least: f64, at_most: f64) {
    let middle = |of| middle(turns, of);
    println!(
        "{IN_FLIGHT} in flight: bare {:.0}/s, proctor {:.0}/s, ratio {:.2} (asked: at least {at_least})",
        middle(|[bare, _]| bare.rate),
        middle(|[_, ours]| ours.rate),
        middle(|[bare, ours]| ours.rate / bare.rate)
    );
    println!(
        "CPU a click: bare {:.0} µs, proctor {:.0} µs, ratio {:.2} (asked: at most {at_most})",
        middle(|[bare, _]| bare.cpu) * 1e6,
        middle(|[_, ours]| ours.cpu) * 1e6,
        middle(|[bare, ours]| ours.cpu / bare.cpu)
    );
}
