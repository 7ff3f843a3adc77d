//! What flags and `dateline.toml` mean together. In: the words of both; out: [`Settings`], checked; or a message that
//! names the flag or the line, the value met and what was expected. A flag overrides the file.

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use clap::ValueEnum;
use dateline::read::{Format, ReadOptions, options, published};
use toml::Spanned;

use super::args::{ExtractArgs, Locale, Profile, When};
use super::config::Config;
use super::gate::Gate;

/// What a run of `extract` is to do.
#[derive(Debug)]
pub struct Settings {
    /// Inputs as typed.
    pub inputs: Vec<String>,
    /// Folder for the tables.
    pub out: PathBuf,
    /// Folders of lists.
    pub gazetteers: Vec<PathBuf>,
    /// Files of judgements.
    pub judgements: Vec<PathBuf>,
    /// How to read.
    pub read: ReadOptions,
    /// Order of day and month where nothing decides.
    pub locale: Option<Locale>,
    /// How relative dates are reckoned.
    pub profile: Profile,
    /// Guard cells against formulas.
    pub spreadsheet_safe: bool,
    /// Begin tables with a byte order mark.
    pub bom: bool,
    /// Gates to pass.
    pub gates: Vec<Gate>,
    /// Carry on an interrupted run.
    pub resume: bool,
    /// Distinct entities at which to stop.
    pub max_entities: Option<usize>,
    /// Number of threads.
    pub threads: usize,
    /// Nothing on stderr.
    pub quiet: bool,
    /// Everything on stderr.
    pub verbose: bool,
    /// Colours.
    pub color: When,
    /// The settings file, if one was used.
    pub config: Option<PathBuf>,
}

/// A value and where it was said.
struct Said<T> {
    value: T,
    place: Place,
}

/// Where a value was said.
enum Place {
    Flag(&'static str),
    File(PathBuf, usize, &'static str),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Flag(name) => write!(f, "--{name}"),
            Place::File(path, line, name) => write!(f, "{}:{line}: {name}", path.display()),
        }
    }
}

impl<T> Said<T> {
    /// Give the value its meaning.
    fn mean<U>(self, meaning: impl FnOnce(T) -> Result<U, String>) -> Result<U> {
        meaning(self.value).map_err(|message| anyhow!("{}: {message}", self.place))
    }
}

/// What is wrong with `--max-entities 0`.
pub const TOO_FEW: &str = "0 entities are too few; expected 1 or more";

impl Settings {
    /// Make sense of the command line, as typed in `folder`.
    pub fn new(args: &ExtractArgs, folder: &Path) -> Result<Settings> {
        let mut config = match &args.config {
            Some(path) => Config::read(path)?,
            None if args.no_config => Config::default(),
            None => Config::find(folder)?,
        };
        let keys = std::mem::take(&mut config.keys);
        let file = &config;
        let out = args.out.clone().or_else(|| keys.out.map(|p| file.resolve(p.get_ref())));
        let Some(out) = out else {
            bail!("--out: no folder for the tables is given; expected --out DIR, or out = \"DIR\" in {}", super::config::NAME)
        };
        let gazetteers = match keys.gazetteers {
            _ if !args.gazetteers.is_empty() => args.gazetteers.clone(),
            Some(list) => list.into_inner().into_list().iter().map(|p| file.resolve(p)).collect(),
            None => Vec::new(),
        };
        let judgements = match keys.judgements {
            _ if !args.judgements.is_empty() => args.judgements.clone(),
            Some(list) => list.into_inner().into_list().iter().map(|p| file.resolve(p)).collect(),
            None => Vec::new(),
        };
        let text = |name, flag: &Option<String>, key: Option<Spanned<String>>| either(file, name, flag.clone(), key);
        let read = ReadOptions {
            encoding: text("encoding", &args.encoding, keys.encoding)
                .map(|s| s.mean(|w| options::encoding(&w).map_err(|e| e.message)))
                .transpose()?,
            format: text("format", &args.format, keys.format)
                .map(|s| s.mean(|w| w.parse::<Format>().map_err(|e| e.message)))
                .transpose()?,
            delimiter: text("delimiter", &args.delimiter, keys.delimiter).map(|s| s.mean(|w| delimiter(&w))).transpose()?,
            id_field: text("id-field", &args.id_field, keys.id_field).map(|s| s.value),
            text_field: text("text-field", &args.text_field, keys.text_field).map(|s| s.value),
            title_field: text("title-field", &args.title_field, keys.title_field).map(|s| s.value),
            published_field: text("published-field", &args.published_field, keys.published_field).map(|s| s.value),
            domain_field: text("domain-field", &args.domain_field, keys.domain_field).map(|s| s.value),
            max_document_bytes: match either(file, "max-document-bytes", args.max_document_bytes.clone(), keys.max_document_bytes.map(word))
            {
                Some(said) => said.mean(|w| size(&w))?,
                None => options::DEFAULT_MAX_DOCUMENT_BYTES,
            },
            published: either(file, "published", args.published.clone(), keys.published.map(word))
                .map(|s| s.mean(|w| day(&w)))
                .transpose()?,
            shard: args.shard.as_ref().map(|w| w.parse().map_err(|e| anyhow!("--shard: {e}"))).transpose()?,
        };
        let fail_on = match keys.fail_on {
            _ if !args.fail_on.is_empty() => Some(Said { value: args.fail_on.clone(), place: Place::Flag("fail-on") }),
            Some(list) => {
                let place = Place::File(file.path.clone(), file.line(&list), "fail-on");
                Some(Said { value: list.into_inner().into_list(), place })
            }
            None => None,
        };
        let gates = fail_on.map(|s| s.mean(|words| words.iter().map(|w| Gate::parse(w)).collect::<Result<Vec<_>, _>>())).transpose()?;
        let threads = match either(file, "threads", args.threads, keys.threads) {
            Some(said) => said.mean(|n| if n > 0 { Ok(n) } else { Err("0 threads do nothing; expected 1 or more".into()) })?,
            None => std::thread::available_parallelism().map_or(1, Into::into),
        };
        let max_entities = match either(file, "max-entities", args.max_entities, keys.max_entities) {
            Some(said) => Some(said.mean(|n| if n > 0 { Ok(n) } else { Err(TOO_FEW.into()) })?),
            None => None,
        };
        let on = |flag: bool, key: Option<Spanned<bool>>| flag || key.is_some_and(|k| *k.get_ref());
        Ok(Settings {
            inputs: args.inputs.clone(),
            out,
            gazetteers,
            judgements,
            read,
            locale: choice(file, "locale", args.locale, keys.locale)?,
            profile: choice(file, "profile", args.profile, keys.profile)?.unwrap_or(Profile::News),
            spreadsheet_safe: on(args.spreadsheet_safe, keys.spreadsheet_safe),
            bom: on(args.bom, keys.bom),
            gates: gates.unwrap_or_default(),
            resume: args.resume,
            max_entities,
            threads,
            // One of the two on the command line puts the other of the file out of force.
            quiet: on(args.quiet, keys.quiet) && !args.verbose,
            verbose: on(args.verbose, keys.verbose) && !args.quiet,
            color: choice(file, "color", args.color, keys.color)?.unwrap_or(When::Auto),
            config: (!config.path.as_os_str().is_empty()).then(|| config.path.clone()),
        })
    }

