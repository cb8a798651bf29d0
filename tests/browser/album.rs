//! Makes the pictures of the README: messages by themselves, and a day of a study group that moves.
//!
//! `PROCTOR_PICTURES` names the folder for them; without it they are made all the same, and only looked at.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use fantoccini::Locator;
use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Transformations};
use tempfile::TempDir;

use crate::banks::two_short_ones;
use crate::page::Browser;

/// The most bytes of the picture that moves: on a telephone it is still there at once.
const MOST_BYTES: u64 = 3_000_000;

/// How high the picture that moves is, in its own dots.
const FRAME: u32 = 1_260;

/// A picture without transparency.
struct Picture {
    size: (u32, u32),
    rgb: Vec<u8>,
}

impl Picture {
    fn read(png: &[u8]) -> Self {
        let mut decoder = Decoder::new(Cursor::new(png));
        decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
        let mut reader = decoder.read_info().expect("a picture");
        let mut pixels = vec![0; reader.output_buffer_size().expect("its size")];
        let info = reader.next_frame(&mut pixels).expect("its pixels");
        let rgb = match info.color_type {
            ColorType::Rgb => pixels,
            ColorType::Rgba => pixels.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect(),
            other => panic!("a browser draws no {other:?}"),
        };
        Self { size: (info.width, info.height), rgb }
    }

    /// So many rows of it, the lowest ones.
    fn lowest(mut self, rows: u32) -> Self {
        let above = self.size.1.checked_sub(rows).expect("as many rows") * self.size.0 * 3;
        self.rgb.drain(..usize::try_from(above).expect("bytes"));
        self.size.1 = rows;
        self
    }
}

/// Writes pictures of one size as one that moves, each for so many hundredths of a second; a single one stands still.
fn write(path: &Path, shown: &[(Picture, u16)]) {
    let (width, height) = shown[0].0.size;
    let mut file = fs::File::create(path).expect("a file");
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    if shown.len() > 1 {
        let count = u32::try_from(shown.len()).expect("a few");
        encoder.set_animated(count, 0).expect("frames");
    }
    let mut writer = encoder.write_header().expect("a head");
    for (picture, hundredths) in shown {
        assert_eq!(picture.size, (width, height));
        if shown.len() > 1 {
            writer.set_frame_delay(*hundredths, 100).expect("a delay");
        }
        writer.write_image_data(&picture.rgb).expect("a frame");
    }
    writer.finish().expect("an end");
}

/// What a language's pictures are made of.
pub(crate) struct Album<'b> {
    browser: &'b Browser,
    folder: PathBuf,
    language: &'static str,
    frames: Vec<(Picture, u16)>,
}

impl<'b> Album<'b> {
    /// An album of a language without pictures; without `PROCTOR_PICTURES` it is put into `kept`.
    pub(crate) fn begin(browser: &'b Browser, language: &'static str, kept: &TempDir) -> Self {
        let folder = std::env::var_os("PROCTOR_PICTURES").map_or_else(|| kept.path().to_owned(), PathBuf::from);
        Self { browser, folder, language, frames: Vec::new() }
    }

    /// A picture of what fits last, by itself.
    pub(crate) async fn keep(&self, name: &str, css: &str) {
        self.browser.find(css).await;
        let all = self.browser.page.find_all(Locator::Css(css)).await.expect("elements");
        let png = all.last().expect("one").screenshot().await.expect("a picture");
        let picture = Picture::read(&png);
        assert!(picture.size.0 >= 1_000, "{name} is wide enough to be read: {:?}", picture.size);
        write(&self.folder.join(format!("{name}-{}.png", self.language)), &[(picture, 0)]);
    }

    /// The channel as it is now, for so many hundredths of a second.
    async fn frame(&mut self, hundredths: u16) {
        let channel = self.browser.find("#messages").await;
        let whole = Picture::read(&channel.screenshot().await.expect("a picture"));
        self.frames.push((whole.lowest(FRAME), hundredths));
    }
}

/// The letter under which one of these options stands in the newest message.
async fn letter_of(browser: &Browser, options: &[String]) -> String {
    let said = browser.js("return document.querySelector('#messages li:last-of-type').innerText").await;
    let said = said.as_str().expect("a text").to_owned();
    let before = options.iter().find_map(|option| Some(said.split_once(option)?.0));
    let before = before.unwrap_or_else(|| panic!("none of {options:?} in {said}"));
    before.chars().rfind(char::is_ascii_uppercase).expect("a letter").to_string()
}

/// A question, its verdict, its reveal and the board, as members see them.
pub(crate) async fn make(language: &'static str, channel: &str) {
    let (bank, right) = two_short_ones(language);
    let browser = Browser::open_for_pictures(language, bank).await;
    let kept = tempfile::tempdir().expect("a folder");
    let mut album = Album::begin(&browser, language, &kept);

    browser.command("setup").await;
    browser.find("#option-channel").await.select_by_label(channel).await.expect("the channel");
    browser.find("#option-time").await.send_keys("09:00").await.expect("a time");
    browser.suggest("timezone", "Asia/Seoul").await;
    browser.send().await;
    browser.find("#messages .private").await;
    browser.become_user(2).await;
    // Some days before it, so that streaks and places are there.
    browser.choose_days("9").await;
    browser.control("month").await;
    browser.control("next-round").await;
    browser.find("#messages li:last-of-type button[data-custom-id^='a:']").await;
    album.keep("question", "#messages li.message").await;
    album.frame(300).await;
    let letter = letter_of(&browser, &right).await;
    browser.tab_to(&format!("#messages li:last-of-type button[data-custom-id$=':{letter}']")).await;
    album.frame(80).await;
    browser.answer_with_keys().await;
    browser.find("#messages .private").await;
    album.keep("verdict", "#messages li.private").await;
    album.frame(450).await;

    browser.control("group").await;
    browser.control("close").await;
    browser.until("!document.querySelector('#messages li:last-of-type').matches('.private')").await;
    album.keep("reveal", "#messages li.message").await;
    album.frame(350).await;
    browser.command("leaderboard").await;
    browser.send().await;
    browser.see("🏆").await;
    browser.js("document.activeElement.blur()").await;
    album.keep("board", "#messages li.message").await;
    album.frame(400).await;

    let day = album.folder.join(format!("day-{language}.png"));
    write(&day, &album.frames);
    let bytes = fs::metadata(&day).expect("the picture").len();
    assert!(bytes <= MOST_BYTES, "{bytes} bytes");
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.close().await;
}
