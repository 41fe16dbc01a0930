//! Records of data formats, none of which lacks what must stand with it.
//!
//! What `ensure_noticed` is for templates, [`NoticedRecord`] is for formats: an entry of a feed, a row of a table, an object, a
//! card. It is made together with its [`RequiredNotices`] and looked at when it is made; what writes a file takes
//! records and nothing else. So a format can be changed in any way but one.

use super::context::Context;
use super::notices::RequiredNotices;
use super::plain_text::one_line;
use crate::model::{Event, Source};

/// What a format writes of an event or a source, with what became of each claim that it touches.
#[derive(Debug, Clone)]
pub struct NoticedRecord<T>(T);

/// What a reader of a record finds in it.
pub trait Tells {
    /// Whether it tells a line of every claim, also where a few words would do.
    const IN_LINES: bool = false;

    /// Whether this text stands in it, as its format writes that.
    fn tells(&self, text: &str) -> bool;
}

impl<T: Tells> NoticedRecord<T> {
    /// A record of an event.
    pub fn of_event(cx: &Context<'_>, row: &Event, make: impl FnOnce(&RequiredNotices) -> T) -> Self {
        Self::noticed(cx, row.id.as_str(), &RequiredNotices::of_event(cx, row), make)
    }

    /// A record that tells a source's title.
    pub fn of_title(cx: &Context<'_>, row: &Source, make: impl FnOnce(&RequiredNotices) -> T) -> Self {
        Self::noticed(cx, row.id.as_str(), &RequiredNotices::of_title(cx, row), make)
    }

    fn noticed(
        cx: &Context<'_>,
        id: &str,
        notices: &RequiredNotices,
        make: impl FnOnce(&RequiredNotices) -> T,
    ) -> Self {
        let record = make(notices);
        let lacks = |text: &String| !record.tells(&without_first_letter(text));
        let lines = || notices.in_lines(cx);
        let texts = if T::IN_LINES { lines() } else { notices.behind_labels(cx).to_vec() };
        if let Some(lacking) = texts.iter().chain(&notices.caveat).find(|text| lacks(text)) {
            // No content can bring this about: only a mistake in a format of ours.
            panic!("a record of `{id}` leaves out what must stand with it: {lacking}");
        }
        Self(record)
    }
}

impl<T> NoticedRecord<T> {
    /// A record that tells neither: the notice of a withdrawn event.
    pub fn of_neither(record: T) -> Self {
        Self(record)
    }

    /// What is written.
    pub fn into_inner(self) -> T {
        self.0
    }

    /// What is written, to be looked at.
    pub fn inner(&self) -> &T {
        &self.0
    }
}

/// A status on one line, without the letter that is large where a sentence begins.
fn without_first_letter(text: &str) -> String {
    let line = one_line(text);
    let mut letters = line.chars();
    letters.next();
    letters.as_str().to_owned()
}

/// Whether a text of one line stands in one that may have several.
pub fn stands_in(written: &str, text: &str) -> bool {
    one_line(written).contains(text)
}

impl Tells for String {
    fn tells(&self, text: &str) -> bool {
        stands_in(self, text)
    }
}

impl Tells for Vec<String> {
    fn tells(&self, text: &str) -> bool {
        self.iter().any(|cell| stands_in(cell, text))
    }
}

/// Any of an object's own texts.
impl Tells for serde_json::Value {
    fn tells(&self, text: &str) -> bool {
        let texts = self.as_object().into_iter().flat_map(serde_json::Map::values).filter_map(Self::as_str);
        texts.into_iter().any(|own| stands_in(own, text))
    }
}
