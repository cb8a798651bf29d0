//! A click that comes as a signed request: durable answers against the replies of a bare serenity bot on the gateway, which
//! verifies nothing and keeps nothing; both as processes of their own, at the same stand-in, in the same run.

mod scene;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::Child;
use std::time::Duration;

use scene::{ALONE, Measured, Scene, TOGETHER, bare_program, middle, proctor, quietly, tell_together, was_bare_bot};

const TURNS: usize = 5;

#[tokio::main]
async fn main() {
    if std::env::args().any(|argument| argument == "--test") || was_bare_bot().await {
        return;
    }
    let folder = tempfile::tempdir_in(env!("CARGO_MANIFEST_DIR")).expect("a folder on the project's disk");
    let scene = Scene::of(TURNS * (ALONE + TOGETHER) + 1).await;
    let first = scene.start(proctor(&scene.discord, folder.path())).await;
    let (message, button) = scene.open_round().await;
    scene.stop(first).await;

    let mut turns = Vec::new();
    for turn in 0..TURNS {
        let first = 1 + turn * (ALONE + TOGETHER);
        let bot = scene.start(bare_program(&scene.discord)).await;
        let bare = scene.measure(&bot, message, &button, first).await;
        scene.stop(bot).await;
        let bot = start_by_http(&scene, folder.path()).await;
        turns.push([bare, scene.measure(&bot, message, &button, first).await]);
        scene.discord.use_gateway();
        scene.stop(bot).await;
    }
    tell(&turns);
}

fn tell(turns: &[[Measured; 2]]) {
    let middle = |of| middle(turns, of);
    println!(
        "one at a time, p50: bare {:.0} µs, proctor {:.0} µs",
        middle(|[bare, _]| bare.alone) * 1e6,
        middle(|[_, ours]| ours.alone) * 1e6,
    );
    tell_together(turns, 1.2, 0.8);
}

/// Starts proctor without the gateway, and tells Discord where it is.
async fn start_by_http(scene: &Scene, folder: &Path) -> Child {
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let address = free.local_addr().expect("its address");
    drop(free);
    let mut command = proctor(&scene.discord, folder);
    command.env("PROCTOR_INTERACTIONS", "http").env("PROCTOR_LISTEN", address.to_string());
    command.env("DISCORD_PUBLIC_KEY", scene.discord.public_key());
    let bot = quietly(&mut command).spawn().expect("a bot");
    while !is_reached(scene, address).await {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    bot
}

/// Whether Discord takes the bot's addresses; that for events is there once the bot is.
async fn is_reached(scene: &Scene, address: SocketAddr) -> bool {
    let events = scene.discord.use_endpoint_for_events(&format!("http://{address}/events")).await;
    events.is_ok() && scene.discord.use_endpoint(&format!("http://{address}/interactions")).await.is_ok()
}
