//! Tables of what members search for.

use super::*;
use crate::domain::ids::{NoteId, SectionId};
use crate::domain::language::Bilingual;
use crate::domain::note::Excerpt;

fn notes() -> Notes {
    let note = |id: &str, section: &str, ko: &str, en: &str, text_ko: &str, text_en: &str| {
        let both = |ko: &str, en: &str| Bilingual { ko: ko.to_owned(), en: en.to_owned() };
        let excerpt = Excerpt {
            section: section.to_owned(),
            heading: both(ko, en),
            text: both(text_ko, text_en),
            correction: None,
            source_lines: Vec::new(),
            pages: Vec::new(),
        };
        let ids = (NoteId::new(id).expect("an id"), SectionId::new("vpc").expect("an id"));
        Note::new(ids.0, ids.1, excerpt, Vec::new())
    };
    Notes::new(vec![
        note(
            "groups",
            "Security Group vs. NACL",
            "보안 그룹은 상태 저장 방식입니다",
            "Security groups are stateful",
            "보안 그룹은 응답을 허용한다.",
            "A security group allows it.",
        ),
        note(
            "bluegreen",
            "CodeDeploy",
            "현재 위치 배포와 블루/그린 배포",
            "In-place and blue/green deployments",
            "배포 방식과 전략",
            "A deployment.",
        ),
        note(
            "timeouts",
            "CodeBuild",
            "대기열 제한 시간과 빌드 제한 시간",
            "Queue and build timeouts",
            "빌드의 제한 시간",
            "The build timeout.",
        ),
        note(
            "caching",
            "API Gateway",
            "API 캐싱",
            "API caching",
            "캐시 항목은 키로 찾는다. API 키",
            "The cache of an API stage.",
        ),
        note("balancers", "ALB", "ALB는 프록시입니다", "An ALB is a proxy", "NLB와 다르다.", "Unlike an NLB."),
        note("lambda", "CodeDeploy", "Lambda 별칭의 트래픽", "Traffic of a Lambda alias", "카나리", "canary"),
    ])
}

fn ids(found: &Matches<'_>) -> Vec<String> {
    found.notes().iter().map(|note| note.id().to_string()).collect()
}

#[test]
fn a_particle_behind_a_word_changes_nothing() {
    let notes = notes();
    let bare = ids(&notes.search("보안그룹"));
    assert_eq!(bare, ["groups"]);
    let behind = "도 | 만 | 나 | 이나 | 들 | 마다 | 라는 | 이라는 | 이면 | 면 | 이에요 | 예요 | 뿐 | 든지 | 은 | 는 | 을 | 의 | 에서 | 으로 | \
                  란 | 이란 | 까지 | 부터 | 으로는 | 에서의 | 까지도 | 에는 | 들은 | 이 뭔가요 | 이란 뭐야 | 에 대해";
    for particle in behind.split(" | ") {
        for word in ["보안그룹", "보안 그룹"] {
            let found = notes.search(&format!("{word}{particle}"));
            assert!(matches!(found, Matches::Fitting(_)), "{word}{particle}");
            assert_eq!(ids(&found), bare, "{word}{particle}");
        }
    }
}

#[test]
fn spaces_are_of_no_account() {
    let notes = notes();
    for (one, other) in [
        ("배포 전략", "배포전략"),
        ("API 키", "api키"),
        ("제한 시간", "제한시간"),
        ("현재 위치", "현재위치"),
        ("ALB와 NLB", "ALB와NLB"),
        ("blue green", "bluegreen"),
        ("Lambda 별칭", "lambda별칭"),
    ] {
        let found = notes.search(one);
        assert!(matches!(found, Matches::Fitting(_)), "{one}");
        assert_eq!(found, notes.search(other), "{one}");
    }
}

#[test]
fn words_are_found_as_people_say_them() {
    let notes = notes();
    for (typed, first) in [
        ("람다", "lambda"),
        ("타임아웃", "timeouts"),
        ("카나리아", "lambda"),
        ("인플레이스", "bluegreen"),
        ("보안 그룹은 뭔가요?", "groups"),
        ("alb와 nlb 차이", "balancers"),
        ("ALB vs NLB", "balancers"),
        ("difference between ALB and NLB", "balancers"),
        ("what is a security group", "groups"),
        ("how does caching work", "caching"),
        ("시큐리티 그룹", "groups"),
        ("캐쉬", "caching"),
    ] {
        let found = notes.search(typed);
        assert!(matches!(found, Matches::Fitting(_)), "{typed}");
        assert_eq!(ids(&found).first().map(String::as_str), Some(first), "{typed}");
    }
    for (typed, first) in
        [("캐싱 무효화", Some("caching")), ("보안구룹", Some("groups")), ("quantum blockchain", None), ("the", None)]
    {
        let found = notes.search(typed);
        assert!(matches!(found, Matches::Nearest(_)), "{typed}");
        assert_eq!(ids(&found).first().map(String::as_str), first, "{typed}");
    }
}
