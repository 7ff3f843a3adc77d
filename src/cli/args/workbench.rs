//! The flags of the workbench as typed: `gazetteer`, `explain`, `mine`, `diff`, `eval`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// Flags by which the commands of the workbench read and extract, as `extract` does.
#[derive(Debug, Args, Clone, Default)]
pub struct WorkArgs {
    /// Folder of lists that add to and override the shipped ones (repeatable)
    #[arg(long, value_name = "DIR", help_heading = "Reading")]
    pub gazetteers: Vec<PathBuf>,

    /// Publication date of documents that state none
    #[arg(long, value_name = "DATE", help_heading = "Reading")]
    pub published: Option<String>,

    /// Read every input as txt, md, html, csv, tsv or jsonl, whatever its name
    #[arg(long, value_name = "FORMAT", help_heading = "Reading")]
    pub input_format: Option<String>,

    /// Settings file, instead of the nearest dateline.toml from the working folder upwards
    #[arg(long, value_name = "FILE", conflicts_with = "no_config", help_heading = "Reading")]
    pub config: Option<PathBuf>,

    /// Look for no dateline.toml
    #[arg(long, help_heading = "Reading")]
    pub no_config: bool,
}

/// Subcommands of `gazetteer`.
#[derive(Debug, Subcommand)]
pub enum GazetteerCommand {
    /// Name every fault of lists, with file, line, column and mend
    #[command(after_help = CHECK_HELP)]
    Check(CheckArgs),
    /// Make a folder of lists from another program's
    #[command(after_help = IMPORT_HELP)]
    Import(ImportArgs),
    /// Write lists for another program
    Export(ExportArgs),
}

const IMPORT_HELP: &str = "\
Formats:
  geonames     a GeoNames dump (allCountries.txt, DE.txt): 19 columns, tabs
  gate         GATE lists.def with its .lst files, or one .lst
  spacy        patterns of spaCy's entity_ruler, JSON lines
  corenlp      TokensRegexNER: pattern, type, overwritable types, priority; tabs
  wikidata     result of a query, CSV or JSON: item, itemLabel, itemAltLabel, coord …
  ftm          FollowTheMoney entities (OpenSanctions), JSON lines
  plain        a name a line; other spellings behind a tab

Exit status:
  0  imported; what could not be carried is listed
  2  wrong usage, or a file that cannot be read: nothing is written";

/// Flags of `gazetteer import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Format of the file
    #[arg(value_name = "FORMAT")]
    pub format: ImportFormat,

    /// The file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// Folder for the lists; it must not hold any yet
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,

    /// Type of entries where the file says none
    #[arg(long = "type", value_name = "TYPE", default_value = "organization")]
    pub type_: String,
}

/// Formats of other programs' lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImportFormat {
    /// GeoNames dump
    Geonames,
    /// GATE .lst or lists.def
    Gate,
    /// spaCy entity_ruler JSONL
    Spacy,
    /// CoreNLP TokensRegexNER TSV
    Corenlp,
    /// Wikidata query result, CSV or JSON
    Wikidata,
    /// FollowTheMoney JSON lines
    Ftm,
    /// A name a line
    Plain,
}

/// Flags of `gazetteer export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Format to write
    #[arg(value_name = "FORMAT")]
    pub format: ExportFormat,

    /// Folder of lists
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,

    /// File (spacy) or folder (gate) to write
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
}

/// Formats that are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Patterns of spaCy's entity_ruler
    Spacy,
    /// GATE lists.def and .lst
    Gate,
}

pub(super) const MINE_HELP: &str = "\
The CSV goes to standard output: name, type (a suggestion), note (how often, why, where). Edit it, put it into a folder of
lists, and give that folder with --gazetteers.";

/// Flags of `mine`.
#[derive(Debug, Args)]
pub struct MineArgs {
    /// Files, folders, globs, or - for standard input
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<String>,

    /// Mentions that structure alone found are listed below this confidence
    #[arg(long, value_name = "SHARE", default_value_t = 0.6)]
    pub below: f32,

    /// Names met fewer times are left out
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub min_count: usize,

    /// Only the N most frequent names
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,

    #[command(flatten)]
    pub work: WorkArgs,
}

const CHECK_HELP: &str = "\
Exit status:
  0  no error and no warning (notes do not count)
  1  an error or a warning was found
  2  wrong usage, or a folder that cannot be read";

