//! A click from outside: the time until Discord has the reply, one at a time, 64 in flight and 1,500 at once, against a bare
//! serenity bot that only replies; both as processes of their own, at the same stand-in, in the same run.

mod disk;
mod scene;

use std::path::Path;
use std::time::Duration;

use disk::sync_time;
use sandbox::{Acted, Fault, Trouble};
use scene::{ALONE, Measured, Scene, TOGETHER, bare_program, middle, proctor, status_of, tell_together, was_bare_bot};

const BURST: usize = 1_500;
const AWAY: Duration = Duration::from_millis(200);
const TURNS: usize = 5;

#[tokio::main]
async fn main() {
    if std::env::args().any(|argument| argument == "--test") || was_bare_bot().await {
        return;
    }
    let folder = tempfile::tempdir_in(env!("CARGO_MANIFEST_DIR")).expect("a folder on the project's disk");
    let sync = sync_time(folder.path());
    let members = TURNS * (ALONE + TOGETHER) + BURST + 1;
    let scene = Scene::of(members).await;
    let first = scene.start(proctor(&scene.discord, folder.path())).await;
    let (message, button) = scene.open_round().await;
    scene.stop(first).await;

    let mut turns = Vec::new();
    for turn in 0..TURNS {
        let first = 1 + turn * (ALONE + TOGETHER);
        let bot = scene.start(bare_program(&scene.discord)).await;
        let bare = scene.measure(&bot, message, &button, first).await;
        scene.stop(bot).await;
        let bot = scene.start(proctor(&scene.discord, folder.path())).await;
        turns.push([bare, scene.measure(&bot, message, &button, first).await]);
        scene.stop(bot).await;
    }
    tell(&turns, sync);
    burst(&scene, folder.path(), message, &button, members - BURST).await;
}

/// Tells the middle of the turns; each compares two bots that met the same machine.
fn tell(turns: &[[Measured; 2]], sync: Duration) {
    let middle = |of| middle(turns, of);
    println!(
        "one at a time, p50: bare {:.0} µs, proctor {:.0} µs: {:.1} syncs of {sync:?} more (asked: at most 2)",
        middle(|[bare, _]| bare.alone) * 1e6,
        middle(|[_, ours]| ours.alone) * 1e6,
        middle(|[bare, ours]| ours.alone - bare.alone) / sync.as_secs_f64()
    );
    tell_together(turns, 0.8, 1.25);
}

async fn burst(scene: &Scene, folder: &Path, message: u64, button: &str, first: usize) {
    let bot = scene.start(proctor(&scene.discord, folder)).await;
    let trouble = Trouble::Delay(AWAY);
    scene.discord.make_trouble(Fault { method: "POST", path: "/callback".to_owned(), times: u32::MAX, trouble });
    let pressed: Vec<Acted> = (first..first + BURST).map(|member| scene.press(member, message, button)).collect();
    let (mut times, mut failed) = (Vec::new(), 0);
    for press in &pressed {
        let outcome = press.outcome().await;
        failed += usize::from(outcome.failed().is_some());
        times.extend(outcome.first_after);
    }
    times.sort();
    println!(
        "{BURST} at once, Discord {AWAY:?} away: {failed} failed, p50 {:?}, p99 {:?} (asked: none, p99 < 2 s); at most {} MB",
        times.get(times.len() / 2),
        times.get(times.len() * 99 / 100),
        status_of(&bot, "VmHWM:") / 1_000
    );
    scene.stop(bot).await;
}
