//! The real binary against the stand-in, on the real clock: killed, restarted, backed up, asked for its health.

mod doctor;
mod one_owner;

use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use sandbox::{Clock, Discord, Outcome, User, World};
use serde_json::{Value, json};
use tempfile::TempDir;

struct Program {
    discord: Discord,
    guild: u64,
    channel: u64,
    users: Vec<u64>,
    folder: TempDir,
    child: Option<Child>,
}

impl Program {
    async fn start() -> Self {
        Self::start_with(World::study_group("ko")).await
    }

    async fn start_with(world: World) -> Self {
        let guild = world.guild_ids()[0];
        let (channel, users) = (world.channel_ids(guild)[1], world.user_ids(guild));
        let discord = Discord::start(world, Clock::system()).await;
        let folder = tempfile::tempdir().expect("a folder");
        let mut program = Self { discord, guild, channel, users, folder, child: None };
        program.run().await;
        program
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_proctor"));
        command.args(arguments).current_dir(self.folder.path()).env_clear();
        command.env("DISCORD_API_URL", self.discord.url()).env("DISCORD_TOKEN", self.discord.token());
        // A proxy of the machine must not see a single request.
        command.env("HTTP_PROXY", "http://127.0.0.1:9").env("HTTPS_PROXY", "http://127.0.0.1:9");
        command.env("http_proxy", "http://127.0.0.1:9").env("ALL_PROXY", "http://127.0.0.1:9");
        command
    }

    async fn run(&mut self) {
        let before = self.discord.connections();
        let child = self.command(&["run"]).stderr(Stdio::null()).stdout(Stdio::null()).spawn().expect("the program");
        self.child = Some(child);
        self.discord.wait_until("the program is connected", |discord| discord.connections() > before).await;
        self.discord.wait_ready().await;
    }

    fn output(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program")
    }

    /// SIGKILL: nothing is finished.
    async fn kill(&mut self) {
        let mut child = self.child.take().expect("a running program");
        child.kill().expect("a kill");
        child.wait().expect("an end");
        self.discord.wait_until("the connection is gone", |discord| !discord.is_connected()).await;
    }

    /// SIGTERM; returns the exit code.
    fn stop(&mut self) -> Option<i32> {
        let mut child = self.child.take().expect("a running program");
        let told = Command::new("kill").arg(child.id().to_string()).status().expect("a signal");
        assert!(told.success());
        child.wait().expect("an end").code()
    }

    fn user(&self, number: usize) -> sandbox::User {
        self.discord.user(self.users[number], self.channel).speaking("ko")
    }

    async fn post(&self) -> Post {
        let channel = self.channel;
        self.discord.wait_until("the post is there", |discord| !discord.messages(channel).is_empty()).await;
        let post = self.discord.messages(channel).remove(0);
        let text = post["embeds"][0]["description"].as_str().expect("a question").lines().next().expect("its stem");
        // The bot records the post a moment after Discord shows it.
        while !self.user(0).slash("today", &[]).await.text().contains(text) {}
        Post::read(&post)
    }

    /// Some answer: which one does not matter.
    async fn answer(&self, number: usize, post: &Post) -> String {
        post.answer(&self.user(number)).await.text()
    }
}

/// A post with the button or the menu that answers it.
#[derive(Clone)]
struct Post {
    message: u64,
    custom_id: String,
    /// As many letters as its menu asks for; none where it has buttons.
    picks: Vec<String>,
}

impl Post {
    fn read(post: &Value) -> Self {
        let part = &post["components"][0]["components"][0];
        let asked = part["min_values"].as_u64().unwrap_or(0);
        let letters = part["options"].as_array().into_iter().flatten();
        let letters = letters.map(|option| option["value"].as_str().expect("a letter").to_owned());
        Self {
            message: post["id"].as_str().and_then(|id| id.parse().ok()).expect("an id"),
            custom_id: part["custom_id"].as_str().expect("an id").to_owned(),
            picks: letters.take(usize::try_from(asked).expect("a few")).collect(),
        }
    }

