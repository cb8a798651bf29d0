//! What users do: commands, autocomplete, buttons, menus and forms, checked as Discord's own client checks them.

use std::time::Duration;

use serde_json::{Value, json};

use crate::discord::Discord;
use crate::outcome::{Outcome, Seen, Shown};
use crate::state::{Interaction, Progress, State};
use crate::world::BOT;

/// How long a user waits for a first response, as Discord's client does.
const FIRST_WITHIN: Duration = Duration::from_secs(3);

/// How long a test waits for what follows a "thinking".
const THINKING_UP_TO: Duration = Duration::from_secs(15);

/// Someone who acts in a channel.
#[derive(Clone)]
pub struct User {
    discord: Discord,
    id: u64,
    channel: u64,
    locale: String,
    unchecked: bool,
}

impl Discord {
    /// Someone who acts, in English and in a channel.
    pub fn user(&self, id: u64, channel: u64) -> User {
        User { discord: self.clone(), id, channel, locale: "en-US".to_owned(), unchecked: false }
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
        self.unchecked = true;
        self
    }

    /// The user's id.
    pub fn id(&self) -> u64 {
        self.id
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
            let data = self.command_data(state, command, options, focused);
            match refused_by_client(state, self, command, kind) {
                Some(why) if !self.unchecked => Err(why),
                _ => data,
            }
        });
        match data {
            Ok(data) => self.act(kind, &data, None).await,
            Err(why) => Outcome { seen: Seen::Failed(why), first_after: None },
        }
    }

    fn command_data(
        &self,
        state: &State,
        command: &str,
        given: &[(&str, Value)],
        focused: Option<&str>,
    ) -> Result<Value, String> {
        let (name, sub) = command.split_once(' ').map_or((command, None), |(name, sub)| (name, Some(sub)));
        let registered = state.commands.iter().find(|one| one["name"] == name);
        let Some(registered) = registered else {
            return if self.unchecked {
                Ok(json!({ "id": "1", "name": name, "type": 1 }))
            } else {
                Err(format!("/{name} is not registered"))
            };
        };
        let parts = |part: &Value| part["options"].as_array().cloned().unwrap_or_default();
        let defined = match sub {
            Some(sub) => {
                let found = parts(registered).into_iter().find(|one| one["name"] == sub && one["type"] == 1);
                parts(&found.ok_or(format!("/{name} has no {sub}"))?)
            }
            None => parts(registered),
        };
        let mut options = Vec::new();
        let mut resolved = json!({});
        for (option, value) in given {
            let definition = defined
                .iter()
                .find(|one| one["name"] == *option)
                .ok_or(format!("/{command} has no option {option}"))?;
            let kind = definition["type"].as_u64().unwrap_or(0);
            let is_focused = focused == Some(option);
            if !self.unchecked && !is_focused {
                check_option(definition, kind, value)?;
            }
            self.resolve(state, kind, value, &mut resolved);
            let mut sent = json!({ "name": option, "type": kind, "value": value });
            if is_focused {
                sent["focused"] = true.into();
            }
            options.push(sent);
        }
        let lacks = |one: &&Value| one["required"] == true && !given.iter().any(|(name, _)| one["name"] == *name);
        if let Some(missing) = defined.iter().find(lacks).filter(|_| !self.unchecked && focused.is_none()) {
            return Err(format!("/{command} needs {}", missing["name"]));
        }
        let options = match sub {
            Some(sub) => json!([{ "name": sub, "type": 1, "options": options }]),
            None => json!(options),
        };
        Ok(json!({ "id": registered["id"], "name": name, "type": 1, "options": options, "resolved": resolved }))
    }

    fn resolve(&self, state: &State, kind: u64, value: &Value, resolved: &mut Value) {
        let id = value.as_str().unwrap_or_default();
        let number: u64 = id.parse().unwrap_or(0);
        let guild = state.world.channels.get(&self.channel).and_then(|channel| channel.guild).unwrap_or(0);
        match kind {
            6 => {
                resolved["users"][id] = state.world.user_json(number);
                let mut member = state.world.member_json(guild, number);
                if let Some(fields) = member.as_object_mut() {
                    fields.remove("user");
                    fields.remove("deaf");
                    fields.remove("mute");
                }
                member["permissions"] = state.world.permissions(self.channel, number).to_string().into();
                resolved["members"][id] = member;
            }
            7 => {
                if let Some(mut channel) = state.world.channel_json(number) {
                    channel["permissions"] = state.world.permissions(number, self.id).to_string().into();
                    channel["app_permissions"] = state.world.permissions(number, BOT).to_string().into();
                    resolved["channels"][id] = channel;
                }
            }
            8 => {
                let role = state.world.roles_json(guild).into_iter().find(|role| role["id"] == id);
                resolved["roles"][id] = role.unwrap_or_default();
            }
            _ => {}
        }
    }

    async fn component(&self, message: u64, custom_id: &str, data: &Value) -> Outcome {
        let there = self.discord.shared.look(|state| {
            let seen = state.visible(self.channel_of(state, message), self.id).contains(&message);
            let text = state.message_json(message)["components"].to_string();
            seen && text.contains(&json!(custom_id).to_string())
        });
        if !there && !self.unchecked {
            return Outcome { seen: Seen::Failed(format!("the message has no {custom_id}")), first_after: None };
        }
        self.act(3, data, Some(message)).await
    }

    fn channel_of(&self, state: &State, message: u64) -> u64 {
        state.messages.get(&message).map_or(self.channel, |message| message.channel)
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
        let channel = pressed.map_or(self.channel, |message| self.channel_of(state, message));
        let guild = state.world.channels.get(&channel).and_then(|channel| channel.guild);
        let mut json = json!({
            "id": id.to_string(), "application_id": BOT.to_string(), "type": kind, "token": token, "version": 1,
            "data": data, "channel_id": channel.to_string(), "channel": state.world.channel_json(channel), "locale": self.locale,
            "attachment_size_limit": 10_485_760, "entitlements": [], "app_permissions": state.world.permissions(channel, BOT).to_string(),
            "authorizing_integration_owners": {}, "context": i32::from(guild.is_none()),
        });
        match guild {
            Some(guild) => {
                let mut member = state.world.member_json(guild, self.id);
                member["permissions"] = state.world.permissions(channel, self.id).to_string().into();
                member["pending"] = false.into();
                json["member"] = member;
                json["guild_id"] = guild.to_string().into();
                json["guild_locale"] = state.world.locale_of(guild).into();
                json["authorizing_integration_owners"] = json!({ "0": guild.to_string() });
            }
            None => json["user"] = state.world.user_json(self.id),
        }
        if let Some(message) = pressed {
            json["message"] = state.message_json(message);
        }
        let interaction = Interaction {
            id,
            token,
            kind,
            user: self.id,
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
        state.interactions.insert(id, interaction);
        state.dispatch("INTERACTION_CREATE", &json);
        if state.delivers_twice {
            state.dispatch("INTERACTION_CREATE", &json);
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
            return Outcome { seen: Seen::Failed("the application did not respond".to_owned()), first_after: None };
        }
        let think = async {
            while look().progress == Progress::Deferred {
                let _ = changes.changed().await;
            }
        };
        if tokio::time::timeout(THINKING_UP_TO, think).await.is_err() {
            return Outcome {
                seen: Seen::Failed("the application went on thinking".to_owned()),
                first_after: look().first_after,
            };
        }
        let interaction = look();
        Outcome {
            seen: self.discord.shared.look(|state| seen(state, &interaction)),
            first_after: interaction.first_after,
        }
    }
}

