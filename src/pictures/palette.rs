//! The colours of all pictures: a dark card of its own, so that a picture reads the same on a light and on a dark screen.

/// The card itself.
pub(super) const CARD: &str = "#1e1f24";
/// A part of the card that is set off a little.
pub(super) const RAISED: &str = "#2b2d34";
/// Thin lines and empty shapes.
pub(super) const LINE: &str = "#7d818c";
/// Text.
pub(super) const TEXT: &str = "#f4f5f7";
/// Text that comes second; still 7 to 1 against the card.
pub(super) const QUIET: &str = "#b9bdc7";
/// What went well. Blue and orange are told apart by all colour-blind people, and differ in shape too.
pub(super) const GOOD: &str = "#56b4e9";
/// What went wrong.
pub(super) const BAD: &str = "#e69f00";
/// The first, second and third place, each with its number.
pub(super) const GOLD: &str = "#f2c14e";
pub(super) const SILVER: &str = "#c7ccd6";
pub(super) const BRONZE: &str = "#d9935a";

/// The lines of a race, each with a shape of its own: colours that colour-blind people tell apart, then the same again for
/// dashed ones.
pub(super) const LINES: [&str; 5] = [GOLD, GOOD, "#e58fb8", "#35c79a", "#ff8a5b"];
