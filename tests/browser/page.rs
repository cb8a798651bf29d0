//! The page of `proctor sandbox` in a browser, and what somebody does there.

use std::process::Command;
use std::time::Duration;

use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::banks::one_of_each_kind;
use crate::started::{Started, start};

/// How long the page may take to show what was asked for.
const PATIENCE: Duration = Duration::from_secs(20);

/// The page in a browser, with the programs behind it.
pub(crate) struct Browser {
    pub(crate) page: Client,
    pub(crate) address: String,
    /// The port of the browser's driver.
    driver: String,
    _programs: [Started; 2],
    _bank: Option<TempDir>,
}

impl Browser {
    /// A fresh sandbox in a browser.
    pub(crate) async fn open(language: &'static str) -> Self {
        Self::open_with(language, &["--window-size=1280,1080"], &json!({}), Some(one_of_each_kind())).await
    }

    /// The same with the whole bank, on a screen of this width on which the longest message has room.
    pub(crate) async fn open_tall(language: &'static str, width: u32) -> Self {
        let screen = json!({ "deviceMetrics": { "width": width, "height": 2_400, "pixelRatio": 1 } });
        Self::open_with(language, &[], &json!({ "mobileEmulation": screen }), None).await
    }

    /// The same on a telephone's screen.
    pub(crate) async fn open_narrow(language: &'static str) -> Self {
        let screen = json!({ "deviceMetrics": { "width": 390, "height": 844, "pixelRatio": 1, "touch": true } });
        Self::open_with(language, &[], &json!({ "mobileEmulation": screen }), Some(one_of_each_kind())).await
    }

    /// A screen on which messages are as wide as a picture is shown, with two dots a pixel.
    pub(crate) async fn open_for_pictures(language: &'static str, bank: TempDir) -> Self {
        let screen = json!({ "deviceMetrics": { "width": 1_100, "height": 1_080, "pixelRatio": 2, "touch": false, "mobile": false } });
        Self::open_with(language, &[], &json!({ "mobileEmulation": screen }), Some(bank)).await
    }

    async fn open_with(language: &'static str, more: &[&str], options: &Value, bank: Option<TempDir>) -> Self {
        let mut sandbox = Command::new(env!("CARGO_BIN_EXE_proctor"));
        sandbox.args(["sandbox", "--listen", "127.0.0.1:0", "--fresh", "--lang", language]);
        if let Some(bank) = &bank {
            sandbox.arg("--bank").arg(bank.path());
        }
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
        ];
        let mut options = options.clone();
        options["args"] = arguments.iter().chain(more).copied().collect();
        let capabilities = json!({ "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } });
        let Value::Object(capabilities) = capabilities else { unreachable!("an object") };
        let page = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("a browser");
        page.goto(&address).await.expect("the page");
        Self { page, address, driver: port, _programs: [sandbox, driver], _bank: bank }
    }

    pub(crate) async fn close(self) {
        self.page.close().await.expect("an end");
    }

    pub(crate) async fn goto(&self, address: &str) {
        self.page.goto(address).await.unwrap_or_else(|error| panic!("{address}: {error}"));
    }

    /// Nothing is wider than a telephone.
    pub(crate) async fn fits(&self, place: &str) {
        let width = self.js("return document.documentElement.scrollWidth").await;
        assert!(width.as_u64() <= Some(390), "{place} is {width} wide");
    }

    /// What the browser's console has told as errors so far.
    pub(crate) async fn console_errors(&self) -> Vec<String> {
        let session = self.page.session_id().await.expect("a session").expect("a session");
        let log = format!("http://127.0.0.1:{}/session/{session}/se/log", self.driver);
        let told = reqwest::Client::new().post(log).json(&json!({ "type": "browser" })).send().await.expect("the log");
        let told: Value = told.json().await.expect("JSON");
        let lines = told["value"].as_array().expect("lines").iter();
        lines.filter(|line| line["level"] == "SEVERE").map(|line| line["message"].to_string()).collect()
    }

    /// Waits until an element is there, and returns it.
    pub(crate) async fn find(&self, css: &str) -> fantoccini::elements::Element {
        let found = self.page.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("no {css}: {error}; the page says: {}", self.text().await),
        }
    }

    pub(crate) async fn click(&self, css: &str) {
        self.find(css).await.click().await.unwrap_or_else(|error| panic!("cannot press {css}: {error}"));
    }

