//! What all commands are defined with: names and descriptions in both languages, for servers only.

use serenity::all::{CommandOptionType, CreateCommand, CreateCommandOption, InstallationContext, InteractionContext};

use crate::discord::words::Words;
use crate::domain::language::Language;

/// A command without options. Its words are `cmd-{name}` and `cmd-{name}.description`.
pub(super) fn command(words: &Words, name: &str) -> CreateCommand {
    let key = format!("cmd-{name}");
    let (ko, en) = (words.speak(Language::Korean), words.speak(Language::English));
    let description = format!("{key}.description");
    CreateCommand::new(name)
        .name_localized("ko", ko.say(&key))
        .description(en.say(&description))
        .description_localized("ko", ko.say(&description))
        .contexts(vec![InteractionContext::Guild])
        .integration_types(vec![InstallationContext::Guild])
}

/// An option or a subcommand. Its words are those of `path`, which ends with its name: `cmd-answer-choice`.
pub(super) fn option(words: &Words, path: &str, kind: CommandOptionType) -> CreateCommandOption {
    let key = format!("cmd-{path}");
    let name = path.rsplit('-').next().unwrap_or(path);
    let (ko, en) = (words.speak(Language::Korean), words.speak(Language::English));
    let description = format!("{key}.description");
    CreateCommandOption::new(kind, name, en.say(&description))
        .name_localized("ko", ko.say(&key))
        .description_localized("ko", ko.say(&description))
}

/// Adds a choice whose words are `key`.
pub(super) fn choice(words: &Words, option: CreateCommandOption, key: &str, value: &str) -> CreateCommandOption {
    let (ko, en) = (words.speak(Language::Korean), words.speak(Language::English));
    option.add_string_choice_localized(en.say(key), value, [("ko", ko.say(key))])
}
