//! Maps and sets without order, for what is looked up by the ten thousand: the door to `hashbrown`.
//!
//! They hash several times as fast as the standard library's. An attacker who picks keys so that they collide could slow them
//! down; those of a site are its editors' own. What other hosts send goes into the standard library's.

pub use hashbrown::hash_map::Entry;
pub use hashbrown::{HashMap, HashSet};
