//! What people call time zones beside their IANA names: cities, countries and abbreviations, in Korean and English.

use chrono_tz::Tz;

/// Zones that are in use by many, the likeliest first, each with what it alone is called.
pub(super) const NAMED: &[(Tz, &str)] = &[
    (
        Tz::Asia__Seoul,
        "서울, 한국, 대한민국, 남한, 부산, 인천, 대구, 대전, 광주, 울산, 세종, 수원, 제주, 성남, 판교, 용인, 고양, 창원, 청주, \
         전주, 천안, 포항, 강릉, 춘천, 원주, 안양, 평택, 김해, 목포, 분당, 일산, 강남, 경기, 여수, 순천, 군산, 익산, 경주, 구미, 진주, \
         거제, 김포, 파주, 의정부, 안산, 부천, 화성, 시흥, 남양주, 광명, 하남, 과천, 군포, 이천, 오산, 아산, 서산, 당진, 충주, 제천, \
         속초, 양산, 통영, 안동, 경산, 서귀포, 마산, 진해, 송도, 동탄, 서초, 여의도, 강원, 충북, 충남, 전북, 전남, 경북, 경남, \
         제주도, kst, korea, south korea, s korea, kr, korean, republic of korea, rok, busan, incheon, daegu, daejeon, gwangju, \
         ulsan, sejong, suwon, jeju, pangyo, gangnam, bundang, ilsan",
    ),
    (
        Tz::Asia__Tokyo,
        "도쿄, 동경, 일본, 오사카, 교토, 후쿠오카, 삿포로, jst, japan, jp, japanese, osaka, kyoto, fukuoka, sapporo",
    ),
    (Tz::UTC, "utc, 협정 세계시, 세계 표준시, gmt, greenwich, zulu, z, uct, coordinated universal time, universal"),
    (Tz::Asia__Singapore, "싱가포르, sgt, singapore"),
    (Tz::Asia__Shanghai, "상하이, 중국, 베이징, 북경, 선전, 광저우, china, beijing, shenzhen, guangzhou, prc"),
    (Tz::Asia__Hong_Kong, "홍콩, hkt, hongkong"),
    (Tz::Asia__Taipei, "타이베이, 타이페이, 대만, taiwan"),
    (Tz::Asia__Manila, "마닐라, 필리핀, 세부, pht, philippines, cebu"),
    (Tz::Asia__Kuala_Lumpur, "쿠알라룸푸르, 말레이시아, myt, malaysia"),
    (Tz::Asia__Ho_Chi_Minh, "호찌민, 호치민, 호치민시, 베트남, 하노이, 다낭, vietnam, hanoi, da nang, saigon"),
    (Tz::Asia__Bangkok, "방콕, 태국, ict, thailand"),
    (Tz::Asia__Jakarta, "자카르타, wib"),
    (
        Tz::Asia__Kolkata,
        "콜카타, 인도, 뭄바이, 델리, 뉴델리, 벵갈루루, india, calcutta, mumbai, delhi, new delhi, bangalore, bengaluru",
    ),
    (Tz::Asia__Dhaka, "다카, 방글라데시, bangladesh"),
    (Tz::Asia__Karachi, "카라치, 파키스탄, pkt, pakistan"),
    (Tz::Asia__Kathmandu, "카트만두, 네팔, nepal, katmandu"),
    (Tz::Asia__Dubai, "두바이, 아부다비, 아랍에미리트, uae, abu dhabi, united arab emirates"),
    (Tz::Asia__Riyadh, "리야드, 사우디아라비아, saudi arabia"),
    (Tz::Asia__Jerusalem, "예루살렘, 이스라엘, 텔아비브, israel, tel aviv"),
    (Tz::Asia__Ulaanbaatar, "울란바토르, 몽골"),
    (Tz::Asia__Pyongyang, "평양, 북한, north korea"),
    (Tz::Europe__London, "런던, 영국, 에든버러, uk, gb, britain, great britain, united kingdom, england, edinburgh"),
    (
        Tz::Europe__Berlin,
        "베를린, 독일, 뮌헨, 프랑크푸르트, cet, cest, germany, munich, frankfurt, hamburg, central european",
    ),
    (Tz::Europe__Paris, "파리, 프랑스, france"),
    (Tz::Europe__Madrid, "마드리드, 스페인, 바르셀로나, barcelona"),
    (Tz::Europe__Rome, "로마, 이탈리아, 밀라노, italy, milan"),
    (Tz::Europe__Amsterdam, "암스테르담, 네덜란드, netherlands"),
    (Tz::Europe__Zurich, "취리히, 스위스, 제네바, switzerland, geneva"),
    (Tz::Europe__Vienna, "빈, 오스트리아, austria"),
    (Tz::Europe__Stockholm, "스톡홀름, 스웨덴, sweden"),
    (Tz::Europe__Warsaw, "바르샤바, 폴란드, poland"),
    (Tz::Europe__Prague, "프라하, 체코, czechia"),
    (Tz::Europe__Dublin, "더블린, 아일랜드, ireland"),
    (Tz::Europe__Lisbon, "리스본, wet, west, lisboa"),
    (Tz::Europe__Athens, "아테네, 그리스, eet, eest, greece, eastern european"),
    (Tz::Europe__Helsinki, "헬싱키, 핀란드, finland"),
    (Tz::Europe__Kyiv, "키이우, 우크라이나, ukraine, kiev"),
    (Tz::Europe__Istanbul, "이스탄불, 튀르키예, 터키, trt, turkey, turkiye, ankara"),
    (Tz::Europe__Moscow, "모스크바, msk"),
    (Tz::Africa__Cairo, "카이로, 이집트, egypt"),
    (Tz::Africa__Lagos, "라고스, 나이지리아, nigeria"),
    (Tz::Africa__Johannesburg, "요하네스버그, 남아프리카공화국, 남아공, sast, south africa, cape town"),
    (Tz::Africa__Nairobi, "나이로비, 케냐, kenya"),
    (
        Tz::America__New_York,
        "뉴욕, 미국 동부, 워싱턴, 보스턴, 애틀랜타, 애틀란타, 마이애미, est, edt, et, eastern, us eastern, washington, \
         washington dc, boston, \
         atlanta, miami, philadelphia, nyc, manhattan, new jersey, massachusetts",
    ),
    (
        Tz::America__Chicago,
        "시카고, 미국 중부, 댈러스, 휴스턴, 오스틴, cdt, central, us central, dallas, houston, austin, texas",
    ),
    (Tz::America__Denver, "덴버, mdt, mountain, us mountain"),
    (Tz::America__Phoenix, "피닉스, 애리조나, arizona"),
    (
        Tz::America__Los_Angeles,
        "로스앤젤레스, 로스엔젤레스, 엘에이, 미국 서부, 샌디에이고, 샌디에고, 산호세, 새너제이, 포틀랜드, 샌프란시스코, 시애틀, 실리콘밸리, 라스베이거스, pst, pdt, \
         pt, la, pacific, us pacific, \
         san francisco, seattle, san diego, las vegas, silicon valley, california, bay area, san jose, sacramento, portland",
    ),
    (Tz::America__Anchorage, "앵커리지, 알래스카, akst, akdt, alaska"),
    (Tz::Pacific__Guam, "괌, 사이판, chst, saipan"),
    (Tz::Asia__Makassar, "발리, wita, bali, denpasar"),
    (Tz::Pacific__Honolulu, "호놀룰루, 하와이, hst, hawaii"),
    (Tz::America__Toronto, "토론토, 오타와, 몬트리올, ottawa, montreal"),
    (Tz::America__Vancouver, "밴쿠버"),
    (Tz::America__Halifax, "핼리팩스"),
    (Tz::America__Mexico_City, "멕시코시티"),
    (Tz::America__Bogota, "보고타, 콜롬비아, colombia"),
    (Tz::America__Sao_Paulo, "상파울루, 리우데자네이루, brt, rio de janeiro"),
    (Tz::America__Argentina__Buenos_Aires, "부에노스아이레스, 아르헨티나, art, argentina"),
    (Tz::Australia__Sydney, "시드니, 멜버른, 캔버라, aedt, canberra"),
    (Tz::Australia__Brisbane, "브리즈번, queensland"),
    (Tz::Australia__Adelaide, "애들레이드, acdt"),
    (Tz::Australia__Perth, "퍼스, awst"),
    (Tz::Pacific__Auckland, "오클랜드, 뉴질랜드, 웰링턴, nzst, nzdt, new zealand, wellington"),
];

