//! The podium: shared places, one member, no points, and long names.

use proctor::pictures::podium::{self, PodiumPicture, PodiumStep};

use super::made;

const CARD: [u8; 3] = [0x1e, 0x1f, 0x24];

fn step(place: u64, name: &str, points: &str) -> PodiumStep {
    PodiumStep { place, name: name.to_owned(), points: points.to_owned() }
}

fn podium_of(steps: Vec<PodiumStep>) -> PodiumPicture {
    PodiumPicture {
        title: "11월 시즌".to_owned(), about: "11월 1일~30일".to_owned(), steps, others: String::new()
    }
}

#[test]
fn who_shares_a_place_stands_as_high() {
    let tops = |name: &str, steps: Vec<PodiumStep>| {
        let seen = made(name, &podium::svg(&podium_of(steps)));
        // Far left in each step, above all of its words.
        [114.0, 310.0, 506.0].map(|middle| {
            let is_step = |y: &u16| {
                seen.at(middle - 80.0, f32::from(*y)) != CARD && seen.at(middle - 80.0, f32::from(*y) + 12.0) != CARD
            };
            (150..320_u16).find(is_step).unwrap_or(0)
        })
    };
    let three = vec![step(1, "민준", "1,240점"), step(2, "서연", "1,180점"), step(3, "지우", "955점")];
    let [second, first, third] = tops("podium-ko", three);
    assert!(first < second && second < third && first > 0, "{first} {second} {third}");
    let tied = vec![step(1, "Ada", "12 points"), step(1, "Grace", "12 points"), step(3, "Edsger", "7 points")];
    let [left, middle, right] = tops("podium-tie", tied);
    assert!(left == middle && middle < right, "{left} {middle} {right}");
    let [left, middle, right] = tops("podium-alone", vec![step(1, "혼자", "0점")]);
    assert!(left == 0 && right == 0 && middle > 0, "one stands in the middle: {left} {middle} {right}");
}

#[test]
fn two_stand_beside_each_other_and_nobody_breaks_nothing() {
    made("podium-two", &podium::svg(&podium_of(vec![step(1, "민준", "10점"), step(2, "서연", "0점")])));
    made("podium-nobody", &podium::svg(&podium_of(Vec::new())));
}

#[test]
fn long_names_keep_to_their_step() {
    let names = ["W".repeat(32), "가나다라마바사아자차카타파하".repeat(2), "🔥<b>&\"田中".to_owned()];
    let steps = names.iter().zip([1, 2, 3]).map(|(name, place)| step(place, name, "4,294,967,295 points")).collect();
    let picture = PodiumPicture { others: "3위 외 12명".to_owned(), title: "x".repeat(100), ..podium_of(steps) };
    let seen = made("podium-long", &podium::svg(&picture));
    for gap in [212_u16, 408] {
        assert!((70..310).all(|y: u16| seen.at(f32::from(gap), f32::from(y)) == CARD), "the gap at {gap} is free");
    }
    assert!((0..300).all(|y: u16| seen.at(10.0, f32::from(y)) == CARD), "the edge is free");
}
