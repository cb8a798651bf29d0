//! What people type is taken as they write it, and what could be two things is refused with an example.

use crate::study::Study;
use sandbox::Outcome;
use serde_json::json;

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

fn shown(suggestions: &Outcome) -> Vec<String> {
    suggestions.choices().iter().map(|(shown, _)| shown.clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_time_is_typed_as_people_say_it() {
    for (locale, forms, refused, example) in [
        ("ko", "오후 9시=21:00 | ９：３０=09:30 | 정오=12:00 | 저녁 7시 반=19:30 | 9=09:00", "아침 2시", "`오전 9시`"),
        (
            "en-US",
            "9 pm=21:00 | 9:30 a.m.=09:30 | noon=12:00 | 2130=21:30 | nine pm=21:00 | 9am KST=09:00",
            "9 or 10",
            "`9 am`",
        ),
    ] {
        let study = Study::at_nine_in_seoul(locale, EVE).await;
        let owner = study.owner();
        for (typed, time) in forms.split(" | ").filter_map(|form| form.split_once('=')) {
            let reply = owner.slash("setup", &[("time", json!(typed))]).await.text();
            assert!(reply.contains(&format!("{time} (Asia/Seoul)")), "{typed}: {reply}");
            let added = owner.slash("schedule add", &[("name", json!(typed)), ("time", json!(typed))]).await.text();
            assert!(added.contains(&format!("{time} (Asia/Seoul)")), "{typed}: {added}");
        }
        for command in ["setup", "schedule add"] {
            let mut options = vec![("time", json!(refused))];
            options.extend((command != "setup").then(|| ("name", json!("late"))));
            let reply = owner.slash(command, &options).await.text();
            let nothing = if locale == "ko" { "아무것도 바꾸지 않았어요" } else { "Nothing was changed" };
            assert!(reply.contains(example) && reply.contains(nothing), "{command}: {reply}");
        }
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn times_are_suggested_while_one_is_typed() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    for (locale, typed, first) in [
        ("ko", "9", "09:00 · 오전 9:00"),
        ("ko", "오후 ", "12:00 · 오후 12:00"),
        ("en-US", "9 p", "21:00 · 9:00 PM"),
        ("en-US", "mid", "00:00 · 12:00 AM"),
    ] {
        let owner = study.owner().speaking(locale);
        for (command, others) in [("setup", &[][..]), ("schedule add", &[("name", json!("late"))])] {
            let offered = owner.type_into(command, "time", typed, others).await;
            assert_eq!(shown(&offered).first().map(String::as_str), Some(first), "{command} {typed}");
        }
        let offered = owner.type_into("setup", "time", typed, &[]).await;
        let picked = owner.slash("setup", &[("time", json!(offered.choices()[0].1))]).await.text();
        assert!(picked.contains(&first[..5]) && picked.contains("(Asia/Seoul)"), "{picked}");
    }
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_is_typed_as_a_city_a_country_an_abbreviation_or_an_offset() {
    let study = Study::begin("ko", EVE).await;
    let owner = study.owner();
    for (typed, zone) in [
        ("부산", "Asia/Seoul"),
        ("new york", "America/New_York"),
        ("UTC+9", "Asia/Seoul"),
        ("도쿄", "Asia/Tokyo"),
        ("KST", "Asia/Seoul"),
        ("PST", "America/Los_Angeles"),
    ] {
        let reply = owner.slash("setup", &[("timezone", json!(typed))]).await.text();
        assert!(reply.contains(&format!("({zone})")), "{typed}: {reply}");
    }
    let several = owner.slash("setup", &[("timezone", json!("IST"))]).await.text();
    assert!(several.contains("`Asia/Kolkata`") && several.contains("아무것도 바꾸지 않았어요"), "{several}");
    let english = owner.speaking("en-US");
    let several = english.slash("setup", &[("timezone", json!("UTC-5"))]).await.text();
    assert!(several.contains("`America/New_York`") && several.contains("Nothing was changed"), "{several}");

    let offered = study.owner().type_into("setup", "timezone", "GMT+9", &[]).await;
    assert_eq!(offered.choices()[0], ("서울 · Asia/Seoul (UTC+9)".to_owned(), "Asia/Seoul".to_owned()));
    let offered = shown(&english.type_into("setup", "timezone", "india", &[]).await);
    assert_eq!(offered[0], "Asia/Kolkata (UTC+5:30)");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_are_typed_as_people_write_them() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    let (key, lower) = (post.key(), post.key().to_lowercase());
    let apart = |between: &str| lower.chars().map(String::from).collect::<Vec<_>>().join(between);
    for (number, typed) in [
        format!("정답은 {}번", apart("와 ")),
        format!("the answer is {}", apart(" and ")),
        apart("-"),
        key.chars().filter_map(|c| char::from_u32(u32::from(c) + 0xfee0)).collect(),
    ]
    .iter()
    .enumerate()
    {
        let reply = study.member(number + 1).slash("answer", &[("choice", json!(typed))]).await.text();
        assert!(reply.contains("정답이에요"), "{typed}: {reply}");
    }
    let member = study.member(5);
    let typed = (1..=key.len()).map(|place| place.to_string()).collect::<Vec<_>>().join(",");
    let numbers = member.slash("answer", &[("choice", json!(typed))]).await.text();
    let meant = &"ABCDEF"[..key.len()];
    let keys: String = "ㅁㅠㅊㅇ".chars().take(key.len()).collect();
    let korean = member.slash("answer", &[("choice", json!(keys))]).await.text();
    assert!(korean.contains(&format!("`{meant}`")) && korean.contains("한글 자판"), "{korean}");
    let too_many = member.slash("answer", &[("choice", json!("1,2,3,4"))]).await.text();
    assert!(too_many.contains("골라야 하는 문제예요"), "{too_many}");
    assert!(numbers.contains(&format!("`{meant}`")) && numbers.contains("번호나 ㄱㄴㄷ이 아니라 글자"), "{numbers}");
    let english = study.member(5).speaking("en-US").slash("answer", &[("choice", json!(typed))]).await.text();
    assert!(english.contains(&format!("`{meant}`")) && english.contains("by letter"), "{english}");
    for typed in ["A or B", "A 말고 B", "6", "A~C"] {
        let reply = member.slash("answer", &[("choice", json!(typed))]).await.text();
        assert!(
            reply.contains("답을 알아보지 못했어요") && reply.contains("답으로 기록하지 않았어요"),
            "{typed}: {reply}"
        );
    }
    let offered = member.type_into("answer", "choice", "1번", &[]).await;
    assert!(!offered.choices().is_empty());
    assert!(offered.choices().iter().all(|(_, value)| value.contains('A')), "{offered:?}");
    let rounds = study.owner().type_into("round close", "round", "１１월24일", &[]).await;
    assert_eq!(rounds.choices().len(), 1, "a round is found by its day");
    assert!(post.press(&member, &key).await.text().contains("정답이에요"), "nothing was used up");
    let stem: String = post.question.stem().ko.chars().filter(|c| !c.is_whitespace()).take(12).collect();
    let explained = member.type_into("explain", "question", &stem, &[]).await;
    assert_eq!(explained.choices().len(), 1, "{stem}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn days_sections_and_names_are_typed_without_regard_to_marks_and_width() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    let owner = study.owner();
    for (option, typed, expected) in [
        ("days", "월 수 금", "월, 수, 금"),
        ("days", "Mon, Wed & Fri", "월, 수, 금"),
        ("days", "평일과 토요일", "월, 화, 수, 목, 금, 토"),
        ("days", "매일", "매일"),
        ("sections", "code deploy와 ｖｐｃ", "CodeDeploy, VPC"),
        ("sections", "api-gateway、Route53", "API Gateway, Route 53"),
        ("sections", "모든 분야", "전체"),
    ] {
        let reply = owner.slash("settings set", &[(option, json!(typed))]).await.text();
        assert!(reply.contains("설정을 저장했어요") && reply.contains(expected), "{typed}: {reply}");
    }
    let english = owner.speaking("en-US");
    let refused = english.slash("settings set", &[("days", json!("weekdays or so"))]).await.text();
    assert!(refused.contains("`mon-fri`") && refused.contains("Nothing was changed"), "{refused}");

    let owner = study.owner();
    owner.slash("schedule add", &[("name", json!("저녁 문제"))]).await;
    let taken = owner.slash("schedule add", &[("name", json!("저녁-문제"))]).await.text();
    assert!(taken.contains("같은 이름의 일정이 이미 있어요"), "{taken}");
    let offered = owner.type_into("schedule pause", "schedule", "저녁문", &[]).await;
    assert_eq!(shown(&offered), ["저녁 문제"]);
    let paused = owner.slash("schedule pause", &[("schedule", json!("저녁문제"))]).await.text();
    assert!(paused.contains("**저녁 문제** 일정을 멈췄어요"), "{paused}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_are_found_without_regard_to_spaces_marks_and_particles() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    let member = study.member(1);
    let sources = async |query: &str| {
        let reply = member.slash("notes", &[("query", json!(query))]).await.text();
        assert!(!reply.contains("가장 비슷한 노트"), "{query}: {reply}");
        reply.lines().filter(|line| line.contains("출처:")).map(str::to_owned).collect::<Vec<_>>()
    };
    for (one, other) in [
        ("보안그룹", "보안 그룹"),
        ("보안 그룹을", "보안 그룹"),
        ("블루그린", "블루/그린"),
        ("route53", "Route 53"),
        ("ＣｏｄｅＤｅｐｌｏｙ", "code-deploy"),
    ] {
        let found = sources(one).await;
        assert!(!found.is_empty(), "{one}");
        assert_eq!(found, sources(other).await, "{one} and {other}");
    }
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_note_fits_the_nearest_are_shown_and_it_is_said() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    for (locale, query, said, section) in [
        ("ko", "보안구룹", "“보안구룹”에 맞는 노트가 없어요. 대신 가장 비슷한 노트를 보여 드려요", "출처:"),
        ("en-US", "codedeplyo", "No note matches “codedeplyo”, so here are the closest ones", "CodeDeploy"),
    ] {
        let member = study.member(1).speaking(locale);
        let reply = member.slash("notes", &[("query", json!(query))]).await.text();
        assert!(reply.contains(said) && reply.contains(section), "{reply}");
        let offered = member.type_into("notes", "query", query, &[]).await;
        assert!(!offered.choices().is_empty(), "{query}");
    }
    let nothing = study.member(1).slash("notes", &[("query", json!("quantum blockchain"))]).await.text();
    assert!(nothing.contains("맞는 노트가 없어요") && !nothing.contains("출처:"), "{nothing}");
    study.assert_well_behaved();
}

#[test]
fn a_heading_finds_the_same_notes_with_its_spaces_and_without() {
    let notes = proctor::bank::embedded().expect("the bank is sound").current().notes;
    for note in notes.all() {
        for heading in [&note.heading().ko, &note.heading().en] {
            let found = notes.search(heading);
            assert!(found.notes().contains(&note), "{heading}");
            assert_eq!(found, notes.search(&heading.replace(' ', "")), "{heading}");
        }
    }
}

#[test]
fn the_commonest_words_find_a_note() {
    let notes = proctor::bank::embedded().expect("the bank is sound").current().notes;
    let table = "람다 | 코드디플로이 | 코드빌드 | 클라우드포메이션 | 빈스톡 | 라우트53 | 웹소켓 | 스택셋 | 훅 | 타임아웃 | 헬스체크 | 페일오버 | \
                 인플레이스 | 불변 | 캐쉬 | 코그니토 | 카나리아 | 캐시 무효화 | 통합 타임아웃 | how does caching work | \
                 difference between ALB and NLB | 보안 그룹은 뭔가요? | alb와 nlb 차이 | what is a security group | 고정세션";
    for typed in table.split(" | ") {
        assert!(!notes.search(typed).notes().is_empty(), "{typed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_named_by_its_day_or_its_section_and_no_other_is_taken_for_it() {
    for (locale, day, other_day, unknown) in [
        ("ko", "11월 24일", "1월 24일", "그 문제를 찾지 못했어요"),
        ("en-US", "Nov 24", "Jan 24", "I couldn't find that question"),
    ] {
        let study = Study::at_nine_in_seoul(locale, EVE).await;
        study.move_to(NINE);
        let post = study.post(1).await;
        for (number, named) in [day, if locale == "ko" { "오늘" } else { "today" }, "11/24"].into_iter().enumerate() {
            let options = [("choice", json!(post.key())), ("round", json!(named))];
            let reply = study.member(number + 1).slash("answer", &options).await.text();
            assert!(reply.contains(if locale == "ko" { "정답이에요" } else { "Correct" }), "{named}: {reply}");
        }
        for named in [other_day, "mars", "?"] {
            let options = [("choice", json!(post.key())), ("round", json!(named))];
            let reply = study.member(5).slash("answer", &options).await.text();
            assert!(reply.contains(unknown), "{named}: {reply}");
        }
        let offered = study.owner().type_into("round close", "round", "", &[]).await;
        let (shown, value) = offered.choices()[0].clone();
        for named in [shown, value, day.to_owned()] {
            let asked = study.owner().slash("round close", &[("round", json!(named))]).await.text();
            assert!(!asked.contains(unknown), "{named}: {asked}");
            let explained = study.member(1).slash("explain", &[("question", json!(day))]).await.text();
            assert!(!explained.contains(unknown), "{explained}");
        }
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_skipped_day_is_typed_as_people_say_it() {
    for (locale, forms, wrong) in [
        ("ko", "11월 25일(수) | 11월 25일 | 11/25 | 내일 | 수요일 | 2026-11-25", "11월 26일"),
        ("en-US", "Wed, Nov 25 | Nov 25 | 25 Nov | tomorrow | Wednesday | 11/25", "Nov 26"),
    ] {
        let study = Study::at_nine_in_seoul(locale, EVE).await;
        study.move_to(NINE);
        study.post(1).await;
        let owner = study.owner();
        for typed in forms.split(" | ") {
            study.confirmed("round skip", &[]).await;
            let refused = owner.slash("round unskip", &[("day", json!(wrong))]).await.text();
            assert!(
                refused.contains(if locale == "ko" { "바꾸지 않았어요" } else { "Nothing was changed" }),
                "{refused}"
            );
            let back = owner.slash("round unskip", &[("day", json!(typed))]).await.text();
            assert!(
                !back.contains(if locale == "ko" { "알아보지 못했어요" } else { "could not read" }),
                "{typed}: {back}"
            );
            assert!(
                !back.contains(if locale == "ko" { "바꾸지 않았어요" } else { "Nothing was changed" }),
                "{typed}: {back}"
            );
        }
        study.assert_well_behaved();
    }
}
