//! A page's frame, and texts that cannot become markup.

use pulldown_cmark::{CowStr, Event, Parser, Tag, html};

use crate::bank::Bank;
use crate::discord::words::Speaker;
use crate::domain::language::Language;

/// The name by which whoever reads the source knows what made it.
const GENERATOR: &str = "proctor bank site";

/// A page of a language.
pub(super) struct Page<'p> {
    pub(super) bank: &'p Bank,
    pub(super) speak: &'p Speaker<'p>,
    /// What it is about; empty for the first page, which is about the bank.
    pub(super) title: &'p str,
    /// Its file, which has the same name in the other language.
    pub(super) file: &'p str,
    /// The elements of its scripts.
    pub(super) scripts: &'p str,
    /// What stands on it, as HTML.
    pub(super) body: &'p str,
}

impl Page<'_> {
    pub(super) fn html(&self) -> String {
        let Self { bank, speak, title, file, scripts, body } = self;
        let language = speak.language;
        let bank_title = escape(bank.title().get(language));
        let heading = if title.is_empty() { bank_title.clone() } else { escape(title) };
        let whole_title = if title.is_empty() { bank_title.clone() } else { format!("{heading} · {bank_title}") };
        let home =
            if title.is_empty() { String::new() } else { format!("<a href=\"index.html\">← {bank_title}</a>\n") };
        let other = match language {
            Language::Korean => Language::English,
            Language::English => Language::Korean,
        };
        let (code, other) = (other.code(), escape(&speak.say("site-other-language")));
        let attribution = escape(bank.attribution().get(language));
        let begin = head(language.code(), &whole_title, "../site.css", scripts);
        format!(
            "{begin}<header>\n{home}<a href=\"../{code}/{file}\" hreflang=\"{code}\" lang=\"{code}\">{other}</a>\n</header>\n\
             <main>\n<h1>{heading}</h1>\n{body}</main>\n<footer>\n<p>{attribution}</p>\n</footer>\n</body>\n</html>\n"
        )
    }
}

/// The page from which both languages are reached.
pub(super) fn choice_of_language(bank: &Bank) -> String {
    let line = |language: Language| {
        let (code, title) = (language.code(), escape(bank.title().get(language)));
        format!("<li><a href=\"{code}/index.html\" hreflang=\"{code}\" lang=\"{code}\">{title}</a></li>\n")
    };
    let (begin, lines) = (head("ko", &escape(&bank.title().ko), "site.css", ""), Language::ALL.map(line).concat());
    format!("{begin}<main>\n<ul class=\"sections\">\n{lines}</ul>\n</main>\n</body>\n</html>\n")
}

fn head(code: &str, title: &str, style: &str, scripts: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"{GENERATOR}\">\n<title>{title}</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"{style}\">\n{scripts}</head>\n<body>\n"
    )
}

/// A text in which nothing is markup.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A text of the bank in Markdown, as blocks of HTML. Markup that stands in it is shown, not followed.
pub(super) fn blocks(text: &str) -> String {
    let events = Parser::new(text).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: only_web(dest_url), title, id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url: only_web(dest_url), title, id })
        }
        other => other,
    });
    let mut written = String::new();
    html::push_html(&mut written, events);
    written
}

/// A text of one paragraph, for inside of a line.
pub(super) fn inline(text: &str) -> String {
    let written = blocks(text);
    let inner = written.trim().strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>"));
    inner.filter(|inner| !inner.contains("<p>")).map_or_else(|| escape(text), str::to_owned)
}

/// An address of the web, or none at all: no other can be pressed.
fn only_web(address: CowStr<'_>) -> CowStr<'_> {
    if address.starts_with("https://") || address.starts_with("http://") { address } else { "".into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_never_becomes_markup() {
        assert_eq!(escape("<b a='1'>\"&"), "&lt;b a=&#39;1&#39;&gt;&quot;&amp;");
        assert_eq!(
            inline("a <script>alert(1)</script> `<b>`"),
            "a &lt;script&gt;alert(1)&lt;/script&gt; <code>&lt;b&gt;</code>"
        );
        assert!(!blocks("<img src=x onerror=alert(1)>\n\ntext").contains("<img"));
        assert_eq!(inline("[press](javascript:alert(1))"), "<a href=\"\">press</a>");
        assert!(
            inline("[docs](<https://docs.aws.amazon.com/a?b=1&c>)")
                .starts_with("<a href=\"https://docs.aws.amazon.com")
        );
    }
}
