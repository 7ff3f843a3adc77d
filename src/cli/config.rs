//! `dateline.toml`. In: a folder to look from, or a file; out: [`Config`], the same words as the flags, each with the
//! line it stands on.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use toml::Spanned;

/// The file's name.
pub const NAME: &str = "dateline.toml";

/// The keys, as they stand in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Keys {
    pub out: Option<Spanned<PathBuf>>,
    pub gazetteers: Option<Spanned<OneOrMany<PathBuf>>>,
    pub judgements: Option<Spanned<OneOrMany<PathBuf>>>,
    pub published: Option<Spanned<Word>>,
    pub locale: Option<Spanned<String>>,
    pub profile: Option<Spanned<String>>,
    pub format: Option<Spanned<String>>,
    pub encoding: Option<Spanned<String>>,
    pub delimiter: Option<Spanned<String>>,
    pub id_field: Option<Spanned<String>>,
    pub text_field: Option<Spanned<String>>,
    pub title_field: Option<Spanned<String>>,
    pub published_field: Option<Spanned<String>>,
    pub domain_field: Option<Spanned<String>>,
    pub max_document_bytes: Option<Spanned<Word>>,
    pub max_entities: Option<Spanned<usize>>,
    pub spreadsheet_safe: Option<Spanned<bool>>,
    pub bom: Option<Spanned<bool>>,
    pub fail_on: Option<Spanned<OneOrMany<String>>>,
    pub threads: Option<Spanned<usize>>,
    pub quiet: Option<Spanned<bool>>,
    pub verbose: Option<Spanned<bool>>,
    pub color: Option<Spanned<String>>,
}

/// A value that may be written with or without quotes: a date or a number.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Word {
    Text(String),
    Number(u64),
    Date(toml::value::Datetime),
}

impl Word {
    pub fn into_text(self) -> String {
        match self {
            Word::Text(text) => text,
            Word::Number(number) => number.to_string(),
            Word::Date(date) => date.to_string(),
        }
    }
}

/// A flag that may be repeated takes one value or a list of them.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    pub fn into_list(self) -> Vec<T> {
        match self {
            OneOrMany::One(one) => vec![one],
            OneOrMany::Many(many) => many,
        }
    }
}

/// A settings file, read.
#[derive(Debug, Default)]
pub struct Config {
    /// Where it is; empty when there is none.
    pub path: PathBuf,
    /// What it says.
    pub keys: Keys,
    source: String,
}

impl Config {
    /// The nearest file from `folder` upwards; none is no error.
    pub fn find(folder: &Path) -> Result<Config> {
        match folder.ancestors().map(|f| f.join(NAME)).find(|p| p.is_file()) {
            Some(path) => Config::read(&path),
            None => Ok(Config::default()),
        }
    }

    /// Read a file.
    pub fn read(path: &Path) -> Result<Config> {
        let source = std::fs::read_to_string(path).with_context(|| {
            format!("{}: the settings file cannot be read; expected TOML in UTF-8; mend the path, or pass --no-config", path.display())
        })?;
        match toml::from_str(&source) {
            Ok(keys) => Ok(Config { path: path.to_owned(), keys, source }),
            Err(error) => {
                let at = error.span().map_or(0, |s| s.start);
                let (line, column) = position(&source, at);
                let said = error.message().replace("unknown field", "unknown key").replace('\n', " ");
                let said = said.replace("data did not match any variant of untagged enum", "expected a plain value for");
                bail!("{}:{line}:{column}: {said}; mend the line, or pass --no-config", path.display())
            }
        }
    }

    /// Line that a value stands on.
    pub fn line<T>(&self, value: &Spanned<T>) -> usize {
        position(&self.source, value.span().start).0
    }

    /// A path in the file is relative to the file's folder.
    pub fn resolve(&self, path: &Path) -> PathBuf {
        match self.path.parent() {
            Some(folder) => folder.join(path),
            None => path.to_owned(),
        }
    }
}

/// Line and column in characters of a byte offset, from 1.
fn position(source: &str, at: usize) -> (usize, usize) {
    let before = source.get(..at).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn error(content: &str) -> Result<String> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join(NAME);
        std::fs::write(&path, content)?;
        let said = match Config::read(&path) {
            Ok(_) => "fine".into(),
            Err(e) => format!("{e:#}"),
        };
        Ok(said.replace(&format!("{}{}", folder.path().display(), std::path::MAIN_SEPARATOR), ""))
    }

    #[test]
    fn messages() -> Result<()> {
        assert_eq!(
            error("threads = 2\ngazetteers = [\"a\", \"b\"]\npublished = 2019-10-16\nmax-document-bytes = 5000\nfail-on = \"error\"\n")?,
            "fine"
        );
        let unknown = error("bom = true\nthread = 2\n")?;
        assert!(
            unknown
                .starts_with("dateline.toml:2:1: unknown key `thread`, expected one of `out`, `gazetteers`, `judgements`, `published`, "),
            "{unknown}"
        );
        assert!(unknown.ends_with("`color`; mend the line, or pass --no-config"), "{unknown}");
        assert_eq!(
            error("bom = 3\n")?,
            "dateline.toml:1:7: invalid type: integer `3`, expected a boolean; mend the line, or pass --no-config"
        );
        assert_eq!(error("published = true\n")?, "dateline.toml:1:13: expected a plain value for Word; mend the line, or pass --no-config");
        assert!(error("bom = \n")?.starts_with("dateline.toml:1:7: "));
        Ok(())
    }

    #[test]
    fn found_upwards() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let deep = folder.path().join("a/b");
        std::fs::create_dir_all(&deep)?;
        std::fs::write(folder.path().join(NAME), "\nout = 'tables'\n")?;
        let config = Config::find(&deep)?;
        let Some(out) = &config.keys.out else { bail!("no out") };
        assert_eq!(config.resolve(out.get_ref()), folder.path().join("tables"));
        assert_eq!(config.line(out), 2);
        Ok(())
    }

    /// Flags and keys cannot drift apart.
    #[test]
    fn same_keys_as_flags() {
        let said = toml::from_str::<Keys>("no-such-key = 1").err().map(|e| e.to_string()).unwrap_or_default();
        let command = super::super::args::Cli::command();
        let extract = command.find_subcommand("extract").map(|c| c.get_arguments().filter_map(|a| a.get_long()).collect::<Vec<_>>());
        let flags: Vec<&str> = extract
            .unwrap_or_default()
            .into_iter()
            .filter(|f| !matches!(*f, "config" | "no-config" | "shard" | "resume" | "help"))
            .collect();
        assert!(flags.len() > 15);
        for flag in &flags {
            assert!(said.contains(&format!("`{flag}`")), "{flag} is no key");
        }
        assert_eq!(said.matches("`, `").count() + 1, flags.len(), "a key that is no flag: {said}");
    }
}
