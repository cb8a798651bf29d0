//! What has to be known to go on with a session over another connection.

/// A session, and how far it was heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Session {
    /// Discord's name for it.
    pub(super) id: String,
    /// Where Discord wants it to be resumed.
    pub(super) resume_url: Option<String>,
    /// The number of the last event that was heard.
    pub(super) seen: u64,
}

impl Session {
    /// Where to resume it, given where the API says the gateway is.
    ///
    /// Only an address of the same house counts: a stand-in that repeats Discord's own must not send the bot there.
    pub(super) fn resume_at<'s>(&'s self, gateway: &'s str) -> &'s str {
        self.resume_url.as_deref().filter(|url| same_house(url, gateway)).unwrap_or(gateway)
    }
}

fn same_house(one: &str, other: &str) -> bool {
    let house = |url: &str| {
        let (scheme, rest) = url.split_once("://")?;
        let host = rest.split(['/', '?']).next()?.to_owned();
        let is_discords = host.ends_with(".discord.gg");
        Some((scheme.to_owned(), if is_discords { "discord.gg".to_owned() } else { host }))
    };
    house(one).is_some_and(|one| Some(one) == house(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_resumed_in_the_same_house_only() {
        let at = |resume_url: &str, gateway: &str| {
            let session = Session { id: String::new(), resume_url: Some(resume_url.to_owned()), seen: 0 };
            session.resume_at(gateway).to_owned()
        };
        let (discord, local) = ("wss://gateway.discord.gg", "ws://127.0.0.1:4001");
        let nearby = "wss://gateway-us-east1-b.discord.gg";
        assert_eq!(at(nearby, discord), nearby);
        assert_eq!(at("ws://127.0.0.1:4001/resume", local), "ws://127.0.0.1:4001/resume");
        for elsewhere in [discord, "wss://127.0.0.1:4001", "ws://127.0.0.1:4002", "nonsense", ""] {
            assert_eq!(at(elsewhere, local), local, "{elsewhere}");
        }
        assert_eq!(at("wss://discord.gg.example.org", discord), discord);
        assert_eq!(at("ws://gateway.discord.gg", discord), discord);
    }
}
