//! What Korean speakers write for the English words of AWS, and what they write beside the words of the notes.

/// A word as it is typed, and what it stands for, the likelier first; all without spaces and marks.
///
/// A longer word stands before one that it holds.
const MEANT: &[(&str, &[&str])] = &[
    ("보안그룹", &["securitygroup"]),
    ("시큐리티그룹", &["securitygroup", "보안그룹"]),
    ("코드디플로이", &["codedeploy"]),
    ("코드빌드", &["codebuild"]),
    ("코드커밋", &["codecommit"]),
    ("코드파이프라인", &["codepipeline"]),
    ("코드아티팩트", &["codeartifact"]),
    ("클라우드포메이션", &["cloudformation"]),
    ("클라우드프론트", &["cloudfront"]),
    ("클라우드워치", &["cloudwatch"]),
    ("엘라스틱빈스톡", &["elasticbeanstalk"]),
    ("엘라스틱빈스토크", &["elasticbeanstalk"]),
    ("빈스톡", &["beanstalk"]),
    ("빈스토크", &["beanstalk"]),
    ("빈즈톡", &["beanstalk"]),
    ("라우트", &["route"]),
    ("루트53", &["route53"]),
    ("웹소켓", &["websocket"]),
    ("웹소캣", &["websocket"]),
    ("에이피아이", &["api"]),
    ("api게이트웨이", &["apigateway"]),
    ("스택세트", &["stacksets"]),
    ("스택셋", &["stacksets"]),
    ("앰플리파이", &["amplify"]),
    ("암플리파이", &["amplify"]),
    ("람다", &["lambda"]),
    ("코그니토", &["cognito"]),
    ("다이나모디비", &["dynamodb"]),
    ("다이나모db", &["dynamodb"]),
    ("다이나모", &["dynamodb"]),
    ("엑스레이", &["xray"]),
    ("도커", &["docker"]),
    ("오토스케일링", &["autoscaling"]),
    ("앱스펙", &["appspec"]),
    ("빌드스펙", &["buildspec"]),
    ("제이더블유티", &["jwt"]),
    ("타임아웃", &["timeout", "제한시간", "시간초과"]),
    ("헬스체크", &["상태확인", "healthcheck"]),
    ("헬스첵", &["상태확인", "healthcheck"]),
    ("페일오버", &["failover", "장애조치"]),
    ("인플레이스", &["inplace", "현재위치"]),
    ("제자리", &["inplace", "현재위치"]),
    ("이뮤터블", &["immutable", "변경불가능"]),
    ("불변", &["immutable", "변경불가능"]),
    ("캐쉬", &["캐시", "캐싱"]),
    ("캐슁", &["캐싱"]),
    ("쓰로틀링", &["스로틀링"]),
    ("쓰로틀", &["스로틀"]),
    ("카나리아", &["카나리"]),
    ("로드발란서", &["로드밸런서"]),
    ("로드밸런싱", &["로드밸런서", "로드밸런싱"]),
    ("훅스", &["hooks"]),
    ("훅", &["hooks"]),
    ("롤백", &["rollback", "롤백"]),
    ("스티키세션", &["stickysession", "고정세션"]),
    ("오리진", &["origin"]),
    ("시크릿", &["보안암호", "secret"]),
    ("디펜던시", &["종속성"]),
    ("의존성", &["종속성"]),
    ("컨디션", &["조건"]),
    ("아웃풋", &["출력"]),
    ("드레이닝", &["draining", "등록취소지연"]),
    ("타깃", &["대상"]),
    ("타겟", &["대상"]),
    ("헤더", &["헤더", "header"]),
    ("엔드포인트", &["endpoint"]),
    ("게이트웨이", &["gateway"]),
];

/// The most ways in which a text is read otherwise.
const MOST_WAYS: usize = 3;

/// A squeezed text as it is meant, with the words that stand for others replaced; the likelier ways first, and none
/// where nothing of it stands for anything else.
pub(in crate::domain) fn meant(squeezed: &str) -> Vec<String> {
    let mut ways: Vec<String> = Vec::new();
    for way in 0..MOST_WAYS {
        let mut text = squeezed.to_owned();
        for (typed, meant) in MEANT {
            if text.contains(typed) {
                text = text.replace(typed, meant.get(way).or(meant.last()).unwrap_or(typed));
            }
        }
        if text != squeezed && !ways.contains(&text) {
            ways.push(text);
        }
    }
    ways
}

/// The words that are typed for something that a name holds.
pub(super) fn words_for(squeezed_name: &str) -> impl Iterator<Item = &'static str> {
    MEANT
        .iter()
        .filter(move |(_, meant)| meant.iter().any(|word| squeezed_name.contains(word)))
        .map(|(typed, _)| *typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn korean_words_stand_for_the_english_ones() {
        for (typed, expected) in [
            ("라우트53", "route53"),
            ("api게이트웨이", "apigateway"),
            ("엘라스틱빈스톡", "elasticbeanstalk"),
            ("카나리아배포", "카나리배포"),
        ] {
            assert_eq!(meant(typed).first().map(String::as_str), Some(expected), "{typed}");
        }
        assert_eq!(meant("타임아웃"), ["timeout", "제한시간", "시간초과"]);
        assert_eq!(meant("배포"), [""; 0]);
    }

    #[test]
    fn a_longer_word_stands_before_one_that_it_holds() {
        for (at, (typed, _)) in MEANT.iter().enumerate() {
            for (later, _) in &MEANT[at + 1..] {
                assert!(!later.contains(typed), "{later} is never reached behind {typed}");
            }
        }
    }
}
