//! Everything that is tested from outside of the crate, but for what needs a browser: one program, so that the crate
//! and its packages are linked once. `tests/README.md` tells what each module holds.

mod harness;

#[path = "../../fuzz/trials/mod.rs"]
mod trials;

mod architecture;
mod archive;
mod cards;
mod cases;
mod check;
mod documentation;
mod edtf;
mod explained;
mod faults;
mod formats;
mod fuzzed;
mod hardening;
mod hostile;
mod import;
mod init;
mod languages;
mod links;
mod network;
mod new;
mod new_source;
mod outcome;
mod outputs;
mod own_content;
mod pdf;
mod properties;
mod round_trip;
mod schema;
mod serve;
mod strict;
mod tidy;
mod verify;
mod withheld;
mod words;
