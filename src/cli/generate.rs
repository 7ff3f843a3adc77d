//! Completion scripts and manual pages, made from the same description as `--help`. In: a shell or a subcommand; out:
//! text on standard output.

use anyhow::{Result, bail};
use clap::CommandFactory;

use super::args::Cli;

/// Print the completion script of a shell.
pub fn completions(shell: clap_complete::Shell) -> Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "dateline", &mut script);
    super::print(&script)?;
    Ok(super::DONE)
}

/// Print the manual page of the program or of a subcommand.
pub fn man(subcommand: Option<&str>) -> Result<u8> {
    let mut command = Cli::command();
    command.build();
    let page = match subcommand {
        None => command,
        Some(name) => {
            let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
            match command.find_subcommand(name) {
                Some(found) => found.clone(),
                None => bail!("man: no subcommand is called `{name}`; expected one of {}", names.join(", ")),
            }
        }
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text)?;
    super::print(&text)?;
    Ok(super::DONE)
}
