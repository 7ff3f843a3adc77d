//! `dateline diff`. In: two folders of tables; out: what is different, an exit status.

use anyhow::Result;
use dateline::compare::{self, Kind, render};
use dateline::report::count;
use dateline::tables::load;

use super::args::{DiffArgs, DiffFormat};
use super::{DONE, GATE_FAILED};

/// Compare.
pub fn diff(args: &DiffArgs) -> Result<u8> {
    let comparison = compare::compare(&load::load(&args.old)?, &load::load(&args.new)?);
    let said = match args.format {
        DiffFormat::Text => render::text(&comparison),
        DiffFormat::Json => render::json(&comparison),
        DiffFormat::Markdown => render::markdown(&comparison),
    };
    super::print(said.as_bytes())?;
    let mut status = DONE;
    let changes = comparison.changes.len();
    if args.fail_on_change && changes > 0 {
        super::complain(&format!("--fail-on-change: {}", count(changes, "change")));
        status = GATE_FAILED;
    }
    let removed = comparison.count(Kind::Removed);
    if let Some(limit) = args.max_removed.filter(|limit| removed > *limit) {
        super::complain(&format!("--max-removed {limit}: {removed} were removed"));
        status = GATE_FAILED;
    }
    Ok(status)
}
