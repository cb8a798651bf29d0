//! The sandbox's page in a real browser: what a test sees there, presses and types.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::started::{Started, start};

/// How long the page may take to show what was asked for.
const PATIENCE: Duration = Duration::from_secs(20);

/// A bank of two questions: one with one right option, one with two.
fn small_bank() -> TempDir {
    let bank = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/dva-c02-network-cicd");
    let folder = tempfile::tempdir().expect("a folder");
    for part in ["notes/ko", "notes/en", "questions"] {
        fs::create_dir_all(folder.path().join(part)).expect("a folder");
    }
    fs::copy(bank.join("bank.toml"), folder.path().join("bank.toml")).expect("a copy");
    for language in ["ko", "en"] {
        for file in fs::read_dir(bank.join("notes").join(language)).expect("the notes").flatten() {
            let to = folder.path().join("notes").join(language).join(file.file_name());
            fs::copy(file.path(), to).expect("a copy");
        }
    }
    for (file, of_two) in [("15-codedeploy.toml", false), ("04-sg-nacl.toml", true)] {
        let text = fs::read_to_string(bank.join("questions").join(file)).expect("questions");
        let mut parts = text.split("[[questions]]");
        let head = parts.next().expect("the section");
        let question = parts.find(|one| one.contains("choose = 2") == of_two).expect("a question of its kind");
        fs::write(folder.path().join("questions").join(file), format!("{head}[[questions]]{question}"))
            .expect("a file");
    }
    folder
}

/// The page in a browser that a test drives.
pub(super) struct Page {
    pub(super) client: Client,
    pictures: Option<PathBuf>,
    language: &'static str,
    _programs: [Started; 2],
    _bank: TempDir,
}

impl Page {
    /// The sandbox in a browser.
    pub(super) async fn open(language: &'static str) -> Self {
        let bank = small_bank();
        let mut sandbox = Command::new(env!("CARGO_BIN_EXE_proctor"));
        sandbox.args(["sandbox", "--listen", "127.0.0.1:0", "--fresh", "--lang", language, "--bank"]).arg(bank.path());
        let (sandbox, address) = start(&mut sandbox, "open ");
        let (driver, port) = start(
            Command::new("chromedriver").args(["--port=0"]).env("TZ", "Asia/Seoul"),
            "ChromeDriver was started successfully on port ",
        );
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--hide-scrollbars",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--force-prefers-reduced-motion",
            "--window-size=1280,1080",
        ];
        let capabilities = json!({ "goog:chromeOptions": { "args": arguments } });
        let Value::Object(capabilities) = capabilities else { unreachable!("an object") };
        let client = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("a browser");
        client.goto(&address).await.expect("the page");
        let pictures = std::env::var_os("PROCTOR_PICTURES").map(PathBuf::from);
        Self { client, pictures, language, _programs: [sandbox, driver], _bank: bank }
    }

    pub(super) async fn close(self) {
        self.client.close().await.expect("an end");
    }

    /// Waits until an element is there, and returns it.
    pub(super) async fn find(&self, css: &str) -> fantoccini::elements::Element {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("no {css}: {error}; the page says: {}", self.text().await),
        }
    }

    pub(super) async fn click(&self, css: &str) {
        self.find(css).await.click().await.unwrap_or_else(|error| panic!("cannot press {css}: {error}"));
    }

    pub(super) async fn text(&self) -> String {
        let text = self.client.execute("return document.body.innerText", Vec::new()).await;
        text.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Waits until a text stands in the newest message, or anywhere on the page.
    pub(super) async fn see(&self, text: &str) {
        let wait = async {
            while !self.text().await.contains(text) {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        let seen = tokio::time::timeout(PATIENCE, wait).await.is_ok();
        assert!(seen, "\"{text}\" never came; the page says: {}", self.text().await);
    }

    pub(super) async fn picture(&self, name: &str) {
        if let Some(folder) = &self.pictures {
            let png = self.client.screenshot().await.expect("a picture");
            fs::write(folder.join(format!("{name}-{}.png", self.language)), png).expect("a file");
        }
    }

    /// Types into what has the focus.
    pub(super) async fn type_text(&self, text: &str) {
        let focused = self.client.active_element().await.expect("a focus");
        focused.send_keys(text).await.expect("keys");
    }

    pub(super) async fn press_key(&self, key: Key) {
        self.type_text(&char::from(key).to_string()).await;
    }

    /// Picks a command from the list with the keyboard.
    pub(super) async fn command(&self, name: &str) {
        self.find("#composer-input").await.click().await.expect("a focus");
        self.type_text(&format!("/{name}")).await;
        self.find("#suggestions [aria-selected=true]").await;
        self.press_key(Key::Enter).await;
        self.find("#options .what").await;
    }

    /// Types into an option and takes the first suggestion.
    pub(super) async fn suggest(&self, option: &str, typed: &str) {
        self.find(&format!("#option-{option}")).await.click().await.expect("a focus");
        self.type_text(typed).await;
        let first = format!(
            "return [...document.querySelectorAll('#suggestions [role=option]')].some((one) => one.textContent.includes({}))",
            json!(typed)
        );
        let wait = async {
            while self.client.execute(&first, Vec::new()).await.ok() != Some(Value::Bool(true)) {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(PATIENCE, wait).await.unwrap_or_else(|_| panic!("nothing was suggested for {typed}"));
        self.press_key(Key::Enter).await;
    }

    pub(super) async fn send(&self) {
        self.click("#send").await;
    }

    pub(super) async fn become_user(&self, number: usize) {
        self.click(&format!("#users button:nth-child({number})")).await;
        self.find(&format!("#users button:nth-child({number})[aria-pressed=true]")).await;
    }

    pub(super) async fn control(&self, name: &str) {
        let button = format!("[data-name={name}]");
        self.click(&button).await;
        // It can be pressed again when its work is done.
        self.find(&format!("{button}:not([disabled])")).await;
    }

    /// Answers the newest open question by its button or its menu.
    pub(super) async fn answer_on_the_post(&self) {
        let all = |css| self.client.find_all(Locator::Css(css));
        if let Some(menu) = all("fieldset[data-custom-id^='s:']:not([disabled])").await.expect("menus").pop() {
            for choice in menu.find_all(Locator::Css("input")).await.expect("choices").iter().take(2) {
                choice.click().await.expect("a choice");
            }
            menu.find(Locator::Css("button")).await.expect("its button").click().await.expect("a press");
            return;
        }
        self.press_last("button[data-custom-id^='a:'][data-custom-id$=':A']:not([disabled])").await;
    }

    /// Presses the last button of its kind, which is the newest.
    pub(super) async fn press_last(&self, css: &str) {
        self.find(css).await;
        let buttons = self.client.find_all(Locator::Css(css)).await.expect("buttons");
        buttons.last().unwrap_or_else(|| panic!("no {css}")).click().await.expect("a press");
    }
}
