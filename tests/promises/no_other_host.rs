//! With `DISCORD_API_URL` set, no request ever reaches another host, even when the stand-in fails (Linux).

use std::collections::HashSet;
use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sandbox::{Clock, Discord, Fault, Trouble, World};
use serde_json::json;

/// The addresses outside loopback that a process has a socket to, as `/proc` writes them.
fn outside(process: u32) -> HashSet<String> {
    let links = fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten().flatten();
    let targets = links.filter_map(|link| fs::read_link(link.path()).ok()).map(|target| target.display().to_string());
    let inodes: HashSet<String> =
        targets.filter_map(|target| target.strip_prefix("socket:[")?.strip_suffix(']').map(str::to_owned)).collect();
    let mut found = HashSet::new();
    for table in ["tcp", "tcp6", "udp", "udp6"] {
        let text = fs::read_to_string(format!("/proc/{process}/net/{table}")).unwrap_or_default();
        for line in text.lines().skip(1) {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let (Some(remote), Some(inode)) = (fields.get(2), fields.get(9)) else { continue };
            if inodes.contains(*inode) && !is_local(remote) {
                found.insert(format!("{table} {remote}"));
            }
        }
    }
    found
}

/// Whether a remote address is loopback, or none (a listening or unconnected socket).
fn is_local(remote: &str) -> bool {
    let (address, port) = remote.split_once(':').unwrap_or((remote, "0000"));
    let unconnected = port == "0000" && address.chars().all(|c| c == '0');
    // 127.x.x.x in the kernel's byte order, plain or inside an IPv6 address.
    unconnected || address.ends_with("7F") || address == "00000000000000000000000001000000"
}

fn run(discord: &Discord, folder: &tempfile::TempDir) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_proctor"));
    command.arg("run").current_dir(folder.path()).env_clear();
    command.env("DISCORD_API_URL", discord.url()).env("DISCORD_TOKEN", discord.token());
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program")
}

/// Looks at the process's sockets again and again while something happens.
async fn watch(process: u32, found: &mut HashSet<String>, for_so_long: Duration) {
    let begun = Instant::now();
    while begun.elapsed() < for_so_long {
        found.extend(outside(process));
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[test]
fn addresses_are_told_apart() {
    for local in ["0100007F:1F90", "00000000:0000", "0000000000000000FFFF00000100007F:0050"] {
        assert!(is_local(local), "{local}");
    }
    assert!(!is_local("8B859FA2:01BB"), "162.159.133.139");
}

#[tokio::test(flavor = "multi_thread")]
#[cfg_attr(not(target_os = "linux"), ignore = "needs the sockets that Linux shows in /proc")]
async fn a_failing_stand_in_sends_nobody_to_discord() {
    let discord = Discord::start(World::study_group("ko"), Clock::system()).await;
    let fails = |path: &str, times| Fault {
        method: "GET",
        path: path.to_owned(),
        times,
        trouble: Trouble::Status(500, json!({ "message": "500", "code": 0 })),
    };
    discord.make_trouble(fails("/gateway", 2));
    let folder = tempfile::tempdir().expect("a folder");
    let mut child = run(&discord, &folder);
    let mut found = HashSet::new();
    watch(child.id(), &mut found, Duration::from_millis(1_500)).await;
    discord.end_trouble();
    discord.wait_ready().await;

    // The gateway goes away, and its address fails while the bot comes back.
    discord.make_trouble(fails("/gateway", 2));
    discord.end_session();
    discord.drop_gateway();
    watch(child.id(), &mut found, Duration::from_millis(1_500)).await;

    child.kill().expect("a kill");
    child.wait().expect("an end");
    assert_eq!(found, HashSet::new());
}
