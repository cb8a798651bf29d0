//! Makes a user's text inert: nothing in it mentions, links, pings or formats.

use crate::domain::visible::is_invisible;

/// The text with every mark of Markdown and every mention made plain, in one line.
pub fn inert(text: &str) -> String {
    const MARKS: &[char] =
        &['\\', '*', '_', '~', '`', '|', '>', '<', '#', '[', ']', '(', ')', '-', '+', '.', ':', '@', '/'];
    const JOINER: char = '\u{200d}';
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            // What makes one picture of two: a family, a flag.
            JOINER if plain.ends_with(is_picture) && rest.peek().copied().is_some_and(is_picture) => plain.push(c),
            // A zero-width space breaks a mention that no backslash does.
            '@' => plain.push_str("@\u{200b}"),
            c if MARKS.contains(&c) => plain.extend(['\\', c]),
            // Line breaks, and what turns the direction of writing or hides.
            c if c.is_control() || is_invisible(c) => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain.trim().to_owned()
}

/// A user's text for where nothing is markup, such as an alt text: in one line, without what nobody sees.
pub fn unmarked(text: &str) -> String {
    let seen = text.chars().map(|c| if c.is_control() || (is_invisible(c) && c != '\u{200d}') { ' ' } else { c });
    seen.collect::<String>().trim().to_owned()
}

/// Whether a character is, or ends, a picture: no letter, digit, mark or space of any script.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_users_text_neither_pings_nor_formats() {
        let table = [
            ("@everyone", "@\u{200b}everyone"),
            ("<@123>", "\\<@\u{200b}123\\>"),
            ("**bold**", "\\*\\*bold\\*\\*"),
            ("[a](https://b.c)", "\\[a\\]\\(https\\:\\/\\/b\\.c\\)"),
            ("a\nb", "a b"),
            ("\u{202e}evil", "evil"),
            ("민준", "민준"),
            ("\u{3164}\u{ad}\u{115f}", ""),
            ("지우👩\u{200d}💻", "지우👩\u{200d}💻"),
            ("🏳\u{fe0f}\u{200d}🌈", "🏳\u{fe0f}\u{200d}🌈"),
            ("👩\u{200d}evil", "👩 evil"),
            ("a\u{200d}b", "a b"),
        ];
        for (text, plain) in table {
            assert_eq!(inert(text), plain, "{text:?}");
        }
    }
}
