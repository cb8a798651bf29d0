//! Instants as each reader's own client shows them.

use chrono::{DateTime, Utc};

/// How far away it is: "in 3 hours".
pub fn relative(at: DateTime<Utc>) -> String {
    format!("<t:{}:R>", at.timestamp())
}

/// The date and the time of the day.
pub fn full(at: DateTime<Utc>) -> String {
    format!("<t:{}:f>", at.timestamp())
}

/// The date with its weekday, and the time of the day.
pub fn with_weekday(at: DateTime<Utc>) -> String {
    format!("<t:{}:F>", at.timestamp())
}
