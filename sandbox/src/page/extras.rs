//! What a program adds to the page for its own bot.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use serde_json::{Value, json};

/// A sentence in Korean and in English. A command is named as `</name:0>` in it, which the page draws as Discord does.
pub type Told = [String; 2];

type Work = Pin<Box<dyn Future<Output = Result<(), Told>> + Send>>;

/// The numbers beside the buttons, by name, as they stand when one is pressed.
pub type Numbers = BTreeMap<String, u32>;

/// A button that the program adds to the page for its own bot.
#[derive(Clone)]
pub struct Control {
    /// Its name in requests.
    pub name: &'static str,
    /// What stands on it, in Korean and in English; `{name}` is where the dial of that name stands.
    pub label: [&'static str; 2],
    pub(super) work: Arc<dyn Fn(Numbers) -> Work + Send + Sync>,
}

impl Control {
    /// A button that does some work; an error is shown to whoever pressed it.
    pub fn new<F>(
        name: &'static str,
        label: [&'static str; 2],
        work: impl Fn(Numbers) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<(), Told>> + Send + 'static,
    {
        Self { name, label, work: Arc::new(move |numbers| Box::pin(work(numbers))) }
    }
}

/// A number beside the buttons that whoever presses them may change.
#[derive(Debug, Clone)]
pub struct Dial {
    /// Its name in requests.
    pub name: String,
    /// What stands beside it, in Korean and in English.
    pub label: [String; 2],
    /// Where it stands at first.
    pub value: u32,
    /// The least and the most that it can be.
    pub range: [u32; 2],
}

/// What somebody who opens the page does first, one after the other.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// What to do and what comes of it, in Korean and in English.
    pub text: [&'static str; 2],
    /// What does it.
    pub does: Does,
}

/// What a step is done with.
#[derive(Debug, Clone, Copy)]
pub enum Does {
    /// The button of a control, by its name.
    Control(&'static str),
    /// A command, such as `setup`.
    Command(&'static str),
    /// Nothing but what stands in the channel.
    Nothing,
}

impl Step {
    pub(super) fn json(&self) -> Value {
        match self.does {
            Does::Control(name) => json!({ "text": self.text, "control": name }),
            Does::Command(name) => json!({ "text": self.text, "command": name }),
            Does::Nothing => json!({ "text": self.text }),
        }
    }
}

/// Tells what the gallery shows of what holds a text, from so many found on, with how many were found and how many are
/// on a page: `{ "title", "faults": [text], "checked": whether all faults are known by now, "found", "page", "items":
/// [{ "title", "faults": [text], "shown": [{ "title", "message" }] }] }`.
pub type Gallery = Arc<dyn Fn(&str, usize) -> Value + Send + Sync>;

/// What a program hands in for its own bot.
#[derive(Clone, Default)]
pub struct Extras {
    /// Its buttons.
    pub controls: Vec<Control>,
    /// The numbers that they get.
    pub dials: Vec<Dial>,
    /// What is done first; an empty channel shows it.
    pub steps: Vec<Step>,
    /// What its gallery shows; without one there is none.
    pub gallery: Option<Gallery>,
    /// The language in which the page opens: `ko` or `en`.
    pub language: &'static str,
}
