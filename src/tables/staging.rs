//! Staging: tables grow in a temporary folder and are moved into place when all of them are whole.
//!
//! In: the output path. Out: a folder to write into; at the end its files in the output folder (see [`super::swap`]), other
//! files there untouched. A run that is interrupted leaves the old tables as they were and a temporary folder, which the next
//! run to the same place removes, or carries on with.
//!
//! The temporary folder is a hidden sibling of the output folder. Where the sibling is on another file system
//! or may not be made (an output folder mounted into a container), it is made inside the output folder: a
//! rename must not become a copy.

use super::error::{Error, Result};
use super::swap;
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
    kept: bool,
}

impl Staging {
    /// Make the output folder where it is missing, try that it can be written to, and clear away what an
    /// interrupted run left.
    pub fn create(out: &Path) -> Result<Self> {
        let (staging, dead) = Staging::open(out)?;
        dead.into_iter().for_each(Dead::remove);
        Ok(staging)
    }

    /// The same, but take over the file `name` of the interrupted run that got furthest, if `fits` says that it can be used.
    /// Gives whether there is one. Where `fits` fails, what the interrupted run left stays.
    pub fn carry_on(out: &Path, name: &str, fits: impl Fn(&Path) -> Result<bool>) -> Result<(Self, bool)> {
        let (staging, mut dead) = Staging::open(out)?;
        let size = |d: &Dead| fs::metadata(d.folder.join(name)).map_or(0, |m| m.len());
        dead.sort_by_key(|d| std::cmp::Reverse(size(d)));
        let mut found = false;
        for d in &dead {
            let (from, to) = (d.folder.join(name), staging.path(name));
            if from.is_file() && fits(&from)? {
                fs::rename(&from, &to).map_err(|source| Error::Write { path: to, source })?;
                found = true;
                break;
            }
        }
        dead.into_iter().for_each(Dead::remove);
        Ok((staging, found))
    }

    fn open(out: &Path) -> Result<(Self, Vec<Dead>)> {
        if out.exists() && !out.is_dir() {
            return Err(Error::NotAFolder { path: out.to_path_buf() });
        }
        let unwritable = |source| Error::Unwritable { path: out.to_path_buf(), source };
        let made: Vec<PathBuf> = out.ancestors().take_while(|a| !a.as_os_str().is_empty() && !a.exists()).map(Path::to_path_buf).collect();
        fs::create_dir_all(out).map_err(unwritable)?;
        match open_beside_or_inside(out) {
            Ok((lock, folder, dead)) => {
                Ok((Staging { out: out.to_path_buf(), made, _lock: lock, folder, committed: false, kept: false }, dead))
            }
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

    /// Leave the temporary folder where it is, for a later run to carry on with.
    pub fn keep(&mut self) {
        self.folder.disable_cleanup(true);
        self.kept = true;
    }

    /// Give a file in the temporary folder another name.
    pub fn rename(&self, from: &str, to: &str) -> Result<()> {
        fs::rename(self.path(from), self.path(to)).map_err(|source| Error::Write { path: self.path(to), source })
    }

    /// Move the named files into place; files of the names in `stale` that are not among them go. The last one tells that
    /// the set is whole.
    pub fn commit(mut self, names: &[&str], stale: &[&str]) -> Result<()> {
        let stale: Vec<&str> = stale.iter().copied().filter(|s| !names.contains(s)).collect();
        swap::into_place(self.folder.path(), &self.out, names, &stale, &mut self.committed)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.committed && !self.kept {
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

/// The temporary folder of a run that is dead. Holding its lock keeps others from taking it over.
struct Dead {
    folder: PathBuf,
    _lock: File,
}

impl Dead {
    /// What cannot be removed stays: it harms nobody.
    fn remove(self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn open_beside_or_inside(out: &Path) -> io::Result<(File, TempDir, Vec<Dead>)> {
    let whole = out.canonicalize()?;
    let name = whole.file_name().map_or("root".into(), |n| n.to_string_lossy());
    let prefix = format!(".{name}.dateline-");
    let homes = [whole.parent(), Some(&whole)];
    let mut outcome = Err(io::Error::from(io::ErrorKind::NotFound));
    let mut dead = Vec::new();
    for home in homes.into_iter().flatten() {
        dead.extend(left_overs(home, &prefix));
        if outcome.is_err() {
            outcome = open(home, &prefix, &whole);
        }
    }
    dead.iter().for_each(|d| swap::finish_interrupted(&d.folder, &whole));
    outcome.map(|(lock, folder)| (lock, folder, dead))
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

/// The temporary folders of runs that are dead.
fn left_overs(home: &Path, prefix: &str) -> Vec<Dead> {
    let Ok(entries) = fs::read_dir(home) else { return Vec::new() };
    let ours = entries.flatten().filter(|e| e.file_name().to_string_lossy().starts_with(prefix) && e.file_type().is_ok_and(|t| t.is_dir()));
    let dead = ours.filter_map(|e| {
        let lock = File::open(e.path().join(LOCK)).ok()?;
        lock.try_lock().is_ok().then(|| Dead { folder: e.path(), _lock: lock })
    });
    dead.collect()
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
        staging.commit(&["a", "b"], &["c"]).unwrap();
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
    fn what_a_dead_run_found_is_taken_over() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("out");
        for (name, content) in [("short", "1"), ("long", "12"), ("none", "")] {
            let dead = home.path().join(format!(".out.dateline-{name}"));
            fs::create_dir(&dead).unwrap();
            fs::write(dead.join(LOCK), "").unwrap();
            if !content.is_empty() {
                fs::write(dead.join("journal"), content).unwrap();
            }
        }
        let refused = Staging::carry_on(&out, "journal", |_| Err(Error::Resume { message: "no".into() }));
        assert!(refused.is_err() && names(home.path()).len() == 3, "what is refused stays: {:?}", names(home.path()));
        let (staging, found) = Staging::carry_on(&out, "journal", |_| Ok(true)).unwrap();
        assert!(found);
        assert_eq!(fs::read_to_string(staging.path("journal")).unwrap(), "12");
        drop(staging);
        assert_eq!(names(home.path()), [""; 0]);
        assert!(!Staging::carry_on(&out, "journal", |_| Ok(true)).unwrap().1);
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
