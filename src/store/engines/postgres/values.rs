//! Turns the values of columns into those of `PostgreSQL` and back.

use bytes::{BufMut as _, BytesMut};
use rusqlite::types::{FromSql, ToSqlOutput, Type as Kind, Value, ValueRef};
use tokio_postgres::types::{self, IsNull, Type, to_sql_checked};

use crate::store::engines::Column;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A value of a statement, written as the type that the server inferred for it.
#[derive(Debug)]
pub(super) struct Param<'p>(pub(super) ToSqlOutput<'p>);

impl types::ToSql for Param<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
        let value = match &self.0 {
            ToSqlOutput::Borrowed(value) => *value,
            ToSqlOutput::Owned(value) => ValueRef::from(value),
            _ => return Err("a value of SQLite alone".into()),
        };
        match (value, kind) {
            (ValueRef::Null, _) => return Ok(IsNull::Yes),
            (ValueRef::Integer(number), &Type::INT8) => out.put_i64(number),
            (ValueRef::Integer(number), &Type::INT4) => out.put_i32(number.try_into()?),
            (ValueRef::Integer(number), &Type::BOOL) => out.put_u8(u8::from(number != 0)),
            // It takes any text but one with a NUL.
            (ValueRef::Text(text), &Type::TEXT | &Type::VARCHAR | &Type::UNKNOWN) if text.contains(&0) => {
                out.extend_from_slice(&text.iter().copied().filter(|byte| *byte != 0).collect::<Vec<_>>());
            }
            (ValueRef::Text(bytes), &Type::TEXT | &Type::VARCHAR | &Type::UNKNOWN)
            | (ValueRef::Blob(bytes), &Type::BYTEA) => out.extend_from_slice(bytes),
            (value, kind) => return Err(format!("{:?} for a parameter of type {kind}", value.data_type()).into()),
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A value of a row, as the server sent it.
struct Cell(Value);

impl<'r> types::FromSql<'r> for Cell {
    fn from_sql(kind: &Type, raw: &'r [u8]) -> Result<Self, Failure> {
        Ok(Self(match *kind {
            Type::INT8 => Value::Integer(i64::from_be_bytes(raw.try_into()?)),
            Type::INT4 => Value::Integer(i32::from_be_bytes(raw.try_into()?).into()),
            Type::BOOL => Value::Integer(i64::from(raw != [0])),
            Type::NUMERIC => Value::Integer(whole_number(raw)?),
            Type::BYTEA => Value::Blob(raw.to_vec()),
            _ => Value::Text(std::str::from_utf8(raw)?.to_owned()),
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Failure> {
        Ok(Self(Value::Null))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// A sum, which `PostgreSQL` gives as digits to the base of 10,000: how many, the power of the first, the sign, the places behind
/// the point, then the digits.
fn whole_number(raw: &[u8]) -> Result<i64, Failure> {
    let words: Vec<i64> = raw.chunks_exact(2).map(|word| i64::from(i16::from_be_bytes([word[0], word[1]]))).collect();
    let [count, power, sign, _, digits @ ..] = words.as_slice() else {
        return Err("a number that breaks off".into());
    };
    if *count > power + 1 || usize::try_from(*count)? != digits.len() {
        return Err("a number that is not whole".into());
    }
    let power = u32::try_from(power + 1 - count)?;
    let digits = digits.iter().try_fold(0_i64, |sum, digit| sum.checked_mul(10_000)?.checked_add(*digit));
    let number = digits.and_then(|sum| sum.checked_mul(10_000_i64.checked_pow(power)?)).ok_or("a number too large")?;
    Ok(if *sign == 0 { number } else { -number })
}

/// A column of a row.
pub(in crate::store) fn get<T: FromSql>(row: &tokio_postgres::Row, column: Column<'_>) -> rusqlite::Result<T> {
    let place = match column {
        Column::Place(place) => place,
        Column::Name(name) => row
            .columns()
            .iter()
            .position(|column| column.name() == name)
            .ok_or_else(|| rusqlite::Error::InvalidColumnName(name.to_owned()))?,
    };
    let unreadable = |reason: Failure| rusqlite::Error::FromSqlConversionFailure(place, Kind::Null, reason);
    let Cell(value) = row.try_get(place).map_err(|error| unreadable(error.into()))?;
    T::column_result(ValueRef::from(&value)).map_err(|error| unreadable(error.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_a_whole_number() {
        let words = |words: &[i16]| whole_number(&words.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<_>>());
        assert_eq!(words(&[0, 0, 0, 0]).expect("0"), 0);
        assert_eq!(words(&[1, 0, 0, 0, 42]).expect("42"), 42);
        assert_eq!(words(&[1, 1, 0, 0, 3]).expect("30,000"), 30_000);
        assert_eq!(words(&[2, 1, 0, 0, 12, 3456]).expect("123,456"), 123_456);
        assert_eq!(words(&[2, 1, 0x4000, 0, 12, 3456]).expect("-123,456"), -123_456);
        assert!(words(&[2, 0, 0, 4, 1, 5000]).is_err(), "1.5 is no whole number");
        assert!(words(&[1, 5, 0, 0, 1]).is_err(), "10^20 is too large");
        assert!(whole_number(&[0]).is_err());
    }
}
