//! The real bot against the stand-in of Discord, in one process; the test owns the clock of both.

mod barriers;
mod door;
mod waits;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use crate::engine;
use chrono::{DateTime, Utc};
use proctor::bank::Bank;
use proctor::bank::Question;
use proctor::bank::{embedded, open};
use proctor::domain::choice::Choice;
use proctor::runtime::clock::Clock;
use proctor::runtime::config::Config;
use proctor::runtime::run::run;
use proctor::runtime::secret::Secret;
use proctor::runtime::settings::{Setting, Settings};
use proctor::runtime::shutdown::Shutdown;
use sandbox::{Discord, User, World};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;

pub(crate) fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap_or_else(|_| panic!("{text} is no instant"))
}

/// Whether a message takes answers; a closed post leads to its explanation alone.
pub(crate) fn takes_answers(message: &Value) -> bool {
    let parts = message["components"].to_string();
    parts.contains("\"a:") || parts.contains("\"s:")
}

/// An address that nobody listens on.
pub(crate) fn free_address() -> SocketAddr {
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    free.local_addr().expect("its address")
}

/// The bank inside the program, which all tests of a file share.
static BANK: LazyLock<Arc<Bank>> = LazyLock::new(|| embedded().expect("the bank"));

/// A study group on the stand-in, with the bot running in it.
pub(crate) struct Study {
    pub(crate) discord: Discord,
    pub(crate) bank: Arc<Bank>,
    pub(crate) guild: u64,
    /// Where questions go.
    pub(crate) channel: u64,
    pub(crate) locale: String,
    /// Where the bot serves its health, from the next start on.
    pub(crate) listen: Option<SocketAddr>,
    /// Whether a test is about signed requests alone, from the next start on.
    pub(crate) is_always_by_http: bool,
    /// The shards of the gateway that the bot holds, from the next start on; with them it takes no signed requests.
    pub(crate) shards: Option<&'static str>,
    users: Vec<u64>,
    folder: TempDir,
    bot: Option<(Shutdown, JoinHandle<()>, Runtime)>,
}

impl Study {
    /// A group whose bot has just come in.
    pub(crate) async fn begin(locale: &str, now: &str) -> Self {
        Self::begin_in(World::study_group(locale).with_more_members(12), locale, now).await
    }

    pub(crate) async fn begin_in(world: World, locale: &str, now: &str) -> Self {
        Self::begin_with(world, locale, now, |_| ()).await
    }

    /// The same; `prepare` is given the place of the database before the bot starts.
    pub(crate) async fn begin_with(world: World, locale: &str, now: &str, prepare: impl FnOnce(&Path)) -> Self {
        let discord = Discord::start(world, sandbox::Clock::standing_at(instant(now))).await;
        Self::begin_on(discord, locale, prepare).await
    }

    /// The same on a stand-in that runs already.
    pub(crate) async fn begin_on(discord: Discord, locale: &str, prepare: impl FnOnce(&Path)) -> Self {
        let mut study = Self::not_yet(discord, locale);
        prepare(&study.database());
        study.start().await;
        study
    }

    /// A group whose bot is still to be started.
    pub(crate) fn not_yet(discord: Discord, locale: &str) -> Self {
        let world = discord.world();
        let guild = world.guild_ids()[0];
        let (channel, users) = (world.channel_ids(guild)[1], world.user_ids(guild));
        let folder = tempfile::tempdir().expect("a folder");
        let bank = Arc::clone(&BANK);
        let (locale, listen, is_always_by_http) = (locale.to_owned(), None, false);
        Self {
            discord,
            bank,
            guild,
            channel,
            locale,
            listen,
            is_always_by_http,
            shards: None,
            users,
            folder,
            bot: None,
        }
    }

    /// A group that is set up for nine in Seoul.
    pub(crate) async fn at_nine_in_seoul(locale: &str, now: &str) -> Self {
        let study = Self::begin(locale, now).await;
        study.set_up(&[]).await;
        study
    }

