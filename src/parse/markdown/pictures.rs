//! Pictures: those beside the file are shown.

use super::Reader;
use crate::diagnostic::{Code, Span, position::Spanned};
use crate::model::{Html, Piece};
use crate::parse::address;

impl Reader<'_> {
    /// A picture beside the file is shown; one on another host would tell that host who reads, so it becomes a link.
    pub(super) fn picture(&mut self, destination: &str, at: Span, written: Span, alt: String) {
        if alt.trim().is_empty() {
            let help = "write between the brackets what it shows: `![The letter of resignation](letter.jpg)`";
            self.report.add(Code::MissingAlt, at, "this picture has no text for who can't see it", help);
        }
        if !destination.contains(':') && !destination.starts_with(['/', '#']) && !destination.contains("..") {
            let file = percent_encoding::percent_decode_str(destination).decode_utf8_lossy().into_owned();
            self.body.pictures.push(Spanned::new(file.clone(), written));
            self.piece(Piece::Picture { file, alt });
            return;
        }
        match address::web(destination) {
            Ok(address) => {
                let (href, label) = (Html::escaped(&address), Html::escaped(&alt));
                self.markup(match self.is_in_link() {
                    true => label.into_string(),
                    false => format!("<a href=\"{}\">{}</a>", href.as_str(), label.as_str()),
                });
            }
            Err(problem) => {
                let help = "put the picture beside this file and write its name, or link to its page";
                self.report.add(Code::InvalidUrl, written, problem.message, help);
            }
        }
    }
}
