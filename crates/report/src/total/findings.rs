//! What is to be said about a total.

use std::collections::BTreeMap;

use gongkai_law::{Basis, Code, Finding, Instrument, Severity};

use super::{Member, Total, identity};
use crate::edition::TableId;
use crate::matching;
use crate::write::words::cell_label;

/// Two reports of one body and year whose figures differ.
pub(super) const DIFFERS: Code = Code("total-duplicate-differs");

/// Names quoted in one finding; the data has them all.
const NAMES: usize = 5;

const PLAIN: Basis = Basis::new(Instrument::Arithmetic, "");
const YEARLY: Basis = Basis::new(Instrument::Regulation, "第四十九条");

/// All findings, gravest first.
pub(super) fn of(total: &Total) -> Vec<Finding<String>> {
    let mut found = Vec::new();
    unreadable(total, &mut found);
    duplicates(total, &mut found);
    one_under_two_names(total, &mut found);
    governments(total, &mut found);
    unknown(total, &mut found);
    years(total, &mut found);
    for table in TableId::ALL {
        of_table(total, table, &mut found);
    }
    money(total, &mut found);
    beyond(total, &mut found);
    identities(total, &mut found);
    found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    found
}

fn unreadable(total: &Total, found: &mut Vec<Finding<String>>) {
    found.extend(total.unreadable.iter().map(|file| {
        Finding::new(Code("total-unreadable"), Severity::Error, YEARLY)
            .with_place(file.source.clone())
            .with_arg("source", &file.source)
            .with_arg("reason", &file.reason)
    }));
}

fn duplicates(total: &Total, found: &mut Vec<Finding<String>>) {
    for duplicate in &total.duplicates {
        let year = duplicate.year.map(|year| year.to_string()).unwrap_or_default();
        let (code, severity) =
            if duplicate.differs { (DIFFERS.0, Severity::Error) } else { ("total-duplicate", Severity::Warning) };
        found.push(
            Finding::new(Code(code), severity, YEARLY)
                .with_place(duplicate.source.clone())
                .with_arg("source", &duplicate.source)
                .with_arg("counted", &duplicate.counted)
                .with_arg("body", duplicate.body.as_deref().unwrap_or_default())
                .with_arg("year", year),
        );
    }
}

/// 青禾街道 and 青禾街道办事处 of one year: both are counted, for two bodies may be called alike, and it is said.
fn one_under_two_names(total: &Total, found: &mut Vec<Finding<String>>) {
    let mut alike: BTreeMap<(i16, String), Vec<(&Member, matching::Apart)>> = BTreeMap::new();
    for member in &total.members {
        let Some((body, year)) = member.body.as_deref().zip(member.year) else { continue };
        let before = alike.entry((year, matching::bare_core_of(body))).or_default();
        let own = matching::Apart::of(body);
        let first = before.iter().find(|(_, other)| matching::may_be_one(other, &own)).map(|(first, _)| first);
        if let Some(first) = first {
            found.push(
                Finding::new(Code("total-body-under-two-names"), Severity::Warning, YEARLY)
                    .with_place(member.source.clone())
                    .with_arg("body", body)
                    .with_arg("other", first.body.as_deref().unwrap_or_default())
                    .with_arg("counted", &first.source)
                    .with_arg("year", year),
            );
        } else {
            before.push((member, own));
        }
    }
}

/// The report of a government sums up its departments and those below it: their own, added as well, would count twice.
fn governments(total: &Total, found: &mut Vec<Finding<String>>) {
    let named = |member: &Member| Some((member.body.as_deref().map(matching::Apart::of)?, member.year?));
    let members: Vec<(&Member, matching::Apart, i16)> =
        total.members.iter().filter_map(|member| named(member).map(|(name, year)| (member, name, year))).collect();
    let mut within: BTreeMap<(i16, &str), Vec<(&Member, &matching::Apart)>> = BTreeMap::new();
    for (member, name, year) in &members {
        for area in name.areas() {
            within.entry((*year, area)).or_default().push((member, name));
        }
    }
    for (government, name, year) in &members {
        let near = name.government_of().and_then(|area| within.get(&(*year, area))).into_iter().flatten();
        let own = near.filter(|(_, other)| matching::governs(name, other)).map(|(member, _)| *member);
        let (count, names) = quote(own);
        if count > 0 {
            found.push(
                Finding::new(Code("total-government-with-its-own"), Severity::Warning, YEARLY)
                    .with_place(government.source.clone())
                    .with_excerpt(names)
                    .with_arg("body", government.body.as_deref().unwrap_or_default())
                    .with_arg("year", year)
                    .with_arg("count", count),
            );
        }
    }
}

fn unknown(total: &Total, found: &mut Vec<Finding<String>>) {
    let without_body = total.members.iter().filter(|member| member.body.is_none());
    push_members(Code("total-body-unknown"), PLAIN, without_body, found);
    let without_year = total.members.iter().filter(|member| member.year.is_none());
    push_members(Code("total-year-unknown"), PLAIN, without_year, found);
}

