//! The gateway's shards: which of them a process holds, and which server's news come over which.

use std::fmt;

use super::ids::ServerId;

/// More shards than any bot has; a total beyond it is a slip.
const MOST: u32 = 16_384;

/// One of the parts into which Discord divides a bot's servers, each with a connection of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shard {
    number: u32,
    total: u32,
}

impl Shard {
    /// The one shard of a bot that is not divided.
    pub const ONLY: Self = Self { number: 0, total: 1 };

    /// Which one it is, counted from 0.
    pub fn number(self) -> u32 {
        self.number
    }

    /// How many there are.
    pub fn total(self) -> u32 {
        self.total
    }

    /// Whether a server belongs to it, by Discord's rule.
    pub fn has(self, server: ServerId) -> bool {
        (server.0 >> 22) % u64::from(self.total) == u64::from(self.number)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.total)
    }
}

/// The shards that one process holds, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shards {
    first: u32,
    last: u32,
    total: u32,
}

/// Why a text names no shards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShardsFault {
    /// It has another form.
    Form,
    /// The total is none that a bot can have.
    Total,
    /// The first comes after the last.
    Backwards,
    /// There is no such shard among so many.
    Beyond(u32),
}

impl Shards {
    /// Reads shards such as `0-3/16` or `2/16`.
    pub fn parse(text: &str) -> Result<Self, ShardsFault> {
        let number = |text: &str| {
            let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| text.parse().unwrap_or(u32::MAX)).ok_or(ShardsFault::Form)
        };
        let (which, total) = text.split_once('/').ok_or(ShardsFault::Form)?;
        let (first, last) = which.split_once('-').unwrap_or((which, which));
        let (first, last, total) = (number(first)?, number(last)?, number(total)?);
        if !(1..=MOST).contains(&total) {
            return Err(ShardsFault::Total);
        }
        if first > last {
            return Err(ShardsFault::Backwards);
        }
        if last >= total {
            return Err(ShardsFault::Beyond(total));
        }
        Ok(Self { first, last, total })
    }

    /// How many there are over all processes.
    pub fn total(self) -> u32 {
        self.total
    }

    /// Each of them.
    pub fn each(self) -> impl Iterator<Item = Shard> {
        (self.first..=self.last).map(move |number| Shard { number, total: self.total })
    }
}

impl Default for Shards {
    fn default() -> Self {
        Self { first: 0, last: 0, total: 1 }
    }
}

impl fmt::Display for Shards {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self { first, last, total } if first == last => write!(f, "{first}/{total}"),
            Self { first, last, total } => write!(f, "{first}-{last}/{total}"),
        }
    }
}

impl fmt::Display for ShardsFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form => f.write_str("it needs the shards of this process and the total, such as 0-3/16 or 2/16"),
            Self::Total => write!(f, "the total behind the / can be 1 to {MOST}"),
            Self::Backwards => f.write_str("the first shard comes before the last, such as 0-3/16"),
            Self::Beyond(1) => f.write_str("shards count from 0, so that the only one is 0/1"),
            Self::Beyond(total) => write!(f, "shards count from 0, so that the last of {total} is {}", total - 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_are_one_or_several_of_a_total() {
        let several = Shards::parse("2-4/16").expect("shards");
        assert_eq!(several.each().map(|one| one.to_string()).collect::<Vec<_>>(), ["2/16", "3/16", "4/16"]);
        assert_eq!((several.total(), several.to_string().as_str()), (16, "2-4/16"));
        assert_eq!(Shards::parse("15/16").expect("a shard").each().count(), 1);
        assert_eq!(Shards::parse("0/1"), Ok(Shards::default()));
        assert_eq!(Shards::default().each().collect::<Vec<_>>(), [Shard::ONLY]);
    }

    #[test]
    fn what_names_no_shards_is_refused_with_the_reason() {
        for (text, fault) in [
            ("", ShardsFault::Form),
            ("4", ShardsFault::Form),
            ("a/4", ShardsFault::Form),
            ("+1/4", ShardsFault::Form),
            ("1/4/4", ShardsFault::Form),
            ("0-1-2/4", ShardsFault::Form),
            ("-1/4", ShardsFault::Form),
            ("0/0", ShardsFault::Total),
            ("0/99999999999", ShardsFault::Total),
            ("3-1/4", ShardsFault::Backwards),
            ("4/4", ShardsFault::Beyond(4)),
            ("0-4/4", ShardsFault::Beyond(4)),
            ("1/1", ShardsFault::Beyond(1)),
        ] {
            assert_eq!(Shards::parse(text), Err(fault), "{text:?}");
        }
    }

    #[test]
    fn each_server_belongs_to_one_shard() {
        let all = Shards::parse("0-15/16").expect("shards");
        for id in [0, 1 << 22, 1_000_000_000_000_000_000, 1_234_567_890_123_456_789, u64::MAX] {
            let of: Vec<Shard> = all.each().filter(|shard| shard.has(ServerId(id))).collect();
            assert_eq!(of.iter().map(|shard| u64::from(shard.number())).collect::<Vec<_>>(), [(id >> 22) % 16]);
            assert!(Shard::ONLY.has(ServerId(id)));
        }
    }
}
