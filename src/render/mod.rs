//! Fills the templates.

pub mod search;

use crate::read::Inputs;
use crate::resolve::Site;
use crate::words::Words;
use crate::write::Outputs;
use crate::{Checked, Error};

/// The words of the site's language: built in, and the site's own over them.
pub fn words(site: &Site, inputs: &Inputs) -> Result<Words, Error> {
    let _ = (site, inputs);
    Ok(Words::english())
}

pub fn render(_checked: &Checked) -> Result<Outputs, Error> {
    Ok(Outputs::new())
}
