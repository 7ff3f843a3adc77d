//! Which groups are one so far, and which must not become one. In: pairs; out: for each group the one it belongs to.

use rustc_hash::{FxHashMap, FxHashSet};

/// Groups by number.
#[derive(Debug)]
pub struct Clusters {
    root: Vec<u32>,
    /// Members besides the root, by root.
    members: FxHashMap<usize, Vec<usize>>,
    /// Both ways round.
    apart: FxHashMap<usize, FxHashSet<usize>>,
}

impl Clusters {
    /// Each by itself.
    pub fn new(n: usize) -> Self {
        Clusters { root: (0..n as u32).collect(), members: FxHashMap::default(), apart: FxHashMap::default() }
    }

    /// The one it belongs to.
    pub fn root(&self, of: usize) -> usize {
        self.root[of] as usize
    }

    /// All of a root's cluster, itself first.
    pub fn all(&self, root: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::once(root).chain(self.members.get(&root).into_iter().flatten().copied())
    }

    /// Never join these.
    pub fn part(&mut self, a: usize, b: usize) {
        self.apart.entry(a).or_default().insert(b);
        self.apart.entry(b).or_default().insert(a);
    }

    /// Must the clusters of these stay apart?
    pub fn parted(&self, a: usize, b: usize) -> bool {
        if self.apart.is_empty() {
            return false;
        }
        let other = self.root(b);
        self.all(self.root(a)).filter_map(|m| self.apart.get(&m)).flatten().any(|&m| self.root(m) == other)
    }

    /// Join the clusters of these; the first by rank is the root. Gives `false` where they must stay apart.
    pub fn join<R: Ord>(&mut self, a: usize, b: usize, rank: impl Fn(usize) -> R) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return true;
        }
        if self.parted(a, b) {
            return false;
        }
        let (into, from) = if rank(a) <= rank(b) { (a, b) } else { (b, a) };
        let mut moved = self.members.remove(&from).unwrap_or_default();
        moved.push(from);
        moved.iter().for_each(|&m| self.root[m] = into as u32);
        self.members.entry(into).or_default().extend(moved);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_parted_stays_apart_by_any_way() {
        let rank = |n: usize| n;
        let mut c = Clusters::new(4);
        c.part(0, 3);
        assert!(c.join(1, 0, rank) && c.join(3, 2, rank));
        assert_eq!((c.root(1), c.root(3)), (0, 2));
        assert!(!c.join(1, 2, rank) && c.parted(1, 2));
    }
}
