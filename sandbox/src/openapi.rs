//! Checks request bodies against Discord's own description of its API, where `DISCORD_OPENAPI` names the file.
//!
//! Told apart from Discord's rules: the description marks some fields of responses as needed in requests of the same
//! name; where the stand-in itself knows better, it follows the reference's text.

use std::collections::HashMap;

use jsonschema::Validator;
use serde_json::{Value, json};

/// The description, with the checks that were made from it so far.
pub(crate) struct Description {
    document: Value,
    validators: HashMap<String, Validator>,
}

impl Description {
    /// Reads the file that `DISCORD_OPENAPI` names; `None` when it names none.
    pub(crate) fn from_environment() -> Option<Self> {
        let path = std::env::var_os("DISCORD_OPENAPI").filter(|path| !path.is_empty())?;
        let text = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("DISCORD_OPENAPI names {}: {error}", path.display()));
        let document =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{} is no JSON: {error}", path.display()));
        Some(Self { document, validators: HashMap::new() })
    }

    /// What is wrong with a body by the description; a request that the description does not know is wrong too.
    pub(crate) fn check(&mut self, method: &str, path: &str, body: &Value) -> Vec<String> {
        let Some(template) = self.template(method, path) else {
            return vec![format!("{method} {path} is not in Discord's description")];
        };
        let key = format!("{method} {template}");
        if !self.validators.contains_key(&key) {
            let Some(schema) = self.schema(method, &template) else {
                return Vec::new();
            };
            match jsonschema::options().with_pattern_options(jsonschema::PatternOptions::fancy_regex()).build(&schema) {
                Ok(validator) => self.validators.insert(key.clone(), validator),
                Err(error) => {
                    return vec![format!("{key}: the description cannot be used: {error}")];
                }
            };
        }
        let errors = self.validators[&key].iter_errors(body);
        errors.take(5).map(|error| format!("{key}: {} at {}", cut(&error.to_string()), error.instance_path())).collect()
    }

    /// The path of the description that a path is one of: the most of its parts are the same.
    fn template(&self, method: &str, path: &str) -> Option<String> {
        let parts: Vec<&str> = path.trim_start_matches("/api/v10").split('/').collect();
        let paths = self.document["paths"].as_object()?;
        let fits = |template: &&String| {
            let of: Vec<&str> = template.split('/').collect();
            of.len() == parts.len() && of.iter().zip(&parts).all(|(one, part)| one.starts_with('{') || one == part)
        };
        let known = paths.keys().filter(fits).filter(|template| paths[*template].get(method.to_lowercase()).is_some());
        known.min_by_key(|template| template.matches('{').count()).cloned()
    }

    fn schema(&self, method: &str, template: &str) -> Option<Value> {
        let operation = &self.document["paths"][template][method.to_lowercase()];
        let body = &operation["requestBody"]["content"]["application/json"]["schema"];
        (!body.is_null()).then(|| json!({ "allOf": [body], "components": self.document["components"] }))
    }
}

fn cut(text: &str) -> String {
    text.chars().take(400).collect()
}
