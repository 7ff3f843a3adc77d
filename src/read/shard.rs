//! One part of a run that is split over several machines. In: `2/8`; out: whether a document is in that part.
//!
//! A hash of the document's name decides: the path of a file that is one document, the id of a record. So a document
//! stays in its part when others are added or taken away, and nothing but the name has to be known to say where it is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Part `number` of `of`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shard {
    number: u32,
    of: u32,
}

/// More parts than any matrix has; a bound so that a slip (`1/20191016`) is met with a message.
const MOST: u32 = 10_000;

impl Shard {
    /// Which part, from 1.
    pub fn number(self) -> u32 {
        self.number
    }

    /// Of how many.
    pub fn of(self) -> u32 {
        self.of
    }

    /// Is the document of this name in the part?
    pub fn holds(self, name: &str) -> bool {
        super::unique::short_hash(name) % u64::from(self.of) == u64::from(self.number - 1)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let numbers = word.split_once('/').and_then(|(i, n)| Some((i.trim().parse().ok()?, n.trim().parse().ok()?)));
        match numbers {
            Some((number, of)) if (1..=of).contains(&number) && of <= MOST => Ok(Shard { number, of }),
            _ => Err(format!("`{word}` is no part of a run; expected I/N with I from 1 to N and N at most {MOST}, such as 2/8")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        assert_eq!("2/8".parse::<Shard>().map(|s| s.to_string()), Ok("2/8".into()));
        for word in ["0/8", "9/8", "8", "1/0", "a/b", "-1/2", "1/20191016"] {
            let want = format!("`{word}` is no part of a run; expected I/N with I from 1 to N and N at most 10000, such as 2/8");
            assert_eq!(word.parse::<Shard>(), Err(want));
        }
    }

    #[test]
    fn each_document_is_in_one_part_and_parts_are_of_a_size() {
        let parts: Vec<Shard> = (1..=4).filter_map(|i| format!("{i}/4").parse().ok()).collect();
        let mut sizes = [0; 4];
        for name in (0..4000).map(|i| format!("press/{i}.txt")) {
            let holders: Vec<usize> = (0..4).filter(|&p| parts[p].holds(&name)).collect();
            assert_eq!(holders.len(), 1, "{name}");
            sizes[holders[0]] += 1;
        }
        assert!(sizes.iter().all(|n| (850..1150).contains(n)), "{sizes:?}");
    }
}
