//! A live quiz, played through the door of its players: from the countdown to the podium, and through all that goes wrong.

mod closing;
mod crashes;
mod edges;
mod fairness;
mod fits;
mod game;
mod playing;
mod trouble;
