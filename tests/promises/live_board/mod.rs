//! A board that keeps itself current: one message a server, changed at a polite pace and only when it shows something else.

mod kinds;
mod place;
mod shows;
mod trouble;
