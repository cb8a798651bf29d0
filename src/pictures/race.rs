//! The race of a season: the points of its first members over the days. Lines differ in shape and carry their names.

use super::canvas::{Anchor, Canvas, Ink};
use super::lettering::{Weight, cut, drawable, width};
use super::palette;

/// What is drawn, with its words in the readers' language.
#[derive(Debug, Clone, Default)]
pub struct RacePicture {
    /// What is raced for.
    pub title: String,
    /// When, or since when.
    pub about: String,
    /// The lines, the first one first; ten at most are drawn.
    pub lines: Vec<RaceLine>,
    /// Days with their names, counted from the first day on, in order.
    pub days: Vec<(usize, String)>,
}

/// The line of a member.
#[derive(Debug, Clone, Default)]
pub struct RaceLine {
    /// The place, shared by those who tie.
    pub place: u64,
    /// Who it is.
    pub name: String,
    /// What they have at the end.
    pub total: String,
    /// The points at the end of each day.
    pub points: Vec<u32>,
}

const WIDTH: f32 = 620.0;
const EDGE: f32 = 24.0;
/// How many lines are drawn.
const MOST: usize = 10;
/// Where the days are drawn: left, top, right, bottom.
const LEFT: f32 = 66.0;
const TOP: f32 = 78.0;
const RIGHT: f32 = 392.0;
const BOTTOM: f32 = 358.0;
const HIGH: f32 = BOTTOM + 42.0;
/// Where the names begin, and how far they stand from each other.
const NAMES_AT: f32 = 432.0;
const NAME_STEP: f32 = 27.0;
/// The half of a mark's size.
const MARK: f32 = 6.0;
/// About so many marks stand along a line.
const MARKS_ON_A_LINE: usize = 6;

const TITLE: Ink = Ink { size: 24.0, weight: Weight::Strong, colour: palette::TEXT };
const SMALL: Ink = Ink { size: 15.0, weight: Weight::Regular, colour: palette::QUIET };
const NAME: Ink = Ink { size: 16.0, weight: Weight::Strong, colour: palette::TEXT };

/// The picture as SVG.
pub fn svg(of: &RacePicture) -> String {
    let lines = &of.lines[..of.lines.len().min(MOST)];
    let mut canvas = Canvas::new(WIDTH, HIGH);
    heading(&mut canvas, of);
    let top = lines.iter().flat_map(|line| &line.points).copied().max().unwrap_or(0);
    let step = grid_step(top);
    let scale = Scale { days: lines.iter().map(|line| line.points.len()).max().unwrap_or(0), most: ceiling(top, step) };
    grid(&mut canvas, of, scale, step);
    // The first lies above all others.
    for (nth, line) in lines.iter().enumerate().rev() {
        way(&mut canvas, nth, line, scale);
    }
    for (nth, (line, y)) in lines.iter().zip(name_heights(lines, scale)).enumerate() {
        name(&mut canvas, nth, line, y, scale);
    }
    canvas.finish()
}

fn heading(canvas: &mut Canvas, of: &RacePicture) {
    let about = cut(&drawable(&of.about), WIDTH * 0.55, SMALL.size, SMALL.weight);
    let taken = width(&about, SMALL.size, SMALL.weight);
    let title = cut(&drawable(&of.title), WIDTH - 2.0 * EDGE - taken - 16.0, TITLE.size, TITLE.weight);
    canvas.text([EDGE, 46.0], Anchor::Start, TITLE, &title);
    canvas.text([WIDTH - EDGE, 46.0], Anchor::End, SMALL, &about);
}

/// What the width and the height stand for.
#[derive(Clone, Copy)]
struct Scale {
    days: usize,
    most: u32,
}

impl Scale {
    fn x(self, day: usize) -> f32 {
        LEFT + (RIGHT - LEFT) * day as f32 / self.days.saturating_sub(1).max(1) as f32
    }

    fn y(self, points: u32) -> f32 {
        BOTTOM - (BOTTOM - TOP) * points as f32 / self.most.max(1) as f32
    }
}

/// Round numbers from line to line, five at most.
fn grid_step(top: u32) -> u32 {
    let fits = |step: &u32| u64::from(*step) * 5 >= u64::from(top);
    let powers = (0..9).map(|power| 10_u32.pow(power));
    powers.flat_map(|ten| [ten, 2 * ten, ten.saturating_mul(5)]).find(fits).unwrap_or(u32::MAX)
}

fn ceiling(top: u32, step: u32) -> u32 {
    top.div_ceil(step).saturating_mul(step).max(step)
}

