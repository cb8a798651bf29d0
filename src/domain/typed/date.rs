//! Reads a day as people write it, among the days that it can be.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use super::{days, plain, squeezed};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Days as they are counted from today.
const FROM_TODAY: [(i64, &[&str]); 5] = [
    (0, &["오늘", "today", "금일"]),
    (1, &["내일", "tomorrow", "tmr", "tmrw", "명일"]),
    (2, &["모레", "내일모레", "dayaftertomorrow", "thedayaftertomorrow"]),
    (-1, &["어제", "yesterday", "작일"]),
    (-2, &["그저께", "그제", "엊그제", "daybeforeyesterday", "thedaybeforeyesterday"]),
];

/// Words beside a day that say nothing about which it is.
const BESIDE: [&str; 8] = ["the", "of", "on", "st", "nd", "rd", "th", "에"];

/// The days among the known ones that a text names; `None` where it names no day at all.
///
/// `12월 2일`, `12월 2일(수)`, `12/2`, `Dec 2`, `2 Dec`, `2026-12-02`, `수요일`, `내일`. Two numbers are the month and the day.
pub fn read(text: &str, today: NaiveDate, known: &[NaiveDate]) -> Option<Vec<NaiveDate>> {
    let named = Named::of(text)?;
    let mut found: Vec<NaiveDate> = known.iter().copied().filter(|day| named.is(*day, today)).collect();
    found.sort_unstable();
    found.dedup();
    Some(found)
}

/// What is said of a day.
#[derive(Debug, Default, PartialEq, Eq)]
struct Named {
    /// How many days after today it is.
    from_today: Option<i64>,
    year: Option<i32>,
    month: Option<u32>,
    day: Option<u32>,
    weekday: Option<Weekday>,
}

impl Named {
    fn of(text: &str) -> Option<Self> {
        let whole = squeezed(text);
        let said = FROM_TODAY.iter().find(|(_, words)| words.contains(&whole.as_str()));
        if let Some((from_today, _)) = said {
            return Some(Self { from_today: Some(*from_today), ..Self::default() });
        }
        let mut named = Self::default();
        let (mut numbers, mut is_with_unit) = (Vec::new(), false);
        let text = plain(text);
        let mut rest = text.as_str();
        while let Some(first) = rest.chars().next() {
            let (run, after) = rest.split_at(rest.find(|c| kind(c) != kind(first)).unwrap_or(rest.len()));
            let behind_number = is_with_unit;
            is_with_unit = false;
            match kind(first) {
                Kind::Digit => {
                    numbers.push(run);
                    is_with_unit = true;
                }
                Kind::Between => is_with_unit = behind_number && run == " ",
                Kind::Word => named.take(run, behind_number)?,
                Kind::Other => return None,
            }
            rest = after;
        }
        named.number(&numbers)?;
        (named != Self::default()).then_some(named)
    }

    /// Takes a word: a month, a weekday, or the unit of the number before it.
    fn take(&mut self, word: &str, is_behind_number: bool) -> Option<()> {
        let word = match word.chars().next().filter(|c| is_behind_number && "년월일".contains(*c)) {
            Some(unit) => &word[unit.len_utf8()..],
            None => word,
        };
        if word.is_empty() || BESIDE.contains(&word) {
            return Some(());
        }
        let month = MONTHS.iter().position(|month| {
            word.len() >= 3 && (month.starts_with(word) || word == "sept" && month.starts_with("sep"))
        });
        if let Some(month) = month {
            self.month = u32::try_from(month + 1).ok();
            return Some(());
        }
        self.weekday = Some(days::day(word.strip_suffix('에').unwrap_or(word))?);
        Some(())
    }

    /// Takes the numbers: the year where it is written whole, the month where no word named it, the day.
    fn number(&mut self, numbers: &[&str]) -> Option<()> {
        let numbers = match numbers {
            [year, rest @ ..] if year.len() == 4 && !rest.is_empty() => {
                self.year = Some(year.parse().ok()?);
                rest
            }
            [rest @ .., year] if year.len() == 4 && self.month.is_some() => {
                self.year = Some(year.parse().ok()?);
                rest
            }
            numbers => numbers,
        };
        let short = |number: &str| if number.len() <= 2 { number.parse::<u32>().ok() } else { None };
        match (numbers, self.month) {
            ([], None) => {}
            ([day], Some(_)) => self.day = Some(short(day)?),
            ([month, day], None) => (self.month, self.day) = (Some(short(month)?), Some(short(day)?)),
            _ => return None,
        }
        Some(())
    }

    fn is(&self, day: NaiveDate, today: NaiveDate) -> bool {
        let from_today = self.from_today.is_none_or(|from| {
            let days = Days::new(from.unsigned_abs());
            let meant = if from < 0 { today.checked_sub_days(days) } else { today.checked_add_days(days) };
            meant == Some(day)
        });
        from_today
            && self.year.is_none_or(|year| year == day.year())
            && self.month.is_none_or(|month| month == day.month())
            && self.day.is_none_or(|number| number == day.day())
            && self.weekday.is_none_or(|weekday| weekday == day.weekday())
    }
}

#[derive(PartialEq)]
enum Kind {
    Digit,
    Word,
    Between,
    Other,
}

fn kind(c: char) -> Kind {
    match c {
        '0'..='9' => Kind::Digit,
        _ if c.is_alphabetic() => Kind::Word,
        _ if c.is_whitespace() || ",./-()".contains(c) => Kind::Between,
        _ => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        let (today, known) = (day("2026-12-01"), ["2026-12-02", "2026-12-03", "2026-12-12", "2027-01-06"].map(day));
        for (expected, forms) in [
            (
                "2026-12-02",
                "12월 2일 | 12월2일 | 12월 2일(수) | 12월 2일 수요일 | 12/2 | 12.2 | 12-02 | 12. 2. | 2026-12-02 | \
                 2026.12.2 | 2026년 12월 2일 | Dec 2 | December 2nd | 2 Dec | Wed, Dec 2 | Dec 2, 2026 | \
                 the 2nd of December | 내일 | tomorrow | １２월 ２일 | 12월 2일에 | dec. 2 | 12월 2일수요일",
            ),
            ("2026-12-03", "목 | 목요일 | 모레 | Thu | Thursday | the day after tomorrow"),
            ("2026-12-12", "12월 12일 | Sat | 토요일 | 12/12"),
            ("2027-01-06", "1월 6일 | Jan 6 | 2027-01-06 | 1/6"),
        ] {
            for typed in forms.split(" | ") {
                assert_eq!(read(typed, today, &known), Some(vec![day(expected)]), "{typed}");
            }
        }
    }

    #[test]
    fn a_day_that_is_not_among_them_is_none_of_them() {
        let (today, known) = (day("2026-12-01"), ["2026-12-02", "2026-12-12", "2027-01-06"].map(day));
        for typed in
            ["2월 2일", "2/12", "2월 12일", "오늘", "yesterday", "12월 2일(목)", "2025-12-02", "12월 22일", "Fri"]
        {
            assert_eq!(read(typed, today, &known), Some(Vec::new()), "{typed}");
        }
        assert_eq!(read("수", today, &known).map(|days| days.len()), Some(2), "two Wednesdays");
    }

    #[test]
    fn what_names_no_day_is_told_from_a_day() {
        for typed in ["", "Route 53", "404", "VPC", "보안 그룹", "2", "next week", "HTTP 503", "S3", "?"] {
            let read = read(typed, day("2026-12-01"), &[day("2026-12-02")]);
            assert!(read.is_none() || typed == "{typed}: {read:?}");
        }
    }
}
