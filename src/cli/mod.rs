//! The command line. In: arguments and `dateline.toml`; out: what was asked for, and an exit status.
//!
//! ```text
//! args ─┐
//!       ├▶ settings ──▶ extract ──▶ run ──▶ report
//! config┘   what they    the one job          stderr, exit status
//!           mean, once
//! ```
//!
//! Exit status: 0 done; 1 a gate that was asked for failed; 2 the request cannot be carried out, nothing is written;
//! 3 tables written, but a document failed or was read in part.

mod args;
mod config;
mod diff;
mod eval;
mod explain;
mod extract;
mod gate;
mod gazetteer;
mod generate;
mod merge;
mod mine;
mod output;
mod progress;
mod report;
mod settings;
mod work;

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;

/// Tables are written and every document was read.
const DONE: u8 = 0;
/// A gate that was asked for failed.
const GATE_FAILED: u8 = 1;
/// Nothing is written.
const UNUSABLE: u8 = 2;
/// Tables are written, but not every document was read whole.
const READ_IN_PART: u8 = 3;

/// Run the program.
pub fn main() -> ExitCode {
    // clap itself ends the program on --help, --version and wrong usage, with 0, 0 and 2.
    let outcome = match args::Cli::parse().command {
        args::Command::Extract(args) => extract::extract(&args),
        args::Command::Merge(args) => merge::merge(&args),
        args::Command::Gazetteer(args::GazetteerCommand::Check(args)) => gazetteer::check(&args),
        args::Command::Diff(args) => diff::diff(&args),
        args::Command::Eval(args) => eval::eval(&args),
        args::Command::Explain(args) => explain::explain(&args),
        args::Command::Gazetteer(args::GazetteerCommand::Import(args)) => gazetteer::import(&args),
        args::Command::Gazetteer(args::GazetteerCommand::Export(args)) => gazetteer::export(&args),
        args::Command::Mine(args) => mine::mine(&args),
        args::Command::Completions { shell } => generate::completions(shell),
        args::Command::Man { command } => generate::man(command.as_deref()),
    };
    let status = outcome.unwrap_or_else(|error| {
        complain(&format!("{error:#}"));
        UNUSABLE
    });
    ExitCode::from(status)
}

/// Results on stdout. A reader that stops reading (`| head`) is no fault.
fn print(text: &[u8]) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Something to know on stderr that is no error.
fn remark(message: &str) {
    let _ = writeln!(std::io::stderr().lock(), "note: {message}");
}

/// One error on stderr. A closed stderr is no reason to panic.
fn complain(message: &str) {
    let mut err = std::io::stderr().lock();
    let red = err.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    let label = if red { "\u{1b}[1;31merror:\u{1b}[0m" } else { "error:" };
    let _ = writeln!(err, "{label} {message}");
}
