//! Tables of what people type for the letters of an answer.

use super::*;

#[test]
fn letters_are_read_as_people_type_them() {
    let table: [(&str, &str); 4] = [
        (
            "AC",
            "AC | A C | a,c | c a |  A, C  | ca | ＡＣ | ａ，ｃ | A-C | A - C | A/C | A+C | \
         A & C | A와 C | A와C | A and C | a AND c | A, C | A、C | A·C | a.c. | (A), (C) | \
         \"A, C\" | AC번 | A번, C번 | A번과 C번 | A하고 C | A랑 C요 | A, C입니다 | 정답은 A, C | \
         정답: A, C | 답은 AC예요 | Ⓐ Ⓒ | the answer is A and C | Answer: A, C | \
         options a and c | ACA | A, A, C | A 및 C | A 그리고 C",
        ),
        (
            "AD",
            "both A and D | A•D | A∙D | 🅰️🅳 | A와 D 둘 다 | A and D are correct | _A_ _D_ | \
             the answers are a and d! | A and D | a and d | D and A | add | A와 D",
        ),
        (
            "C",
            "C! | C~ | C요~ | 나는 C | 저는 C요 | C로 할게요 | C 같아요 | C인 것 같아요 | C 선택 | I choose C | I think C | \
             it's C | my answer: c | **C** | C\u{200b} | C가 정답 | C가 맞아요 | C임 | C인듯 | 제 생각엔 C | C ㅋㅋ | \
             C ㅎㅎ | C^^ | 🇨 | C, please | I think the answer is C | C is correct | just C | ||C|| | C만 | \
             C입니당 | 그냥 C | c | 정답은 C | 정답 C | C번 | C입니다 | 답은 C번이에요 | 제 답은 C | C. | cc | I pick C",
        ),
        ("ABD", "A, B and D | A, B, and D | A와 B와 D | abd"),
    ];
    for (letters, forms) in table {
        for typed in forms.split(" | ") {
            assert_eq!(read(typed).map(|choice| choice.to_string()).as_deref(), Ok(letters), "{typed}");
        }
    }
}

#[test]
fn numbers_are_told_from_letters() {
    for (typed, letters) in [
        ("1,3", "AC"),
        ("1", "A"),
        ("1번", "A"),
        ("①, ③", "AC"),
        ("２", "B"),
        ("1번과 3번", "AC"),
        ("ㄱ", "A"),
        ("ㄱ,ㄷ", "AC"),
        ("ㄴㄹ", "BD"),
        ("가, 다", "AC"),
        ("나", "B"),
        ("가와 라", "AD"),
        ("다번", "C"),
        ("첫 번째", "A"),
        ("첫째와 셋째", "AC"),
        ("1st", "A"),
        ("the second and the fourth", "BD"),
        ("두번째요", "B"),
        ("1️⃣", "A"),
        ("정답은 2번", "B"),
    ] {
        let Err(NotLetters::Numbers(meant)) = read(typed) else { panic!("{typed}") };
        assert_eq!(meant.to_string(), letters, "{typed}");
    }
}

#[test]
fn what_could_mean_something_else_is_refused() {
    for typed in [
        "",
        " ",
        "G",
        "AG",
        "정답",
        "A;drop",
        "A or C",
        "A나 C",
        "A 또는 C",
        "A~C",
        "A to C",
        "not A",
        "A 말고 C",
        "C는 아니에요",
        "A1",
        "1A",
        "0",
        "7",
        "A?",
        "and",
        "answered",
        "all",
        "에이",
        "A 빼고",
        "모두",
        "-",
        "e.g.",
        "answer",
        "A=C",
        "!A",
        "A~C",
        "A말고 C",
        "A 아님",
        "A 제외",
        "오답 A",
        "A 제거",
        "A 선택 안 함",
        "maybe A or C",
        "not the first",
        "I think not A",
        "it isn't A",
        "A 다",
        "ㅇㅋ",
        "A ㅠㅠ",
        "all correct",
        "the",
        "둘 다",
        "A나 C요",
    ] {
        assert_eq!(read(typed), Err(NotLetters::Other), "{typed:?}");
    }
}

#[test]
fn letters_on_a_korean_keyboard_are_told_from_letters() {
    for (typed, letters) in [
        ("ㅁ", "A"),
        ("ㅠ", "B"),
        ("ㅊ", "C"),
        ("ㅇ", "D"),
        ("ㅁㅊ", "AC"),
        ("뮤", "AB"),
        ("ㅁ, ㅇ", "AD"),
        ("츄", "BC"),
        ("뮻", "ABC"),
    ] {
        let Err(NotLetters::KoreanKeys(meant)) = read(typed) else { panic!("{typed}") };
        assert_eq!(meant.to_string(), letters, "{typed}");
    }
}
