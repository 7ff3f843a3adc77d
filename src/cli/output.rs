//! Whether the output folder can be used, asked before anything is read. In: its path; out: nothing, or what is wrong
//! with it. Writing into it, by way of a temporary folder, is the tables' own affair.

use std::path::Path;

use anyhow::{Result, bail};
use dateline::read::input::slashes;

/// Check that the folder is one, or can be made.
pub fn check(out: &Path) -> Result<()> {
    let shown = slashes(out);
    if shown.is_empty() {
        bail!("--out: the name of the folder is empty; expected one such as --out tables");
    }
    if out.exists() && !out.is_dir() {
        bail!("{shown}: the output folder is a file; expected a folder, or a name that is not taken");
    }
    let full = std::path::absolute(out)?;
    let Some(existing) = full.ancestors().find(|p| p.symlink_metadata().is_ok()) else { return Ok(()) };
    if !existing.is_dir() {
        bail!("{shown}: the output folder cannot be made, because `{}` is no folder; choose another place", slashes(existing));
    }
    // Permission bits do not tell (mounts, quotas, containers): try.
    if let Err(error) = tempfile::tempfile_in(existing) {
        bail!("{shown}: the output folder cannot be written: {error}; choose a folder you may write to");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("file");
        std::fs::write(&file, "")?;
        let prefix = format!("{}/", slashes(folder.path()));
        let met = |path: &Path| check(path).err().map(|e| e.to_string().replace(&prefix, ""));
        assert_eq!(met(&folder.path().join("a/b")), None);
        assert_eq!(met(folder.path()), None);
        assert_eq!(met(&file).as_deref(), Some("file: the output folder is a file; expected a folder, or a name that is not taken"));
        assert_eq!(
            met(&file.join("x")).as_deref(),
            Some("file/x: the output folder cannot be made, because `file` is no folder; choose another place")
        );
        assert!(!folder.path().join("a").exists(), "asking makes nothing");
        Ok(())
    }
}
