//! Counts what the bot does, for those who watch it.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::Instant;

use super::health::Health;
use crate::actions::record_delivery::Ended;
use crate::discord::handled::{Counter, Handled};
use crate::discord::outbox::Brought;
use crate::domain::delivery::DeliveryKind;
use crate::domain::round::Punctuality;

/// What a member did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InteractionKind {
    /// Sent a command.
    Command,
    /// Typed an option that is completed.
    Autocomplete,
    /// Pressed a button or picked from a menu.
    Component,
    /// Sent a form.
    Form,
}

const KINDS: [(InteractionKind, &str); 4] = [
    (InteractionKind::Command, "command"),
    (InteractionKind::Autocomplete, "autocomplete"),
    (InteractionKind::Component, "component"),
    (InteractionKind::Form, "form"),
];

/// All counts since the program started, and the health of its parts.
#[derive(Debug)]
pub struct Metrics {
    /// Whether the bot does its work.
    pub health: Health,
    handled: Arc<Handled>,
    /// Rounds that were posted in time.
    pub posts: Counter,
    /// Rounds that were posted late.
    pub late_posts: Counter,
    /// Rounds that were skipped.
    pub skips: Counter,
    /// Attempts to post that failed.
    pub post_failures: Counter,
    /// Steps of the computer's clock.
    pub clock_steps: Counter,
    /// Events and interactions that could not be read.
    pub unread_events: Counter,
    /// Requests that Discord had not signed.
    pub unsigned_requests: Counter,
    interactions: [Counter; 4],
    slowest_millis: [AtomicU64; 4],
}

impl Metrics {
    /// Nothing counted yet, in a program that starts now. What becomes of interactions is counted by those who answer them.
    pub fn new(now: Instant, handled: Arc<Handled>) -> Self {
        Self {
            health: Health::new(now),
            handled,
            posts: Counter::default(),
            late_posts: Counter::default(),
            skips: Counter::default(),
            post_failures: Counter::default(),
            clock_steps: Counter::default(),
            unread_events: Counter::default(),
            unsigned_requests: Counter::default(),
            interactions: Default::default(),
            slowest_millis: Default::default(),
        }
    }

    /// Counts what became of a round's post.
    pub fn brought(&self, brought: &Brought) {
        if brought.kind != DeliveryKind::Post {
            return;
        }
        match brought.ended {
            Ended::Done(Punctuality::OnTime) => self.posts.count(),
            Ended::Done(Punctuality::Late) => self.late_posts.count(),
            Ended::Later | Ended::GivenUp => self.post_failures.count(),
        }
    }

    /// Counts a day without a round.
    pub fn skipped(&self) {
        self.skips.count();
    }

    /// Takes note that the scheduler looked for work.
    pub fn scheduler_ticked(&self) {
        self.health.note_tick(Instant::now());
    }

    /// Counts an interaction, and the time from hearing of it to having answered.
    pub fn count_interaction(&self, kind: InteractionKind, took: Duration) {
        let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        self.interactions[kind as usize].count();
        self.slowest_millis[kind as usize].fetch_max(millis, Ordering::Relaxed);
    }

    /// All numbers in the form that Prometheus reads, with the queue that the store keeps, how often it tried again and
    /// the rows that it set aside, as far as it could tell.
    pub fn text(&self, (writer_queue, retries): (usize, u64), set_aside: Option<u64>) -> String {
        let mut text = String::new();
        for (name, counter) in self.counters() {
            line(&mut text, &format!("proctor_{name}_total"), "counter", &[("", counter.total())]);
        }
        let counts = KINDS.map(|(kind, label)| (label, self.interactions[kind as usize].total()));
        line(&mut text, "proctor_interactions_total", "counter", &counts);
        let slowest = KINDS.map(|(kind, label)| (label, self.slowest_millis[kind as usize].load(Ordering::Relaxed)));
        line(&mut text, "proctor_interaction_slowest_milliseconds", "gauge", &slowest);
        if self.health.needs_gateway() {
            let (shards, gone) = self.health.shards();
            line(&mut text, "proctor_gateway_shards", "gauge", &[("", shards as u64)]);
            line(&mut text, "proctor_gateway_connected", "gauge", &[("", (shards - gone.len()) as u64)]);
            line(&mut text, "proctor_gateway_gaps_total", "counter", &[("", self.health.gateway_gaps())]);
        }
        line(&mut text, "proctor_writer_queue", "gauge", &[("", writer_queue as u64)]);
        line(&mut text, "proctor_writer_retries_total", "counter", &[("", retries)]);
        line(&mut text, "proctor_clock_off_seconds", "gauge", &[("", self.health.clock_ahead().unsigned_abs())]);
        if let Some(rows) = set_aside {
            line(&mut text, "proctor_rows_set_aside", "gauge", &[("", rows)]);
        }
        text
    }

    fn counters(&self) -> [(&'static str, &Counter); 10] {
        [
            ("answers", &self.handled.answers),
            ("refusals", &self.handled.refusals),
            ("posts", &self.posts),
            ("late_posts", &self.late_posts),
            ("skips", &self.skips),
            ("post_failures", &self.post_failures),
            ("interaction_failures", &self.handled.failures),
            ("clock_steps", &self.clock_steps),
            ("unread_events", &self.unread_events),
            ("unsigned_requests", &self.unsigned_requests),
        ]
    }
}

fn line(text: &mut String, name: &str, kind: &str, values: &[(&str, u64)]) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "# TYPE {name} {kind}");
    for (label, value) in values {
        let label = if label.is_empty() { String::new() } else { format!("{{kind=\"{label}\"}}") };
        let _ = writeln!(text, "{name}{label} {value}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happens_is_counted() {
        let metrics = Metrics::new(Instant::now(), Arc::default());

        metrics.handled.answers.count();
        metrics.count_interaction(InteractionKind::Component, Duration::from_millis(40));
        metrics.count_interaction(InteractionKind::Component, Duration::from_millis(7));

        let text = metrics.text((3, 5), Some(2));
        for line in [
            "proctor_answers_total 1",
            "proctor_posts_total 0",
            "proctor_interactions_total{kind=\"component\"} 2",
            "proctor_interaction_slowest_milliseconds{kind=\"component\"} 40",
            "proctor_gateway_connected 0",
            "proctor_writer_queue 3",
            "proctor_writer_retries_total 5",
            "proctor_rows_set_aside 2",
        ] {
            assert!(text.lines().any(|written| written == line), "{line} is not in\n{text}");
        }
    }
}
