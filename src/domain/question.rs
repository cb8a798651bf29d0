//! What is known of every question: how hard it is, the exam domain that it practises, its snippet.

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

    /// What the exam guide calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Development => "Development with AWS Services",
            Self::Security => "Security",
            Self::Deployment => "Deployment",
            Self::Troubleshooting => "Troubleshooting and Optimization",
        }
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

/// A template, a file or a command that the stem speaks of; the same in both languages.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Snippet {
    /// The language for highlighting, such as `yaml`.
    pub lang: String,
    /// The text, at most 20 lines.
    pub text: String,
}
