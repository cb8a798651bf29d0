//! Draws messages: from outcomes and words to Discord's boxes, buttons and menus.

pub mod attendance;
mod bar;
pub mod board;
pub mod buttons;
pub mod ceremony;
pub mod excerpt;
pub mod explain;
pub mod first_steps;
pub mod freezes;
pub mod inert;
pub mod moment;
pub mod notes;
mod option;
pub mod own_data;
pub mod question;
pub mod quiz;
pub mod report;
pub mod reveal;
pub mod rounds;
pub mod settings;
pub mod stats;
pub mod stats_picture;
pub mod status;
pub mod thread;
pub mod verdict;
