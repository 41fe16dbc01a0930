use super::*;
use crate::diagnostic::Diagnostic;
use proptest::prelude::*;

fn read_text(text: &str) -> (BodyFile, Vec<Diagnostic>) {
    let mut report = FileReport::new(&"content/events/a.md".into(), 0);
    let body = read(text, 0, "a", &crate::words::Words::english().sentences, &mut report);
    (body, report.diagnostics)
}

fn quotations(text: &str) -> Vec<String> {
    let pieces = read_text(text).0.prose.pieces;
    let groups = pieces.into_iter().filter_map(|piece| match piece {
        Piece::Citations(group) => Some(group),
        _ => None,
    });
    groups.flatten().filter_map(|citation| citation.quote).map(|quote| quote.value).collect()
}

/// The markup around the holes.
fn markup(text: &str) -> String {
    let pieces = read_text(text).0.prose.pieces;
    pieces.iter().map(|piece| if let Piece::Html(html) = piece { html.as_str() } else { "·" }).collect()
}

#[test]
fn a_quotation_keeps_its_brackets() {
    assert_eq!(quotations("He left [@a, \"he said [...] no\"]."), ["he said [...] no"]);
    assert_eq!(
        quotations("Left [@a, “[T]hey”; @b, \"go [sic], [the\nminister] said\", p. 2]"),
        ["[T]hey", "go [sic], [the minister] said"]
    );
    assert_eq!(quotations("> so [@a, \"one [two]\n> three\"]"), ["one [two]   three"]);
    assert_eq!(
        markup("[They went][@a, \"x [y] ] z\"][] [b](http://c.example/)"),
        "<p>They went·[] <a href=\"http://c.example/\">b</a></p>\n"
    );
}

#[test]
fn code_and_links_are_what_they_are() {
    for text in [
        "`[@a, \"x [y] z\"]`",
        "    [@a, \"[y](http://b.example/)\"]",
        "[@a, \"x [y]\"](http://b.example/)",
        "\\[@a, \"[y]\"]",
    ] {
        assert_eq!(quotations(text), [""; 0], "{text}");
        assert!(markup(text).contains("[y]"), "{text}: {}", markup(text));
        assert_eq!(read_text(text).1, [], "{text}");
    }
    assert_eq!(
        markup("`[@a, \"` [b](http://c.example/) \"]"),
        "<p><code>[@a, \"</code> <a href=\"http://c.example/\">b</a> “]</p>\n"
    );
}

/// A search that begins anew at each bracket would be at it for minutes.
#[test]
fn a_language_is_one_word_of_a_class() {
    for fence in ["rust", "rust event", "rust&#9;event", "rust\u{c}event"] {
        assert_eq!(
            markup(&format!("```{fence}\nx\n```\n")),
            "<pre><code class=\"language-rust\">x\n</code></pre>\n",
            "{fence:?}"
        );
    }
}

/// To look at the next thousand characters after each bracket would take too long in a text that is made of brackets and
/// quotation marks: after a while no more citations with brackets are looked for. Where people write, all are found.
#[test]
fn brackets_without_end_are_given_up_on() {
    let citation = "[@a, \"he said [...] no\"]";
    for (piece, is_given_up) in [
        ("[", false),
        ("]", false),
        ("[\"", false),
        ("[@a, “", true),
        ("[@a, \"[", false),
        ("[@a,\"x[y]\"](", false),
        ("![@a, \"[\"]", false),
        ("\\[@a, \"", false),
        ("[@a, \"[]\"]", false),
        ("> [@a, “[\n", true),
    ] {
        let text = piece.repeat(50_000 / piece.len()) + "\n\n" + citation;
        let is_found = brackets::candidates(&text).pop().is_some_and(|last| text[last] == *citation);
        assert_eq!(is_found, !is_given_up, "{piece}");
    }
    let text = format!("The chair denied it {citation}. ").repeat(2_000);
    assert_eq!(brackets::candidates(&text).len(), 2_000);
}

proptest! {
    #[test]
    fn any_text_of_brackets_is_read(pieces in prop::collection::vec(
        prop::sample::select(vec!["[", "]", "@a", ", ", "\"", "“", "”", "„", "\\", "`", "x", " ", "\n", "> ", "- ", "|", "(", ")", "!", "é", "\u{2}", "[@a, \"", "\"]", "[x]", "[^1]", ":", "<b>"]),
        0..40,
    )) {
        let text = pieces.concat();
        let (body, diagnostics) = read_text(&text);
        prop_assert!(!body.prose.text.contains(['\u{2}', '\u{3}']), "{text}");
        for piece in &body.prose.pieces {
            if let Piece::Html(html) = piece {
                prop_assert!(!html.as_str().contains(['\u{2}', '\u{3}']), "{text}");
            }
        }
        for diagnostic in diagnostics {
            let span = diagnostic.location.span;
            prop_assert!(text.get(span.start..span.end).is_some(), "{text}: {diagnostic:?}");
        }
    }
}
