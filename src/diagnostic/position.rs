//! Bytes, lines and columns.

use std::ops::Range;
use std::sync::Arc;

/// A half-open range of bytes in a file's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    /// The range from `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The same range counted from another origin: `offset` bytes further on.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        Self { start: self.start + offset, end: self.end + offset }
    }
}

/// A value and where it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, found at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A line and a column, as editors count them: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl Position {
    /// Where a file begins, and where we point when its text is not at hand.
    pub const START: Self = Self { line: 1, column: 1 };
}

/// Where the lines of one text begin, found once so that any number of positions cost little.
///
/// Lines end with a line feed, with or without a carriage return before it. Nothing here panics, whatever the offset:
/// one inside a character counts as the character's beginning, one past the end as the end.
#[derive(Debug, Clone)]
pub struct LineIndex {
    text: Arc<str>,
    starts: Vec<usize>,
}

impl LineIndex {
    /// Reads `text` once for its line ends.
    pub fn new(text: Arc<str>) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// The line and column of the byte at `offset`.
    ///
    /// The end of a text that ends with a line break is the end of its last line: the empty line after it is
    /// nothing an editor could look at.
    pub fn position(&self, offset: usize) -> Position {
        let (line, at) = self.within(offset);
        Position { line, column: self.line(line)[..at].chars().count() + 1 }
    }

    /// The line that holds the last character of `span`.
    pub fn last_line(&self, span: Span) -> usize {
        self.within(span.end.saturating_sub(1).max(span.start)).0
    }

    /// The text of a line, counted from 1, without its line break.
    pub fn line(&self, number: usize) -> &str {
        let Some(&start) = number.checked_sub(1).and_then(|index| self.starts.get(index)) else { return "" };
        let end = self.starts.get(number).map_or(self.text.len(), |next| next - 1);
        let line = &self.text[start..end];
        line.strip_suffix('\r').filter(|_| end < self.text.len()).unwrap_or(line)
    }

    /// The part of `span` that lies on the line where it begins, as that line's number and bytes in [`Self::line`].
    pub fn on_first_line(&self, span: Span) -> (usize, Range<usize>) {
        let (line, start) = self.within(span.start);
        let text = self.line(line);
        let length = span.end.saturating_sub(span.start);
        let end = text.floor_char_boundary(start.saturating_add(length).min(text.len()));
        (line, start..end.max(start))
    }

    /// The line that holds `offset`, and how many bytes into it.
    fn within(&self, offset: usize) -> (usize, usize) {
        let end = if self.text.ends_with('\n') { self.text.len() - 1 } else { self.text.len() };
        let offset = self.text.floor_char_boundary(offset.min(end));
        let line = self.starts.partition_point(|&start| start <= offset);
        let at = offset - self.starts[line - 1];
        (line, at.min(self.line(line).len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, offset: usize) -> (usize, usize) {
        let Position { line, column } = LineIndex::new(text.into()).position(offset);
        (line, column)
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        assert_eq!(at("one\ntwo\n", 0), (1, 1));
        assert_eq!(at("one\ntwo\n", 3), (1, 4));
        assert_eq!(at("one\ntwo\n", 4), (2, 1));
        assert_eq!(at("one\ntwo\n", 6), (2, 3));
        assert_eq!(at("\n\nthree", 2), (3, 1));
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(at("é: x", "é: ".len()), (1, 4));
        assert_eq!(at("東京: x", "東京: ".len()), (1, 5));
        assert_eq!(at("\tx", 1), (1, 2));
        assert_eq!(at("a🦀b", "a🦀".len()), (1, 3));
    }

    #[test]
    fn an_offset_inside_a_character_is_its_beginning() {
        assert_eq!(at("a🦀b", 2), (1, 2));
        assert_eq!(at("a🦀b", 4), (1, 2));
    }

    #[test]
    fn windows_line_ends_do_not_count_as_characters() {
        assert_eq!(at("one\r\ntwo\r\n", 5), (2, 1));
        assert_eq!(at("one\r\ntwo\r\n", 4), (1, 4));
        assert_eq!(LineIndex::new("one\r\ntwo\r\n".into()).line(1), "one");
        assert_eq!(LineIndex::new("one\r\ntwo\r".into()).line(2), "two\r");
    }

    #[test]
    fn the_end_belongs_to_the_last_line() {
        assert_eq!(at("one\ntwo", 7), (2, 4));
        assert_eq!(at("one\ntwo\n", 8), (2, 4));
        assert_eq!(at("one\ntwo\n", 8000), (2, 4));
        assert_eq!(at("one\ntwo\r\n", usize::MAX), (2, 4));
        assert_eq!(at("", 0), (1, 1));
        assert_eq!(at("", 9), (1, 1));
        assert_eq!(at("\n", 1), (1, 1));
    }

    #[test]
    fn the_last_line_of_a_span_is_that_of_its_last_character() {
        let index = LineIndex::new("one\ntwo\nthree\n".into());
        assert_eq!(index.last_line(Span::new(0, 4)), 1);
        assert_eq!(index.last_line(Span::new(0, 5)), 2);
        assert_eq!(index.last_line(Span::new(4, 4)), 2);
        assert_eq!(index.last_line(Span::new(0, usize::MAX)), 3);
        assert_eq!(index.last_line(Span::new(9, 2)), 3);
    }

    #[test]
    fn a_span_is_cut_at_the_end_of_its_first_line() {
        let index = LineIndex::new("one\r\ntwo\n".into());
        assert_eq!(index.on_first_line(Span::new(1, 8)), (1, 1..3));
        assert_eq!(index.on_first_line(Span::new(5, 8)), (2, 0..3));
        assert_eq!(index.on_first_line(Span::new(6, 2)), (2, 1..1));
        assert_eq!(index.on_first_line(Span::new(90, usize::MAX)), (2, 3..3));
        assert_eq!(LineIndex::new("a🦀b".into()).on_first_line(Span::new(2, 4)), (1, 1..1));
    }

    #[test]
    fn a_line_that_does_not_exist_is_empty() {
        let index = LineIndex::new("one".into());
        assert_eq!((index.line(0), index.line(2)), ("", ""));
    }
}
