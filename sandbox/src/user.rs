//! What users do: commands, autocomplete, buttons, menus and forms, checked as Discord's own client checks them.

use std::time::Duration;

use serde_json::{Value, json};

#[cfg(feature = "page")]
use crate::client::named;
use crate::client::{Client, component, refused_by_client, refused_to_send};
use crate::discord::Discord;
use crate::endpoint;
use crate::outcome::{Outcome, Seen, Shown};
use crate::state::{Interaction, Progress, State};
use crate::world::{APPLICATION, BOT};

/// How long a user waits for a first response, as Discord's client does.
const FIRST_WITHIN: Duration = Duration::from_secs(3);

/// How long a test waits for what follows a "thinking".
const THINKING_UP_TO: Duration = Duration::from_secs(15);

/// What is told of a bot that did not answer in time.
pub(crate) const SILENT: &str = "the application did not respond";

/// What is told of a bot that said that it was thinking, and then nothing.
pub(crate) const THOUGHT_ON: &str = "the application went on thinking";

/// Someone who acts in a channel.
#[derive(Clone)]
pub struct User {
    discord: Discord,
    client: Client,
    locale: String,
}

impl Discord {
    /// Someone who acts, in English and in a channel.
    pub fn user(&self, id: u64, channel: u64) -> User {
        let client = Client { user: id, channel, unchecked: false };
        User { discord: self.clone(), client, locale: "en-US".to_owned() }
    }
}

impl User {
    /// The same with this language of the client, such as `ko`.
    #[must_use]
    pub fn speaking(mut self, locale: &str) -> Self {
        locale.clone_into(&mut self.locale);
        self
    }

    /// The same with a client that sends anything: hidden commands, components that are gone, options that do not fit.
    #[must_use]
    pub fn unchecked(mut self) -> Self {
        self.client.unchecked = true;
        self
    }

    /// The user's id.
    pub fn id(&self) -> u64 {
        self.client.user
    }

    /// Uses a command, such as `answer` or `round close`, with its options.
    pub async fn slash(&self, command: &str, options: &[(&str, Value)]) -> Outcome {
        self.command(2, command, options, None).await
    }

    /// Types into an option of a command and sees its suggestions.
    pub async fn type_into(&self, command: &str, option: &str, typed: &str, others: &[(&str, Value)]) -> Outcome {
        let mut options = others.to_vec();
        options.push((option, typed.into()));
        self.command(4, command, &options, Some(option)).await
    }

    /// Presses a button of a message.
    pub async fn click(&self, message: u64, custom_id: &str) -> Outcome {
        self.component(message, custom_id, &json!({ "custom_id": custom_id, "component_type": 2 })).await
    }

    /// Picks values in a menu of a message.
    pub async fn select(&self, message: u64, custom_id: &str, values: &[&str]) -> Outcome {
        self.component(message, custom_id, &json!({ "custom_id": custom_id, "component_type": 3, "values": values }))
            .await
    }

    /// Fills the only field of a form and sends it.
    pub async fn submit(&self, form: &Value, text: &str) -> Outcome {
        let field = &form["components"][0]["components"][0];
        let input = json!({ "type": 4, "custom_id": field["custom_id"], "value": text });
        let data = json!({ "custom_id": form["custom_id"], "components": [{ "type": 1, "components": [input] }] });
        self.act(5, &data, None).await
    }

    async fn command(&self, kind: u8, command: &str, options: &[(&str, Value)], focused: Option<&str>) -> Outcome {
        let data = self.discord.shared.look(|state| {
            let data = self.client.command_data(state, command, options, focused);
            match refused_by_client(state, self.client, command, kind) {
                Some(why) if !self.client.unchecked => Err(why),
                _ => data,
            }
        });
        match data {
            Ok(data) => self.act(kind, &data, None).await,
            Err(why) => Outcome { seen: Seen::Failed(why), first_after: None },
        }
    }

    async fn component(&self, message: u64, custom_id: &str, data: &Value) -> Outcome {
        let refused = self.discord.shared.look(|state| {
            let seen = state.visible(self.channel_of(state, message), self.client.user).contains(&message);
            let drawn = if seen { state.message_json(message)["components"].take() } else { Value::Null };
            component(&drawn, custom_id).map_or_else(
                || Some(format!("the message has no {custom_id}")),
                |component| refused_to_send(component, data),
            )
        });
        match refused {
            Some(why) if !self.client.unchecked => Outcome { seen: Seen::Failed(why), first_after: None },
            _ => self.act(3, data, Some(message)).await,
        }
    }

    fn channel_of(&self, state: &State, message: u64) -> u64 {
        state.messages.get(&message).map_or(self.client.channel, |message| message.channel)
    }

