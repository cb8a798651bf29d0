//! The pictures: letters that the font has, names cut by what they take, shapes beside colours, and sizes that Discord likes.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "places in a picture are small numbers"
)]

mod half_year;
mod letters;
mod podium;
mod race;

use std::path::Path;

use proctor::pictures::raster;

/// The most that a picture may weigh.
const HEAVIEST: usize = 150 * 1024;

/// A picture in points, three values each.
struct Seen {
    width: usize,
    colours: Vec<u8>,
}

impl Seen {
    /// The colour at a place, in the units of the picture.
    fn at(&self, x: f32, y: f32) -> [u8; 3] {
        let place = |units: f32| (units * 2.0) as usize;
        let start = (place(y) * self.width + place(x)) * 3;
        self.colours[start..start + 3].try_into().expect("three values")
    }
}

/// Makes a picture and keeps it in the folder of the tests, to be looked at.
fn made(name: &str, svg: &str) -> Seen {
    let png = raster::png(svg).expect("a picture");
    std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png")), &png).expect("a file");
    assert!(png.len() <= HEAVIEST, "{name}: {} bytes", png.len());
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("a PNG");
    let mut colours = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut colours).expect("a picture");
    assert_eq!(info.color_type, png::ColorType::Rgb, "nothing is seen through");
    Seen { width: info.width as usize, colours }
}
