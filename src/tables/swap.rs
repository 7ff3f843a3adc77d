//! The moment at which new tables take the place of old ones.
//!
//! In: the temporary folder with the finished files, the output folder. Out: the files in the output folder.
//!
//! Where the output folder holds nothing but tables, a folder with the new ones and it change places in one step of the file
//! system: whoever looks, and whenever the process is killed, the tables are all old or all new. Where somebody keeps other
//! files there, or the folder cannot be exchanged (a mount, a system without that step), each file is moved by itself; the
//! list of them is put down before, so that the next run brings a killed one's moves to their end.
//!
//! Before the first step the new files are forced onto the disk, so that not even a power cut leaves new names before what
//! they name: some milliseconds for small tables, and for large ones what the disk takes to write them.

use super::error::{Error, Result};
use std::fs::{self, File};
use std::io;
use std::path::Path;

/// The new files and nothing else, in the temporary folder.
const SET: &str = "set";

/// The names of the files that are being moved one by one, in the temporary folder; there only when all of them are whole.
const MOVING: &str = "moving";

/// Move the files `names` from `staging` to `out` and take away those of `stale`. `begun` is set as soon as `out` may have
/// changed.
pub fn into_place(staging: &Path, out: &Path, names: &[&str], stale: &[&str], begun: &mut bool) -> Result<()> {
    let set = staging.join(SET);
    let placing = |path: &Path| {
        let path = path.to_path_buf();
        move |source| Error::Place { path, source }
    };
    fs::create_dir(&set).map_err(placing(&set))?;
    for name in names {
        fs::rename(staging.join(name), set.join(name)).map_err(placing(&out.join(name)))?;
        let path = set.join(name);
        force(&path).map_err(|source| Error::Write { path, source })?;
    }
    force_folder(&set);
    let ours = |name: &std::ffi::OsStr| names.iter().chain(stale).any(|n| name == *n);
    if only(out, ours) && alike(&set, out) && exchange(&set, out) {
        *begun = true;
        rescue(&set, out, ours);
        // the exchange has changed the folders that hold the two
        [Some(staging), out.parent()].into_iter().flatten().for_each(force_folder);
        return Ok(());
    }
    // where a table cannot go, none goes
    if let Some(path) = names.iter().map(|name| out.join(name)).find(|path| path.is_dir()) {
        return Err(Error::Place { path, source: io::Error::from(io::ErrorKind::IsADirectory) });
    }
    fs::write(staging.join("moving.new"), [stale.join("\n"), names.join("\n")].join("\n\n")).map_err(placing(&staging.join(MOVING)))?;
    fs::rename(staging.join("moving.new"), staging.join(MOVING)).map_err(placing(&staging.join(MOVING)))?;
    let _ = force(&staging.join(MOVING)); // what cannot be forced is written all the same, if the power lasts
    force_folder(staging);
    // the old last file says that the old set is whole, which it is not from now on
    let last = names.last().map(|name| out.join(name));
    if let Some(path) = last {
        remove(&path).map_err(placing(&path))?;
    }
    for name in names {
        fs::rename(set.join(name), out.join(name)).map_err(placing(&out.join(name)))?;
        *begun = true;
    }
    for path in stale.iter().map(|name| out.join(name)) {
        remove(&path).map_err(placing(&path))?;
    }
    force_folder(out);
    Ok(())
}

/// Wait until the disk has a file. A file system that knows no such thing (some that lie in a network do not) is no reason to
/// fail; one that says only now that it could not write is.
fn force(file: &Path) -> io::Result<()> {
    match File::options().write(true).open(file)?.sync_all() {
        Err(e) if matches!(e.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput) => Ok(()),
        other => other,
    }
}

/// Wait until the disk knows what a folder holds. Where that cannot be had it is left to the system.
fn force_folder(folder: &Path) {
    // the parent of a relative path of one part
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|f| f.sync_all());
    }
}

