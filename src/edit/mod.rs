//! Forms that write content: what a form holds, the small edit that it makes to the files, and what the checks say of it.
//!
//! [`control`] makes a form from the declaration of a kind of file; [`posted`] reads what a browser sent; [`change`] turns
//! that into the files as they would be, with [`patch`] and the files that follow ([`following`]): translations, and those
//! that refer to what gets another id; [`site`] judges the site with them in it; [`verdict`] says what came of that, field
//! by field; [`save`] writes. Who may do so is the business of `serve`.

pub mod change;
pub mod control;
pub mod entities;
mod fingerprints;
pub mod following;
pub mod ids;
pub mod page;
mod parts;
pub mod patch;
pub mod posted;
mod references;
pub mod save;
pub mod site;
pub mod value;
pub mod verdict;
