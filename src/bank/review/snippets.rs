//! M23: a snippet parses, and holds the placeholder that the stem speaks of.

use std::sync::LazyLock;

use regex::Regex;

use super::{Findings, Level};
use crate::bank::Question;
use crate::domain::question::Snippet;

static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "a constant, and the tests use it")]
    Regex::new("<[A-Za-z][A-Za-z0-9 _-]*>").expect("a pattern")
});

pub(super) fn check(findings: &mut Findings<'_>) {
    for question in findings.questions() {
        if let Some(snippet) = question.snippet() {
            for reason in faults(question, snippet) {
                findings.question("M23", Level::Fail, question, "snippet", reason);
            }
        }
    }
}

fn faults(question: &Question, snippet: &Snippet) -> Vec<String> {
    let mut faults = Vec::new();
    faults.extend(no_parse(snippet));
    for stem in [&question.stem().ko, &question.stem().en] {
        let named = PLACEHOLDER.find_iter(stem).map(|found| found.as_str());
        faults.extend(
            named
                .filter(|name| !snippet.text.contains(name))
                .map(|name| format!("the stem speaks of {name}, which is not in it")),
        );
    }
    faults.sort_unstable();
    faults.dedup();
    faults
}

/// Why a template or a document cannot be read; `None` for one that can, and for commands and logs.
fn no_parse(snippet: &Snippet) -> Option<String> {
    match snippet.lang.as_str() {
        "yaml" | "yml" => {
            let mut events = saphyr_parser::Parser::new_from_str(&snippet.text);
            events.find_map(Result::err).map(|error| format!("is no YAML: {error}"))
        }
        "json" => {
            let read: Result<serde_json::Value, _> = serde_json::from_str(&snippet.text);
            read.err().map(|error| format!("is no JSON: {error}"))
        }
        _ => None,
    }
}