    pub(crate) async fn set_up(&self, more: &[(&str, Value)]) {
        let mut options = vec![
            ("channel", json!(self.channel.to_string())),
            ("time", json!("09:00")),
            ("timezone", json!("Asia/Seoul")),
        ];
        options.extend(more.iter().cloned());
        let reply = self.owner().slash("setup", &options).await;
        assert!(reply.message().is_private(), "{reply:?}");
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("study.db")
    }

    /// Where the bot's bank is, once something is there; until then it is the bank inside the program.
    pub(crate) fn bank_folder(&self) -> PathBuf {
        self.folder.path().join("bank")
    }

    /// Starts the bot, on the stand-in's clock, and waits until it is ready.
    pub(crate) async fn start(&mut self) {
        let clock = self.discord.clock();
        self.start_by(Clock::moved_by_hand(Arc::new(move || clock.now()), Duration::from_millis(20))).await;
    }

    /// Starts the bot on a clock of its own, and waits until it is ready.
    pub(crate) async fn start_by(&mut self, clock: Clock) {
        let bank = Some(self.bank_folder()).filter(|folder| folder.is_dir());
        self.bank = open(bank.as_deref()).expect("the bank");
        let mut settings = Settings::default().with(Setting::Database, engine::setting(&self.database()));
        settings = settings.with(Setting::ApiUrl, self.discord.url());
        if let Some(folder) = bank {
            settings = settings.with(Setting::Bank, folder.display().to_string());
        }
        let door = self.door();
        settings = door.set(settings).with(Setting::Shards, self.shards.unwrap_or_default());
        let config = Config::check(&settings).expect("settings");
        let (shutdown, token) = (Shutdown::default(), Secret::new(self.discord.token()));
        let ends = shutdown.clone();
        // A runtime of its own, so that a crash ends all that the bot has begun, and nothing else.
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
        let bot = runtime.spawn(async move { run(&config, &token, clock, ends).await.expect("a good end") });
        self.bot = Some((shutdown, bot, runtime));
        door.open(&self.discord).await;
        self.discord.wait_ready().await;
    }

    /// Stops the bot in good order.
    pub(crate) async fn stop(&mut self) {
        let (shutdown, bot, runtime) = self.bot.take().expect("a running bot");
        shutdown.begin();
        bot.await.expect("a good end");
        runtime.shutdown_background();
    }

    /// Ends the bot as a crash does: nothing is finished.
    pub(crate) async fn crash(&mut self) {
        let (_, bot, runtime) = self.bot.take().expect("a running bot");
        let end = move || runtime.shutdown_timeout(Duration::from_secs(5));
        tokio::task::spawn_blocking(end).await.expect("an end");
        assert!(bot.await.is_err(), "it did not end by itself");
        self.discord.wait_until("the connection is gone", |discord| !discord.is_connected()).await;
    }

    /// The owner uses a command that asks, such as `round void`, and presses what confirms it.
    pub(crate) async fn confirmed(&self, command: &str, options: &[(&str, Value)]) -> sandbox::Outcome {
        let asked = self.owner().slash(command, options).await;
        let (message, ids) = (asked.message().id(), asked.message().custom_ids());
        self.owner().click(message, ids.first().unwrap_or_else(|| panic!("nothing to confirm: {asked:?}"))).await
    }

    pub(crate) fn owner(&self) -> User {
        self.member(0)
    }

    /// The member with this number; 0 is the owner.
    pub(crate) fn member(&self, number: usize) -> User {
        self.discord.user(self.users[number], self.channel).speaking(&self.locale)
    }

    pub(crate) fn move_to(&self, now: &str) {
        self.discord.clock().set(instant(now));
    }

    /// Waits until so many messages stand in the channel; returns them.
    pub(crate) async fn messages(&self, count: usize) -> Vec<Value> {
        let channel = self.channel;
        self.discord
            .wait_until(&format!("{count} messages are there"), |discord| discord.messages(channel).len() >= count)
            .await;
        let messages = self.discord.messages(channel);
        assert_eq!(messages.len(), count, "{messages:#?}");
        messages
    }

