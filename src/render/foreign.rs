//! Where words in another language than the page's leave: as elements that say so, or as plain text.
//!
//! Inside, they carry marks ([`crate::model::foreign`]), so that no template and no phrase of the catalogue has to know
//! of them. This is the one place in which the marks come off.

use crate::model::foreign::{END, MARK, letter};
use crate::words::Direction;
use memchr::{memchr, memchr3};
use std::io::{self, Write};

/// What becomes of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlet {
    /// A page: `<bdi lang="en" dir="ltr">`, and isolates where no element may stand.
    Page,
    /// Text for people that has no elements: isolates (Unicode's bidirectional algorithm), where the direction turns.
    Text,
    /// Values for programs: nothing.
    Values,
}

/// Where in a page the next character stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum InPage {
    Text,
    Tag,
    /// In an element that holds text alone, until its end.
    Bare(&'static str),
}

/// The elements in which no element may stand.
const BARE: &[&str] = &["title", "option", "textarea", "script", "style", "svg"];

/// First strong isolate, and the end of it.
const ISOLATE: char = '\u{2068}';
const ISOLATED: &str = "\u{2069}";

/// Takes the marks out of a text that comes in pieces.
#[derive(Debug)]
struct Unmarker {
    outlet: Outlet,
    /// Of the page, or of the whole text.
    direction: Direction,
    place: InPage,
    /// The name in the tag that was read last, and whether it is still being read.
    name: String,
    in_name: bool,
    /// The language that is being read.
    language: Option<String>,
    /// What ends each open mark.
    open: Vec<&'static str>,
}

impl Unmarker {
    fn new(outlet: Outlet, direction: Direction) -> Self {
        Self {
            outlet,
            direction,
            place: InPage::Text,
            name: String::new(),
            in_name: false,
            language: None,
            open: Vec::new(),
        }
    }

    fn push(&mut self, text: &str, out: &mut String) {
        let mut rest = text;
        loop {
            if self.in_name {
                let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'/';
                let (name, other) = rest.split_at(rest.bytes().take_while(is_of_name).count());
                self.name.push_str(name);
                out.push_str(name);
                rest = other;
                self.in_name = rest.is_empty();
            }
            let (plain, other) = rest.split_at(self.plain_length(rest));
            out.push_str(plain);
            let mut chars = other.chars();
            let Some(c) = chars.next() else { return };
            rest = chars.as_str();
            if let Some(language) = &mut self.language {
                if let Some(letter) = letter(c) {
                    language.push(letter);
                    continue;
                }
                // A calendar may fold a line between two characters; what is marked begins with no space.
                if matches!(c, '\r' | '\n' | ' ') && self.outlet != Outlet::Page {
                    out.push(c);
                    continue;
                }
                let language = self.language.take().unwrap_or_default();
                if c == END {
                    out.push_str(self.open.pop().unwrap_or_default());
                    continue;
                }
                self.begin(&language, out);
            }
            match c {
                MARK => self.language = Some(String::new()),
                _ => {
                    if self.outlet == Outlet::Page {
                        self.follow(c);
                    }
                    out.push(c);
                }
            }
        }
    }

    /// How much of the text can be copied as it is, before a mark or what has a meaning in a page.
    fn plain_length(&self, text: &str) -> usize {
        // Few characters begin with a mark's first byte, and none holds it within.
        const FIRST_OF_MARK: u8 = 0xf3;
        let bytes = text.as_bytes();
        let next = match self.outlet {
            _ if self.language.is_some() => Some(0),
            Outlet::Page => memchr3(b'<', b'>', FIRST_OF_MARK, bytes),
            Outlet::Text | Outlet::Values => memchr(FIRST_OF_MARK, bytes),
        };
        next.unwrap_or(bytes.len())
    }

    fn begin(&mut self, language: &str, out: &mut String) {
        let turns = language.is_empty() || Direction::of(language) != self.direction;
        let is_script = matches!(self.place, InPage::Bare("script" | "style"));
        match (self.outlet, self.place) {
            (Outlet::Page, InPage::Text) => {
                let direction = Direction::of(language).as_str();
                match language {
                    "" => out.push_str("<bdi>"),
                    language => out.push_str(&format!("<bdi lang=\"{language}\" dir=\"{direction}\">")),
                }
                self.open.push("</bdi>");
            }
            (Outlet::Values, _) => self.open.push(""),
            _ if turns && !is_script => {
                out.push(ISOLATE);
                self.open.push(ISOLATED);
            }
            _ => self.open.push(""),
        }
    }

    /// Keeps track of where in the page we are.
    fn follow(&mut self, c: char) {
        match (self.place, c) {
            (InPage::Text, '<') => {
                self.place = InPage::Tag;
                self.start_name();
            }
            (InPage::Bare(_), '<') => self.start_name(),
            (InPage::Tag, '>') => {
                let element = BARE.iter().find(|known| **known == self.name);
                self.place = element.map_or(InPage::Text, |element| InPage::Bare(element));
            }
            (InPage::Bare(element), '>') if self.name.strip_prefix('/') == Some(element) => self.place = InPage::Text,
            _ => {}
        }
    }

