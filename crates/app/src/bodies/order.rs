//! The order of the tree.

use std::collections::{BTreeMap, BTreeSet};

use gongkai_store::bodies::Body;
use gongkai_store::id::BodyId;

/// Bodies from the top down: each before those below it, siblings by their number and then by name. A body whose upper
/// one is not among them counts as a top.
pub fn in_tree_order(bodies: Vec<Body>) -> Vec<Body> {
    let known: BTreeSet<BodyId> = bodies.iter().map(|body| body.id.clone()).collect();
    let mut below: BTreeMap<Option<BodyId>, Vec<Body>> = BTreeMap::new();
    for body in bodies {
        let upper = body.parent.clone().filter(|parent| known.contains(parent));
        below.entry(upper).or_default().push(body);
    }
    for siblings in below.values_mut() {
        // Last first: they are taken from the end.
        siblings.sort_by(|one, other| (other.sort, &other.name).cmp(&(one.sort, &one.name)));
    }
    let mut ordered = Vec::new();
    let mut open = vec![below.remove(&None).unwrap_or_default()];
    while let Some(siblings) = open.last_mut() {
        match siblings.pop() {
            Some(body) => {
                let next = below.remove(&Some(body.id.clone())).unwrap_or_default();
                ordered.push(body);
                open.push(next);
            }
            None => {
                open.pop();
            }
        }
    }
    ordered
}
