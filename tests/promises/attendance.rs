//! Attendance for the leader: who answered on which day, who missed how many; as a text that fits, and as a table.

use crate::engine::Beside;
use crate::study::{Post, Study};
use chrono::NaiveDate;
use proctor::actions::show_attendance::{Attendance, Attended};
use proctor::discord::render::attendance::{file, text};
use proctor::discord::words::Words;
use proctor::domain::attendance::{Mark, Sums};
use proctor::domain::ids::MemberId;
use proctor::domain::language::Language;
use proctor::domain::leaderboard::{Period, PeriodKind};
use serde_json::{Value, json};

const EVE: &str = "2026-11-23T12:00:00Z";

fn nine(day: u32) -> String {
    format!("2026-11-{day}T00:00:05Z")
}

/// A week: on Tuesday three answer, on Wednesday the first alone, Thursday's question is open.
async fn a_week(locale: &str) -> Study {
    let study = Study::at_nine_in_seoul(locale, EVE).await;
    study.move_to(&nine(24));
    let post = study.post(1).await;
    for (number, right) in [(1, true), (2, true), (3, false)] {
        let letters = if right { post.key() } else { post.wrong() };
        post.press(&study.member(number), &letters).await;
    }
    drop(post);
    study.move_to(&nine(25));
    let post = study.post(3).await;
    post.press(&study.member(1), &post.key()).await;
    drop(post);
    study.move_to(&nine(26));
    study.post(5).await;
    study
}

fn name(study: &Study, member: usize) -> String {
    study.discord.world().name_of(study.member(member).id())
}

async fn asked(study: &Study, options: &[(&str, Value)]) -> sandbox::Outcome {
    let reply = study.owner().slash("attendance", options).await;
    assert!(reply.message().is_private(), "{reply:?}");
    reply
}

