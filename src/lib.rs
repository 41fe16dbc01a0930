//! Dateline turns a folder of annotated Markdown events into a sourced timeline.
//!
//! A site is a function from files to files, and this is the function:
//!
//! ```text
//! content/ ─ read ─▶ parse ─▶ resolve ─▶ check ─▶ plan ─▶ render ─▶ write ─ public/
//!           files    what a    what the   what is   which     how it    files
//!                    file says  whole says wrong     pages     looks
//! ```
//!
//! Only the two ends touch the disk. `ARCHITECTURE.md` follows one event through.

pub mod read;

pub mod parse;

// The same in each further language.
pub mod localize;

pub mod resolve;

pub mod ledger;

pub mod check;

pub mod plan;

pub mod document;

pub mod render;

pub mod write;

// The stages in a row, and what the first half of them hands to the second.
pub mod checked;
pub mod pipeline;

// What the stages speak of and with.
pub mod atomic;
pub mod diagnostic;
pub mod error;
pub mod hashing;
pub mod interruption;
pub mod model;
pub mod net;
pub mod progress;
pub mod quotation;
pub mod text;
pub mod withheld;
pub mod words;
pub mod yaml;

// What stands beside the pipeline and calls it.
pub mod archive;
pub mod commands;
pub mod edit;
pub mod import;
pub mod links;
pub mod metadata;
pub mod tidy;
pub mod verify;

pub use checked::Checked;
pub use error::Error;
pub use pipeline::{Options, check, judge, judge_cached, render};
