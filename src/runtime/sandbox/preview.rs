//! Every question in every form and both languages, with the faults of `bank check` beside it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use sandbox::page::Gallery;
use serde_json::{Value, json};

use super::draft::{Stamp, stamp};
use crate::actions::close_round::Reveal;
use crate::actions::submit_answer::{AnswerOutcome, Graded};
use crate::bank;
use crate::bank::Bank;
use crate::discord::message::Message;
use crate::discord::render::{explain, question as draw, reveal, verdict};
use crate::discord::words::Words;
use crate::domain::choice::{Choice, Letter};
use crate::domain::grading::Verdict;
use crate::domain::ids::{ChannelId, MessageId, RoundId, ServerId};
use crate::domain::language::Language;
use crate::domain::question::{OptionOrder, Question};
use crate::domain::round::{Round, RoundState};
use crate::domain::scoring;
use crate::domain::settings::{Feedback, Thread};
use crate::runtime::clock::Clock;

/// How many questions are shown at once.
const AT_ONCE: usize = 12;

struct Kept {
    stamp: Stamp,
    bank: Result<Bank, Vec<String>>,
    faults: Vec<String>,
}

/// What the gallery shows of the questions whose id or stem holds a text; the bank is read again when it was saved.
pub(super) fn gallery(folder: Option<PathBuf>) -> Gallery {
    let kept: Mutex<Option<Kept>> = Mutex::new(None);
    let words = Words::load();
    Arc::new(move |find: &str, from: usize| {
        let stamp = folder.as_deref().and_then(stamp);
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.as_ref().is_none_or(|kept| kept.stamp != stamp) {
            *kept = Some(read(folder.as_deref(), stamp));
        }
        match (kept.as_ref(), &words) {
            (Some(kept), Ok(words)) => shown(kept, words, find, from),
            _ => nothing(&[]),
        }
    })
}

fn read(folder: Option<&Path>, stamp: Stamp) -> Kept {
    match bank::open(folder) {
        Ok(bank) => {
            let review = bank.review(Clock::system().now().date_naive());
            let faults = review.failures.iter().chain(&review.warnings).map(ToString::to_string).collect();
            Kept { stamp, bank: Ok(bank), faults }
        }
        Err(faults) => {
            let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
            Kept { stamp, bank: Err(faults.clone()), faults }
        }
    }
}

fn nothing(faults: &[String]) -> Value {
    json!({ "title": "", "faults": faults, "items": [], "found": 0, "page": AT_ONCE })
}

fn shown(kept: &Kept, words: &Words, find: &str, from: usize) -> Value {
    let Ok(bank) = &kept.bank else {
        return nothing(&kept.faults);
    };
    let find = find.to_lowercase();
    let fits = |question: &&Question| {
        let stem = question.stem();
        [question.id().as_str(), &stem.ko, &stem.en].iter().any(|text| text.to_lowercase().contains(&find))
    };
    let found: Vec<&Question> = bank.questions().iter().filter(fits).collect();
    let items: Vec<Value> = found.iter().skip(from).take(AT_ONCE).map(|one| item(kept, bank, words, one)).collect();
    let title = format!("{} ({})", bank.id(), bank.questions().len());
    json!({ "title": title, "faults": kept.faults, "items": items, "found": found.len(), "page": AT_ONCE })
}

fn item(kept: &Kept, bank: &Bank, words: &Words, question: &Question) -> Value {
    let id = question.id().as_str();
    let faults: Vec<&String> = kept.faults.iter().filter(|fault| fault.contains(&format!(": {id}:"))).collect();
    let shown: Vec<Value> =
        Language::ALL.into_iter().flat_map(|language| forms(bank, words, question, language)).collect();
    json!({ "title": id, "faults": faults, "shown": shown })
}

fn forms(bank: &Bank, words: &Words, question: &Question, language: Language) -> Vec<Value> {
    let round = round_of(question);
    let closed = Round { state: RoundState::Closed, ..round.clone() };
    let key = question.key(&round.order);
    let wrong = Choice::of(Letter::all().take(key.len()));
    let wrong = if wrong == key { Choice::of(Letter::all().skip(1).take(key.len())) } else { wrong };
    let told = Reveal { round: closed.clone(), choices: vec![(key, 3), (wrong, 1)] };
    let judged = |choice| verdict::outcome(words, bank, &graded(question, &round, choice), language);
    let code = language.code();
    let form =
        |name: &str, message: Message| json!({ "title": format!("{code} · {name}"), "message": message.to_json() });
    vec![
        form("post", draw::post(words, bank, question, &round, language, None, 4)),
        form("right answer", judged(key)),
        form("wrong answer", judged(wrong)),
        form("reveal", reveal::reveal(words, bank, question, &told, language)),
        form("explain", explain::explanation(words, bank, question, &closed, Some(wrong), language)),
    ]
}

fn graded(question: &Question, round: &Round, choice: Choice) -> AnswerOutcome {
    let verdict = if choice == question.key(&round.order) { Verdict::Right } else { Verdict::Wrong };
    let points = scoring::points(verdict, question.difficulty(), 2);
    AnswerOutcome::Graded(Graded { round: round.clone(), choice, verdict, points, streak: 2, month_points: 40 })
}

/// A round of today in which the question might stand; its options in stored order, as the writer knows them.
fn round_of(question: &Question) -> Round {
    let day = Clock::system().now().date_naive();
    let noon = day.and_time(chrono::NaiveTime::MIN).and_utc();
    Round {
        id: RoundId(1),
        server: ServerId(1),
        day,
        number: 0,
        question: Some(question.id().clone()),
        order: OptionOrder::stored(question.options().len()),
        state: RoundState::Open,
        due_at: noon,
        posted_at: Some(noon),
        closes_at: Some(noon + chrono::TimeDelta::days(1)),
        closed_at: None,
        channel: ChannelId(1),
        message: Some(MessageId(1)),
        feedback: Feedback::Instant,
        thread: Thread::None,
        skip_reason: None,
    }
}
