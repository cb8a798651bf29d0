//! Why the program ends early: one sentence for the person at the terminal, and an exit code for their scripts.

/// How the program ends when it could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum Exit {
    /// A setting, the bank or the database cannot be used; nothing was started. Exit code 2.
    #[error("{0}")]
    Unusable(String),
    /// Discord refuses the bot, or the work failed. Exit code 1.
    #[error("{0}")]
    Failed(String),
}

impl Exit {
    /// As a number, for whoever started the program.
    pub fn code(&self) -> u8 {
        match self {
            Self::Unusable(_) => 2,
            Self::Failed(_) => 1,
        }
    }
}
