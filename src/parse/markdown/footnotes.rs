//! Footnotes: lettered in the order in which they are met, with links there and back.

use super::{BodyPart, Event, Reader};

/// A footnote that was met.
#[derive(Default)]
pub(super) struct Footnote {
    number: usize,
    references: usize,
    /// Which part of the body opens it, once it has come.
    opened: Option<usize>,
}

impl Reader<'_> {
    fn footnote(&mut self, name: &str) -> &mut Footnote {
        let number = self.next_number();
        self.footnotes.entry(name.to_owned()).or_insert(Footnote { number, ..Footnote::default() })
    }

    pub(super) fn footnote_reference(&mut self, name: &str) {
        // In a picture's text nothing leads anywhere, and in a link's only the link.
        if self.is_hidden() || self.is_in_link() {
            return;
        }
        let scope = self.scope;
        let footnote = self.footnote(name);
        footnote.references += 1;
        let (number, nth) = (footnote.number, footnote.references);
        let letter = letters(number);
        self.markup(format!(
            "<sup class=\"footnote-reference\"><a href=\"#{scope}-note-{number}\" id=\"{scope}-note-{number}-{nth}\" role=\"doc-noteref\">{letter}</a></sup>"
        ));
    }

    fn next_number(&self) -> usize {
        self.footnotes.len() + self.repeated_footnotes + 1
    }

    /// Opens a footnote. A second one of the same name is one that nothing refers to.
    pub(super) fn open_footnote(&mut self, name: &str) {
        let (opened, next) = (self.parts.len(), self.next_number());
        let footnote = self.footnote(name);
        let mut number = footnote.number;
        if footnote.opened.is_none() {
            footnote.opened = Some(opened);
        } else {
            number = next;
            self.repeated_footnotes += 1;
        }
        let letter = format!("<span class=\"footnote-number\">{}</span>", letters(number));
        self.markup(opening_of(self.scope, number) + &letter);
    }

    /// Where something refers to a footnote, its letter leads back there: known only when everything has been read.
    pub(super) fn link_footnotes_back(&mut self) {
        let scope = self.scope;
        for footnote in self.footnotes.values().filter(|footnote| footnote.references > 0) {
            let (number, letter) = (footnote.number, letters(footnote.number));
            let back = format!(
                "<a class=\"footnote-number\" href=\"#{scope}-note-{number}-1\" role=\"doc-backlink\">{letter}</a>"
            );
            if let Some(part) = footnote.opened.and_then(|opened| self.parts.get_mut(opened)) {
                *part = BodyPart::Markup(Event::InlineHtml((opening_of(scope, number) + &back).into()));
            }
        }
    }
}

fn opening_of(scope: &str, footnote: usize) -> String {
    format!("<div class=\"footnote\" id=\"{scope}-note-{footnote}\" role=\"doc-footnote\">")
}

/// `a` to `z`, then `aa`: a number beside a sentence is a source's.
fn letters(number: usize) -> String {
    let (before, last) = ((number - 1) / 26, (number - 1) % 26);
    let last = char::from(b'a' + u8::try_from(last).unwrap_or_default());
    if before == 0 { last.to_string() } else { format!("{}{last}", letters(before)) }
}
