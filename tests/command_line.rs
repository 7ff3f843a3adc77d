//! The program as people call it: exit statuses, what is said where, standard input, closed pipes.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn dateline(folder: &Path, args: &[&str], stdin: &[u8]) -> std::io::Result<Output> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    if let Some(mut pipe) = child.stdin.take() {
        // The program may end without reading it.
        let _ = pipe.write_all(stdin);
    }
    child.wait_with_output()
}

/// Exit status and standard error.
fn said(folder: &Path, args: &[&str]) -> std::io::Result<(Option<i32>, String)> {
    let output = dateline(folder, args, b"")?;
    Ok((output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned()))
}

#[test]
fn exit_statuses() -> Outcome {
    let dir = tempfile::tempdir()?;
    let at = dir.path();
    fs::create_dir(at.join("in"))?;
    fs::create_dir(at.join("empty"))?;
    fs::write(at.join("in/a.txt"), "The UN met.")?;
    fs::write(at.join("noise.txt"), [0_u8, 1, 2, 3].repeat(99))?;
    fs::write(at.join("half.jsonl"), "{\"text\":\"The UN met.\"}\n{\"text\":\n")?;
    fs::write(at.join("cut.txt"), b"Ren\xc3\xa9 met Andr\xc3")?;
    for (args, status) in [
        (&[][..], 2),
        (&["--help"], 0),
        (&["--version"], 0),
        (&["extract"], 2),
        (&["extract", "--help"], 0),
        (&["extract", "in"], 2),
        (&["extract", "in", "--out", "o"], 0),
        (&["extract", "empty", "--out", "o"], 0),
        (&["extract", "not-there", "--out", "o"], 2),
        (&["extract", "in", "--out", "in/o"], 2),
        (&["extract", "in", "--out", "noise.txt"], 2),
        (&["extract", "in", "--out", "o", "--nonsense"], 2),
        (&["extract", "in", "--out", "o", "--locale", "sideways"], 2),
        (&["extract", "in", "--out", "o", "--fail-on", "nonsense"], 2),
        (&["extract", "noise.txt", "--out", "o"], 3),
        (&["extract", "half.jsonl", "--out", "o"], 3),
        (&["extract", "cut.txt", "--out", "o"], 3),
        (&["extract", "half.jsonl", "--out", "o", "--fail-on", "row-skipped"], 1),
        (&["extract", "half.jsonl", "--out", "o", "--fail-on", "empty"], 3),
        (&["extract", "-", "--out", "o"], 0),
        (&["completions", "zsh"], 0),
        (&["man"], 0),
        (&["man", "extract"], 0),
        (&["man", "nonsense"], 2),
    ] {
        let (code, stderr) = said(at, args)?;
        assert_eq!(code, Some(status), "{args:?}: {stderr}");
    }
    Ok(())
}

#[test]
fn what_is_said() -> Outcome {
    let dir = tempfile::tempdir()?;
    let at = dir.path();
    fs::write(at.join("half.jsonl"), "{\"text\":\"The UN met.\"}\n{\"text\":\n{\"text\":\"\"}\n")?;
    let (_, stderr) = said(at, &["extract", "half.jsonl", "--out", "o"])?;
    let lines: Vec<&str> = stderr.lines().collect();
    assert_eq!(
        lines[0],
        "half.jsonl:2: error: column 8: EOF while parsing a value; expected one JSON object such as {\"id\": \"a\", \"text\": \"…\"} on a line of its own; the record was skipped [row-skipped]"
    );
    assert!(lines[1].starts_with("3 documents, ") && lines[1].ends_with("; 1 failed; 2 problems in problems.csv"), "{stderr}");
    assert_eq!(lines.len(), 2, "no bar and no notes on a pipe: {stderr}");
    let (code, stderr) = said(at, &["extract", "half.jsonl", "--out", "o", "--quiet"])?;
    assert_eq!((code, stderr.as_str()), (Some(3), ""));
    let (_, stderr) = said(at, &["extract", "half.jsonl", "--out", "o", "--verbose", "--threads", "2", "--no-config"])?;
    assert!(stderr.starts_with("no settings file; 2 threads\n"), "{stderr}");
    assert!(stderr.contains("half.jsonl:3: note: there is no text; nothing was looked for in it [empty]"), "{stderr}");
    let (_, stderr) = said(at, &["extract", "half.jsonl", "--out", "o", "--color", "always"])?;
    assert!(stderr.contains("\u{1b}[31merror\u{1b}[0m"), "{stderr}");
    Ok(())
}