fn years(total: &Total, found: &mut Vec<Finding<String>>) {
    let years = total.years();
    if years.len() > 1 {
        let list = years.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
        found.push(
            Finding::new(Code("total-years-mixed"), Severity::Warning, YEARLY)
                .with_arg("count", years.len())
                .with_arg("years", list),
        );
    }
}

fn of_table(total: &Total, table: TableId, found: &mut Vec<Finding<String>>) {
    let Some(rests_on) = total.tables.get(&table) else { return };
    let Some(form) = total.forms(table).last().copied() else { return };
    // Table 4 is the same in both editions.
    if table != TableId::T4
        && let [(older, before), (newer, after)] = rests_on.editions.iter().collect::<Vec<_>>().as_slice()
    {
        found.push(
            Finding::new(Code("total-editions-mixed"), Severity::Info, newer.basis(table))
                .with_arg("table", table.title())
                .with_arg("older", older)
                .with_arg("newer", newer)
                .with_arg("before", before)
                .with_arg("after", after),
        );
    }
    let title = table.title();
    let without = total.members.iter().filter(|member| !member.editions.contains_key(&table));
    push_members_of(Code("total-table-not-found"), form.basis(table), without, title, found);
    let incomplete = total
        .members
        .iter()
        .filter(|member| member.editions.contains_key(&table) && !super::sum::is_complete(member, table));
    push_members_of(Code("total-table-incomplete"), form.basis(table), incomplete, title, found);
}

fn money(total: &Total, found: &mut Vec<Finding<String>>) {
    for (address, cell) in total.cells.iter().filter(|(_, cell)| cell.without_unit > 0) {
        let members = total.members.iter().filter(|member| member.is_without_unit(*address));
        let (count, names) = quote(members);
        found.push(
            Finding::new(Code("total-money-without-unit"), Severity::Warning, PLAIN)
                .with_excerpt(names)
                .with_cell(address)
                .with_arg("cell", cell_label(*address))
                .with_arg("count", count.max(cell.without_unit)),
        );
    }
}

fn beyond(total: &Total, found: &mut Vec<Finding<String>>) {
    for (address, _) in total.cells.iter().filter(|(_, cell)| cell.given > 0 && cell.sum_given.is_none()) {
        found.push(
            Finding::new(Code("total-beyond"), Severity::Error, PLAIN)
                .with_cell(address)
                .with_arg("cell", cell_label(*address)),
        );
    }
}

fn identities(total: &Total, found: &mut Vec<Finding<String>>) {
    for imbalance in identity::imbalances(total) {
        let operands = || imbalance.identity.left.iter().chain(&imbalance.identity.right);
        let Some(first) = operands().next() else { continue };
        let (count, names) = quote(imbalance.members.iter().copied());
        found.push(
            Finding::new(Code("total-identity"), Severity::Error, imbalance.edition.basis(first.address.table()))
                .with_excerpt(names)
                .with_cells(operands().map(|operand| operand.address))
                .with_arg("identity", imbalance.identity.id)
                .with_arg("of", sums_up(&imbalance))
                .with_arg("cell", cell_label(first.address))
                .with_arg("left", imbalance.left.normalize())
                .with_arg("right", imbalance.right.normalize())
                .with_arg("count", count),
        );
    }
}

/// What an identity says is added up: the columns of a row, the rows of a column, or anything else.
fn sums_up(imbalance: &identity::Imbalance<'_>) -> &'static str {
    let ([total], parts) = (imbalance.identity.left.as_slice(), &imbalance.identity.right) else { return "other" };
    if parts.iter().all(|part| part.address.row() == total.address.row()) {
        "row"
    } else if parts.iter().all(|part| part.address.column() == total.address.column()) {
        "column"
    } else {
        "other"
    }
}

fn push_members<'a>(
    code: Code,
    basis: Basis,
    members: impl Iterator<Item = &'a Member>,
    found: &mut Vec<Finding<String>>,
) {
    let (count, names) = quote(members);
    if count > 0 {
        found.push(Finding::new(code, Severity::Warning, basis).with_excerpt(names).with_arg("count", count));
    }
}

fn push_members_of<'a>(
    code: Code,
    basis: Basis,
    members: impl Iterator<Item = &'a Member>,
    table: &str,
    found: &mut Vec<Finding<String>>,
) {
    let before = found.len();
    push_members(code, basis, members, found);
    if let Some(finding) = found.get_mut(before) {
        finding.args.insert("table", table.to_owned());
    }
}

/// How many members there are, and the names of the first of them.
fn quote<'a>(members: impl Iterator<Item = &'a Member>) -> (u32, String) {
    let mut names = Vec::new();
    let mut count: u32 = 0;
    for member in members {
        count = count.saturating_add(1);
        if names.len() < NAMES {
            names.push(member.name());
        }
    }
    let more = if usize::try_from(count).is_ok_and(|count| count > NAMES) { "……" } else { "" };
    (count, format!("{}{more}", names.join("、")))
}
