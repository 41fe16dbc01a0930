//! The address of a page: its folder in the output, and links to it.

use crate::model::{Id, Party, PartyKind};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;

/// What stays as it is in a path's segment.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A page's folder, relative to the site's root: `events/2031-04-05-warden-resigns`, or nothing for the front page.
///
/// Ids are the addresses, so a route can be told from an id alone. Links name `index.html`, because a browser that
/// shows a folder on disk lists it instead of opening its page; canonical addresses and feeds name the folder.
///
/// ```
/// use dateline::model::Id;
/// use dateline::plan::Route;
///
/// let event = Route::event(&Id::new("warden-resigns").expect("an id"));
/// assert_eq!(event.file(), "events/warden-resigns/index.html");
/// assert_eq!(event.link(), "events/warden-resigns/index.html");
/// assert_eq!(Route::front().link_from(&event.root()), "../../index.html");
/// assert_eq!(event.absolute("https://harbour.example/case/"), "https://harbour.example/case/events/warden-resigns/");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(String);

impl Route {
    /// `/`
    pub fn front() -> Self {
        Self(String::new())
    }

    /// One of the site's own folders at the top: `all`, `sources`, `search` …
    pub fn top(folder: &str) -> Self {
        Self(folder.to_owned())
    }

    /// A page in one of the folders at the top. A large site's pages name millions of them.
    fn inside(folder: &str, name: &str) -> Self {
        Self([folder, "/", name].concat())
    }

    /// `/2031/`; a year before 1 by its astronomical number, `/-43/` for 44 BC; `/undated/` for an open beginning.
    pub fn year(year: Option<i64>) -> Self {
        Self(year.map_or_else(|| "undated".to_owned(), |year| year.to_string()))
    }

    /// `/events/ID/`
    pub fn event(id: &Id) -> Self {
        Self::inside("events", id.as_str())
    }

    /// `/events/ID/embed/`
    pub fn event_embed(id: &Id) -> Self {
        Self::event(id).below("embed")
    }

    /// `/sources/ID/`
    pub fn source(id: &Id) -> Self {
        Self::inside("sources", id.as_str())
    }

    /// `/claims/ID/`
    pub fn claim(id: &Id) -> Self {
        Self::inside("claims", id.as_str())
    }

    /// `/people/ID/` or `/organizations/ID/`
    pub fn party(party: &Party) -> Self {
        Self::party_called(party.kind, &party.id)
    }

    /// The same for an id of a person or an organization.
    pub fn party_called(kind: PartyKind, id: &Id) -> Self {
        let folder = match kind {
            PartyKind::Person => "people",
            PartyKind::Organization => "organizations",
        };
        Self::inside(folder, id.as_str())
    }

    /// `/places/ID/`
    pub fn place(id: &Id) -> Self {
        Self::inside("places", id.as_str())
    }

    /// `/kinds/ID/`
    pub fn kind(id: &Id) -> Self {
        Self::inside("kinds", id.as_str())
    }

    /// `/tags/TAG/`
    pub fn tag(slug: &str) -> Self {
        Self::inside("tags", slug)
    }

    /// `/ID/`, for a free page.
    pub fn free(id: &Id) -> Self {
        Self(id.as_str().to_owned())
    }

    /// The same list's page with this number; the first is the list itself.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Self {
        if number <= 1 { self.clone() } else { self.below(&number.to_string()) }
    }

    /// A folder inside this one.
    #[must_use]
    pub fn below(&self, folder: &str) -> Self {
        if self.0.is_empty() { Self::top(folder) } else { Self::inside(&self.0, folder) }
    }

    /// The folder around this one.
    #[must_use]
    pub fn above(&self) -> Self {
        Self(self.0.rsplit_once('/').map_or_else(String::new, |(above, _)| above.to_owned()))
    }

    /// The page's file in the output.
    pub fn file(&self) -> String {
        self.beside("index.html")
    }

    /// The path of a file that lies beside the page.
    pub fn beside(&self, name: &str) -> String {
        if self.0.is_empty() { name.to_owned() } else { [&self.0, "/", name].concat() }
    }

    /// How many folders deep the page lies; relative links depend on nothing else.
    pub fn depth(&self) -> usize {
        if self.0.is_empty() { 0 } else { self.0.split('/').count() }
    }

    /// What leads from this page to the site's root: `../../`, or nothing.
    pub fn root(&self) -> String {
        "../".repeat(self.depth())
    }

    /// The link to this page from the site's root.
    pub fn link(&self) -> String {
        self.link_from("")
    }

    /// The link to this page from where `root` leads to the site's root.
    pub fn link_from(&self, root: &str) -> String {
        let slash = if self.0.is_empty() { "" } else { "/" };
        [root, &encoded(&self.0), slash, "index.html"].concat()
    }

    /// The page's address on the web, as canonical links and feeds have it; `base` ends with a slash.
    pub fn absolute(&self, base: &str) -> String {
        if self.0.is_empty() { base.to_owned() } else { [base, &encoded(&self.0), "/"].concat() }
    }

    /// The folder, without a slash at its end; empty for the front page.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A path of the output as it stands in an address.
pub fn encoded(path: &str) -> Cow<'_, str> {
    // Nearly every path is made of ids, which need nothing.
    if path.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'~' | b'/')) {
        return path.into();
    }
    let segments: Vec<String> =
        path.split('/').map(|segment| utf8_percent_encode(segment, SEGMENT).to_string()).collect();
    segments.join("/").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> Id {
        Id::new(text).expect("an id")
    }

    #[test]
    fn ids_are_addresses() {
        assert_eq!(Route::event(&id("a-b")).file(), "events/a-b/index.html");
        assert_eq!(Route::event_embed(&id("a-b")).file(), "events/a-b/embed/index.html");
        assert_eq!(Route::year(Some(2031)).file(), "2031/index.html");
        assert_eq!(Route::year(Some(-43)).file(), "-43/index.html");
        assert_eq!(Route::year(None).file(), "undated/index.html");
        assert_eq!(Route::front().file(), "index.html");
        assert_eq!(Route::year(Some(2031)).numbered(2).file(), "2031/2/index.html");
        assert_eq!(Route::year(Some(2031)).numbered(1).file(), "2031/index.html");
    }

    #[test]
    fn links_are_relative_and_name_the_file() {
        let pages = [
            Route::front(),
            Route::top("sources"),
            Route::event(&id("a")),
            Route::event_embed(&id("a")),
            Route::tag("b"),
        ];
        for from in &pages {
            for to in &pages {
                let link = to.link_from(&from.root());
                let base = url::Url::parse(&format!("https://h.example/sub/{}", from.file())).expect("an address");
                let target = base.join(&link).expect("an address");
                assert_eq!(target.path(), format!("/sub/{}", to.file()), "{link} on {}", from.file());
            }
        }
    }

    #[test]
    fn addresses_are_encoded_and_paths_are_not() {
        let tag = Route::tag("東京");
        assert_eq!(tag.file(), "tags/東京/index.html");
        assert_eq!(tag.link(), "tags/%E6%9D%B1%E4%BA%AC/index.html");
        assert_eq!(tag.absolute("https://h.example/"), "https://h.example/tags/%E6%9D%B1%E4%BA%AC/");
        assert_eq!(encoded("events/a/50% off?.pdf"), "events/a/50%25%20off%3F.pdf");
    }
}
