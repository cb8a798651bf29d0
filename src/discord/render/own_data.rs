//! Draws everything that is kept of a member as the file of `/privacy export`: ids as text, times RFC 3339 in UTC.

mod competing;

use serde::Serialize;

use competing::Competing;

use crate::domain::verdict::Verdict;
use crate::store::kept::{Kept, Unreadable};

#[derive(Serialize)]
struct Document {
    member: String,
    names: Vec<Name>,
    answers: Vec<Answer>,
    quiz_answers: Vec<QuizAnswer>,
    manages: Vec<String>,
    hides_in: Vec<String>,
    reports: Vec<Report>,
    #[serde(flatten)]
    competing: Competing,
    /// What is kept too, but is damaged.
    #[serde(skip_serializing_if = "Option::is_none")]
    unreadable: Option<Counts>,
}

#[derive(Serialize)]
struct Counts {
    names: usize,
    answers: usize,
    quiz_answers: usize,
    reports: usize,
    seasons: usize,
    prizes: usize,
    roles: usize,
    quizzes_started: usize,
    rewards_set: usize,
}

#[derive(Serialize)]
struct QuizAnswer {
    server: String,
    quiz: String,
    question: String,
    choice: Vec<String>,
    right: Option<bool>,
    points: Option<u32>,
    at: String,
}

#[derive(Serialize)]
struct Name {
    server: String,
    name: String,
}

#[derive(Serialize)]
struct Answer {
    server: String,
    day: String,
    question: String,
    choice: Vec<String>,
    right: Option<bool>,
    points: Option<u32>,
    at: String,
}

#[derive(Serialize)]
struct Report {
    server: String,
    question: String,
    text: String,
    at: String,
}

/// The JSON document.
pub fn file(kept: Kept) -> Vec<u8> {
    let competing = competing::competing(&kept);
    let answers = kept.answers.into_iter().map(|answer| Answer {
        server: answer.server.to_string(),
        day: answer.day.to_string(),
        question: answer.question.to_string(),
        choice: answer.choice.letters().map(|letter| letter.to_string()).collect(),
        right: answer.verdict.map(|verdict| verdict == Verdict::Right),
        points: answer.points,
        at: answer.at.to_rfc3339(),
    });
    let quiz_answers = kept.quiz_answers.into_iter().map(|answer| QuizAnswer {
        server: answer.server.to_string(),
        quiz: answer.quiz.to_string(),
        question: answer.question.to_string(),
        choice: answer.choice.letters().map(|letter| letter.to_string()).collect(),
        right: answer.graded.map(|(verdict, _)| verdict == Verdict::Right),
        points: answer.graded.map(|(_, points)| points),
        at: answer.at.to_rfc3339(),
    });
    let reports = kept.reports.into_iter().map(|report| Report {
        server: report.server.to_string(),
        question: report.question.to_string(),
        text: report.text,
        at: report.at.to_rfc3339(),
    });
    let names = kept.names.into_iter().map(|(server, name)| Name { server: server.to_string(), name });
    let unreadable = (kept.unreadable != Unreadable::default()).then(|| {
        let Unreadable { names, answers, quiz_answers, reports, seasons, prizes, roles, quizzes, rewards } =
            kept.unreadable;
        let (quizzes_started, rewards_set) = (quizzes, rewards);
        Counts { names, answers, quiz_answers, reports, seasons, prizes, roles, quizzes_started, rewards_set }
    });
    let document = Document {
        member: kept.member.to_string(),
        names: names.collect(),
        answers: answers.collect(),
        quiz_answers: quiz_answers.collect(),
        manages: kept.manages.iter().map(ToString::to_string).collect(),
        hides_in: kept.hides_in.iter().map(ToString::to_string).collect(),
        reports: reports.collect(),
        competing,
        unreadable,
    };
    serde_json::to_vec_pretty(&document).unwrap_or_default()
}
