//! The words of Dateline as types.

pub mod date;
pub mod time;

pub use date::{Bound, DateError, EventDate, Precision};
pub use time::EventTime;
