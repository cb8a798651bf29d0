//! M27: a question whose check is more than a year old should be looked at again.

use chrono::{Datelike as _, NaiveDate};

use super::{Findings, Level};

/// The months for which a check holds.
const FRESH_MONTHS: i32 = 12;

pub(super) fn check(findings: &mut Findings<'_>, today: NaiveDate) {
    for question in findings.questions() {
        let Ok(checked) = NaiveDate::parse_from_str(&format!("{}-01", question.as_of()), "%Y-%m-%d") else {
            continue;
        };
        let months = |day: NaiveDate| day.year() * 12 + i32::try_from(day.month0()).unwrap_or(0);
        let age = months(today) - months(checked);
        if age > FRESH_MONTHS {
            let reason = format!("was checked {age} months ago; check it against AWS's pages again");
            findings.question("M27", Level::Warn, question, "as_of", reason);
        }
    }
}
