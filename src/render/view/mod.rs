//! What templates see: a small struct per page family, and nothing of the model.

pub mod event;
pub mod inline;
pub mod source;

mod claims;
mod event_page;
pub mod front;
mod lists;
mod notices;
mod page;
mod parties;
mod sources;

pub use page::Shared;
