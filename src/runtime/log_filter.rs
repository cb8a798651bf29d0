//! Knows what can be asked of the log, in the form of `RUST_LOG`.

use tracing::level_filters::LevelFilter;

/// The crates that name their lines after themselves.
const CRATES: [&str; 3] = ["proctor", "rest", "sandbox"];

/// Whether a text in the form of `RUST_LOG` names levels and parts of this program. What is misspelt would otherwise be
/// taken for a part, and nothing would be logged at all.
pub(super) fn is_filter(text: &str) -> bool {
    let is_level = |word: &str| word.parse::<LevelFilter>().is_ok();
    let is_part = |word: &str| word.split("::").next().is_some_and(|name| CRATES.contains(&name));
    text.split(',').map(str::trim).filter(|one| !one.is_empty()).all(|one| match one.split_once('=') {
        Some((part, level)) => is_part(part.trim()) && is_level(level.trim()),
        None => is_level(one) || is_part(one),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_names_levels_and_parts() {
        for good in
            ["debug", "INFO", "off", "proctor", "proctor=debug", "warn,proctor::store=trace", " info , rest=warn,"]
        {
            assert!(is_filter(good), "{good}");
        }
        for bad in ["debgu", "proctor=loudly", "prcotor=debug", "info,debgu", "proctor[span]=debug", "="] {
            assert!(!is_filter(bad), "{bad}");
        }
    }
}
