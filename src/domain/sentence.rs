//! The first sentence of a text: the short form of a reason, whose rest is told on request.

/// The text up to the end of its first sentence; all of it when it has but one.
///
/// A full stop ends a sentence when a space follows and then no small letter, so that names such as `app.py` and
/// shortenings such as "e.g. a table" do not.
pub fn first(text: &str) -> &str {
    let mut in_code = false;
    for (at, c) in text.char_indices() {
        in_code ^= c == '`';
        let end = at + c.len_utf8();
        let mut after = text[end..].chars();
        let breaks = after.next().is_some_and(char::is_whitespace) && !after.next().is_some_and(char::is_lowercase);
        if matches!(c, '.' | '?' | '!') && !in_code && breaks {
            return &text[..end];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_another_begins() {
        for (text, sentence) in [
            ("One. Two.", "One."),
            ("One alone.", "One alone."),
            ("경로가 없습니다. 그래서 실패합니다.", "경로가 없습니다."),
            ("The file app.py is read. `b` is not.", "The file app.py is read."),
            ("Stores, e.g. a table, work. More.", "Stores, e.g. a table, work."),
            ("Type `a. B` first. Then wait.", "Type `a. B` first."),
            ("", ""),
        ] {
            assert_eq!(first(text), sentence);
        }
    }
}
