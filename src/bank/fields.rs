//! Reads a TOML table field by field; what is missing, of the wrong kind or unknown becomes a fault, never a panic.

use toml::{Table, Value};

use super::fault::Faults;
use crate::domain::language::Bilingual;

/// The fields of one table.
pub(super) struct Fields<'t, 'f> {
    table: &'t Table,
    subject: String,
    /// What stands before each field's name in a fault, such as `options[2].`.
    place: String,
    known: Vec<&'static str>,
    faults: Faults<'f>,
}

impl<'t, 'f> Fields<'t, 'f> {
    pub(super) fn new(table: &'t Table, subject: &str, place: &str, faults: Faults<'f>) -> Self {
        Self { table, subject: subject.to_owned(), place: place.to_owned(), known: Vec::new(), faults }
    }

    pub(super) fn fault(&mut self, field: &str, reason: impl Into<String>) {
        self.faults.add(&self.subject, &format!("{}{field}", self.place), reason);
    }

    /// The value of a field that may be missing.
    fn maybe(&mut self, field: &'static str) -> Option<&'t Value> {
        self.known.push(field);
        self.table.get(field)
    }

    fn needed(&mut self, field: &'static str) -> Option<&'t Value> {
        let value = self.maybe(field);
        if value.is_none() {
            self.fault(field, "is missing");
        }
        value
    }

    fn text_in(&mut self, field: &str, value: &Value) -> Option<String> {
        match value.as_str() {
            Some(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            Some(_) => {
                self.fault(field, "is empty");
                None
            }
            None => {
                self.fault(field, "must be a text");
                None
            }
        }
    }

    pub(super) fn text(&mut self, field: &'static str) -> Option<String> {
        let value = self.needed(field)?;
        self.text_in(field, value)
    }

    pub(super) fn optional_text(&mut self, field: &'static str) -> Option<String> {
        let value = self.maybe(field)?;
        self.text_in(field, value)
    }

    /// The address of a page of AWS's documentation, as a link may carry it.
    pub(super) fn page_address(&mut self, field: &'static str, text: String) -> Option<String> {
        const LONGEST: usize = 200;
        let path = text.strip_prefix("https://docs.aws.amazon.com/").unwrap_or_default();
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.' | '#' | '+' | ':');
        if path.is_empty() || !path.chars().all(plain) || text.len() > LONGEST {
            self.fault(
                field,
                format!(
                    "must be https://docs.aws.amazon.com/ and a path, without a query, {LONGEST} characters at most"
                ),
            );
            return None;
        }
        Some(text)
    }

    /// A text in both languages: `stem.ko` and `stem.en`.
    pub(super) fn bilingual(&mut self, field: &'static str) -> Option<Bilingual> {
        let Some(table) = self.needed(field)?.as_table() else {
            self.fault(field, format!("must be given as {field}.ko and {field}.en"));
            return None;
        };
        for unknown in table.keys().filter(|key| !matches!(key.as_str(), "ko" | "en")) {
            self.fault(&format!("{field}.{unknown}"), "is not known; the languages are ko and en");
        }
        let mut one = |language: &str| {
            let name = format!("{field}.{language}");
            let Some(value) = table.get(language) else {
                self.fault(&name, "is missing");
                return None;
            };
            self.text_in(&name, value)
        };
        let (ko, en) = (one("ko"), one("en"));
        Some(Bilingual { ko: ko?, en: en? })
    }

    pub(super) fn list(&mut self, field: &'static str) -> Option<Vec<String>> {
        let value = self.needed(field)?;
        self.list_in(field, value)
    }

    /// The texts of a list that may be missing.
    pub(super) fn optional_list(&mut self, field: &'static str) -> Vec<String> {
        self.maybe(field).and_then(|value| self.list_in(field, value)).unwrap_or_default()
    }

    fn list_in(&mut self, field: &str, value: &Value) -> Option<Vec<String>> {
        let texts = value.as_array().map(|items| items.iter().map(Value::as_str).collect::<Option<Vec<_>>>());
        let Some(Some(texts)) = texts else {
            self.fault(field, "must be a list of texts");
            return None;
        };
        Some(texts.into_iter().map(str::to_owned).collect())
    }

    pub(super) fn boolean(&mut self, field: &'static str) -> Option<bool> {
        let answer = self.needed(field)?.as_bool();
        if answer.is_none() {
            self.fault(field, "must be true or false");
        }
        answer
    }

    /// Yes or no, with what it is when it is not given.
    pub(super) fn boolean_or(&mut self, field: &'static str, otherwise: bool) -> Option<bool> {
        if self.table.contains_key(field) {
            return self.boolean(field);
        }
        self.known.push(field);
        Some(otherwise)
    }

    /// A small number, with what it is when it is not given.
    pub(super) fn number_or(&mut self, field: &'static str, otherwise: usize) -> Option<usize> {
        if self.table.contains_key(field) {
            return self.optional_number(field);
        }
        self.known.push(field);
        Some(otherwise)
    }

    /// A small number that may be missing.
    pub(super) fn optional_number(&mut self, field: &'static str) -> Option<usize> {
        let number = self.maybe(field)?.as_integer().and_then(|number| usize::try_from(number).ok());
        if number.is_none() {
            self.fault(field, "must be a whole number");
        }
        number
    }

    /// The tables of `[[field]]`.
    pub(super) fn tables(&mut self, field: &'static str) -> Vec<&'t Table> {
        self.needed(field).map_or_else(Vec::new, |value| self.tables_in(field, value))
    }

    /// The tables of `[[field]]`, if there are any.
    pub(super) fn optional_tables(&mut self, field: &'static str) -> Vec<&'t Table> {
        self.maybe(field).map_or_else(Vec::new, |value| self.tables_in(field, value))
    }

    /// The table `[field]`, if there is one.
    pub(super) fn optional_table(&mut self, field: &'static str) -> Option<&'t Table> {
        let table = self.maybe(field)?.as_table();
        if table.is_none() {
            self.fault(field, format!("must be given as [{field}]"));
        }
        table
    }

    fn tables_in(&mut self, field: &str, value: &'t Value) -> Vec<&'t Table> {
        let tables: Option<Vec<_>> =
            value.as_array().and_then(|items| items.iter().map(Value::as_table).collect::<Option<_>>());
        tables.unwrap_or_else(|| {
            self.fault(field, format!("must be given as [[{field}]]"));
            Vec::new()
        })
    }

    /// Calls the fields that nobody asked for unknown.
    pub(super) fn end(mut self) {
        let unknown: Vec<&String> = self.table.keys().filter(|key| !self.known.contains(&key.as_str())).collect();
        for field in unknown {
            self.fault(field, "is not known");
        }
    }
}