#[test]
fn settings_file() -> Outcome {
    let dir = tempfile::tempdir()?;
    let at = dir.path();
    fs::create_dir(at.join("sub"))?;
    fs::write(at.join("dateline.toml"), "out = 'tables'\ntext-field = 'body'\n")?;
    fs::write(at.join("sub/a.csv"), "body\nx\n")?;
    assert_eq!(said(&at.join("sub"), &["extract", "a.csv"])?.0, Some(0));
    assert_eq!(said(&at.join("sub"), &["extract", "a.csv", "--no-config", "--out", "../o"])?.0, Some(2));
    fs::write(at.join("dateline.toml"), "out = 'tables'\n\ntexts = 'body'\n")?;
    let (code, stderr) = said(&at.join("sub"), &["extract", "a.csv"])?;
    assert!(code == Some(2) && stderr.contains("dateline.toml:3:1: unknown key `texts`, expected one of `out`, "), "{stderr}");
    Ok(())
}

#[test]
fn standard_input() -> Outcome {
    let dir = tempfile::tempdir()?;
    let run = |args: &[&str], stdin: &[u8]| dateline(dir.path(), &[&["extract", "-", "--out", "o"], args].concat(), stdin);
    let packed = zstd::encode_all(&b"{\"text\":\"a\"}\n{\"text\":\"b\"}\n"[..], 1)?;
    for (args, stdin, status, start) in [
        (&[][..], &b"The UN met."[..], 0, "1 document, "),
        (&["--format", "jsonl"], &packed, 0, "2 documents, "),
        (&["--format", "csv"], b"id,text\n1,a\n2,b\n3,c\n", 0, "3 documents, "),
        (&["--format", "csv"], b"id,body\n1,a\n", 2, "error: stdin:1: no column is called `text`; the columns are `id`, `body`; "),
        (&[], b"\xff\x00", 3, "stdin: error: this is no text: a zero byte at offset 1; "),
    ] {
        let output = run(args, stdin)?;
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{stderr}");
        assert!(stderr.starts_with(start), "{stderr}");
    }
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_reader_that_stops_reading() -> Outcome {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline")).arg("man").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    drop(child.stdout.take());
    let output = child.wait_with_output()?;
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0));
    Ok(())
}

/// Two people of one name in two documents: a judgement parts them, by flag, by settings and from beside the lists, and
/// run.json names the file without its folder.
#[test]
fn judgements() -> Outcome {
    let dir = tempfile::tempdir()?;
    let at = dir.path();
    fs::create_dir_all(at.join("in"))?;
    fs::create_dir_all(at.join("lists"))?;
    fs::write(at.join("in/a.txt"), "Dr. Marta Kovel, director of the Harbour Institute, spoke first.")?;
    fs::write(at.join("in/b.txt"), "Judge Marta Kovel, president of the Court of Appeal, spoke last.")?;
    let good = "left,right,verdict,reason,left_doc\nMarta Kovel,Marta Kovel,different,a scientist and a judge,a.txt\n";
    fs::write(at.join("lists/judgements.csv"), good)?;
    fs::write(at.join("bad.csv"), "left,right,verdict\nMarta Kovel,Marta K.,perhaps\n")?;
    fs::write(at.join("gone.csv"), "left,right,verdict\nMarta Kovel,Nobody Atall,same\n")?;
    fs::write(at.join("settings.toml"), "judgements = 'lists/judgements.csv'\n")?;
    let people = || -> std::io::Result<usize> { Ok(fs::read_to_string(at.join("o/entities.csv"))?.matches("\nperson/").count()) };
    for (flags, want) in [
        (&["--no-config"][..], 1),
        (&["--judgements", "lists/judgements.csv"], 2),
        (&["--config", "settings.toml"], 2),
        (&["--gazetteers", "lists"], 2),
    ] {
        let (status, said) = said(at, &[&["extract", "in", "--out", "o"], flags].concat())?;
        assert_eq!((status, people()?), (Some(0), want), "{flags:?}: {said}");
        let record = fs::read_to_string(at.join("o/run.json"))?;
        assert_eq!(record.contains("\"path\": \"judgements.csv\""), want == 2, "{flags:?}: {record}");
    }
    let (status, message) = said(at, &["extract", "in", "--out", "new", "--judgements", "bad.csv"])?;
    let want = "bad.csv:2:3: the verdict is \"perhaps\", expected same or different; write one of the two";
    assert!(status == Some(2) && message.contains(want) && !at.join("new").exists(), "{status:?} {message}");
    let (status, _) = said(at, &["extract", "in", "--out", "o", "--judgements", "gone.csv", "--fail-on", "judgement-unknown"])?;
    assert_eq!(status, Some(1));
    assert!(fs::read_to_string(at.join("o/problems.csv"))?.contains("gone.csv:2: \"\"Nobody Atall\"\" is nobody in this run"));
    Ok(())
}
