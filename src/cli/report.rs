//! What a run says on stderr. In: documents as they are done, and the summary; out: errors at once (all problems with
//! `--verbose`), one line at the end. Nothing with `--quiet`.

use std::time::Duration;

use dateline::model::{Extraction, Problem, Severity};
use dateline::read::{Document, Met};
use dateline::report::count;
use dateline::run::Sink;
use dateline::tables::Summary;

use super::progress::{Progress, use_color};
use super::settings::Settings;

/// Errors said one by one; a screenful. A broken file of a million records would say the same thing a million times.
const SAID: usize = 20;

/// Hands documents on to another sink and says what is wrong with them.
pub struct Reporter<'r, S> {
    /// Where documents go.
    pub inner: S,
    /// The bar.
    pub progress: &'r mut Progress,
    spoken: Spoken,
    said: usize,
}

/// Which problems are said, and how.
#[derive(Debug, Clone, Copy)]
struct Spoken {
    quiet: bool,
    verbose: bool,
    coloured: bool,
}

impl Spoken {
    /// The lines on a document.
    fn lines(self, document: &Document, extraction: &Extraction) -> Vec<String> {
        let problems = document.problems.iter().chain(&extraction.problems);
        let wanted = problems.filter(|p| !self.quiet && (self.verbose || p.severity == Severity::Error));
        wanted.map(|p| line(document, p, self.coloured)).collect()
    }
}

impl<'r, S> Reporter<'r, S> {
    /// Report on what goes to `inner`.
    pub fn new(inner: S, progress: &'r mut Progress, settings: &Settings) -> Self {
        let spoken = Spoken { quiet: settings.quiet, verbose: settings.verbose, coloured: use_color(settings.color) };
        Reporter { inner, progress, spoken, said: 0 }
    }

    fn say(&mut self, line: &str) {
        self.said += 1;
        if self.said <= SAID || self.spoken.verbose {
            self.progress.say(line);
        } else if self.said == SAID + 1 {
            self.progress.say("more errors follow; all of them are in problems.csv");
        }
    }
}

impl<'r, S: Sink> Sink for Reporter<'r, S> {
    type Error = S::Error;
    type Ready = (Vec<String>, S::Ready);

    fn prepare(&self) -> impl Fn(&Met, Document, Extraction) -> Self::Ready + Send + Sync + use<'r, S> {
        let (spoken, prepare) = (self.spoken, self.inner.prepare());
        move |met, document, extraction| (spoken.lines(&document, &extraction), prepare(met, document, extraction))
    }

    fn accept(&mut self, (lines, ready): Self::Ready) -> Result<(), S::Error> {
        lines.iter().for_each(|line| self.say(line));
        self.progress.tick();
        self.inner.accept(ready)
    }

    fn known(&self) -> usize {
        self.inner.known()
    }

    fn meet(&mut self, met: &Met) -> Result<(), S::Error> {
        self.progress.tick();
        self.inner.meet(met)
    }

    fn batch_done(&mut self) -> Result<(), S::Error> {
        self.inner.batch_done()
    }
}

/// `path:line: error: message [code]`, which editors make into a link.
fn line(document: &Document, problem: &Problem, coloured: bool) -> String {
    let at = if problem.line > 0 { format!("{}:{}", document.path, problem.line) } else { document.path.clone() };
    let word = problem.severity.as_str();
    let word = match (coloured, problem.severity) {
        (false, _) => word.to_owned(),
        (true, Severity::Error) => format!("\u{1b}[31m{word}\u{1b}[0m"),
        (true, Severity::Warning) => format!("\u{1b}[33m{word}\u{1b}[0m"),
        (true, Severity::Note) => format!("\u{1b}[36m{word}\u{1b}[0m"),
    };
    format!("{at}: {word}: {} [{}]", problem.message, problem.code)
}

/// What `--resume` found. `met`: documents of the input that need not be worked on, also those of other parts.
pub fn resumed(met: usize, before: &Summary) -> String {
    match met {
        0 => "nothing to carry on with; starting at the first document".into(),
        _ => format!("carrying on after {}, {} found so far", count(met, "document"), count(before.mentions, "mention")),
    }
}

/// The line at the end.
pub fn summary(summary: &Summary, elapsed: Duration) -> String {
    let seconds = elapsed.as_secs_f64().max(1e-6);
    let speed = summary.text_bytes as f64 / 1e6 / seconds;
    let mut line = format!(
        "{}, {}, {} in {seconds:.2} s ({speed:.1} MB/s)",
        count(summary.documents, "document"),
        count(summary.mentions, "mention"),
        count(summary.entities, "entity"),
    );
    let unread = [(summary.failed, "failed"), (summary.partial, "read in part")];
    for (n, what) in unread.into_iter().filter(|(n, _)| *n > 0) {
        line.push_str(&format!("; {n} {what}"));
    }
    let problems: usize = summary.by_code.values().sum();
    if problems > 0 {
        line.push_str(&format!("; {} in problems.csv", count(problems, "problem")));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        let document = Document { path: "a/b.jsonl".into(), ..Document::default() };
        let problem = Problem { line: 3, severity: Severity::Error, code: "row-skipped", message: "column 1: x".into() };
        assert_eq!(line(&document, &problem, false), "a/b.jsonl:3: error: column 1: x [row-skipped]");
        let done = Summary { documents: 2, failed: 1, mentions: 1, entities: 1, text_bytes: 3_000_000, ..Summary::default() };
        assert_eq!(summary(&done, Duration::from_millis(1500)), "2 documents, 1 mention, 1 entity in 1.50 s (2.0 MB/s); 1 failed");
    }
}
