//! Tables of what people type for zones.

use super::*;

fn winter() -> DateTime<Utc> {
    "2026-11-28T00:00:00Z".parse().expect("an instant")
}

fn summer() -> DateTime<Utc> {
    "2026-07-01T00:00:00Z".parse().expect("an instant")
}

#[test]
fn a_zone_is_found_by_what_people_type() {
    let table: [(Tz, &str); 17] = [
        (
            Tz::Asia__Seoul,
            "KST | kst | 한국 | 대한민국 | 서울 | 부산 | 제주 | +09:00 | +9 | +0900 | UTC+9 | utc +9 | \
         GMT+9 | UTC+09:00 | korea standard time | Korea | South Korea | 한국 시간 | \
         한국 표준시 | 서울 시간대 | seoul | Asia/Seoul | asia/seoul | ＫＳＴ | Seo | Seoul (UTC+9) | \
         Asia/Seoul (UTC+9) | ROK | busan | 서우",
        ),
        (Tz::Asia__Tokyo, "JST | 도쿄 | 일본 | Japan | 오사카 | tokyo time"),
        (Tz::America__New_York, "new york | New_York | newyork | 뉴욕 | EST | EDT | Eastern Time | boston | york"),
        (Tz::America__Los_Angeles, "PST | PDT | pacific time | los angeles | 샌프란시스코 | LA"),
        (Tz::Europe__Berlin, "CET | CEST | 독일 | munich"),
        (Tz::UTC, "UTC | utc | GMT | UTC+0 | +00:00 | gmt-0 | Z"),
        (Tz::Europe__London, "런던 | UK | london"),
        (Tz::Asia__Kolkata, "+05:30 | UTC+5:30 | 인도 | mumbai"),
        (Tz::America__Argentina__Buenos_Aires, "buenos aires"),
        (Tz::Europe__Istanbul, "istanbul | 터키"),
        (Tz::Asia__Ho_Chi_Minh, "ho chi minh | 하노이 | 호치민"),
        (Tz::Asia__Dubai, "+4 | 두바이"),
        (Tz::America__Sao_Paulo, "sao paulo | 상파울루"),
        (Tz::Pacific__Apia, "apia | Pacific/Apia"),
        (Tz::Australia__Perth, "AWST | perth"),
        (Tz::Asia__Singapore, "singapore | 싱가포르 | +08:00"),
        (Tz::Pacific__Honolulu, "HST | 하와이 | -10"),
    ];
    for (zone, forms) in table {
        for typed in forms.split(" | ") {
            assert_eq!(read(typed, winter()), MeantZone::Found(zone), "{typed}");
        }
    }
}

#[test]
fn what_could_be_several_zones_is_not_taken() {
    for (typed, among) in [
        ("IST", Tz::Asia__Kolkata),
        ("CST", Tz::America__Chicago),
        ("미국", Tz::America__New_York),
        ("UTC-5", Tz::America__New_York),
        ("+1", Tz::Europe__Berlin),
        ("Africa", Tz::Africa__Cairo),
    ] {
        let read = read(typed, winter());
        assert!(matches!(&read, MeantZone::Several(zones) if zones.contains(&among)), "{typed}: {read:?}");
    }
    for typed in ["", "mars", "Mars/Base", "9", "KST+9", "+15", "+", "??", "zz", "+9:5"] {
        assert_eq!(read(typed, winter()), MeantZone::Unknown, "{typed}");
    }
}

#[test]
fn an_offset_offers_the_zones_that_have_it_on_that_day() {
    assert!(offered("-5", winter()).contains(&Tz::America__New_York));
    assert!(!offered("-5", summer()).contains(&Tz::America__New_York));
    assert!(offered("-4", summer()).contains(&Tz::America__New_York));
    assert_eq!(offered("UTC+9", winter())[..2], [Tz::Asia__Seoul, Tz::Asia__Tokyo]);
}

#[test]
fn zones_are_offered_while_one_is_typed() {
    for (typed, zone) in [
        ("seoul", Tz::Asia__Seoul),
        ("서", Tz::Asia__Seoul),
        ("ㅅ", Tz::Asia__Seoul),
        ("new york", Tz::America__New_York),
        ("Asia/To", Tz::Asia__Tokyo),
        ("IST", Tz::Asia__Kolkata),
        ("kor", Tz::Asia__Seoul),
        ("gmt", Tz::UTC),
        ("", Tz::Asia__Seoul),
    ] {
        assert_eq!(offered(typed, winter()).first(), Some(&zone), "{typed}");
    }
    assert!(offered("mars", winter()).is_empty());
}

#[test]
fn no_zone_with_a_misleading_sign_is_offered() {
    let letters = ('a'..='z').map(String::from);
    let typed = letters.chain(["etc", "gmt", "gmt+", "gmt-9", "etc/gmt", "+9", "utc"].map(str::to_owned));
    for typed in typed {
        let zones = offered(&typed, winter());
        assert!(zones.len() <= MOST_SUGGESTIONS);
        for zone in zones {
            assert!(!zone.name().contains("GMT"), "{typed} offers {zone}");
        }
    }
}
