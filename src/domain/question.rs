//! A question of the bank: a developer's situation, its options, and why each is right or wrong.

use super::choice::{Choice, Letter};
use super::ids::{NoteId, QuestionId, SectionId};
use super::language::Bilingual;

/// How hard a question is; it decides the points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Difficulty {
    /// Recall, or one step.
    Easy,
    /// A choice under one or two constraints.
    Medium,
    /// Two facts together, or a diagnosis.
    Hard,
}

/// The exam's four domains, numbered as in the exam guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Domain {
    /// 1: Development with AWS Services.
    Development,
    /// 2: Security.
    Security,
    /// 3: Deployment.
    Deployment,
    /// 4: Troubleshooting and Optimization.
    Troubleshooting,
}

impl Domain {
    /// The four domains in the guide's order.
    pub const ALL: [Domain; 4] = [Self::Development, Self::Security, Self::Deployment, Self::Troubleshooting];

    /// The number of the domain in the exam guide, 1 to 4.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The domain with this number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|domain| domain.number() == number)
    }
}

/// One option of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerOption {
    /// Whether it belongs to the key.
    pub right: bool,
    /// What the member reads.
    pub text: Bilingual,
    /// Why it is right or wrong.
    pub why: Bilingual,
}

/// A template, a file or a command that the stem speaks of; the same in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The language for highlighting, such as `yaml`.
    pub lang: String,
    /// The text, at most 20 lines.
    pub text: String,
}

/// A question that passed the checks of its making (`bank` makes it): its key fits its kind, its notes exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub(crate) id: QuestionId,
    pub(crate) section: SectionId,
    pub(crate) domain: Domain,
    pub(crate) task_number: String,
    pub(crate) task_name: String,
    pub(crate) difficulty: Difficulty,
    pub(crate) facts: Vec<String>,
    pub(crate) notes: Vec<NoteId>,
    pub(crate) as_of: String,
    pub(crate) aws_doc: String,
    pub(crate) aws_url: Option<String>,
    pub(crate) snippet: Option<Snippet>,
    pub(crate) stem: Bilingual,
    pub(crate) options: Vec<AnswerOption>,
}

impl Question {
    /// Its id in the bank.
    pub fn id(&self) -> &QuestionId {
        &self.id
    }

    /// The section of the notes that it belongs to.
    pub fn section(&self) -> &SectionId {
        &self.section
    }

    /// The exam domain that it practises.
    pub fn domain(&self) -> Domain {
        self.domain
    }

    /// The number of the official task, such as `1.2`.
    pub fn task_number(&self) -> &str {
        &self.task_number
    }

    /// The official task with its number, such as `1.2 Develop code for AWS Lambda`.
    pub fn task(&self) -> String {
        format!("{} {}", self.task_number, self.task_name)
    }

    /// How hard it is.
    pub fn difficulty(&self) -> Difficulty {
        self.difficulty
    }

    /// The ids of the facts that it tests, such as `VPC-01`.
    pub fn facts(&self) -> &[String] {
        &self.facts
    }

    /// The notes whose passages explain it, the most telling first; one to three.
    pub fn notes(&self) -> &[NoteId] {
        &self.notes
    }

    /// The month (`2026-11`) in which it was checked against AWS's pages.
    pub fn as_of(&self) -> &str {
        &self.as_of
    }

    /// The title of the AWS page that it was checked against.
    pub fn aws_doc(&self) -> &str {
        &self.aws_doc
    }

    /// The address of that page, on docs.aws.amazon.com.
    pub fn aws_url(&self) -> Option<&str> {
        self.aws_url.as_deref()
    }

    /// The snippet that belongs to the stem.
    pub fn snippet(&self) -> Option<&Snippet> {
        self.snippet.as_ref()
    }

    /// The situation and what is asked.
    pub fn stem(&self) -> &Bilingual {
        &self.stem
    }

    /// The options in stored order; members see them in a round's drawn order.
    pub fn options(&self) -> &[AnswerOption] {
        &self.options
    }

    /// How many options are right: 1, or 2 or 3 for a multiple response.
    pub fn choose(&self) -> usize {
        self.options.iter().filter(|option| option.right).count()
    }

    /// The letters that are right when the options are shown in this order.
    pub fn key(&self, order: &OptionOrder) -> Choice {
        Choice::of(order.shown(self).filter(|(_, option)| option.right).map(|(letter, _)| letter))
    }
}

/// The drawn order of a round's options: at each shown place, the option's stored place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionOrder(Vec<u8>);

impl OptionOrder {
    /// The order in which the bank stores the options.
    pub fn stored(options: usize) -> Self {
        Self((0..u8::try_from(options).unwrap_or(u8::MAX)).collect())
    }

    /// An order drawn by chance.
    pub fn draw(options: usize, rng: &mut impl rand::Rng) -> Self {
        use rand::seq::SliceRandom as _;
        let mut order = Self::stored(options);
        order.0.shuffle(rng);
        order
    }

    /// The order that its text stands for: `2031` shows the third stored option as A.
    pub fn parse(text: &str) -> Option<Self> {
        let places: Option<Vec<u8>> =
            text.bytes().map(|b| b.checked_sub(b'0').filter(|place| usize::from(*place) < text.len())).collect();
        let places = places?;
        let distinct = (0..places.len()).all(|place| places.iter().any(|p| usize::from(*p) == place));
        (distinct && (2..=6).contains(&places.len())).then_some(Self(places))
    }

    /// The options as they are shown, each with its letter.
    ///
    /// A place that the question does not have any more is left out, so a bank that changed under an open round cannot
    /// break it.
    pub fn shown<'q>(&'q self, question: &'q Question) -> impl Iterator<Item = (Letter, &'q AnswerOption)> {
        let places = self.0.iter().enumerate();
        places.filter_map(|(shown, stored)| Some((Letter::at(shown)?, question.options.get(usize::from(*stored))?)))
    }

    /// How many options it orders.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it orders nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The letters that it shows.
    pub fn letters(&self) -> Choice {
        Choice::of((0..self.0.len()).filter_map(Letter::at))
    }
}

impl std::fmt::Display for OptionOrder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|place| write!(f, "{place}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng as _;

    #[test]
    fn a_drawn_order_reads_back_what_is_stored() {
        let mut rng = rand::rngs::StdRng::seed_from_u64(7);
        for options in 2..=6 {
            let drawn = OptionOrder::draw(options, &mut rng);
            assert_eq!(OptionOrder::parse(&drawn.to_string()), Some(drawn));
        }
    }

    #[test]
    fn an_order_with_a_gap_or_a_double_is_refused() {
        for text in ["", "0", "00", "013", "0124", "abc", "0123456"] {
            assert_eq!(OptionOrder::parse(text), None, "{text:?}");
        }
    }
}
