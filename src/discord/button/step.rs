//! The steps that a new server's buttons lead through.

use std::fmt;

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// `start`: begin the set-up.
    Start,
    /// `here`: questions come to this channel, with what a new server gets by itself.
    Here,
    /// `now`: post today's question at once, unless it is out.
    Now,
    /// `change`: how the settings are changed.
    Change,
    /// `try`: a sample question, for whoever presses.
    Try,
}

impl Step {
    const ALL: [Self; 5] = [Self::Start, Self::Here, Self::Now, Self::Change, Self::Try];

    fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Here => "here",
            Self::Now => "now",
            Self::Change => "change",
            Self::Try => "try",
        }
    }

    /// The step that this text is; `None` for one that no version has drawn.
    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.word() == text)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
