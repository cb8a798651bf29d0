//! Draws pictures: values with their words in, SVG text out, and PNG from that. It knows no language and no Discord.
#![allow(clippy::cast_precision_loss, reason = "places in a picture are small numbers")]

mod canvas;
pub mod lettering;
mod palette;
pub mod podium;
pub mod race;
pub mod raster;
pub mod stats;
