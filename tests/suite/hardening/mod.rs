//! What an adversary found from outside, each as a test: `docs/hardening.md` tells of them.

mod archive;
mod connections;
mod html;
#[cfg(unix)]
mod linked_folders;
mod records;
mod robots;
mod staging;
mod workflows;