fn grid(canvas: &mut Canvas, of: &RacePicture, scale: Scale, step: u32) {
    for nth in 0..=scale.most / step {
        let points = nth * step;
        let y = scale.y(points);
        canvas.filled([LEFT, y - 0.5, RIGHT - LEFT, 1.0], 0.0, palette::RAISED);
        canvas.text([LEFT - 10.0, y + 5.0], Anchor::End, SMALL, &points.to_string());
    }
    for (day, label) in &of.days {
        let x = scale.x(*day);
        let anchor = if *day == 0 {
            Anchor::Start
        } else if day + 1 == scale.days {
            Anchor::End
        } else {
            Anchor::Middle
        };
        canvas.text([x, BOTTOM + 26.0], anchor, SMALL, &drawable(label));
    }
}

fn colour(nth: usize) -> &'static str {
    palette::LINES[nth % palette::LINES.len()]
}

fn way(canvas: &mut Canvas, nth: usize, line: &RaceLine, scale: Scale) {
    let points: Vec<[f32; 2]> =
        line.points.iter().enumerate().map(|(day, points)| [scale.x(day), scale.y(*points)]).collect();
    let thick = if nth < 3 { 3.5 } else { 2.5 };
    if nth < palette::LINES.len() {
        canvas.line(&points, thick, colour(nth));
    } else {
        canvas.dashes(&points, thick, colour(nth));
    }
    // Each line has its marks on other days, so that lines that run together are seen both.
    let apart = (points.len() / MARKS_ON_A_LINE).max(1);
    for at in points.iter().skip(nth % apart).step_by(apart) {
        mark(canvas, nth, *at);
    }
    if let Some(end) = points.last() {
        mark(canvas, nth, *end);
    }
}

/// A shape of its own for each line, for those who do not see its colour.
fn mark(canvas: &mut Canvas, nth: usize, [x, y]: [f32; 2]) {
    let colour = colour(nth);
    let (m, half) = (MARK, MARK * 0.8);
    let corners: &[[f32; 2]] = match nth {
        1 => &[[-half, -half], [half, -half], [half, half], [-half, half]],
        2 => &[[0.0, -m], [m, half], [-m, half]],
        3 => &[[0.0, -m], [m, 0.0], [0.0, m], [-m, 0.0]],
        4 => &[[0.0, m], [m, -half], [-m, -half]],
        5 => &[],
        6 => &[
            [-2.0, -m],
            [2.0, -m],
            [2.0, -2.0],
            [m, -2.0],
            [m, 2.0],
            [2.0, 2.0],
            [2.0, m],
            [-2.0, m],
            [-2.0, 2.0],
            [-m, 2.0],
            [-m, -2.0],
            [-2.0, -2.0],
        ],
        7 => &[[-m, -2.5], [m, -2.5], [m, 2.5], [-m, 2.5]],
        8 => &[[-2.5, -m], [2.5, -m], [2.5, m], [-2.5, m]],
        9 => &[[-m, -m], [m, m], [-m, m], [m, -m]],
        _ => return canvas.dot([x, y], half, colour),
    };
    if corners.is_empty() {
        canvas.dot([x, y], MARK, palette::CARD);
        return canvas.ring([x, y], MARK, 2.5, colour);
    }
    let corners: Vec<[f32; 2]> = corners.iter().map(|[dx, dy]| [x + dx, y + dy]).collect();
    canvas.shape(&corners, colour);
}

/// Where the names stand: beside the ends of their lines, as far as they leave each other room.
fn name_heights(lines: &[RaceLine], scale: Scale) -> Vec<f32> {
    let mut heights: Vec<f32> = Vec::new();
    for line in lines {
        let end = scale.y(line.points.last().copied().unwrap_or(0));
        let least = heights.last().map_or(TOP, |above| above + NAME_STEP);
        heights.push(end.max(least));
    }
    // What went over the edge pushes the others up.
    let mut below = BOTTOM + NAME_STEP;
    for height in heights.iter_mut().rev() {
        *height = height.min(below - NAME_STEP);
        below = *height;
    }
    heights
}

fn name(canvas: &mut Canvas, nth: usize, line: &RaceLine, y: f32, scale: Scale) {
    let end = [RIGHT + MARK + 2.0, scale.y(line.points.last().copied().unwrap_or(0))];
    canvas.line(&[end, [NAMES_AT - MARK - 6.0, y]], 1.0, palette::LINE);
    mark(canvas, nth, [NAMES_AT, y]);
    let total = drawable(&line.total);
    canvas.text([WIDTH - EDGE, y + 5.5], Anchor::End, SMALL, &total);
    let room = WIDTH - EDGE - width(&total, SMALL.size, SMALL.weight) - 8.0 - (NAMES_AT + 14.0);
    let name = cut(&format!("{}. {}", line.place, drawable(&line.name)), room, NAME.size, NAME.weight);
    canvas.text([NAMES_AT + 14.0, y + 5.5], Anchor::Start, NAME, &name);
}
