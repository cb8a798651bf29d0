//! A member's half year: each day in its place, each mark of its own shape, and words for those who do not see it.

use proctor::actions::show_stats::{FreezesHeld, MemberStats};
use proctor::discord::message::Sketch;
use proctor::discord::render::stats_picture;
use proctor::discord::words::Words;
use proctor::domain::calendar::{Calendar, Mark, first_day};
use proctor::domain::ids::MemberId;
use proctor::domain::language::Language;
use proctor::domain::question::Domain;
use proctor::domain::settings::Freezes;
use proctor::domain::stats::{Stats, Tally};

use super::{Seen, made};

const CARD: [u8; 3] = [0x1e, 0x1f, 0x24];
const GOOD: [u8; 3] = [0x56, 0xb4, 0xe9];

/// The upper left corner of a day, as it is drawn.
fn corner(day: usize) -> (f32, f32) {
    (80.0 + 20.0 * (day / 7) as f32, 92.0 + 20.0 * (day % 7) as f32)
}

fn of(name: Option<&str>, days: Vec<Mark>) -> MemberStats {
    let tally = |right, answered| Tally { right, answered };
    let domains = [(2, tally(12, 41)), (4, tally(9, 17)), (1, tally(40, 52)), (3, tally(30, 30))];
    let domains = domains.map(|(number, tally)| (Domain::from_number(number).expect("a domain"), tally));
    MemberStats {
        member: MemberId(7),
        name: name.map(str::to_owned),
        stats: Stats { total: tally(91, 140), sections: Vec::new(), domains: domains.to_vec() },
        streak: 3,
        best_streak: 9,
        freezes: FreezesHeld { setting: Freezes::On, held: 0, waiting: 0, last_used_for: Vec::new() },
        points: 120,
        calendar: Some(Calendar { first: first_day("2026-11-29".parse().expect("a day")), days }),
    }
}

/// Twenty-six full weeks with every mark.
fn varied() -> Vec<Mark> {
    let mark = |n: usize| match (n, n * 7 % 11) {
        (0..30, _) => Mark::Nothing,
        (180, _) => Mark::Frozen,
        (181, _) => Mark::Ungraded,
        (_, 0..6) => Mark::Right,
        (_, 6..9) => Mark::Wrong,
        (_, 9) => Mark::Missed,
        _ => Mark::Nothing,
    };
    (0..182).map(mark).collect()
}

fn sketch(of: &MemberStats, language: Language) -> Sketch {
    let words = Words::load().expect("the words");
    stats_picture::sketch(&words.speak(language), of).expect("a picture")
}

#[test]
fn names_of_every_kind_stay_in_their_place() {
    let long = "W".repeat(32);
    let names = [
        ("stats-ko", Language::Korean, "김민준 🔥 DVA 합격까지"),
        ("stats-en", Language::English, "Christopher Montgomery-Wellington III of Seoul"),
        ("stats-wide", Language::Korean, long.as_str()),
        ("stats-xml", Language::English, "<b>&\"'</svg>]]>"),
        ("stats-zalgo", Language::Korean, "z\u{36f}\u{36f}\u{36f}\u{36f}a\u{202e}lgo"),
    ];
    for (file, language, name) in names {
        let seen = made(file, &sketch(&of(Some(name), varied()), language).svg);
        let is_card = |x: u16, y: u16| seen.at(f32::from(x), f32::from(y)) == CARD;
        assert!((0..24).all(|x| (0..60).all(|y| is_card(x, y) && is_card(596 + x, y))), "{file}: the edges are free");
        assert!((24..596).all(|x| is_card(x, 20) && is_card(x, 60)), "{file}: the lines around the name are free");
        assert!((24..300).any(|x| !is_card(x, 36)), "{file}: the name is there");
    }
}

#[test]
fn a_name_is_text_and_no_part_of_the_picture() {
    let svg = sketch(&of(Some("<b>&\"'</svg>"), varied()), Language::English).svg;
    assert!(svg.contains(">&lt;b&gt;&amp;&quot;&apos;&lt;/svg&gt;</text>"), "{svg}");
}

#[test]
fn each_day_stands_in_its_week_and_none_is_ahead() {
    let mut days = vec![Mark::Nothing; 180];
    days[0] = Mark::Right;
    days[8] = Mark::Right;
    days[179] = Mark::Right;
    let seen = made("stats-days", &sketch(&of(Some("민준"), days), Language::Korean).svg);
    let near_edge = |day: usize| {
        let (x, y) = corner(day);
        seen.at(x + 8.0, y + 3.0)
    };
    let coloured: Vec<usize> = (0..182).filter(|day| near_edge(*day) == GOOD).collect();
    assert_eq!(coloured, [0, 8, 179]);
    let inked = |day| ink(&seen, day).iter().any(|inked| *inked);
    assert!(inked(178) && !inked(180) && !inked(181), "a day without a question has a dot, one to come has nothing");
}

/// Which points of a day differ from the card, whatever their colour.
fn ink(seen: &Seen, day: usize) -> Vec<bool> {
    let (x, y) = corner(day);
    let points = (0..32_u16).flat_map(|row| (0..32_u16).map(move |column| (column, row)));
    points.map(|(column, row)| seen.at(x + f32::from(column) / 2.0, y + f32::from(row) / 2.0) != CARD).collect()
}

#[test]
fn marks_differ_in_shape_for_those_who_see_no_colour() {
    let seen = made("stats-marks", &sketch(&of(Some("민준"), Mark::ALL.to_vec()), Language::Korean).svg);
    for one in 0..Mark::ALL.len() {
        for other in 0..one {
            let points = ink(&seen, one).iter().zip(ink(&seen, other)).filter(|(one, other)| **one != *other).count();
            assert!(points > 20, "{:?} and {:?} differ in {points} points", Mark::ALL[one], Mark::ALL[other]);
        }
    }
}

#[test]
fn who_does_not_see_it_is_told_in_their_language() {
    let of = of(Some("민준"), varied());
    assert_eq!(
        sketch(&of, Language::Korean).alt,
        "민준 님의 최근 26주: 정답 82일, 오답 41일, 빠짐 13일. 보호권으로 지킨 날 1일. 시험 영역별 정답률: 2. 보안 29%, 4. 문제 해결 및 최적화 53%, \
         1. AWS 서비스를 이용한 개발 77%, 3. 배포 100%."
    );
    let english = sketch(&of, Language::English).alt;
    assert!(
        english.starts_with(
            "민준's last 26 weeks, in days: 82 right, 41 wrong, 13 missed. 1 saved by a freeze. Accuracy by"
        ),
        "{english}"
    );
}

#[test]
fn a_nameless_or_empty_half_year_is_drawn_without_a_hole() {
    let nameless = MemberStats {
        stats: Stats { total: Tally { right: 1, answered: 1 }, ..Stats::default() },
        ..of(None, vec![Mark::Right])
    };
    let sketch_of_it = sketch(&nameless, Language::English);
    made("stats-nameless", &sketch_of_it.svg);
    assert!(!sketch_of_it.svg.contains('○') && !sketch_of_it.svg.contains("Accuracy"), "{}", sketch_of_it.svg);
    assert_eq!(sketch_of_it.alt, "The last 26 weeks, in days: 1 right, 0 wrong, 0 missed.");

    let words = Words::load().expect("the words");
    let none = MemberStats { stats: Stats::default(), ..of(Some("민준"), Vec::new()) };
    assert!(stats_picture::sketch(&words.speak(Language::Korean), &none).is_none(), "nothing to show");
}
