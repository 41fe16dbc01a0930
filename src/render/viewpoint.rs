//! From where links lead.

use crate::plan::{Planned, Route, encoded};

/// The place from which a page's links are relative.
///
/// Every link goes by way of the site's root, so two pages at the same depth need the same links, and a card that is
/// finished for one serves the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewpoint {
    root: String,
    /// None where the page is served at any depth.
    depth: Option<usize>,
}

/// How deep pages can lie, counted from the root: `/events/ID/embed/`; and nowhere yet.
pub const DEPTHS: usize = 5;

/// Stands for what leads to the root, where that isn't known yet: one of the code points that Unicode keeps out of
/// texts, for uses like this.
pub const ROOT: char = '\u{fdd0}';

impl Viewpoint {
    /// A page of the site.
    pub fn of(planned: &Planned) -> Self {
        Self::at(&planned.route)
    }

    /// A place in the output.
    pub fn at(route: &Route) -> Self {
        Self { root: route.root(), depth: Some(route.depth()) }
    }

    /// A page that is served at any depth: its links begin with the path of the site's address.
    pub fn anywhere(base_url: Option<&str>) -> Self {
        let beyond_host = base_url.and_then(|base| base.split_once("://")?.1.split_once('/'));
        let path = beyond_host.map_or_else(|| "/".to_owned(), |(_, path)| format!("/{path}"));
        Self { root: path, depth: None }
    }

    /// No place yet: what is made from here can be seen from everywhere, once [`ROOT`] in it has been replaced.
    pub fn nowhere() -> Self {
        Self { root: ROOT.to_string(), depth: Some(DEPTHS - 1) }
    }

    /// How deep the place lies; as the front page where it lies nowhere.
    pub fn depth(&self) -> usize {
        self.depth.unwrap_or(0)
    }

    /// Whether it is served at any depth, so that nothing made for a depth serves it.
    pub fn is_anywhere(&self) -> bool {
        self.depth.is_none()
    }

    /// What leads to the site's root, for templates that put a path behind it.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// The link to a page.
    pub fn to(&self, route: &Route) -> String {
        route.link_from(&self.root)
    }

    /// The link to a file of the output.
    pub fn to_file(&self, path: &str) -> String {
        [&*self.root, &encoded(path)].concat()
    }
}
