//! What somebody may do, as bits of Discord's permissions.

/// Bits of Discord's permissions that tests name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
pub enum Permission {
    /// Everything.
    Administrator = 1 << 3,
    /// "Manage Server".
    ManageGuild = 1 << 5,
    /// "View Channel".
    ViewChannel = 1 << 10,
    /// "Send Messages".
    SendMessages = 1 << 11,
    /// "Embed Links".
    EmbedLinks = 1 << 14,
    /// "Attach Files".
    AttachFiles = 1 << 15,
    /// "Read Message History".
    ReadMessageHistory = 1 << 16,
    /// "Mention everyone".
    MentionEveryone = 1 << 17,
    /// "Manage Roles".
    ManageRoles = 1 << 28,
    /// "Manage Threads".
    ManageThreads = 1 << 34,
    /// "Create Public Threads".
    CreatePublicThreads = 1 << 35,
    /// "Send Messages in Threads".
    SendMessagesInThreads = 1 << 38,
    /// "Pin Messages".
    PinMessages = 1 << 51,
}

impl Permission {
    pub(crate) fn bit(self) -> u64 {
        self as u64
    }
}
