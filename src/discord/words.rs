//! Every word that users read, from the Fluent files in `data/locales`, in both languages.

use std::borrow::Cow;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use include_dir::{Dir, include_dir};

use super::command_mentions::{CommandIds, mention};
use crate::domain::language::Language;

static LOCALES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/locales");

/// The words in both languages.
pub struct Words {
    korean: FluentBundle<FluentResource>,
    english: FluentBundle<FluentResource>,
    /// The ids of the commands that the texts name.
    pub command_ids: CommandIds,
}

/// A fault in the locales; tests find it before a user does.
#[derive(Debug, thiserror::Error)]
#[error("the {language} words in {file} cannot be read: {reason}")]
pub struct WordsError {
    language: &'static str,
    file: String,
    reason: String,
}

impl Words {
    /// Reads the words that are inside the program.
    pub fn load() -> Result<Self, WordsError> {
        Ok(Self {
            korean: bundle(Language::Korean)?,
            english: bundle(Language::English)?,
            command_ids: CommandIds::default(),
        })
    }

    /// The words of one language.
    pub fn speak(&self, language: Language) -> Speaker<'_> {
        let bundle = match language {
            Language::Korean => &self.korean,
            Language::English => &self.english,
        };
        Speaker { bundle, language, command_ids: &self.command_ids }
    }
}

fn bundle(language: Language) -> Result<FluentBundle<FluentResource>, WordsError> {
    let fault = |file: &str, reason: String| WordsError { language: language.code(), file: file.to_owned(), reason };
    let locale = language.code().parse().map_err(|_| fault("its code", language.code().to_owned()))?;
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // The marks that would isolate arguments show as boxes in some clients.
    bundle.set_use_isolating(false);
    for file in LOCALES.get_dir(language.code()).into_iter().flat_map(Dir::files) {
        let name = file.path().display().to_string();
        let text = file.contents_utf8().ok_or_else(|| fault(&name, "it is not UTF-8".to_owned()))?;
        let resource =
            FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| fault(&name, format!("{errors:?}")))?;
        bundle.add_resource(resource).map_err(|errors| fault(&name, format!("{errors:?}")))?;
    }
    Ok(bundle)
}

/// The words of one language.
#[derive(Clone, Copy)]
pub struct Speaker<'w> {
    bundle: &'w FluentBundle<FluentResource>,
    pub language: Language,
    command_ids: &'w CommandIds,
}

impl Speaker<'_> {
    /// A text without arguments.
    pub fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// A text with arguments. A key that does not exist reads as itself; a test holds that none is missing.
    pub fn say_with(&self, key: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
        let (id, attribute) = key.split_once('.').map_or((key, None), |(id, attribute)| (id, Some(attribute)));
        let message = self.bundle.get_message(id);
        let pattern = message.and_then(|message| match attribute {
            Some(attribute) => message.get_attribute(attribute).map(|attribute| attribute.value()),
            None => message.value(),
        });
        let Some(pattern) = pattern else {
            return key.to_owned();
        };
        let arguments: FluentArgs<'_> =
            arguments.iter().map(|(name, value)| (Cow::from((*name).to_owned()), value.clone())).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&arguments), &mut errors);
        debug_assert!(errors.is_empty(), "{key}: {errors:?}");
        match mention(&text, self.command_ids, |path| self.command_name(path)) {
            Cow::Borrowed(_) => text.into_owned(),
            Cow::Owned(mentioned) => mentioned,
        }
    }

    /// The name of a command, or of a part of it such as `settings-set`, in this language.
    fn command_name(&self, path: &str) -> Option<String> {
        let pattern = self.bundle.get_message(&format!("cmd-{path}"))?.value()?;
        Some(self.bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned())
    }
}
