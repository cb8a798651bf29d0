//! Keeps the time right: asks Discord what time it is, tells of a wrong clock, and has planned anew what a wrong time
//! had planned.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::bot::Bot;
use super::clock::Clock;
use super::timebase::Certainty;
use crate::actions::plan_anew::{Reason, plan_anew};
use crate::store::StoreError;
use rest::Rest;

/// How long Discord is asked for the time.
const ASK_WITHIN: Duration = Duration::from_secs(10);

/// Discord is asked once in so many looks at the clock while all is well: every ten minutes.
const LOOKS_WHEN_WELL: u32 = 60;

/// The same while Discord says that the clock is wrong: every minute.
const LOOKS_WHEN_WRONG: u32 = 6;

/// How many schedules are planned anew at once, so that no click waits for it.
const SCHEDULES_AT_ONCE: u32 = 100;

/// Asks Discord what time it is; twice when it agrees with neither the clock nor the time before.
pub(super) async fn ask(clock: &Clock, rest: &Rest) {
    for _ in 0..2 {
        if !clock.is_watched() {
            return;
        }
        let began = Instant::now();
        // What it answers is of no interest: a refusal has a date too.
        let _ = rest.gateway(began + ASK_WITHIN).await;
        let heard = rest.discord_time().filter(|heard| heard.at >= began);
        let verdict = heard.map(|heard| clock.hear(heard.now(Instant::now())));
        if verdict != Some(Certainty::Unsure) {
            return;
        }
    }
}

/// Watches the clock until the program ends.
pub(super) async fn keep(bot: Bot) {
    mend(&bot, Reason::Start).await;
    if !bot.clock.is_watched() {
        return;
    }
    let mut asked = Instant::now();
    while !bot.shutdown.has_begun() {
        // A look, so that a step is seen even when nobody asks for the time.
        bot.clock.now();
        tell(&bot);
        let looks = match bot.clock.doubt() {
            None => LOOKS_WHEN_WELL,
            Some(doubt) if doubt.is_wrong => LOOKS_WHEN_WRONG,
            Some(_) => 0,
        };
        if asked.elapsed() >= bot.clock.look_again() * looks {
            asked = Instant::now();
            ask(&bot.clock, &bot.app.rest).await;
            tell(&bot);
        }
        if bot.clock.take_went_back() {
            bot.scheduler.between_looks(mend(&bot, Reason::WentBack)).await;
            bot.scheduler.wake();
        }
        tokio::select! {
            () = sleep(bot.clock.look_again()) => {}
            () = bot.clock.stepped() => {}
            () = bot.shutdown.begun() => {}
        }
    }
}

fn tell(bot: &Bot) {
    let doubt = bot.clock.doubt();
    bot.metrics.health.note_clock(doubt);
    bot.metrics.clock_steps.set(bot.clock.steps());
    bot.app.computer_clock.note_ahead(doubt.map_or_else(Default::default, |doubt| doubt.ahead));
}

async fn mend(bot: &Bot, reason: Reason) {
    if let Err(error) = plan_all_anew(bot, reason).await {
        tracing::error!(%error, "could not plan anew what a wrong time had planned");
    }
}

async fn plan_all_anew(bot: &Bot, reason: Reason) -> Result<(), StoreError> {
    let now = bot.clock.now();
    let mut last = None;
    loop {
        last = bot.app.store.write(move |tx| plan_anew(tx, reason, last, SCHEDULES_AT_ONCE, now)).await?;
        if last.is_none() || bot.shutdown.has_begun() {
            return Ok(());
        }
    }
}
