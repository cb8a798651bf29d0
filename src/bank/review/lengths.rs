//! M03, M04, M05: the key must not be told by its length.

use super::{ENOUGH_FOR_SHARES, Findings, Level, percent};
use crate::bank::Bank;
use crate::bank::Question;
use crate::domain::language::Language;

/// The largest share of single questions, in percent, whose key is the longest option; chance is 25.
const MOST_LONGEST: f64 = 35.0;

/// The same for the shortest.
const MOST_SHORTEST: f64 = 35.0;

/// Between which two the bank's median of key length to mean distractor length lies.
const MEDIAN: (f64, f64) = (0.85, 1.15);

/// The largest such ratio of one question.
const LARGEST_RATIO: f64 = 1.6;

/// How much the length of its options tells about the key, over the questions with one right option.
#[derive(Debug, Clone, Copy)]
pub struct KeyLengths {
    /// In how many percent the key is the longest option; a tie of k options counts 1/k.
    pub longest: f64,
    /// In how many percent it is the shortest.
    pub shortest: f64,
    /// The median of key length to the mean length of the other options; `None` without questions.
    pub median_ratio: Option<f64>,
}

impl Bank {
    /// Measures it in one language.
    pub fn key_lengths(&self, language: Language) -> KeyLengths {
        let singles: Vec<&Question> = self.questions().iter().filter(|question| question.choose() == 1).collect();
        let share = |of: fn(&Question, Language) -> f64| {
            percent(singles.iter().map(|question| of(question, language)).sum(), singles.len())
        };
        let mut ratios: Vec<f64> = singles.iter().map(|question| ratio(question, language)).collect();
        ratios.sort_by(f64::total_cmp);
        KeyLengths {
            longest: share(share_of_longest),
            shortest: share(share_of_shortest),
            median_ratio: ratios.get(ratios.len() / 2).copied(),
        }
    }
}

pub(super) fn check(findings: &mut Findings<'_>) {
    for language in Language::ALL {
        if findings.singles().len() >= ENOUGH_FOR_SHARES {
            shares(findings, language);
        }
        for question in findings.singles() {
            let ratio = ratio(question, language);
            if ratio > LARGEST_RATIO {
                let reason = format!(
                    "the key is {ratio:.2} times as long as its distractors in {}; {LARGEST_RATIO} is the most",
                    language.code()
                );
                findings.question("M05", Level::Warn, question, "options", reason);
            }
        }
    }
}

fn shares(findings: &mut Findings<'_>, language: Language) {
    let KeyLengths { longest, shortest, median_ratio } = findings.bank.key_lengths(language);
    if longest > MOST_LONGEST {
        let text = format!(
            "the key is the longest option in {longest:.0} % of the single questions; {MOST_LONGEST} % are the most"
        );
        findings.bank("M03", Level::Fail, language.code(), text);
    }
    if shortest > MOST_SHORTEST {
        let text = format!(
            "the key is the shortest option in {shortest:.0} % of the single questions; {MOST_SHORTEST} % are the most"
        );
        findings.bank("M04", Level::Warn, language.code(), text);
    }
    if let Some(median) = median_ratio.filter(|median| *median < MEDIAN.0 || *median > MEDIAN.1) {
        let reason = format!(
            "the median of key length to distractor length is {median:.2}; it has to lie between {} and {}",
            MEDIAN.0, MEDIAN.1
        );
        findings.bank("M05", Level::Warn, language.code(), reason);
    }
}

/// How long an option is, without the marks of code.
pub(super) fn length(text: &str) -> usize {
    text.chars().filter(|c| *c != '`').count()
}

fn lengths(question: &Question, language: Language) -> impl Iterator<Item = (bool, usize)> + '_ {
    question.options().iter().map(move |option| (option.right, length(option.text.get(language))))
}

/// How likely "pick the longest" finds the key: 1, or 1/k when k options are equally long.
pub(super) fn share_of_longest(question: &Question, language: Language) -> f64 {
    share(&lengths(question, language).collect::<Vec<_>>(), |lengths| lengths.max())
}

fn share_of_shortest(question: &Question, language: Language) -> f64 {
    share(&lengths(question, language).collect::<Vec<_>>(), |lengths| lengths.min())
}

/// How likely a reader who picks among the options with the chosen value finds the key.
pub(super) fn share(
    options: &[(bool, usize)],
    chosen: impl Fn(&mut dyn Iterator<Item = usize>) -> Option<usize>,
) -> f64 {
    let value = chosen(&mut options.iter().map(|(_, value)| *value));
    let among: Vec<bool> = options.iter().filter(|(_, one)| Some(*one) == value).map(|(right, _)| *right).collect();
    if among.contains(&true) { percent(0.01, among.len()) } else { 0.0 }
}

fn ratio(question: &Question, language: Language) -> f64 {
    let (mut key, mut others, mut count) = (0, 0, 0);
    for (right, length) in lengths(question, language) {
        if right {
            key = length;
        } else {
            others += length;
            count += 1;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "an option has at most some hundred characters")]
    let (key, others, count) = (key as f64, others.max(1) as f64, f64::from(count));
    key * count / others
}
