//! The race of a season: how many points its first members had at the end of each day.

use chrono::NaiveDate;

/// So many days with results make a race.
const DAYS_FOR_A_RACE: usize = 3;

/// The points of some members over the days of a season.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Race {
    /// The first of its days; each next one follows the one before.
    pub first_day: NaiveDate,
    /// The lines, in the order of the board.
    pub lines: Vec<RaceLine>,
}

/// One member's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RaceLine {
    /// The place of now.
    pub place: u64,
    /// The name at the last answer.
    pub name: String,
    /// The points at the end of each day.
    pub points: Vec<u32>,
}

impl Race {
    /// How many days it goes over.
    pub fn days(&self) -> usize {
        self.lines.first().map_or(0, |line| line.points.len())
    }
}

/// Whose line it is, with the points that each day brought.
pub type Way = (u64, String, Vec<(NaiveDate, u32)>);

/// The race over the days between two, both included, of members who have points; `None` before there is one to see.
pub fn race((first_day, last_day): (NaiveDate, NaiveDate), ways: Vec<Way>) -> Option<Race> {
    let mut played: Vec<NaiveDate> = ways.iter().flat_map(|(.., gained)| gained.iter().map(|(day, _)| *day)).collect();
    played.sort_unstable();
    played.dedup();
    if played.len() < DAYS_FOR_A_RACE {
        return None;
    }
    let line = |(place, name, gained): Way| {
        let up_to = |day: NaiveDate| gained.iter().filter(|(on, _)| *on <= day).map(|(_, points)| *points).sum();
        let points = first_day.iter_days().take_while(|day| *day <= last_day).map(up_to).collect();
        RaceLine { place, name, points }
    };
    Some(Race { first_day, lines: ways.into_iter().map(line).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, n).expect("a day")
    }

    #[test]
    fn points_add_up_and_stay_on_days_without_any() {
        let ways = vec![
            (1, "Ada".to_owned(), vec![(day(2), 10), (day(3), 15), (day(5), 20)]),
            (2, "Bea".to_owned(), vec![(day(3), 10)]),
        ];
        let found = race((day(1), day(6)), ways).expect("a race");
        assert_eq!(found.lines[0].points, [0, 10, 25, 25, 45, 45]);
        assert_eq!(found.lines[1].points, [0, 0, 10, 10, 10, 10]);
        assert_eq!(found.days(), 6);
    }

    #[test]
    fn two_days_with_results_are_no_race() {
        let way = |days: &[u32]| vec![(1, "Ada".to_owned(), days.iter().map(|n| (day(*n), 10)).collect())];
        assert_eq!(race((day(1), day(9)), way(&[2, 3])), None);
        assert!(race((day(1), day(9)), way(&[2, 3, 4])).is_some());
    }
}
