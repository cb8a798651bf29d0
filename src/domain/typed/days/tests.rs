//! Tables of what people type for weekdays.

use super::*;

/// Days as numbers, Monday first, with what is typed for them.
const READ: [(&[usize], &str); 13] = [
    (
        &[0, 1, 2, 3, 4, 5, 6],
        "all week | 매 일 | 주7일 | Mo-Su | 매일매일 | 월..일 | every | 매일 | every day | daily | Everyday | all | \
             모든 요일 | 날마다 | 월~일",
    ),
    (
        &[0, 1, 2, 3, 4],
        "mon..fri | 월…금 | 평일만 | 주5일 | 주 5일 | weekdays only | M-F | Mo-Fr | 평일에만 | 평일 매일 | workdays | 평일(월~금) | \
         월욜~금욜 | 월~금요일 | MTWThF | MTWTF | only on weekdays | mon-fri | 월~금 | 월-금 | 평일 | 주중 | weekdays | \
             every weekday | 월화수목금 | 월요일 ~ 금요일 | \
         월요일부터 금요일까지 | mon to fri | Monday through Friday | ＭＯＮ－ＦＲＩ | 월∼금",
    ),
    (
        &[5, 6],
        "주말에만 | 주말마다 | 토욜, 일욜 | Sa Su | 주말 | weekend | weekends | 토,일 | 토일 | sat & sun | 토요일과 일요일",
    ),
    (
        &[0, 2, 4],
        "월수금만 | 월, 수, 금요일마다 | 월욜 수욜 금욜 | MWF | M/W/F | Mo We Fr | 월요일 수요일 금요일에 | m, w, f | 월수금에 | \
             매주 월수금마다 | 월수금 | 월 수 금 | 월,수,금 | 월, 수, 금요일 | 월·수·금 | 월/수/금 | Mon, Wed & Fri | \
         Mon, Wed,fri | mon wed fri | Monday, Wednesday and Friday | \
         mondays, weds, fridays | 월요일, 수요일, 금요일 | 매주 월수금 | 월수금요일 | 월，수，금 | 월과 수와 금",
    ),
    (&[0, 6], "월요일, 일요일 | 일월"),
    (&[0, 4, 5, 6], "fri-mon | 금~월"),
    (&[5], "saturday | 토 | 토요일 | every Saturday | sat."),
    (&[6], "일요일에 | 일요일마다 | su | 일 | 일요일 | Sundays"),
    (&[1, 6], "화일"),
    (&[4, 5, 6], "금토일 | 금-일"),
    (&[0, 1, 2, 5], "mon - wed, sat | 월~수, 토"),
    (&[0, 1, 2, 3, 4, 5], "평일과 토요일 | weekdays and sat | 평일, 토"),
    (&[1, 3], "TTh | T/Th | Tu Th | 화목만 | 화목 | tue/thu | Tues, Thurs | 화요일하고 목요일"),
];

#[test]
fn days_are_read_as_people_write_them() {
    for (days, forms) in READ {
        for typed in forms.split(" | ") {
            assert_eq!(parse(typed), Days::of(days.iter().map(|at| ORDER[*at])), "{typed}");
        }
    }
}

#[test]
fn anything_else_is_refused() {
    for text in [
        "",
        "m",
        "S",
        "SS",
        "일요일 빼고",
        "every other day",
        "매일 월수금",
        "weekdays except fri",
        "MWX",
        "someday",
        "월금x",
        "mon-",
        "1-5",
        ",",
        "mon-wed-fri",
        "요일",
        "-",
        "월 말고 화",
        "and",
        "주말 빼고",
    ] {
        assert_eq!(parse(text), None, "{text:?}");
    }
}
