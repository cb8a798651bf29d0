//! A question of the bank: a developer's situation, its options, and why each is right or wrong.

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

impl Difficulty {
    /// The three, the easiest first.
    pub const ALL: [Difficulty; 3] = [Self::Easy, Self::Medium, Self::Hard];

    /// The word used in the bank and the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Easy => "easy",
            Self::Medium => "medium",
            Self::Hard => "hard",
        }
    }

    /// The difficulty with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|difficulty| difficulty.code() == code)
    }
}

/// The exam's four domains, numbered as in the exam guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(into = "u8", try_from = "u8")]
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

impl From<Domain> for u8 {
    fn from(domain: Domain) -> Self {
        domain.number()
    }
}

impl TryFrom<u8> for Domain {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        Self::from_number(number).ok_or("the exam's domains are 1 to 4")
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
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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

    /// The options in stored order; members see them in a drawn order.
    pub fn options(&self) -> &[AnswerOption] {
        &self.options
    }

    /// How many options are right: 1, or 2 or 3 for a multiple response.
    pub fn choose(&self) -> usize {
        self.options.iter().filter(|option| option.right).count()
    }
}
