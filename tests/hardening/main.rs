//! What an adversary found from outside, each as a test: `docs/hardening.md` tells of them.

#[path = "../loopback/mod.rs"]
mod loopback;
#[path = "../workbench/mod.rs"]
#[allow(dead_code, reason = "the desk is shared, and no test needs all of it")]
mod workbench;

mod html;
mod records;
mod robots;
