//! What a manager does with a report.

use std::fmt;

use crate::domain::ids::ServerId;

/// Which report a card is of. It comes as a direct message, so it says its server itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardOf {
    /// The report's number.
    pub report: u64,
    pub server: ServerId,
}

/// What a button of a report's card does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handling {
    /// `void`: asks whether the question is to be void.
    Void,
    /// `sure`: voids it.
    Sure,
    /// `keep`: leaves it as it is.
    Keep,
    /// `leave`: leaves it as it is when it was asked whether it is to be void.
    Leave,
    /// `back`: has it count again.
    Back,
    /// `tell`: has the member told who reported.
    Tell,
}

impl Handling {
    const ALL: [Self; 6] = [Self::Void, Self::Sure, Self::Keep, Self::Leave, Self::Back, Self::Tell];

    fn word(self) -> &'static str {
        match self {
            Self::Void => "void",
            Self::Sure => "sure",
            Self::Keep => "keep",
            Self::Leave => "leave",
            Self::Back => "back",
            Self::Tell => "tell",
        }
    }

    /// The handling that this text is; `None` for one that no version has drawn.
    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|handling| handling.word() == text)
    }
}

impl fmt::Display for Handling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
