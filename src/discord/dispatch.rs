//! To be written.

use rand::rngs::StdRng;
use serenity::all::Interaction;

use super::app::App;

/// Answers an interaction.
pub async fn handle(_app: App, _interaction: Interaction, _rng: StdRng) {
    todo!()
}
