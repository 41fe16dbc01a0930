//! A free page, such as "about".

use super::{Acceptance, Alias, Body, CitedSource, Id, Translation};
use std::sync::Arc;

/// A free page, such as "about".
#[derive(Debug, Clone)]
pub struct FreePage {
    pub id: Id,
    pub file: Arc<str>,
    /// In another language's edition than the original's: how its words come to stand in it.
    pub translation: Option<Translation>,
    pub title: String,
    /// Whether the navigation of every page leads to it.
    pub in_menu: bool,
    /// Former ids.
    pub aliases: Vec<Alias>,
    pub accepted: Vec<Acceptance>,
    pub body: Body,
    pub sources: Vec<CitedSource>,
}
