//! A free page, such as "about".

use super::{Acceptance, Body, CitedSource, Id};
use std::sync::Arc;

/// A free page, such as "about".
#[derive(Debug, Clone)]
pub struct FreePage {
    pub id: Id,
    pub file: Arc<str>,
    pub title: String,
    pub accepted: Vec<Acceptance>,
    pub body: Body,
    pub sources: Vec<CitedSource>,
}
