//! Staging: tables grow in a temporary folder and are moved into place when all of them are whole.
//!
//! In: the output path. Out: a folder to write into; at the end its files in the output folder, each moved by
//! one rename, other files there untouched. A run that is interrupted leaves the old tables as they were and a
//! temporary folder, which the next run to the same place removes.
//!
//! The temporary folder is a hidden sibling of the output folder. Where the sibling is on another file system
//! or may not be made (an output folder mounted into a container), it is made inside the output folder: a
//! rename must not become a copy.

use super::error::{Error, Result};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Locked as long as the run that made the folder lives; the system lets go of it when the run dies, however.
const LOCK: &str = "lock";

/// An output folder and the temporary folder that will fill it. Dropped before [`Staging::commit`], it leaves
/// nothing behind.
pub struct Staging {
    out: PathBuf,
    /// Folders made for the output, the innermost first.
    made: Vec<PathBuf>,
    /// Declared before `folder`, so that it is closed before the folder is removed.
    _lock: File,
    folder: TempDir,
    committed: bool,
}

impl Staging {
    /// Make the output folder where it is missing, try that it can be written to, and clear away what an
    /// interrupted run left.
    pub fn create(out: &Path) -> Result<Self> {
        if out.exists() && !out.is_dir() {
            return Err(Error::NotAFolder { path: out.to_path_buf() });
        }
        let unwritable = |source| Error::Unwritable { path: out.to_path_buf(), source };
        let made: Vec<PathBuf> = out.ancestors().take_while(|a| !a.as_os_str().is_empty() && !a.exists()).map(Path::to_path_buf).collect();
        fs::create_dir_all(out).map_err(unwritable)?;
        match open_beside_or_inside(out) {
            Ok((lock, folder)) => Ok(Staging { out: out.to_path_buf(), made, _lock: lock, folder, committed: false }),
            Err(source) => {
                remove_empty(&made);
                Err(unwritable(source))
            }
        }
    }

    /// Path of a file in the temporary folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Move the named files into place, in this order. The last one tells that the set is whole, so that of the
    /// old set is taken away first.
    pub fn commit(mut self, names: &[&str]) -> Result<()> {
        if let Some(last) = names.last() {
            let path = self.out.join(last);
            match fs::remove_file(&path) {
                Err(source) if source.kind() != io::ErrorKind::NotFound => return Err(Error::Place { path, source }),
                _ => {}
            }
        }
        for name in names {
            let path = self.out.join(name);
            fs::rename(self.path(name), &path).map_err(|source| Error::Place { path, source })?;
            self.committed = true;
        }
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.committed {
            // The temporary folder may be inside; fields are dropped only after this.
            let _ = fs::remove_dir_all(self.folder.path());
            remove_empty(&self.made);
        }
    }
}

fn remove_empty(folders: &[PathBuf]) {
    for folder in folders {
        if fs::remove_dir(folder).is_err() {
            return; // somebody has put something there meanwhile
        }
    }
}

fn open_beside_or_inside(out: &Path) -> io::Result<(File, TempDir)> {
    let whole = out.canonicalize()?;
    let name = whole.file_name().map_or("root".into(), |n| n.to_string_lossy());
    let prefix = format!(".{name}.dateline-");
    let homes = [whole.parent(), Some(&whole)];
    let mut outcome = Err(io::Error::from(io::ErrorKind::NotFound));
    for home in homes.into_iter().flatten() {
        clear_left_overs(home, &prefix);
        if outcome.is_err() {
            outcome = open(home, &prefix, &whole);
        }
    }
    outcome
}

/// Make and lock a temporary folder in `home`, and try that a file moves from it into `out`.
fn open(home: &Path, prefix: &str, out: &Path) -> io::Result<(File, TempDir)> {
    let folder = tempfile::Builder::new().prefix(prefix).tempdir_in(home)?;
    let lock = File::create(folder.path().join(LOCK))?;
    // A file system without locks: then nobody can tell that the folder is ours, and nobody removes it.
    let _ = lock.try_lock();
    let probe = folder.path().join("probe");
    File::create(&probe)?;
    let there = out.join(folder.path().file_name().unwrap_or_default()).with_extension("probe");
    fs::rename(&probe, &there)?;
    fs::remove_file(&there)?;
    Ok((lock, folder))
}

/// Remove the temporary folders of runs that are dead. What cannot be removed stays: it harms nobody.
fn clear_left_overs(home: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(home) else { return };
    for entry in entries.flatten() {
        let ours = entry.file_name().to_string_lossy().starts_with(prefix) && entry.file_type().is_ok_and(|t| t.is_dir());
        let dead = || File::open(entry.path().join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok());
        if ours && dead() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut all: Vec<String> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        all.sort();
        all
    }

    #[test]
    fn files_move_in_and_strangers_stay() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("deep/output");
        fs::create_dir_all(&out).unwrap();
        fs::write(out.join("mine.txt"), "kept").unwrap();
        fs::write(out.join("b"), "old").unwrap();
        let staging = Staging::create(&out).unwrap();
        fs::write(staging.path("a"), "new").unwrap();
        fs::write(staging.path("b"), "new").unwrap();
        assert_eq!(fs::read_to_string(out.join("b")).unwrap(), "old");
        staging.commit(&["a", "b"]).unwrap();
        assert_eq!(names(&out), ["a", "b", "mine.txt"]);
        assert_eq!(fs::read_to_string(out.join("b")).unwrap(), "new");
        assert_eq!(names(&home.path().join("deep")), ["output"]);
    }

    #[test]
    fn an_abandoned_run_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        drop(Staging::create(&home.path().join("a/b/c")).unwrap());
        assert_eq!(names(home.path()), [""; 0]);
    }

    #[test]
    fn left_overs_of_the_dead_go_and_the_living_stay() {
        let home = tempfile::tempdir().unwrap();
        let dead = home.path().join(".out.dateline-dead");
        fs::create_dir(&dead).unwrap();
        fs::write(dead.join(LOCK), "").unwrap();
        fs::write(dead.join("mentions.csv"), "half").unwrap();
        fs::create_dir(home.path().join(".out.dateline-no-lock")).unwrap();
        let living = Staging::create(&home.path().join("out")).unwrap();
        let second = Staging::create(&home.path().join("out")).unwrap();
        assert!(!dead.exists() && living.path("").exists() && second.path("").exists());
        drop((living, second));
        assert_eq!(names(home.path()), [".out.dateline-no-lock"]);
    }

    #[test]
    fn an_output_that_is_a_file_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("out");
        fs::write(&out, "").unwrap();
        assert!(matches!(Staging::create(&out), Err(Error::NotAFolder { .. })));
        assert!(matches!(Staging::create(&out.join("below")), Err(Error::Unwritable { .. })));
    }
}
