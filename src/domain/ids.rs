//! Names for the things that are counted, so that one kind of number is never taken for another.

use std::fmt;

/// Declares a number that names one thing.
macro_rules! number_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

number_id!(
    /// A Discord server (Discord calls it a guild).
    ServerId
);
number_id!(
    /// A member of a server: the Discord user's id.
    MemberId
);
number_id!(
    /// A text channel of a server.
    ChannelId
);
number_id!(
    /// A message in a channel.
    MessageId
);
number_id!(
    /// A role of a server.
    RoleId
);
number_id!(
    /// One question posted in one server for one local day; counted by our own database.
    RoundId
);

number_id!(
    /// A schedule of a server; counted by our own database.
    ScheduleId
);
number_id!(
    /// A season of a server; counted by our own database.
    SeasonId
);
number_id!(
    /// A message or change that is owed to Discord; counted by our own database.
    DeliveryId
);
number_id!(
    /// A live quiz in a channel; counted by our own database.
    QuizId
);

/// Declares a word that names one thing of the bank.
macro_rules! slug_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(String);

        impl TryFrom<String> for $name {
            type Error = &'static str;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::new(&text).ok_or("an id has small letters, digits and hyphens")
            }
        }

        impl $name {
            /// The id, if it is a slug: 1 to 60 lower-case letters, digits and hyphens.
            pub fn new(text: &str) -> Option<Self> {
                is_slug(text).then(|| Self(text.to_owned()))
            }

            /// The id as it is written in the bank.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

slug_id!(
    /// A question of the bank.
    QuestionId
);
slug_id!(
    /// A note (one passage) of the bank.
    NoteId
);
slug_id!(
    /// A section of the bank.
    SectionId
);

fn is_slug(text: &str) -> bool {
    (1..=60).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_short_and_lower_case() {
        assert!(QuestionId::new("vpc-private-path").is_some());
        for bad in ["", "VPC", "a b", "a_b", &"a".repeat(61)] {
            assert_eq!(QuestionId::new(bad), None, "{bad:?}");
        }
    }
}
