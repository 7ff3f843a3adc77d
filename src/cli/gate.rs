//! Gates that `--fail-on` asks for. In: words; out: [`Gate`]s, and which of them a run does not pass.

use dateline::codes::{CODES, is_code};
use dateline::model::Severity;
use dateline::tables::Summary;

/// One gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gate {
    /// No problem of this severity or worse.
    Severity(Severity),
    /// No problem of this code.
    Code(String),
}

impl Gate {
    /// Read a word of `--fail-on`. `Err`: what was expected.
    pub fn parse(word: &str) -> Result<Gate, String> {
        let severity = [Severity::Error, Severity::Warning, Severity::Note].into_iter().find(|s| s.as_str() == word);
        match severity {
            Some(severity) => Ok(Gate::Severity(severity)),
            None if is_code(word) => Ok(Gate::Code(word.to_owned())),
            None => {
                let codes: Vec<&str> = CODES.iter().map(|(code, _)| *code).collect();
                Err(format!("`{word}` is no severity and no code; expected error, warning or note, or one of {}", codes.join(", ")))
            }
        }
    }

    /// How many problems of a run the gate does not let through.
    pub fn caught(&self, summary: &Summary) -> usize {
        let counts = summary.by_code.iter().filter(|((severity, code), _)| match self {
            Gate::Severity(limit) => severity <= limit,
            Gate::Code(wanted) => code == wanted,
        });
        counts.map(|(_, n)| n).sum()
    }

    /// The word that asked for it.
    pub fn word(&self) -> &str {
        match self {
            Gate::Severity(severity) => severity.as_str(),
            Gate::Code(code) => code,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gates() {
        let by_code = [((Severity::Warning, "duplicate-id"), 2), ((Severity::Note, "empty"), 3)].into_iter().collect();
        let summary = Summary { by_code, ..Summary::default() };
        let caught = |word: &str| Gate::parse(word).map(|g| g.caught(&summary));
        assert_eq!(caught("error"), Ok(0));
        assert_eq!(caught("warning"), Ok(2));
        assert_eq!(caught("note"), Ok(5));
        assert_eq!(caught("empty"), Ok(3));
        let met = Gate::parse("eror").err().unwrap_or_default();
        assert!(
            met.starts_with("`eror` is no severity and no code; expected error, warning or note, or one of ambiguous-day-month, "),
            "{met}"
        );
    }
}
