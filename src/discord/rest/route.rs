//! Where a request goes, under the name that logs and limits know it by.

use std::fmt::Display;

use reqwest::{Method, Url};

/// Which of Discord's limits bind a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Sent with the bot's token: buckets and the global limit.
    Ordinary,
    /// The first answer to an interaction: no global limit, and dead after three seconds.
    Callback,
    /// Later answers to an interaction: no global limit.
    Webhook,
}

/// One request's address. Its ids stay out of logs, because an interaction's token is one of them.
pub(super) struct Route {
    pub(super) method: Method,
    pub(super) class: Class,
    /// Method and path with placeholders, such as `POST /channels/{channel}/messages`.
    pub(super) template: &'static str,
    ids: Vec<String>,
    query: Vec<(&'static str, String)>,
}

impl Route {
    pub(super) fn get(template: &'static str, ids: &[&(dyn Display + Sync)]) -> Self {
        Self::new(Method::GET, template, ids)
    }

    pub(super) fn post(template: &'static str, ids: &[&(dyn Display + Sync)]) -> Self {
        Self::new(Method::POST, template, ids)
    }

    pub(super) fn patch(template: &'static str, ids: &[&(dyn Display + Sync)]) -> Self {
        Self::new(Method::PATCH, template, ids)
    }

    pub(super) fn put(template: &'static str, ids: &[&(dyn Display + Sync)]) -> Self {
        Self::new(Method::PUT, template, ids)
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Display) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    /// The channel or server that the limits of this route are counted for.
    pub(super) fn major(&self) -> &str {
        self.ids.first().map_or("", String::as_str)
    }

    pub(super) fn is_bound(&self) -> bool {
        self.class == Class::Ordinary
    }

    pub(super) fn url(&self, base: &Url) -> Url {
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
        Self { method, class, template, ids: ids.iter().map(ToString::to_string).collect(), query: Vec::new() }
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
