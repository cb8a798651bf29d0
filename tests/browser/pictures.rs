//! The main messages as members and managers see them, in both languages, wide and on a telephone, dark and light.
//!
//! With `PROCTOR_MESSAGES` naming a folder, a picture of each is put there: `verdict-wrong-ko-390-light.png`.

use std::fs;
use std::path::PathBuf;

use fantoccini::Locator;
use serde_json::{Value, json};

use crate::page::Browser;

/// The messages that are looked at.
const MAIN: [&str; 13] = [
    "setup",
    "settings",
    "help",
    "question",
    "verdict-wrong",
    "verdict-right",
    "reveal",
    "my-result",
    "explanation",
    "board",
    "my-place",
    "stats",
    "status",
];

/// The newest message of a kind.
const PRIVATE: &str = "#messages .message.private";
const POST: &str = "#messages .message:has([data-custom-id^='a:'])";
const PUBLIC: &str = "#messages .message:not(.private)";

/// Looks at messages one after the other.
struct Album {
    browser: Browser,
    suffix: String,
    folder: Option<PathBuf>,
    seen: Vec<&'static str>,
}

/// Sets a server up, plays some days, and looks at each of the main messages.
pub(crate) async fn look(language: &'static str, width: u32) {
    let browser = Browser::open_tall(language, width).await;
    let folder = std::env::var_os("PROCTOR_MESSAGES").map(PathBuf::from);
    let mut album = Album { browser, suffix: format!("{language}-{width}"), folder, seen: Vec::new() };
    album.as_manager().await;
    album.some_days().await;
    album.as_members().await;
    album.user(1).await;
    album.ask("status", "status").await;

    assert!(MAIN.iter().all(|name| album.seen.contains(name)) && album.seen.len() == MAIN.len(), "{:?}", album.seen);
    let complaints = "return (await (await fetch('/state?as=0')).json()).complaints";
    assert_eq!(album.browser.js(complaints).await, json!([]), "nothing was sent that Discord would refuse");
    album.browser.close().await;
}

impl Album {
    async fn as_manager(&mut self) {
        self.browser.command("setup").await;
        self.press("#send").await;
        self.picture("setup", PRIVATE).await;
        self.ask("settings show", "settings").await;
        self.ask("help", "help").await;
    }

    async fn as_members(&mut self) {
        // One of those who pick different letters is right, the others are not.
        self.next_with_buttons().await;
        self.picture("question", POST).await;
        for (user, letter) in [(2, "A"), (3, "B"), (4, "C"), (5, "D")] {
            self.user(user).await;
            self.press_newest(&format!("[data-custom-id^='a:'][data-custom-id$=':{letter}']")).await;
            self.browser.find(&format!("{PRIVATE} h4")).await;
            let head = self.browser.js(&format!("return document.querySelector('{PRIVATE} h4').textContent")).await;
            let is_right = head.as_str().is_some_and(|head| head.starts_with('✅'));
            let verdict = if is_right { "verdict-right" } else { "verdict-wrong" };
            if !self.seen.contains(&verdict) {
                self.picture(verdict, PRIVATE).await;
            }
        }
        self.control("close").await;
        self.browser
            .until(&format!("[...document.querySelectorAll('{PUBLIC} h3')].at(-1).textContent.startsWith('🔓')"))
            .await;
        self.picture("reveal", PUBLIC).await;
        self.press_newest("[data-custom-id^='m:']").await;
        self.picture("my-result", PRIVATE).await;
        self.press_newest("[data-custom-id^='e:']").await;
        self.picture("explanation", PRIVATE).await;
        self.browser.command("leaderboard").await;
        self.press("#send").await;
        self.browser.find("#messages [data-custom-id$=':own']").await;
        self.picture("board", PUBLIC).await;
        self.press_newest("[data-custom-id$=':own']").await;
        self.picture("my-place", PRIVATE).await;
        self.ask("stats", "stats").await;
    }

