//! Which page of a leaderboard a button turns to.

use std::fmt;

use chrono::DateTime;

use super::number;
use crate::domain::ids::MemberId;
use crate::store::standings::Edge;

/// Which page of the leaderboard a button turns to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// `top`: the first page.
    Top,
    /// `own`: the page of whoever presses.
    Own,
    /// `final`: the first page, for nobody but whoever presses.
    Final,
    /// `after:15:1700000000000:123`: what follows this row.
    After(Edge),
    /// `before:…`: what precedes this row.
    Before(Edge),
}

impl fmt::Display for Turn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, edge) = match self {
            Self::Top => return f.write_str("top"),
            Self::Own => return f.write_str("own"),
            Self::Final => return f.write_str("final"),
            Self::After(edge) => ("after", edge),
            Self::Before(edge) => ("before", edge),
        };
        write!(f, "{word}:{}:{}:{}", edge.points, edge.reached_at.timestamp_millis(), edge.member)
    }
}

impl Turn {
    /// The page that this text names; `None` for one that no version has drawn.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (word, edge) = text.split_once(':').unwrap_or((text, ""));
        match word {
            "top" if edge.is_empty() => Some(Self::Top),
            "own" if edge.is_empty() => Some(Self::Own),
            "final" if edge.is_empty() => Some(Self::Final),
            "after" => parse_edge(edge).map(Self::After),
            "before" => parse_edge(edge).map(Self::Before),
            _ => None,
        }
    }
}

fn parse_edge(text: &str) -> Option<Edge> {
    let mut parts = text.split(':');
    let points = u32::try_from(number(parts.next()?)?).ok()?;
    let millis = i64::try_from(number(parts.next()?)?).ok()?;
    let member = MemberId(number(parts.next()?)?);
    let reached_at = DateTime::from_timestamp_millis(millis)?;
    parts.next().is_none().then_some(Edge { points, reached_at, member })
}
