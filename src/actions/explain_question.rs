//! Explains a question to a member who may know its key.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::domain::choice::Choice;
use crate::domain::ids::{MemberId, QuestionId, RoundId, ServerId};
use crate::domain::round::{Round, RoundState};
use crate::domain::settings::Feedback;
use crate::domain::sheet::Sheet;
use crate::store::answers::Answer;
use crate::store::editions::Drawn;
use crate::store::{ReadTx, StoreError, answers, editions, rounds};

/// The most rounds of a server that are looked through for what can be explained.
const LOOK_BACK: u32 = 400;

/// What is asked to be explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// The newest round whose key the member may know.
    Newest,
    /// A round, from a button.
    Round(RoundId),
    /// A question, as typed or picked.
    Question(String),
}

/// What a member may know of a round's question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The round that it was posted in.
    pub round: RoundId,
    /// The sheet in whose letters it is explained.
    pub sheet: Sheet,
    /// Where its round stands.
    pub state: RoundState,
    /// What the member answered.
    pub picked: Option<Choice>,
    /// The points that it brought, where it counts and has its verdict.
    pub points: Option<u32>,
}

/// What is explained, or why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Explanation {
    /// The member may know.
    Explained(Explained),
    /// It is open here and the member has not answered it, or may not know the verdict yet.
    NotYet {
        /// When it closes.
        closes_at: Option<DateTime<Utc>>,
    },
    /// The wording that was asked was not kept.
    Gone,
    /// It has not been asked here.
    NeverAsked,
    /// No round has closed here yet.
    NothingClosed,
}

/// Explains a question that is closed here, or that the member answered with instant feedback.
///
/// A question that is asked here again is as secret as it was the first time, whatever its earlier rounds told.
pub fn explain_question(
    tx: &ReadTx<'_>,
    server: ServerId,
    member: MemberId,
    asked: &Wanted,
) -> Result<Explanation, StoreError> {
    let candidates = match asked {
        Wanted::Newest => rounds::last_posted_in(tx, server, LOOK_BACK)?,
        Wanted::Round(id) => rounds::find(tx, *id)?.into_iter().filter(|round| round.server == server).collect(),
        Wanted::Question(text) => match QuestionId::new(text) {
            Some(id) => rounds::of_question(tx, server, &id)?,
            None => Vec::new(),
        },
    };
    let secrets = Secrets::of(tx, server, member)?;
    let mut closes_at = None;
    for round in &candidates {
        if let Some(secret) = secrets.hides(round) {
            closes_at = closes_at.or(secret.closes_at);
            continue;
        }
        let answer = answers::find(tx, round.id, member)?;
        if may_know(round, answer.as_ref()) {
            return explained(tx, round, answer);
        }
        closes_at = closes_at.or(round.closes_at);
    }
    Ok(match asked {
        Wanted::Newest if candidates.iter().all(|round| round.state == RoundState::Open) => Explanation::NothingClosed,
        _ if candidates.is_empty() => Explanation::NeverAsked,
        _ => Explanation::NotYet { closes_at },
    })
}

fn explained(tx: &ReadTx<'_>, round: &Round, answer: Option<Answer>) -> Result<Explanation, StoreError> {
    let picked = answer.map(|answer| answer.choice);
    let counts = round.state != RoundState::Void;
    let points = answer.filter(|_| counts).and_then(|answer| answer.graded).map(|(_, points)| points);
    let sheet = editions::sheet_of(tx, round)?;
    let told = |sheet| Explanation::Explained(Explained { round: round.id, sheet, state: round.state, picked, points });
    Ok(sheet.map_or(Explanation::Gone, told))
}

/// What a member may have explained here, the newest first.
pub fn explainable(tx: &ReadTx<'_>, server: ServerId, member: MemberId) -> Result<Vec<Drawn>, StoreError> {
    let secrets = Secrets::of(tx, server, member)?;
    let mut found = Vec::new();
    for round in rounds::last_posted_in(tx, server, LOOK_BACK)? {
        let known =
            round.state == RoundState::Closed || may_know(&round, answers::find(tx, round.id, member)?.as_ref());
        if known && secrets.hides(&round).is_none() {
            found.push(round);
        }
    }
    editions::all_drawn(tx, found)
}

fn may_know(round: &Round, answer: Option<&Answer>) -> bool {
    match round.state {
        RoundState::Closed | RoundState::Void => true,
        RoundState::Open => answer.is_some() && round.feedback == Feedback::Instant,
        RoundState::Due | RoundState::Skipped | RoundState::Removed => false,
    }
}

/// Whether a question is asked here now and its key is a secret to a member.
pub(super) fn is_secret(
    tx: &ReadTx<'_>,
    server: ServerId,
    member: MemberId,
    question: &QuestionId,
) -> Result<bool, StoreError> {
    Ok(Secrets::of(tx, server, member)?.0.contains_key(question))
}

/// The questions that are asked here now and whose key a member may not know yet.
struct Secrets(HashMap<QuestionId, Secret>);

struct Secret {
    closes_at: Option<DateTime<Utc>>,
}

impl Secrets {
    fn of(tx: &ReadTx<'_>, server: ServerId, member: MemberId) -> Result<Self, StoreError> {
        let mut secrets = HashMap::new();
        for round in rounds::open_in(tx, server)?.into_iter().chain(rounds::unposted_in(tx, server)?) {
            if !may_know(&round, answers::find(tx, round.id, member)?.as_ref()) {
                let secret = Secret { closes_at: round.closes_at };
                secrets.extend(round.question.map(|question| (question, secret)));
            }
        }
        Ok(Self(secrets))
    }

    fn hides(&self, round: &Round) -> Option<&Secret> {
        self.0.get(round.question.as_ref()?)
    }
}
