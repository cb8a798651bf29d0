//! Turns the program's types into columns and back; the only place where an id is a signed number.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use super::engines::Row;
use crate::domain::choice::Choice;
use crate::domain::edition::EditionId;
use crate::domain::ids::{
    ChannelId, DeliveryId, MemberId, MessageId, QuestionId, QuizId, RoleId, RoundId, ScheduleId, SeasonId, SectionId,
    ServerId,
};
use crate::domain::language::Language;
use crate::domain::leaderboard::BoardOf;
use crate::domain::question::Difficulty;
use crate::domain::quiz::{EndReason, QuestionState, Speed};
use crate::domain::reward::Obstacle;
use crate::domain::round::{RoundState, SkipReason};
use crate::domain::season::SeasonLength;
use crate::domain::settings::{Days, Feedback, Freezes, Pin, Thread};
use crate::domain::sheet::OptionOrder;
use crate::domain::verdict::Verdict;

macro_rules! number_column {
    ($($name:ident),*) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.0.cast_signed().into())
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_i64().map(|number| Self(number.cast_unsigned()))
            }
        }
    )*};
}

number_column!(ServerId, MemberId, ChannelId, MessageId, RoleId, RoundId, DeliveryId, ScheduleId, QuizId, SeasonId);

/// A type whose column is a word.
macro_rules! word_column {
    ($($name:ident: $write:expr, $read:expr;)*) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                let write: fn(&$name) -> String = $write;
                Ok(write(self).into())
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let read: fn(&str) -> Option<$name> = $read;
                let text = value.as_str()?;
                read(text).ok_or_else(|| unreadable(stringify!($name), text))
            }
        }
    )*};
}

word_column! {
    QuestionId: |id| id.to_string(), QuestionId::new;
    SectionId: |id| id.to_string(), SectionId::new;
    EditionId: |id| id.to_string(), EditionId::parse;
    BoardOf: |of| of.to_string(), BoardOf::parse;
    OptionOrder: |order| order.to_string(), OptionOrder::parse;
    RoundState: |state| state.code().to_owned(), RoundState::from_code;
    SkipReason: |reason| reason.code().to_owned(), SkipReason::from_code;
    Difficulty: |difficulty| difficulty.code().to_owned(), Difficulty::from_code;
    Feedback: |mode| mode.code().to_owned(), Feedback::from_code;
    SeasonLength: |length| length.code().to_owned(), SeasonLength::from_code;
    Obstacle: |obstacle| obstacle.code().to_owned(), Obstacle::from_code;
    Language: |language| language.code().to_owned(), Language::from_code;
    Speed: |speed| speed.code().to_owned(), Speed::from_code;
    EndReason: |reason| reason.code().to_owned(), EndReason::from_code;
    QuestionState: |state| state.code().to_owned(), QuestionState::from_code;
}

/// A type whose column is a small number.
macro_rules! small_column {
    ($($name:ident: $write:expr, $read:expr;)*) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                let write: fn(&$name) -> u8 = $write;
                Ok(i64::from(write(self)).into())
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let read: fn(u8) -> Option<$name> = $read;
                let number = value.as_i64()?;
                u8::try_from(number).ok().and_then(read).ok_or_else(|| unreadable(stringify!($name), &number.to_string()))
            }
        }
    )*};
}

small_column! {
    Choice: |choice| choice.bits(), Choice::from_bits;
    Days: |days| days.bits(), Days::from_bits;
    Verdict: |verdict| u8::from(*verdict == Verdict::Right), |number| match number {
        0 => Some(Verdict::Wrong),
        1 => Some(Verdict::Right),
        _ => None,
    };
    Freezes: |freezes| u8::from(*freezes == Freezes::On), |number| match number {
        0 => Some(Freezes::Off),
        1 => Some(Freezes::On),
        _ => None,
    };
    Pin: |pin| u8::from(*pin == Pin::Newest), |number| match number {
        0 => Some(Pin::None),
        1 => Some(Pin::Newest),
        _ => None,
    };
    Thread: |thread| u8::from(*thread == Thread::Open), |number| match number {
        0 => Some(Thread::None),
        1 => Some(Thread::Open),
        _ => None,
    };
}

/// An instant as milliseconds since 1970.
pub(super) struct Millis(pub(super) DateTime<Utc>);

impl ToSql for Millis {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.timestamp_millis().into())
    }
}

impl FromSql for Millis {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let millis = value.as_i64()?;
        DateTime::from_timestamp_millis(millis).map(Self).ok_or_else(|| unreadable("an instant", &millis.to_string()))
    }
}

/// The first instant of some, which is none when there are none, or when it cannot be read.
pub(super) fn soonest(row: &Row<'_>) -> rusqlite::Result<Option<DateTime<Utc>>> {
    Ok(row.get::<_, Option<i64>>(0)?.and_then(DateTime::from_timestamp_millis))
}

/// A local day as `2026-11-24`.
pub(super) struct Day(pub(super) NaiveDate);

impl ToSql for Day {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.to_string().into())
    }
}

impl FromSql for Day {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        text.parse().map(Self).map_err(|_| unreadable("a day", text))
    }
}

/// A zone by its IANA name.
pub(super) struct Zone(pub(super) chrono_tz::Tz);

impl FromSql for Zone {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        text.parse().map(Self).map_err(|_| unreadable("a zone", text))
    }
}

/// The minute of a day, 0 to 1439.
pub(super) fn minute_of(time: NaiveTime) -> u32 {
    time.hour() * 60 + time.minute()
}

/// The time of the day that [`minute_of`] wrote.
pub(super) fn time_of(minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(minute / 60 % 24, minute % 60, 0).unwrap_or(NaiveTime::MIN)
}

/// A span of a setting, in minutes; none of ours is longer than a year.
pub(super) struct Minutes(pub(super) TimeDelta);

impl FromSql for Minutes {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let minutes = value.as_i64()?;
        let span = TimeDelta::try_minutes(minutes).filter(|span| (0..=366).contains(&span.num_days()));
        span.map(Self).ok_or_else(|| unreadable("a span in minutes", &minutes.to_string()))
    }
}

pub(super) fn unreadable(what: &str, found: &str) -> FromSqlError {
    FromSqlError::Other(format!("{found:?} is not {what}").into())
}
