//! Where something happened.

use super::{Acceptance, Alias, Body, CitedSource, Id, Translation};
use crate::diagnostic::Span;
use std::sync::Arc;

/// Where something happened.
#[derive(Debug, Clone)]
pub struct Place {
    pub id: Id,
    pub file: Arc<str>,
    /// In another language's edition than the original's: how its words come to stand in it.
    pub translation: Option<Translation>,
    pub name: String,
    pub name_at: Span,
    pub coordinates: Option<Coordinates>,
    /// Former ids.
    pub aliases: Vec<Alias>,
    pub accepted: Vec<Acceptance>,
    pub body: Body,
    pub sources: Vec<CitedSource>,
}

/// WGS 84, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coordinates {
    /// −90 to 90.
    pub latitude: f64,
    /// −180 to 180.
    pub longitude: f64,
}
