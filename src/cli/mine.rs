//! `dateline mine`. In: documents; out: a CSV of names that no list claims.

use anyhow::Result;
use dateline::mine::Mined;

use super::args::MineArgs;
use super::work::Work;
use super::{DONE, READ_IN_PART};

/// Mine.
pub fn mine(args: &MineArgs) -> Result<u8> {
    let work = Work::new(&args.work, &args.inputs, &[])?;
    let mut mined = Mined::default();
    let all = work.each(|d| work.extractor.trace(d, |trace| Mined::of(trace, args.below)), |_, one| mined.merge(one))?;
    super::print(&mined.csv(args.min_count, args.top)?)?;
    Ok(if all { DONE } else { READ_IN_PART })
}
