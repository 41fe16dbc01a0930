//! Dateline turns a folder of annotated Markdown events into a sourced timeline.

pub mod check;
pub mod diagnostic;
pub mod error;
pub mod ledger;
pub mod model;
pub mod parse;
pub mod quotation;
pub mod read;
pub mod resolve;
pub mod words;
pub mod write;

pub use error::Error;
