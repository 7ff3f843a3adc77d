//! `dateline merge`. In: the parts of a run that was split; out: the tables of the whole, an exit status.

use std::io::Write;
use std::time::Instant;

use anyhow::{Result, anyhow};
use dateline::read::input::slashes;
use dateline::tables;

use super::args::MergeArgs;
use super::gate::Gate;
use super::settings::TOO_FEW;
use super::{extract, output, report};

/// Merge.
pub fn merge(args: &MergeArgs) -> Result<u8> {
    let started = Instant::now();
    let gates = args.fail_on.iter().map(|w| Gate::parse(w)).collect::<Result<Vec<_>, _>>().map_err(|e| anyhow!("--fail-on: {e}"))?;
    if args.max_entities == Some(0) {
        return Err(anyhow!("--max-entities: {TOO_FEW}"));
    }
    output::check(&args.out)?;
    for part in &args.parts {
        if part.canonicalize().is_ok_and(|p| args.out.canonicalize().is_ok_and(|out| p.starts_with(out))) {
            return Err(anyhow!("{}: the part lies in the output folder, whose tables are replaced; choose another --out", slashes(part)));
        }
    }
    let summary = tables::merge(&args.parts, &args.out, env!("CARGO_PKG_VERSION"), args.max_entities)?;
    if !args.quiet {
        let _ = writeln!(std::io::stderr(), "{}", report::summary(&summary, started.elapsed()));
    }
    Ok(extract::status(&gates, &summary))
}