/// Flags of `gazetteer check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Folders of lists [default: those of dateline.toml, else ./gazetteers]
    #[arg(value_name = "DIR")]
    pub folders: Vec<PathBuf>,

    /// Documents to try the lists on: names entries that never fire, are refused, or always lose (repeatable)
    #[arg(long, value_name = "INPUT")]
    pub corpus: Vec<String>,

    /// How to say it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ReportFormat,

    /// A code that is not reported (repeatable)
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub allow: Vec<String>,

    /// The day by which terms of office are over [default: today]
    #[arg(long, value_name = "DATE")]
    pub today: Option<String>,

    #[command(flatten)]
    pub work: WorkArgs,
}

pub(super) const DIFF_HELP: &str = "\
Exit status:
  0  compared
  1  a gate that was asked for failed (--fail-on-change, --max-removed)
  2  wrong usage, or a folder that holds no run";

/// Flags of `diff`.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// Folder of the tables as they were
    #[arg(value_name = "OLD_OUT")]
    pub old: PathBuf,

    /// Folder of the tables as they are
    #[arg(value_name = "NEW_OUT")]
    pub new: PathBuf,

    /// How to say it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: DiffFormat,

    /// Exit with 1 if anything changed
    #[arg(long)]
    pub fail_on_change: bool,

    /// Exit with 1 if more than N entities, places and dates were removed
    #[arg(long, value_name = "N")]
    pub max_removed: Option<usize>,
}

pub(super) const EVAL_HELP: &str = "\
Examples:
  dateline eval --gold key.jsonl                       the texts of the answer key itself
  dateline eval --gold brat/ press/                    documents whose ids the answer key has
  dateline eval --gold key.jsonl tables --compare old-tables

Exit status:
  0  scored
  1  a gate that was asked for failed (--min-f1)
  2  wrong usage, or an answer key that cannot be used
  3  scored, but at least one document could not be read";

/// Flags of `eval`.
#[derive(Debug, Args)]
pub struct EvalArgs {
    /// Answer key: our JSONL, brat (.ann or a folder), CoNLL columns, spaCy JSONL
    #[arg(long, value_name = "GOLD")]
    pub gold: PathBuf,

    /// Format of the answer key [default: by its name and first line]
    #[arg(long, value_name = "FORMAT")]
    pub gold_format: Option<GoldFormat>,

    /// Documents, or the folder of tables that a run wrote [default: the answer key's own texts]
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<String>,

    /// Exit with 1 if F1 of a type (person, organization, place, date …), measure or `all` is lower, as in person=0.8
    #[arg(long, value_name = "TYPE=F1", value_delimiter = ',')]
    pub min_f1: Vec<String>,

    /// Folder of tables of an older run, to compare with by a paired bootstrap
    #[arg(long, value_name = "OLD_OUT")]
    pub compare: Option<PathBuf>,

    /// How many errors are listed
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub errors: usize,

    /// For programs
    #[arg(long)]
    pub json: bool,

    #[command(flatten)]
    pub work: WorkArgs,
}

pub(super) const EXPLAIN_HELP: &str = "\
Examples:
  dateline explain press/a.txt --text PAM
  dateline explain press/a.txt --at 51:54
  dateline explain batch.jsonl --doc release-7 --line 3 --json";

/// Flags of `explain`.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("where").required(true)))]
pub struct ExplainArgs {
    /// The document, or a file of several
    #[arg(value_name = "FILE")]
    pub file: String,

    /// Words, wherever they stand in the document
    #[arg(long, value_name = "WORDS", group = "where")]
    pub text: Option<String>,

    /// Code points from START to before END, as in mentions.csv
    #[arg(long, value_name = "START:END", group = "where")]
    pub at: Option<String>,

    /// A line of the document's text
    #[arg(long, value_name = "N", group = "where")]
    pub line: Option<usize>,

    /// Id of the document, in a file of several
    #[arg(long, value_name = "ID")]
    pub doc: Option<String>,

    /// For programs
    #[arg(long)]
    pub json: bool,

    #[command(flatten)]
    pub work: WorkArgs,
}

/// Formats of answer keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GoldFormat {
    /// dateline's own
    Jsonl,
    /// spaCy or Prodigy
    Spacy,
    /// brat standoff
    Brat,
    /// CoNLL columns
    Conll,
}

/// Renderers of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// For a pull request
    Markdown,
}

/// Renderers of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people: the line, underlined, and the mend
    Text,
    /// For programs
    Json,
    /// Annotations and summary of GitHub Actions
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// JUnit XML, for CI servers
    Junit,
}
