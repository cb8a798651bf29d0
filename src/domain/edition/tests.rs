//! What an edition is known by, and which wordings are none.

use super::*;
use crate::domain::ids::SectionId;
use crate::domain::note::AwsPage;

fn both(text: &str) -> Bilingual {
    Bilingual { ko: format!("{text} (한국어)"), en: text.to_owned() }
}

fn option(id: u8, right: bool) -> AnswerOption {
    AnswerOption { id, right, text: both(&format!("Option {id}")), why: both(&format!("Because {id}")) }
}

type Change = fn(&mut Wording);

fn wording() -> Wording {
    Wording {
        question: QuestionId::new("vpc-1").expect("an id"),
        section: Section { id: SectionId::new("vpc").expect("an id"), name: "VPC".to_owned() },
        domain: Domain::Security,
        task: "2.1 Secure it".to_owned(),
        difficulty: Difficulty::Medium,
        stem: both("What should be done?"),
        snippet: Some(Snippet { lang: "yaml".to_owned(), text: "a: b".to_owned() }),
        options: vec![option(0, true), option(1, false), option(2, false), option(3, false)],
        notes: vec![Excerpt {
            section: "VPC".to_owned(),
            heading: both("A passage"),
            text: both("It is so."),
            correction: Some(both("It is not so.")),
            source_lines: vec![11, 12],
            pages: vec![AwsPage {
                title: "Gateway endpoints".to_owned(),
                url: "https://docs.aws.amazon.com/a".to_owned(),
            }],
        }],
        as_of: "2026-11".to_owned(),
        aws_doc: "Gateway endpoints".to_owned(),
        aws_url: None,
    }
}

fn id(change: impl FnOnce(&mut Wording)) -> EditionId {
    let mut wording = wording();
    change(&mut wording);
    Edition::new(wording).expect("an edition").id()
}

#[test]
fn what_an_edition_is_known_by_stays_the_same_from_release_to_release() {
    assert_eq!(id(|_| {}).to_string(), "e1a8f5006b33f20771525c4a7c866198e7b0c90ceafc262697a37106030e74ad");
}

#[test]
fn an_edition_is_known_by_what_it_says_and_not_by_how_it_lies_in_memory() {
    assert_eq!(id(|wording| wording.options.reverse()), id(|_| {}));
    assert_eq!(id(|wording| wording.options.reserve(100)), id(|_| {}));
}

#[test]
fn whatever_is_worded_anew_makes_another_edition() {
    let changes: [Change; 22] = [
        |_| {},
        |wording| wording.question = QuestionId::new("vpc-2").expect("an id"),
        |wording| wording.section.id = SectionId::new("vpc2").expect("an id"),
        |wording| wording.section.name.push('!'),
        |wording| wording.domain = Domain::Deployment,
        |wording| wording.task.push('!'),
        |wording| wording.difficulty = Difficulty::Hard,
        |wording| wording.stem.ko.push('!'),
        |wording| wording.snippet = None,
        |wording| wording.options[1].text.en.push('!'),
        |wording| wording.options[1].why.ko.push('!'),
        |wording| wording.options[1].right = true,
        |wording| (wording.options[0].right, wording.options[1].right) = (false, true),
        |wording| wording.notes.clear(),
        |wording| wording.notes[0].correction = None,
        |wording| wording.notes[0].source_lines.push(13),
        |wording| wording.notes[0].pages.clear(),
        |wording| wording.as_of = "2026-12".to_owned(),
        |wording| wording.aws_doc.push('!'),
        |wording| wording.aws_url = Some("https://docs.aws.amazon.com/".to_owned()),
        // The same letters, cut in another place.
        |wording| (wording.stem.ko, wording.stem.en) = ("What".to_owned(), "should be done?".to_owned()),
        |wording| (wording.stem.ko, wording.stem.en) = ("What should".to_owned(), " be done?".to_owned()),
    ];
    let ids: std::collections::BTreeSet<EditionId> = changes.into_iter().map(id).collect();
    assert_eq!(ids.len(), changes.len());
}

#[test]
fn a_wording_that_cannot_be_asked_is_no_edition() {
    let cases: [(Change, EditionFault); 6] = [
        (|wording| wording.options.truncate(1), EditionFault::OptionCount(1)),
        (|wording| wording.options = (0..7).map(|id| option(id, id == 0)).collect(), EditionFault::OptionCount(7)),
        (|wording| wording.options[3].id = 2, EditionFault::OptionIds),
        (|wording| wording.options[0].right = false, EditionFault::Key),
        (|wording| wording.options.iter_mut().for_each(|option| option.right = true), EditionFault::Key),
        (|wording| wording.options[2].why.ko = " ".to_owned(), EditionFault::EmptyText),
    ];
    for (change, fault) in cases {
        let mut wording = wording();
        change(&mut wording);
        assert_eq!(Edition::new(wording), Err(fault));
    }
}

#[test]
fn an_id_reads_back_what_is_stored() {
    let id = id(|_| {});
    assert_eq!(EditionId::parse(&id.to_string()), Some(id));
    for text in ["", "0", &"g".repeat(64), &"A".repeat(64), &"0".repeat(63), &"가".repeat(64)] {
        assert_eq!(EditionId::parse(text), None, "{text}");
    }
}
