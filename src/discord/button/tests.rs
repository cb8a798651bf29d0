//! Ids that were drawn once are read for ever, and none that was not.

use super::*;

/// The ids that have been drawn. A later version decodes each of them; none is ever removed from this list.
const RELEASED: &[&str] = &[
    "a:4821:B",
    "s:4821",
    "e:4821",
    "p:4821:1",
    "n:4821",
    "t:123456789012345678",
    "l:month:top",
    "l:week:own",
    "l:all:after:15:1700000000000:123456789012345678",
    "l:all:before:4294967295:1700000000000:18446744073709551615",
    "b:17:month",
    "v:post:week:2026-11-23",
    "v:file:month:2026-11-01",
    "v:share:week:2026-11-23",
    "l:season:top",
    "l:season/18446744073709551615:before:4294967295:1700000000000:18446744073709551615",
    "l:month/2026-10-01:top",
    "l:week/2026-11-23:final",
    "l:day/2026-11-23:final",
    "l:day/2026-11-23:after:15:1700000000000:123456789012345678",
    "do:end-season:12:123456789012345678",
    "f:123456789012345678",
    "k:123456789012345678",
    "r:vpc-private-path-to-s3",
    "m:4821",
    "do:close:4821:123456789012345678",
    "do:void:4821:123456789012345678",
    "do:restore:18446744073709551615:18446744073709551615",
    "do:skip:7:2026-12-02:123456789012345678",
    "do:unskip:18446744073709551615:2026-12-02:18446744073709551615",
    "no:123456789012345678",
    "c:void:12:8",
    "c:sure:12:8",
    "c:keep:12:8",
    "c:leave:12:8",
    "c:back:12:8",
    "c:tell:18446744073709551615:18446744073709551615",
    "q:a:12:3:B",
    "q:s:12:3",
    "q:o:18446744073709551615:0",
    "g:start",
    "g:here",
    "g:now",
    "g:change",
    "g:try",
    "y:vpc-private-path-to-s3:B",
];

#[test]
fn every_released_id_is_read_and_written_as_it_was() {
    for text in RELEASED {
        let id = ButtonId::parse(text);
        assert_eq!(id.map(|id| id.to_string()).as_deref(), Some(*text));
        assert!(text.len() <= 100, "{text}");
    }
}

#[test]
fn an_id_that_nobody_drew_is_refused() {
    for text in [
        "",
        "a",
        "a:1",
        "a:1:b",
        "a:1:BC",
        "a:1:G",
        "a:-1:B",
        "a:01:B",
        "x:1",
        "p:1",
        "p:1:-1",
        "n:",
        "t:x",
        "l:day:top",
        "l:day/2026-11-3:top",
        "l:day/+2026-11-03:top",
        "l:season/012:top",
        "l:month/2026-10-02:top",
        "l:all/2026-10-01:top",
        "l:all:after:1:2",
        "r:A B",
        "l:all:top:1",
        "do:close:1",
        "do:close:1:2:3",
        "do:skip:7:2026-12-2:1",
        "do:skip:7:2026-12-02",
        "do:dance:1:2",
        "q:a:12:3",
        "q:s:12:3:B",
        "q:o:12",
        "q:x:12:3",
        "g:stop",
        "c:void",
        "c:void:1",
        "c:burn:1:8",
        "y:vpc-private-path-to-s3:BC",
        "no:",
    ] {
        assert_eq!(ButtonId::parse(text), None, "{text:?}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in ".{0,120}") {
        if let Some(id) = ButtonId::parse(&text) {
            proptest::prop_assert_eq!(id.to_string(), text);
        }
    }
}
