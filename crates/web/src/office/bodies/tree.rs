//! The tree of bodies the person may see, or those of it that are looked for.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use gongkai_app::{Permission, bodies};
use gongkai_store::bodies::{Body, Kind};
use serde::Deserialize;

use super::frame;
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::choices::kinds;
use crate::page::show as show_page;
use crate::pieces::Choice;
use crate::site::Site;

/// Branches deeper than this begin closed, when there are many bodies.
const OPEN_DEPTH: usize = 2;
/// From this many bodies on, deep branches begin closed.
const MANY: usize = 60;

#[derive(Debug, Template)]
#[template(path = "office/bodies/tree.html")]
struct TreePage {
    frame: Frame,
    asked: Asked,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    total: usize,
    branches: Vec<String>,
    found: Vec<Found>,
    /// Where the person may enter bodies first of all; empty when nowhere.
    manages: Option<Body>,
    top: Option<Body>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    kind: String,
    state: String,
}

impl Asked {
    fn is_nothing(&self) -> bool {
        self.q.trim().is_empty() && self.kind.is_empty() && self.state.is_empty()
    }

    fn fits(&self, body: &Body) -> bool {
        let said = |word: &str| {
            body.name.contains(word)
                || body.other_names.iter().any(|name| name.contains(word))
                || body.region_code.as_deref().is_some_and(|code| code.starts_with(word))
                || body.credit_code.as_deref().is_some_and(|code| code.eq_ignore_ascii_case(word))
        };
        let of_kind = Kind::parse(&self.kind).is_none_or(|kind| body.kind == kind);
        let of_state = match self.state.as_str() {
            "open" => body.active,
            "closed" => !body.active,
            _ => true,
        };
        of_kind && of_state && self.q.split_whitespace().all(said)
    }
}

/// A body with those below it.
#[derive(Debug, Template)]
#[template(path = "office/bodies/branch.html")]
struct Branch<'a> {
    frame: &'a Frame,
    body: &'a Body,
    below: &'a [String],
    count: usize,
    open: bool,
}

/// A body that was looked for.
#[derive(Debug)]
struct Found {
    body: Body,
    above: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let caller = visitor.caller()?;
    let all = bodies::tree(site.app(), caller).await?;
    let frame = frame(&site, &visitor).await?;
    let manages = all.iter().find(|body| caller.may(Permission::ManageBodies, body)).cloned();
    let (branches, found) =
        if asked.is_nothing() { (branches(&frame, &all)?, Vec::new()) } else { (Vec::new(), found(&all, &asked)) };
    let states = [("", "bodies-state-any"), ("open", "state-open"), ("closed", "state-closed")];
    let states = states.map(|(state, label)| Choice::new(state, frame.t(label), &asked.state));
    let mut kinds = kinds(&frame, &asked.kind);
    kinds.insert(0, Choice::new("", frame.t("bodies-kind-any"), &asked.kind));
    Ok(show_page(&TreePage {
        kinds,
        states: states.to_vec(),
        total: all.len(),
        branches,
        found,
        manages,
        top: all.into_iter().next(),
        asked,
        frame,
    }))
}

fn found(all: &[Body], asked: &Asked) -> Vec<Found> {
    let names: BTreeMap<&str, &str> = all.iter().map(|body| (body.id.as_str(), body.name.as_str())).collect();
    let fitting = all.iter().filter(|body| asked.fits(body));
    fitting
        .map(|body| {
            let above = body.path.split('/').filter(|id| *id != body.id.as_str());
            let above = above.filter_map(|id| names.get(id).copied()).collect::<Vec<_>>().join(" › ");
            Found { body: body.clone(), above }
        })
        .collect()
}

/// The tops of the tree, rendered from the leaves upwards: the deepest last in the order, so first from its end.
fn branches(frame: &Frame, all: &[Body]) -> Result<Vec<String>, Failure> {
    let known: BTreeSet<&str> = all.iter().map(|body| body.id.as_str()).collect();
    let mut below: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut tops = Vec::new();
    for body in all.iter().rev() {
        let mut lower = below.remove(body.id.as_str()).unwrap_or_default();
        lower.reverse();
        let count = counts.remove(body.id.as_str()).unwrap_or_default();
        let depth = body.path.split('/').filter(|id| known.contains(id)).count();
        let open = all.len() < MANY || depth <= OPEN_DEPTH;
        let branch = Branch { frame, body, below: &lower, count, open };
        let html = branch.render().map_err(|error| gongkai_app::AppError::Internal(error.to_string()))?;
        match body.parent.as_ref().filter(|parent| known.contains(parent.as_str())) {
            Some(parent) => {
                below.entry(parent.as_str()).or_default().push(html);
                let above = counts.entry(parent.as_str()).or_default();
                *above = above.saturating_add(count).saturating_add(1);
            }
            None => tops.push(html),
        }
    }
    tops.reverse();
    Ok(tops)
}
