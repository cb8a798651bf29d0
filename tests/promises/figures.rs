//! A member's figures as they are drawn: what is weakest first, bars, and a button only where it leads on.

use proctor::actions::show_stats::{FreezesHeld, MemberStats};
use proctor::discord::render::stats::{Detail, Domains, body};
use proctor::discord::words::Words;
use proctor::domain::edition::Section;
use proctor::domain::ids::{MemberId, SectionId};
use proctor::domain::language::Language;
use proctor::domain::settings::Freezes;
use proctor::domain::stats::{Stats, Tally};
use serde_json::{Value, json};

fn of_sections(sections: u32) -> MemberStats {
    let section = |n: u32| {
        let id = SectionId::new(&format!("section-{n}")).expect("an id");
        (Section { id, name: format!("Section {n} {}", "x".repeat(60)) }, Tally { right: 1, answered: 2 })
    };
    let total = Tally { right: sections, answered: 2 * sections };
    MemberStats {
        member: MemberId(7),
        name: Some("@everyone **x**".to_owned()),
        stats: Stats { total, sections: (0..sections).map(section).collect(), domains: Vec::new() },
        streak: 3,
        best_streak: 9,
        freezes: FreezesHeld { setting: Freezes::On, held: 1, waiting: 0, last_used_for: Vec::new() },
        points: 120,
        calendar: None,
    }
}

fn drawn(sections: u32, detail: Detail) -> (String, Value) {
    let words = Words::load().expect("the words");
    let json = body(&words, &of_sections(sections), detail, Domains::InText, Language::English).to_json();
    (json["embeds"][0]["description"].as_str().expect("figures").to_owned(), json["components"].clone())
}

#[test]
fn five_sections_are_drawn_and_a_button_leads_to_all() {
    let (text, rows) = drawn(20, Detail::Weakest);
    assert_eq!(text.matches("`█████░░░░░` **50%** Section").count(), 5, "{text}");
    assert_eq!(rows[0]["components"][0]["custom_id"], "t:7");
    let (text, rows) = drawn(20, Detail::All);
    assert_eq!((text.matches("**50%** Section").count(), rows), (20, json!([])));
    assert!(text.chars().count() <= 4_096, "{}", text.chars().count());
}

#[test]
fn few_sections_need_no_button() {
    let (text, rows) = drawn(5, Detail::Weakest);
    assert_eq!((text.matches("**50%** Section").count(), rows), (5, json!([])));
}

#[test]
fn a_members_name_is_only_a_name() {
    let (text, _) = drawn(1, Detail::Weakest);
    assert!(!text.contains("@everyone") && !text.contains("**x**"), "{text}");
    assert!(text.contains("\n## 1 of 2 right · 50%\n120 points · 🔥 3-day streak (best 9)"), "{text}");
}