    /// Presses a button of a message, and lets the test go on; what comes of it is asked for later. Nothing is checked.
    pub fn click_and_go_on(&self, message: u64, custom_id: &str) -> Acted {
        self.begin_to_act(3, &json!({ "custom_id": custom_id, "component_type": 2 }), Some(message))
    }

    /// Sends an interaction to the bot and waits for what comes of it.
    async fn act(&self, kind: u8, data: &Value, pressed: Option<u64>) -> Outcome {
        self.begin_to_act(kind, data, pressed).outcome().await
    }

    fn begin_to_act(&self, kind: u8, data: &Value, pressed: Option<u64>) -> Acted {
        let id = self.discord.shared.change(|state| self.begin(state, kind, data, pressed));
        Acted { discord: self.discord.clone(), id }
    }

    fn begin(&self, state: &mut State, kind: u8, data: &Value, pressed: Option<u64>) -> u64 {
        let id = state.new_id();
        let token = format!("interaction-token-{id}");
        let channel = pressed.map_or(self.client.channel, |message| self.channel_of(state, message));
        let guild = state.world.channels.get(&channel).and_then(|channel| channel.guild);
        let mut json = json!({
            "id": id.to_string(), "application_id": APPLICATION.to_string(), "type": kind, "token": token, "version": 1,
            "data": data, "channel_id": channel.to_string(), "channel": state.world.channel_json(channel), "locale": self.locale,
            "attachment_size_limit": 10_485_760, "entitlements": [], "app_permissions": state.world.permissions(channel, BOT).to_string(),
            "authorizing_integration_owners": {}, "context": i32::from(guild.is_none()),
        });
        match guild {
            Some(guild) => {
                let mut member = state.world.member_json(guild, self.client.user);
                member["permissions"] = state.world.permissions(channel, self.client.user).to_string().into();
                member["pending"] = false.into();
                json["member"] = member;
                json["guild_id"] = guild.to_string().into();
                json["guild_locale"] = state.world.locale_of(guild).into();
                json["authorizing_integration_owners"] = json!({ "0": guild.to_string() });
            }
            None => json["user"] = state.world.user_json(self.client.user),
        }
        if let Some(message) = pressed {
            json["message"] = state.message_json(message);
        }
        let interaction = Interaction {
            id,
            token,
            kind,
            user: self.client.user,
            channel,
            pressed,
            begun: tokio::time::Instant::now(),
            progress: Progress::Waiting,
            private: false,
            original: None,
            first_after: None,
            #[cfg(feature = "page")]
            command: named(data),
        };
        let key = (id, interaction.token.clone());
        state.interactions.insert(id, interaction);
        for _ in 0..=u8::from(state.delivers_twice) {
            if !endpoint::deliver(&self.discord.shared, state, (key.0, &key.1), &json) {
                state.dispatch("INTERACTION_CREATE", &json);
            }
        }
        id
    }
}

/// Something that a user did.
pub struct Acted {
    discord: Discord,
    id: u64,
}

impl Acted {
    /// Waits for what comes of it.
    pub async fn outcome(&self) -> Outcome {
        let mut changes = self.discord.shared.changes();
        let look = || self.discord.shared.look(|state| state.interactions[&self.id].clone());
        let wait = async {
            while look().progress == Progress::Waiting {
                // The sender lives as long as the stand-in.
                let _ = changes.changed().await;
            }
        };
        if tokio::time::timeout_at(look().begun + FIRST_WITHIN, wait).await.is_err() {
            return Outcome { seen: Seen::Failed(SILENT.to_owned()), first_after: None };
        }
        let think = async {
            while look().progress == Progress::Deferred {
                let _ = changes.changed().await;
            }
        };
        if tokio::time::timeout(THINKING_UP_TO, think).await.is_err() {
            return Outcome { seen: Seen::Failed(THOUGHT_ON.to_owned()), first_after: look().first_after };
        }
        let interaction = look();
        Outcome {
            seen: self.discord.shared.look(|state| seen(state, &interaction)),
            first_after: interaction.first_after,
        }
    }
}

fn seen(state: &State, interaction: &Interaction) -> Seen {
    match &interaction.progress {
        Progress::Message(id) => {
            let files = state
                .messages
                .get(id)
                .map(|message| message.files.iter().map(|file| (file.name.clone(), file.bytes.clone())).collect())
                .unwrap_or_default();
            Seen::Message(Box::new(Shown { json: state.message_json(*id), files }))
        }
        Progress::Form(form) => Seen::Form(form.clone()),
        Progress::Choices(choices) => {
            let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let all = choices.as_array().into_iter().flatten();
            Seen::Choices(all.map(|one| (text(&one["name"]), text(&one["value"]))).collect())
        }
        Progress::Waiting | Progress::Deferred => Seen::Failed(SILENT.to_owned()),
    }
}
