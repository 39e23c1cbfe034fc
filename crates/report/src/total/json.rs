//! The JSON of a total, schema `gongkai.total/1`.

use std::collections::BTreeMap;

use gongkai_law::Wording;
use serde::Serialize;
use serde_json::Value;

use super::{CellTotal, Duplicate, Member, TableTotal, Total};
use crate::cell::CellAddress;
use crate::edition::{EditionId, TableId};
use crate::json::{Number, finding, value};

/// The schema's name.
pub const SCHEMA: &str = "gongkai.total/1";

/// The total as JSON. `lacking` lists, by position in `members`, who gives no number in a cell.
pub fn json(total: &Total, wording: &Wording) -> Value {
    value(&TotalShape::of(total, wording))
}

/// The same as text, written straight away: with many members the value would take several times the space.
pub fn json_text(total: &Total, wording: &Wording) -> String {
    // String keys and no fallible parts: writing to memory cannot fail.
    serde_json::to_string(&TotalShape::of(total, wording)).unwrap_or_default()
}

impl<'a> TotalShape<'a> {
    fn of(total: &'a Total, wording: &Wording) -> Self {
        Self {
            schema: SCHEMA,
            counted: total.members.len(),
            years: total.years(),
            tables: total.tables.iter().map(|(id, table)| (*id, TableShape::of(table))).collect(),
            cells: total.cells.iter().map(|(address, cell)| (*address, CellShape::of(total, *address, cell))).collect(),
            members: total.members.iter().map(MemberShape::of).collect(),
            duplicates: total.duplicates.iter().map(DuplicateShape::of).collect(),
            findings: total.findings.iter().map(|of_total| finding(of_total, wording)).collect(),
        }
    }
}

#[derive(Serialize)]
struct TotalShape<'a> {
    schema: &'static str,
    counted: usize,
    years: Vec<i16>,
    tables: BTreeMap<TableId, TableShape<'a>>,
    cells: BTreeMap<CellAddress, CellShape>,
    members: Vec<MemberShape<'a>>,
    duplicates: Vec<DuplicateShape<'a>>,
    findings: Vec<Value>,
}

#[derive(Serialize)]
struct TableShape<'a> {
    editions: &'a BTreeMap<EditionId, u32>,
    complete: u32,
    not_found: u32,
}

impl<'a> TableShape<'a> {
    fn of(table: &'a TableTotal) -> Self {
        Self { editions: &table.editions, complete: table.complete, not_found: table.not_found }
    }
}

#[derive(Serialize)]
struct CellShape {
    sum_given: Option<Number>,
    sum_complete: Option<Number>,
    expected: u32,
    given: u32,
    blank: u32,
    slash: u32,
    text: u32,
    missing: u32,
    without_unit: u32,
    lacking: Vec<usize>,
}

impl CellShape {
    fn of(total: &Total, address: CellAddress, cell: &CellTotal) -> Self {
        let lacking = || {
            let members = total.members.iter().enumerate();
            members.filter(|(_, member)| member.lacks(address)).map(|(index, _)| index).collect()
        };
        Self {
            sum_given: cell.sum_given.map(Number),
            sum_complete: cell.sum_complete.map(Number),
            expected: cell.expected,
            given: cell.given,
            blank: cell.blank,
            slash: cell.slash,
            text: cell.text,
            missing: cell.missing,
            without_unit: cell.without_unit,
            lacking: if cell.is_incomplete() { lacking() } else { Vec::new() },
        }
    }
}

#[derive(Serialize)]
struct MemberShape<'a> {
    source: &'a str,
    body: Option<&'a str>,
    year: Option<i16>,
    editions: &'a BTreeMap<TableId, EditionId>,
    errors: u32,
    warnings: u32,
    broken_identities: u32,
    /// Told of members an office adds up although they are withdrawn; files know nothing of it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    withdrawn: bool,
}

impl<'a> MemberShape<'a> {
    fn of(member: &'a Member) -> Self {
        Self {
            source: &member.source,
            body: member.body.as_deref(),
            year: member.year,
            editions: &member.editions,
            errors: member.errors,
            warnings: member.warnings,
            broken_identities: member.broken_identities,
            withdrawn: member.withdrawn,
        }
    }
}

#[derive(Serialize)]
struct DuplicateShape<'a> {
    source: &'a str,
    counted: &'a str,
    body: Option<&'a str>,
    year: Option<i16>,
    differs: bool,
}

impl<'a> DuplicateShape<'a> {
    fn of(duplicate: &'a Duplicate) -> Self {
        Self {
            source: &duplicate.source,
            counted: &duplicate.counted,
            body: duplicate.body.as_deref(),
            year: duplicate.year,
            differs: duplicate.differs,
        }
    }
}
