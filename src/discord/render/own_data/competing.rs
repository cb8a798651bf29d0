//! Draws what is kept of a member's part in seasons, prizes and quizzes, and of the rewards that they decided on.

use serde::Serialize;

use crate::domain::ids::ServerId;
use crate::domain::reward::Prize;
use crate::store::kept::Kept;

/// The part of the file that tells of it.
#[derive(Serialize)]
pub(super) struct Competing {
    seasons: Vec<InSeason>,
    prizes: Vec<GivenFor>,
    roles: Vec<HeldRole>,
    quizzes_started: Vec<Started>,
    rewards_set: Vec<SetReward>,
}

#[derive(Serialize)]
struct InSeason {
    server: String,
    season: String,
    first_day: String,
    last_day: String,
    is_over: bool,
    place: u64,
    points: u32,
}

/// What a role is given for: to be the champion, or a streak of so many days.
#[derive(Serialize)]
struct GivenFor {
    server: String,
    won: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<u32>,
}

#[derive(Serialize)]
struct HeldRole {
    server: String,
    role: String,
    given: bool,
}

#[derive(Serialize)]
struct Started {
    server: String,
    quiz: String,
    at: String,
}

#[derive(Serialize)]
struct SetReward {
    #[serde(flatten)]
    given_for: GivenFor,
    role: String,
}

/// Draws it.
pub(super) fn competing(kept: &Kept) -> Competing {
    let seasons = kept.seasons.iter().map(|season| InSeason {
        server: season.server.to_string(),
        season: season.name.clone(),
        first_day: season.first_day.to_string(),
        last_day: season.last_day.to_string(),
        is_over: season.is_over,
        place: season.place,
        points: season.points,
    });
    let roles = kept.roles.iter().map(|role| HeldRole {
        server: role.server.to_string(),
        role: role.role.to_string(),
        given: role.given,
    });
    let quizzes = kept.quizzes.iter().map(|quiz| Started {
        server: quiz.server.to_string(),
        quiz: quiz.quiz.to_string(),
        at: quiz.at.to_rfc3339(),
    });
    let rewards = kept
        .rewards
        .iter()
        .map(|reward| SetReward { given_for: won(reward.server, reward.prize), role: reward.role.to_string() });
    Competing {
        seasons: seasons.collect(),
        prizes: kept.prizes.iter().map(|prize| won(prize.server, prize.prize)).collect(),
        roles: roles.collect(),
        quizzes_started: quizzes.collect(),
        rewards_set: rewards.collect(),
    }
}

fn won(server: ServerId, prize: Prize) -> GivenFor {
    let (won, days) = prize.parts();
    GivenFor { server: server.to_string(), won, days: Some(days).filter(|days| *days > 0) }
}
