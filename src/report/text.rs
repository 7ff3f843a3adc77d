//! Findings for people: the line, underlined where the fault is, and the mend.
//!
//! In: a report and its sources; out: text as rustc prints it, coloured or not.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::{Finding, Report, Sources};
use crate::model::Severity;

/// Columns of the terminal. A longer line is cut around what is underlined.
const WIDTH: usize = 140;

/// Render.
pub fn render(report: &Report, sources: &mut Sources, coloured: bool) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        out.push_str(&one(finding, sources.line(&finding.file, finding.line), coloured));
        out.push_str("\n\n");
    }
    out.push_str(&report.totals());
    out.push('\n');
    out
}

/// One finding over its line, if that is known.
pub fn one(finding: &Finding, line: Option<&str>, coloured: bool) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(&finding.message).id(finding.code);
    let mut group = match line {
        Some(line) if finding.line > 0 => {
            let snippet = Snippet::source(line).line_start(finding.line).path(&finding.file);
            title.element(snippet.annotation(AnnotationKind::Primary.span(underlined(finding, line))))
        }
        _ => {
            let origin = Origin::path(&finding.file);
            title.element(if finding.line > 0 { origin.line(finding.line) } else { origin })
        }
    };
    if !finding.mend.is_empty() {
        group = group.element(Level::HELP.message(&finding.mend));
    }
    let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).term_width(WIDTH).render(&[group])
}

/// Bytes of the line that the finding's characters stand for; the whole line where it names none.
fn underlined(finding: &Finding, line: &str) -> std::ops::Range<usize> {
    let byte = |column: usize| line.char_indices().nth(column - 1).map_or(line.len(), |(at, _)| at);
    match finding.column {
        0 => 0..line.len(),
        first => byte(first)..byte(finding.end_column.max(first + 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn the_place_is_underlined() {
        let mut sources = Sources::default();
        sources.insert("my lists/bodies, a.csv", "name,id\r\nBodé,é x,1\r\n");
        let want = "\
warning[stray-spaces]: 100% <odd> & \"quoted\"
--> my lists/bodies, a.csv
 = help: remove them

error[bad-id]: id \"é x\" is none
 --> my lists/bodies, a.csv:2:6
  |
2 | Bodé,é x,1
  |      ^^^^
  |
  = help: write organization/é-x

1 error, 1 warning in 2 files
";
        assert_eq!(render(&sample::report(), &mut sources, false), want);
    }
}
