//! A new owner's first ten minutes in a real browser: `proctor sandbox`, Debian's Chromium, nothing else.
//!
//! With `PROCTOR_PICTURES` naming a folder they make the pictures in `docs/`, which the README shows.
#![cfg(feature = "sandbox")]

mod started;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Value, json};
use started::{Started, start};
use tempfile::TempDir;

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
        for page in fs::read_dir(bank.join("notes").join(language)).expect("the notes").flatten() {
            let to = folder.path().join("notes").join(language).join(page.file_name());
            fs::copy(page.path(), to).expect("a copy");
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

struct Browser {
    page: Client,
    pictures: Option<PathBuf>,
    language: &'static str,
    _programs: [Started; 2],
    _bank: TempDir,
}

impl Browser {
    /// The sandbox in a browser.
    async fn open(language: &'static str) -> Self {
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
        let page = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("a browser");
        page.goto(&address).await.expect("the page");
        let pictures = std::env::var_os("PROCTOR_PICTURES").map(PathBuf::from);
        Self { page, pictures, language, _programs: [sandbox, driver], _bank: bank }
    }

    async fn close(self) {
        self.page.close().await.expect("an end");
    }

    /// Waits until an element is there, and returns it.
    async fn find(&self, css: &str) -> fantoccini::elements::Element {
        let found = self.page.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("no {css}: {error}; the page says: {}", self.text().await),
        }
    }

    async fn click(&self, css: &str) {
        self.find(css).await.click().await.unwrap_or_else(|error| panic!("cannot press {css}: {error}"));
    }

    async fn text(&self) -> String {
        let text = self.page.execute("return document.body.innerText", Vec::new()).await;
        text.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Waits until a text stands in the newest message, or anywhere on the page.
    async fn see(&self, text: &str) {
        let wait = async {
            while !self.text().await.contains(text) {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        let seen = tokio::time::timeout(PATIENCE, wait).await.is_ok();
        assert!(seen, "\"{text}\" never came; the page says: {}", self.text().await);
    }

    async fn picture(&self, name: &str) {
        if let Some(folder) = &self.pictures {
            let png = self.page.screenshot().await.expect("a picture");
            fs::write(folder.join(format!("{name}-{}.png", self.language)), png).expect("a file");
        }
    }

    /// Types into what has the focus.
    async fn type_text(&self, text: &str) {
        let focused = self.page.active_element().await.expect("a focus");
        focused.send_keys(text).await.expect("keys");
    }

    async fn press_key(&self, key: Key) {
        self.type_text(&char::from(key).to_string()).await;
    }

    /// Picks a command from the list with the keyboard.
    async fn command(&self, name: &str) {
        self.find("#composer-input").await.click().await.expect("a focus");
        self.type_text(&format!("/{name}")).await;
        self.find("#suggestions [aria-selected=true]").await;
        self.press_key(Key::Enter).await;
        self.find("#options .what").await;
    }

    /// Types into an option and takes the first suggestion.
    async fn suggest(&self, option: &str, typed: &str) {
        self.find(&format!("#option-{option}")).await.click().await.expect("a focus");
        self.type_text(typed).await;
        let first = format!(
            "return [...document.querySelectorAll('#suggestions [role=option]')].some((one) => one.textContent.includes({}))",
            json!(typed)
        );
        let wait = async {
            while self.page.execute(&first, Vec::new()).await.ok() != Some(Value::Bool(true)) {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(PATIENCE, wait).await.unwrap_or_else(|_| panic!("nothing was suggested for {typed}"));
        self.press_key(Key::Enter).await;
    }

    async fn send(&self) {
        self.click("#send").await;
    }

    async fn become_user(&self, number: usize) {
        self.click(&format!("#users button:nth-child({number})")).await;
        self.find(&format!("#users button:nth-child({number})[aria-pressed=true]")).await;
    }

    async fn control(&self, name: &str) {
        let button = format!("[data-name={name}]");
        self.click(&button).await;
        // It can be pressed again when its work is done.
        self.find(&format!("{button}:not([disabled])")).await;
    }

    /// Answers the newest open question by its button or its menu.
    async fn answer_on_the_post(&self) {
        let all = |css| self.page.find_all(Locator::Css(css));
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
    async fn press_last(&self, css: &str) {
        self.find(css).await;
        let buttons = self.page.find_all(Locator::Css(css)).await.expect("buttons");
        buttons.last().unwrap_or_else(|| panic!("no {css}")).click().await.expect("a press");
    }
}

struct Said {
    setup: &'static str,
    answer: &'static str,
    board: &'static str,
    set_up: &'static str,
    notes: &'static str,
    revealed: &'static str,
    ten_days: &'static str,
    silent: &'static str,
    private: &'static str,
}

const KOREAN: Said = Said {
    setup: "설정",
    answer: "정답",
    board: "순위",
    set_up: "저장했어요",
    notes: "노트",
    revealed: "정답 공개",
    ten_days: "10일 진행하기",
    silent: "응답하지 않았어요",
    private: "나에게만 보이는",
};

const ENGLISH: Said = Said {
    setup: "setup",
    answer: "answer",
    board: "leaderboard",
    set_up: "Saved",
    notes: "Notes",
    revealed: "The answer",
    ten_days: "Play 10 days",
    silent: "did not respond",
    private: "Only you can see this",
};

/// Plays some days more, as many as the field beside the button says, and looks at the board as a member.
async fn days_and_board(browser: &Browser, said: &Said) {
    browser.click("#dials summary").await;
    let days = browser.find("[data-dial=days]").await;
    days.clear().await.expect("an empty field");
    days.send_keys("10").await.expect("a number");
    browser.see(said.ten_days).await;
    browser.click("#dials summary").await;
    browser.control("month").await;

    browser.become_user(2).await;
    browser.command(said.board).await;
    browser.send().await;
    browser.see("🏆").await;
    browser.picture("leaderboard").await;
    // Three buttons turn pages, the fourth finds one's own row.
    browser.press_last("button[data-custom-id^='l:'][data-custom-id$=':own']").await;
    browser.see("🏆").await;
}

async fn first_ten_minutes(language: &'static str, said: &Said) {
    let browser = Browser::open(language).await;
    browser.see("Study group").await;

    browser.command(said.setup).await;
    browser.find("#option-channel").await.select_by_label("#daily-question").await.expect("the channel");
    browser.find("#option-time").await.send_keys("09:00").await.expect("the time");
    browser.suggest("timezone", "Asia/Seoul").await;
    browser.picture("setup").await;
    browser.send().await;
    browser.see(said.set_up).await;

    // Two days: one question with buttons, one with a menu.
    for day in 1..=2 {
        browser.control("next-round").await;
        browser.find("#messages [data-custom-id]").await;
        if day == 1 {
            browser.picture("question").await;
        }
        browser.become_user(2).await;
        browser.answer_on_the_post().await;
        browser.see(said.private).await;
        browser.see(said.notes).await;
        if day == 1 {
            browser.picture("verdict").await;
        }

        browser.become_user(3).await;
        browser.command(said.answer).await;
        browser.suggest("choice", "A").await;
        browser.send().await;
        browser.see(said.private).await;
        browser.control("group").await;
        browser.become_user(1).await;
    }
    browser.control("close").await;
    browser.see(said.revealed).await;
    browser.picture("reveal").await;

    days_and_board(&browser, said).await;
    browser.become_user(1).await;

    // Nobody answers for a bot that was killed; after its start the same old button works.
    browser.control("kill").await;
    browser.press_last("button[data-custom-id^='e:']").await;
    browser.see(said.silent).await;
    browser.control("start").await;
    browser.press_last("button[data-custom-id^='e:']").await;
    browser.find("#messages li:last-of-type.private").await;

    // Nothing was sent that Discord would refuse.
    let complaints = "return (await (await fetch('/state?as=0')).json()).complaints";
    let complaints = browser.page.execute(complaints, Vec::new()).await.expect("the complaints");
    assert_eq!(complaints, json!([]));
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn a_new_owner_gets_along_in_korean() {
    first_ten_minutes("ko", &KOREAN).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn a_new_owner_gets_along_in_english() {
    first_ten_minutes("en", &ENGLISH).await;
}
