//! What somebody does who uses the page as Discord's client: by keyboard, on a telephone, in trouble.

use fantoccini::key::Key;
use serde_json::json;

use crate::page::Browser;

/// The first post of a question, and where the focus is.
const POST: &str = "document.querySelector('#messages button[data-custom-id]').closest('li')";

/// Sets the server up, with questions in the channel that is chosen by so many presses of an arrow.
async fn set_up(browser: &Browser, command: &str, downs: usize) {
    browser.command(command).await;
    for _ in 0..downs {
        browser.press_key(Key::Down).await;
    }
    browser.press_key(Key::Tab).await;
    type_time(browser).await;
    browser.press_key(Key::Enter).await;
    browser.find("#messages .private").await;
}

/// Types a time and takes the first that is suggested.
async fn type_time(browser: &Browser) {
    browser.type_text("09:00").await;
    browser.find("#suggestions:not([hidden]) [aria-selected=true]").await;
    browser.press_key(Key::Enter).await;
}

/// From an empty server to the verdict without a mouse.
pub(crate) async fn keyboard_alone() {
    let browser = Browser::open("ko").await;
    browser.tab_to("[data-step=setup]").await;
    browser.press_key(Key::Enter).await;
    browser.until("document.activeElement.id === 'option-channel'").await;
    for key in [Key::Down, Key::Down, Key::Tab] {
        browser.press_key(key).await;
    }
    type_time(&browser).await;
    // Back to the channel, which is picked from a list: Enter sends there as well.
    browser.type_text(&format!("{}{}", char::from(Key::Shift), char::from(Key::Tab))).await;
    browser.until("document.activeElement.matches('select')").await;
    browser.press_key(Key::Enter).await;
    browser.find("#messages .private").await;
    assert_eq!(browser.js("return document.activeElement.id").await, "composer-input");

    browser.tab_to("[data-name=next-round]").await;
    browser.press_key(Key::Enter).await;
    browser.find("#messages button[data-custom-id]").await;
    browser.tab_to("#users button:nth-child(2)").await;
    browser.press_key(Key::Enter).await;
    browser.find("#users button:nth-child(2)[aria-pressed=true]").await;
    browser.tab_to("#messages button[data-custom-id]").await;
    let post = browser.js(&format!("const post = {POST}; post.old = true; return post.dataset.id")).await;
    browser.answer_with_keys().await;
    browser.find("#messages .private").await;
    // The post is drawn again when the count of its answers is.
    browser.until(&format!("!{POST}.old")).await;
    let focus = browser.js("return document.activeElement.closest('li')?.dataset.id ?? null").await;
    assert_eq!(focus, post, "the focus stays on the answered post");
    browser.close().await;
}

/// Every function on 390 pixels.
pub(crate) async fn narrow_screen() {
    let browser = Browser::open_narrow("ko").await;
    browser.find("#steps").await;
    browser.fits("the first sight").await;
    let (lines, top) = ("getClientRects()[0].height / parseFloat(getComputedStyle(name).lineHeight)", "offsetHeight");
    let name = format!("const name = document.querySelector('#channel-name'); return Math.round(name.{lines})");
    assert_eq!(browser.js(&name).await, 1, "the channel's name stands in one line");
    let height = browser.js(&format!("return document.querySelector('#top').{top}")).await;
    assert!(height.as_u64() < Some(100), "the header is {height} high");

    set_up(&browser, "setup", 0).await;
    browser.fits("a command").await;
    browser.click("#side-toggle").await;
    browser.click("#languages button:nth-child(2)").await;
    browser.until("document.documentElement.lang === 'en'").await;
    browser.fits("the side").await;
    browser.click("#users button:nth-child(2)").await;
    browser.find("#users button:nth-child(2)[aria-pressed=true]").await;
    browser.click("#panel-toggle").await;
    browser.fits("the tools").await;
    browser.control("next-round").await;
    browser.until("document.querySelector('#messages button[data-custom-id]')").await;
    browser.js("document.querySelector('#veil').click()").await;
    browser.answer_on_the_post().await;
    browser.find("#messages .private").await;
    browser.fits("the verdict").await;
    browser.page.goto(&format!("{}/gallery", browser.address)).await.expect("the gallery");
    browser.find("#gallery section").await;
    browser.fits("the gallery").await;
    browser.close().await;
}

