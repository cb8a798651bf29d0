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
    let table: [(Tz, &str); 19] = [
        (
            Tz::Asia__Seoul,
            "KST | kst | 한국 | 대한민국 | 서울 | 부산 | 제주 | +09:00 | +9 | +0900 | UTC+9 | utc +9 | \
         GMT+9 | UTC+09:00 | korea standard time | Korea | South Korea | 한국 시간 | \
         한국 표준시 | 서울 시간대 | seoul | Asia/Seoul | asia/seoul | ＫＳＴ | Seo | Seoul (UTC+9) | \
         Asia/Seoul (UTC+9) | ROK | busan | 서우 | 서울 · Asia/Seoul (UTC+9) | 서울 · Asia/Seoul | Seoul, Korea | \
         대한민국 서울 | 한국 서울 | 서울, 대한민국 | 서울시 | 서울특별시 | 부산광역시 | (GMT+09:00) Seoul | (UTC+9) | UTC9 | \
         UTC 9 | GMT9 | UTC+9시간 | KR | Korean time | 한국시각 | S. Korea | Korea/Seoul | Etc/GMT-9 | 제주특별자치도 | \
         강릉 | 분당 | 경기도 | Seoul (Korea) | 한국/서울 | Busan, South Korea | 세종특별자치시 | 서울 (KST) | utc+09",
        ),
        (
            Tz::Asia__Tokyo,
            "JST | 도쿄 | 일본 도쿄 | 도쿄도 | 오사카, 일본 | 도쿄 · Asia/Tokyo (UTC+9) | 일본 | Japan | 오사카 | tokyo time",
        ),
        (
            Tz::America__New_York,
            "new york | New_York | newyork | 뉴욕 | EST | EDT | Eastern Time | boston | york | NYC | \
             New York City | New York, USA | 미국 뉴욕 | 뉴욕, 미국 | \
         (UTC-05:00) Eastern Time (US & Canada) | 애틀란타 | us, eastern",
        ),
        (
            Tz::America__Los_Angeles,
            "PST | PDT | pacific time | los angeles | 샌프란시스코 | LA | 로스엔젤레스 | 샌디에고 | 미국 시애틀 | \
             Los Angeles California | PST/PDT",
        ),
        (Tz::Europe__Berlin, "CET | CEST | 독일 | munich"),
        (Tz::UTC, "UTC | utc | GMT | UTC+0 | +00:00 | gmt-0 | Z | UTC±0 | UTC0"),
        (Tz::Europe__London, "런던 | UK | london"),
        (Tz::Asia__Kolkata, "+05:30 | UTC+5:30 | 인도 | mumbai | UTC+5.5 | 인도 뭄바이"),
        (Tz::America__Argentina__Buenos_Aires, "buenos aires"),
        (Tz::Europe__Istanbul, "istanbul | 터키"),
        (Tz::Asia__Ho_Chi_Minh, "ho chi minh | 하노이 | 호치민 | Ho Chi Minh City | saigon | 호치민시"),
        (Tz::Asia__Dubai, "+4 | 두바이"),
        (Tz::America__Sao_Paulo, "sao paulo | 상파울루"),
        (Tz::Pacific__Apia, "apia | Pacific/Apia"),
        (Tz::Pacific__Guam, "괌 | guam"),
        (Tz::Asia__Makassar, "발리 | Bali"),
        (Tz::Australia__Perth, "AWST | perth"),
        (Tz::Asia__Singapore, "singapore | 싱가포르 | +08:00"),
        (Tz::Pacific__Honolulu, "HST | 하와이 | -10 | 미국 하와이"),
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
    for typed in [
        "",
        "mars",
        "Mars/Base",
        "9",
        "KST+9",
        "+15",
        "+",
        "??",
        "zz",
        "+9:5",
        "일본 서울",
        "Seoul, Japan",
        "UTC+99",
        "9시",
    ] {
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

#[test]
fn nothing_is_offered_that_only_holds_an_abbreviation() {
    for (typed, zones) in [
        ("ICT", &[Tz::Asia__Bangkok][..]),
        ("CST", &[Tz::America__Chicago, Tz::Asia__Shanghai]),
        ("MST", &[Tz::America__Denver, Tz::America__Phoenix]),
        ("EST", &[Tz::America__New_York]),
        ("kr", &[Tz::Asia__Seoul]),
        ("ROK", &[Tz::Asia__Seoul]),
        ("LA", &[Tz::America__Los_Angeles]),
        ("saigon", &[Tz::Asia__Ho_Chi_Minh]),
        ("calcutta", &[Tz::Asia__Kolkata]),
    ] {
        assert_eq!(offered(typed, winter()), zones, "{typed}");
    }
}

#[test]
fn every_offered_zone_is_read_as_it_is_shown() {
    let begun = ('a'..='z').chain('0'..='9').chain(('가'..='힣').step_by(1009)).map(String::from);
    let more = ["", "kst", "서우", "new", "+9", "-5", "utc+5:30", "asia/", "미국", "america"].map(str::to_owned);
    let mut seen: Vec<Tz> = Vec::new();
    for typed in begun.chain(more) {
        for zone in offered(&typed, winter()) {
            if seen.contains(&zone) {
                continue;
            }
            seen.push(zone);
            let name = format!("{} (UTC+9:30)", zone.name());
            let korean = korean_name(zone).map_or_else(|| name.clone(), |korean| format!("{korean} · {name}"));
            for shown in [zone.name(), &name, &korean] {
                assert_eq!(read(shown, winter()), MeantZone::Found(zone), "{typed}: {shown}");
            }
        }
    }
}
