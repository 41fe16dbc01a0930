//! The site's pages: templates, filled with views.
//!
//! Templates see small structs made for one family of them each, and nothing of the model. Events and sources reach a page's
//! template as finished [`fragments`] only, which can't be had without what must stand with them. In all markup a
//! placeholder stands for the way to the site's root, until a whole page is written.

mod context;
mod ensure_noticed;
mod templates;

// What several pages show, each with its view.
mod claims;
mod dates;
mod event;
mod languages;
mod links;
mod media;
mod source;
mod stances;

mod fragments;
mod prose;

mod citation;
mod head;
mod pictures;
mod shared;
mod shell;

mod pages;

pub use context::{FragmentCache, PageContext};
pub use pages::{page, write_all_page};
pub use shared::Shared;
pub use templates::Templates;
