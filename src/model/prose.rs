//! Running text after Markdown: trusted HTML with holes where the rest of the site comes in.

use crate::diagnostic::Span;
use std::sync::Arc;

/// Markup that may go into a page as it is.
///
/// Made in three places only: by `parse::markdown`, from which raw HTML has been taken out, by [`Html::escaped`], and by
/// `render`, out of these two and of what templates filled in.
/// Everything else that reaches a template is text, which the template escapes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Html(String);

impl Html {
    /// `text` with the five characters that mean something in HTML written as references.
    pub fn escaped(text: &str) -> Self {
        let mut html = String::with_capacity(text.len());
        escape(text, &mut html);
        Self(html)
    }

    /// Markup that its maker answers for: no part of it is anybody's unescaped text.
    pub(crate) fn trusted(markup: String) -> Self {
        Self(markup)
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The markup, owned.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// Adds `text` to `markup` with the five characters that mean something in HTML written as references.
pub fn escape(text: &str, markup: &mut String) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let reference = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        markup.push_str(&text[done..at]);
        markup.push_str(reference);
        done = at + 1;
    }
    markup.push_str(&text[done..]);
}

/// A body: its markup with holes, and what it says as plain text.
///
/// `C` is a citation and `L` a link by id: names in a parsed file, references in a resolved site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose<C, L> {
    pub pieces: Vec<Piece<C, L>>,
    /// What it says, without markup and citations; paragraphs end with a newline. Shared, as the markup is: a site that
    /// is resolved again after a save says the same.
    pub text: Arc<str>,
    /// How much of `text` its first sentence takes, in bytes.
    pub first_sentence: usize,
    /// Where in `text` the words of each link by id begin, in the order of the links among the pieces.
    pub link_starts: Vec<usize>,
    /// Where its Markdown stands in the file.
    pub at: Span,
    /// Its language, where that isn't the page's: nobody has translated it.
    pub foreign: Option<Arc<str>>,
}

impl<C, L> Default for Prose<C, L> {
    fn default() -> Self {
        Self {
            pieces: Vec::new(),
            text: Arc::default(),
            first_sentence: 0,
            link_starts: Vec::new(),
            at: Span::default(),
            foreign: None,
        }
    }
}

/// A stretch of markup, or a hole in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<C, L> {
    Html(Arc<Html>),
    /// One bracketed group: `[@a; @b, p. 3]`.
    Citations(Vec<C>),
    /// Everything up to the matching [`Piece::LinkEnd`] is the link's text; links don't nest.
    LinkStart(L),
    LinkEnd(L),
    /// A heading of this level, 1 to 6, as written; a page shifts it below its own headings.
    HeadingStart(u8),
    HeadingEnd(u8),
    /// A picture beside the file, by the name written.
    Picture {
        file: String,
        alt: String,
    },
}

impl<C, L> Prose<C, L> {
    /// The first sentence of the plain text.
    pub fn first_sentence(&self) -> &str {
        self.text.get(..self.first_sentence).unwrap_or(&self.text).trim()
    }

    /// Where the links by id lead.
    pub fn links(&self) -> impl Iterator<Item = &L> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::LinkStart(target) => Some(target),
            _ => None,
        })
    }

    /// Where those of the first sentence lead.
    pub fn links_in_first_sentence(&self) -> impl Iterator<Item = &L> {
        let starts = self.link_starts.iter();
        self.links().zip(starts).filter(|(_, start)| **start < self.first_sentence).map(|(target, _)| target)
    }

    /// The same text with other citations and links.
    pub fn map<'a, D, M>(
        &'a self,
        mut citation: impl FnMut(&'a C) -> Option<D>,
        mut link: impl FnMut(&'a L) -> Option<M>,
    ) -> Prose<D, M> {
        // Lists keep no room in which they grew: a large site has many, and most are short.
        let mut pieces = Vec::with_capacity(self.pieces.len());
        let mut link_starts = Vec::with_capacity(self.link_starts.len());
        let mut starts = self.link_starts.iter().copied();
        pieces.extend(self.pieces.iter().filter_map(|piece| match piece {
            Piece::Html(html) => Some(Piece::Html(Arc::clone(html))),
            Piece::Citations(group) => {
                let mut mapped = Vec::with_capacity(group.len());
                mapped.extend(group.iter().filter_map(&mut citation));
                Some(Piece::Citations(mapped))
            }
            Piece::LinkStart(target) => {
                let start = starts.next();
                let target = link(target)?;
                link_starts.extend(start);
                Some(Piece::LinkStart(target))
            }
            Piece::LinkEnd(target) => link(target).map(Piece::LinkEnd),
            Piece::HeadingStart(level) => Some(Piece::HeadingStart(*level)),
            Piece::HeadingEnd(level) => Some(Piece::HeadingEnd(*level)),
            Piece::Picture { file, alt } => Some(Piece::Picture { file: file.clone(), alt: alt.clone() }),
        }));
        Prose {
            pieces,
            text: Arc::clone(&self.text),
            first_sentence: self.first_sentence,
            link_starts,
            at: self.at,
            foreign: self.foreign.clone(),
        }
    }
}
