//! Why something was not sent or would be refused, in Korean and in English: the stand-in itself keeps it in English.

use super::Told;
use crate::user::{SILENT, THOUGHT_ON};

/// What the stand-in says, by a part of it that nothing else has, and the same in Korean.
const IN_KOREAN: [(&str, &str); 16] = [
    (SILENT, "애플리케이션이 응답하지 않았어요"),
    (THOUGHT_ON, "애플리케이션이 응답을 준비하다가 멈췄어요"),
    (" is not registered", "등록되지 않은 명령이라 보내지 않았어요"),
    ("the message has no ", "메시지에 그 버튼이나 메뉴가 없어요"),
    (" has no option ", "명령에 없는 옵션이라 보내지 않았어요"),
    (" has no ", "명령에 없는 하위 명령이라 보내지 않았어요"),
    (" needs ", "필수 옵션이 비어 있어서 보내지 않았어요"),
    (" is hidden from this user", "이 사용자에게는 보이지 않는 명령이에요"),
    (" cannot be used now", "지금은 쓸 수 없는 버튼이나 메뉴예요"),
    (" are picked", "고른 개수가 메뉴에 맞지 않아서 보내지 않았어요"),
    (" does not offer ", "메뉴에 없는 항목이라 보내지 않았어요"),
    (" is not of the type of ", "옵션의 종류와 맞지 않는 값이라 보내지 않았어요"),
    (" is no choice of ", "옵션의 목록에 없는 값이라 보내지 않았어요"),
    (" is out of the range of ", "옵션의 범위를 벗어난 값이라 보내지 않았어요"),
    (" was answered twice", "같은 상호작용에 두 번 응답했어요"),
    (" is not known to the stand-in", "시뮬레이터가 모르는 요청이에요"),
];

/// A reason in Korean and in English. One without Korean words of its own is technical, and stands behind what it means.
pub(super) fn in_both(why: &str) -> Told {
    let korean = IN_KOREAN.iter().find(|(part, _)| why.contains(part)).map(|(_, korean)| (*korean).to_owned());
    let english = match why {
        SILENT => "The application did not respond".to_owned(),
        THOUGHT_ON => "The application went on thinking and said nothing".to_owned(),
        _ => why.replace("stand-in", "simulator"),
    };
    [korean.unwrap_or_else(|| format!("형식에 맞지 않는 요청이에요({why})")), english]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_korean_words_without_an_english_sentence() {
        let client = include_str!("../client.rs").split("#[cfg(test)]").next().unwrap_or_default();
        let said = client.split("format!(\"").skip(1).chain(client.split("ok_or(format!(\"").skip(1));
        let reasons: Vec<&str> = said.filter_map(|rest| rest.split("\")").next()?.split('"').next()).collect();
        assert!(reasons.len() > 8, "{reasons:?}");
        for why in reasons.into_iter().chain([SILENT, THOUGHT_ON]) {
            let [korean, _] = in_both(why);
            assert!(!korean.chars().any(|c| c.is_ascii_alphabetic()), "{why}: {korean}");
        }
    }
}
