//! A body's events as pieces of prose: rendered in one go, since a table or list goes on across a citation in it, and cut
//! where something else than markup stands.

use super::LinkFile;
use crate::model::{Html, Piece};
use crate::parse::event::CitationFile;
use pulldown_cmark::{Event, html};
use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

/// A piece of prose whose citations and links nobody has followed yet.
pub(super) type PieceFile = Piece<CitationFile, LinkFile>;

/// What a body consists of, in its order.
pub(super) enum BodyPart<'a> {
    Markup(Event<'a>),
    Piece(PieceFile),
}

/// The pieces of a body.
pub(super) fn pieces(parts: Vec<BodyPart<'_>>) -> Vec<PieceFile> {
    let cutter = RefCell::new(Cutter::default());
    // The renderer asks for the next event when it has written all of the last.
    let events = parts.into_iter().map(|part| match part {
        BodyPart::Markup(event) => event,
        BodyPart::Piece(piece) => {
            cutter.borrow_mut().cut(piece);
            Event::InlineHtml("something inline".into())
        }
    });
    html::write_html_fmt(Output(&cutter), events).expect("writing to memory doesn't fail");
    cutter.into_inner().finish()
}

/// Collects markup, and begins anew behind each other piece.
#[derive(Default)]
struct Cutter {
    pieces: Vec<PieceFile>,
    markup: String,
    /// What is written next only tells the renderer that the line has begun.
    skips: bool,
}

impl Cutter {
    fn cut(&mut self, piece: PieceFile) {
        self.take_markup();
        self.pieces.push(piece);
        self.skips = true;
    }

    fn take_markup(&mut self) {
        if !self.markup.is_empty() {
            self.pieces.push(Piece::Html(Arc::new(Html::trusted(without_styles(std::mem::take(&mut self.markup))))));
        }
    }

    fn finish(mut self) -> Vec<PieceFile> {
        self.take_markup();
        // Documents are many and live long: they don't keep the room in which they grew.
        self.pieces.shrink_to_fit();
        self.pieces
    }
}

/// Where the renderer writes to.
struct Output<'a>(&'a RefCell<Cutter>);

impl fmt::Write for Output<'_> {
    fn write_str(&mut self, markup: &str) -> fmt::Result {
        let mut cutter = self.0.borrow_mut();
        if !std::mem::take(&mut cutter.skips) {
            cutter.markup.push_str(markup);
        }
        Ok(())
    }
}

/// The markup with a class for the alignment of each cell: a page's policy forbids styles in it. No text holds `<`.
fn without_styles(mut markup: String) -> String {
    for cell in ["td", "th"] {
        for side in ["left", "center", "right"] {
            let styled = format!("<{cell} style=\"text-align: {side}\">");
            if markup.contains(&styled) {
                markup = markup.replace(&styled, &format!("<{cell} class=\"{side}\">"));
            }
        }
    }
    markup
}
