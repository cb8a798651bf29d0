//! An interaction as it comes in: who wishes what, where, and how Discord wants to be answered.

use rand::rngs::StdRng;
use serenity::all::{
    ActionRowComponent, CommandDataOption, CommandInteraction, ComponentInteractionDataKind, Interaction,
    InteractionId, Member, MessageFlags, ModalInteractionData, User,
};

use crate::discord::app::App;
use crate::discord::button::ButtonId;
use crate::discord::call::Call;
use crate::discord::commands::{self, Command};
use crate::discord::components;
use crate::discord::reply::Thinking;
use crate::discord::snowflake;
use crate::domain::ids::{ChannelId, MemberId, MessageId, ServerId};
use crate::domain::language::Language;

/// What someone wishes.
pub(super) enum Wish {
    /// A command.
    Command { name: String, options: Vec<CommandDataOption> },
    /// Suggestions while a command is typed.
    Suggestions { name: String, options: Vec<CommandDataOption> },
    /// A pressed button, or a menu with picked values.
    Press { id: String, values: Vec<String> },
    /// A form that was sent.
    Form { id: String, text: String },
}

impl Wish {
    /// What is shown when the answer takes a moment; `None` where the answer itself must come first.
    pub(super) fn thinking(&self) -> Option<Thinking> {
        match self {
            Self::Command { name, .. } => commands::named(name).map_or(Some(Thinking::Private), Command::thinking),
            Self::Suggestions { .. } => None,
            Self::Press { id, .. } => {
                ButtonId::parse(id).map_or(Some(Thinking::Private), |id| components::thinking(&id))
            }
            Self::Form { .. } => Some(Thinking::Private),
        }
    }

    /// Whether it keeps the member's name itself, where it keeps anything.
    pub(super) fn is_answer(&self) -> bool {
        let Self::Press { id, .. } = self else { return false };
        matches!(ButtonId::parse(id), Some(ButtonId::Answer(..) | ButtonId::Select(_) | ButtonId::Quiz(_)))
    }

    /// What it is, for the log; without anything that a user typed.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Command { name, .. } => name,
            Self::Suggestions { .. } => "suggestions",
            Self::Press { .. } => "button",
            Self::Form { .. } => "form",
        }
    }
}

/// Where an answer goes.
pub(super) struct WayBack {
    /// The interaction's id.
    pub(super) id: u64,
    /// The bot's application.
    pub(super) application: u64,
    /// The key to the answer, for fifteen minutes. It is never logged.
    pub(super) token: String,
}

/// An interaction that has come in.
pub(super) struct Arrival {
    pub(super) wish: Wish,
    pub(super) back: WayBack,
    /// Who asks; `None` outside a server.
    pub(super) call: Option<Call>,
    pub(super) language: Language,
}

/// Takes an interaction apart, for the bot with this user id; `None` for a kind that the bot has not asked for.
pub(super) fn arrival(app: App, bot: u64, interaction: Interaction, rng: StdRng) -> Option<Arrival> {
    macro_rules! arrival {
        ($one:ident, $wish:expr, $about:expr) => {{
            let (user, locale) = (&$one.user, $one.locale.as_str());
            let member = $one.member.as_ref().map(|member| member_of(member));
            let server = $one.guild_id.map(|id| ServerId(id.get()));
            let origin = Origin {
                id: $one.id,
                server,
                channel: ChannelId($one.channel_id.get()),
                guild_locale: $one.guild_locale.as_deref(),
                about: $about,
            };
            let application = $one.application_id.get();
            Some(Arrival {
                call: call(app, user, member, locale, &origin, bot, rng),
                language: Language::of_locale(locale),
                back: WayBack { id: $one.id.get(), application, token: $one.token },
                wish: $wish,
            })
        }};
    }
    match interaction {
        Interaction::Command(one) => {
            let kinds = kinds_of(&one);
            let mut arrival: Option<Arrival> =
                arrival!(one, Wish::Command { name: one.data.name, options: one.data.options }, None);
            if let Some(call) = arrival.as_mut().and_then(|arrival| arrival.call.as_mut()) {
                call.kinds = kinds;
            }
            arrival
        }
        Interaction::Autocomplete(one) => {
            arrival!(one, Wish::Suggestions { name: one.data.name, options: one.data.options }, None)
        }
        Interaction::Component(one) => {
            let values = match one.data.kind {
                ComponentInteractionDataKind::StringSelect { values } => values,
                _ => Vec::new(),
            };
            // A report's card comes as a direct message; its buttons say of which server it is.
            let about = match ButtonId::parse(&one.data.custom_id) {
                Some(ButtonId::Card(_, card)) => Some(card.server),
                _ => None,
            };
            let is_private = one.message.flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL));
            let pressed = (!is_private).then(|| MessageId(one.message.id.get()));
            let mut arrival: Option<Arrival> = arrival!(one, Wish::Press { id: one.data.custom_id, values }, about);
            if let Some(call) = arrival.as_mut().and_then(|arrival| arrival.call.as_mut()) {
                call.pressed = pressed;
            }
            arrival
        }
        Interaction::Modal(one) => {
            let text = text_of(&one.data);
            arrival!(one, Wish::Form { id: one.data.custom_id, text }, None)
        }
        _ => None,
    }
}

struct Origin<'p> {
    id: InteractionId,
    server: Option<ServerId>,
    channel: ChannelId,
    guild_locale: Option<&'p str>,
    /// The server that a direct message is about.
    about: Option<ServerId>,
}

struct AsMember {
    name: Option<String>,
    permissions: serenity::all::Permissions,
}

fn member_of(member: &Member) -> AsMember {
    AsMember { name: member.nick.clone(), permissions: member.permissions.unwrap_or_default() }
}

fn call(
    app: App,
    user: &User,
    member: Option<AsMember>,
    locale: &str,
    origin: &Origin<'_>,
    bot: u64,
    rng: StdRng,
) -> Option<Call> {
    let nobody = AsMember { name: None, permissions: serenity::all::Permissions::empty() };
    let (server, member) = origin.server.zip(member).or(origin.about.map(|server| (server, nobody)))?;
    Some(Call {
        app,
        server,
        is_direct: origin.server.is_none(),
        server_language: Language::of_new_server(origin.guild_locale, Language::of_locale(locale)),
        channel: origin.channel,
        kinds: Vec::new(),
        member: MemberId(user.id.get()),
        name: member
            .name
            .or_else(|| user.global_name.as_ref().map(ToString::to_string))
            .unwrap_or_else(|| user.name.clone()),
        language: Language::of_locale(locale),
        permissions: member.permissions,
        pressed: None,
        bot,
        at: snowflake::time_of(origin.id.get()),
        rng,
    })
}

/// The kinds of the channels that are picked in a command, and of the one in which it is used.
fn kinds_of(command: &CommandInteraction) -> Vec<(ChannelId, u16)> {
    let told = command.data.resolved.channels.values().chain(&command.channel);
    told.map(|channel| (ChannelId(channel.id.get()), u8::from(channel.kind).into())).collect()
}

/// The first text of a form.
fn text_of(data: &ModalInteractionData) -> String {
    let inputs = data.components.iter().flat_map(|row| &row.components);
    let texts = inputs.filter_map(|input| match input {
        ActionRowComponent::InputText(input) => input.value.clone(),
        _ => None,
    });
    texts.into_iter().next().unwrap_or_default()
}
