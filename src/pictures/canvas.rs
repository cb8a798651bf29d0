//! Writes the shapes of a picture as SVG text; whatever is written on it is escaped.

use super::lettering::{FAMILY, Weight};
use super::palette;

/// How many pixels a unit becomes, so that letters stay sharp on fine screens.
const SCALE: f32 = 2.0;

/// Where a text stands to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// It begins there.
    Start,
    /// It is in the middle of it.
    Middle,
    /// It ends there.
    End,
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ink {
    /// The height of its letters, in units.
    pub(super) size: f32,
    pub(super) weight: Weight,
    pub(super) colour: &'static str,
}

/// A rectangle: left, top, width, height.
pub(super) type Area = [f32; 4];

/// A picture that is being written.
pub(super) struct Canvas {
    width: f32,
    height: f32,
    shapes: String,
}

impl Canvas {
    /// A card of this size, in units.
    pub(super) fn new(width: f32, height: f32) -> Self {
        let mut canvas = Self { width, height, shapes: String::new() };
        canvas.filled([0.0, 0.0, width, height], 0.0, palette::CARD);
        canvas
    }

    /// A filled rectangle with round corners.
    pub(super) fn filled(&mut self, [x, y, width, height]: Area, radius: f32, colour: &str) {
        self.shapes += &format!(
            r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}" fill="{colour}"/>
"#
        );
    }

    /// The edge of a rectangle, within its area.
    pub(super) fn framed(&mut self, [x, y, width, height]: Area, radius: f32, thick: f32, colour: &str) {
        let (x, y, width, height) = (x + thick / 2.0, y + thick / 2.0, width - thick, height - thick);
        self.shapes += &format!(
            r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}" fill="none" stroke="{colour}" stroke-width="{thick}"/>
"#
        );
    }

    /// A filled circle around a point.
    pub(super) fn dot(&mut self, [x, y]: [f32; 2], radius: f32, colour: &str) {
        self.shapes += &format!(
            r#"<circle cx="{x}" cy="{y}" r="{radius}" fill="{colour}"/>
"#
        );
    }

    /// A circle that is not filled, within its radius.
    pub(super) fn ring(&mut self, [x, y]: [f32; 2], radius: f32, thick: f32, colour: &str) {
        let radius = radius - thick / 2.0;
        self.shapes += &format!(
            r#"<circle cx="{x:.1}" cy="{y:.1}" r="{radius}" fill="none" stroke="{colour}" stroke-width="{thick}"/>
"#
        );
    }

    /// A filled shape with these corners.
    pub(super) fn shape(&mut self, corners: &[[f32; 2]], colour: &str) {
        let corners: Vec<String> = corners.iter().map(|[x, y]| format!("{x:.1},{y:.1}")).collect();
        self.shapes += &format!(
            r#"<polygon points="{}" fill="{colour}"/>
"#,
            corners.join(" ")
        );
    }

    /// A line of dashes through points.
    pub(super) fn dashes(&mut self, points: &[[f32; 2]], thick: f32, colour: &str) {
        let points: Vec<String> = points.iter().map(|[x, y]| format!("{x:.1},{y:.1}")).collect();
        self.shapes += &format!(
            r#"<polyline points="{}" fill="none" stroke="{colour}" stroke-width="{thick}" stroke-dasharray="6 4" stroke-linejoin="round"/>
"#,
            points.join(" ")
        );
    }

    /// A line through points.
    pub(super) fn line(&mut self, points: &[[f32; 2]], thick: f32, colour: &str) {
        let points: Vec<String> = points.iter().map(|[x, y]| format!("{x:.1},{y:.1}")).collect();
        self.shapes += &format!(
            r#"<polyline points="{}" fill="none" stroke="{colour}" stroke-width="{thick}" stroke-linecap="round" stroke-linejoin="round"/>
"#,
            points.join(" ")
        );
    }

    /// A text whose letters stand on a point's height. It must have been made drawable before.
    pub(super) fn text(&mut self, [x, y]: [f32; 2], anchor: Anchor, ink: Ink, text: &str) {
        let Ink { size, weight, colour } = ink;
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        self.shapes += &format!(
            r#"<text x="{x}" y="{y}" font-family="{FAMILY}" font-size="{size}" font-weight="{}" fill="{colour}" text-anchor="{anchor}">{}</text>
"#,
            weight.number(),
            escaped(text)
        );
    }

    /// The SVG document.
    pub(super) fn finish(self) -> String {
        let Self { width, height, shapes } = self;
        let (across, down) = (width * SCALE, height * SCALE);
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{down}" viewBox="0 0 {width} {height}">
{shapes}</svg>
"#
        )
    }
}

fn escaped(text: &str) -> String {
    let escape = |c: char| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        '\'' => "&apos;".to_owned(),
        // XML knows no control characters.
        c if c.is_control() => String::new(),
        c => c.to_string(),
    };
    text.chars().map(escape).collect()
}
