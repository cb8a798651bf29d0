//! The two languages of every text, and a text that exists in both.

/// A language of proctor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Korean.
    Korean,
    /// English.
    English,
}

impl Language {
    /// Both languages, Korean first as its first users are.
    pub const ALL: [Language; 2] = [Language::Korean, Language::English];

    /// The language for a Discord locale: Korean for `ko`, English for every other.
    pub fn of_locale(locale: &str) -> Self {
        if locale == "ko" { Self::Korean } else { Self::English }
    }

    /// The language of a new server: its own where Discord tells one, else that of the manager who sets it up.
    ///
    /// Discord tells `en-US` of every server that is no Community, so that this locale says nothing.
    pub fn of_new_server(locale: Option<&str>, manager: Language) -> Self {
        locale.filter(|locale| *locale != "en-US").map_or(manager, Self::of_locale)
    }

    /// The code used in the bank, the locales and the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Korean => "ko",
            Self::English => "en",
        }
    }

    /// The language with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// The Korean text.
    pub ko: String,
    /// The English text.
    pub en: String,
}

impl Bilingual {
    /// The text in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Korean => &self.ko,
            Language::English => &self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, Korean};

    #[test]
    fn a_new_server_speaks_as_its_manager_where_discord_says_nothing_of_it() {
        for (locale, manager, expected) in [
            (Some("en-US"), Korean, Korean),
            (Some("en-US"), English, English),
            (None, Korean, Korean),
            (Some("ko"), English, Korean),
            (Some("en-GB"), Korean, English),
        ] {
            assert_eq!(Language::of_new_server(locale, manager), expected, "{locale:?} {manager:?}");
        }
    }
}
