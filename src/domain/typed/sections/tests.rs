//! Tables of what people type for sections.

use super::*;
use crate::domain::language::Bilingual;
use crate::domain::note_search::Notes;

const NAMES: [(&str, &str); 10] = [
    ("vpc", "VPC"),
    ("api-gateway", "API Gateway"),
    ("websocket-api", "WebSocket API"),
    ("sg-nacl", "Security Group vs. NACL"),
    ("elb", "ELB"),
    ("route-53", "Route 53"),
    ("elastic-beanstalk", "Elastic Beanstalk"),
    ("codebuild", "CodeBuild"),
    ("codedeploy", "CodeDeploy"),
    ("amplify", "AWS Amplify"),
];

fn bank() -> CurrentBank {
    let sections =
        NAMES.iter().map(|(id, name)| Section { id: SectionId::new(id).expect("an id"), name: (*name).to_owned() });
    CurrentBank {
        license: String::new(),
        title: Bilingual { ko: String::new(), en: String::new() },
        sections: sections.collect(),
        notes: Notes::new(Vec::new()),
    }
}

#[test]
fn sections_are_found_by_what_people_type() {
    let bank = bank();
    for (ids, forms) in [
        ("", "all | everything | any | 전부 | 모든 분야 | Every section"),
        ("websocket-api", "WebSocket | web socket | 웹소켓 | websocket api | 웹소켓 API"),
        ("sg-nacl", "NACL | SG | 보안그룹 | 보안 그룹 | security group"),
        ("elastic-beanstalk", "beanstalk | 빈스톡 | 엘라스틱 빈스톡 | 빈스토크 | elastic | Beanstalk과"),
        ("codedeploy", "코드디플로이 | 코드 디플로이 | code-deploy | deploy | ＣｏｄｅＤｅｐｌｏｙ"),
        ("route-53", "라우트53 | 라우트 53 | route53 | Route"),
        ("api-gateway", "API게이트웨이 | api 게이트웨이 | gateway"),
        ("amplify", "앰플리파이 | amplify"),
        ("vpc codedeploy", "VPC와 코드디플로이 | vpc, deploy | vpc/codedeploy | VPC and CodeDeploy"),
        ("sg-nacl vpc", "SG, VPC | 보안그룹하고 vpc"),
    ] {
        let expected: Option<Vec<SectionId>> = ids.split_whitespace().map(SectionId::new).collect();
        for typed in forms.split(" | ") {
            assert_eq!(parse(&bank, typed), expected, "{typed}");
        }
    }
    for typed in ["", "code", "api", "mars", "VPC and mars", "보안", "lb", ",", "vpc 빼고"] {
        assert_eq!(parse(&bank, typed), None, "{typed}");
    }
}

#[test]
fn sections_are_offered_behind_whatever_parts_them() {
    let bank = bank();
    for (typed, first) in [
        ("보안그", "Security Group vs. NACL"),
        ("코드", "CodeBuild"),
        ("빈스", "Elastic Beanstalk"),
        ("VPC/", "VPC, API Gateway"),
        ("VPC와 ", "VPC, API Gateway"),
        ("VPC, code", "VPC, CodeBuild"),
        ("vpc；route", "VPC, Route 53"),
        ("VPC와 코드디", "VPC, CodeDeploy"),
        ("api gat", "API Gateway"),
        ("elastic bean", "Elastic Beanstalk"),
    ] {
        assert_eq!(offered(&bank, typed).first().map(String::as_str), Some(first), "{typed}");
    }
}

#[test]
fn every_offered_text_is_read_as_what_it_shows() {
    let bank = bank();
    let begun =
        ('a'..='z').map(String::from).chain(["코", "빈", "보안", "VPC와 ", "sg, ", "VPC/", ""].map(str::to_owned));
    for typed in begun {
        for text in offered(&bank, &typed) {
            let names = text.split(", ").map(|name| bank.sections.iter().find(|section| section.name == name));
            let expected: Option<Vec<SectionId>> = names.map(|section| section.map(|one| one.id.clone())).collect();
            assert!(expected.is_some() && parse(&bank, &text) == expected, "{typed}: {text}");
        }
    }
}
