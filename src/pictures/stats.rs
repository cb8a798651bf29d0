//! A member's half year as a calendar, and the exam domains as bars.

use super::canvas::{Anchor, Area, Canvas, Ink};
use super::lettering::{Weight, cut, drawable, width};
use super::palette;
use crate::domain::calendar::{Mark, WEEKS};
use crate::domain::stats::Tally;

/// What is drawn, with its words in the reader's language.
#[derive(Debug, Clone, Default)]
pub struct StatsPicture {
    /// Whose half year it is.
    pub name: String,
    /// What is shown.
    pub title: String,
    /// The days from a Monday on, up to today.
    pub days: Vec<Mark>,
    /// The names of the weekdays from Monday on.
    pub weekdays: [String; 7],
    /// The months that begin in a week, the first week being 0.
    pub months: Vec<(usize, String)>,
    /// What the marks mean, with their counts.
    pub legend: Vec<(Mark, String)>,
    /// What the bars show.
    pub bars_title: String,
    /// The bars, as they stand below each other.
    pub bars: Vec<(String, Tally)>,
}

const WIDTH: f32 = 620.0;
const EDGE: f32 = 24.0;
/// A day with the gap to the next one.
const STEP: f32 = 20.0;
const CELL: f32 = 16.0;
/// Where the first week begins, right of the weekdays' names.
const WEEKS_AT: f32 = WIDTH - EDGE - STEP * WEEKS as f32 + (STEP - CELL);
const DAYS_AT: f32 = 92.0;
const LEGEND_AT: f32 = DAYS_AT + 7.0 * STEP + 26.0;
const LEGEND_STEP: f32 = 26.0;
const BAR_STEP: f32 = 52.0;

const HEADING: Ink = Ink { size: 22.0, weight: Weight::Strong, colour: palette::TEXT };
const SMALL: Ink = Ink { size: 15.0, weight: Weight::Regular, colour: palette::QUIET };
const LABEL: Ink = Ink { size: 17.0, weight: Weight::Regular, colour: palette::TEXT };
const FIGURE: Ink = Ink { weight: Weight::Strong, ..LABEL };

/// The picture as SVG.
pub fn svg(of: &StatsPicture) -> String {
    let rows = legend_rows(&of.legend);
    let bars_at = LEGEND_AT + LEGEND_STEP * rows.len() as f32 + 12.0;
    let bars = if of.bars.is_empty() { 0.0 } else { 26.0 + BAR_STEP * of.bars.len() as f32 };
    let mut canvas = Canvas::new(WIDTH, bars_at + bars + if of.bars.is_empty() { -6.0 } else { 4.0 });

    heading(&mut canvas, of);
    calendar(&mut canvas, of);
    for (n, row) in rows.iter().enumerate() {
        legend(&mut canvas, row, LEGEND_AT + LEGEND_STEP * n as f32);
    }
    if !of.bars.is_empty() {
        canvas.text([EDGE, bars_at + 8.0], Anchor::Start, SMALL, &drawable(&of.bars_title));
    }
    for (n, (label, tally)) in of.bars.iter().enumerate() {
        bar(&mut canvas, label, *tally, bars_at + 24.0 + BAR_STEP * n as f32);
    }
    canvas.finish()
}

/// The name, and what is shown of it at the other edge; without a name what is shown stands in its place.
fn heading(canvas: &mut Canvas, of: &StatsPicture) {
    const Y: f32 = 44.0;
    let title = drawable(&of.title);
    if of.name.is_empty() {
        canvas.text([EDGE, Y], Anchor::Start, HEADING, &title);
        return;
    }
    canvas.text([WIDTH - EDGE, Y], Anchor::End, SMALL, &title);
    let room = WIDTH - 2.0 * EDGE - width(&title, SMALL.size, SMALL.weight) - 16.0;
    let name = cut(&drawable(&of.name), room, HEADING.size, HEADING.weight);
    canvas.text([EDGE, Y], Anchor::Start, HEADING, &name);
}

fn calendar(canvas: &mut Canvas, of: &StatsPicture) {
    for (week, month) in &of.months {
        let x = WEEKS_AT + STEP * *week as f32;
        canvas.text([x, DAYS_AT - 10.0], Anchor::Start, SMALL, &drawable(month));
    }
    for (row, weekday) in of.weekdays.iter().enumerate().step_by(2) {
        let y = DAYS_AT + STEP * row as f32 + 13.0;
        canvas.text([WEEKS_AT - 12.0, y], Anchor::End, SMALL, &drawable(weekday));
    }
    for (n, mark) in of.days.iter().enumerate() {
        let (week, row) = (n / 7, n % 7);
        draw(canvas, *mark, [WEEKS_AT + STEP * week as f32, DAYS_AT + STEP * row as f32]);
    }
}

