//! The real program under a wall clock that a file steps.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use sandbox::{Discord, World};
use tempfile::TempDir;

use super::computer::health_at;
use crate::study::free_address;

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

/// Steps the clock of a program of its own, and back.
async fn a_step_and_back(offset: &'static str) {
    let world = World::study_group("ko");
    let guild = world.guild_ids()[0];
    let (channel, owner) = (world.channel_ids(guild)[1], world.user_ids(guild)[0]);
    let program = Faked::start(world).await;
    let owner = program.discord.user(owner, channel).speaking("ko");
    owner.slash("setup", &[]).await;
    owner.slash("round now", &[]).await;
    program.discord.wait_until("the post is there", |discord| discord.messages(channel).len() == 1).await;

    program.step_to(offset);
    program.warns(true).await;
    // Longer than the scheduler sleeps: it has looked by the new time.
    tokio::time::sleep(Duration::from_secs(11)).await;
    assert_eq!(program.discord.messages(channel).len(), 1, "{offset}: nothing closed, revealed or posted");
    program.step_to("+0");
    program.warns(false).await;
    let list = owner.slash("round list", &[]).await.text();
    assert!(!list.contains("건너뜀"), "{offset}: {list}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs faketime"]
async fn the_real_program_goes_on_by_the_time_before_a_step() {
    assert!(Path::new(FAKETIME).exists(), "{FAKETIME} is not there");
    // Side by side: the program looks at its clock every ten seconds, so that each takes half a minute.
    let all: Vec<_> = ["+25h", "-25h", "+31d", "+300d"].map(|offset| tokio::spawn(a_step_and_back(offset))).into();
    for one in all {
        one.await.expect("a good end");
    }
}
