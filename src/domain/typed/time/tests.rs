//! Tables of what people type for times.

use super::*;

/// Each time with what is typed for it.
const READ: [(&str, &str); 16] = [
    (
        "09:00",
        "09:00 | 9:00 | 0900 |  09:00  | 9 | 09 | 9시 | 9 시 | 오전 9시 | 오전9시 | 아침 9시 | \
         아홉시 | 오전 아홉 시 | ９：００ | 오전 ９시 | 9 am | 9am | 9 AM | 9 a.m. | 9:00 A.M. | \
         am 9:00 | ㏂ 9시 | 9시 정각 | 9 o'clock | at 9 | 9시에 | 매일 9시 | 9 in the morning | 900 | \
         오전 9시. | 매일오전9시 | 9 o clock | 9 oclock | 09:00:00 | daily 9am | every day at 9 | 9시로 | 9시요 | 9시쯤 | \
         nine | nine am | 9am daily | 매일 오전 9시에 | 9 (am) | 오전 9시로 | at 9 am. | 9h | 9a | 오전 9시입니다 | \
         09:00 · 오전 9:00 | 09:00 · 9:00 AM | 9:00 a. m. | 9 am every day | nine o'clock | 9시경 | 9시 정도 | \
             9am please",
    ),
    (
        "09:30",
        "9:30분 | 9 30 | 9시반 | 아홉시 삼십분 | half past nine | nine thirty | 매일 9시 반 | 9시 반이요 | 9:30 | 9시 30분 | \
             9시30분 | 9시 반 | 오전 9시 30분 | 9:30 a.m. | 9.30 | 930 | 아홉 시 반",
    ),
    (
        "21:00",
        "21 | 21시 | 21:00 | 2100 | 오후 9시 | 저녁 9시 | 밤 9시 | 9 pm | 9pm | 9 p.m. | \
         PM 9:00 | 오후 21시 | 21:00 pm | 9 in the evening | 9 at night | 오후 9:00 | ９ＰＭ | 9pm. | 9 p m | \
             nine pm | 21h | 매일 밤 9시 | 9p | 21:00 · 9:00 PM | 오후 9시쯤 | 밤 9시요 | 9 (pm)",
    ),
    ("21:30", "21 30 | 오후 9:30분 | 9:30 P M | 21h30 | nine thirty pm | 밤 9시 반 | 9:30pm | 오후 9시 30분"),
    (
        "12:00",
        "12 | 12시 | 정오 | noon | Noon | 12 noon | 낮 12시 | 오후 12시 | 12 pm | 정오에 | midday | 정오 12시 | 낮 12시요 | \
             12:00 noon",
    ),
    (
        "00:00",
        "0시 | 00:00 | 0000 | 자정 | midnight | 밤 12시 | 오전 12시 | 오전 0시 | 12 am | 12 midnight | 24:00 | 24시 | \
             밤 24시 | 자정에",
    ),
    ("01:00", "새벽 1시 | 밤 1시 | 1 | 오전 1시 | 1 am"),
    ("13:00", "낮 1시 | 점심 1시 | 오후 1시 | 1 pm"),
    ("06:00", "새벽 6시 | 아침 6시 | 6 am"),
    ("18:00", "저녁 6시 | 저녁 여섯 시 | 18:00"),
    ("23:00", "밤 11시 | 밤 열한 시 | 23시"),
    ("09:05", "9시 5분 | 9:05 | 오전 9시 05분"),
    ("15:30", "오후 세시 반 | 3:30 in the afternoon"),
    ("02:00", "2 | 2시 | 새벽 2시 | 두시"),
    ("00:15", "오전 12시 15분 | 밤 12시 십오분"),
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
        "24:30",
        "오전 24시",
        "9:00:30",
        "평일 9시",
        "9시나 10시",
        "점심시간",
        "9 or 10",
        "9시 말고",
        "09:60",
        "9시 60분",
        "25",
        "09:0",
        "+9:00",
        "-1:00",
        "12345",
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
        "1 2",
        "시",
        "반",
        "오전 오후 9시",
        "9분",
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
        ("2", "14:00 | 02:00"),
        ("2시", "14:00 | 02:00"),
        ("6:30", "18:30 | 06:30"),
        ("02:00", "02:00"),
        ("새벽 2시", "02:00"),
        ("매일 오후 9", "21:00 | 21:30"),
        ("7", "07:00 | 19:00"),
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

#[test]
fn a_zone_beside_a_time_is_not_lost() {
    for (typed, zone) in [
        ("9am KST", "kst"),
        ("9:00 KST", "kst"),
        ("09:00 (KST)", "kst"),
        ("한국시간 9시", "한국시간"),
        ("한국 시간 오전 9시", "한국 시간"),
        ("9시 (한국 시간)", "한국 시간"),
        ("9kst", "kst"),
        ("UTC+9 09:00", "utc+9"),
        ("9 am Seoul time", "seoul time"),
    ] {
        let read = with_zone(typed).map(|(time, zone)| (time.format("%H:%M").to_string(), zone));
        assert_eq!(read, Some(("09:00".to_owned(), Some(zone.to_owned()))), "{typed}");
        assert_eq!(parse(typed), None, "{typed}");
    }
    for typed in ["9 mars time", "KST", "오전 KST", "9 10 kst 11"] {
        assert_eq!(with_zone(typed), None, "{typed}");
    }
}

#[test]
fn every_offered_time_is_read_as_it_is_shown() {
    let begun = ('a'..='z').chain('0'..='9').chain(('가'..='힣').step_by(1009)).map(String::from);
    let more = ["오전 ", "오후 9", "밤 1", "9:", "12:3", ""].map(str::to_owned);
    for typed in begun.chain(more) {
        for time in offered(&typed) {
            let (is_afternoon, hour) = time.hour12();
            let (clock, said) = (time.format("%H:%M"), format!("{hour}:{:02}", time.minute()));
            let (korean, english) = if is_afternoon { ("오후", "PM") } else { ("오전", "AM") };
            for shown in
                [clock.to_string(), format!("{clock} · {korean} {said}"), format!("{clock} · {said} {english}")]
            {
                assert_eq!(parse(&shown), Some(time), "{typed}: {shown}");
            }
        }
    }
}
