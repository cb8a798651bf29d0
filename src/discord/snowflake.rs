//! The time inside Discord's ids.

use chrono::{DateTime, Utc};

/// The first second of 2015 in milliseconds, from which Discord counts (its reference, "Snowflakes").
const EPOCH: i64 = 1_420_070_400_000;

/// The instant at which Discord made an id.
pub fn time_of(id: u64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis((id >> 22).cast_signed() + EPOCH).unwrap_or_default()
}

/// The lowest id of an instant.
pub fn first_id_at(instant: DateTime<Utc>) -> u64 {
    (instant.timestamp_millis() - EPOCH).max(0).cast_unsigned() << 22
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_holds_its_time() {
        let instant: DateTime<Utc> = "2026-11-24T00:00:00Z".parse().expect("an instant");
        assert_eq!(time_of(first_id_at(instant)), instant);
        // The example of Discord's reference.
        assert_eq!(time_of(175_928_847_299_117_063).to_rfc3339(), "2016-04-30T11:18:25.796+00:00");
    }
}
