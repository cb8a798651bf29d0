//! `proctor bank stats` counts what a folder's bank has: here one small enough to count by hand.

use std::fs;
use std::process::Command;

const ABOUT: &str = r#"id = "small"
license = "CC-BY-4.0"
title = { ko = "작은 은행", en = "Small bank" }
attribution = { ko = "시험용", en = "For tests" }
[[sections]]
id = "vpc"
name = "VPC"
facts = "VPC"
[[tasks]]
id = "1.1"
name = { ko = "코드 개발", en = "Develop code" }
[[tasks]]
id = "4.1"
name = { ko = "원인 분석", en = "Find causes" }
"#;

const NOTE_KO: &str = "# VPC\n\n## 한 대목 {#vpc-note facts=VPC-01,VPC-02,VPC-03 lines=11}\n\n경로입니다.\n";
const NOTE_EN: &str = "# VPC\n\n## A passage {#vpc-note facts=VPC-01,VPC-02,VPC-03 lines=11}\n\nA route.\n";

/// A question whose option texts are so long, the right ones among them.
fn question(head: &str, endings: [&str; 2], options: &[(usize, bool)]) -> String {
    let mut text = format!(
        "[[questions]]\n{head}\nnotes = [\"vpc-note\"]\nas_of = \"2026-11\"\naws_doc = \"Gateway endpoints\"\n\
         stem = {{ en = \"What should be done?{}\", ko = \"무엇을 해야 합니까?{}\" }}\n",
        endings[0], endings[1]
    );
    for (at, (length, right)) in options.iter().enumerate() {
        let letters = ["a", "b", "c", "d", "e"][at].repeat(*length);
        text += &format!(
            "[[questions.options]]\nright = {right}\ntext = {{ en = \"{letters}\", ko = \"{letters}\" }}\n\
             why = {{ en = \"Way number {at} works in just this way.\", ko = \"{at}째 방법은 이렇게 동작하기 때문입니다.\" }}\n"
        );
    }
    text
}

fn small_bank() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let questions = [
        "section = \"vpc\"\n".to_owned(),
        question(
            "id = \"vpc-one\"\ntask = \"1.1\"\ndifficulty = \"easy\"\nfacts = [\"VPC-01\"]",
            ["", ""],
            &[(10, false), (20, true), (10, false), (10, false)],
        ),
        question(
            "id = \"vpc-two\"\ntask = \"4.1\"\ndifficulty = \"hard\"\nfacts = [\"VPC-01\"]",
            ["", ""],
            &[(5, false), (20, false), (10, true), (15, false)],
        ),
        question(
            "id = \"vpc-three\"\ntask = \"4.1\"\ndifficulty = \"hard\"\nfacts = [\"VPC-02\"]\nchoose = 2\n\
             snippet_lang = \"yaml\"\nsnippet = \"a: b\\n\"",
            [" (Choose TWO.)", " (2개 선택)"],
            &[(10, true), (11, false), (12, false), (13, false), (14, true)],
        ),
        question(
            "id = \"vpc-four\"\ntask = \"1.1\"\ndifficulty = \"medium\"\nfacts = [\"VPC-01\"]",
            ["", ""],
            &[(10, false), (10, false), (8, true), (10, false)],
        ),
    ]
    .concat();
    for part in ["notes/ko", "notes/en", "questions"] {
        fs::create_dir_all(folder.path().join(part)).expect("a folder");
    }
    let files = [
        ("bank.toml", ABOUT),
        ("notes/ko/01-vpc.md", NOTE_KO),
        ("notes/en/01-vpc.md", NOTE_EN),
        ("questions/01-vpc.toml", &questions),
    ];
    for (path, text) in files {
        fs::write(folder.path().join(path), text).expect("a file");
    }
    folder
}

#[test]
fn every_table_counts_each_question_once() {
    let bank = small_bank();
    let output = Command::new(env!("CARGO_BIN_EXE_proctor")).args(["bank", "stats"]).arg(bank.path()).output();
    let output = output.expect("an end");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).expect("text");
    let rows: Vec<String> = printed.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        rows,
        [
            "small: 4 questions, 1 notes",
            "",
            "Section easy medium hard all",
            "VPC 1 1 2 4",
            "",
            "Exam domain easy medium hard all",
            "1 Development with AWS Services 1 1 0 2",
            "2 Security 0 0 0 0",
            "3 Deployment 0 0 0 0",
            "4 Troubleshooting and Optimization 0 0 2 2",
            "",
            "Task of the domain easy medium hard all",
            "1.1 Develop code 1 1 0 2",
            "4.1 Find causes 0 0 2 2",
            "",
            "Kind",
            "choose 1 3",
            "choose 2, with a snippet 1",
            "",
            "Key position as stored (choose 1)",
            "B 1",
            "C 2",
            "",
            "Key position as stored (choose 2 or 3)",
            "A 1",
            "E 1",
            "",
            "Key length (choose 1) ko en",
            "longest option 33% 33%",
            "shortest option 33% 33%",
            "median, to the others 0.80 0.80",
            "",
            "\"LEAST ...\" options with a Lambda function or script: 0, 0 of them right",
            "",
            "Questions whose AWS page has its address: 0 of 4",
            "",
            "Facts: 3 stated by a note, 0 of them beyond the post; 2 are asked by a question",
        ]
    );
}
