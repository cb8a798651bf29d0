//! A member answers a round: the answer is judged, scored and saved, or refused with a reason.

use chrono::{DateTime, Utc};

use super::{hand_out, update_standings};
use crate::domain::choice::Choice;
use crate::domain::grading::{self, Refusal};
use crate::domain::ids::{MemberId, RoundId, ServerId};
use crate::domain::leaderboard::{Period, PeriodKind};
use crate::domain::round::Round;
use crate::domain::scoring;
use crate::domain::season::Season;
use crate::domain::settings::{Feedback, Freezes};
use crate::domain::sheet::Sheet;
use crate::domain::streak::{self, News};
use crate::domain::verdict::Verdict;
use crate::store::answers::Answer;
use crate::store::streaks::{self, InLine, LineDay};
use crate::store::{ReadTx, StoreError, WriteTx, answers, deliveries, editions, marks, members, rounds, standings};

/// What a member picked, where and when.
#[derive(Debug, Clone)]
pub struct SubmitAnswer {
    /// The server in which it was picked.
    pub server: ServerId,
    /// The round; `None` for the newest open one.
    pub round: Option<RoundId>,
    /// Who picked.
    pub member: MemberId,
    /// The name that the member has in the server now.
    pub name: String,
    /// What was picked; `None` when what was typed is no set of letters.
    pub choice: Option<Choice>,
    /// When, by Discord's clock.
    pub at: DateTime<Utc>,
}

/// What became of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerOutcome {
    /// It counts, and the member may know the verdict.
    Graded(Graded),
    /// It counts; the verdict comes when the round closes.
    Recorded {
        /// When the round closes.
        closes_at: Option<DateTime<Utc>>,
        /// What was picked.
        choice: Choice,
        /// What was picked before, when this changed it.
        earlier: Option<Choice>,
        /// The season of the round's day, if that was over when it was given.
        late_for: Option<Season>,
    },
    /// It does not count.
    Refused {
        /// Why.
        refusal: Refusal,
        /// The round, when there is one.
        round: Option<RoundId>,
    },
}

/// An answer with its verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    pub round: RoundId,
    /// What was asked.
    pub sheet: Sheet,
    /// What was picked.
    pub choice: Choice,
    /// Whether it is right.
    pub verdict: Verdict,
    /// The points for it.
    pub points: u32,
    /// The streak with it.
    pub streak: u32,
    /// What it tells of freezes; the first answer of a day does.
    pub freezes: News,
    /// The member's points in the round's local month, this answer included.
    pub month_points: u32,
    /// The season of the round's day, if that was over when it was given: it counts for none.
    pub late_for: Option<Season>,
}

/// Judges, scores and saves an answer.
pub fn submit_answer(tx: &WriteTx<'_>, submitted: &SubmitAnswer) -> Result<AnswerOutcome, StoreError> {
    let Some(InLine { round, day, before, followed }) = asked_round(tx, submitted)? else {
        return Ok(AnswerOutcome::Refused { refusal: Refusal::NoRound, round: None });
    };
    let Some(sheet) = editions::sheet_of(tx, &round)? else {
        return Ok(AnswerOutcome::Refused { refusal: Refusal::Gone, round: Some(round.id) });
    };
    let earlier = answers::find(tx, round.id, submitted.member)?;
    if let Some(told_again) = told_again(tx, &round, &sheet, earlier, submitted)? {
        return Ok(AnswerOutcome::Graded(told_again));
    }

    if earlier.is_none() && round.takes_answers_at(submitted.at) && marks::is_marked(tx, round.id, submitted.member)? {
        return Ok(AnswerOutcome::Refused { refusal: Refusal::Forgotten, round: Some(round.id) });
    }
    let earlier_choice = earlier.map(|answer| answer.choice);
    let choice = submitted.choice.unwrap_or_default();
    let judged = grading::judge(&round, &sheet, earlier_choice, choice, submitted.at);
    let verdict = match judged {
        Ok(verdict) => verdict,
        Err(Refusal::WrongCount { .. }) if submitted.choice.is_none() => {
            return Ok(AnswerOutcome::Refused {
                refusal: Refusal::UnknownLetter { letters: sheet.letters() },
                round: Some(round.id),
            });
        }
        Err(refusal) => {
            return Ok(AnswerOutcome::Refused { refusal, round: Some(round.id) });
        }
    };

    members::remember_name(tx, submitted.server, submitted.member, &submitted.name)?;
    if earlier.is_none() {
        rounds::count_answer(tx, round.id);
        deliveries::rearm_count(tx, round.id)?;
    }
    let (streak, news) = streak::answered(before, day.map_or(Freezes::Off, |day| day.freezes));
    let ungraded = Answer { member: submitted.member, choice, at: submitted.at, streak, graded: None };
    let points = scoring::points(verdict, sheet.edition().difficulty(), streak.days);
    let graded = (round.feedback == Feedback::Instant).then_some((verdict, points));
    answers::save(tx, round.id, &Answer { graded, ..ungraded })?;
    let month_points = match graded {
        Some((verdict, points)) => {
            update_standings::add(tx, &round, submitted.member, (verdict, points, streak.days), submitted.at)?
        }
        None => 0,
    };
    if followed {
        update_standings::rescore_later(tx, &round, submitted.member, submitted.at)?;
    }
    hand_out::reach(tx, round.server, submitted.member, (1, streak.days), submitted.at)?;
    let late_for = update_standings::season_that_was_over(tx, &round, submitted.at)?;
    if round.feedback == Feedback::AtClose {
        let (closes_at, earlier) = (round.closes_at, earlier_choice);
        return Ok(AnswerOutcome::Recorded { closes_at, choice, earlier, late_for });
    }
    let freezes = told_once(tx, &round, day, submitted.member, (submitted.at, news))?;
    let (round, streak) = (round.id, streak.days);
    let graded = Graded { round, sheet, choice, verdict, points, streak, freezes, month_points, late_for };
    Ok(AnswerOutcome::Graded(graded))
}

