//! Decides which pages exist and where they live.

use crate::diagnostic::Diagnostic;
use crate::resolve::Site;

/// Stand-in until the pages are planned.
#[derive(Debug, Default)]
pub struct Plan;

pub fn plan(_site: &Site) -> (Plan, Vec<Diagnostic>) {
    (Plan, Vec::new())
}