    async fn answer(&self, user: &User) -> Outcome {
        let picks: Vec<&str> = self.picks.iter().map(String::as_str).collect();
        if picks.is_empty() {
            user.click(self.message, &self.custom_id).await
        } else {
            user.select(self.message, &self.custom_id, &picks).await
        }
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

fn json_of(output: &Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_survives_a_kill_and_old_buttons_work_after_it() {
    let mut program = Program::start().await;
    program.user(0).slash("setup", &[("channel", json!(program.channel.to_string()))]).await;
    program.user(0).slash("round now", &[]).await;
    let post = program.post().await;

    let first = program.answer(1, &post).await;
    assert!(first.contains("정답이에요") || first.contains("아쉬워요"), "{first}");
    program.kill().await;
    program.run().await;

    let again = program.answer(1, &post).await;
    assert!(again.contains("이미"), "the first answer was kept: {again}");
    let other = program.answer(2, &post).await;
    assert!(other.contains("정답이에요") || other.contains("아쉬워요"), "{other}");
    assert_eq!(program.discord.messages(program.channel).len(), 1);

    let exported = json_of(&program.output(&["export", "--server", &program.guild.to_string()]));
    assert_eq!(exported["answers"].as_array().map(Vec::len), Some(2));
    assert_eq!(exported["rounds"][0]["message_id"], post.message.to_string());
    assert!(exported["rounds"][0]["status"] == "posted" || exported["rounds"][0]["status"] == "late");
    assert_eq!(program.discord.complaints(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_restores_and_a_stop_is_quick_and_clean() {
    let mut program = Program::start().await;
    program.user(0).slash("setup", &[("channel", json!(program.channel.to_string()))]).await;
    program.user(0).slash("round now", &[]).await;
    let post = program.post().await;
    let told = program.answer(1, &post).await;
    assert!(told.contains("정답"), "{told}");

    let backup = program.output(&["backup", "copy.db"]);
    assert!(backup.status.success(), "{}", String::from_utf8_lossy(&backup.stderr));
    assert_eq!(String::from_utf8_lossy(&backup.stdout), "wrote copy.db: 1 round, 1 answer\n");
    let healthy = program.output(&["healthcheck"]);
    assert!(healthy.status.success(), "{}", String::from_utf8_lossy(&healthy.stderr));

    let begun = std::time::Instant::now();
    assert_eq!(program.stop(), Some(0));
    assert!(begun.elapsed() < Duration::from_secs(8), "Docker kills after ten seconds");
    assert!(!program.output(&["healthcheck"]).status.success());

    let guild = program.guild.to_string();
    let live = json_of(&program.output(&["export", "--server", &guild]));
    let copy = json_of(&program.output(&["export", "--database", "copy.db", "--server", &guild]));
    assert_eq!(live["answers"], copy["answers"]);
    let stats = program.output(&["bank", "stats", "--database", "copy.db"]);
    let stats = String::from_utf8_lossy(&stats.stdout).into_owned();
    assert!(stats.contains("1 questions answered, 0 of them not in the bank"), "{stats}");
    let right = live["answers"][0]["right"].as_bool().expect("a verdict");
    let row = stats.lines().skip_while(|line| !line.starts_with("Question ")).nth(1).expect("a row");
    assert!(row.contains(if right { "*100%" } else { " 100%" }), "{row}");
    let csv = program.output(&["export", "--server", &guild, "--format", "csv"]);
    assert_eq!(String::from_utf8_lossy(&csv.stdout).lines().count(), 2, "a head and one answer");
}

#[tokio::test(flavor = "multi_thread")]
async fn bank_export_has_the_fields_that_other_tools_read() {
    let program = Program::start().await;
    let bank = json_of(&program.output(&["bank", "export"]));
    let fields =
        |value: &Value| value.as_object().map(|all| all.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    let mut note =
        ["id", "section", "heading", "text", "correction", "facts", "source_lines", "pages"].map(str::to_owned);
    note.sort();
    assert_eq!(fields(&bank["notes"][0]), note);
    let mut question = [
        "id",
        "section",
        "domain",
        "task",
        "difficulty",
        "choose",
        "facts",
        "notes",
        "as_of",
        "aws_doc",
        "aws_url",
        "snippet",
        "stem",
        "options",
    ]
    .map(str::to_owned);
    question.sort();
    assert_eq!(fields(&bank["questions"][0]), question);
    assert_eq!(fields(&bank["questions"][0]["options"][0]), ["right", "text", "why"]);
    assert!(program.output(&["bank", "check"]).status.success());
    assert!(String::from_utf8_lossy(&program.output(&["bank", "stats"]).stdout).contains("Key position"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_amid_a_hundred_clicks_loses_no_acknowledged_answer() {
    let mut program = Program::start_with(World::study_group("ko").with_more_members(100)).await;
    program.user(0).slash("setup", &[("channel", json!(program.channel.to_string()))]).await;
    program.user(0).slash("round now", &[]).await;
    let post = program.post().await;

    let clicks = (1..=100).map(|number| {
        let (user, post) = (program.user(number), post.clone());
        tokio::spawn(async move { post.answer(&user).await })
    });
    let clicks: Vec<_> = clicks.collect();
    program.discord.wait_until("some are answered", |discord| discord.count("POST", "/callback") > 20).await;
    assert_eq!(program.stop(), Some(0));

    let mut acknowledged = 0;
    for click in clicks {
        let outcome = click.await.expect("an outcome");
        acknowledged += usize::from(outcome.failed().is_none() && outcome.text().contains("정답"));
    }
    let exported = json_of(&program.output(&["export", "--server", &program.guild.to_string()]));
    let kept = exported["answers"].as_array().map_or(0, Vec::len);
    assert!(acknowledged > 0 && kept >= acknowledged, "{acknowledged} acknowledged, {kept} kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_a_newer_version_is_refused_in_one_line() {
    let mut program = Program::start().await;
    assert_eq!(program.stop(), Some(0));
    let database = program.folder.path().join("proctor.db");
    let newer = rusqlite::Connection::open(&database).expect("the database");
    newer.pragma_update(None, "user_version", 99).expect("a version");
    drop(newer);
    let refused = program.output(&["run"]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(2), "{said}");
    let last = said.lines().last().unwrap_or_default();
    let whole = program.folder.path().canonicalize().expect("the folder").join("proctor.db");
    assert!(last.contains("newer proctor") && last.contains(&whole.display().to_string()), "{said}");
}
