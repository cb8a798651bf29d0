//! What a test waits for before it counts: a second effect would have shown by then.

use crate::engine::Beside;
use std::time::{Duration, Instant};

use chrono::TimeDelta;

use super::Study;

impl Study {
    /// Time goes on; at the end all that became due has been tried, and what followed from that too.
    pub(crate) async fn pass(&self, time: TimeDelta) {
        self.discord.clock().advance(time);
        let database = Beside::open(&self.database());
        let busy = "select exists (select 1 from delivery where state in ('due', 'sending') and (try_at <= ?1 or lease_until > ?1) \
                    and not exists (select 1 from set_aside where what = 'delivery' and row_id = delivery_id)) \
                    or exists (select 1 from schedule join server using (server_id) where due_at <= ?1 and paused = 0 and removed_at is null \
                    and not exists (select 1 from set_aside where what = 'schedule' and row_id = schedule_id)) \
                    or exists (select 1 from round where state = 'open' and closes_at + 5000 <= ?1 \
                    and not exists (select 1 from set_aside where what = 'round' and row_id = round_id))";
        let begun = Instant::now();
        let now = self.discord.clock().now().timestamp_millis();
        let busy = busy.replace("?1", &now.to_string());
        while database.number(&busy) > 0 {
            assert!(begun.elapsed() < Duration::from_mins(1), "the bot never comes to rest");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Waits until the database answers a question with yes.
    pub(crate) async fn until(&self, sql: &str) {
        let database = Beside::open(&self.database());
        let begun = Instant::now();
        while database.number(sql) == 0 {
            assert!(begun.elapsed() < Duration::from_mins(1), "never: {sql}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Waits until the bot has compared its commands with Discord's, and has done what follows.
    pub(crate) async fn commands_are_looked_at(&self) {
        let path = format!("/applications/{}/commands", self.discord.application_id());
        // A look begins when the one before is over.
        for _ in 0..2 {
            let looks = self.discord.count("GET", &path);
            self.discord.say_ready_again();
            self.discord.wait_until("it has looked", |discord| discord.count("GET", &path) > looks).await;
        }
    }
}
