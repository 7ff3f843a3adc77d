//! The flags as typed. In: the command line; out: [`Cli`], words not yet given their meaning (see
//! [`super::settings`]), so that `dateline.toml` may hold the same words.

mod workbench;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use workbench::{
    CheckArgs, DiffArgs, DiffFormat, EvalArgs, ExplainArgs, ExportArgs, ExportFormat, GazetteerCommand, GoldFormat, ImportArgs,
    ImportFormat, MineArgs, ReportFormat, WorkArgs,
};
use workbench::{DIFF_HELP, EVAL_HELP, EXPLAIN_HELP, MINE_HELP};

const EXAMPLES: &str = "\
Examples:
  dateline extract press/ --out tables
  dateline extract 'press/**/*.html' --out tables --gazetteers my-lists
  dateline extract batch.jsonl.zst --out tables --id-field url --text-field body
  curl -s https://example.org/release | dateline extract - --format html --out tables";

const MERGE_HELP: &str = "\
Examples:
  dateline extract press/ --shard 1/2 --out part-1     (on one machine)
  dateline extract press/ --shard 2/2 --out part-2     (on another)
  dateline merge part-1 part-2 --out tables

The tables are, to the byte, those of one run over press/. The parts must be made by the same version, with the same lists
and options, of the same inputs. Exit status: as of extract.";

const EXIT_STATUS: &str = "\
Exit status:
  0  tables written, every document read (also when nothing was found)
  1  a gate that was asked for failed (--fail-on)
  2  wrong usage, or a list or configuration that cannot be used: nothing is written
  3  tables written, but at least one document failed or was read in part";

/// Reads press releases, communiqués and news and writes who, where and when as CSV tables.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, arg_required_else_help = true, subcommand_required = true, after_help = format!("{EXAMPLES}\n\n{EXIT_STATUS}"))]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Extract people, organisations, places, dates and posts into tables
    #[command(arg_required_else_help = true, after_help = format!("{EXAMPLES}\n\n{EXIT_STATUS}"))]
    Extract(Box<ExtractArgs>),
    /// Make the tables of one run of the parts that --shard made
    #[command(arg_required_else_help = true, after_help = MERGE_HELP)]
    Merge(MergeArgs),
    /// Check, import and export lists
    #[command(subcommand)]
    Gazetteer(GazetteerCommand),
    /// Say what is different between two runs, by entity, and why
    #[command(after_help = DIFF_HELP)]
    Diff(DiffArgs),
    /// Score a run against an answer key
    #[command(after_help = EVAL_HELP)]
    Eval(EvalArgs),
    /// Say why words of a document were found, or why not
    #[command(after_help = EXPLAIN_HELP)]
    Explain(ExplainArgs),
    /// List names that no entry claims, as a CSV to add to a list
    #[command(after_help = MINE_HELP)]
    Mine(MineArgs),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, in roff
    Man {
        /// A subcommand, for its own page
        command: Option<String>,
    },
}

/// Flags of `merge`.
#[derive(Debug, Args)]
pub struct MergeArgs {
    /// Output folders of all the parts, or their part.dateline, in any order
    #[arg(value_name = "PART", required = true)]
    pub parts: Vec<PathBuf>,

    /// Folder for the tables; what it held of an earlier run is replaced
    #[arg(long, short, value_name = "DIR")]
    pub out: PathBuf,

    /// Exit with 1 if a problem of this severity (error, warning, note) or worse, or of this code, was met (repeatable)
    #[arg(long, value_name = "SEVERITY|CODE", value_delimiter = ',')]
    pub fail_on: Vec<String>,

    /// Distinct entities at which the merge ends with an error, about half a kilobyte of memory each [default: 5000000]
    #[arg(long, value_name = "N")]
    pub max_entities: Option<usize>,

    /// Say nothing but errors that end the merge
    #[arg(long, short)]
    pub quiet: bool,
}

/// Flags of `extract`. Every one but INPUT, --shard, --resume, --config and --no-config is also a key of
/// `dateline.toml`: those say what this one run is, not how runs are to be.
#[derive(Debug, Args, Default)]
pub struct ExtractArgs {
    /// Files, folders, globs, or - for standard input
    ///
    /// .txt, .md, .html, .csv, .tsv, .jsonl and .ndjson, each also .gz or .zst. Folders are walked; hidden and ignored
    /// files are left out.
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<String>,

