//! What an adversary found from outside, each as a test: `docs/hardening.md` tells of them.

#[path = "../loopback/mod.rs"]
mod loopback;

mod robots;

mod records;
