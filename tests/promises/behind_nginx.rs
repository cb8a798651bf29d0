//! The proxy of docs/operating.md, as it stands there: a signature survives it, and nothing but what Discord sends goes through.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::study::{Study, free_address};
use sandbox::Trouble;

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

/// An nginx of our own; it ends with the test.
struct Proxy(Child);

impl Drop for Proxy {
    fn drop(&mut self) {
        // Its workers end with it when it is asked, and not when it is killed.
        let _ = Command::new("kill").args(["-TERM", &self.0.id().to_string()]).status();
        let _ = self.0.wait();
    }
}

/// The configuration of the page, on loopback and without the certificate, which nobody here has.
fn configuration(listen: &str, bot: &str) -> String {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/operating.md")).expect("the page");
    let block = page.split("```nginx\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a configuration");
    assert!(block.contains("127.0.0.1:9090") && block.contains("listen 443 ssl;"), "{block}");
    let kept = block.lines().filter(|line| !line.contains("ssl_certificate"));
    let server = kept.collect::<Vec<_>>().join("\n");
    let server = server.replace("127.0.0.1:9090", bot).replace("listen 443 ssl;", &format!("listen {listen};"));
    format!("daemon off;\npid nginx.pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n{server}\n}}\n")
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs nginx"]
async fn what_discord_signed_survives_the_proxy_of_the_page_and_nothing_else_passes_it() {
    let study = Study::by_http("ko", EVE).await;
    let (folder, listen) = (tempfile::tempdir().expect("a folder"), free_address());
    let bot = study.listen.expect("an address").to_string();
    fs::write(folder.path().join("nginx.conf"), configuration(&listen.to_string(), &bot)).expect("a file");
    let mut command = Command::new("nginx");
    command.arg("-p").arg(folder.path()).args(["-c", "nginx.conf", "-e", "stderr"]).stdin(Stdio::null());
    let _proxy = Proxy(command.spawn().expect("nginx"));
    let mut said = Err(String::new());
    for _ in 0..500 {
        said = study.discord.use_endpoint(&format!("http://{listen}/interactions")).await;
        if said.is_ok() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    said.expect("Discord takes the address of the proxy");
    study.discord.use_endpoint_for_events(&format!("http://{listen}/events")).await.expect("that of events too");

    study.set_up(&[]).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    // Longer than what the proxy keeps of a body in its first piece, and in letters of three bytes each.
    let form = study.member(2).slash("report", &[]).await;
    let sent = study.member(2).submit(form.form(), &"가".repeat(3_000)).await;
    assert!(sent.message().is_private(), "{sent:?}");
    let verdict = post.press(&study.member(1), &post.key()).await;
    assert!(verdict.text().contains("정답이에요"), "{verdict:?}");
    let slow = Trouble::Delay(std::time::Duration::from_millis(300));
    study.discord.make_trouble(sandbox::Fault {
        method: "POST",
        path: "/callback".to_owned(),
        times: 1,
        trouble: slow,
    });
    let export = study.member(1).slash("privacy export", &[]).await;
    assert_eq!(export.message().files.len(), 1);

    for path in ["health", "metrics", ""] {
        let answer = reqwest::get(format!("http://{listen}/{path}")).await.expect("an answer");
        assert_eq!(answer.status(), reqwest::StatusCode::NOT_FOUND, "/{path}");
    }
    let large = reqwest::Client::new().post(format!("http://{listen}/interactions")).body("x".repeat(300_000));
    assert_eq!(large.send().await.expect("an answer").status(), reqwest::StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(study.discord.attempts(), 0);
    study.assert_well_behaved();
}