    /// The options that can change a row, for run.json: not the output folder, the number of threads or how much is
    /// said on the way. Sorted by name.
    pub fn recorded(&self) -> serde_json::Map<String, serde_json::Value> {
        let r = &self.read;
        let pairs: [(&str, serde_json::Value); 14] = [
            ("bom", self.bom.into()),
            ("delimiter", r.delimiter.map(|b| char::from(b).to_string()).into()),
            ("domain-field", r.domain().into()),
            ("encoding", r.encoding.map(|e| e.name()).into()),
            ("format", r.format.map(Format::as_str).into()),
            ("id-field", r.id().into()),
            ("locale", self.locale.map(name).into()),
            ("max-document-bytes", r.max_document_bytes.into()),
            ("profile", name(self.profile).into()),
            ("published", r.published.clone().into()),
            ("published-field", r.published().into()),
            ("spreadsheet-safe", self.spreadsheet_safe.into()),
            ("text-field", r.text().into()),
            ("title-field", r.title().into()),
        ];
        pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
    }
}

/// The flag, else the key of the file.
fn either<T>(file: &Config, name: &'static str, flag: Option<T>, key: Option<Spanned<T>>) -> Option<Said<T>> {
    flag.map(|value| Said { value, place: Place::Flag(name) }).or_else(|| {
        key.map(|key| {
            let line = file.line(&key);
            Said { value: key.into_inner(), place: Place::File(file.path.clone(), line, name) }
        })
    })
}

fn word(key: Spanned<super::config::Word>) -> Spanned<String> {
    let span = key.span();
    Spanned::new(span, key.into_inner().into_text())
}

/// One of a few words; clap has checked a flag already.
fn choice<E: ValueEnum>(file: &Config, label: &'static str, flag: Option<E>, key: Option<Spanned<String>>) -> Result<Option<E>> {
    if flag.is_some() {
        return Ok(flag);
    }
    let meaning = |word: String| {
        E::from_str(&word, false).map_err(|_| {
            let words: Vec<String> = E::value_variants().iter().map(|v| name(v.clone())).collect();
            format!("no choice is called `{word}`; expected {}", words.join(" or "))
        })
    };
    either(file, label, None, key).map(|s| s.mean(meaning)).transpose()
}

fn name(value: impl ValueEnum) -> String {
    value.to_possible_value().map(|v| v.get_name().to_owned()).unwrap_or_default()
}

