//! Writes a server's history for other tools: `proctor export`.

use std::collections::HashMap;
use std::io::Write;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use crate::actions::export_server::ServerHistory;
use crate::domain::ids::ServerId;
use crate::domain::round::{Punctuality, RoundState};
use crate::domain::sheet::Sheet;
use crate::domain::verdict::Verdict;
use crate::store::history::{PastAnswer, PastRound, PastStanding};

/// A server's history; ids are text, times RFC 3339 in UTC.
#[derive(Debug, Serialize)]
pub(super) struct Export {
    server: String,
    rounds: Vec<Round>,
    answers: Vec<Answer>,
    standings: Vec<Standing>,
}

#[derive(Debug, Serialize)]
struct Round {
    id: String,
    day: String,
    question: Option<String>,
    letters_right: Vec<String>,
    status: &'static str,
    due_at: String,
    posted_at: Option<String>,
    closed_at: Option<String>,
    message_id: Option<String>,
}

#[derive(Debug, Serialize)]
struct Answer {
    round: String,
    member: String,
    choice: Vec<String>,
    right: Option<bool>,
    points: Option<u32>,
    at: String,
}

#[derive(Debug, Serialize)]
struct Standing {
    member: String,
    period: String,
    points: u32,
    answered: u32,
    right: u32,
    streak: u32,
}

/// Draws a server's history. A round that waits to be posted is not part of it yet.
pub(super) fn document(server: ServerId, history: ServerHistory) -> Export {
    Export {
        server: server.to_string(),
        rounds: history.rounds.into_iter().filter_map(round_of).collect(),
        answers: history.answers.iter().map(answer_of).collect(),
        standings: history.standings.into_iter().map(|(standing, streak)| standing_of(standing, streak)).collect(),
    }
}

impl Export {
    /// Whether the server is unknown here, or nothing has happened in it.
    pub(super) fn is_empty(&self) -> bool {
        self.rounds.is_empty()
    }

    /// Writes it as one JSON document.
    pub(super) fn write_json(&self, out: &mut impl Write) -> std::io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        writeln!(out)
    }

    /// Writes its answers as a table, one row an answer, with the round's day and question.
    pub(super) fn write_csv(&self, out: &mut impl Write) -> std::io::Result<()> {
        let rounds: HashMap<&str, &Round> = self.rounds.iter().map(|round| (round.id.as_str(), round)).collect();
        let mut table = csv::Writer::from_writer(out);
        table.write_record([
            "round",
            "day",
            "question",
            "status",
            "member",
            "choice",
            "letters_right",
            "right",
            "points",
            "at",
        ])?;
        for answer in &self.answers {
            let Some(round) = rounds.get(answer.round.as_str()) else {
                continue;
            };
            table.write_record([
                answer.round.as_str(),
                &round.day,
                round.question.as_deref().unwrap_or_default(),
                round.status,
                &answer.member,
                &answer.choice.concat(),
                &round.letters_right.concat(),
                answer.right.map_or("", |right| if right { "true" } else { "false" }),
                &answer.points.map(|points| points.to_string()).unwrap_or_default(),
                &answer.at,
            ])?;
        }
        table.flush()
    }
}

fn round_of(round: PastRound) -> Option<Round> {
    let status = match round.state {
        RoundState::Due => return None,
        RoundState::Open => match round.posted_at.map(|posted_at| Punctuality::of(round.due_at, posted_at)) {
            Some(Punctuality::Late) => "late",
            Some(Punctuality::OnTime) | None => "posted",
        },
        RoundState::Closed => "closed",
        RoundState::Skipped => "skipped",
        RoundState::Void => "void",
        RoundState::Removed => "removed",
    };
    let key = round.sheet.as_ref().map(Sheet::key);
    Some(Round {
        id: round.id.to_string(),
        day: round.day.to_string(),
        question: round.question.map(|id| id.to_string()),
        letters_right: key
            .into_iter()
            .flat_map(|key| key.letters().map(|letter| letter.to_string()).collect::<Vec<_>>())
            .collect(),
        status,
        due_at: time(round.due_at),
        posted_at: round.posted_at.map(time),
        closed_at: round.closed_at.map(time),
        message_id: round.message.map(|id| id.to_string()),
    })
}

fn answer_of(answer: &PastAnswer) -> Answer {
    Answer {
        round: answer.round.to_string(),
        member: answer.member.to_string(),
        choice: answer.choice.letters().map(|letter| letter.to_string()).collect(),
        right: answer.graded.map(|(verdict, _)| verdict == Verdict::Right),
        points: answer.graded.map(|(_, points)| points),
        at: time(answer.at),
    }
}

fn standing_of(standing: PastStanding, streak: u32) -> Standing {
    Standing {
        member: standing.member.to_string(),
        period: standing.period,
        points: standing.points,
        answered: standing.answered,
        right: standing.right,
        streak,
    }
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}
