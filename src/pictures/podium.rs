//! The first three on a podium; who shares a place stands as high.

use super::canvas::{Anchor, Canvas, Ink};
use super::lettering::{Weight, cut, drawable, width};
use super::palette;

/// What is drawn, with its words in the readers' language.
#[derive(Debug, Clone, Default)]
pub struct PodiumPicture {
    /// What was won.
    pub title: String,
    /// When, or among how many; may be empty.
    pub about: String,
    /// Who stands on it, from the first on; the first three are drawn.
    pub steps: Vec<PodiumStep>,
    /// Who else has one of these places, in a line below; may be empty.
    pub others: String,
}

/// One who stands on the podium.
#[derive(Debug, Clone, Default)]
pub struct PodiumStep {
    /// The place, shared by those who tie.
    pub place: u64,
    /// Who it is.
    pub name: String,
    /// What it was won with.
    pub points: String,
}

const WIDTH: f32 = 620.0;
const EDGE: f32 = 24.0;
const STEP: f32 = 180.0;
const GAP: f32 = 16.0;
/// Where the podium stands.
const FLOOR: f32 = 330.0;
const TITLE: Ink = Ink { size: 24.0, weight: Weight::Strong, colour: palette::TEXT };
const ABOUT: Ink = Ink { size: 15.0, weight: Weight::Regular, colour: palette::QUIET };
const NAME: Ink = Ink { size: 20.0, weight: Weight::Strong, colour: palette::TEXT };
const POINTS: Ink = Ink { size: 17.0, weight: Weight::Regular, colour: palette::QUIET };

/// The picture as SVG.
pub fn svg(of: &PodiumPicture) -> String {
    let steps = &of.steps[..of.steps.len().min(3)];
    let below = if of.others.is_empty() { 0.0 } else { 34.0 };
    let mut canvas = Canvas::new(WIDTH, FLOOR + 22.0 + below);
    heading(&mut canvas, of);
    for (step, middle) in steps.iter().zip(middles(steps.len())) {
        draw(&mut canvas, step, *middle);
    }
    canvas.filled([EDGE, FLOOR, WIDTH - 2.0 * EDGE, 3.0], 1.5, palette::LINE);
    if !of.others.is_empty() {
        let others = cut(&drawable(&of.others), WIDTH - 2.0 * EDGE, ABOUT.size, ABOUT.weight);
        canvas.text([WIDTH / 2.0, FLOOR + 30.0], Anchor::Middle, ABOUT, &others);
    }
    canvas.finish()
}

fn heading(canvas: &mut Canvas, of: &PodiumPicture) {
    let about = if of.about.is_empty() { String::new() } else { drawable(&of.about) };
    let about = cut(&about, WIDTH * 0.55, ABOUT.size, ABOUT.weight);
    let taken = width(&about, ABOUT.size, ABOUT.weight);
    let title = cut(&drawable(&of.title), WIDTH - 2.0 * EDGE - taken - 16.0, TITLE.size, TITLE.weight);
    canvas.text([EDGE, 46.0], Anchor::Start, TITLE, &title);
    canvas.text([WIDTH - EDGE, 46.0], Anchor::End, ABOUT, &about);
}

/// The middles of the steps: the first stands between the second and the third.
fn middles(steps: usize) -> &'static [f32] {
    const MIDDLE: f32 = WIDTH / 2.0;
    const ASIDE: f32 = STEP + GAP;
    if steps == 2 { &[MIDDLE - ASIDE / 2.0, MIDDLE + ASIDE / 2.0] } else { &[MIDDLE, MIDDLE - ASIDE, MIDDLE + ASIDE] }
}

fn draw(canvas: &mut Canvas, step: &PodiumStep, middle: f32) {
    let (high, medal) = match step.place {
        1 => (160.0, palette::GOLD),
        2 => (116.0, palette::SILVER),
        _ => (82.0, palette::BRONZE),
    };
    let top = FLOOR - high;
    canvas.filled([middle - STEP / 2.0, top, STEP, high], 6.0, palette::RAISED);
    canvas.filled([middle - STEP / 2.0, top, STEP, 8.0], 4.0, medal);
    canvas.dot([middle, top + 46.0], 25.0, medal);
    let number = Ink { size: 28.0, weight: Weight::Strong, colour: palette::CARD };
    canvas.text([middle, top + 56.0], Anchor::Middle, number, &step.place.to_string());
    let fitted = |text: &str, ink: Ink| cut(&drawable(text), STEP, ink.size, ink.weight);
    canvas.text([middle, top - 40.0], Anchor::Middle, NAME, &fitted(&step.name, NAME));
    canvas.text([middle, top - 15.0], Anchor::Middle, POINTS, &fitted(&step.points, POINTS));
}
