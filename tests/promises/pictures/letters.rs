//! What becomes of names: every Hangul syllable is drawn, nothing else breaks a line, and width alone cuts.

use proctor::pictures::lettering::{Weight, cut, drawable, width};

use super::made;

/// A picture of one text, as pictures are made of it.
fn of_text(name: &str, text: &str) -> Vec<u8> {
    let svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60"><rect width="120" height="60" fill="#000"/>
        <text x="8" y="40" font-family="Pretendard" font-size="32" fill="#fff">{text}</text></svg>"##
    );
    made(name, &svg).colours
}

#[test]
fn every_hangul_syllable_and_usual_letter_is_drawn_as_it_is() {
    let hangul: String = ('가'..='힣').collect();
    let texts = [
        "ㅋㅋㅎㅎㅠㅠ",
        "José Müller",
        "Łukasz Żółć",
        "Ωμέγα Привет",
        "かなカナ",
        "a-b_c.d!?~#@%&<>\"'()[]{}",
        "0123456789…·",
    ];
    for chunk in hangul.chars().collect::<Vec<_>>().chunks(150) {
        let text: String = chunk.iter().collect();
        assert_eq!(drawable(&text), text);
    }
    for text in texts {
        assert_eq!(drawable(text), text);
    }
}

#[test]
fn letters_have_shapes_of_their_own_and_not_one_box_for_all() {
    let shapes: Vec<Vec<u8>> = ["뷁", "쀍", "Aé", "ㅋ", "○", ""].map(|text| of_text("letter", text)).to_vec();
    for (n, one) in shapes.iter().enumerate() {
        for other in &shapes[n + 1..] {
            assert!(one != other, "shape {n} is drawn like another");
        }
    }
}

#[test]
fn a_name_in_pieces_is_put_together() {
    assert_eq!(drawable("\u{1100}\u{1175}\u{11b7}\u{1106}\u{1175}\u{11ab}"), "김민");
    assert_eq!(drawable("Jose\u{301}"), "José");
    assert_eq!(drawable("𝓜𝓲𝓷 ﬁt"), "Min fit");
}

#[test]
fn what_is_unseen_stacks_up_or_turns_the_direction_is_left_out() {
    let stacked = format!("a{}b", "\u{36f}\u{489}\u{20dd}".repeat(30));
    assert_eq!(drawable(&stacked), "ab");
    assert_eq!(drawable("\u{202e}민\u{200b}준\u{2066}\u{feff}\u{3164}\0\u{7f}"), "민준");
    assert_eq!(drawable("  민 \t\n 준 "), "민 준");
}

#[test]
fn other_scripts_become_open_letters_and_emoji_are_left_out() {
    assert_eq!(drawable("田中 Ken 🔥👨‍👩‍👧🇰🇷"), "○○ Ken");
    assert_eq!(drawable("שלום"), "○○○○");
    for nothing in ["", "🔥", "\u{200b}\u{3164}", "❤️‍🔥"] {
        assert_eq!(drawable(nothing), "○", "{nothing:?}");
    }
}

#[test]
fn a_name_is_cut_by_what_it_takes_and_not_by_its_letters() {
    let (size, weight, room) = (20.0, Weight::Regular, 120.0);
    assert_eq!(cut("iiiiiiiiiiiiiiii", room, size, weight), "iiiiiiiiiiiiiiii");
    for long in ["WWWWWWWWWWWWWWWW", "가나다라마바사아자차카타파하", "가 나 다 라 마 바 사 아 자 차 카"]
    {
        let short = cut(long, room, size, weight);
        assert!(short.ends_with('…') && !short.contains(" …"), "{short}");
        let taken = width(&short, size, weight);
        assert!(taken <= room && taken > room - 26.0, "{short} takes {taken} of {room}");
    }
    assert_eq!(cut("민준", 3.0, size, weight), "");
}
