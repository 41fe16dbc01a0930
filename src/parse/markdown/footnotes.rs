//! Footnotes: lettered in the order in which they are met, with links there and back.

use super::Reader;

/// A footnote that was met.
pub(super) struct Footnote {
    number: usize,
    references: usize,
}

impl Reader<'_> {
    fn footnote(&mut self, name: &str) -> &mut Footnote {
        let number = self.footnotes.len() + 1;
        self.footnotes.entry(name.to_owned()).or_insert(Footnote { number, references: 0 })
    }

    pub(super) fn footnote_reference(&mut self, name: &str) {
        let scope = self.scope;
        let footnote = self.footnote(name);
        footnote.references += 1;
        let (number, nth) = (footnote.number, footnote.references);
        let letter = letters(number);
        self.markup(format!(
            "<sup class=\"footnote-reference\"><a href=\"#{scope}-note-{number}\" id=\"{scope}-note-{number}-{nth}\" role=\"doc-noteref\">{letter}</a></sup>"
        ));
    }

    pub(super) fn start_footnote(&mut self, name: &str) {
        let number = self.footnote(name).number;
        let letter = letters(number);
        self.in_footnote += 1;
        let scope = self.scope;
        self.markup(format!(
            "<div class=\"footnote\" id=\"{scope}-note-{number}\" role=\"doc-footnote\"><a class=\"footnote-number\" href=\"#{scope}-note-{number}-1\" role=\"doc-backlink\">{letter}</a>"
        ));
    }
}

/// `a` to `z`, then `aa`: a number beside a sentence is a source's.
fn letters(number: usize) -> String {
    let (before, last) = ((number - 1) / 26, (number - 1) % 26);
    let last = char::from(b'a' + u8::try_from(last).unwrap_or_default());
    if before == 0 { last.to_string() } else { format!("{}{last}", letters(before)) }
}
