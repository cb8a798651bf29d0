//! What a picture costs: podium, race and half year, each against a blank card of its size that is made in the same turn.

use std::time::{Duration, Instant};

use proctor::domain::calendar::{Mark, WEEKS};
use proctor::domain::stats::Tally;
use proctor::pictures::podium::{self, PodiumPicture, PodiumStep};
use proctor::pictures::race::{self, RaceLine, RacePicture};
use proctor::pictures::raster;
use proctor::pictures::stats::{self, StatsPicture};

/// How often each is made.
const TURNS: usize = 40;

/// What is asked of a picture.
const AT_MOST: Duration = Duration::from_millis(50);
const HEAVIEST: usize = 150;

const NAMES: [&str; 10] =
    ["김민준", "Seoyeon", "지우", "Daniel", "하은", "도윤", "Christopher M.", "이서준", "예린", "Maximilian"];

fn podium() -> String {
    let step = |place: u64| PodiumStep {
        place,
        name: NAMES[usize::try_from(place).unwrap_or(0)].to_owned(),
        points: "1,240점".to_owned(),
    };
    podium::svg(&PodiumPicture {
        title: "11월 시즌".to_owned(),
        about: "2026년 11월 1일~2026년 11월 30일".to_owned(),
        steps: vec![step(1), step(2), step(3)],
        others: "같은 순위에 4명이 더 있어요".to_owned(),
    })
}

/// Ten members over three months, the longest that a season is.
fn race() -> String {
    let line = |(nth, name): (usize, &&str)| {
        let pace = u32::try_from(24 - nth).unwrap_or(0);
        let gained = |day: usize| if (day + nth).is_multiple_of(5) { 0 } else { pace };
        let points: Vec<u32> = (0..92).map(|day| (0..=day).map(gained).sum()).collect();
        let total = points.last().copied().unwrap_or(0).to_string();
        RaceLine { place: nth as u64 + 1, name: (*name).to_owned(), total, points }
    };
    race::svg(&RacePicture {
        title: "누적 점수".to_owned(),
        about: "2026년 9월 1일~2026년 11월 30일".to_owned(),
        lines: NAMES.iter().enumerate().map(line).collect(),
        days: vec![(0, "9월 1일".to_owned()), (45, "10월 16일".to_owned()), (91, "11월 30일".to_owned())],
    })
}

fn half_year() -> String {
    let days = usize::from(WEEKS) * 7;
    let bar = |right| ("1. AWS 서비스를 이용한 개발".to_owned(), Tally { right, answered: 52 });
    stats::svg(&StatsPicture {
        name: NAMES[0].to_owned(),
        title: "최근 26주".to_owned(),
        days: (0..days).map(|day| Mark::ALL[day * 7 % Mark::ALL.len()]).collect(),
        weekdays: ["월", "화", "수", "목", "금", "토", "일"].map(str::to_owned),
        months: (0..6).map(|month| (month * 4, format!("{}월", month + 6))).collect(),
        legend: Mark::ALL.map(|mark| (mark, "정답 82일".to_owned())).to_vec(),
        bars_title: "시험 영역별 정답률".to_owned(),
        bars: vec![bar(12), bar(20), bar(40), bar(52)],
    })
}

/// An empty card as large as a picture.
fn blank(svg: &str) -> String {
    let head = svg.lines().next().unwrap_or_default();
    format!("{head}\n<rect width=\"100%\" height=\"100%\" fill=\"#1e1f24\"/></svg>\n")
}

fn made(svg: &str) -> (Duration, usize) {
    let begun = Instant::now();
    let png = raster::png(svg).expect("a picture");
    (begun.elapsed(), png.len())
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn main() {
    // `cargo test --benches` only asks whether it builds.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let begun = Instant::now();
    made(&podium());
    println!("the very first, with the font read: {:?}", begun.elapsed());
    for (name, svg) in [("podium", podium()), ("race", race()), ("half year", half_year())] {
        let empty = blank(&svg);
        let (mut pictures, mut blanks, mut bytes) = (Vec::new(), Vec::new(), 0);
        for _ in 0..TURNS {
            blanks.push(made(&empty).0);
            let (took, long) = made(&svg);
            pictures.push(took);
            bytes = long;
        }
        let (slowest, picture, blank) =
            (pictures.iter().max().copied().unwrap_or_default(), middle(pictures), middle(blanks));
        println!(
            "{name:>9}: {picture:.1?} (slowest {slowest:.1?}; asked: at most {AT_MOST:?}), {:.1} blank cards of {blank:.1?}, \
             {} KB (asked: at most {HEAVIEST})",
            picture.as_secs_f64() / blank.as_secs_f64(),
            bytes / 1024
        );
    }
}