    /// Plays twelve days.
    async fn some_days(&self) {
        self.browser.js("const dial = document.querySelector('[data-dial=days]'); dial.value = 12; dial.dispatchEvent(new Event('input'))").await;
        self.control("month").await;
    }

    /// Goes on to a question with one right option.
    async fn next_with_buttons(&self) {
        let newest = "const all = [...document.querySelectorAll('#messages .message:has([data-custom-id])')]; \
                      return all.at(-1)?.querySelector('[data-custom-id]').dataset.customId.startsWith('a:') ?? false";
        for _ in 0..20 {
            self.control("next-round").await;
            if self.browser.js(newest).await == Value::Bool(true) {
                return;
            }
        }
        panic!("no question with buttons in twenty days");
    }

    /// Uses a command without options, and looks at what comes of it.
    async fn ask(&mut self, command: &str, name: &'static str) {
        self.browser.command(command).await;
        self.press("#send").await;
        self.picture(name, PRIVATE).await;
    }

    async fn user(&self, number: usize) {
        self.press(&format!("#users button:nth-child({number})")).await;
        self.browser
            .until(&format!("document.querySelector('#users button:nth-child({number})[aria-pressed=true]')"))
            .await;
    }

    async fn control(&self, name: &str) {
        self.press(&format!("[data-name={name}]")).await;
        self.browser.until(&format!("document.querySelector('[data-name={name}]:not([aria-busy])')")).await;
    }

    /// Presses what may be in a drawer that is shut on a telephone.
    async fn press(&self, css: &str) {
        self.browser.until(&format!("document.querySelector({})", json!(css))).await;
        self.browser.js(&format!("document.querySelector({}).click()", json!(css))).await;
    }

    /// Presses the newest button of its kind; no private message of before is in the way of what comes.
    async fn press_newest(&self, css: &str) {
        self.dismiss().await;
        self.browser
            .js(&format!("[...document.querySelectorAll({})].at(-1).click()", json!(format!("#messages {css}"))))
            .await;
    }

    async fn dismiss(&self) {
        self.browser
            .js("document.querySelectorAll('#messages [data-key=dismiss]').forEach((one) => one.click())")
            .await;
        self.browser.until(&format!("!document.querySelector('{PRIVATE}')")).await;
    }

    /// Looks at the newest message of a kind in both themes: a strong line, nothing that sticks out; then it goes.
    async fn picture(&mut self, name: &'static str, kind: &str) {
        self.browser.find(kind).await;
        let last = format!("const message = [...document.querySelectorAll({})].at(-1)", json!(kind));
        for theme in ["dark", "light"] {
            self.browser
                .js(&format!("document.documentElement.dataset.theme = '{theme}'; {last}; message.scrollIntoView()"))
                .await;
            let wide = "return [document.documentElement, ...message.querySelectorAll('.embed, .text, .row')] \
                        .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className || 'the page')";
            assert_eq!(self.browser.js(&format!("{last}; {wide}")).await, json!([]), "{name} sticks out");
            let strong = "return message.querySelector('.content h3, .content h4, .content h5')?.textContent ?? ''";
            let strong = self.browser.js(&format!("{last}; {strong}")).await;
            assert!(strong.as_str().is_some_and(|line| !line.trim().is_empty()), "{name} has no strong line");
            if let Some(folder) = &self.folder {
                self.browser.js(&format!("{last}; message.id = 'in-the-picture'")).await;
                let message = self.browser.page.find(Locator::Css("#in-the-picture")).await.expect("the message");
                let png = message.screenshot().await.expect("a picture");
                fs::write(folder.join(format!("{name}-{}-{theme}.png", self.suffix)), png).expect("a file");
                self.browser.js(&format!("{last}; message.removeAttribute('id')")).await;
            }
        }
        self.browser.js("document.documentElement.dataset.theme = 'dark'").await;
        if kind == PRIVATE {
            self.dismiss().await;
        }
        self.seen.push(name);
    }
}