/// Names of the world, title, what each option is for, and three errors, in a language.
pub(crate) async fn errors(language: &'static str, [server, title, set_it_up, nothing_open, range]: [&str; 5]) {
    let browser = Browser::open(language).await;
    browser.see(server).await;
    browser.until(&format!("document.title === {}", json!(title))).await;
    let icon = browser.js("return document.querySelector('link[rel=icon]').href.slice(0, 18)").await;
    assert_eq!(icon, "data:image/svg+xml");

    browser.control("next-round").await;
    browser.see(set_it_up).await;
    // The command in it can be pressed, and then each option says what it is for.
    browser.click("#notice button.mention[data-command=setup]").await;
    browser.find("#option-channel").await;
    let untold =
        "[...document.querySelectorAll('.option')].filter((one) => !one.querySelector('.about').innerText).length";
    assert_eq!(browser.js(&format!("return {untold}")).await, 0);
    browser.press_key(Key::Tab).await;
    type_time(&browser).await;
    browser.press_key(Key::Enter).await;
    browser.find("#messages .private").await;

    browser.control("close").await;
    browser.see(nothing_open).await;
    browser.js("document.querySelector('#composer-input').focus()").await;
    browser.type_text("/settings set").await;
    browser.press_key(Key::Enter).await;
    browser.find("#option-open_for").await.send_keys("200").await.expect("a number");
    browser.press_key(Key::Enter).await;
    browser.see(range).await;
    browser.close().await;
}

/// Dark and light, reply lines, groups, names by language, private messages, questions in any channel.
pub(crate) async fn drawn_as_in_discord() {
    let browser = Browser::open("ko").await;
    let ground = "return getComputedStyle(document.body).backgroundColor";
    let dark = browser.js(ground).await;
    browser.click("[data-theme-name=light]").await;
    assert_ne!(browser.js(ground).await, dark);
    browser.click("[data-theme-name=dark]").await;
    assert_eq!(browser.js(ground).await, dark, "dark is the first");

    // Questions in the first channel, not in the one that the sandbox would choose.
    set_up(&browser, "setup", 1).await;
    browser.control("next-round").await;
    browser.click("#channels li:first-child button").await;
    browser.find("#messages button[data-custom-id]").await;
    browser.control("group").await;
    assert_eq!(browser.js("return document.querySelector('#notice').hidden").await, true, "the members could answer");
    browser.control("close").await;
    browser.find("#messages .reply .words").await;
    let initials = browser.js("return document.querySelector('#users .avatar').textContent").await;
    assert_eq!(initials, "민준");

    // Two messages of one author are one group; a command begins a new one, with its name in the reader's language.
    browser.command("help").await;
    browser.send().await;
    let asked = "document.querySelector('#messages .private .reply .mention')?.textContent";
    browser.until(&format!("{asked} === '/도움말'")).await;
    browser.click("#languages button:nth-child(2)").await;
    browser.until(&format!("{asked} === '/help'")).await;
    browser.click("#messages .private .reply .mention").await;
    browser.until("document.querySelector('#composer-input').value === '/help'").await;

    browser.page.refresh().await.expect("the page");
    browser.find("#messages .message").await;
    browser.until("!document.querySelector('#messages .private')").await;
    browser.close().await;
}

/// A lost connection and refused requests, and what the page says of them.
pub(crate) async fn trouble() {
    let browser = Browser::open("ko").await;
    set_up(&browser, "setup", 2).await;
    let came = |kind: &str| format!("document.querySelector('#{kind}-came').textContent");
    browser.click("[data-name=gateway]").await;
    browser.until(&format!("{}.includes('다시 연결')", came("gateway"))).await;
    browser.until(&format!("{}.includes('세션')", came("gateway"))).await;

    browser.click("[data-name=limit]").await;
    browser.until(&format!("{}.includes('아직 장애를 겪은 요청이 없어요')", came("limit"))).await;
    browser.control("next-round").await;
    browser.find("#messages button[data-custom-id]").await;
    let healed = "요청 1개, 다시 보낸 요청 1개, 결국 성공한 요청 1개";
    browser.until(&format!("{}.includes({})", came("limit"), json!(healed))).await;
    browser.until("document.querySelector('#requests .mark')").await;
    browser.close().await;
}

/// Searches at every key, tells what it measured, and says what to do when nothing is found.
pub(crate) async fn gallery() {
    let browser = Browser::open("en").await;
    browser.page.goto(&format!("{}/gallery", browser.address)).await.expect("the gallery");
    browser.until("document.querySelectorAll('#gallery section').length === 2").await;
    browser.click("#gallery input").await;
    browser.type_text("codedeploy").await;
    browser.until("document.querySelectorAll('#gallery section').length === 1").await;
    browser.type_text("zzz").await;
    browser.see("No question matches “codedeployzzz”").await;
    let measured =
        "return performance.getEntriesByName('gallery').map((one) => `${one.detail}: ${Math.round(one.duration)} ms`)";
    println!("{}", browser.js(measured).await);
    browser.close().await;
}
