//! Reads `[[facts]]` of `bank.toml`: the facts that the post does not have, each with the page that documents it.

use std::collections::BTreeMap;

use toml::Table;

use super::fault::{Fault, Faults};
use super::fields::Fields;
use crate::domain::note::AwsPage;

/// What the id of such a fact begins with; the section's letters and a number follow, as in `X-VPC-01`.
pub(super) const PREFIX: &str = "X-";

pub(super) fn read(file: &str, tables: &[&Table], found: &mut Vec<Fault>) -> BTreeMap<String, AwsPage> {
    let mut facts = BTreeMap::new();
    for (at, table) in tables.iter().enumerate() {
        let mut fields = Fields::new(table, "", &format!("facts[{}].", at + 1), Faults { file, found });
        let (id, title, url) = (fields.text("id"), fields.text("title"), fields.text("url"));
        let id = id.filter(|id| {
            let known = id.starts_with(PREFIX);
            if !known {
                fields.fault("id", format!("\"{id}\" must begin with {PREFIX}; the post's own facts are not declared"));
            }
            known
        });
        let url = url.and_then(|url| fields.page_address("url", url));
        fields.end();
        let (Some(id), Some(title), Some(url)) = (id, title, url) else {
            continue;
        };
        if facts.insert(id.clone(), AwsPage { title, url }).is_some() {
            Faults { file, found }.add(&id, "facts", "this id stands twice");
        }
    }
    facts
}
