//! What an adversary found from outside, each as a test: `docs/hardening.md` tells of them.

#[path = "../loopback/mod.rs"]
mod loopback;
#[path = "../serve/preview.rs"]
#[allow(dead_code, reason = "the preview is shared, and no test needs all of it")]
mod preview;
#[path = "../workbench/mod.rs"]
#[allow(dead_code, reason = "the desk is shared, and no test needs all of it")]
mod workbench;

mod archive;
mod connections;
mod html;
#[cfg(unix)]
mod linked_folders;
mod records;
mod robots;
mod workflows;
