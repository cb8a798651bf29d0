//! Commands in texts: locales name them as `/today`, members see a name that they can press.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

/// The ids that Discord gave to the commands, by name; empty until they are registered.
#[derive(Debug, Default)]
pub struct CommandIds(RwLock<Arc<BTreeMap<String, u64>>>);

impl CommandIds {
    /// Takes the ids that hold from now on.
    pub fn set(&self, ids: BTreeMap<String, u64>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(ids);
    }

    fn now(&self) -> Arc<BTreeMap<String, u64>> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A text with each command between backticks, `/settings set`, as Discord's mention of it; one whose id is not known stays
/// between backticks and has its name in the text's language, which `name_of` finds by the words of its path.
pub(super) fn mention<'t>(text: &'t str, ids: &CommandIds, name_of: impl Fn(&str) -> Option<String>) -> Cow<'t, str> {
    if !text.contains("`/") {
        return Cow::Borrowed(text);
    }
    let ids = ids.now();
    let mut mentioned = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, (path, after))) =
        rest.split_once("`/").and_then(|(before, after)| Some((before, after.split_once('`')?)))
    {
        mentioned.push_str(before);
        mentioned.push_str(&one(path, &ids, &name_of));
        rest = after;
    }
    mentioned.push_str(rest);
    Cow::Owned(mentioned)
}

fn one(path: &str, ids: &BTreeMap<String, u64>, name_of: impl Fn(&str) -> Option<String>) -> String {
    let words: Vec<&str> = path.split(' ').collect();
    if let Some(id) = words.first().and_then(|name| ids.get(*name)) {
        return format!("</{path}:{id}>");
    }
    let name = |upto: usize| name_of(&words[..=upto].join("-")).unwrap_or_else(|| words[upto].to_owned());
    let names: Vec<String> = (0..words.len()).map(name).collect();
    format!("`/{}`", names.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn korean(path: &str) -> Option<String> {
        let names = [("today", "오늘"), ("settings", "설정"), ("settings-set", "변경")];
        names.iter().find(|(one, _)| *one == path).map(|(_, name)| (*name).to_owned())
    }

    #[test]
    fn a_command_is_a_mention_once_its_id_is_known_and_its_name_in_the_texts_language_before() {
        let ids = CommandIds::default();
        let text = "먼저 `/settings set`을, 다음에 `/today`를 써 주세요. `CodeDeploy`는 그대로예요.";
        assert_eq!(
            mention(text, &ids, korean),
            "먼저 `/설정 변경`을, 다음에 `/오늘`를 써 주세요. `CodeDeploy`는 그대로예요."
        );
        ids.set(BTreeMap::from([("settings".to_owned(), 7), ("today".to_owned(), 8)]));
        assert_eq!(
            mention(text, &ids, korean),
            "먼저 </settings set:7>을, 다음에 </today:8>를 써 주세요. `CodeDeploy`는 그대로예요."
        );
    }

    #[test]
    fn a_text_without_commands_or_with_half_a_one_stays_as_it_is() {
        let ids = CommandIds::default();
        for text in ["", "no command", "`/today", "a `/`"] {
            assert_eq!(mention(text, &ids, korean), text);
        }
    }
}