#[tokio::test(flavor = "multi_thread")]
async fn each_day_has_its_mark_and_missed_days_count_from_the_first_answer_on() {
    for (locale, title, legend) in
        [("ko", "🗓️ 출석 · 11월 23일", "결석"), ("en-US", "🗓️ Attendance · Mon, Nov 23", "missed")]
    {
        let study = a_week(locale).await;
        let week = asked(&study, &[]).await.text();
        assert!(week.contains(title) && week.contains(legend), "{week}");
        // Monday was before the first question, Thursday's can still be answered.
        assert!(week.contains(&format!(".++?   0  2  2  {}", name(&study, 1))), "{week}");
        assert!(week.contains(&format!(".+X?   1  1  1  {}", name(&study, 2))), "{week}");
        assert!(week.contains(&format!(".OX?   1  1  0  {}", name(&study, 3))), "{week}");
        assert!(!week.contains(&name(&study, 4)), "who never answered misses nothing: {week}");

        let last = asked(&study, &[("period", json!("last-week"))]).await.text();
        assert!(!last.contains(&name(&study, 1)), "nobody had answered yet: {last}");
        let month = asked(&study, &[("period", json!("this-month"))]).await.text();
        assert!(month.contains(&format!("{}++?   0  2  2  {}", ".".repeat(23), name(&study, 1))), "{month}");
        // Whoever begins on Thursday missed neither of the questions before.
        let post = Post::of(&study, study.messages(5).await.remove(4));
        post.press(&study.member(4), &post.key()).await;
        let week = asked(&study, &[]).await.text();
        assert!(week.contains(&format!("...+   0  1  1  {}", name(&study, 4))), "{week}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_was_left_out_or_is_void_is_missed_by_nobody() {
    let study = a_week("ko").await;
    study.confirmed("round void", &[]).await;
    study.confirmed("round skip", &[]).await;
    study.move_to("2026-11-27T12:00:00Z");
    study.pass(chrono::TimeDelta::zero()).await;
    let week = asked(&study, &[]).await.text();
    assert!(week.contains(&format!(".+X--   1  1  1  {}", name(&study, 2))), "{week}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_a_freeze_saved_is_told_apart_from_a_missed_one() {
    let study = Study::at_nine_in_seoul("en-US", "2026-11-15T12:00:00Z").await;
    let mut count = 1;
    for day in 16..=24 {
        study.move_to(&nine(day));
        let post = study.post(count).await;
        // Seven days earn a freeze; the first member misses the eighth, the second the third.
        for (number, missed) in [(1, 23), (2, 18)] {
            if day != missed {
                post.press(&study.member(number), &post.key()).await;
            }
        }
        count += 2;
    }
    let month = asked(&study, &[("period", json!("this-month"))]).await.text();
    let before = ".".repeat(15);
    assert!(month.contains(&format!("{before}+++++++*+   0  8  8  {}", name(&study, 1))), "{month}");
    assert!(month.contains(&format!("{before}++X++++++   1  8  8  {}", name(&study, 2))), "{month}");
    let table = asked(&study, &[("format", json!("csv"))]).await;
    let table = String::from_utf8_lossy(&table.message().files[0].1).into_owned();
    assert!(table.contains("\"freeze\",\"right\",0,1,1,1"), "{table}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_keeps_ids_whole_and_has_no_formulas() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.rename(study.guild, study.member(1).id(), "=HYPERLINK(\"http://x\")");
    study.discord.rename(study.guild, study.member(2).id(), "@sum, \"따옴표\"");
    study.move_to(&nine(24));
    let post = study.post(1).await;
    post.press(&study.member(1), &post.key()).await;
    post.press(&study.member(2), &post.wrong()).await;

    let reply = asked(&study, &[("format", json!("csv"))]).await;
    let (file, bytes) = &reply.message().files[0];
    assert_eq!(file, "attendance-2026-11-23.csv");
    assert!(bytes.starts_with(&[0xef, 0xbb, 0xbf]), "a mark of its encoding");
    let table = String::from_utf8_lossy(&bytes[3..]).into_owned();
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(
        lines[0],
        "\"멤버 ID\",\"이름\",\"2026-11-23\",\"2026-11-24\",\"결석\",\"보호권 사용\",\"출석\",\"맞힌 날\""
    );
    let (first, second) = (study.member(1).id(), study.member(2).id());
    assert!(
        lines.contains(
            &format!("\"=\"\"{first}\"\"\",\"'=HYPERLINK(\"\"http://x\"\")\",\"\",\"정답\",0,0,1,1").as_str()
        ),
        "{table}"
    );
    assert!(
        lines.contains(&format!("\"=\"\"{second}\"\"\",\"'@sum, \"\"따옴표\"\"\",\"\",\"출석\",0,0,1,0").as_str()),
        "{table}"
    );
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_posts_it_for_all_without_those_who_hide_and_calls_nobody() {
    let study = a_week("en-US").await;
    study.discord.rename(study.guild, study.member(3).id(), "@everyone `x`");
    study.member(3).slash("today", &[]).await;
    study.member(2).slash("privacy board", &[("show", json!("no"))]).await;
    let private = asked(&study, &[]).await;
    assert!(private.text().contains(&name(&study, 2)), "the leader sees all: {private:?}");
    let post = private.message().custom_ids().remove(0);
    let posted = study.owner().click(private.message().id(), &post).await;
    assert!(!posted.message().is_private(), "{posted:?}");
    assert!(posted.text().contains(&name(&study, 1)) && !posted.text().contains(&name(&study, 2)), "{posted:?}");
    assert!(posted.text().contains("@everyone 'x'"), "{posted:?}");
    assert_eq!(posted.message().json["pings"], json!([]));

    let forced = study.member(1).unchecked().click(private.message().id(), &post).await;
    assert!(forced.text().contains("Manage Server") && forced.message().is_private(), "{forced:?}");
    let forced = study.member(1).unchecked().slash("attendance", &[]).await;
    assert!(forced.text().contains("Manage Server") && forced.message().is_private(), "{forced:?}");

    let table = asked(&study, &[("format", json!("csv"))]).await;
    let posted = study.owner().click(table.message().id(), &table.message().custom_ids()[0]).await;
    let bytes = &posted.message().files[0].1;
    assert!(
        !posted.message().is_private() && !String::from_utf8_lossy(bytes).contains(&study.member(2).id().to_string())
    );
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn where_there_are_more_members_than_are_counted_the_text_and_the_table_say_so() {
    for (locale, told) in
        [("ko", "2000명까지만 셌어요. 나머지 2명은"), ("en-US", "Only 2000 members were counted. 2 more are neither")]
    {
        let study = a_week(locale).await;
        assert!(!asked(&study, &[]).await.text().contains('⚠'));
        let database = Beside::open(&study.database());
        // Three have answered.
        let more = "with recursive n (i) as (select 1 union all select i + 1 from n where i < 1999) \
                    insert into member (server_id, member_id, name) select server_id, i, 'member ' || i from n, server";
        database.execute(more);
        let week = asked(&study, &[]).await.text();
        assert!(week.contains(told), "{week}");
        let table = asked(&study, &[("format", json!("csv"))]).await;
        let table = String::from_utf8_lossy(&table.message().files[0].1).into_owned();
        assert!(table.lines().last().is_some_and(|last| last.contains(told)), "{table}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn before_anything_happened_it_says_so() {
    let study = Study::begin("en-US", EVE).await;
    assert!(asked(&study, &[]).await.text().contains("not set up"));
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    let nobody = asked(&study, &[]).await;
    assert!(
        nobody.text().contains("아직 출석을 셀 멤버가 없어요") && nobody.message().custom_ids().is_empty(),
        "{nobody:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_in_which_nobody_could_be_counted_says_so_and_makes_no_empty_file() {
    for (locale, said) in
        [("ko", "이 기간에는 아직 출석을 셀 멤버가 없어요"), ("en-US", "nobody to count in this period yet")]
    {
        let study = a_week(locale).await;
        for format in ["text", "csv"] {
            let last = asked(&study, &[("period", json!("last-week")), ("format", json!(format))]).await;
            assert!(last.text().contains(said) && !last.text().contains("```"), "{last:?}");
            assert_eq!((last.message().files.len(), last.message().custom_ids().len()), (0, 0), "{last:?}");
        }
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missed_day_that_a_freeze_will_cover_is_told_apart_until_the_next_answer() {
    for (locale, legend, word) in
        [("ko", "`~` 보호권 대기", "보호권 대기"), ("en-US", "`~` freeze pending", "freeze pending")]
    {
        let study = Study::at_nine_in_seoul(locale, "2026-11-15T12:00:00Z").await;
        let post_of = async |day: u32| {
            study.move_to(&nine(day));
            study.post(2 * (day as usize - 16) + 1).await
        };
        // Seven days earn a freeze; the third member plays too late for one.
        for day in 16..=22 {
            let post = post_of(day).await;
            for member in if day == 16 { vec![1, 2] } else { vec![1, 2, 3] } {
                post.press(&study.member(member), &post.key()).await;
            }
        }
        post_of(23).await;
        let post = post_of(24).await;
        let row = async |period: &str, member: usize| {
            let shown = asked(&study, &[("period", json!(period))]).await.text();
            assert!(shown.contains(legend), "{shown}");
            let name = name(&study, member);
            shown.lines().find(|line| line.ends_with(&name)).unwrap_or_else(|| panic!("{shown}")).to_owned()
        };
        // The answer before the missed day lies in another week.
        assert!(row("this-week", 1).await.starts_with("~?   0  0  0 "), "{}", row("this-week", 1).await);
        assert!(row("this-week", 3).await.starts_with("X?   1  0  0 "), "{}", row("this-week", 3).await);
        assert!(row("this-month", 1).await.contains("+++++++~?   0  7  7 "), "{}", row("this-month", 1).await);
        let table = asked(&study, &[("format", json!("csv"))]).await;
        let table = String::from_utf8_lossy(&table.message().files[0].1).into_owned();
        assert!(table.contains(&format!("\"{word}\"")) && table.contains(",0,0,0,0"), "{table}");

        post.press(&study.member(1), &post.key()).await;
        assert!(row("this-week", 1).await.starts_with("*+   0  1  1 "), "{}", row("this-week", 1).await);
        // The second has one freeze, and misses a second day.
        drop(post);
        post_of(25).await;
        assert!(row("this-week", 2).await.starts_with("XX?   2  0  0 "), "{}", row("this-week", 2).await);
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_not_answered_for_weeks_is_at_the_end_of_the_table_and_only_counted_in_the_text() {
    for (locale, told) in [
        ("ko", "4주 넘게 답이 없는 멤버 1명은 CSV 파일에만 있어요."),
        ("en-US", "1 member who hasn't answered in four weeks is only in the CSV file."),
    ] {
        let study = Study::at_nine_in_seoul(locale, EVE).await;
        let answer = async |day: &str, messages: usize, members: &[usize]| {
            study.move_to(&format!("{day}T00:00:05Z"));
            let post = study.post(messages).await;
            for member in members {
                post.press(&study.member(*member), &post.key()).await;
            }
        };
        answer("2026-11-24", 1, &[1, 2, 3, 4]).await;
        study.owner().slash("schedule pause", &[]).await;
        study.move_to("2027-01-04T01:00:00Z");
        study.messages(2).await;
        study.owner().slash("schedule resume", &[]).await;
        answer("2027-01-05", 3, &[1, 2]).await;
        answer("2027-01-06", 5, &[1, 3]).await;
        let (gone, missed) = (study.member(4).id(), name(&study, 3));

        let week = asked(&study, &[]).await;
        assert!(week.text().contains(told) && !week.text().contains(&name(&study, 4)), "{week:?}");
        assert!(week.text().contains(&format!(".X+   1  1  1  {missed}").replace('.', "-")), "{week:?}");
        let of_file = week.message().custom_ids().pop().expect("a button");
        let table = study.owner().click(week.message().id(), &of_file).await;
        let table = String::from_utf8_lossy(&table.message().files[0].1).into_owned();
        let last = table.lines().last().unwrap_or_default();
        assert!(last.contains(&gone.to_string()) && table.lines().count() == 5, "though it missed most: {table}");

        // Who comes back is one of the others again, first as they missed a day.
        study.move_to("2027-01-07T00:00:05Z");
        let post = study.post(7).await;
        post.press(&study.member(4), &post.key()).await;
        let week = asked(&study, &[]).await.text();
        assert!(!week.contains(told) && week.contains(&format!("-XX+   2  1  1  {}", name(&study, 4))), "{week}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_is_still_to_come_today_is_no_day_without_one() {
    for (locale, word, none) in [("ko", "아직 나오지 않음", "출제 없음"), ("en-US", "not posted yet", "no question")]
    {
        let study = a_week(locale).await;
        // Eight o'clock on Friday: Thursday's can still be answered.
        study.move_to("2026-11-26T23:00:00Z");
        let week = asked(&study, &[]).await.text();
        assert!(week.contains(&format!(".++??   0  2  2  {}", name(&study, 1))), "{week}");
        let table = async || {
            let table = asked(&study, &[("format", json!("csv"))]).await;
            String::from_utf8_lossy(&table.message().files[0].1).into_owned()
        };
        let told = table().await;
        assert!(told.contains(word) && !told.contains(none), "{told}");

        study.confirmed("round skip", &[]).await;
        let week = asked(&study, &[]).await.text();
        assert!(week.contains(&format!(".++?-   0  2  2  {}", name(&study, 1))), "{week}");
        let told = table().await;
        assert!(!told.contains(word) && told.contains(none), "{told}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_turns_or_hides_spoils_no_row() {
    let study = a_week("ko").await;
    study.discord.rename(study.guild, study.member(1).id(), "\u{202e}evil");
    study.discord.rename(study.guild, study.member(2).id(), "\u{3164}\u{3164}");
    study.member(1).slash("today", &[]).await;
    study.member(2).slash("today", &[]).await;
    let week = asked(&study, &[]).await.text();
    assert!(week.contains("2  2  evil\n") && week.contains(&format!("1  1  {}\n", study.member(2).id())), "{week:?}");
}

#[test]
fn a_month_of_two_hundred_members_fits_and_the_rest_is_in_the_table() {
    let words = Words::load().expect("the words");
    let days: Vec<NaiveDate> = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day").iter_days().take(31).collect();
    for long in ["가".repeat(32), "W".repeat(32), "`".repeat(32), "👩‍👩‍👧‍👦".repeat(4)] {
        let row = |n: u64| {
            let marks = vec![Mark::Frozen; 31];
            Attended { member: MemberId(u64::MAX - n), name: long.clone(), sums: Sums::of(&marks), marks }
        };
        let shown = Attendance {
            period: Period::of(PeriodKind::Month, days[0]),
            days: days.clone(),
            rows: (0..200).map(row).collect(),
            away: Vec::new(),
            left_out: 0,
            language: Language::Korean,
        };
        for language in [Language::Korean, Language::English] {
            let (message, left) = text(&words, &shown, language);
            let said = message.to_json()["embeds"][0]["description"].as_str().unwrap_or_default().to_owned();
            assert!(said.chars().count() <= 4_096 && said.encode_utf16().count() <= 4_096, "{}", said.len());
            let rows = said.lines().filter(|line| line.starts_with('*')).count();
            assert!(rows >= 35 && rows + left == 200 && said.contains(&left.to_string()), "{rows} {left}");
            let table = file(&words, &shown, language);
            assert_eq!(String::from_utf8(table.bytes).expect("a text").lines().count(), 201);
        }
    }
}

/// The rows of a table as any reader of such files sees them: cells in quotes may hold commas, quotes and lines.
fn read(table: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut rest = table.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => cell.extend(rest.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted && rest.next_if_eq(&'\n').is_some() => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(!quoted && row.is_empty() && cell.is_empty(), "it ends with a row");
    rows
}

#[test]
fn the_table_is_read_back_whole_whatever_the_names_are() {
    let words = Words::load().expect("the words");
    let days: Vec<NaiveDate> = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day").iter_days().take(3).collect();
    let names = [
        ("two\r\nlines\nand three", ""),
        ("a, b,", ""),
        ("say \"hi\"\"", ""),
        ("  =1+1", "'"),
        ("＝1", "'"),
        ("\t-1", "'"),
        ("\n@sum(\"a\",1)", "'"),
        ("민준", ""),
        ("", ""),
    ];
    let marks = vec![Mark::Waiting, Mark::ToCome, Mark::Right];
    let row = |(n, (name, _)): (u64, &(&str, &str))| Attended {
        member: MemberId(1_234_567_890_123_456_700 + n),
        name: (*name).to_owned(),
        sums: Sums::of(&marks),
        marks: marks.clone(),
    };
    let shown = Attendance {
        period: Period::of(PeriodKind::Month, days[0]),
        days,
        rows: (0..).zip(&names).map(row).collect(),
        away: vec![row((99, &("gone", "")))],
        left_out: 7,
        language: Language::Korean,
    };
    for language in [Language::Korean, Language::English] {
        let table = String::from_utf8(file(&words, &shown, language).bytes).expect("a text");
        let rows = read(table.strip_prefix('\u{feff}').expect("a mark of its encoding"));
        assert_eq!(rows.len(), 1 + names.len() + 1 + 1, "{rows:?}");
        assert!(rows.iter().all(|row| row.len() == 9), "{rows:?}");
        for (n, (row, (name, guard))) in rows[1..].iter().zip(&names).enumerate() {
            assert_eq!(row[0], format!("=\"12345678901234567{n:02}\""));
            assert_eq!(row[1], format!("{guard}{name}"));
            assert_eq!(row[5..], ["0", "0", "1", "1"]);
        }
        let gone = &rows[names.len() + 1];
        assert_eq!((gone[0].as_str(), gone[1].as_str()), ("=\"1234567890123456799\"", "gone"));
        assert!(rows[names.len() + 2][0].contains("2000"), "who was not counted: {rows:?}");
    }
}