    pub(crate) async fn text(&self) -> String {
        let text = self.page.execute("return document.body.innerText", Vec::new()).await;
        text.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Waits until a text stands in the newest message, or anywhere on the page.
    pub(crate) async fn see(&self, text: &str) {
        let wait = async {
            while !self.text().await.contains(text) {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        let seen = tokio::time::timeout(PATIENCE, wait).await.is_ok();
        assert!(seen, "\"{text}\" never came; the page says: {}", self.text().await);
    }

    /// Types into what has the focus.
    pub(crate) async fn type_text(&self, text: &str) {
        let type_once = async || self.page.active_element().await?.send_keys(text).await;
        // What has the focus may be drawn anew in between, and then takes nothing.
        let mut typed = type_once().await;
        for _ in 0..20 {
            if typed.is_ok() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
            typed = type_once().await;
        }
        typed.expect("keys");
    }

    pub(crate) async fn press_key(&self, key: Key) {
        self.type_text(&char::from(key).to_string()).await;
    }

    /// Picks a command from the list with the keyboard.
    pub(crate) async fn command(&self, name: &str) {
        self.find("#composer-input").await.click().await.expect("a focus");
        self.type_text(&format!("/{name}")).await;
        self.find("#suggestions [aria-selected=true]").await;
        self.press_key(Key::Enter).await;
        self.find("#options .what").await;
    }

    /// Types into an option and takes the first suggestion.
    pub(crate) async fn suggest(&self, option: &str, typed: &str) {
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

    pub(crate) async fn send(&self) {
        self.click("#send").await;
    }

    pub(crate) async fn become_user(&self, number: usize) {
        self.click(&format!("#users button:nth-child({number})")).await;
        self.find(&format!("#users button:nth-child({number})[aria-pressed=true]")).await;
    }

    pub(crate) async fn control(&self, name: &str) {
        let button = format!("[data-name={name}]");
        self.click(&button).await;
        // It can be pressed again when its work is done.
        self.find(&format!("{button}:not([aria-busy])")).await;
    }

    /// How many days the long game plays.
    pub(crate) async fn choose_days(&self, days: &str) {
        self.click("#dials summary").await;
        let field = self.find("[data-dial=days]").await;
        field.clear().await.expect("an empty field");
        field.send_keys(days).await.expect("a number");
        self.click("#dials summary").await;
    }

    /// What a script returns on the page.
    pub(crate) async fn js(&self, script: &str) -> Value {
        self.page.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Waits until something is so on the page.
    pub(crate) async fn until(&self, so: &str) {
        let script = format!("return Boolean({so})");
        let wait = async {
            while self.js(&script).await != Value::Bool(true) {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        let is_so = tokio::time::timeout(PATIENCE, wait).await.is_ok();
        assert!(is_so, "never so: {so}; the page says: {}", self.text().await);
    }

    /// Presses Tab until what fits has the focus, at most once around the page.
    pub(crate) async fn tab_to(&self, css: &str) {
        let script = format!("return document.activeElement.matches({})", json!(css));
        self.find(css).await;
        let stops =
            "return document.querySelectorAll('a, button, select, input, textarea, summary, [tabindex]').length";
        let stops = self.js(stops).await.as_u64().expect("a number");
        for _ in 0..=stops + 5 {
            self.press_key(Key::Tab).await;
            if self.js(&script).await == Value::Bool(true) {
                return;
            }
        }
        panic!("no {css} has the focus in its turn");
    }

    /// Answers the newest open question by its button or its menu, as the keyboard does.
    pub(crate) async fn answer_on_the_post(&self) {
        let css = "#messages .select[data-custom-id^='s:']:not([disabled]), \
                   #messages button[data-custom-id^='a:'][data-custom-id$=':A']:not([disabled])";
        self.find(css).await;
        let focus = format!("const all = document.querySelectorAll({}); all[all.length - 1].focus()", json!(css));
        self.js(&focus).await;
        self.answer_with_keys().await;
    }

    /// Answers with the button or the menu that has the focus.
    pub(crate) async fn answer_with_keys(&self) {
        self.press_key(Key::Enter).await;
        if self.js("return document.activeElement.matches('.select')").await == Value::Bool(true) {
            // Opened; two are picked, and what is picked is sent when it closes.
            for key in [Key::Enter, Key::Down, Key::Enter, Key::Escape] {
                self.press_key(key).await;
            }
        }
    }

    /// Presses the last button of its kind, which is the newest.
    pub(crate) async fn press_last(&self, css: &str) {
        self.find(css).await;
        let buttons = self.page.find_all(Locator::Css(css)).await.expect("buttons");
        buttons.last().unwrap_or_else(|| panic!("no {css}")).click().await.expect("a press");
    }
}
