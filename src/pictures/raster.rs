//! Makes PNG from the SVG of a picture, with the font that is inside the program and nothing of the computer's.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use super::lettering::FILES;

/// How many colours the table of a PNG holds.
const TABLE: usize = 256;

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
    let (colours, places) = table_of(pixels);
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(colours);
    // Twice the bytes of the usual way, in a fifteenth of its time, which was most of what a picture cost.
    encoder.set_compression(png::Compression::Fast);
    encoder.set_filter(png::Filter::Up);
    encoder.write_header()?.write_image_data(&places)?;
    Ok(file)
}

type Colour = [u8; 3];

/// The colours of the picture, three values each and the most frequent first, and each pixel's place among them. Where there
/// are more than a table holds, the rare ones become the nearest that it has: they are shades at the edges of letters and
/// lines. The card covers all of the picture, so the fourth value of a pixel says nothing.
fn table_of(pixels: &Pixmap) -> (Vec<u8>, Vec<u8>) {
    let (met, runs) = runs_of(pixels);
    let mut order: Vec<usize> = (0..met.len()).collect();
    order.sort_by_key(|nth| Reverse(met[*nth].1));
    let (kept, rare) = order.split_at(order.len().min(TABLE));
    let mut places = vec![0; met.len()];
    for (place, nth) in (0..=u8::MAX).zip(kept) {
        places[*nth] = place;
    }
    for nth in rare {
        let nearest = kept.iter().min_by_key(|one| apart(met[**one].0, met[*nth].0));
        places[*nth] = nearest.map_or(0, |nearest| places[*nearest]);
    }
    let mut written = Vec::with_capacity(pixels.pixels().len());
    for (nth, long) in runs {
        written.resize(written.len() + long, places[nth]);
    }
    (kept.iter().flat_map(|nth| met[*nth].0).collect(), written)
}

/// A colour's number among those that were met, and for how many pixels it goes on.
type Run = (usize, usize);

/// Every colour with how many pixels have it, and what the picture is, row after row.
fn runs_of(pixels: &Pixmap) -> (Vec<(Colour, usize)>, Vec<Run>) {
    let mut known: HashMap<Colour, usize> = HashMap::new();
    let mut met = Vec::new();
    let mut runs = Vec::new();
    let mut rest = pixels.pixels();
    while let Some(first) = rest.first() {
        let long = rest.iter().take_while(|pixel| *pixel == first).count();
        let colour = [first.red(), first.green(), first.blue()];
        let nth = *known.entry(colour).or_insert_with(|| {
            met.push((colour, 0));
            met.len() - 1
        });
        met[nth].1 += long;
        runs.push((nth, long));
        rest = &rest[long..];
    }
    (met, runs)
}

/// How much two colours differ.
fn apart(one: Colour, other: Colour) -> u32 {
    one.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_table_is_too_small_the_frequent_colours_stay_and_the_rare_become_their_neighbours() {
        let flat = std::iter::repeat_n([30, 31, 36], 1_000);
        let frequent = (0..200).flat_map(|shade| std::iter::repeat_n([shade, 100, 200], 3));
        let rare = (0..100).map(|shade| [shade, 101, 200]);
        let wanted: Vec<Colour> = flat.chain(frequent).chain(rare).collect();
        let mut pixels = Pixmap::new(u32::try_from(wanted.len()).expect("a width"), 1).expect("a picture");
        for (pixel, [red, green, blue]) in pixels.data_mut().chunks_exact_mut(4).zip(&wanted) {
            pixel.copy_from_slice(&[*red, *green, *blue, 255]);
        }
        let (colours, places) = table_of(&pixels);
        assert_eq!(colours.len(), 3 * TABLE);
        let shown: Vec<Colour> = places
            .iter()
            .map(|place| colours[3 * usize::from(*place)..][..3].try_into().expect("three values"))
            .collect();
        let differ = shown.iter().zip(&wanted).filter(|(shown, wanted)| shown != wanted).count();
        assert_eq!(differ, 1 + 200 + 100 - TABLE, "only the rarest");
        assert!(shown.iter().zip(&wanted).all(|(shown, wanted)| apart(*shown, *wanted) <= 1));
    }
}
