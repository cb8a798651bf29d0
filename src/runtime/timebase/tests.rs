//! A machine whose clock goes wrong in every way, and what is believed of it.

use super::*;

/// Two clocks that a test moves.
struct Machine {
    base: Timebase,
    reading: Reading,
}

impl Machine {
    fn start() -> Self {
        let wall = "2026-11-24T00:00:00Z".parse().expect("an instant");
        let reading = Reading { wall, running: Duration::from_hours(5) };
        Self { base: Timebase::new(reading), reading }
    }

    /// Time goes by on both clocks.
    fn goes_on(&mut self, seconds: u32) {
        self.reading.wall += TimeDelta::seconds(seconds.into());
        self.reading.running += Duration::from_secs(seconds.into());
    }

    fn steps(&mut self, seconds: i64) {
        self.reading.wall += TimeDelta::seconds(seconds);
    }

    /// How far the program's time is from the start's, in seconds.
    fn seconds(&mut self) -> i64 {
        (self.base.now(self.reading) - Self::start().reading.wall).num_seconds()
    }

    fn hears(&mut self, seconds: i64) -> Certainty {
        self.base.hear(Self::start().reading.wall + TimeDelta::seconds(seconds), self.reading)
    }
}

#[test]
fn small_corrections_are_followed_and_are_no_steps() {
    let mut machine = Machine::start();
    for _ in 0..100 {
        machine.goes_on(10);
        machine.steps(-5);
        machine.seconds();
    }
    assert_eq!((machine.seconds(), machine.base.steps), (500, 0));
}

#[test]
fn a_step_is_followed_when_it_held_for_ten_minutes_and_not_a_second_before() {
    for step in [61, -61, 3_600, -86_400, 300 * 86_400] {
        let mut machine = Machine::start();
        machine.steps(step);
        assert_eq!(machine.seconds(), 0);
        machine.goes_on(599);
        assert_eq!(machine.seconds(), 599, "{step}");
        machine.goes_on(1);
        assert_eq!(machine.seconds(), 600 + step, "{step}");
        assert_eq!((machine.base.take_went_back(), machine.base.doubt()), (step < 0, None));
    }
}

#[test]
fn a_step_that_goes_back_leaves_nothing() {
    let mut machine = Machine::start();
    machine.steps(3_600);
    machine.goes_on(300);
    assert_eq!(machine.seconds(), 300);
    machine.steps(-3_600);
    assert_eq!((machine.seconds(), machine.base.doubt()), (300, None));
    machine.steps(3_600);
    machine.goes_on(400);
    assert_eq!((machine.seconds(), machine.base.steps), (700, 2), "its time is counted anew");
}

#[test]
fn discord_confirms_a_step_at_once() {
    let mut machine = Machine::start();
    machine.steps(7_200);
    assert_eq!(machine.seconds(), 0);
    assert_eq!(machine.hears(7_100), Certainty::Clear);
    assert_eq!((machine.seconds(), machine.base.doubt()), (7_200, None));
}

#[test]
fn while_discord_says_that_a_step_is_wrong_it_is_never_followed() {
    let mut machine = Machine::start();
    machine.steps(7_200);
    machine.hears(0);
    machine.goes_on(86_400);
    assert_eq!(machine.seconds(), 86_400);
    assert!(machine.base.doubt().is_some_and(|doubt| doubt.is_wrong));
    // Another step on top of it is judged for itself.
    machine.steps(3_600);
    machine.seconds();
    assert!(machine.base.doubt().is_some_and(|doubt| !doubt.is_wrong));
}

#[test]
fn a_clock_that_is_always_wrong_is_left_for_discords_when_that_is_said_twice() {
    for off in [900, -900, 300 * 86_400] {
        let mut machine = Machine::start();
        assert_eq!(machine.hears(-off), Certainty::Unsure);
        assert_eq!(machine.seconds(), 0, "one odd answer moves nothing");
        assert!(!machine.base.is_vouched_for(machine.reading));
        assert_eq!(machine.hears(-off), Certainty::Clear);
        machine.goes_on(86_400);
        assert_eq!(machine.seconds(), 86_400 - off);
        assert_eq!(machine.base.doubt().map(|doubt| doubt.ahead.num_seconds()), Some(off));
        assert!(machine.base.is_vouched_for(machine.reading));
    }
}

#[test]
fn a_clock_at_the_edge_of_agreement_does_not_move_the_time_to_and_fro() {
    let mut machine = Machine::start();
    machine.hears(-121);
    machine.hears(-121);
    for late in [-120, -122, -120] {
        machine.hears(late);
        assert_eq!(machine.seconds(), -121);
    }
}

#[test]
fn two_odd_answers_that_differ_move_nothing() {
    let mut machine = Machine::start();
    assert_eq!(machine.hears(5_000), Certainty::Unsure);
    assert_eq!(machine.hears(9_000), Certainty::Unsure);
    assert_eq!(machine.hears(10), Certainty::Clear);
    assert_eq!(machine.hears(9_000), Certainty::Unsure);
    assert_eq!(machine.seconds(), 0);
}

#[test]
fn that_the_time_went_back_is_known_though_it_had_gone_forward_before() {
    let mut machine = Machine::start();
    machine.steps(86_400);
    machine.seconds();
    machine.goes_on(600);
    assert_eq!(machine.seconds(), 87_000);
    machine.hears(600);
    machine.hears(600);
    assert_eq!(machine.seconds(), 600);
    assert!(machine.base.take_went_back() && !machine.base.take_went_back());
}

#[test]
fn a_computer_that_slept_is_healed_by_discord() {
    let mut machine = Machine::start();
    // Nothing but the wall clock went on.
    machine.steps(8 * 3_600);
    assert_eq!(machine.seconds(), 0);
    machine.hears(8 * 3_600);
    assert_eq!(machine.seconds(), 8 * 3_600);
}

#[test]
fn nothing_vouches_for_the_first_ten_minutes_but_discord() {
    let mut machine = Machine::start();
    machine.goes_on(599);
    assert!(!machine.base.is_vouched_for(machine.reading));
    machine.goes_on(1);
    assert!(machine.base.is_vouched_for(machine.reading));
    let mut machine = Machine::start();
    machine.hears(0);
    assert!(machine.base.is_vouched_for(machine.reading));
}