    /// Waits for the one post of a new day.
    pub(crate) async fn post(&self, count: usize) -> Post<'_> {
        let message = self.messages(count).await.pop().expect("a message");
        let post = Post::of(self, message);
        // The bot records the post a moment after Discord shows it.
        let stem = post.question.stem();
        for _ in 0..2_000 {
            let today = self.owner().slash("today", &[]).await.text();
            if today.contains(&stem.ko) || today.contains(&stem.en) {
                return post;
            }
        }
        panic!("the bot never took note of its own post");
    }

    /// Nothing that Discord would refuse was sent.
    pub(crate) fn assert_well_behaved(&self) {
        assert_eq!(self.discord.complaints(), Vec::<String>::new());
    }
}

impl Drop for Study {
    fn drop(&mut self) {
        // A runtime cannot be dropped where a test's own runtime is at work.
        if let Some((_, _, runtime)) = self.bot.take() {
            runtime.shutdown_background();
        }
    }
}

/// A post of a round.
pub(crate) struct Post<'s> {
    study: &'s Study,
    pub(crate) json: Value,
    pub(crate) id: u64,
    pub(crate) question: &'s Question,
    /// The option texts in shown order.
    shown: Vec<String>,
}

impl<'s> Post<'s> {
    pub(crate) fn of(study: &'s Study, json: Value) -> Self {
        let text = json["embeds"][0]["description"].as_str().expect("a question").to_owned();
        let holds = |question: &&Question| text.contains(&question.stem().ko) || text.contains(&question.stem().en);
        let question =
            study.bank.questions().iter().find(holds).unwrap_or_else(|| panic!("no question of the bank: {text}"));
        let lines = text.lines().filter(|line| line.starts_with("**") && line[3..].starts_with(".** "));
        let shown = lines.map(|line| line[7..].to_owned()).collect();
        let id = json["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
        Self { study, json, id, question, shown }
    }

    /// The right letters.
    pub(crate) fn key(&self) -> String {
        let right = |text: &String| {
            self.question
                .options()
                .iter()
                .any(|option| option.right && (option.text.ko == *text || option.text.en == *text))
        };
        let letters = self.shown.iter().zip('A'..).filter(|(text, _)| right(text)).map(|(_, letter)| letter);
        letters.collect()
    }

    /// As many letters, but not the right ones.
    pub(crate) fn wrong(&self) -> String {
        let key = self.key();
        let letters: Vec<char> = ('A'..).take(self.shown.len()).collect();
        let others =
            (0..letters.len()).map(|skip| letters.iter().cycle().skip(skip).take(key.len()).collect::<String>());
        let sorted = |text: String| Choice::parse(&text).map(|choice| choice.to_string()).unwrap_or_default();
        others.map(sorted).find(|choice| *choice != key).expect("a wrong choice")
    }

    pub(crate) fn custom_ids(&self) -> Vec<String> {
        let rows = self.json["components"].as_array().into_iter().flatten();
        let parts = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
        parts.filter_map(|part| part["custom_id"].as_str()).map(str::to_owned).collect()
    }

    /// Answers on the post itself: by button, or by menu when several are right.
    pub(crate) async fn press(&self, user: &User, letters: &str) -> sandbox::Outcome {
        if self.question.choose() == 1 {
            let id = self.custom_ids().into_iter().find(|id| id.ends_with(&format!(":{letters}"))).expect("a button");
            return user.click(self.id, &id).await;
        }
        let values: Vec<String> = letters.chars().map(|letter| letter.to_string()).collect();
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        user.select(self.id, &self.custom_ids()[0], &values).await
    }

    /// The post as it stands now.
    pub(crate) fn now(&self) -> Value {
        let messages = self.study.discord.messages(self.study.channel);
        messages.into_iter().find(|message| message["id"] == self.json["id"]).expect("the post")
    }
}
