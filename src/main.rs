//! The command-line program: reads the command line, does what it says, turns the outcome into an exit status.

mod cli;

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// A document makes some thousands of small pieces, and a thread other than the one that made them gives them back.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    cli::main()
}
