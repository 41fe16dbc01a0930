//! What the fuzzer tries: one function for each target, which takes any bytes and panics when something is wrong.
//!
//! The same functions run on the small corpora in `cargo test --test suite fuzzed`.

pub mod edtf;
pub mod forms;
pub mod front_matter;
pub mod html;
pub mod importers;
pub mod in_memory;
pub mod json;
pub mod markdown;
pub mod page_metadata;
pub mod site;
#[allow(dead_code, reason = "each user of the trials uses a part of them")]
pub mod texts;
pub mod xml;

/// The bytes as text, as far as they are one: `read` hands on nothing else.
pub fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok().filter(|text| !text.contains(['\0', '\r']))
}
