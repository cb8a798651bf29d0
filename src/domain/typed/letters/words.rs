//! What people write around the letters of an answer.

/// What stands before the letters in an English sentence, the longer ones first.
pub(super) const LEADS: [&str; 36] = [
    "i'll go with",
    "i will go with",
    "i would say",
    "i choose",
    "i chose",
    "i'd say",
    "i’d say",
    "i think",
    "i guess",
    "i pick",
    "go with",
    "it's",
    "it’s",
    "it is",
    "its",
    "the answers",
    "the answer",
    "my answers",
    "my answer",
    "my choice",
    "my pick",
    "answers",
    "answer",
    "choices",
    "choice",
    "options",
    "option",
    "letters",
    "letter",
    "both",
    "just",
    "only",
    "are",
    "is",
    "the",
    "ans",
];

/// What stands behind the letters in an English sentence.
pub(super) const TRAILS: [&str; 9] = [
    "please",
    "i think",
    "i guess",
    "is correct",
    "is right",
    "is the answer",
    "are correct",
    "are right",
    "are the answers",
];

/// What Korean speakers put before, between and behind letters.
pub(super) const AROUND_LETTERS: [&str; 61] = [
    "정답은",
    "정답",
    "답은",
    "답",
    "그리고",
    "입니다",
    "입니당",
    "이에요",
    "예요",
    "에요",
    "이요",
    "이죠",
    "이네요",
    "하고",
    "이랑",
    "랑",
    "와",
    "과",
    "보기",
    "제",
    "내",
    "번",
    "요",
    "저는",
    "나는",
    "저도",
    "선택",
    "고를게요",
    "고를게",
    "고를래요",
    "골랐어요",
    "골라요",
    "할게요",
    "할게",
    "할래요",
    "하겠습니다",
    "합니다",
    "찍을게요",
    "갈게요",
    "갑니다",
    "로",
    "으로",
    "인",
    "같아요",
    "같습니다",
    "같음",
    "같네요",
    "듯",
    "듯요",
    "듯해요",
    "임",
    "죠",
    "네요",
    "맞아요",
    "맞습니다",
    "생각에는",
    "생각엔",
    "생각에",
    "그냥",
    "무조건",
    "당연히",
];

/// Words that say nothing by themselves, but make another one of what they are part of (`제거`).
pub(super) const ALONE: [&str; 5] = ["저", "전", "난", "거", "것"];

/// What may stand between letters. No sign of a range: `A~C` could be two letters or three.
pub(super) const BETWEEN_LETTERS: &str = ",/+&-–—·・‧•∙⋅*_|;:.()[]{}'\"“”‘’`、。";

/// How laughter is written behind anything, in the letters that it is typed with.
pub(super) const LAUGHTER: [char; 2] = ['\u{110f}', '\u{1112}'];

/// The Latin letters A to D; E and F are typed with `ㄷ` and `ㄹ`, which have a place in Korean order too, on a Korean keyboard.
pub(super) const ON_KOREAN_KEYS: &str = "ㅁㅠㅊㅇ";

/// Numbers and the words that count options, the longer ones first.
pub(super) const ORDINALS: [(&str, &str); 6] = [
    ("1", "첫 번째, 첫번째, 1번째, 첫째, first, 1st"),
    ("2", "두 번째, 두번째, 2번째, 둘째, second, 2nd"),
    ("3", "세 번째, 세번째, 3번째, 셋째, third, 3rd"),
    ("4", "네 번째, 네번째, 4번째, 넷째, fourth, 4th"),
    ("5", "다섯 번째, 다섯번째, 5번째, 다섯째, fifth, 5th"),
    ("6", "여섯 번째, 여섯번째, 6번째, 여섯째, sixth, 6th"),
];
