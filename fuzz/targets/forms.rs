#![no_main]

#[path = "../trials/mod.rs"]
#[allow(dead_code, reason = "each target is one trial of several")]
mod trials;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| trials::forms::try_it(bytes));
