//! Takes the arguments, runs the command, sets the exit status.

use clap::Parser;
use dateline::commands::{self, Command};
use dateline::interruption;
use std::process::ExitCode;

/// Building a site is mostly putting short texts together, on every core: the system's allocator took a quarter of
/// the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Turns a folder of annotated Markdown events into a sourced timeline.
#[derive(Parser)]
#[command(name = "dateline", version, about, long_about = None)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    if let Err(error) = interruption::listen() {
        eprintln!("warning: {error}; a build that is stopped leaves its temporary files to the next one");
    }
    commands::run(command)
}
