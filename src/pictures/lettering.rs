//! The font of the pictures: which letters it has, how wide a text gets, and what becomes of letters that it lacks.

use std::sync::OnceLock;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};

/// The name of the font in SVG.
pub const FAMILY: &str = "Pretendard";

const REGULAR: &[u8] = include_bytes!("../../data/fonts/Pretendard-Regular.otf");
const STRONG: &[u8] = include_bytes!("../../data/fonts/Pretendard-SemiBold.otf");

/// The files of the font.
pub(super) const FILES: [&[u8]; 2] = [REGULAR, STRONG];

/// Stands for a letter of a script that the font lacks, as Koreans write a name that is left open.
const OPEN: char = '○';

/// More characters than any name has; what comes after them is not looked at.
const MOST: usize = 200;

/// How thick letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// As in running text.
    Regular,
    /// For headings and numbers.
    Strong,
}

impl Weight {
    /// The number that SVG knows it by.
    pub(super) fn number(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::Strong => 600,
        }
    }

    /// The font; `None` is never seen, as a test reads both files.
    fn font(self) -> Option<&'static FontRef<'static>> {
        static FONTS: OnceLock<[Option<FontRef<'static>>; 2]> = OnceLock::new();
        let [regular, strong] = FONTS.get_or_init(|| FILES.map(|file| FontRef::new(file).ok()));
        match self {
            Self::Regular => regular.as_ref(),
            Self::Strong => strong.as_ref(),
        }
    }
}

/// How wide a text gets in letters of this size, in the same unit. Pairs that stand closer than their letters are wide make
/// it narrower, never wider.
pub fn width(text: &str, size: f32, weight: Weight) -> f32 {
    let Some(font) = weight.font() else {
        return 0.0;
    };
    let (letters, metrics) = (font.charmap(), font.glyph_metrics(Size::new(size), LocationRef::default()));
    let width_of = |c: char| letters.map(c).and_then(|letter| metrics.advance_width(letter)).unwrap_or(size);
    text.chars().map(width_of).sum()
}

/// The text in at most this width; a cut is shown by an ellipsis.
pub fn cut(text: &str, most: f32, size: f32, weight: Weight) -> String {
    if width(text, size, weight) <= most {
        return text.to_owned();
    }
    let mut kept = text.to_owned();
    while kept.pop().is_some() {
        let with_dots = format!("{}…", kept.trim_end());
        if width(&with_dots, size, weight) <= most {
            return with_dots;
        }
    }
    String::new()
}

/// The text as the font can draw it: composed, without what is unseen, stacks on letters or turns the direction; letters of other
/// scripts become ○, emoji are left out. Never empty.
pub fn drawable(text: &str) -> String {
    let text: String = text.chars().take(MOST).collect();
    let mut drawn = String::new();
    for c in ComposingNormalizerBorrowed::new_nfc().normalize(&text).chars() {
        if c.is_whitespace() {
            drawn.push(' ');
        } else if is_unseen(c) {
        } else if has(c) {
            drawn.push(c);
        } else if let Some(plain) = plain(c) {
            drawn += &plain;
        } else if c.is_alphanumeric() {
            drawn.push(OPEN);
        }
    }
    let words: Vec<&str> = drawn.split_whitespace().collect();
    if words.is_empty() { OPEN.to_string() } else { words.join(" ") }
}

fn has(c: char) -> bool {
    Weight::Regular.font().is_some_and(|font| font.charmap().map(c).is_some_and(|letter| letter.to_u32() != 0))
}

/// Another spelling of a letter that the font has: `𝓜` and `Ｍ` are an M, `ắ` may stand without its marks.
fn plain(c: char) -> Option<String> {
    let letter = c.to_string();
    let parts = DecomposingNormalizerBorrowed::new_nfkd().normalize(&letter).into_owned();
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(&parts).into_owned();
    let bare: String = parts.chars().filter(|c| !is_unseen(*c)).collect();
    [composed, bare].into_iter().find(|text| !text.is_empty() && text.chars().all(|c| has(c) && !is_unseen(c)))
}

/// Whether a character takes no room of its own: controls, marks on the letter before, fillers, and what turns the direction.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{11ff}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{e0fff}')
        || matches!(c,
            '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}
