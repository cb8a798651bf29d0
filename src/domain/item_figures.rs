//! What the answers of members tell of each question, so that its label can follow them.

use std::collections::BTreeMap;

use super::ids::{MemberId, QuestionId};

/// The most options of a question.
const MOST_OPTIONS: usize = 6;

/// A graded answer, by the places of the picked options in the bank and not by the letters of a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picked {
    /// Who answered.
    pub member: MemberId,
    pub question: QuestionId,
    /// The places of the picked options, from 0.
    pub options: Vec<usize>,
    /// Whether it was right.
    pub right: bool,
}

/// What became of one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// How many answers it got.
    pub answered: u32,
    /// How many of them were right.
    pub right: u32,
    /// How often each option was picked, by its place in the bank.
    pub picked: [u32; MOST_OPTIONS],
    /// The correlation, from -1 to 1, of being right here with the share of right answers to other questions; `None`
    /// where all were right, or all wrong, or nobody who answered differs elsewhere.
    pub discrimination: Option<f64>,
}

/// Counts answers, question by question.
pub fn figures(answers: &[Picked]) -> BTreeMap<QuestionId, Figures> {
    let mut by_question: BTreeMap<&QuestionId, Vec<&Picked>> = BTreeMap::new();
    let mut by_member: BTreeMap<MemberId, (f64, f64)> = BTreeMap::new();
    for answer in answers {
        by_question.entry(&answer.question).or_default().push(answer);
        add(by_member.entry(answer.member).or_default(), answer.right);
    }
    by_question.into_iter().map(|(question, answers)| (question.clone(), of(&answers, &by_member))).collect()
}

/// Counts an answer among right ones and all.
fn add(tally: &mut (f64, f64), right: bool) {
    tally.0 += f64::from(u8::from(right));
    tally.1 += 1.0;
}

fn of(answers: &[&Picked], by_member: &BTreeMap<MemberId, (f64, f64)>) -> Figures {
    let mut figures = Figures { answered: 0, right: 0, picked: [0; MOST_OPTIONS], discrimination: None };
    let mut here: BTreeMap<MemberId, (f64, f64)> = BTreeMap::new();
    for answer in answers {
        figures.answered += 1;
        figures.right += u32::from(answer.right);
        for place in &answer.options {
            if let Some(count) = figures.picked.get_mut(*place) {
                *count += 1;
            }
        }
        add(here.entry(answer.member).or_default(), answer.right);
    }
    let pairs: Vec<(f64, f64)> = here
        .iter()
        .filter_map(|(member, (right, answered))| {
            let (all_right, all) = by_member.get(member)?;
            let others = all - answered;
            (others > 0.0).then(|| (right / answered, (all_right - right) / others))
        })
        .collect();
    figures.discrimination = correlation(&pairs);
    figures
}

/// Pearson's correlation; `None` without variation on a side.
fn correlation(pairs: &[(f64, f64)]) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "a number of members is small")]
    let count = pairs.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|pair| pair.0), mean(|pair| pair.1));
    let together: f64 = pairs.iter().map(|pair| (pair.0 - x) * (pair.1 - y)).sum();
    let apart = |of: fn(&(f64, f64)) -> f64, mean: f64| pairs.iter().map(|pair| (of(pair) - mean).powi(2)).sum::<f64>();
    let spread = (apart(|pair| pair.0, x) * apart(|pair| pair.1, y)).sqrt();
    (spread > f64::EPSILON).then(|| together / spread)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picked(member: u64, question: &str, place: usize, right: bool) -> Picked {
        let question = QuestionId::new(question).expect("an id");
        Picked { member: MemberId(member), question, options: vec![place], right }
    }

    /// Members 1 and 2 know the subject, 3 and 4 do not.
    fn answers() -> Vec<Picked> {
        let mut all = Vec::new();
        for (member, knows) in [(1, true), (2, true), (3, false), (4, false)] {
            all.push(picked(member, "vpc-telling", usize::from(!knows), knows));
            all.push(picked(member, "vpc-other", 2, knows));
            all.push(picked(member, "vpc-third", 1, knows));
            all.push(picked(member, "vpc-backward", 3, !knows));
            all.push(picked(member, "vpc-easy", 0, true));
        }
        all
    }

    #[test]
    fn each_answer_counts_once_and_at_the_option_that_was_picked() {
        let figures = figures(&answers());
        let telling = &figures[&QuestionId::new("vpc-telling").expect("an id")];
        assert_eq!((telling.answered, telling.right), (4, 2));
        assert_eq!(telling.picked, [2, 2, 0, 0, 0, 0]);
    }

    #[test]
    fn a_question_that_good_members_get_right_tells_them_from_others() {
        let figures = figures(&answers());
        let of = |id: &str| figures[&QuestionId::new(id).expect("an id")].discrimination;
        assert!(of("vpc-telling").is_some_and(|value| (value - 1.0).abs() < 1e-9), "{:?}", of("vpc-telling"));
        assert!(of("vpc-backward").is_some_and(|value| (value + 1.0).abs() < 1e-9), "{:?}", of("vpc-backward"));
        assert_eq!(of("vpc-easy"), None, "everybody was right");
    }

    #[test]
    fn whoever_answered_nothing_else_tells_nothing() {
        let figures = figures(&[picked(1, "vpc-one", 0, true), picked(2, "vpc-one", 1, false)]);
        assert_eq!(figures[&QuestionId::new("vpc-one").expect("an id")].discrimination, None);
    }
}
