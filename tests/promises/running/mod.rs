//! The real program as a process of its own, with its log, its health and its metrics.

use std::fs::File;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use sandbox::Discord;
use serde_json::Value;
use tempfile::TempDir;

/// How long a test waits for what a program says.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program that runs against a stand-in; it ends with the test.
pub(crate) struct Running {
    command: Command,
    child: Child,
    folder: TempDir,
    address: String,
}

impl Running {
    pub(crate) fn start(discord: &Discord) -> Self {
        Self::start_with(discord, &[])
    }

    /// Starts it with more settings.
    pub(crate) fn start_with(discord: &Discord, settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port").local_addr().expect("an address");
        let address = port.to_string();
        let mut command = Command::new(env!("CARGO_BIN_EXE_proctor"));
        command.arg("run").current_dir(folder.path()).env_clear();
        command.env("DISCORD_API_URL", discord.url()).env("DISCORD_TOKEN", discord.token());
        command.env("PROCTOR_LISTEN", &address).envs(settings.iter().copied());
        let child = spawn(&mut command, &folder);
        Self { command, child, folder, address }
    }

    /// Kills it and starts it anew; its log begins anew too.
    pub(crate) fn restart(&mut self) {
        self.child.kill().expect("an end");
        self.child.wait().expect("an end");
        self.child = spawn(&mut self.command, &self.folder);
    }

    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).expect("a log")
    }

    pub(crate) async fn wait_for_log(&self, text: &str) {
        let said = async {
            while !self.log().contains(text) {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let said = tokio::time::timeout(PATIENCE, said).await;
        assert!(said.is_ok(), "{text:?} is not in the log:\n{}", self.log());
    }

    /// Waits for the program to end by itself; its exit code.
    pub(crate) async fn end(&mut self) -> Option<i32> {
        let mut left = PATIENCE.as_millis() / 20;
        loop {
            if let Some(status) = self.child.try_wait().expect("a status") {
                return status.code();
            }
            assert!(left > 0, "it did not end:\n{}", self.log());
            left -= 1;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The time that the processors have spent on it so far (Linux; zero elsewhere).
    pub(crate) fn cpu_time(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
        // User and system time in hundredths of a second, the 14th and 15th field.
        let ticks: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
        Duration::from_millis(ticks * 10)
    }

    async fn get(&self, path: &str) -> String {
        let answer = reqwest::get(format!("http://{}{path}", self.address)).await.expect("an answer");
        answer.text().await.expect("a text")
    }

    pub(crate) async fn health(&self) -> Value {
        serde_json::from_str(&self.get("/health").await).expect("JSON")
    }

    pub(crate) async fn wait_for_metric(&self, line: &str) {
        let said = async {
            while !self.get("/metrics").await.lines().any(|written| written == line) {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let said = tokio::time::timeout(PATIENCE, said).await;
        assert!(said.is_ok(), "{line} is not in\n{}", self.get("/metrics").await);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // The test is over either way.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn spawn(command: &mut Command, folder: &TempDir) -> Child {
    let log = File::create(folder.path().join("log")).expect("a log");
    command.stdout(Stdio::null()).stderr(Stdio::from(log)).spawn().expect("the program")
}
