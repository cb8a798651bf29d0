//! The words with which people say a time of day.

/// A part of the day, with the hours that are said with it.
pub(super) struct DayPart {
    pub(super) words: &'static [&'static str],
    /// The first and the last hour as it is said, and what the first is on a clock of 24 hours.
    pub(super) hours: &'static [(u32, u32, u32)],
}

/// The parts of the day. An hour that is not said with one (`아침 2시`) is refused rather than guessed.
pub(super) const DAY_PARTS: [DayPart; 7] = [
    DayPart {
        words: &["오전", "a.m.", "a.m", "am", "a. m.", "a. m", "a m", "in the morning", "morning", "a"],
        hours: &[(1, 11, 1), (12, 12, 0), (0, 0, 0)],
    },
    DayPart {
        words: &["오후", "p.m.", "p.m", "pm", "p. m.", "p. m", "p m", "p"],
        hours: &[(1, 11, 13), (12, 12, 12), (13, 23, 13)],
    },
    DayPart { words: &["새벽"], hours: &[(1, 6, 1), (12, 12, 0), (0, 0, 0)] },
    DayPart { words: &["아침"], hours: &[(5, 11, 5)] },
    DayPart {
        words: &["점심", "한낮", "낮", "in the afternoon", "afternoon"],
        hours: &[(11, 12, 11), (1, 5, 13), (13, 17, 13)],
    },
    DayPart { words: &["저녁", "in the evening", "evening"], hours: &[(5, 11, 17), (17, 23, 17)] },
    DayPart {
        words: &["밤", "at night"],
        hours: &[(6, 11, 18), (18, 23, 18), (12, 12, 0), (0, 0, 0), (24, 24, 0), (1, 3, 1)],
    },
];

/// Noon, without spaces.
pub(super) const NOON: [&str; 8] = ["정오", "noon", "12noon", "midday", "정오12시", "12시정오", "12:00noon", "낮정오"];
/// Midnight, without spaces.
pub(super) const MIDNIGHT: [&str; 6] = ["자정", "midnight", "12midnight", "자정12시", "밤자정", "자정0시"];

/// How Korean speakers count hours, from one to twelve.
pub(super) const COUNTED: [&str; 12] =
    ["한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한", "열두"];

/// How English speakers count hours, from one to twelve.
pub(super) const ENGLISH: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Minutes in Korean words.
pub(super) const MINUTES: [(&str, u32); 6] =
    [("반", 30), ("십", 10), ("십오", 15), ("이십", 20), ("삼십", 30), ("사십", 40)];

/// What people write before a time, the longer ones first: what they post, they post every day.
pub(super) const LEADS: [&str; 9] =
    ["매일매일", "매일", "매 일", "날마다", "every day", "everyday", "each day", "daily", "at"];

/// What people write behind a time, the longer ones first.
pub(super) const TRAILS: [&str; 18] = [
    "every day",
    "everyday",
    "each day",
    "daily",
    "sharp",
    "please",
    "입니다",
    "이에요",
    "예요",
    "에요",
    "이요",
    "으로",
    "매일",
    "정도",
    "쯤",
    "경",
    "에",
    "로",
];
