//! Roles as prizes: for a streak, for the first of a season, and what a manager is told of them.

mod champion;
mod edges;
mod looked_at;
mod place;
mod streaks;
