//! Keeps the whole program below Discord's limit of fifty requests a second, and lets the more urgent go first.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

/// The time between two requests: 45 a second, which leaves room for other programs with the same token.
const STEP: Duration = Duration::from_micros(1_000_000 / 45);

/// How many moments that a busy machine missed are made up for, so that no second sees more than fifty.
const MADE_UP: u32 = 3;

/// Whom a request is for. When more is to be sent than may be, the more urgent go first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Urgency {
    /// Someone waits for its answer.
    Interaction,
    /// A channel waits for it.
    #[default]
    Post,
    /// It matters little when it comes: a count, a board.
    Later,
}

/// One request in line.
#[derive(Debug)]
pub(crate) struct Place {
    urgency: Urgency,
    /// Given when it lines up, at that moment.
    number: Option<(u64, Instant)>,
    /// Called when it may have become the first.
    pub(crate) call: Arc<Notify>,
}

impl Place {
    pub(crate) fn new(urgency: Urgency) -> Self {
        Self { urgency, number: None, call: Arc::default() }
    }
}

/// When a request in line may go.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Now.
    Go,
    /// At this moment, as the next one.
    Next(Instant),
    /// After others.
    Behind,
}

/// The line for all routes together but those of interactions.
#[derive(Debug, Default)]
pub(crate) struct Budget {
    next: Option<Instant>,
    lines: [VecDeque<(u64, Arc<Notify>)>; 3],
    numbers: u64,
}

impl Budget {
    /// Lines up, and says when the request may go; an error is when its moment would come, as that is after `until`.
    pub(crate) fn ask(&mut self, place: &mut Place, now: Instant, until: Instant) -> Result<Step, Instant> {
        let ahead = self.ahead(place, now);
        let first = self.next.map_or(now, |next| next.max(now));
        let moment = first + STEP * ahead;
        if moment > until {
            return Err(moment);
        }
        Ok(match ahead {
            0 if first <= now => Step::Go,
            0 => Step::Next(first),
            _ => Step::Behind,
        })
    }

    /// Takes the moment that [`Step::Go`] gave.
    pub(crate) fn take(&mut self, place: &mut Place, now: Instant) {
        // Timers come late; the time between two requests that wait does not grow by that.
        let since = place.number.map_or(now, |(_, since)| since);
        let earliest = now.checked_sub(STEP * MADE_UP).map_or(since, |earliest| earliest.max(since));
        self.next = Some(self.next.map_or(earliest, |next| next.max(earliest)) + STEP);
        self.leave(place);
    }

    /// Leaves the line, if it stands in it, and calls who is the first then.
    pub(crate) fn leave(&mut self, place: &mut Place) {
        let Some((number, _)) = place.number.take() else {
            return;
        };
        let line = &mut self.lines[place.urgency as usize];
        if let Ok(at) = line.binary_search_by_key(&number, |(number, _)| *number) {
            line.remove(at);
        }
        if let Some((_, call)) = self.lines.iter().find_map(VecDeque::front) {
            call.notify_one();
        }
    }

    /// Lets nobody go before `ends`, as a global refusal said; those who wait then go one by one.
    pub(crate) fn hold(&mut self, ends: Instant) {
        self.next = self.next.max(Some(ends));
    }

