//! Tables of what people type for times.

use super::*;

/// Each time with what is typed for it.
const READ: [(&str, &str); 14] = [
    (
        "09:00",
        "09:00 | 9:00 | 0900 |  09:00  | 9 | 09 | 9시 | 9 시 | 오전 9시 | 오전9시 | 아침 9시 | \
         아홉시 | 오전 아홉 시 | ９：００ | 오전 ９시 | 9 am | 9am | 9 AM | 9 a.m. | 9:00 A.M. | \
         am 9:00 | ㏂ 9시 | 9시 정각 | 9 o'clock | at 9 | 9시에 | 매일 9시 | 9 in the morning | 900",
    ),
    ("09:30", "9:30 | 9시 30분 | 9시30분 | 9시 반 | 오전 9시 30분 | 9:30 a.m. | 9.30 | 930 | 아홉 시 반"),
    (
        "21:00",
        "21 | 21시 | 21:00 | 2100 | 오후 9시 | 저녁 9시 | 밤 9시 | 9 pm | 9pm | 9 p.m. | \
         PM 9:00 | 오후 21시 | 21:00 pm | 9 in the evening | 9 at night | 오후 9:00 | ９ＰＭ",
    ),
    ("21:30", "밤 9시 반 | 9:30pm | 오후 9시 30분"),
    ("12:00", "12 | 12시 | 정오 | noon | Noon | 12 noon | 낮 12시 | 오후 12시 | 12 pm | 정오에 | midday"),
    ("00:00", "0시 | 00:00 | 0000 | 자정 | midnight | 밤 12시 | 오전 12시 | 오전 0시 | 12 am | 12 midnight"),
    ("01:00", "새벽 1시 | 밤 1시 | 1 | 오전 1시 | 1 am"),
    ("13:00", "낮 1시 | 점심 1시 | 오후 1시 | 1 pm"),
    ("06:00", "새벽 6시 | 아침 6시 | 6 am"),
    ("18:00", "저녁 6시 | 저녁 여섯 시 | 18:00"),
    ("23:00", "밤 11시 | 밤 열한 시 | 23시"),
    ("09:05", "9시 5분 | 9:05 | 오전 9시 05분"),
    ("15:30", "오후 세시 반 | 3:30 in the afternoon"),
    ("00:30", "0:30 | 12:30 am | 밤 12시 30분"),
];

#[test]
fn a_time_is_read_as_people_write_it() {
    for (time, forms) in READ {
        for typed in forms.split(" | ") {
            let read = parse(typed).map(|time| time.format("%H:%M").to_string());
            assert_eq!(read.as_deref(), Some(time), "{typed}");
        }
    }
}

#[test]
fn what_is_no_time_or_could_be_two_is_refused() {
    for typed in [
        "",
        " ",
        "24:00",
        "24시",
        "09:60",
        "9시 60분",
        "25",
        "09:0",
        "+9:00",
        "-1:00",
        "12345",
        "nine",
        "오전",
        "pm",
        "오전 21시",
        "21 am",
        "아침 2시",
        "저녁 12시",
        "저녁 3시",
        "새벽 9시",
        "낮 9시",
        "밤 5시",
        "오후 0시",
        "9-10",
        "9 30",
        "1 2",
        "9:00:00",
        "시",
        "반",
        "오전 오후 9시",
        "9시쯤",
        "9분",
        "half past nine",
        "9kst",
        "½",
    ] {
        assert_eq!(parse(typed), None, "{typed:?}");
    }
}

#[test]
fn times_are_offered_while_one_is_typed() {
    for (typed, expected) in [
        ("9", "09:00 | 21:00 | 09:30"),
        ("오후 9", "21:00 | 21:30"),
        ("오후", "12:00 | 13:00"),
        ("옿", "12:00 | 13:00"),
        ("저녁", "17:00 | 18:00"),
        ("9 p", "21:00"),
        ("21:", "21:00 | 21:30"),
        ("정", "12:00"),
        ("mid", "00:00 | 12:00"),
        ("9:10", "09:10 | 21:10"),
        ("９：３", "09:30 | 21:30"),
        ("", "07:00 | 08:00"),
    ] {
        let times: Vec<String> = offered(typed).iter().map(|time| time.format("%H:%M").to_string()).collect();
        assert!(times.join(" | ").starts_with(expected), "{typed}: {times:?}");
        assert!(times.len() <= MOST_SUGGESTIONS, "{typed}");
    }
    assert_eq!(offered("mars"), []);
}