/// The command that an interaction uses, with its subcommand.
#[cfg(feature = "page")]
fn named(data: &Value) -> String {
    let sub = data["options"].as_array().into_iter().flatten().find(|one| one["type"] == 1);
    let parts = [data["name"].as_str(), sub.and_then(|sub| sub["name"].as_str())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Why Discord's client would not offer a command to someone.
fn refused_by_client(state: &State, user: &User, command: &str, kind: u8) -> Option<String> {
    let name = command.split(' ').next().unwrap_or_default();
    let registered = state.commands.iter().find(|one| one["name"] == name)?;
    (kind == 2 && is_hidden(state, registered, user.channel, user.id))
        .then(|| format!("/{name} is hidden from this user"))
}

/// Whether Discord's client hides a registered command from someone in a channel.
pub(crate) fn is_hidden(state: &State, command: &Value, channel: u64, user: u64) -> bool {
    let needed = &command["default_member_permissions"];
    let needed: u64 = needed.as_u64().or_else(|| needed.as_str()?.parse().ok()).unwrap_or(0);
    state.world.permissions(channel, user) & needed != needed
}

/// What the client itself refuses to send.
fn check_option(definition: &Value, kind: u64, value: &Value) -> Result<(), String> {
    let name = &definition["name"];
    let fits = match kind {
        3 => value.is_string(),
        4 => value.is_i64(),
        5 => value.is_boolean(),
        6..=8 => value.as_str().is_some_and(|id| id.parse::<u64>().is_ok()),
        _ => false,
    };
    if !fits {
        return Err(format!("{value} is not of the type of {name}"));
    }
    let choices = definition["choices"].as_array().cloned().unwrap_or_default();
    if !choices.is_empty() && !choices.iter().any(|choice| choice["value"] == *value) {
        return Err(format!("{value} is no choice of {name}"));
    }
    let number = value.as_i64();
    let below = number.zip(definition["min_value"].as_i64()).is_some_and(|(number, least)| number < least);
    let above = number.zip(definition["max_value"].as_i64()).is_some_and(|(number, most)| number > most);
    let length = value.as_str().map_or(0, |text| text.chars().count() as u64);
    let long = kind == 3 && definition["max_length"].as_u64().is_some_and(|most| length > most);
    if below || above || long { Err(format!("{value} is out of the range of {name}")) } else { Ok(()) }
}

fn seen(state: &State, interaction: &Interaction) -> Seen {
    match &interaction.progress {
        Progress::Message(id) => {
            let files = state.messages.get(id).map(|message| message.files.clone()).unwrap_or_default();
            Seen::Message(Box::new(Shown { json: state.message_json(*id), files }))
        }
        Progress::Form(form) => Seen::Form(form.clone()),
        Progress::Choices(choices) => {
            let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let all = choices.as_array().into_iter().flatten();
            Seen::Choices(all.map(|one| (text(&one["name"]), text(&one["value"]))).collect())
        }
        Progress::Waiting | Progress::Deferred => Seen::Failed("the application did not respond".to_owned()),
    }
}
