//! Markdown with citations: what comes out as trusted markup has only what Markdown can say.

use super::html;
use super::text;
use dateline::diagnostic::Diagnostic;
use dateline::model::Piece;
use dateline::parse::markdown;
use dateline::parse::report::FileReport;
use dateline::words::SentenceWords;

/// Any text, as the body of a file.
pub fn try_it(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let mut report = FileReport::new(&"content/events/a.md".into(), 0);
    let body = markdown::read(text, 0, "a", &SentenceWords::default(), &mut report);
    for Diagnostic { location, message, .. } in &report.diagnostics {
        assert!(text.get(location.span.start..location.span.end).is_some(), "{message}: {location:?}");
    }
    for span in &body.uncited {
        assert!(text.get(span.start..span.end).is_some(), "{span:?}");
    }
    let mut markup = String::new();
    for piece in &body.prose.pieces {
        match piece {
            Piece::Html(html) => markup.push_str(html.as_str()),
            Piece::Citations(_) => markup.push_str("<sup class=\"cite\"><a href=\"#x\">1</a></sup>"),
            Piece::LinkStart(_) => markup.push_str("<a href=\"x/index.html\">"),
            Piece::LinkEnd(_) => markup.push_str("</a>"),
            Piece::HeadingStart(level) => markup.push_str(&format!("<h{level}>")),
            Piece::HeadingEnd(level) => markup.push_str(&format!("</h{level}>\n")),
            Piece::Picture { .. } => markup.push_str("<img src=\"x.jpg\" alt=\"\">"),
        }
    }
    let problems = html::problems(&format!("<!doctype html><title>x</title><body>{markup}"), html::PROSE);
    assert!(problems.is_empty(), "{problems:#?}\n{markup}");
}
