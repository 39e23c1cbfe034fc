//! The JSON of a comparison, schema `gongkai.compare/1`.

use std::collections::BTreeMap;

use gongkai_law::Wording;
use serde::Serialize;
use serde_json::Value;

use super::{CellPair, Comparison, FactPair, Identity, Relation, SectionPair, Side};
use crate::cell::{CellAddress, CellState};
use crate::edition::{EditionId, TableId};
use crate::json::{Number, value};
use crate::write::words;

/// The schema's name.
pub const SCHEMA: &str = "gongkai.compare/1";

/// The comparison as JSON; `sources` are the files' names, left and right. Every pair of figures is given, changed or
/// not; `note` says in the wording's language why a pair has no difference.
pub fn json(comparison: &Comparison, sources: [&str; 2], wording: &Wording) -> Value {
    let [left, right] = sources;
    value(&Shape {
        schema: SCHEMA,
        left: IdentityShape::of(&comparison.left, left),
        right: IdentityShape::of(&comparison.right, right),
        cells: comparison.cells.iter().map(|pair| PairShape::of(pair, wording)).collect(),
        sections: comparison.sections.iter().map(SectionShape::of).collect(),
        facts: comparison.facts.iter().map(FactShape::of).collect(),
    })
}

#[derive(Serialize)]
struct Shape<'a> {
    schema: &'static str,
    left: IdentityShape<'a>,
    right: IdentityShape<'a>,
    cells: Vec<PairShape<'a>>,
    sections: Vec<SectionShape<'a>>,
    facts: Vec<FactShape<'a>>,
}

#[derive(Serialize)]
struct IdentityShape<'a> {
    source: &'a str,
    title: Option<&'a str>,
    body: Option<&'a str>,
    year: Option<i16>,
    editions: &'a BTreeMap<TableId, EditionId>,
}

impl<'a> IdentityShape<'a> {
    fn of(identity: &'a Identity, source: &'a str) -> Self {
        let (title, body) = (identity.title.as_deref(), identity.body.as_deref());
        Self { source, title, body, year: identity.year, editions: &identity.editions }
    }
}

#[derive(Serialize)]
struct PairShape<'a> {
    relation: Relation,
    left: Option<SideShape<'a>>,
    right: Option<SideShape<'a>>,
    changed: bool,
    difference: Option<Number>,
    percent: Option<Number>,
    note: Option<String>,
}

impl<'a> PairShape<'a> {
    fn of(pair: &'a CellPair, wording: &Wording) -> Self {
        Self {
            relation: pair.relation,
            left: pair.left.as_ref().map(SideShape::of),
            right: pair.right.as_ref().map(SideShape::of),
            changed: pair.is_changed(),
            difference: pair.difference.map(Number),
            percent: pair.percent.map(Number),
            note: super::document::note(pair, words::bundle(wording.lang())),
        }
    }
}

#[derive(Serialize)]
struct SideShape<'a> {
    cell: CellAddress,
    state: CellState,
    value: Option<Number>,
    raw: Option<&'a str>,
    unit: Option<&'a str>,
}

impl<'a> SideShape<'a> {
    fn of(side: &'a Side) -> Self {
        Self {
            cell: side.address,
            state: side.state,
            value: side.value.map(Number),
            raw: side.raw.as_deref(),
            unit: side.unit.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct SectionShape<'a> {
    number: u8,
    left_title: Option<&'a str>,
    right_title: Option<&'a str>,
    similarity: Option<u8>,
    removed: &'a [String],
    added: &'a [String],
}

impl<'a> SectionShape<'a> {
    fn of(pair: &'a SectionPair) -> Self {
        Self {
            number: pair.number,
            left_title: pair.left_title.as_deref(),
            right_title: pair.right_title.as_deref(),
            similarity: pair.similarity,
            removed: &pair.removed,
            added: &pair.added,
        }
    }
}

#[derive(Serialize)]
struct FactShape<'a> {
    subject: &'a str,
    channel: Option<&'a str>,
    unit: Option<&'a str>,
    left: Option<&'a str>,
    right: Option<&'a str>,
    difference: Option<Number>,
}

impl<'a> FactShape<'a> {
    fn of(pair: &'a FactPair) -> Self {
        Self {
            subject: pair.subject,
            channel: pair.channel,
            unit: pair.unit.as_deref(),
            left: pair.left.as_deref(),
            right: pair.right.as_deref(),
            difference: pair.difference.map(Number),
        }
    }
}
