//! Where a request goes, under the name that logs and limits know it by.

use std::fmt::Display;

use reqwest::{Method, Url};

/// Which of Discord's limits bind a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Sent with the bot's token: buckets and the global limit.
    Ordinary,
    /// The first answer to an interaction: no global limit, and dead after three seconds.
    Callback,
    /// Later answers to an interaction: no global limit.
    Webhook,
}

/// The longest answer to a question that is read, in bytes: a hundred messages, all of them full, have about 3 MB.
const MOST_READ: usize = 8_000_000;

/// The same for what shows a change that was made: one message, all of it full, has about 30 kB, a hundred commands 200 kB.
const MOST_OF_A_CHANGE: usize = 256_000;

/// The same for what answers nothing but that it was taken.
const MOST_OF_A_CALLBACK: usize = 64_000;

/// One request's address. Its ids stay out of logs, because an interaction's token is one of them.
pub(crate) struct Route {
    pub(crate) method: Method,
    pub(crate) class: Class,
    /// Its path with placeholders, such as `/channels/{channel}/messages`.
    pub(crate) template: &'static str,
    name: String,
    ids: Vec<String>,
    query: Vec<(&'static str, String)>,
}

impl Route {
    pub(crate) fn get(template: &'static str, ids: &[&(dyn Display + Sync)]) -> Self {
        Self::new(Method::GET, template, ids)
    }

    pub(crate) fn post(template: &'static str, ids: &[&(dyn Display + Sync)]) -> Self {
        Self::new(Method::POST, template, ids)
    }

    pub(crate) fn patch(template: &'static str, ids: &[&(dyn Display + Sync)]) -> Self {
        Self::new(Method::PATCH, template, ids)
    }

    pub(crate) fn put(template: &'static str, ids: &[&(dyn Display + Sync)]) -> Self {
        Self::new(Method::PUT, template, ids)
    }

    pub(crate) fn delete(template: &'static str, ids: &[&(dyn Display + Sync)]) -> Self {
        Self::new(Method::DELETE, template, ids)
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Display) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    /// Method and path with placeholders, such as `POST /channels/{channel}/messages`.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The channel or server that the limits of this route are counted for; 0 where it is neither.
    pub(crate) fn major(&self) -> u64 {
        self.ids.first().and_then(|id| id.parse().ok()).unwrap_or(0)
    }

    /// How many bytes of its answer are read.
    pub(crate) fn most_read(&self) -> usize {
        match self.class {
            Class::Callback => MOST_OF_A_CALLBACK,
            Class::Ordinary | Class::Webhook if self.method == Method::GET => MOST_READ,
            Class::Ordinary | Class::Webhook => MOST_OF_A_CHANGE,
        }
    }

    pub(crate) fn is_bound(&self) -> bool {
        self.class == Class::Ordinary
    }

    pub(crate) fn url(&self, base: &Url) -> Url {
        let mut url = base.clone();
        let mut ids = self.ids.iter();
        let path = self
            .template
            .trim_start_matches('/')
            .split('/')
            .map(|part| if part.starts_with('{') { ids.next().map_or("", String::as_str) } else { part });
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.extend(path);
        }
        if !self.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&self.query);
        }
        url
    }

    fn new(method: Method, template: &'static str, ids: &[&(dyn Display + Sync)]) -> Self {
        let class = match template {
            _ if template.starts_with("/interactions/") => Class::Callback,
            _ if template.starts_with("/webhooks/") => Class::Webhook,
            _ => Class::Ordinary,
        };
        let name = format!("{method} {template}");
        Self { method, class, template, name, ids: ids.iter().map(ToString::to_string).collect(), query: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_filled_in_order_and_cannot_leave_its_path() {
        let base = Url::parse("http://127.0.0.1:4000/proxy/api/v10").unwrap();

        let route = Route::get("/channels/{channel}/messages", &[&7]).with("limit", 100);
        let odd = Route::post("/interactions/{id}/{token}/callback", &[&1, &"a/../b?c#d"]);

        assert_eq!(route.url(&base).as_str(), "http://127.0.0.1:4000/proxy/api/v10/channels/7/messages?limit=100");
        assert_eq!(
            odd.url(&base).as_str(),
            "http://127.0.0.1:4000/proxy/api/v10/interactions/1/a%2F..%2Fb%3Fc%23d/callback"
        );
    }

    #[test]
    fn answers_to_interactions_are_not_bound_by_the_global_limit() {
        assert_eq!(Route::post("/interactions/{id}/{token}/callback", &[]).class, Class::Callback);
        assert_eq!(Route::patch("/webhooks/{app}/{token}/messages/@original", &[]).class, Class::Webhook);
        assert!(Route::get("/users/@me", &[]).is_bound());
    }
}
