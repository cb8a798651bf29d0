//! One interaction as handlers see it: who asks, where, in which language, when, and with which options.

use chrono::{DateTime, Utc};
use rand::rngs::StdRng;
use serenity::all::{CommandDataOption, CommandDataOptionValue, Permissions};

use super::app::App;
use crate::domain::ids::{ChannelId, MemberId, MessageId, RoleId, ServerId};
use crate::domain::language::Language;

/// Who asks, where and when.
pub struct Call {
    /// What every handler needs.
    pub app: App,
    pub server: ServerId,
    /// Whether it came in a direct message: nothing is known then of who asks as a member.
    pub is_direct: bool,
    /// The language that the server gets when it is set up now.
    pub server_language: Language,
    /// The channel in which it was asked.
    pub channel: ChannelId,
    /// The kinds of the channels that came with a command, as Discord's numbers.
    pub kinds: Vec<(ChannelId, u16)>,
    /// Who asks.
    pub member: MemberId,
    /// The name of who asks, as the server shows it; not escaped.
    pub name: String,
    /// The language of who asks.
    pub language: Language,
    /// What who asks may do in the channel.
    pub permissions: Permissions,
    /// The public message whose button or menu was used.
    pub pressed: Option<MessageId>,
    /// The bot's own user id; of an old bot it is not its application's.
    pub bot: u64,
    /// When, by Discord's clock: the time inside the interaction's id.
    pub at: DateTime<Utc>,
    /// Chance, for what is drawn.
    pub rng: StdRng,
}

impl Call {
    /// The kind of a channel that was picked or used, as Discord told it with the command.
    pub fn kind_of(&self, channel: ChannelId) -> Option<u16> {
        self.kinds.iter().find(|(id, _)| *id == channel).map(|(_, kind)| *kind)
    }
}

/// The options of a command, with those of its subcommand.
pub struct Options<'i> {
    subcommand: Option<&'i str>,
    options: &'i [CommandDataOption],
}

impl<'i> Options<'i> {
    /// Reads the options of a command.
    pub fn of(options: &'i [CommandDataOption]) -> Self {
        match options.first().map(|option| (&option.name, &option.value)) {
            Some((name, CommandDataOptionValue::SubCommand(inner))) => Self { subcommand: Some(name), options: inner },
            _ => Self { subcommand: None, options },
        }
    }

    /// The subcommand, when the command has any.
    pub fn subcommand(&self) -> Option<&'i str> {
        self.subcommand
    }

    fn value(&self, name: &str) -> Option<&'i CommandDataOptionValue> {
        self.options.iter().find(|option| option.name == name).map(|option| &option.value)
    }

    /// A text, also one that is being typed for autocomplete.
    pub fn text(&self, name: &str) -> Option<&'i str> {
        match self.value(name)? {
            CommandDataOptionValue::String(text) | CommandDataOptionValue::Autocomplete { value: text, .. } => {
                Some(text)
            }
            _ => None,
        }
    }

    /// A whole number.
    pub fn integer(&self, name: &str) -> Option<i64> {
        match self.value(name)? {
            CommandDataOptionValue::Integer(number) => Some(*number),
            _ => None,
        }
    }

    /// Yes or no.
    pub fn boolean(&self, name: &str) -> Option<bool> {
        match self.value(name)? {
            CommandDataOptionValue::Boolean(answer) => Some(*answer),
            _ => None,
        }
    }

    /// A channel.
    pub fn channel(&self, name: &str) -> Option<ChannelId> {
        match self.value(name)? {
            CommandDataOptionValue::Channel(id) => Some(ChannelId(id.get())),
            _ => None,
        }
    }

    /// A role.
    pub fn role(&self, name: &str) -> Option<RoleId> {
        match self.value(name)? {
            CommandDataOptionValue::Role(id) => Some(RoleId(id.get())),
            _ => None,
        }
    }

    /// A member.
    pub fn member(&self, name: &str) -> Option<MemberId> {
        match self.value(name)? {
            CommandDataOptionValue::User(id) => Some(MemberId(id.get())),
            _ => None,
        }
    }

    /// The option that is being typed, with what was typed so far.
    pub fn focused(&self) -> Option<(&'i str, &'i str)> {
        self.options.iter().find_map(|option| match &option.value {
            CommandDataOptionValue::Autocomplete { value, .. } => Some((option.name.as_str(), value.as_str())),
            _ => None,
        })
    }
}
