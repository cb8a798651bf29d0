//! Why the program ends early: one sentence for the person at the terminal, and an exit code for their scripts.

/// What ended the program.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// A setting, the bank or the database cannot be used; nothing was started. Exit code 2.
    #[error("{0}")]
    Unusable(String),
    /// Discord refuses the bot, or the work failed. Exit code 1.
    #[error("{0}")]
    Failed(String),
}

impl Fault {
    /// The exit code of the program.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Unusable(_) => 2,
            Self::Failed(_) => 1,
        }
    }
}
