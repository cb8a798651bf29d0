//! Who climbed most on a board: the places without the answers of the last day, against those of now.

use super::ids::MemberId;

/// What the questions of a day brought to a member of a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gain {
    pub member: MemberId,
    /// The points of now.
    pub points: u32,
    /// How many of them the day brought.
    pub gained: u32,
    /// Whether the member had no place before that day.
    pub is_new: bool,
}

impl Gain {
    fn before(&self) -> u32 {
        self.points.saturating_sub(self.gained)
    }
}

/// Those who climbed most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Climb {
    /// In the order of the board.
    pub members: Vec<MemberId>,
    /// How many places each of them climbed; at least one.
    pub places: u64,
}

/// Who climbed most by the answers of a day; nobody where no place changed for the better.
///
/// `totals` say how many members of the board have how many points now, `gains` are those who answered on the day, each once.
pub fn climb(totals: &[(u32, u64)], gains: &[Gain]) -> Option<Climb> {
    let sum =
        |above: u32| totals.iter().filter(|(points, _)| *points > above).map(|(_, members)| *members).sum::<u64>();
    let many = |counts: &dyn Fn(&Gain) -> bool| gains.iter().filter(|gain| counts(gain)).count() as u64;
    let climbed = |own: &Gain| {
        let before = own.before();
        // Whoever did not answer had as many points then as now.
        let others = sum(before).saturating_sub(many(&|gain| gain.points > before));
        let above_then = others + many(&|gain| !gain.is_new && gain.before() > before);
        above_then.saturating_sub(sum(own.points))
    };
    let mut all: Vec<(u64, &Gain)> =
        gains.iter().filter(|gain| !gain.is_new && gain.gained > 0).map(|gain| (climbed(gain), gain)).collect();
    all.sort_by_key(|(places, gain)| (std::cmp::Reverse((*places, gain.points)), gain.member));
    let places = all.first().map(|(places, _)| *places).filter(|places| *places > 0)?;
    let members = all.iter().take_while(|(climbed, _)| *climbed == places).map(|(_, gain)| gain.member).collect();
    Some(Climb { members, places })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gain(member: u64, points: u32, gained: u32) -> Gain {
        Gain { member: MemberId(member), points, gained, is_new: points == gained }
    }

    fn climb_of(totals: &[(u32, u64)], gains: &[Gain]) -> Option<(Vec<u64>, u64)> {
        climb(totals, gains).map(|climb| (climb.members.iter().map(|member| member.0).collect(), climb.places))
    }

    #[test]
    fn who_passes_most_climbs_most() {
        // Before: 4 has 40, 3 has 30, 2 has 20, 1 has 10. Now 1 has 35 and 3 has 40.
        let totals = [(40, 2), (35, 1), (20, 1)];
        assert_eq!(climb_of(&totals, &[gain(1, 35, 25), gain(3, 40, 10)]), Some((vec![3, 1], 1)));
        // Alone, 1 passes both.
        assert_eq!(climb_of(&[(40, 1), (35, 1), (30, 1), (20, 1)], &[gain(1, 35, 25)]), Some((vec![1], 2)));
    }

    #[test]
    fn a_newcomer_climbs_from_nowhere_and_pushes_nobody_up() {
        let totals = [(20, 1), (15, 1), (10, 1)];
        assert_eq!(climb_of(&totals, &[gain(9, 20, 20)]), None);
        // Before: 2 had 10 as the third has.
        assert_eq!(climb_of(&totals, &[gain(9, 20, 20), gain(2, 15, 5)]), None);
    }

    #[test]
    fn to_draw_level_is_to_climb_and_to_gain_nothing_is_not() {
        assert_eq!(climb_of(&[(20, 2)], &[gain(1, 20, 10)]), Some((vec![1], 1)));
        assert_eq!(climb_of(&[(20, 1), (10, 1)], &[gain(1, 10, 0)]), None);
    }
}
