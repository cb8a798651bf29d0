//! What Discord advises about the gateway's shards, and what is wrong with those that were chosen.

use rest::models::Gateway;

use crate::domain::shard::Shards;

/// So many servers a shard may have; Discord sends one away that has more.
const SERVERS_AT_MOST: u64 = 2_500;

/// What is held of the gateway and what Discord says of it, in one line.
pub fn told(gateway: &Gateway, shards: Shards) -> String {
    let advised = gateway.shards.map(|advised| format!("Discord advises {advised} in total"));
    let sessions = gateway.session_start_limit.as_ref().map(|limit| {
        let (left, total, at_once) = (limit.remaining, limit.total, limit.max_concurrency);
        format!("{left} of {total} sessions are left today, {at_once} at a time")
    });
    let parts = [Some(format!("shards {shards}")), advised, sessions];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// What is wrong with a total of shards for a bot in about so many servers, and what to do.
pub fn fault(gateway: &Gateway, servers: Option<u64>, shards: Shards) -> Option<String> {
    let total = u64::from(shards.total());
    let needed = servers.map_or(1, |servers| servers.div_ceil(SERVERS_AT_MOST));
    let advised = u64::from(gateway.shards.unwrap_or(1)).max(needed);
    if needed > total {
        let servers = servers.unwrap_or_default();
        return Some(format!(
            "{servers} servers are more than 2500 for each of {total} shards, and Discord sends such a shard away; \
             give PROCTOR_SHARDS a total of {advised} in all processes"
        ));
    }
    (advised > total).then(|| {
        format!(
            "Discord advises a total of {advised} shards, and PROCTOR_SHARDS names {total}; raise it in all processes"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gateway(shards: Option<u32>) -> Gateway {
        Gateway { url: String::new(), shards, session_start_limit: None }
    }

    #[test]
    fn too_few_shards_are_told_with_how_many_it_takes() {
        let of = |total: &str| Shards::parse(total).expect("shards");
        for (advised, servers, shards, needed) in [
            (None, None, "0/1", None),
            (Some(1), Some(2_500), "0/1", None),
            (Some(2), Some(1_500), "0/1", Some("Discord advises a total of 2 shards")),
            (Some(1), Some(2_501), "0/1", Some("a total of 2 in all processes")),
            (Some(16), Some(20_001), "0-7/8", Some("a total of 16 in all processes")),
            (Some(16), Some(20_001), "0-3/16", None),
        ] {
            let fault = fault(&gateway(advised), servers, of(shards));
            let fits = match (&fault, needed) {
                (Some(fault), Some(needed)) => fault.contains(needed),
                (None, None) => true,
                _ => false,
            };
            assert!(fits, "{advised:?} {servers:?} {shards}: {fault:?}");
        }
    }

    #[test]
    fn what_discord_does_not_say_is_left_out() {
        assert_eq!(told(&gateway(None), Shards::default()), "shards 0/1");
        assert_eq!(told(&gateway(Some(3)), Shards::default()), "shards 0/1; Discord advises 3 in total");
    }
}
