//! Draws who answered on which day: as a text for Discord, and as a table for spreadsheets.

use std::fmt::Write as _;

use chrono::{Datelike as _, NaiveDate};
use serenity::all::CreateEmbed;

use super::inert::unmarked;
use super::{moment, question as draw};
use crate::actions::show_attendance::{Attendance, Attended, MOST_MEMBERS};
use crate::discord::message::{Message, cut};
use crate::discord::words::{Speaker, Words};
use crate::domain::attendance::Mark;
use crate::domain::language::Language;
use rest::Attachment;

/// The most characters of the rows; with the legend they stay below Discord's 4,096.
const ROWS_UP_TO: usize = 3_400;

/// The most characters of a name in a row.
const LONGEST_NAME: usize = 20;

/// The table as a text, and how many members are in the file alone.
pub fn text(words: &Words, shown: &Attendance, language: Language) -> (Message, usize) {
    let speak = words.speak(language);
    let mut lines = header(&shown.days);
    let mut fitting = 0;
    for row in &shown.rows {
        let line = line(row);
        if length(&lines) + length(&line) > ROWS_UP_TO {
            break;
        }
        lines += &line;
        fitting += 1;
    }
    let more = shown.rows.len() - fitting;
    let table = if fitting == 0 { speak.say("attendance-nobody") } else { format!("```\n{lines}```") };
    let counted = |count: usize, key: &str| {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        (count > 0).then(|| speak.say_with(key, &[("count", count.into())]))
    };
    let legend = ["attendance-legend", "attendance-numbers"].map(|key| format!("-# {}", speak.say(key)));
    let after = [
        counted(more, "attendance-more"),
        counted(shown.away.len(), "attendance-away"),
        left_out(&speak, shown),
        (fitting > 0).then(|| legend.join("\n")),
    ];
    let text = std::iter::once(table).chain(after.into_iter().flatten()).collect::<Vec<_>>().join("\n");
    let embed = CreateEmbed::new().title(title(&speak, shown)).description(text).color(draw::CALM);
    (Message::embed(embed), more + shown.away.len())
}

/// That there are more members than were looked at.
fn left_out(speak: &Speaker<'_>, shown: &Attendance) -> Option<String> {
    let counts = [("most", MOST_MEMBERS.into()), ("count", shown.left_out.into())];
    (shown.left_out > 0).then(|| speak.say_with("attendance-left-out", &counts))
}

/// As the stricter of Discord's clients count.
fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

fn title(speak: &Speaker<'_>, shown: &Attendance) -> String {
    let day = |day: Option<&NaiveDate>| day.map(|day| moment::day(speak, *day)).unwrap_or_default();
    let (first, last) = (day(shown.days.first()), day(shown.days.last()));
    speak.say_with("attendance-title", &[("first", first.into()), ("last", last.into())])
}

/// The days of the month above the marks, digit by digit.
fn header(days: &[NaiveDate]) -> String {
    let digit = |of: fn(u32) -> u32| days.iter().map(|day| of(day.day()).to_string()).collect::<String>();
    format!("{}\n{}   X  O  +\n", digit(|day| day / 10), digit(|day| day % 10))
}

fn line(row: &Attended) -> String {
    let marks: String = row.marks.iter().map(|mark| letter(*mark)).collect();
    let sums = row.sums;
    let name = cut(&in_code(&row.name), LONGEST_NAME);
    let name = if name.is_empty() { row.member.to_string() } else { name };
    format!("{marks}  {:>2} {:>2} {:>2}  {name}\n", sums.missed, sums.answered, sums.right)
}

/// Letters that are equally wide and that tell themselves apart without a colour.
fn letter(mark: Mark) -> char {
    match mark {
        Mark::Before => '.',
        Mark::NoQuestion => '-',
        Mark::Right => '+',
        Mark::Answered => 'O',
        Mark::Open | Mark::ToCome => '?',
        Mark::Missed => 'X',
        Mark::Waiting => '~',
        Mark::Frozen => '*',
    }
}

/// A name inside a block of code, where only backticks mean something; what nobody sees would turn the rest of its row.
fn in_code(name: &str) -> String {
    unmarked(name).replace('`', "'")
}

/// The table as a file that spreadsheets open: with a mark of its encoding, ids that stay whole, names that are no formulas.
pub fn file(words: &Words, shown: &Attendance, language: Language) -> Attachment {
    let speak = words.speak(language);
    let mut csv = String::from('\u{feff}');
    let head = ["attendance-id", "attendance-name"].map(|key| speak.say(key)).into_iter();
    let days = shown.days.iter().map(NaiveDate::to_string);
    let sums = ["attendance-missed", "attendance-frozen", "attendance-answered", "attendance-right"];
    let cells = head.len() + days.len() + sums.len();
    push_row(&mut csv, head.chain(days).chain(sums.map(|key| speak.say(key))).map(|text| cell(&text)));
    for row in shown.rows.iter().chain(&shown.away) {
        let whose = [format!("\"=\"\"{}\"\"\"", row.member), cell(&row.name)].into_iter();
        let marks = row.marks.iter().map(|mark| cell(&word(&speak, *mark)));
        let sums = [row.sums.missed, row.sums.frozen, row.sums.answered, row.sums.right].map(|sum| sum.to_string());
        push_row(&mut csv, whose.chain(marks).chain(sums));
    }
    if let Some(left_out) = left_out(&speak, shown) {
        let others = (0..cells - 1).map(|_| String::new());
        push_row(&mut csv, std::iter::once(cell(&left_out)).chain(others));
    }
    Attachment {
        name: format!("attendance-{}.csv", shown.period.first_day),
        bytes: csv.into_bytes(),
        description: None,
    }
}

fn push_row(csv: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.collect();
    let _ = write!(csv, "{}\r\n", cells.join(","));
}

/// A text that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    let is_formula = text.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let guard = if is_formula { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

fn word(speak: &Speaker<'_>, mark: Mark) -> String {
    match mark {
        Mark::Before => String::new(),
        Mark::NoQuestion => speak.say("attendance-mark-none"),
        Mark::Right => speak.say("attendance-mark-right"),
        Mark::Answered => speak.say("attendance-mark-answered"),
        Mark::Open => speak.say("attendance-mark-open"),
        Mark::ToCome => speak.say("attendance-mark-to-come"),
        Mark::Missed => speak.say("attendance-mark-missed"),
        Mark::Waiting => speak.say("attendance-mark-waiting"),
        Mark::Frozen => speak.say("attendance-mark-frozen"),
    }
}
