//! What a button of the attendance does.

/// In which form the attendance comes, and to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheetful {
    /// `post`: as a text, into the channel.
    Post,
    /// `file`: as a file, to whoever presses.
    File,
    /// `share`: as a file, into the channel.
    PostFile,
}

impl Sheetful {
    /// The word in the id.
    pub fn code(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::File => "file",
            Self::PostFile => "share",
        }
    }

    /// The form with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Post, Self::File, Self::PostFile].into_iter().find(|one| one.code() == code)
    }
}
