//! What roles are given for, and what keeps the bot from giving one.

/// What a role is given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Prize {
    /// To be the first of a season, until the next one ends.
    Champion,
    /// To reach a streak of so many days; it stays.
    Streak(u32),
}

/// The least and the most days of a streak that a role is given for.
pub const STREAK_DAYS: std::ops::RangeInclusive<i64> = 2..=1_000;

/// The most streaks that a server gives roles for.
pub const MOST_STREAKS: usize = 10;

impl Prize {
    /// The words for the database: the kind, and its days.
    pub fn parts(self) -> (&'static str, u32) {
        match self {
            Self::Champion => ("champion", 0),
            Self::Streak(days) => ("streak", days),
        }
    }

    /// The prize with these words.
    pub fn from_parts(kind: &str, days: u32) -> Option<Self> {
        match (kind, days) {
            ("champion", 0) => Some(Self::Champion),
            ("streak", 1..) => Some(Self::Streak(days)),
            _ => None,
        }
    }
}

/// What keeps the bot from giving a role to a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// The member left the server.
    Left,
    /// The role was deleted.
    RoleGone,
    /// The role stands above the bot's own.
    RoleTooHigh,
    /// The bot may not manage roles.
    NoManageRoles,
    /// Discord refused for a reason that cannot be seen.
    Refused,
}

impl Obstacle {
    /// All of them.
    pub const ALL: [Obstacle; 5] = [Self::Left, Self::RoleGone, Self::RoleTooHigh, Self::NoManageRoles, Self::Refused];

    /// The word used in the database and in the locales.
    pub fn code(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::RoleGone => "role-gone",
            Self::RoleTooHigh => "role-too-high",
            Self::NoManageRoles => "manage-roles",
            Self::Refused => "refused",
        }
    }

    /// The obstacle with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// A change of a member's roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The member gets the role.
    Give,
    /// It is taken.
    Take,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_one_prize_and_one_obstacle() {
        for prize in [Prize::Champion, Prize::Streak(7)] {
            let (kind, days) = prize.parts();
            assert_eq!(Prize::from_parts(kind, days), Some(prize));
        }
        assert_eq!(Prize::from_parts("streak", 0), None);
        for obstacle in Obstacle::ALL {
            assert_eq!(Obstacle::from_code(obstacle.code()), Some(obstacle));
        }
    }
}
