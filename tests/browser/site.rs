//! What `proctor bank site` has written, on a telephone's screen and from files alone.

use std::process::Command;

use crate::page::Browser;

/// Reads, searches and follows links, in both languages.
pub(crate) async fn read_and_search() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = Command::new(env!("CARGO_BIN_EXE_proctor")).args(["bank", "site"]).arg(folder.path()).output();
    assert!(made.expect("the program").status.success());
    let browser = Browser::open_narrow("ko").await;
    browser.goto(&format!("file://{}/index.html", folder.path().display())).await;
    browser.fits("the choice of a language").await;
    browser.click("[lang=ko] a, a[lang=ko]").await;

    browser.find("#search input").await.send_keys("보안그룹").await.expect("a search");
    browser.find("#found li a").await;
    browser.see("보안 그룹").await;
    browser.fits("what was found").await;
    browser.click("#found li:last-child a").await;
    browser.find("article:target").await;
    browser.click("article:target summary").await;
    browser.find("article:target details[open] .right").await;
    browser.fits("an answer").await;
    let ground = browser.js("return getComputedStyle(document.body).backgroundColor").await;
    assert_eq!(ground, "rgb(49, 51, 56)", "dark as the sandbox");

    browser.click("header a[hreflang=en]").await;
    browser.until("document.documentElement.lang === 'en'").await;
    browser.click("article details:first-of-type summary").await;
    browser.click("article details[open] .source a").await;
    browser.find("article:target").await;
    browser.fits("a note").await;
    browser.click("header a:first-child").await;
    browser.find("#search input").await.send_keys("zzzz").await.expect("a search");
    browser.see("Nothing found").await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.close().await;
}
