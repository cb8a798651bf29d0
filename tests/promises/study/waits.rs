//! What waits: a close for answers that are on their way, and reads for a disk that stands still.

use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};

use proctor::domain::round::ON_THE_WAY;

use super::Study;

impl Study {
    /// Has the owner close the newest open round, and time go on until no answer can be on its way to it any more.
    pub(crate) async fn close_early(&self) -> sandbox::Outcome {
        let closed = self.confirmed("round close", &[]).await;
        self.discord.clock().advance(ON_THE_WAY);
        closed
    }

    /// Has the bot's reads of its database wait until what is returned is dropped.
    pub(crate) fn hold_reads(&self) -> Sender<()> {
        let (held, wait) = channel();
        let wait = Arc::new(Mutex::new(wait));
        let (_, _, runtime) = self.bot.as_ref().expect("a running bot");
        // As many as a runtime has threads for them.
        for _ in 0..512 {
            let wait = Arc::clone(&wait);
            // One waits for the end, the others for that one.
            runtime.spawn_blocking(move || wait.lock().is_ok_and(|wait| wait.recv().is_err()));
        }
        held
    }
}
