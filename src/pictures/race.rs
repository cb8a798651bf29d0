//! A season's race: the points of the first ten from day to day, each line with its sign and its name.

use super::canvas::{Anchor, Canvas, Ink, Sign, Stroke};
use super::lettering::{Weight, cut, drawable, width};
use super::palette;

/// What is drawn, with its words in the readers' language.
#[derive(Debug, Clone, Default)]
pub struct RacePicture {
    /// What the race was for.
    pub title: String,
    /// When; may be empty.
    pub about: String,
    /// Who ran, from the first on; the first ten are drawn.
    pub runners: Vec<Runner>,
    /// The days that are named, counted from the first one, which is 0.
    pub days: Vec<(usize, String)>,
}

/// One who ran.
#[derive(Debug, Clone, Default)]
pub struct Runner {
    /// The place, shared by those who tie.
    pub place: u64,
    /// Who it is.
    pub name: String,
    /// The points at the end of each day, from the first day on.
    pub points: Vec<u32>,
}

/// How many are drawn.
pub const RUNNERS: usize = 10;

const WIDTH: f32 = 620.0;
const EDGE: f32 = 24.0;
const TOP: f32 = 84.0;
const BOTTOM: f32 = 364.0;
/// Where the lines end, and the names begin.
const END: f32 = 410.0;
const NAMES: f32 = 438.0;
const TITLE: Ink = Ink { size: 24.0, weight: Weight::Strong, colour: palette::TEXT };
const SMALL: Ink = Ink { size: 14.0, weight: Weight::Regular, colour: palette::QUIET };
const NAME: Ink = Ink { size: 16.0, weight: Weight::Regular, colour: palette::TEXT };
/// The names stand at least so far from each other.
const APART: f32 = 27.0;

/// The picture as SVG.
pub fn svg(of: &RacePicture) -> String {
    let runners = &of.runners[..of.runners.len().min(RUNNERS)];
    let most = runners.iter().flat_map(|runner| &runner.points).copied().max().unwrap_or(0);
    let scale = Scale::of(most, runners.iter().map(|runner| runner.points.len()).max().unwrap_or(0));
    let mut canvas = Canvas::new(WIDTH, BOTTOM + 44.0);
    heading(&mut canvas, of);
    grid(&mut canvas, &scale, &of.days);
    // The first is drawn last, above the others.
    let heights = spread(&runners.iter().map(|runner| scale.y(last(runner))).collect::<Vec<f32>>());
    for (n, runner) in runners.iter().enumerate().rev() {
        run(&mut canvas, &scale, runner, n, heights[n]);
    }
    canvas.finish()
}

fn last(runner: &Runner) -> u32 {
    runner.points.last().copied().unwrap_or(0)
}

/// How points and days become places.
struct Scale {
    /// Where the lines begin.
    start: f32,
    /// The points of a line of the grid.
    tick: u32,
    ticks: u32,
    /// The number of days.
    days: usize,
}

impl Scale {
    /// A scale with two to five lines, at round numbers.
    fn of(most: u32, days: usize) -> Self {
        let most = most.max(1);
        let round = (0..9).flat_map(|zeros| [1, 2, 5].map(|first| first * 10_u32.pow(zeros)));
        let tick = round.into_iter().find(|tick| most.div_ceil(*tick) <= 5).unwrap_or(1_000_000_000);
        let ticks = most.div_ceil(tick);
        let start = EDGE + width(&(tick * ticks).to_string(), SMALL.size, SMALL.weight) + 10.0;
        Self { start, tick, ticks, days }
    }

    fn y(&self, points: u32) -> f32 {
        BOTTOM - (BOTTOM - TOP) * points as f32 / (self.tick as f32 * self.ticks as f32)
    }

    fn x(&self, day: usize) -> f32 {
        self.start + (END - self.start) * day as f32 / self.days.saturating_sub(1).max(1) as f32
    }
}

fn heading(canvas: &mut Canvas, of: &RacePicture) {
    let about = if of.about.is_empty() { String::new() } else { drawable(&of.about) };
    let taken = width(&about, SMALL.size, SMALL.weight);
    let title = cut(&drawable(&of.title), WIDTH - 2.0 * EDGE - taken - 16.0, TITLE.size, TITLE.weight);
    canvas.text([EDGE, 46.0], Anchor::Start, TITLE, &title);
    canvas.text([WIDTH - EDGE, 46.0], Anchor::End, SMALL, &about);
}

fn grid(canvas: &mut Canvas, scale: &Scale, days: &[(usize, String)]) {
    for n in 0..=scale.ticks {
        let (points, y) = (n * scale.tick, scale.y(n * scale.tick));
        canvas.filled([scale.start, y - 0.5, END - scale.start, 1.0], 0.0, palette::RAISED);
        canvas.text([scale.start - 8.0, y + 5.0], Anchor::End, SMALL, &points.to_string());
    }
    for (day, name) in days {
        let anchor = if scale.x(*day) > END - 40.0 { Anchor::End } else { Anchor::Middle };
        canvas.text([scale.x(*day), BOTTOM + 24.0], anchor, SMALL, &drawable(name));
    }
}

/// The heights of the names: where the lines end, but apart from each other and within the picture. Lower lines come later.
fn spread(ends: &[f32]) -> Vec<f32> {
    let mut heights = Vec::new();
    let mut free = TOP - 4.0;
    for (n, end) in ends.iter().enumerate() {
        let below = (ends.len() - 1 - n) as f32;
        let height = end.max(free).min(BOTTOM + 4.0 - APART * below);
        heights.push(height);
        free = height + APART;
    }
    heights
}

/// One line, with its sign where it ends and at its name.
fn run(canvas: &mut Canvas, scale: &Scale, runner: &Runner, n: usize, height: f32) {
    let colour = palette::LINES[n % palette::LINES.len()];
    let sign = Sign::ALL[n % Sign::ALL.len()];
    let points: Vec<[f32; 2]> =
        runner.points.iter().enumerate().map(|(day, points)| [scale.x(day), scale.y(*points)]).collect();
    let dashes = if n < Sign::ALL.len() { Stroke::Whole } else { Stroke::Dashed };
    canvas.line(&points, 2.5, colour, dashes);
    if let Some(end) = points.last() {
        canvas.line(&[*end, [NAMES - 8.0, height]], 1.0, colour, Stroke::Whole);
        canvas.sign(sign, *end, 5.0, colour);
    }
    canvas.sign(sign, [NAMES, height], 6.0, colour);
    let figure = last(runner).to_string();
    let room = WIDTH - EDGE - NAMES - 14.0 - width(&figure, NAME.size, Weight::Strong) - 10.0;
    let name = cut(&format!("{}. {}", runner.place, drawable(&runner.name)), room, NAME.size, NAME.weight);
    canvas.text([NAMES + 14.0, height + 5.5], Anchor::Start, NAME, &name);
    let figures = Ink { weight: Weight::Strong, ..NAME };
    canvas.text([WIDTH - EDGE, height + 5.5], Anchor::End, figures, &figure);
}
