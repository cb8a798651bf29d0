//! The files of the page, as they are inside the program.

const SCRIPT: &str = "text/javascript; charset=utf-8";

macro_rules! modules {
    ($($name:literal),* $(,)?) => {
        &[$((concat!("/page/", $name, ".js"), SCRIPT, include_str!(concat!("../../assets/page/", $name, ".js")))),*]
    };
}

const STYLES: &[(&str, &str, &str)] = &[
    ("/colours.css", "text/css; charset=utf-8", include_str!("../../assets/colours.css")),
    ("/page.css", "text/css; charset=utf-8", include_str!("../../assets/page.css")),
    ("/rooms.css", "text/css; charset=utf-8", include_str!("../../assets/rooms.css")),
];

const MODULES: &[(&str, &str, &str)] = modules![
    "bot",
    "channels",
    "clock",
    "commands",
    "composer",
    "dom",
    "empty",
    "form",
    "gallery",
    "main",
    "markdown",
    "menu",
    "message",
    "messages",
    "options",
    "seen",
    "suggestions",
    "theme",
    "trouble",
    "words",
];

/// The kind and the text of a file, by its path.
pub(super) fn find(path: &str) -> Option<(&'static str, &'static str)> {
    STYLES.iter().chain(MODULES).find(|(known, ..)| *known == path).map(|(_, kind, text)| (*kind, *text))
}
