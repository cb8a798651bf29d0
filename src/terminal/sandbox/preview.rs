//! Every question in every form and both languages, with the faults of `bank check` beside it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use sandbox::page::Gallery;
use serde_json::{Value, json};

use super::draft::{Stamp, stamp};
use crate::actions::explain_question::Explained;
use crate::actions::show_ahead::Ahead;
use crate::actions::submit_answer::{AnswerOutcome, Graded};
use crate::bank;
use crate::bank::Bank;
use crate::discord::message::Message;
use crate::discord::render::question::{self as draw, Post};
use crate::discord::render::{explain, reveal, verdict};
use crate::discord::words::Words;
use crate::domain::choice::{Choice, Letter};
use crate::domain::edition::Edition;
use crate::domain::ids::RoundId;
use crate::domain::language::Language;
use crate::domain::round::RoundState;
use crate::domain::scoring;
use crate::domain::sheet::Sheet;
use crate::domain::streak::News;
use crate::runtime::clock::Clock;

/// How many questions are shown at once.
const AT_ONCE: usize = 12;

/// What its buttons answer; nobody can press them.
const ROUND: RoundId = RoundId(1);

/// What a bank's files held when they were read.
struct Opened {
    stamp: Stamp,
    /// When its questions close.
    closes_at: DateTime<Utc>,
    /// What of it is sound.
    bank: Option<Arc<Bank>>,
    /// What is wrong with it; `None` as long as that is looked at.
    faults: Arc<OnceLock<Vec<String>>>,
}

/// What the gallery shows of the questions whose id or stem holds a text; the bank is read again when it was saved.
pub(super) fn gallery(folder: Option<PathBuf>) -> Gallery {
    let kept: Mutex<Option<Opened>> = Mutex::new(None);
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

fn nothing(faults: &[String]) -> Value {
    json!({ "title": "", "faults": faults, "checked": true, "items": [], "found": 0, "page": AT_ONCE })
}

fn read(folder: Option<&Path>, stamp: Stamp) -> Opened {
    let (bank, faults) = bank::open_sound(folder);
    let closes_at = Clock::system().now() + TimeDelta::days(1);
    let kept = Opened { stamp, closes_at, bank, faults: Arc::default() };
    match &kept.bank {
        Some(bank) if faults.is_empty() => review(bank, Arc::clone(&kept.faults)),
        // Nobody else has set them.
        _ => drop(kept.faults.set(faults.iter().map(ToString::to_string).collect())),
    }
    kept
}

/// One bank is looked at at a time.
static REVIEWING: Mutex<()> = Mutex::new(());

/// Looks at a bank beside whoever reads it: that takes longer than anyone waits for a page.
fn review(bank: &Arc<Bank>, faults: Arc<OnceLock<Vec<String>>>) {
    let bank = Arc::downgrade(bank);
    std::thread::spawn(move || {
        let _turn = REVIEWING.lock().unwrap_or_else(PoisonError::into_inner);
        // One that was saved again since is gone.
        let Some(bank) = bank.upgrade() else {
            return;
        };
        let review = bank.review(Clock::system().now().date_naive());
        let found = review.failures.iter().chain(&review.warnings).map(ToString::to_string).collect();
        // Nobody else sets them.
        let _ = faults.set(found);
    });
}

fn shown(kept: &Opened, words: &Words, find: &str, from: usize) -> Value {
    let faults = kept.faults.get().map_or(&[] as &[String], Vec::as_slice);
    let Some(bank) = &kept.bank else {
        return nothing(faults);
    };
    let find = find.to_lowercase();
    let fits = |edition: &&Arc<Edition>| {
        let stem = edition.stem();
        [edition.question().as_str(), &stem.ko, &stem.en].iter().any(|text| text.to_lowercase().contains(&find))
    };
    let found: Vec<&Arc<Edition>> = bank.editions().iter().filter(fits).collect();
    let items: Vec<Value> = found.iter().skip(from).take(AT_ONCE).map(|one| item(kept, words, one)).collect();
    let title = format!("{} ({})", bank.id(), bank.questions().len());
    let checked = kept.faults.get().is_some();
    json!({ "title": title, "faults": faults, "checked": checked, "items": items, "found": found.len(), "page": AT_ONCE })
}

fn item(kept: &Opened, words: &Words, edition: &Arc<Edition>) -> Value {
    let id = edition.question().as_str();
    let faults = kept.faults.get().into_iter().flatten();
    let faults: Vec<&String> = faults.filter(|fault| fault.contains(&format!(": {id}:"))).collect();
    // The options in the order in which whoever writes them knows them.
    let sheet = Sheet::as_written(Arc::clone(edition));
    let shown: Vec<Value> =
        Language::ALL.into_iter().flat_map(|language| forms(words, &sheet, kept.closes_at, language)).collect();
    json!({ "title": id, "faults": faults, "shown": shown })
}

fn forms(words: &Words, sheet: &Sheet, closes_at: DateTime<Utc>, language: Language) -> Vec<Value> {
    let key = sheet.key();
    let wrong = Choice::of(Letter::all().take(key.len()));
    let wrong = if wrong == key { Choice::of(Letter::all().skip(1).take(key.len())) } else { wrong };
    let post = Post { round: ROUND, closes_at: Some(closes_at), ping: None, answered: 4 };
    let ahead = Ahead { place: Some(4), climbed: 1, next_at: Some(closes_at), past_month: None };
    let judged = |choice| verdict::outcome(words, &graded(sheet, choice), &ahead, language);
    let (state, picked) = (RoundState::Closed, Some(wrong));
    let told = Explained { round: ROUND, sheet: sheet.clone(), state, picked, points: Some(0) };
    let [ko, en] = match language {
        Language::Korean => ["한국어", "Korean"],
        Language::English => ["영어", "English"],
    };
    let form = |name: [&str; 2], message: Message| json!({ "title": [format!("{ko} · {}", name[0]), format!("{en} · {}", name[1])], "message": message.to_json() });
    vec![
        form(["문제", "question"], draw::post(words, sheet, &post, language)),
        form(["맞힌 답", "right answer"], judged(key)),
        form(["틀린 답", "wrong answer"], judged(wrong)),
        form(["정답 공개", "reveal"], reveal::reveal(words, ROUND, sheet, &[(key, 3), (wrong, 1)], language)),
        form(["해설", "explanation"], explain::explanation(words, &told, 0, language)),
        form(["노트", "notes"], explain::notes(words, sheet.edition(), language)),
    ]
}

fn graded(sheet: &Sheet, choice: Choice) -> AnswerOutcome {
    let verdict = sheet.verdict(choice);
    let points = scoring::points(verdict, sheet.edition().difficulty(), 2);
    AnswerOutcome::Graded(Graded {
        round: ROUND,
        sheet: sheet.clone(),
        choice,
        verdict,
        points,
        streak: 2,
        freezes: News::default(),
        month_points: 40,
        late_for: None,
    })
}