/// Names of more than one zone: they are offered, and none of them is taken.
pub(super) const SHARED: &[(&str, &[Tz])] = &[
    ("ist", &[Tz::Asia__Kolkata, Tz::Europe__Dublin, Tz::Asia__Jerusalem]),
    ("cst", &[Tz::America__Chicago, Tz::Asia__Shanghai]),
    ("mst", &[Tz::America__Denver, Tz::America__Phoenix]),
    ("bst", &[Tz::Europe__London, Tz::Asia__Dhaka]),
    ("ast", &[Tz::America__Halifax, Tz::Asia__Riyadh]),
    ("aest", &[Tz::Australia__Sydney, Tz::Australia__Brisbane]),
    ("미국", UNITED_STATES),
    ("usa", UNITED_STATES),
    ("united states of america", UNITED_STATES),
    ("us", UNITED_STATES),
    ("united states", UNITED_STATES),
    ("캐나다", CANADA),
    ("canada", CANADA),
    ("호주", AUSTRALIA),
    ("australia", AUSTRALIA),
];

const UNITED_STATES: &[Tz] = &[
    Tz::America__New_York,
    Tz::America__Chicago,
    Tz::America__Denver,
    Tz::America__Los_Angeles,
    Tz::America__Phoenix,
    Tz::America__Anchorage,
    Tz::Pacific__Honolulu,
];
const CANADA: &[Tz] = &[Tz::America__Toronto, Tz::America__Vancouver, Tz::America__Halifax];
const AUSTRALIA: &[Tz] =
    &[Tz::Australia__Sydney, Tz::Australia__Brisbane, Tz::Australia__Adelaide, Tz::Australia__Perth];

