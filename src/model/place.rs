//! Where something happened.

use super::{Acceptance, Body, CitedSource, Id};
use crate::diagnostic::Span;
use std::sync::Arc;

/// Where something happened.
#[derive(Debug, Clone)]
pub struct Place {
    pub id: Id,
    pub file: Arc<str>,
    pub name: String,
    pub name_at: Span,
    pub coordinates: Option<Coordinates>,
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
