//! The examples of docs/workbench.md, run: files are laid out, commands give what the page says they give.
#![allow(clippy::unwrap_used)] // a panic is how a test fails

mod common;

use common::{Files, at, dateline};

/// A fenced block: its info string, its lines, the line of the page it begins on.
fn blocks(page: &str) -> Vec<(String, Vec<&str>, usize)> {
    let mut out: Vec<(String, Vec<&str>, usize)> = Vec::new();
    let mut open = false;
    for (i, line) in page.lines().enumerate() {
        match line.strip_prefix("```") {
            Some(info) if !open => {
                out.push((info.to_owned(), Vec::new(), i + 1));
                open = true;
            }
            Some(_) => open = false,
            None if open => out.last_mut().unwrap().1.push(line),
            None => {}
        }
    }
    out
}

/// Words of a command; double quotes hold spaces together.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    parts.flat_map(|(i, p)| if i % 2 == 1 { vec![p.to_owned()] } else { p.split_whitespace().map(str::to_owned).collect() }).collect()
}

/// Does a line, or a page of lines, look as the page says? `…` stands for anything, alone on a line for any lines.
fn same(want: &[&str], met: &[&str]) -> bool {
    match (want.split_first(), met.split_first()) {
        (None, None) => true,
        (Some((&"…", rest)), _) => (0..=met.len()).any(|n| same(rest, &met[n..])),
        (Some((w, rest)), Some((m, more))) => line(w, m) && same(rest, more),
        _ => false,
    }
}

/// Does a line look as the page says? `…` in it stands for anything.
fn line(want: &str, met: &str) -> bool {
    let parts: Vec<&str> = want.split('…').collect();
    let (Some(head), Some(tail)) = (parts.first(), parts.last()) else { return false };
    if parts.len() == 1 {
        return want == met;
    }
    let Some(mut rest) = met.strip_prefix(head) else { return false };
    for part in &parts[1..parts.len() - 1] {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(tail)
}

#[test]
fn the_page_holds() {
    let page = std::fs::read_to_string(at("docs/workbench.md")).unwrap();
    let folder = Files::new(&[]);
    let mut commands = Vec::new();
    for (info, lines, begins) in blocks(&page) {
        let (kind, argument) = info.split_once(' ').unwrap_or((&info, ""));
        if kind != "console" {
            let path = folder.path().join(argument);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, lines.join("\n") + "\n").unwrap();
            continue;
        }
        let mut status = None;
        let starts: Vec<usize> = lines.iter().enumerate().filter(|(_, l)| l.starts_with("$ ")).map(|(i, _)| i).collect();
        for (n, &start) in starts.iter().enumerate() {
            let want = &lines[start + 1..starts.get(n + 1).copied().unwrap_or(lines.len())];
            let command = words(lines[start].strip_prefix("$ dateline ").unwrap());
            let output = dateline(&folder, &command.iter().map(String::as_str).collect::<Vec<_>>(), b"");
            let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
            let met: Vec<&str> = said.lines().collect();
            assert!(
                same(want, &met),
                "docs/workbench.md:{}: {}\nwanted:\n{}\nmet:\n{said}",
                begins + 1 + start,
                lines[start],
                want.join("\n")
            );
            // the last command gives the block its status
            status = Some(output.status.code().unwrap());
            commands.push(command[..2.min(command.len())].join(" "));
        }
        let wanted: i32 = argument.strip_prefix("exit=").unwrap().parse().unwrap();
        assert!(status == Some(wanted), "docs/workbench.md:{begins}: exit status {status:?}, wanted {wanted}");
    }
    for command in ["gazetteer check", "explain", "mine", "diff", "eval", "gazetteer import", "gazetteer export", "extract"] {
        assert!(commands.iter().any(|c| c.starts_with(command)), "no example of {command}");
    }
}
