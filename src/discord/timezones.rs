//! Finds time zones by what people type: an IANA name, a part of it, or a Korean city.

use chrono_tz::{TZ_VARIANTS, Tz};

/// What Korean speakers type, and the zone that they mean.
const IN_KOREAN: [(&str, Tz); 16] = [
    ("서울", Tz::Asia__Seoul),
    ("한국", Tz::Asia__Seoul),
    ("평양", Tz::Asia__Pyongyang),
    ("도쿄", Tz::Asia__Tokyo),
    ("일본", Tz::Asia__Tokyo),
    ("상하이", Tz::Asia__Shanghai),
    ("홍콩", Tz::Asia__Hong_Kong),
    ("타이베이", Tz::Asia__Taipei),
    ("싱가포르", Tz::Asia__Singapore),
    ("호찌민", Tz::Asia__Ho_Chi_Minh),
    ("시드니", Tz::Australia__Sydney),
    ("런던", Tz::Europe__London),
    ("베를린", Tz::Europe__Berlin),
    ("파리", Tz::Europe__Paris),
    ("뉴욕", Tz::America__New_York),
    ("로스앤젤레스", Tz::America__Los_Angeles),
];

/// What is offered before anything is typed.
const FIRST: [Tz; 8] = [
    Tz::Asia__Seoul,
    Tz::Asia__Tokyo,
    Tz::Asia__Singapore,
    Tz::UTC,
    Tz::Europe__London,
    Tz::Europe__Berlin,
    Tz::America__New_York,
    Tz::America__Los_Angeles,
];

/// The zone that is meant: its exact name in any case, or a Korean city.
pub fn parse(text: &str) -> Option<Tz> {
    let typed = text.trim();
    let by_name = TZ_VARIANTS.iter().find(|zone| zone.name().eq_ignore_ascii_case(typed)).copied();
    by_name.or_else(|| IN_KOREAN.iter().find(|(city, _)| *city == typed).map(|(_, zone)| *zone))
}

/// Zones that go with what was typed so far: those whose city begins so first.
pub fn offered(typed: &str) -> Vec<Tz> {
    let typed = typed.trim().to_lowercase().replace(' ', "_");
    if typed.is_empty() {
        return FIRST.to_vec();
    }
    let korean = IN_KOREAN.iter().filter(|(city, _)| city.starts_with(&typed)).map(|(_, zone)| *zone);
    let holds = |zone: &&Tz| zone.name().to_lowercase().contains(&typed);
    let begins = |zone: &Tz| zone.name().to_lowercase().rsplit('/').next().is_some_and(|city| city.starts_with(&typed));
    let (first, rest): (Vec<Tz>, Vec<Tz>) = TZ_VARIANTS.iter().filter(holds).copied().partition(begins);
    let mut zones: Vec<Tz> = Vec::new();
    for zone in korean.chain(first).chain(rest) {
        if !zones.contains(&zone) {
            zones.push(zone);
        }
    }
    zones.truncate(25);
    zones
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_found_by_what_people_type() {
        for (typed, zone) in [
            ("seoul", Tz::Asia__Seoul),
            ("서울", Tz::Asia__Seoul),
            ("new york", Tz::America__New_York),
            ("Asia/To", Tz::Asia__Tokyo),
        ] {
            assert_eq!(offered(typed).first(), Some(&zone), "{typed}");
        }
        assert!(offered("a").len() <= 25);
        assert!(offered("mars").is_empty());
    }

    #[test]
    fn only_a_whole_name_is_taken() {
        assert_eq!(parse("asia/seoul"), Some(Tz::Asia__Seoul));
        assert_eq!(parse("한국"), Some(Tz::Asia__Seoul));
        for typed in ["", "Seo", "KST+9", "Asia"] {
            assert_eq!(parse(typed), None, "{typed}");
        }
    }
}
