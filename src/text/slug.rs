//! Slugs: the readable part of an id.
//!
//! In: a name. Out: lower-case ASCII letters, digits and single hyphens (`sergio-piazzi`). The same name gives
//! the same slug in every run, whatever else the run meets.

use super::fold;

/// Longest slug before it is cut: ids stay readable in a column, and few names of bodies are longer.
const LONGEST: usize = 80;

/// The slug of a name.
///
/// Full stops and apostrophes join what they stand between (`U.S.` is `us`, `Sana'a` is `sanaa`), everything
/// else that is no letter or digit separates. Where letters are lost (a script without a Latin fold) or the
/// slug is cut, eight hex digits of a hash of the whole name stand at its end, so that two names in Cyrillic
/// do not become one.
pub fn slug(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    fold::fold_word(name, &mut folded);
    let (mut out, mut lost, mut gap) = (String::with_capacity(folded.len()), false, false);
    for c in folded.chars() {
        if c.is_ascii_alphanumeric() {
            if gap && !out.is_empty() {
                out.push('-');
            }
            gap = false;
            out.push(c);
        } else if c.is_alphanumeric() {
            (lost, gap) = (true, true);
        } else if c != '.' && c != '\'' {
            gap = true;
        }
    }
    if out.len() > LONGEST {
        lost = true;
        out.truncate(out[..LONGEST].rfind('-').unwrap_or(LONGEST));
    }
    if lost || out.is_empty() {
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(&format!("{:08x}", fold::hash(folded.as_bytes()) >> 32));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn slugs_are_readable() {
        for (name, want) in [
            ("Sergio Piazzi", "sergio-piazzi"),
            ("Jürgen  Stock", "jurgen-stock"),
            ("U.S. Department of State", "us-department-of-state"),
            ("Secretary‑General’s Office", "secretary-generals-office"),
            ("  –OSCE/ODIHR– ", "osce-odihr"),
            ("Øresund\nBridge", "oresund-bridge"),
        ] {
            assert_eq!(slug(name), want, "{name}");
        }
    }

    #[test]
    fn names_without_latin_letters_keep_apart() {
        let (a, b) = (slug("Владимир Путин"), slug("Сергей Лавров"));
        assert!(a != b && a.len() == 8 && b.len() == 8, "{a} {b}");
        assert!(slug("Nokia 北京").starts_with("nokia-"));
        assert_ne!(slug("Nokia 北京"), slug("Nokia 上海"));
    }

    #[test]
    fn long_names_are_cut_at_a_word_and_keep_apart() {
        let name = "Office for the Very Long Names of ".repeat(10);
        let (a, b) = (slug(&name), slug(&format!("{name} Two")));
        assert!(a.len() <= 89 && a != b, "{a} {b}");
    }
}
