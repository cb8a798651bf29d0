//! The race of a season: every line has a shape of its own and its name in its place, whatever the points are.

use proctor::pictures::race::{RaceLine, RacePicture, svg};

use super::{Seen, made};

const CARD: [u8; 3] = [0x1e, 0x1f, 0x24];

/// Ten members over so many days, each with their own pace.
fn race(days: usize, name: impl Fn(usize) -> String) -> RacePicture {
    let line = |nth: usize| {
        let gained = |day: usize| if (day * 7 + nth * 5).is_multiple_of(nth + 3) { 0 } else { 21 - nth as u32 };
        let points: Vec<u32> = (0..days).map(|day| (0..=day).map(gained).sum()).collect();
        let total = points.last().copied().unwrap_or(0).to_string();
        RaceLine { place: nth as u64 + 1, name: name(nth), total, points }
    };
    let mut lines: Vec<RaceLine> = (0..10).map(line).collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.points.last().copied()));
    for (nth, line) in lines.iter_mut().enumerate() {
        line.place = nth as u64 + 1;
    }
    let days = vec![(0, "11월 1일".to_owned()), (days / 2, "11월 15일".to_owned()), (days - 1, "11월 30일".to_owned())];
    RacePicture { title: "누적 점수".to_owned(), about: "2026년 11월 1일~11월 30일".to_owned(), lines, days }
}

/// The name of a member.
type Name = Box<dyn Fn(usize) -> String>;

fn rows_with_ink(seen: &Seen, x: f32, from: f32, to: f32) -> usize {
    let heights = (0..((to - from) * 2.0) as usize).map(|half| from + half as f32 / 2.0);
    let ink: Vec<bool> = heights.map(|y| (0..20_u16).any(|dx| seen.at(x + f32::from(dx), y) != CARD)).collect();
    ink.windows(2).filter(|pair| !pair[0] && pair[1]).count()
}

#[test]
fn ten_names_stand_below_each_other_and_keep_the_edges_free() {
    let names = ["김민준", "Seoyeon", "지우", "Daniel", "하은", "도윤", "W", "이서준", "<b>&", "🔥불꽃"];
    let table: [(&str, usize, Name); 4] = [
        ("race-ko", 30, Box::new(move |nth| names[nth].to_owned())),
        ("race-quarter", 92, Box::new(|_| "Christopher Montgomery-Wellington".to_owned())),
        ("race-wide", 28, Box::new(|_| "W".repeat(32))),
        ("race-three-days", 3, Box::new(|nth| format!("member {nth}"))),
    ];
    for (file, days, name) in table {
        let seen = made(file, &svg(&race(days, name)));
        assert_eq!(rows_with_ink(&seen, 446.0, 60.0, 385.0), 10, "{file}: ten names");
        for y in 0..390_u16 {
            assert!([8.0, 14.0, 606.0, 612.0].iter().all(|x| seen.at(*x, f32::from(y)) == CARD), "{file}: the edges");
        }
    }
}

#[test]
fn marks_differ_in_shape_for_those_who_see_no_colour() {
    // All at one height apart: names stand beside their marks.
    let seen = made("race-marks", &svg(&race(30, |nth| format!("{nth}"))));
    let mut shapes: Vec<Vec<bool>> = Vec::new();
    let mut y = 60.0_f32;
    while y < 385.0 && shapes.len() < 10 {
        // The middle column of a mark.
        if (0..24_u16).any(|half| seen.at(426.0 + f32::from(half) / 2.0, y) != CARD) {
            let points = (0..26_u16).flat_map(|row| (0..26_u16).map(move |column| (column, row)));
            shapes.push(
                points.map(|(dx, dy)| seen.at(426.0 + f32::from(dx) / 2.0, y + f32::from(dy) / 2.0) != CARD).collect(),
            );
            y += 20.0;
        }
        y += 0.5;
    }
    assert_eq!(shapes.len(), 10);
    for one in 0..shapes.len() {
        for other in 0..one {
            let differ = shapes[one].iter().zip(&shapes[other]).filter(|(one, other)| one != other).count();
            assert!(differ > 20, "{one} and {other} differ in {differ} points");
        }
    }
}

#[test]
fn equals_share_a_line_and_nothing_is_divided_by_nothing() {
    let same =
        |points: &[u32]| RaceLine { place: 1, name: "a".to_owned(), total: "0".to_owned(), points: points.to_vec() };
    let of = |lines: Vec<RaceLine>| RacePicture { lines, ..race(3, |_| String::new()) };
    made("race-equals", &svg(&of(vec![same(&[0, 10, 20]), same(&[0, 10, 20])])));
    made("race-nothing", &svg(&of(vec![same(&[0, 0, 0])])));
    made("race-nobody", &svg(&of(Vec::new())));
    made("race-endless", &svg(&of(vec![same(&[0, u32::MAX])])));
}
