//! All rows together: who stands below whom, and what cannot be.

use std::collections::{BTreeMap, BTreeSet};

use gongkai_store::bodies::{Body, Level};
use gongkai_store::id::BodyId;

use super::columns::Column;
use super::places::{Node, Places, problem, problem_with};
use super::row::Draft;
use super::table::Records;
use super::{Change, Fate, Row};
use crate::bodies::facts::Facts;

/// The deepest a tree can be before it is taken for a ring.
const DEEPEST: usize = 64;

/// A body to be entered or changed.
#[derive(Debug)]
pub(super) struct Step {
    /// The row's place in the list.
    pub(super) row: usize,
    /// The body as it is; `None` for a new one.
    pub(super) before: Option<Body>,
    /// Where it shall stand.
    pub(super) parent: Node,
    /// What it shall be.
    pub(super) facts: Facts,
    /// Whether it exists still.
    pub(super) active: bool,
    /// What the public is told.
    pub(super) profile: gongkai_store::bodies::Profile,
    /// What changes.
    pub(super) changes: Vec<Change>,
}

/// What becomes of each record, and what is to be done. All names are looked up among `all` bodies.
pub(super) fn plan(records: &Records, base: &Body, all: &[Body]) -> (Vec<Row>, Vec<Step>) {
    let places = Places::new(base, all);
    let mut drafts: Vec<Draft<'_>> = records.rows.iter().map(|record| Draft::of(record, &places)).collect();
    refuse_copies(&mut drafts, &places);
    resolve_parents(&mut drafts, &places);
    resolve_levels(&mut drafts, &places);
    refuse_repetitions(&mut drafts, &places);
    // What is refused leaves what it would have changed as it is, which may refuse others.
    while refuse_further(&mut drafts, &places) {}
    let told: Vec<(Row, Option<Step>)> =
        (0..drafts.len()).filter_map(|row| Some(tell(row, drafts.get(row)?, &drafts, &places))).collect();
    let (rows, steps): (Vec<Row>, Vec<Option<Step>>) = told.into_iter().unzip();
    (rows, steps.into_iter().flatten().collect())
}

/// A row that enters the same body as one before it.
fn refuse_copies(drafts: &mut [Draft<'_>], places: &Places<'_>) {
    let mut entered: BTreeMap<(String, String), u32> = BTreeMap::new();
    for draft in drafts.iter_mut().filter(|draft| draft.before.is_none() && !draft.facts.name.is_empty()) {
        let parent = draft.parent_text.clone().unwrap_or_else(|| places.base.name.clone());
        let key = (draft.facts.name.clone(), parent);
        match entered.get(&key) {
            Some(first) => draft.problems.push(problem_with(Column::Name, "import-row-twice", &first.to_string())),
            None => {
                entered.insert(key, draft.number);
            }
        }
    }
}

fn resolve_parents(drafts: &mut [Draft<'_>], places: &Places<'_>) {
    let entered: Vec<(usize, String, String)> = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| draft.before.is_none() && !draft.facts.name.is_empty())
        .filter(|(_, draft)| !draft.problems.iter().any(|problem| problem.message == "import-row-twice"))
        .map(|(row, draft)| (row, draft.facts.name.clone(), draft.parent_text.clone().unwrap_or_default()))
        .collect();
    for (row, draft) in drafts.iter_mut().enumerate() {
        let Some(text) = draft.parent_text.clone() else { continue };
        if draft.before.is_some_and(|body| body.id == places.base.id) {
            // The body everything stands below does not move by an import below it.
            let stays = text == places.upper_name(places.base);
            if !stays {
                draft.problems.push(problem(Column::Parent, "import-base-stays"));
            }
            continue;
        }
        match places.parent(&text, &entered) {
            Ok(Node::Row(own)) if own == row => draft.problems.push(problem(Column::Parent, "problem-below-itself")),
            Ok(node) => draft.parent = node,
            Err(problem) => draft.problems.push(problem),
        }
    }
}

/// A department stands as high as the body it belongs to.
fn resolve_levels(drafts: &mut [Draft<'_>], places: &Places<'_>) {
    let levels: Vec<(Option<Level>, Node)> = drafts.iter().map(|draft| (draft.level, draft.parent.clone())).collect();
    for draft in drafts.iter_mut().filter(|draft| draft.level.is_none()) {
        let mut above = draft.parent.clone();
        let mut found = None;
        let derives = !matches!(draft.facts.kind, gongkai_store::bodies::Kind::Government);
        for _ in 0..DEEPEST {
            match &above {
                Node::Body(id) => {
                    found = places.body(id).map(|body| body.level);
                    break;
                }
                Node::Row(row) => match levels.get(*row) {
                    Some((Some(level), _)) => {
                        found = Some(*level);
                        break;
                    }
                    Some((None, next)) => above = next.clone(),
                    None => break,
                },
            }
        }
        match found.filter(|_| derives) {
            Some(level) => draft.level = Some(level),
            None if draft.problems.iter().any(|problem| problem.field == Column::Level.id()) => {}
            None => draft.problems.push(problem(Column::Level, "import-level-missing")),
        }
    }
    for draft in drafts.iter_mut() {
        draft.facts.level = draft.level.unwrap_or(draft.facts.level);
    }
}

/// Two rows about one body, or with one credit code; a code another body has.
fn refuse_repetitions(drafts: &mut [Draft<'_>], places: &Places<'_>) {
    let mut bodies: BTreeMap<BodyId, u32> = BTreeMap::new();
    let mut codes: BTreeMap<String, u32> = BTreeMap::new();
    for draft in drafts.iter_mut() {
        if let Some(body) = draft.before {
            if let Some(first) = bodies.get(&body.id) {
                draft.problems.push(problem_with(Column::Name, "import-row-twice", &first.to_string()));
                continue;
            }
            bodies.insert(body.id.clone(), draft.number);
        }
        let Some(code) = &draft.facts.credit_code else { continue };
        if let Some(first) = codes.get(code) {
            draft.problems.push(problem_with(Column::CreditCode, "import-code-twice", &first.to_string()));
        } else if places.with_credit_code(code).is_some_and(|other| Some(&other.id) != draft.before.map(|b| &b.id)) {
            draft.problems.push(problem(Column::CreditCode, "import-code-taken"));
        } else {
            codes.insert(code.clone(), draft.number);
        }
    }
}

/// The tree as it would be: each body's and each new row's upper one, name and state.
struct Future<'d> {
    at: BTreeMap<Node, Place<'d>>,
}

struct Place<'d> {
    parent: Option<Node>,
    name: &'d str,
    active: bool,
    row: Option<usize>,
}

impl<'d> Future<'d> {
    fn of(drafts: &'d [Draft<'_>], places: &Places<'d>) -> Self {
        let mut at = BTreeMap::new();
        for body in places.inside() {
            let parent = body.parent.clone().filter(|_| body.id != places.base.id).map(Node::Body);
            at.insert(Node::Body(body.id.clone()), Place { parent, name: &body.name, active: body.active, row: None });
        }
        for (row, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.problems.is_empty()) {
            let node = draft.before.map_or(Node::Row(row), |body| Node::Body(body.id.clone()));
            let is_base = node == Node::Body(places.base.id.clone());
            let parent = (!is_base).then(|| draft.parent.clone());
            at.insert(node, Place { parent, name: &draft.facts.name, active: draft.active, row: Some(row) });
        }
        Self { at }
    }

    /// Whether going up from a node ends at the base.
    fn ends(&self, node: &Node) -> bool {
        let mut at = Some(node);
        for _ in 0..DEEPEST {
            match at {
                None => return true,
                Some(node) => at = self.at.get(node).and_then(|place| place.parent.as_ref()),
            }
        }
        false
    }
}