fn delimiter(word: &str) -> Result<u8, String> {
    match word {
        "\\t" | "tab" => Ok(b'\t'),
        _ => match word.as_bytes() {
            [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r') => Ok(*byte),
            _ => Err(format!("`{word}` cannot separate cells; expected one ASCII character such as ; or \\t for a tab")),
        },
    }
}

fn day(word: &str) -> Result<String, String> {
    published::parse(word).ok_or_else(|| format!("`{word}` is no day; expected one such as 2019-10-16"))
}

/// A number of bytes: `5000`, `200MiB`, `1 GB`.
fn size(word: &str) -> Result<u64, String> {
    let expected = || format!("`{word}` is no size; expected a number of bytes, or one such as 50MiB or 2GB");
    let digits = word.find(|c: char| !c.is_ascii_digit() && c != '_').unwrap_or(word.len());
    let number: u64 = word[..digits].replace('_', "").parse().map_err(|_| expected())?;
    let unit: u64 = match word[digits..].trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kib" => 1 << 10,
        "kb" => 1000,
        "m" | "mib" => 1 << 20,
        "mb" => 1_000_000,
        "g" | "gib" => 1 << 30,
        "gb" => 1_000_000_000,
        _ => return Err(expected()),
    };
    number.checked_mul(unit).filter(|n| *n > 0).ok_or_else(expected)
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::super::args::{Cli, Command};
    use super::*;

    fn settings(flags: &[&str], file: Option<&str>) -> Result<Settings> {
        let folder = tempfile::tempdir()?;
        if let Some(content) = file {
            std::fs::write(folder.path().join("dateline.toml"), content)?;
        }
        let Command::Extract(args) = Cli::try_parse_from([&["dateline", "extract", "x"], flags].concat())?.command else {
            bail!("not extract")
        };
        let prefix = format!("{}{}", folder.path().display(), std::path::MAIN_SEPARATOR);
        Settings::new(&args, folder.path()).map_err(|e| anyhow!("{}", format!("{e:#}").replace(&prefix, "")))
    }

    fn error(flags: &[&str], file: Option<&str>) -> String {
        settings(flags, file).err().map(|e| e.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_flag_overrides_the_file() -> Result<()> {
        let file = "out = 'o'\nencoding = 'latin1'\nmax-document-bytes = '1MiB'\nquiet = true\nlocale = 'day-first'\nfail-on = ['error']\n";
        let s = settings(&["--encoding", "utf-8", "-v", "--fail-on", "note,binary"], Some(file))?;
        assert_eq!(s.read.encoding.map(|e| e.name()), Some("UTF-8"));
        assert_eq!((s.read.max_document_bytes, s.quiet, s.verbose, s.locale), (1 << 20, false, true, Some(Locale::DayFirst)));
        assert_eq!(s.gates.iter().map(Gate::word).collect::<Vec<_>>(), ["note", "binary"]);
        assert!(s.out.ends_with("o") && s.out.is_absolute());
        assert!(s.recorded().keys().is_sorted());
        Ok(())
    }

    #[test]
    fn messages() {
        let out = &["--out", "o"][..];
        for (flags, file, want) in [
            (&[][..], None, "--out: no folder for the tables is given; expected --out DIR, or out = \"DIR\" in dateline.toml"),
            (&["--published", "soon"], None, "--published: `soon` is no day; expected one such as 2019-10-16"),
            (&[], Some("\npublished = 'soon'"), "dateline.toml:2: published: `soon` is no day; expected one such as 2019-10-16"),
            (
                &["--delimiter", "ab"],
                None,
                "--delimiter: `ab` cannot separate cells; expected one ASCII character such as ; or \\t for a tab",
            ),
            (
                &["--max-document-bytes", "5 apples"],
                None,
                "--max-document-bytes: `5 apples` is no size; expected a number of bytes, or one such as 50MiB or 2GB",
            ),
            (&["--threads", "0"], None, "--threads: 0 threads do nothing; expected 1 or more"),
            (&["--max-entities", "0"], None, "--max-entities: 0 entities are too few; expected 1 or more"),
            (&[], Some("profile = 'novel'"), "dateline.toml:1: profile: no choice is called `novel`; expected news or narrative or report"),
            (&["--format", "pdf"], None, "--format: no format is called `pdf`; expected txt, md, html, csv, tsv or jsonl"),
            (
                &["--encoding", "x"],
                None,
                "--encoding: no encoding is called `x`; expected a WHATWG label such as utf-8, windows-1252, iso-8859-2, utf-16le, shift_jis",
            ),
        ] {
            let flags = if want.starts_with("--out") { flags.to_vec() } else { [flags, out].concat() };
            assert_eq!(error(&flags, file), want);
        }
    }

    #[test]
    fn sizes() {
        assert_eq!(["5_000", "2KiB", "1 mb", "3G"].map(size), [Ok(5000), Ok(2048), Ok(1_000_000), Ok(3 << 30)]);
        assert!(["", "0", "-1", "99999999999GB"].iter().all(|w| size(w).is_err()));
    }
}
