//! Shows the site: its pages, and the formats that other programs read.
//!
//! Everything that shows a part of the site is a function of a [`context`]: the site, what became of its claims, the
//! words. What must stand with an event or a source is asked of [`notices`] alone. Below these, in this order and never
//! upwards: `cards` draws pictures, `search` makes the index, `formats` writes data and feeds, and `html` fills the
//! templates of pages. Files are made when they are needed, in parallel; nothing here knows the clock, the disk or in which order
//! it is done.
//!
//! What it doesn't do: decide which pages there are (`plan`), or what a status says (`ledger`).

mod context;

// What pages and formats ask alike.
mod change_dates;
mod embed;
mod external_links;
mod filter_choices;
mod foreign;
mod history;
mod link_base;
mod markup;
mod nested_quotes;
mod noticed_record;
mod notices;
mod passage_links;
mod pinpoint_links;
mod pinpoint_words;
mod plain_text;
mod source_names;
mod wording;

mod cards;
mod formats;
mod html;
mod print_style;
mod search;
mod static_files;

mod output_list;
mod site_renderer;

pub use output_list::OutputList;
pub use site_renderer::SiteRenderer;

use crate::checked::Checked;
use crate::error::Error;
use crate::write::{Content, Outputs};
use std::sync::Arc;

/// Everything that a site's output holds: pages, data and feeds, pictures and documents, the look.
///
/// Nearly all of it is made only when it is written or asked for. A file of the site's own wins over the built-in one
/// of the same name.
///
/// # Errors
///
/// Where a template can't be read.
pub fn render(checked: Arc<Checked>) -> Result<Outputs, Error> {
    let renderer = Arc::new(SiteRenderer::new(checked)?);
    // First, since what it is made from is large and let go of.
    let search = search_files(&renderer);
    let mut outputs = OutputList::new(&renderer).outputs(&renderer);
    outputs.extend(search);
    Ok(outputs)
}

/// The search index, whose files can't be made one without the other.
pub fn search_files(renderer: &SiteRenderer) -> Outputs {
    search_files_while(renderer, &|| true).unwrap_or_default()
}

/// The same; none where they are `wanted` no longer.
pub fn search_files_while(renderer: &SiteRenderer, wanted: &dyn Fn() -> bool) -> Option<Outputs> {
    let mut files = Outputs::new();
    for edition in renderer.editions() {
        let cx = renderer.context_of(edition);
        let index = search::files(&search::documents(&cx), wanted)?;
        let folder = &cx.edition.folder;
        files.extend(
            index
                .into_iter()
                .map(|(name, bytes)| (format!("{folder}search/index/{name}"), Content::Bytes(bytes.into()))),
        );
    }
    Some(files)
}

/// The whole timeline as one JSON text: what `timeline.json` holds.
///
/// # Errors
///
/// Where a template can't be read.
pub fn export(checked: Arc<Checked>) -> Result<Content, Error> {
    let renderer = SiteRenderer::new(checked)?;
    Ok(Content::stream(move |out| formats::timeline_json(&renderer.context(), out)))
}

#[cfg(test)]
mod tests;