/// A day of its mark. Each mark has a shape of its own, for those who do not see its colour.
fn draw(canvas: &mut Canvas, mark: Mark, [x, y]: [f32; 2]) {
    let (cell, middle): (Area, _) = ([x, y, CELL, CELL], [x + CELL / 2.0, y + CELL / 2.0]);
    match mark {
        Mark::Right => canvas.filled(cell, 3.0, palette::GOOD),
        Mark::Wrong => {
            canvas.filled(cell, 3.0, palette::BAD);
            let (near, far) = (4.5, CELL - 4.5);
            canvas.line(&[[x + near, y + near], [x + far, y + far]], 2.0, palette::CARD);
            canvas.line(&[[x + far, y + near], [x + near, y + far]], 2.0, palette::CARD);
        }
        Mark::Ungraded => {
            canvas.framed(cell, 3.0, 1.5, palette::TEXT);
            canvas.dot(middle, 3.0, palette::TEXT);
        }
        Mark::Frozen => {
            // A snowflake.
            let (long, aside, up) = (6.5, 5.6, 3.25);
            let [x, y] = middle;
            canvas.line(&[[x, y - long], [x, y + long]], 2.0, palette::GOOD);
            canvas.line(&[[x - aside, y - up], [x + aside, y + up]], 2.0, palette::GOOD);
            canvas.line(&[[x - aside, y + up], [x + aside, y - up]], 2.0, palette::GOOD);
        }
        Mark::Missed => canvas.framed(cell, 3.0, 1.5, palette::LINE),
        Mark::Nothing => canvas.dot(middle, 2.0, palette::LINE),
    }
}

/// How wide an entry of the legend is, with the gap to the next.
fn entry_width(label: &str) -> f32 {
    CELL + 8.0 + width(label, SMALL.size, SMALL.weight) + 20.0
}

/// The legend in as many rows as it needs.
fn legend_rows(legend: &[(Mark, String)]) -> Vec<Vec<(Mark, String)>> {
    let room = WIDTH - 2.0 * EDGE;
    let mut rows: Vec<Vec<(Mark, String)>> = Vec::new();
    let mut left = 0.0;
    for (mark, label) in legend {
        let label = cut(&drawable(label), room - CELL - 8.0, SMALL.size, SMALL.weight);
        let needed = entry_width(&label);
        if needed - 20.0 > left || rows.is_empty() {
            rows.push(Vec::new());
            left = room;
        }
        left -= needed;
        if let Some(row) = rows.last_mut() {
            row.push((*mark, label));
        }
    }
    rows
}

fn legend(canvas: &mut Canvas, row: &[(Mark, String)], y: f32) {
    let mut x = EDGE;
    for (mark, label) in row {
        draw(canvas, *mark, [x, y - 13.0]);
        canvas.text([x + CELL + 8.0, y], Anchor::Start, SMALL, label);
        x += entry_width(label);
    }
}

/// A domain's name with its share above a bar.
fn bar(canvas: &mut Canvas, label: &str, tally: Tally, y: f32) {
    const HIGH: f32 = 12.0;
    let long = WIDTH - 2.0 * EDGE;
    let figure = format!("{}%", tally.percent());
    let count = format!("{}/{}", tally.right, tally.answered);
    let figure_width = width("100%", FIGURE.size, FIGURE.weight) + 12.0;
    canvas.text([WIDTH - EDGE, y + 18.0], Anchor::End, FIGURE, &figure);
    canvas.text([WIDTH - EDGE - figure_width, y + 18.0], Anchor::End, SMALL, &count);
    let room = long - figure_width - width(&count, SMALL.size, SMALL.weight) - 16.0;
    let name = cut(&drawable(label), room, LABEL.size, LABEL.weight);
    canvas.text([EDGE, y + 18.0], Anchor::Start, LABEL, &name);
    canvas.filled([EDGE, y + 27.0, long, HIGH], HIGH / 2.0, palette::RAISED);
    if tally.right > 0 {
        let full = long * tally.percent() as f32 / 100.0;
        canvas.filled([EDGE, y + 27.0, full.max(HIGH), HIGH], HIGH / 2.0, palette::GOOD);
    }
}
