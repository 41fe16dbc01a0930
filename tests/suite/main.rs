//! Everything that is tested from outside of the crate, but for what needs a browser: one program, so that the crate
//! and its packages are linked once. `tests/README.md` tells what each module holds.

mod harness;

mod cases;
