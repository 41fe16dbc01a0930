//! From where links lead.

use crate::plan::{Route, encoded};
use aho_corasick::AhoCorasick;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::io::{self, Write};
use std::sync::LazyLock;

/// The place from which links lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkBase<'a> {
    /// A page of the site, however deep it lies. Links name files, so that the site works from a folder on disk, and go
    /// by way of the site's root. For the way to the root a placeholder stands in them, which [`fill_root`] fills where
    /// the page is written: so what is made for one page serves all others.
    Page,
    /// Anywhere else: links are whole addresses, which begin with this one of the site.
    Absolute(&'a str),
}

impl LinkBase<'_> {
    /// The link to a page in the same language.
    pub fn page(self, route: &Route) -> String {
        match self {
            Self::Page => route.link_from(&PLACEHOLDERS.home),
            Self::Absolute(base) => route.absolute(base),
        }
    }

    /// The link to a file of the output that there is in each language.
    pub fn file(self, path: &str) -> String {
        let home = match self {
            Self::Page => &PLACEHOLDERS.home,
            Self::Absolute(base) => base,
        };
        [home, &encoded(path)].concat()
    }
}

/// The link from a page to a file that all languages share, by its path in the output.
pub fn shared(path: &str) -> String {
    [PLACEHOLDERS.root.as_str(), &encoded(path)].concat()
}

/// What leads from a page to where its links begin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ways {
    /// To the site's root: `../../`.
    pub root: String,
    /// To the root of the page's language.
    pub home: String,
}

impl Ways {
    fn in_order(&self) -> [&str; 2] {
        [&self.root, &self.home]
    }
}

struct Placeholders {
    root: String,
    home: String,
    /// Finds either in one pass, in the order of [`Ways::in_order`].
    either: AhoCorasick,
}

/// Stands for the way to the site's root. Drawn anew in each run, as the boundary of a mail with several parts is, so
/// that no text that anybody wrote can hold it. Nothing but digits, which whatever a template does to a link leaves as
/// they are: escape it, put something behind it, write it in capitals.
static PLACEHOLDERS: LazyLock<Placeholders> = LazyLock::new(|| {
    let state = RandomState::new();
    let drawn = |what: &str| format!("{:020}", state.hash_one(what));
    let (root, home) = (drawn("root"), drawn("home"));
    let either = AhoCorasick::new([&root, &home]).expect("two short patterns");
    Placeholders { root, home, either }
});

/// The page with the ways that lead from it in place of the placeholders.
pub fn fill_root(page: &str, ways: &Ways) -> String {
    PLACEHOLDERS.either.replace_all(page, &ways.in_order())
}

/// So many bytes are gone through at once.
const AT_ONCE: usize = 1 << 16;

/// Does the same as [`fill_root`] for a page that is too long to be held whole: it is filled on its way to `out`.
pub struct RootWriter<'a> {
    out: &'a mut dyn Write,
    ways: Ways,
    held: Vec<u8>,
}

impl<'a> RootWriter<'a> {
    /// A writer for a page from which these ways lead.
    pub fn new(out: &'a mut dyn Write, ways: Ways) -> Self {
        Self { out, ways, held: Vec::with_capacity(2 * AT_ONCE) }
    }

    /// Writes what is still held; without it, the page lacks its end.
    ///
    /// # Errors
    ///
    /// Where `out` fails.
    pub fn finish(mut self) -> io::Result<()> {
        self.pass_on(0)
    }

    /// Writes what is held except for its last bytes, so many as given.
    fn pass_on(&mut self, kept: usize) -> io::Result<()> {
        let mut done = 0;
        for found in PLACEHOLDERS.either.find_iter(&self.held) {
            self.out.write_all(&self.held[done..found.start()])?;
            self.out.write_all(self.ways.in_order()[found.pattern()].as_bytes())?;
            done = found.end();
        }
        let end = self.held.len().saturating_sub(kept).max(done);
        self.out.write_all(&self.held[done..end])?;
        self.held.drain(..end);
        Ok(())
    }
}

impl Write for RootWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= AT_ONCE {
            // A placeholder may have come in part.
            self.pass_on(PLACEHOLDERS.home.len() - 1)?;
        }
        Ok(bytes.len())
    }

    /// Only [`RootWriter::finish`] can know that nothing else comes.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_from_where_they_stand() {
        let (top, tag) = (Route::top("claims"), Route::tag("東京"));
        let ways = Ways { root: "../../../".to_owned(), home: "../../".to_owned() };
        assert_eq!(fill_root(&LinkBase::Page.page(&top), &ways), "../../claims/index.html");
        assert_eq!(fill_root(&LinkBase::Page.file("a b.pdf"), &ways), "../../a%20b.pdf");
        assert_eq!(fill_root(&shared("a b.pdf"), &ways), "../../../a%20b.pdf");
        let base = LinkBase::Absolute("https://h.example/case/");
        assert_eq!(base.page(&tag), "https://h.example/case/tags/%E6%9D%B1%E4%BA%AC/");
        assert_eq!(base.file("feed.xml"), "https://h.example/case/feed.xml");
    }

    #[test]
    fn a_long_page_is_filled_wherever_it_is_cut() {
        let link = LinkBase::Page.page(&Route::top("claims"));
        let start = &PLACEHOLDERS.home[..9];
        let file = shared("a.pdf");
        let page = format!("{link} {start} {link}{file}{link} {start}").repeat(300);
        let ways = Ways { root: "../../".to_owned(), home: "../".to_owned() };
        for size in [1, 7, page.len() / 3, page.len()] {
            let mut out = Vec::new();
            let mut writer = RootWriter::new(&mut out, ways.clone());
            for piece in page.as_bytes().chunks(size) {
                writer.write_all(piece).expect("memory");
            }
            writer.finish().expect("memory");
            assert!(out == fill_root(&page, &ways).as_bytes(), "in pieces of {size}");
        }
    }
}
