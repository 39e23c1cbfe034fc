//! How many pages a page tree unfolds to.

use std::collections::{HashMap, HashSet};

use crate::read::Limits;

/// Trees are a few levels deep; the library's work grows with the square of the depth.
const DEEPEST: u32 = 64;
/// So many times the pages that are read may be there.
const SPARE: u64 = 100;

/// Which object names which as its kids, in every version found.
#[derive(Debug, Default)]
pub(super) struct Tree {
    kids: HashMap<u32, Vec<Vec<u32>>>,
}

impl Tree {
    pub(super) fn add(&mut self, object: u32, kids: &[u32]) {
        if !kids.is_empty() {
            self.kids.entry(object).or_default().push(kids.to_vec());
        }
    }

    /// Whether some object unfolds to too many leaves, or too deep, when every path is followed.
    pub(super) fn is_too_large(&self, limits: &Limits) -> bool {
        let most = u64::from(limits.pages).saturating_mul(SPARE).max(100_000);
        let mut known = HashMap::new();
        self.kids.keys().any(|object| {
            let (leaves, depth) = self.unfold(*object, 0, &mut HashSet::new(), &mut known);
            leaves > most || depth > DEEPEST
        })
    }

    fn unfold(
        &self,
        object: u32,
        level: u32,
        path: &mut HashSet<u32>,
        known: &mut HashMap<u32, (u64, u32)>,
    ) -> (u64, u32) {
        let Some(versions) = self.kids.get(&object) else { return (1, 0) };
        if let Some(found) = known.get(&object) {
            return *found;
        }
        // The library breaks off where an object is among its own ancestors.
        if level > DEEPEST || !path.insert(object) {
            return (0, if level > DEEPEST { DEEPEST + 1 } else { 0 });
        }
        let mut most = (0_u64, 0_u32);
        for kids in versions {
            let (mut leaves, mut depth) = (0_u64, 0_u32);
            for kid in kids {
                let below = self.unfold(*kid, level + 1, path, known);
                leaves = leaves.saturating_add(below.0);
                depth = depth.max(below.1 + 1);
            }
            most = (most.0.max(leaves), most.1.max(depth));
        }
        path.remove(&object);
        known.insert(object, most);
        most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(edges: &[(u32, &[u32])], expected: bool) {
        let mut tree = Tree::default();
        for (object, kids) in edges {
            tree.add(*object, kids);
        }
        assert_eq!(tree.is_too_large(&Limits::default()), expected);
    }

    #[test]
    fn trees_are_fine_and_explosions_are_not() {
        check(&[(2, &[3, 4]), (3, &[5, 6])], false);
        check(&[(2, &[2, 3])], false);
        let doubled: Vec<(u32, [u32; 2])> = (2..30).map(|at| (at, [at + 1, at + 1])).collect();
        let doubled: Vec<(u32, &[u32])> = doubled.iter().map(|(at, kids)| (*at, kids.as_slice())).collect();
        check(&doubled, true);
        let chain: Vec<(u32, [u32; 1])> = (2..200).map(|at| (at, [at + 1])).collect();
        let chain: Vec<(u32, &[u32])> = chain.iter().map(|(at, kids)| (*at, kids.as_slice())).collect();
        check(&chain, true);
    }
}