    /// How many go before this one, which lines up if it has not.
    fn ahead(&mut self, place: &mut Place, now: Instant) -> u32 {
        let (more_urgent, rest) = self.lines.split_at_mut(place.urgency as usize);
        let line = &mut rest[0];
        let (number, _) = *place.number.get_or_insert_with(|| {
            self.numbers += 1;
            line.push_back((self.numbers, Arc::clone(&place.call)));
            (self.numbers, now)
        });
        let before = line.partition_point(|(other, _)| *other < number);
        u32::try_from(more_urgent.iter().map(VecDeque::len).sum::<usize>() + before).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lets all in line go, each at its moment; says who went when.
    fn run(
        budget: &mut Budget,
        places: &mut Vec<(&'static str, Place)>,
        mut now: Instant,
    ) -> Vec<(&'static str, Instant)> {
        let until = now + Duration::from_mins(10);
        let mut gone = Vec::new();
        while !places.is_empty() {
            let mut step = None;
            for at in 0..places.len() {
                match budget.ask(&mut places[at].1, now, until).unwrap() {
                    Step::Go => {
                        let (name, mut place) = places.remove(at);
                        budget.take(&mut place, now);
                        gone.push((name, now));
                        step = Some(now);
                        break;
                    }
                    Step::Next(moment) => step = Some(moment),
                    Step::Behind => {}
                }
            }
            now = step.expect("one is the next");
        }
        gone
    }

    fn place(name: &'static str, urgency: Urgency) -> (&'static str, Place) {
        (name, Place::new(urgency))
    }

    #[test]
    fn no_second_sees_more_than_46_requests() {
        let (mut budget, now) = (Budget::default(), Instant::now());
        let mut places = (0..200).map(|_| place("", Urgency::Post)).collect();

        let gone = run(&mut budget, &mut places, now);

        assert_eq!(gone[0].1, now, "a lone request does not wait");
        for pair in gone.windows(47) {
            assert!(pair[46].1 - pair[0].1 >= Duration::from_secs(1));
        }
        assert!(gone[199].1 - now < Duration::from_millis(4_500), "not one moment is lost");
    }

    #[test]
    fn a_late_timer_does_not_slow_the_line() {
        let (mut budget, mut now) = (Budget::default(), Instant::now());
        let start = now;

        for _ in 0..450 {
            let mut place = Place::new(Urgency::Post);
            let until = now + Duration::from_mins(1);
            if let Ok(Step::Next(moment)) = budget.ask(&mut place, now, until) {
                now = moment + Duration::from_millis(2);
            }
            assert_eq!(budget.ask(&mut place, now, until), Ok(Step::Go));
            budget.take(&mut place, now);
        }

        assert!(now - start < Duration::from_millis(10_010));
    }

    #[test]
    fn a_quiet_hour_is_not_made_up_for() {
        let (mut budget, now) = (Budget::default(), Instant::now());
        run(&mut budget, &mut vec![place("", Urgency::Post)], now);

        let later = now + Duration::from_hours(1);
        let gone = run(&mut budget, &mut (0..3).map(|_| place("", Urgency::Post)).collect(), later);

        assert_eq!(gone.iter().map(|(_, at)| *at - later).collect::<Vec<_>>(), [Duration::ZERO, STEP, STEP * 2]);
    }

    #[test]
    fn the_more_urgent_go_first_and_nobody_overtakes_his_like() {
        let (mut budget, now) = (Budget::default(), Instant::now());
        let mut places = vec![
            place("count", Urgency::Later),
            place("post", Urgency::Post),
            place("board", Urgency::Later),
            place("look", Urgency::Interaction),
            place("second post", Urgency::Post),
        ];
        for (_, place) in &mut places {
            budget.ask(place, now, now + Duration::from_mins(1)).unwrap();
        }

        let gone = run(&mut budget, &mut places, now);

        let names: Vec<_> = gone.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["look", "post", "second post", "count", "board"]);
    }

    #[test]
    fn a_moment_beyond_the_patience_is_not_waited_for() {
        let (mut budget, now) = (Budget::default(), Instant::now());
        let (mut first, mut second) = (Place::new(Urgency::Post), Place::new(Urgency::Post));

        assert_eq!(budget.ask(&mut first, now, now), Ok(Step::Go));
        budget.take(&mut first, now);

        assert_eq!(budget.ask(&mut second, now, now), Err(now + STEP));
        assert_eq!(budget.ask(&mut second, now, now + STEP), Ok(Step::Next(now + STEP)));
    }

    #[tokio::test]
    async fn who_leaves_the_line_calls_the_next() {
        let (mut budget, now) = (Budget::default(), Instant::now());
        let until = now + Duration::from_mins(1);
        budget.hold(now + STEP);
        let (mut first, mut second) = (Place::new(Urgency::Post), Place::new(Urgency::Later));
        assert_eq!(budget.ask(&mut first, now, until), Ok(Step::Next(now + STEP)));
        assert_eq!(budget.ask(&mut second, now, until), Ok(Step::Behind));

        budget.leave(&mut first);

        second.call.notified().await;
        assert_eq!(budget.ask(&mut second, now, until), Ok(Step::Next(now + STEP)));
    }

    #[test]
    fn a_global_refusal_holds_everybody() {
        let (mut budget, now) = (Budget::default(), Instant::now());
        let (mut place, ends) = (Place::new(Urgency::Interaction), now + Duration::from_secs(3));
        assert_eq!(budget.ask(&mut place, now, ends), Ok(Step::Go));

        budget.hold(ends);

        assert_eq!(budget.ask(&mut place, now, ends), Ok(Step::Next(ends)));
        assert_eq!(budget.ask(&mut place, ends, ends), Ok(Step::Go));
    }
}