/// Bring to its end what a run that was killed was moving file by file.
pub fn finish_interrupted(staging: &Path, out: &Path) {
    let Ok(list) = fs::read_to_string(staging.join(MOVING)) else { return };
    let Some((stale, names)) = list.split_once("\n\n") else { return };
    for name in names.lines() {
        // those that are not there any more were moved
        let _ = fs::rename(staging.join(SET).join(name), out.join(name));
    }
    for name in stale.lines() {
        let _ = remove(&out.join(name));
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}

/// Does the folder hold no other files than ours?
fn only(out: &Path, ours: impl Fn(&std::ffi::OsStr) -> bool) -> bool {
    let inside = std::env::current_dir().and_then(|c| Ok(c.starts_with(out.canonicalize()?))).unwrap_or(true);
    let plain = |e: io::Result<fs::DirEntry>| e.is_ok_and(|e| ours(&e.file_name()) && e.file_type().is_ok_and(|t| t.is_file()));
    // who stands in the folder would be left standing in the old one
    !inside && fs::read_dir(out).is_ok_and(|mut entries| entries.all(plain))
}

/// What somebody put into the old folder at the very moment it was exchanged goes into the new one.
fn rescue(old: &Path, out: &Path, ours: impl Fn(&std::ffi::OsStr) -> bool) {
    let Ok(entries) = fs::read_dir(old) else { return };
    for entry in entries.flatten().filter(|e| !ours(&e.file_name())) {
        let _ = fs::rename(entry.path(), out.join(entry.file_name()));
    }
}

/// Make the new folder like the old one: the same owner, which only the system may change, and the same permissions.
#[cfg(unix)]
fn alike(new: &Path, old: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(a), Ok(b)) = (fs::metadata(new), fs::symlink_metadata(old)) else { return false };
    // a link to a folder is not exchanged: it would come to lie in the temporary folder
    b.is_dir() && (a.uid(), a.gid()) == (b.uid(), b.gid()) && fs::set_permissions(new, b.permissions()).is_ok()
}

#[cfg(not(unix))]
fn alike(_: &Path, _: &Path) -> bool {
    false
}

/// Let two folders change places in one step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(a: &Path, b: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn listing(folder: &Path) -> Vec<(String, String)> {
        let file = |e: io::Result<fs::DirEntry>| {
            let path: PathBuf = e.unwrap().path();
            (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap())
        };
        let mut all: Vec<_> = fs::read_dir(folder).unwrap().map(file).collect();
        all.sort();
        all
    }

    fn scene(old: &[&str], new: &[&str]) -> (tempfile::TempDir, PathBuf, PathBuf) {
        let home = tempfile::tempdir().unwrap();
        let (staging, out) = (home.path().join("staging"), home.path().join("out"));
        for (folder, names) in [(&staging, new), (&out, old)] {
            fs::create_dir(folder).unwrap();
            let content = folder.file_name().unwrap().to_string_lossy().into_owned();
            names.iter().for_each(|n| fs::write(folder.join(n), &content).unwrap());
        }
        (home, staging, out)
    }

    fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect()
    }

    #[test]
    fn a_folder_of_tables_alone_is_exchanged() {
        let (_home, staging, out) = scene(&["a", "part", "run"], &["a", "b", "run"]);
        into_place(&staging, &out, &["a", "b", "run"], &["part"], &mut false).unwrap();
        assert_eq!(listing(&out), pairs(&[("a", "staging"), ("b", "staging"), ("run", "staging")]));
        assert!(!staging.join(MOVING).exists(), "not one by one");
        assert_eq!(listing(&staging.join(SET)), pairs(&[("a", "out"), ("part", "out"), ("run", "out")]), "the old ones, to be removed");
    }

    #[test]
    fn strangers_stay_and_the_killed_are_finished() {
        let (_home, staging, out) = scene(&["a", "mine", "part", "run"], &["a", "b", "run"]);
        into_place(&staging, &out, &["a", "b", "run"], &["part"], &mut false).unwrap();
        let done = pairs(&[("a", "staging"), ("b", "staging"), ("mine", "out"), ("run", "staging")]);
        assert_eq!(listing(&out), done);
        // killed after the first file
        let (_home, staging, out) = scene(&["mine", "part"], &["moving"]);
        fs::write(staging.join(MOVING), "part\n\na\nb\nrun").unwrap();
        fs::create_dir(staging.join(SET)).unwrap();
        ["b", "run"].iter().for_each(|n| fs::write(staging.join(SET).join(n), "staging").unwrap());
        fs::write(out.join("a"), "staging").unwrap();
        finish_interrupted(&staging, &out);
        assert_eq!(listing(&out), done);
    }

    #[test]
    fn what_is_not_a_folder_of_files_is_not_exchanged() {
        let (_home, staging, out) = scene(&["run"], &["a", "run"]);
        fs::create_dir(out.join("a")).unwrap(); // a folder where a table should go
        let error = into_place(&staging, &out, &["run", "a"], &[], &mut false).unwrap_err();
        assert!(matches!(error, Error::Place { .. }), "{error}");
        assert_eq!(fs::read_to_string(out.join("run")).unwrap(), "out", "nothing was moved");
    }
}
