//! Takes a text apart where a note does, so that it is found however its words were joined or parted.

use super::Searched;
use super::words::PARTICLES;

/// The least piece of a text, in letters; shorter ones are found by chance.
const LEAST: usize = 2;

/// The longest run of letters that is taken apart.
const LONGEST: usize = 60;

/// A run of letters of one kind.
pub(super) enum Piece {
    /// Latin letters and digits, as some note of all has them together.
    Latin(String),
    /// Korean syllables, which each note takes apart as it holds them.
    Korean {
        letters: Vec<char>,
        /// Whether it may begin with a particle of what stands before it.
        is_behind: bool,
    },
}

/// The pieces of a squeezed text: parted where Latin letters and Korean ones meet, particles between them left out.
pub(super) fn of(text: &str, searched: &[Searched]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c: char| c.is_ascii() != first.is_ascii()).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        if first.is_ascii() {
            pieces.extend(latin(run, searched).into_iter().map(Piece::Latin));
        } else if pieces.is_empty() || !PARTICLES.contains(&run) {
            let letters = run.chars().take(LONGEST).collect();
            pieces.push(Piece::Korean { letters, is_behind: !pieces.is_empty() });
        }
        rest = after;
    }
    pieces
}

/// A run of Latin letters in as few parts as notes have together; whole where there are none.
fn latin(run: &str, searched: &[Searched]) -> Vec<String> {
    let run = &run[..run.len().min(LONGEST)];
    let is_held = |part: &str| searched.iter().any(|searched| searched.worth(part).is_some());
    if is_held(run) {
        return vec![run.to_owned()];
    }
    let mut parted: Vec<Option<Vec<&str>>> = vec![None; run.len() + 1];
    parted[0] = Some(Vec::new());
    for from in 0..run.len() {
        let Some(before) = parted[from].clone() else { continue };
        for to in from + LEAST..=run.len() {
            let is_better = parted[to].as_ref().is_none_or(|parts| parts.len() > before.len() + 1);
            if is_better && is_held(&run[from..to]) {
                parted[to] = Some([&before[..], &[&run[from..to]]].concat());
            }
        }
    }
    let parts = parted.pop().flatten().unwrap_or_else(|| vec![run]);
    parts.into_iter().map(str::to_owned).collect()
}

/// How well a note fits all pieces; `None` when it lacks one. Longer pieces count more, and the whole text most.
pub(super) fn fit(pieces: &[Piece], whole: &str, searched: &Searched) -> Option<usize> {
    let mut sum = 0;
    for piece in pieces {
        sum += match piece {
            Piece::Latin(word) => searched.worth(word)? * word.len() * word.len(),
            Piece::Korean { letters, is_behind } => korean(letters, *is_behind, searched)?,
        };
    }
    let together = searched.worth(whole).unwrap_or(0) * whole.chars().count().pow(2);
    Some(sum + 2 * together)
}

/// The best way to take Korean syllables apart into pieces that a note holds, with particles between them.
fn korean(letters: &[char], is_behind: bool, searched: &Searched) -> Option<usize> {
    let text: String = letters.iter().collect();
    if letters.len() < 2 * LEAST {
        let square = letters.len() * letters.len();
        if let Some(worth) = searched.worth(&text) {
            return Some(worth * square);
        }
    }
    let mut best: Vec<Option<usize>> = vec![None; letters.len() + 1];
    best[0] = Some(0);
    for from in 0..letters.len() {
        let Some(before) = best[from] else { continue };
        for to in from + 1..=letters.len() {
            let part: String = letters[from..to].iter().collect();
            let is_particle = (from > 0 || is_behind) && PARTICLES.contains(&part.as_str());
            let held = if to - from < LEAST { None } else { searched.worth(&part) };
            let worth = held.map(|worth| worth * (to - from).pow(2)).or(is_particle.then_some(0));
            if let Some(worth) = worth {
                best[to] = best[to].max(Some(before + worth));
            } else if to - from > LEAST {
                // What is not held is not held with more behind it.
                break;
            }
        }
    }
    best.pop().flatten()
}
