//! Draws a share as a bar of text, which every client shows.

use crate::domain::stats::Tally;

/// How many parts a full bar has.
const PARTS: u32 = 10;

/// `█████░░░░░` for a half, empty without answers; as code, so that all parts are as wide in every font.
pub(super) fn of(share: Tally) -> String {
    let full = (u64::from(share.right) * 20 + u64::from(share.answered)) / (u64::from(share.answered) * 2).max(1);
    let full = u32::try_from(full).unwrap_or(PARTS).min(PARTS);
    format!("`{}{}`", "█".repeat(full as usize), "░".repeat((PARTS - full) as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_filled_to_the_nearest_tenth() {
        for (right, answered, full) in
            [(0, 0, 0), (0, 9, 0), (1, 2, 5), (3, 4, 8), (1, 100, 0), (u32::MAX, u32::MAX, 10)]
        {
            let bar = of(Tally { right, answered });
            assert_eq!(
                (bar.matches('█').count(), bar.matches('░').count()),
                (full, 10 - full),
                "{right} of {answered}"
            );
        }
    }
}
