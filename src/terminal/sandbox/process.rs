//! The bot as a process of its own would be: it can be stopped, and killed with nothing finished.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sandbox::Discord;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Mutex;
use tokio::task::JoinHandle;

use super::draft::Draft;
use crate::runtime::clock::Clock;
use crate::runtime::config::Config;
use crate::runtime::exit::Exit;
use crate::runtime::run::run;
use crate::runtime::secret::Secret;
use crate::runtime::settings::{Setting, Settings};
use crate::runtime::shutdown::Shutdown;

/// How soon the bot notices that its clock was moved.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// How long a killed bot's threads may take to end.
const KILL_WITHIN: Duration = Duration::from_secs(5);

/// How long a start may take.
const READY_WITHIN: Duration = Duration::from_secs(10);

struct Running {
    shutdown: Shutdown,
    task: JoinHandle<Result<(), Exit>>,
    runtime: Runtime,
}

/// The one bot of the sandbox, running or not.
pub(super) struct BotProcess {
    discord: Discord,
    database: PathBuf,
    draft: Arc<Draft>,
    running: Mutex<Option<Running>>,
    killed: AtomicBool,
}

impl BotProcess {
    pub(super) fn new(discord: Discord, database: PathBuf, draft: Arc<Draft>) -> Self {
        Self { discord, database, draft, running: Mutex::new(None), killed: AtomicBool::new(false) }
    }

    /// Starts the bot and waits until it is connected; one that runs already is left alone.
    pub(super) async fn start(&self) -> Result<(), Exit> {
        let mut running = self.running.lock().await;
        self.killed.store(false, Ordering::Relaxed);
        if running.is_some() {
            return Ok(());
        }
        let settings = Settings::default().with(Setting::Database, self.database.display().to_string());
        let settings = settings.with(Setting::ApiUrl, self.discord.url());
        let settings = match self.draft.sound() {
            Some(folder) => settings.with(Setting::Bank, folder.display().to_string()),
            None => settings,
        };
        let config = Config::check(&settings)?;
        let stand_in = self.discord.clock();
        let clock = Clock::moved_by_hand(Arc::new(move || stand_in.now()), LOOK_AGAIN);
        let (shutdown, token) = (Shutdown::default(), Secret::new(self.discord.token()));
        let ends = shutdown.clone();
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(|error| Exit::Failed(format!("cannot start the bot: {error}")))?;
        let before = self.discord.connections();
        let mut task = runtime.spawn(async move { run(&config, &token, clock, ends).await });
        let ready = async {
            while self.discord.connections() == before || self.discord.commands().is_empty() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::select! {
            ended = &mut task => {
                runtime.shutdown_background();
                return ended.map_err(|error| Exit::Failed(error.to_string()))?;
            }
            _ = tokio::time::timeout(READY_WITHIN, ready) => {}
        }
        *running = Some(Running { shutdown, task, runtime });
        Ok(())
    }

    /// Stops the bot in good order.
    pub(super) async fn stop(&self) {
        if let Some(Running { shutdown, task, runtime }) = self.running.lock().await.take() {
            shutdown.begin();
            // Whatever it ended with was logged by itself.
            let _ = task.await;
            runtime.shutdown_background();
        }
    }

    /// Whether it was killed and not started since.
    pub(super) fn is_killed(&self) -> bool {
        self.killed.load(Ordering::Relaxed)
    }

    /// Ends the bot as SIGKILL does: nothing is finished.
    pub(super) async fn kill(&self) {
        self.killed.store(true, Ordering::Relaxed);
        if let Some(Running { runtime, .. }) = self.running.lock().await.take() {
            // The threads end in the background when they take longer.
            let _ = tokio::task::spawn_blocking(move || runtime.shutdown_timeout(KILL_WITHIN)).await;
        }
    }
}
