//! Whether words stand in a text: quotations as editors write them, found as readers' browsers find them.
//!
//! Pure: no file, no network. `verify` compares with it, `check` tells by it whether a quotation was edited, and a
//! page's deep links are made with it. White space, typographic quotation marks, dashes, ligatures and the case of the
//! first letter are normalised; an ellipsis leaves words out and square brackets put an editor's words in. Nothing
//! else is forgiven, and nothing is matched vaguely: [`mod@closest_match`] only shows what stands there instead.

pub mod closest_match;
pub mod difference;
pub mod fragment;
pub mod matching;
pub mod normal;

mod pattern;

pub use closest_match::{ClosestMatch, SharedPassage, closest_match, shared_passage};
pub use difference::{WordChange, difference};
pub use fragment::Fragment;
pub use matching::{Match, matches};
pub use normal::{Normal, same_words};
