//! M16, M17, M21 to M23, M29: how stems, options and snippets are worded, in both languages.

use super::{NOTE_KO, Planted, assert_fails, bank_of, failures, november, review, sound_bank};

#[test]
fn m16_a_stem_that_asks_for_what_is_wrong() {
    for (en, ko, where_) in [
        ("Which is NOT a route?", "무엇입니까?", "stem.en"),
        ("Which one does not work?", "무엇입니까?", "stem.en"),
        ("Which one works?", "다음 중 경로가 아닌 것은 무엇입니까?", "stem.ko"),
    ] {
        let mut items = sound_bank();
        items[5].stem = (en.to_owned(), ko.to_owned());
        assert_fails(&items, &format!("M16: questions/01-vpc.toml: vpc-5: {where_}: asks for what is wrong"));
    }
}

#[test]
fn m16_a_situation_may_say_what_does_not_work() {
    let mut items = sound_bank();
    items[5].stem = (
        "The route does not work. What helps?".to_owned(),
        "잘못된 것으로 보이는 경로가 있습니다. 무엇이 도움이 됩니까?".to_owned(),
    );
    assert_eq!(failures(&review(&items)), Vec::<String>::new());
}

#[test]
fn m17_an_option_that_speaks_of_the_others() {
    for (en, ko, where_) in [
        ("All of the above", "앞의 것", "text.en"),
        ("Each", "위의 모두", "text.ko"),
        ("Nothing", "정답 없음", "text.ko"),
    ] {
        let mut items = sound_bank();
        items[5].options[0].1 = en.to_owned();
        items[5].options[0].2 = ko.to_owned();
        assert_fails(
            &items,
            &format!("M17: questions/01-vpc.toml: vpc-5: options[1].{where_}: speaks of other options"),
        );
    }
}

#[test]
fn m21_two_languages_that_name_different_things() {
    for (en, ko, reason) in [
        ("Wait 5 minutes", "6분 기다립니다", "the Korean text names 6"),
        ("Wait 5 minutes", "6분 기다립니다", "the English text names 5"),
        ("Call the bucket", "S3 버킷을 호출합니다", "the Korean text names S3"),
        ("Run UpdateStage", "스테이지를 갱신합니다", "the English text names UpdateStage"),
        ("Use Lambda here", "함수를 씁니다", "Lambda stands in one language"),
        ("Use port_range", "포트 범위를 씁니다", "the English text names port_range"),
    ] {
        let mut items = sound_bank();
        items[5].options[0].1 = en.to_owned();
        items[5].options[0].2 = ko.to_owned();
        assert_fails(&items, &format!("M21: questions/01-vpc.toml: vpc-5: options[1].text: {reason}"));
    }
}

#[test]
fn m21_a_number_may_be_a_word() {
    let mut items = sound_bank();
    items[5].options[0].1 = "Use two Regions and 3 APIs in one in 20 calls".to_owned();
    items[5].options[0].2 = "2개 리전과 세 API를 호출 20건 중 1건에 씁니다".to_owned();
    let found = failures(&review(&items));
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn m22_a_service_by_a_name_that_aws_does_not_use() {
    for (en, ko) in [
        ("Use CodeDepoly", "씁니다"),
        ("Use Cloudformation.", "씁니다"),
        ("Use it", "빈스토크를 씁니다"),
        ("Use it", "람다를 씁니다"),
    ] {
        let mut items = sound_bank();
        items[5].stem = (en.to_owned(), ko.to_owned());
        assert_fails(&items, "M22: questions/01-vpc.toml: vpc-5: stem.");
    }
    let planted =
        Planted { ko: NOTE_KO.replace("경로입니다", "아마존의 경로입니다"), ..Planted::default() };
    let found = failures(&bank_of(&sound_bank(), &planted).review(november()));
    assert_eq!(found, ["M22: vpc-note: \"아마존\" has to be written as AWS writes it"]);
}

#[test]
fn m22_an_identifier_keeps_its_own_spelling() {
    let mut items = sound_bank();
    let text = "AWS::ElasticBeanstalk::Environment".to_owned();
    items[5].stem = (format!("Declare {text}?"), format!("{text}을 선언합니까?"));
    assert_eq!(failures(&review(&items)), Vec::<String>::new());
}

#[test]
fn m23_a_snippet_that_does_not_parse_or_lacks_its_placeholder() {
    let mut items = sound_bank();
    items[5].snippet = Some(("yaml", "Resources:\n  Host: [unclosed\n"));
    assert_fails(&items, "M23: questions/01-vpc.toml: vpc-5: snippet: is no YAML");
    items[5].snippet = Some(("json", "{\"Version\": }\n"));
    assert_fails(&items, "M23: questions/01-vpc.toml: vpc-5: snippet: is no JSON");
    items[5].snippet = Some(("yaml", "ImageId: !Ref Image\n"));
    items[5].stem = ("What replaces <expression>?".to_owned(), "<expression> 자리에는 무엇이 옵니까?".to_owned());
    assert_fails(
        &items,
        "M23: questions/01-vpc.toml: vpc-5: snippet: the stem speaks of <expression>, which is not in it",
    );
    items[5].snippet = Some(("yaml", "ImageId: <expression>\nOther: !FindInMap [A, !Ref \"AWS::Region\", B]\n"));
    assert_eq!(failures(&review(&items)), Vec::<String>::new());
}

#[test]
fn m29_a_term_that_the_bank_keeps_out() {
    let about = "[[banned.en]]\nterm = \"Let\"\nat_start = true\ninstead = \"Configure\"\n\
                 [[banned.ko]]\nterm = \"훅\"\ninstead = \"후크\"\n";
    let planted = Planted { about: about.to_owned(), ko: NOTE_KO.replace("경로", "훅"), ..Planted::default() };
    let mut items = sound_bank();
    "Let it be".clone_into(&mut items[5].options[0].1);
    "We Let be".clone_into(&mut items[6].options[0].1);
    "Letters".clone_into(&mut items[8].options[0].1);
    items[7].stem.1 += " 훅이 있습니다.";
    assert_eq!(
        failures(&bank_of(&items, &planted).review(november())),
        [
            "M29: questions/01-vpc.toml: vpc-5: options[1].text.en: says \"Let\"; say Configure",
            "M29: questions/01-vpc.toml: vpc-7: stem.ko: says \"훅\"; say 후크",
            "M29: vpc-note: says \"훅\"; say 후크",
        ]
    );
}
