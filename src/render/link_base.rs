//! From where links lead.

use crate::plan::{Route, encoded};
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
    /// The link to a page.
    pub fn page(self, route: &Route) -> String {
        match self {
            Self::Page => route.link_from(&PLACEHOLDER),
            Self::Absolute(base) => route.absolute(base),
        }
    }

    /// The link to a file of the output.
    pub fn file(self, path: &str) -> String {
        let root = match self {
            Self::Page => &PLACEHOLDER,
            Self::Absolute(base) => base,
        };
        [root, &encoded(path)].concat()
    }
}

/// Stands for the way to the site's root. Drawn anew in each run, as the boundary of a mail with several parts is, so
/// that no text that anybody wrote can hold it. Nothing but digits, which whatever a template does to a link leaves as
/// they are: escape it, put something behind it, write it in capitals.
static PLACEHOLDER: LazyLock<String> = LazyLock::new(|| format!("{:020}", RandomState::new().hash_one("root")));

/// The page with `root`, the way from it to the site's root, in place of each placeholder.
pub fn fill_root(page: &str, root: &str) -> String {
    page.replace(PLACEHOLDER.as_str(), root)
}

/// So many bytes are gone through at once.
const AT_ONCE: usize = 1 << 16;

/// Does the same as [`fill_root`] for a page that is too long to be held whole: it is filled on its way to `out`.
pub struct RootWriter<'a> {
    out: &'a mut dyn Write,
    root: String,
    held: Vec<u8>,
}

impl<'a> RootWriter<'a> {
    /// A writer for a page from which `root` leads to the site's root.
    pub fn new(out: &'a mut dyn Write, root: String) -> Self {
        Self { out, root, held: Vec::with_capacity(2 * AT_ONCE) }
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
        let placeholder = PLACEHOLDER.as_bytes();
        let mut done = 0;
        while let Some(at) = find(&self.held[done..], placeholder) {
            self.out.write_all(&self.held[done..done + at])?;
            self.out.write_all(self.root.as_bytes())?;
            done += at + placeholder.len();
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
            self.pass_on(PLACEHOLDER.len() - 1)?;
        }
        Ok(bytes.len())
    }

    /// Only [`RootWriter::finish`] can know that nothing else comes.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where `needle` stands first.
fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    let first = needle[0];
    let mut from = 0;
    loop {
        from += bytes[from..].iter().position(|byte| *byte == first)?;
        if bytes[from..].starts_with(needle) {
            return Some(from);
        }
        from += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_from_where_they_stand() {
        let (top, tag) = (Route::top("claims"), Route::tag("東京"));
        assert_eq!(fill_root(&LinkBase::Page.page(&top), "../../"), "../../claims/index.html");
        assert_eq!(fill_root(&LinkBase::Page.file("a b.pdf"), ""), "a%20b.pdf");
        let base = LinkBase::Absolute("https://h.example/case/");
        assert_eq!(base.page(&tag), "https://h.example/case/tags/%E6%9D%B1%E4%BA%AC/");
        assert_eq!(base.file("feed.xml"), "https://h.example/case/feed.xml");
    }

    #[test]
    fn a_long_page_is_filled_wherever_it_is_cut() {
        let link = LinkBase::Page.page(&Route::top("claims"));
        let start = &PLACEHOLDER[..9];
        let page = format!("{link} {start} {link}{link} {start}").repeat(300);
        for size in [1, 7, page.len() / 3, page.len()] {
            let mut out = Vec::new();
            let mut writer = RootWriter::new(&mut out, "../".to_owned());
            for piece in page.as_bytes().chunks(size) {
                writer.write_all(piece).expect("memory");
            }
            writer.finish().expect("memory");
            assert!(out == fill_root(&page, "../").as_bytes(), "in pieces of {size}");
        }
    }
}