/// Refuses rows that cannot be done as the others stand; whether there were any.
fn refuse_further(drafts: &mut [Draft<'_>], places: &Places<'_>) -> bool {
    let mut refused: Vec<(usize, crate::Problem)> = Vec::new();
    let future = Future::of(drafts, places);
    let mut taken: BTreeMap<(&Node, &str), usize> = BTreeMap::new();
    let stands = |body: &'_ Body| Some((Node::Body(body.parent.clone()?), Node::Body(body.id.clone())));
    let occupied: BTreeMap<(Node, &str), Node> = places
        .inside()
        .filter_map(|body| stands(body).map(|(upper, node)| ((upper, body.name.as_str()), node)))
        .collect();
    let living: BTreeSet<&Node> =
        future.at.values().filter(|place| place.active).filter_map(|place| place.parent.as_ref()).collect();
    for (node, place) in &future.at {
        let Some(row) = place.row else { continue };
        let mut refuse = |problem| refused.push((row, problem));
        let Some(parent) = &place.parent else {
            if !place.active {
                refuse(problem(Column::State, "import-base-stays"));
            }
            continue;
        };
        let Some(upper) = future.at.get(parent) else {
            refuse(problem(Column::Parent, "import-parent-refused"));
            continue;
        };
        if !future.ends(node) {
            refuse(problem(Column::Parent, "problem-below-itself"));
        } else if place.active && !upper.active {
            refuse(problem(Column::Parent, "problem-parent-closed"));
        } else if !place.active && living.contains(node) {
            refuse(problem(Column::State, "not-now-bodies-below"));
        } else if taken.insert((parent, place.name), row).is_some()
            || occupied.get(&(parent.clone(), place.name)).is_some_and(|other| other != node)
        {
            refuse(problem(Column::Name, "import-name-there"));
        }
    }
    let any = !refused.is_empty();
    for (row, problem) in refused {
        if let Some(draft) = drafts.get_mut(row) {
            draft.problems.push(problem);
        }
    }
    any
}

fn tell(row: usize, draft: &Draft<'_>, drafts: &[Draft<'_>], places: &Places<'_>) -> (Row, Option<Step>) {
    let upper = match &draft.parent {
        Node::Body(_) if draft.before.is_some_and(|body| body.id == places.base.id) => places.upper_name(places.base),
        Node::Body(id) => places.body(id).map_or("", |body| body.name.as_str()),
        Node::Row(upper) => drafts.get(*upper).map_or("", |upper| upper.facts.name.as_str()),
    };
    let told = |fate| Row {
        number: draft.number,
        name: draft.facts.name.clone(),
        parent: draft.parent_text.clone().unwrap_or_else(|| upper.to_owned()),
        fate,
    };
    if !draft.problems.is_empty() {
        return (told(Fate::Refused(draft.problems.clone())), None);
    }
    let changes = draft.changes(upper, places);
    let fate = match draft.before {
        None => Fate::New(changes.clone()),
        Some(_) if changes.is_empty() => return (told(Fate::Unchanged), None),
        Some(_) => Fate::Changed(changes.clone()),
    };
    let step = Step {
        row,
        before: draft.before.cloned(),
        parent: draft.parent.clone(),
        facts: draft.facts.clone(),
        active: draft.active,
        profile: draft.profile.clone(),
        changes,
    };
    (told(fate), Some(step))
}
