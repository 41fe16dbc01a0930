//! Pictures, drawn when the site is built and said in words beside.

mod chart;
mod questions;
mod syndication;
mod time_scale;

pub use chart::{ChartView, chart};
pub use questions::{QuestionsView, questions};
pub use syndication::{SyndicationView, syndication, syndication_of};