    /// Folder for the tables; what it held of an earlier run is replaced
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Folder of lists that add to and override the shipped ones (repeatable)
    #[arg(long, value_name = "DIR", help_heading = "Lists and rules")]
    pub gazetteers: Vec<PathBuf>,

    /// CSV file of who is the same as whom, and who is not: left,right,verdict,reason (repeatable)
    #[arg(long, value_name = "FILE", help_heading = "Lists and rules")]
    pub judgements: Vec<PathBuf>,

    /// Publication date of documents that state none
    #[arg(long, value_name = "DATE", help_heading = "Lists and rules")]
    pub published: Option<String>,

    /// Order of day and month where nothing in the document decides
    #[arg(long, value_name = "ORDER", help_heading = "Lists and rules")]
    pub locale: Option<Locale>,

    /// What relative dates are reckoned by
    #[arg(long, value_name = "PROFILE", help_heading = "Lists and rules")]
    pub profile: Option<Profile>,

    /// Read every input as txt, md, html, csv, tsv or jsonl, whatever its name
    #[arg(long, value_name = "FORMAT", help_heading = "Reading")]
    pub format: Option<String>,

    /// Encoding of the inputs, such as windows-1252; a byte order mark still wins
    #[arg(long, value_name = "LABEL", help_heading = "Reading")]
    pub encoding: Option<String>,

    /// What separates the cells of a .csv, such as ';' or '\t'
    #[arg(long, value_name = "CHAR", help_heading = "Reading")]
    pub delimiter: Option<String>,

    /// Field of a record that holds its id [default: id]
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub id_field: Option<String>,

    /// Field of a record that holds its text [default: text]
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub text_field: Option<String>,

    /// Field of a record that holds its title [default: title]
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub title_field: Option<String>,

    /// Field of a record that holds its publication date [default: published]
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub published_field: Option<String>,

    /// Field of a record that holds the publisher's host name or the page's address [default: domain]
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub domain_field: Option<String>,

    /// Length of the longest document that is read, such as 50MiB [default: 32MiB]
    #[arg(long, value_name = "SIZE", help_heading = "Reading")]
    pub max_document_bytes: Option<String>,

    /// Work on one part of the documents only, such as 2/8; `dateline merge` makes one run of all the parts
    #[arg(long, value_name = "I/N", help_heading = "Running")]
    pub shard: Option<String>,

    /// Carry on from where an interrupted run into the same folder stopped, if there is one
    #[arg(long, help_heading = "Running")]
    pub resume: bool,

    /// Distinct entities at which the run ends with an error, about half a kilobyte of memory each [default: 5000000]
    #[arg(long, value_name = "N", help_heading = "Running")]
    pub max_entities: Option<usize>,

    /// Put ' before cells that a spreadsheet would take for formulas
    #[arg(long, help_heading = "Writing")]
    pub spreadsheet_safe: bool,

    /// Begin each table with a byte order mark, for Excel
    #[arg(long, help_heading = "Writing")]
    pub bom: bool,

    /// Exit with 1 if a problem of this severity (error, warning, note) or worse, or of this code, was met (repeatable)
    #[arg(long, value_name = "SEVERITY|CODE", value_delimiter = ',', help_heading = "Running")]
    pub fail_on: Vec<String>,

    /// Number of threads [default: one for each core]; the tables do not depend on it
    #[arg(long, short = 'j', value_name = "N", help_heading = "Running")]
    pub threads: Option<usize>,

    /// Say nothing but errors that end the run
    #[arg(long, short, conflicts_with = "verbose", help_heading = "Running")]
    pub quiet: bool,

    /// Say every problem, and what the settings are
    #[arg(long, short, help_heading = "Running")]
    pub verbose: bool,

    /// Colours on the terminal; NO_COLOR is heeded
    #[arg(long, value_name = "WHEN", help_heading = "Running")]
    pub color: Option<When>,

    /// Settings file, instead of the nearest dateline.toml from the working folder upwards
    #[arg(long, value_name = "FILE", conflicts_with = "no_config", help_heading = "Running")]
    pub config: Option<PathBuf>,

    /// Look for no dateline.toml
    #[arg(long, help_heading = "Running")]
    pub no_config: bool,
}

/// Order of day and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Locale {
    /// 03.04. is 3 April
    DayFirst,
    /// 03/04 is March 4
    MonthFirst,
}

/// Kind of text, for relative dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Profile {
    /// Press releases and news: what happened lately
    News,
    /// Stories: what happened after what was told before
    Narrative,
    /// Reports and minutes: the period under report
    Report,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