/// Older names of zones. They are read, and offered only where nothing newer goes with what was typed.
pub(super) const OLD: [&str; 45] = [
    "Africa/Asmera",
    "Africa/Timbuktu",
    "America/Atka",
    "America/Buenos_Aires",
    "America/Catamarca",
    "America/Cordoba",
    "America/Ensenada",
    "America/Fort_Wayne",
    "America/Godthab",
    "America/Indianapolis",
    "America/Jujuy",
    "America/Knox_IN",
    "America/Louisville",
    "America/Mendoza",
    "America/Montreal",
    "America/Porto_Acre",
    "America/Rosario",
    "America/Santa_Isabel",
    "America/Shiprock",
    "America/Virgin",
    "Antarctica/South_Pole",
    "Asia/Ashkhabad",
    "Asia/Calcutta",
    "Asia/Chongqing",
    "Asia/Chungking",
    "Asia/Dacca",
    "Asia/Harbin",
    "Asia/Kashgar",
    "Asia/Katmandu",
    "Asia/Macao",
    "Asia/Rangoon",
    "Asia/Saigon",
    "Asia/Tel_Aviv",
    "Asia/Thimbu",
    "Asia/Ujung_Pandang",
    "Asia/Ulan_Bator",
    "Atlantic/Faeroe",
    "Australia/Canberra",
    "Australia/Queensland",
    "Australia/Victoria",
    "Europe/Kiev",
    "Europe/Belfast",
    "Pacific/Ponape",
    "Pacific/Samoa",
    "Pacific/Truk",
];
