//! Parameters by name: `PostgreSQL` knows them by number only.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use crate::store::writer::lock;

/// A statement as `PostgreSQL` reads it.
#[derive(Debug)]
pub(super) struct Numbered {
    pub(super) sql: String,
    /// The names by their numbers, `:name` first for `$1`.
    pub(super) names: Vec<String>,
}

/// A statement with numbers for names; worked out once.
pub(super) fn numbered(sql: &str) -> Arc<Numbered> {
    static KNOWN: Mutex<Option<HashMap<String, Arc<Numbered>>>> = Mutex::new(None);
    let mut known = lock(&KNOWN);
    let known = known.get_or_insert_default();
    if let Some(numbered) = known.get(sql) {
        return Arc::clone(numbered);
    }
    let numbered = Arc::new(number(sql));
    known.insert(sql.to_owned(), Arc::clone(&numbered));
    numbered
}

fn number(sql: &str) -> Numbered {
    let mut names: Vec<String> = Vec::new();
    let mut out = String::with_capacity(sql.len());
    let mut rest = sql;
    while let Some(next) = rest.find([':', '\'', '-']) {
        out.push_str(&rest[..next]);
        rest = &rest[next..];
        let name =
            1 + rest[1..].find(|letter: char| letter != '_' && !letter.is_ascii_alphabetic()).unwrap_or(rest.len() - 1);
        let taken = match rest.as_bytes()[0] {
            b':' if name > 1 => {
                let place = names.iter().position(|known| *known == rest[..name]).unwrap_or_else(|| {
                    names.push(rest[..name].to_owned());
                    names.len() - 1
                });
                out.push_str(&format!("${}", place + 1));
                rest = &rest[name..];
                continue;
            }
            b'\'' => rest[1..].find('\'').map_or(rest.len(), |end| end + 2),
            b'-' if rest.starts_with("--") => rest.find('\n').unwrap_or(rest.len()),
            _ => 1,
        };
        out.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    out.push_str(rest);
    Numbered { sql: out, names }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_numbers_outside_of_texts_and_remarks() {
        let found = number("select ':no', a - :one -- not :this\nfrom t where b = :two and c = :one || 'it''s :no'");
        assert_eq!(found.sql, "select ':no', a - $1 -- not :this\nfrom t where b = $2 and c = $1 || 'it''s :no'");
        assert_eq!(found.names, [":one", ":two"]);
        assert_eq!(number("select 1").sql, "select 1");
        assert_eq!(number("limit :at_most").sql, "limit $1");
    }
}