/// The verdict on a press that is kept already: Discord may deliver one press twice.
fn told_again(
    tx: &WriteTx<'_>,
    round: &Round,
    sheet: &Sheet,
    kept: Option<Answer>,
    submitted: &SubmitAnswer,
) -> Result<Option<Graded>, StoreError> {
    let is_final = round.feedback == Feedback::Instant;
    let same = kept.filter(|kept| is_final && Some(kept.choice) == submitted.choice && kept.at == submitted.at);
    let Some((kept, (verdict, points))) = same.and_then(|kept| Some((kept, kept.graded?))) else {
        return Ok(None);
    };
    let month = Period::of(PeriodKind::Month, round.day).code();
    let month_points =
        standings::find(tx, submitted.server, &month, submitted.member)?.map_or(0, |totals| totals.points);
    let freezes = freeze_news(tx, round, &kept)?;
    let late_for = update_standings::season_that_was_over(tx, round, kept.at)?;
    let (round, choice, streak, sheet) = (round.id, kept.choice, kept.streak.days, sheet.clone());
    Ok(Some(Graded { round, sheet, choice, verdict, points, streak, freezes, month_points, late_for }))
}

/// What an answer that is kept tells of freezes.
pub(super) fn freeze_news(tx: &ReadTx<'_>, round: &Round, kept: &Answer) -> Result<News, StoreError> {
    let Some(day) = streaks::day_of(tx, round.id)? else {
        return Ok(News::default());
    };
    let before = streaks::before(tx, round.server, day.day, kept.member)?;
    let (_, news) = streak::answered(before, day.freezes);
    told_once(tx, round, Some(day), kept.member, (kept.at, news))
}

/// What there is to tell of freezes, unless an earlier answer of the same day did.
fn told_once(
    tx: &ReadTx<'_>,
    round: &Round,
    day: Option<LineDay>,
    member: MemberId,
    (at, news): (DateTime<Utc>, News),
) -> Result<News, StoreError> {
    let Some(day) = day.filter(|_| news != News::default()) else {
        return Ok(News::default());
    };
    let told = streaks::has_answered_before(tx, (round.server, day.day), (round.id, at), member)?;
    Ok(if told { News::default() } else { news })
}

/// The round that is meant: the named one, if it belongs to this server, else the newest open one.
fn asked_round(tx: &WriteTx<'_>, submitted: &SubmitAnswer) -> Result<Option<InLine>, StoreError> {
    let named = submitted.round;
    let newest =
        || Ok::<_, StoreError>(rounds::open_in(tx, submitted.server)?.into_iter().next().map(|round| round.id));
    let Some(id) = named.map_or_else(newest, |id| Ok(Some(id)))? else {
        return Ok(None);
    };
    Ok(streaks::find_in_line(tx, id, submitted.member)?.filter(|asked| asked.round.server == submitted.server))
}
