//! Members to sums.

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;

use super::address::{self, slots};
use super::marks::Mark;
use super::member::Member;
use super::{CellTotal, Duplicate, TableTotal};
use crate::cell::CellAddress;
use crate::edition::{EditionId, TableId};

/// Sorted members without those that count the same twice; the first of them stays.
pub(super) fn without_duplicates(members: Vec<Member>) -> (Vec<Member>, Vec<Duplicate>) {
    let mut by_source: HashMap<String, usize> = HashMap::new();
    let mut by_body: HashMap<(String, i16), usize> = HashMap::new();
    let mut kept: Vec<Member> = Vec::with_capacity(members.len());
    let mut duplicates = Vec::new();
    for member in members {
        let body = identity(&member);
        let first = by_source.get(&member.source).or_else(|| by_body.get(body.as_ref()?));
        if let Some(first) = first.and_then(|index| kept.get(*index)) {
            let (counted, differs) = (first.source.clone(), !first.has_figures_of(&member));
            duplicates.push(Duplicate {
                source: member.source,
                counted,
                body: member.body,
                year: member.year,
                differs,
            });
            continue;
        }
        by_source.insert(member.source.clone(), kept.len());
        if let Some(body) = body {
            by_body.insert(body, kept.len());
        }
        kept.push(member);
    }
    (kept, duplicates)
}

/// Body and year, if both are known; white space in the name does not make another body.
fn identity(member: &Member) -> Option<(String, i16)> {
    let body: String = member.body.as_deref()?.split_whitespace().collect();
    (!body.is_empty()).then_some((body, member.year?))
}

/// When both editions are met in table 3, gives the members of 2021 the row of 2019 as the sum of their three rows.
pub(super) fn combine_other_rows(members: &mut [Member]) {
    let of = |edition| members.iter().any(|member| member.editions.get(&TableId::T3) == Some(&edition));
    if !(of(EditionId::E2019) && of(EditionId::E2021)) {
        return;
    }
    for member in members {
        let absent = address::other_columns().iter().filter(|(other, _)| member.mark(*other) == Mark::Absent);
        let others: Vec<(usize, Mark, Decimal)> = absent
            .map(|(other, parts)| {
                let (mark, value) = combined(member, parts);
                (*other, mark, value)
            })
            .collect();
        if !others.is_empty() {
            member.put(&others);
        }
    }
}

/// The sum of cells when all are numbers; else the mark of the one that says least.
fn combined(member: &Member, parts: &[usize]) -> (Mark, Decimal) {
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(member.at(*part)?));
    match sum {
        Some(sum) if sum.is_zero() => (Mark::Zero, sum),
        Some(sum) => (Mark::Number, sum),
        None => {
            let worst = parts.iter().map(|part| member.mark(*part)).max().unwrap_or(Mark::Absent);
            (if worst.is_number() { Mark::Text } else { worst }, Decimal::ZERO)
        }
    }
}

/// What each table's total rests on.
pub(super) fn tables(members: &[Member]) -> BTreeMap<TableId, TableTotal> {
    let mut tables = BTreeMap::new();
    for table in TableId::ALL {
        let mut total = TableTotal::default();
        for member in members {
            match member.editions.get(&table) {
                Some(edition) => *total.editions.entry(*edition).or_default() += 1,
                None => total.not_found += 1,
            }
            total.complete += u32::from(is_complete(member, table));
        }
        tables.insert(table, total);
    }
    tables
}

/// Whether a member gives a number in every cell of a table.
pub(super) fn is_complete(member: &Member, table: TableId) -> bool {
    let mut any = false;
    for (slot, mark) in slots().iter().zip(member.marks()) {
        if slot.table == table && mark != Mark::Absent {
            if !mark.is_number() {
                return false;
            }
            any = true;
        }
    }
    any
}

/// A sum that knows when it has gone beyond what can be represented.
#[derive(Clone, Copy, Default)]
enum Sum {
    #[default]
    Empty,
    Of(Decimal),
    Beyond,
}

impl Sum {
    fn add(&mut self, value: Decimal) {
        *self = match *self {
            Self::Empty => Self::Of(value),
            Self::Of(sum) => sum.checked_add(value).map_or(Self::Beyond, Self::Of),
            Self::Beyond => Self::Beyond,
        };
    }

    fn value(self) -> Option<Decimal> {
        match self {
            Self::Of(sum) => Some(sum),
            Self::Empty | Self::Beyond => None,
        }
    }
}

/// The totals of all cells that some member's edition has.
pub(super) fn cells(members: &[Member]) -> BTreeMap<CellAddress, CellTotal> {
    let mut columns: Vec<(CellTotal, Sum, Sum)> = vec![<_>::default(); slots().len()];
    for member in members {
        let complete = TableId::ALL.map(|table| (table, is_complete(member, table)));
        for ((slot, (mark, number)), (total, given, of_complete)) in slots().iter().zip(member.row()).zip(&mut columns)
        {
            count(total, mark);
            if let Some(value) = number {
                given.add(value);
                if complete.contains(&(slot.table, true)) {
                    of_complete.add(value);
                }
            }
        }
    }
    let finished = columns.into_iter().map(|(total, given, of_complete)| CellTotal {
        sum_given: given.value(),
        sum_complete: of_complete.value(),
        ..total
    });
    slots().iter().map(|slot| slot.address).zip(finished).filter(|(_, total)| total.expected > 0).collect()
}

fn count(total: &mut CellTotal, mark: Mark) {
    let counter = match mark {
        Mark::Absent => return,
        Mark::Zero | Mark::Number => &mut total.given,
        Mark::WithoutUnit => &mut total.without_unit,
        Mark::Blank => &mut total.blank,
        Mark::Slash => &mut total.slash,
        Mark::Text => &mut total.text,
        Mark::Missing => &mut total.missing,
    };
    *counter += 1;
    total.expected += 1;
}
