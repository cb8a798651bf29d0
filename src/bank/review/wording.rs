//! M16, M17, M18, M22: negative stems, umbrella options, absolute words, and names as AWS writes them.

use std::sync::LazyLock;

use regex::Regex;

use super::{Findings, Level, percent};
use crate::bank::Question;
use crate::domain::language::Language;

/// Services and parts of them, as AWS writes them; a longer name stands before a shorter one that it holds.
pub(super) const SERVICES: [&str; 45] = [
    "AWS Certificate Manager",
    "AWS Elastic Beanstalk",
    "Elastic Beanstalk",
    "AWS CloudFormation",
    "CloudFormation",
    "AWS CodePipeline",
    "CodePipeline",
    "AWS CodeDeploy",
    "CodeDeploy",
    "AWS CodeCommit",
    "CodeCommit",
    "AWS CodeBuild",
    "CodeBuild",
    "AWS Secrets Manager",
    "Secrets Manager",
    "AWS Systems Manager",
    "Systems Manager",
    "Parameter Store",
    "AWS Lambda",
    "Lambda",
    "AWS Amplify",
    "Amplify",
    "AWS Fargate",
    "Fargate",
    "AWS CDK",
    "AWS SAM",
    "AWS WAF",
    "AWS PrivateLink",
    "AWS CLI",
    "Amazon API Gateway",
    "API Gateway",
    "Amazon DynamoDB",
    "DynamoDB",
    "Amazon CloudWatch",
    "CloudWatch",
    "Amazon Route 53",
    "Route 53",
    "Amazon EventBridge",
    "EventBridge",
    "Amazon Cognito",
    "Cognito",
    "Amazon ElastiCache",
    "ElastiCache",
    "Auto Scaling",
    "AWS",
];

/// How far, in points of percent, absolute words may be more frequent in distractors than in keys.
const MOST_ABSOLUTE: f64 = 5.0;

fn pattern(text: &str) -> Regex {
    #[expect(clippy::expect_used, reason = "the patterns are constants, and the tests use each")]
    Regex::new(text).expect("a pattern")
}

static NEGATIVE_EN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(NOT|EXCEPT|INCORRECT|FALSE)\b|\bnot\b[^.?!]*\?[^?]*$"));
static NEGATIVE_KO: LazyLock<Regex> = LazyLock::new(|| pattern("아닌 것|틀린|옳지 않은|잘못된 것|제외한"));
static UMBRELLA: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(all|none|both) of the (above|following)\b|위의? 모두|모두 정답|정답 없음"));
static ABSOLUTE_EN: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(always|never|only|all|must)\b"));
static ABSOLUTE_KO: LazyLock<Regex> = LazyLock::new(|| pattern("항상|절대|오직|모든|반드시"));
static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "클라우드 ?포메이션|빈스토크|빈스톡|코드 ?디플로이|코드 ?빌드|코드 ?커밋|코드 ?파이프라인|클라우드 ?워치|다이나모|람다|\
         라우트 ?53|아마존|앰플리파이|엠플리파이|코그니토",
    )
});
static MISSPELT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"CodeDepoly|Beanstack|BeanStalk|ElasticBeanstalk|Cloudformation|Cloudwatch|Dynamodb|DynamoDb|Route53|Api Gateway|Codebuild|Codedeploy",
    )
});

pub(super) fn check(findings: &mut Findings<'_>) {
    for question in findings.questions() {
        for language in Language::ALL {
            stem(findings, question, language);
            options(findings, question, language);
        }
    }
    for language in Language::ALL {
        absolute_words(findings, language);
    }
    notes(findings);
}

fn stem(findings: &mut Findings<'_>, question: &Question, language: Language) {
    let stem = question.stem().get(language);
    let field = format!("stem.{}", language.code());
    let found = match language {
        Language::English => NEGATIVE_EN.find(stem),
        Language::Korean => NEGATIVE_KO.find(last_sentence(stem)),
    };
    if let Some(found) = found {
        let word: String = found.as_str().chars().take(12).collect();
        findings.question(
            "M16",
            Level::Fail,
            question,
            &field,
            format!("asks for what is wrong (\"{word}\"); ask for what is right"),
        );
    }
    names(findings, question, &field, stem);
}

/// The sentence that asks: what follows the last full stop before the question mark.
fn last_sentence(stem: &str) -> &str {
    let asked = stem.rfind('?').map_or(stem, |at| &stem[..at]);
    asked.rfind(". ").map_or(asked, |at| &asked[at..])
}

fn options(findings: &mut Findings<'_>, question: &Question, language: Language) {
    for (at, option) in question.options().iter().enumerate() {
        let (text, why) = (option.text.get(language), option.why.get(language));
        let field = format!("options[{}].text.{}", at + 1, language.code());
        if UMBRELLA.is_match(text) {
            findings.question(
                "M17",
                Level::Fail,
                question,
                &field,
                "speaks of other options, whose order is drawn".to_owned(),
            );
        }
        names(findings, question, &field, text);
        names(findings, question, &format!("options[{}].why.{}", at + 1, language.code()), why);
    }
}

/// What is said of the first name in a text that AWS does not write so.
fn wrong_name(text: &str) -> Option<String> {
    let found = SPOKEN.find(text).or_else(|| wrongly_spelt(text))?;
    Some(format!("\"{}\" has to be written as AWS writes it", found.as_str()))
}

/// A misspelt name that is no part of an identifier, such as `AWS::ElasticBeanstalk::Environment`.
fn wrongly_spelt(text: &str) -> Option<regex::Match<'_>> {
    MISSPELT.find_iter(text).find(|found| {
        let joined =
            |c: Option<char>| c.is_some_and(|c| matches!(c, ':' | '-' | '_' | '/' | '.') || c.is_ascii_alphanumeric());
        let before = joined(text[..found.start()].chars().next_back());
        let mut after = text[found.end()..].chars();
        let (next, second) = (after.next(), after.next());
        let ends_sentence = next == Some('.') && second.is_none_or(char::is_whitespace);
        !before && (!joined(next) || ends_sentence)
    })
}

fn names(findings: &mut Findings<'_>, question: &Question, field: &str, text: &str) {
    if let Some(reason) = wrong_name(text) {
        findings.question("M22", Level::Fail, question, field, reason);
    }
}

fn notes(findings: &mut Findings<'_>) {
    for note in findings.bank.notes() {
        let texts = [Some(note.heading()), Some(note.text()), note.correction()];
        for text in texts.into_iter().flatten().flat_map(|text| [&text.ko, &text.en]) {
            if let Some(reason) = wrong_name(text) {
                findings.bank("M22", Level::Fail, note.id().as_str(), reason);
            }
        }
    }
}

fn absolute_words(findings: &mut Findings<'_>, language: Language) {
    let words = match language {
        Language::English => &ABSOLUTE_EN,
        Language::Korean => &ABSOLUTE_KO,
    };
    let share = |right: bool| {
        let options: Vec<_> =
            findings.questions().iter().flat_map(Question::options).filter(|one| one.right == right).collect();
        let with = options.iter().filter(|option| words.is_match(option.text.get(language))).count();
        percent(f64::from(u32::try_from(with).unwrap_or(u32::MAX)), options.len())
    };
    let more = share(false) - share(true);
    if more > MOST_ABSOLUTE && findings.questions().len() >= super::ENOUGH_FOR_SHARES {
        let reason = format!(
            "absolute words are {more:.1} points more frequent in distractors than in keys; {MOST_ABSOLUTE} are the most"
        );
        findings.bank("M18", Level::Warn, language.code(), reason);
    }
}
