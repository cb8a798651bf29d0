//! M03, M04, M05: the key must not be told by its length.

use super::{ENOUGH_FOR_SHARES, Findings, Level, percent};
use crate::domain::language::Language;
use crate::domain::question::Question;

/// The largest share of single questions, in percent, whose key is the longest option; chance is 25.
const MOST_LONGEST: f64 = 35.0;

/// The same for the shortest.
const MOST_SHORTEST: f64 = 35.0;

/// Between which two the bank's median of key length to mean distractor length lies.
const MEDIAN: (f64, f64) = (0.85, 1.15);

/// The largest such ratio of one question.
const LARGEST_RATIO: f64 = 1.6;

pub(super) fn check(findings: &mut Findings<'_>) {
    for language in Language::ALL {
        let singles = findings.singles();
        if singles.len() >= ENOUGH_FOR_SHARES {
            let longest: f64 = singles.iter().map(|question| share_of_longest(question, language)).sum();
            let shortest: f64 = singles.iter().map(|question| share_of_shortest(question, language)).sum();
            let (longest, shortest) = (percent(longest, singles.len()), percent(shortest, singles.len()));
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
        }
        ratios(&singles, language, findings);
    }
}

fn ratios(singles: &[&Question], language: Language, findings: &mut Findings<'_>) {
    let mut ratios = Vec::new();
    for question in singles {
        let ratio = ratio(question, language);
        if ratio > LARGEST_RATIO {
            let reason = format!(
                "the key is {ratio:.2} times as long as its distractors in {}; {LARGEST_RATIO} is the most",
                language.code()
            );
            findings.question("M05", Level::Warn, question, "options", reason);
        }
        ratios.push(ratio);
    }
    ratios.sort_by(f64::total_cmp);
    let Some(median) = ratios.get(ratios.len() / 2).filter(|_| ratios.len() >= ENOUGH_FOR_SHARES) else {
        return;
    };
    if *median < MEDIAN.0 || *median > MEDIAN.1 {
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
