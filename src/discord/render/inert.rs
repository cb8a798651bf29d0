//! Makes a user's text inert: nothing in it mentions, links, pings or formats.

/// The text with every mark of Markdown and every mention made plain, in one line.
pub fn inert(text: &str) -> String {
    const MARKS: &[char] =
        &['\\', '*', '_', '~', '`', '|', '>', '<', '#', '[', ']', '(', ')', '-', '+', '.', ':', '@', '/'];
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
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

/// Whether a character hides, fills, or turns the direction of writing.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00ad}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}')
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
        ];
        for (text, plain) in table {
            assert_eq!(inert(text), plain, "{text:?}");
        }
    }
}
