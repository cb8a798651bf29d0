//! What Discord's own client makes of a command, what it does not offer, and what it refuses to send.

use serde_json::{Value, json};

use crate::state::State;
use crate::world::BOT;

/// Someone's client, with a channel open.
#[derive(Clone, Copy)]
pub(crate) struct Client {
    pub(crate) user: u64,
    pub(crate) channel: u64,
    /// Whether it sends anything.
    pub(crate) unchecked: bool,
}

impl Client {
    /// A command with its options, as the client sends it.
    pub(crate) fn command_data(
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
                    channel["permissions"] = state.world.permissions(number, self.user).to_string().into();
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
}

/// The command that an interaction uses, with its subcommand.
#[cfg(feature = "page")]
pub(crate) fn named(data: &Value) -> String {
    let sub = data["options"].as_array().into_iter().flatten().find(|one| one["type"] == 1);
    let parts = [data["name"].as_str(), sub.and_then(|sub| sub["name"].as_str())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Why Discord's client would not offer a command to someone.
pub(crate) fn refused_by_client(state: &State, client: Client, command: &str, kind: u8) -> Option<String> {
    let name = command.split(' ').next().unwrap_or_default();
    let registered = state.commands.iter().find(|one| one["name"] == name)?;
    (kind == 2 && is_hidden(state, registered, client.channel, client.user))
        .then(|| format!("/{name} is hidden from this user"))
}

/// Whether Discord's client hides a registered command from someone in a channel.
pub(crate) fn is_hidden(state: &State, command: &Value, channel: u64, user: u64) -> bool {
    let needed = &command["default_member_permissions"];
    let needed: u64 = needed.as_u64().or_else(|| needed.as_str()?.parse().ok()).unwrap_or(0);
    state.world.permissions(channel, user) & needed != needed
}

/// The component with this id in a message's components.
pub(crate) fn component<'m>(drawn: &'m Value, custom_id: &str) -> Option<&'m Value> {
    let inner = |part: &'m Value| {
        component(&part["components"], custom_id).or_else(|| component(&part["accessory"], custom_id))
    };
    match drawn {
        Value::Array(parts) => parts.iter().find_map(|part| component(part, custom_id)),
        part if part["custom_id"] == custom_id => Some(part),
        part => part.is_object().then(|| inner(part)).flatten(),
    }
}

/// Why Discord's client would not send what was done with a component: it is grey, or too little or too much is picked.
pub(crate) fn refused_to_send(component: &Value, data: &Value) -> Option<String> {
    let id = &component["custom_id"];
    if component["disabled"] == true {
        return Some(format!("{id} cannot be used now"));
    }
    let picked = data["values"].as_array()?;
    let (least, most) = (component["min_values"].as_u64().unwrap_or(1), component["max_values"].as_u64().unwrap_or(1));
    if !(least..=most).contains(&(picked.len() as u64)) {
        return Some(format!("{id} takes {least} to {most}, and {} are picked", picked.len()));
    }
    let offered = component["options"].as_array()?;
    let unknown = picked.iter().find(|value| !offered.iter().any(|option| option["value"] == **value));
    unknown.map(|value| format!("{id} does not offer {value}"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_menu_takes_as_many_of_its_own_options_as_it_says() {
        let option = |value: &str| json!({ "label": value, "value": value });
        let menu = json!({ "type": 3, "custom_id": "m", "min_values": 2, "max_values": 2, "options": [option("A"), option("B"), option("C")] });
        let drawn = json!([{ "type": 1, "components": [{ "type": 2, "custom_id": "b", "disabled": true }] }, { "type": 1, "components": [menu] }]);
        let pick =
            |values: &[&str]| refused_to_send(component(&drawn, "m").expect("the menu"), &json!({ "values": values }));
        assert_eq!(pick(&["A", "C"]), None);
        assert!(pick(&["A"]).is_some() && pick(&["A", "B", "C"]).is_some() && pick(&["A", "D"]).is_some());
        assert!(refused_to_send(component(&drawn, "b").expect("the button"), &json!({})).is_some());
        assert_eq!(component(&drawn, "x"), None);
    }
}
