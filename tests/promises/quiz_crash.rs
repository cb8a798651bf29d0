//! The real binary on the real clock: killed in the middle of a question, and ten quizzes at once at Discord's limits.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use sandbox::{Clock, Discord, Fault, Trouble, User, World};
use serde_json::{Value, json};
use tempfile::TempDir;

struct Program {
    discord: Discord,
    folder: TempDir,
    child: Option<Child>,
}

impl Program {
    async fn start(world: World) -> Self {
        let discord = Discord::start(world, Clock::system()).await;
        discord.enforce_limits();
        let mut program = Self { discord, folder: tempfile::tempdir().expect("a folder"), child: None };
        program.run().await;
        program
    }

    async fn run(&mut self) {
        let before = self.discord.connections();
        let mut command = Command::new(env!("CARGO_BIN_EXE_proctor"));
        command.arg("run").current_dir(self.folder.path()).env_clear();
        command.env("DISCORD_API_URL", self.discord.url()).env("DISCORD_TOKEN", self.discord.token());
        let child = command.stderr(Stdio::null()).stdout(Stdio::null()).spawn().expect("the program");
        self.child = Some(child);
        self.discord.wait_until("the program is connected", |discord| discord.connections() > before).await;
        self.discord.wait_ready().await;
    }

    /// SIGKILL: nothing is finished.
    async fn kill(&mut self) {
        let mut child = self.child.take().expect("a running program");
        child.kill().expect("a kill");
        child.wait().expect("an end");
        self.discord.wait_until("the connection is gone", |discord| !discord.is_connected()).await;
    }

    /// Waits for so many messages of a channel, however long a step of a quiz takes.
    async fn messages(&self, channel: u64, count: usize) -> Vec<Value> {
        for _ in 0..1_200 {
            let there = self.discord.messages(channel);
            if there.len() >= count {
                return there;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{count} messages never come: {:#?}", self.discord.messages(channel));
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            // The test is over either way.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn id(message: &Value) -> u64 {
    message["id"].as_str().and_then(|id| id.parse().ok()).expect("an id")
}

/// The instant inside a message's id, in milliseconds.
fn made_at(message: &Value) -> i64 {
    i64::try_from(id(message) >> 22).expect("an instant")
}

/// Presses the first button of a question, or picks the first of its menu; says what came of it.
async fn answer(user: &User, question: &Value) -> String {
    let part = &question["components"][0]["components"][0];
    let custom_id = part["custom_id"].as_str().expect("an id");
    let asked = usize::try_from(part["min_values"].as_u64().unwrap_or(0)).expect("a few");
    if asked == 0 {
        return user.click(id(question), custom_id).await.text();
    }
    let letters = part["options"].as_array().into_iter().flatten().take(asked);
    let letters: Vec<&str> = letters.map(|option| option["value"].as_str().expect("a letter")).collect();
    user.select(id(question), custom_id, &letters).await.text()
}

const QUIZ: [(&str, u32); 2] = [("questions", 3), ("seconds", 15)];

async fn start(user: &User) {
    user.slash("setup", &[]).await;
    let options: Vec<(&str, Value)> = QUIZ.iter().map(|(name, number)| (*name, json!(number))).collect();
    let started = user.slash("quiz start", &options).await.text();
    assert!(started.contains('3'), "{started}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_is_killed_in_a_question_has_it_once_more_and_keeps_every_answer() {
    let world = World::study_group("ko");
    let guild = world.guild_ids()[0];
    let (channel, users) = (world.channel_ids(guild)[1], world.user_ids(guild));
    let mut program = Program::start(world).await;
    let user = |program: &Program, number: usize| program.discord.user(users[number], channel).speaking("ko");
    start(&user(&program, 0)).await;
    let question = program.messages(channel, 2).await.remove(1);
    assert!(answer(&user(&program, 1), &question).await.contains("답했어요"));

    program.kill().await;
    // More than its last ten seconds go by without the bot.
    tokio::time::sleep(Duration::from_secs(7)).await;
    program.run().await;

    let again = program.messages(channel, 3).await.remove(2);
    let stem = |message: &Value| {
        message["embeds"][0]["description"].as_str().unwrap_or_default().lines().next().map(str::to_owned)
    };
    assert_eq!(stem(&again), stem(&question), "the same question");
    assert!(answer(&user(&program, 1), &again).await.contains("이미"), "an acknowledged answer is kept");
    assert!(answer(&user(&program, 2), &again).await.contains("답했어요"));
    let key = program.messages(channel, 4).await.remove(3);
    assert!(key["embeds"][0]["title"].as_str().is_some_and(|title| title.contains("2명 중")), "{key:#}");
    // Killed again while everybody reads: the next question comes once.
    program.kill().await;
    program.run().await;
    let next = program.messages(channel, 5).await.remove(4);
    assert_ne!(stem(&next), stem(&question));
    user(&program, 0).slash("quiz stop", &[]).await;
    let end = program.messages(channel, 6).await.remove(5);
    assert!(end["components"].to_string().contains(":0\""), "{end:#}");
    assert_eq!(program.discord.complaints(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures seconds: run it alone, on a machine that has time for it"]
async fn ten_quizzes_at_once_hold_their_seconds_within_one_at_a_distance_of_200_ms() {
    let world = (0..9).fold(World::study_group("ko"), |world, _| world.with_another_group("ko"));
    let guilds = world.guild_ids();
    let places: Vec<(u64, u64)> =
        guilds.iter().map(|guild| (world.channel_ids(*guild)[1], world.user_ids(*guild)[0])).collect();
    let program = Program::start(world).await;
    for (channel, owner) in &places {
        start(&program.discord.user(*owner, *channel)).await;
    }
    let far = Trouble::Delay(Duration::from_millis(200));
    program.discord.make_trouble(Fault { method: "POST", path: "/messages".to_owned(), times: 1_000, trouble: far });
    for (channel, owner) in &places {
        let question = program.messages(*channel, 2).await.remove(1);
        let answered = answer(&program.discord.user(*owner, *channel).speaking("ko"), &question).await;
        assert!(answered.contains("답했어요"), "{answered}");
    }
    for (channel, _) in &places {
        let there = program.messages(*channel, 4).await;
        let [question, key, next] = [1, 2, 3].map(|nth| made_at(&there[nth]));
        let (asked, read) = (key - question, next - key);
        println!("the key comes after {asked} ms, the next question {read} ms later");
        // Fifteen seconds and three for what is on its way; then ten to read, from when the key is sent on.
        assert!((18_000..19_000).contains(&asked), "the key comes after {asked} ms");
        assert!((9_000..11_000).contains(&read), "the next question comes after {read} ms");
    }
    assert_eq!(program.discord.complaints(), Vec::<String>::new());
}