    fn start_name(&mut self) {
        self.name.clear();
        self.in_name = true;
    }
}

/// A text without marks, for a page or a text of this direction.
pub fn unmarked(text: &str, outlet: Outlet, direction: Direction) -> String {
    let mut unmarker = Unmarker::new(outlet, direction);
    let mut out = String::with_capacity(text.len());
    unmarker.push(text, &mut out);
    out
}

/// Does the same for a text that is too long to be held whole.
pub struct UnmarkingWriter<'a> {
    out: &'a mut dyn Write,
    unmarker: Unmarker,
    /// The beginning of a character.
    held: Vec<u8>,
}

impl<'a> UnmarkingWriter<'a> {
    /// A writer for a page or a text of this direction.
    pub fn new(out: &'a mut dyn Write, outlet: Outlet, direction: Direction) -> Self {
        Self { out, unmarker: Unmarker::new(outlet, direction), held: Vec::new() }
    }
}

impl Write for UnmarkingWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.held) {
            Ok(text) => text.len(),
            Err(error) => error.valid_up_to(),
        };
        let rest = self.held.split_off(whole);
        let text = String::from_utf8(std::mem::replace(&mut self.held, rest)).map_err(io::Error::other)?;
        let mut out = String::with_capacity(text.len());
        self.unmarker.push(&text, &mut out);
        self.out.write_all(out.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::foreign::{isolated, marked};

    fn page(text: &str) -> String {
        unmarked(text, Outlet::Page, Direction::LeftToRight)
    }

    #[test]
    fn words_in_another_language_are_elements() {
        let (title, name) = (marked("The warden", "en"), isolated("محمد"));
        assert_eq!(page(&format!("<p>« {title} »</p>")), "<p>« <bdi lang=\"en\" dir=\"ltr\">The warden</bdi> »</p>");
        assert_eq!(page(&format!("<a href=\"x\">{name}</a>")), "<a href=\"x\"><bdi>محمد</bdi></a>");
        assert_eq!(page(&marked("محمد", "ar")), "<bdi lang=\"ar\" dir=\"rtl\">محمد</bdi>");
        assert_eq!(page("a > b <br/> 🏴"), "a > b <br/> 🏴");
    }

    #[test]
    fn where_no_element_may_stand_there_are_isolates() {
        let (title, name) = (marked("The warden", "en"), isolated("محمد"));
        for (before, after) in [
            ("<title>", "</title><p>"),
            ("<img alt=\"", "\"><p>"),
            ("<option value=\"a\">", "</option><p>"),
            ("<svg viewBox=\"0\"><text x=\"1\">", "</text></svg><p>"),
        ] {
            let text = format!("{before}{title}{name}{after}{name}");
            assert_eq!(
                page(&text),
                format!("{before}The warden\u{2068}محمد\u{2069}{after}<bdi>محمد</bdi>"),
                "{before}"
            );
        }
        let script = format!("<script type=\"a\">{{\"a<b\": \"{name}\"}}</script>{name}");
        assert_eq!(page(&script), "<script type=\"a\">{\"a<b\": \"محمد\"}</script><bdi>محمد</bdi>");
    }

    #[test]
    fn plain_text_has_isolates_and_values_have_nothing() {
        let text = format!("{} — {}", marked("Ida", "en"), isolated("محمد"));
        assert_eq!(unmarked(&text, Outlet::Text, Direction::LeftToRight), "Ida — \u{2068}محمد\u{2069}");
        assert_eq!(unmarked(&text, Outlet::Text, Direction::RightToLeft), "\u{2068}Ida\u{2069} — \u{2068}محمد\u{2069}");
        assert_eq!(unmarked(&text, Outlet::Values, Direction::RightToLeft), "Ida — محمد");
    }

    #[test]
    fn a_line_may_be_folded_between_any_two_characters() {
        let text = format!("Ida — {}.", isolated("محمد"));
        for (at, _) in text.char_indices().skip(1) {
            let folded = format!("{}\r\n {}", &text[..at], &text[at..]);
            let unfolded = unmarked(&folded, Outlet::Text, Direction::LeftToRight).replace("\r\n ", "");
            assert_eq!(unfolded, "Ida — \u{2068}محمد\u{2069}.", "{at}");
        }
    }

    #[test]
    fn a_text_may_come_in_any_pieces() {
        let text = format!("<p title=\"{0}\">é {0}{1}</p>", marked("The warden", "en-CA"), isolated("محمد"));
        let expected = page(&text);
        for size in 1..9 {
            let mut out = Vec::new();
            let mut writer = UnmarkingWriter::new(&mut out, Outlet::Page, Direction::LeftToRight);
            text.as_bytes().chunks(size).for_each(|piece| writer.write_all(piece).expect("memory"));
            assert_eq!(String::from_utf8(out).expect("text"), expected, "{size}");
        }
    }
}
