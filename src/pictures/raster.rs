//! Makes PNG from the SVG of a picture, with the font that is inside the program and nothing of the computer's.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use super::lettering::FILES;

/// Why a picture was not made; a fault of ours.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    /// Its SVG cannot be read.
    #[error("the SVG of a picture cannot be read: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// It is too large or has no size.
    #[error("a picture of {0} × {1} cannot be made")]
    Size(u32, u32),
    /// It could not be written.
    #[error("a picture could not be written: {0}")]
    Writing(#[from] png::EncodingError),
}

/// The picture as PNG, without a see-through part. It takes some ten milliseconds, so it belongs off the threads that answer.
pub fn png(svg: &str) -> Result<Vec<u8>, NotMade> {
    let tree = Tree::from_str(svg, &options())?;
    let size = tree.size().to_int_size();
    let (width, height) = (size.width(), size.height());
    let mut pixels = Pixmap::new(width, height).ok_or(NotMade::Size(width, height))?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());

    indexed(&pixels)
}

/// Written with a table of its colours: a third of the size, as there are few.
fn indexed(pixels: &Pixmap) -> Result<Vec<u8>, NotMade> {
    // Where there are more than the table holds, neighbours become one; the first try is always enough for flat colours.
    let table = [0xff, 0xfc, 0xf8, 0xf0, 0xe0].into_iter().find_map(|mask| table_of(pixels, mask));
    let (colours, places) = table.unwrap_or_default();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(colours);
    encoder.set_compression(png::Compression::Balanced);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.write_header()?.write_image_data(&places)?;
    Ok(file)
}

/// The colours of the picture, three values each, and each pixel's place among them; `None` when there are more than 256
/// that differ in these bits. The card covers all of it, so the fourth value of a pixel says nothing.
fn table_of(pixels: &Pixmap, bits: u8) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut known: HashMap<[u8; 3], u8> = HashMap::new();
    let mut colours = Vec::new();
    let mut places = Vec::with_capacity(pixels.data().len() / 4);
    let mut last: Option<([u8; 3], u8)> = None;
    for pixel in pixels.data().chunks_exact(4) {
        let colour = [pixel[0] & bits, pixel[1] & bits, pixel[2] & bits];
        let same = last.filter(|(of, _)| *of == colour).map(|(_, place)| place);
        let place = if let Some(place) = same.or_else(|| known.get(&colour).copied()) {
            place
        } else {
            let place = u8::try_from(known.len()).ok()?;
            known.insert(colour, place);
            colours.extend(&pixel[..3]);
            place
        };
        last = Some((colour, place));
        places.push(place);
    }
    Some((colours, places))
}

fn options() -> Options<'static> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| {
        let mut fonts = Database::new();
        for file in FILES {
            fonts.load_font_source(Source::Binary(Arc::new(file)));
        }
        Arc::new(fonts)
    });
    // A picture names no file; if one ever did, it would not be opened.
    let nothing = ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    Options { fontdb: Arc::clone(fonts), image_href_resolver: nothing, ..Options::default() }
}
