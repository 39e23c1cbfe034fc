//! A table read where it is found: in its section, else in the one other place where it stands.

use std::ops::Range;

use gongkai_documents::Place;
use gongkai_law::Severity;

use super::owner::{Owner, Said, another_body_above, another_year_above, said_otherwise, sample_above, stands_below};
use super::region::{Aside, Region, TableOut};
use super::rival;
use super::seek::Seek;
use super::twice;
use crate::cell::CellAddress;
use crate::check::figures::row_name;

/// Reads a table under its section's heading; if it is not there, where its words stand, as in an annex or a sheet of its
/// own. Of two such places neither is taken when both have one cell of the form; what says that it is another's is left
/// aside.
pub(super) fn table(
    seek: &Seek<'_, '_>,
    index: usize,
    owner: Owner<'_>,
    read: &dyn Fn(&Region<'_, '_>) -> TableOut,
) -> TableOut {
    let read_in = |range: &Range<usize>| {
        let mut table = read(&seek.region(range));
        table.sought_from = range.start;
        table
    };
    let own = seek.own(index);
    let here = beside_a_list(seek, index, &read_in).unwrap_or_else(|| read_in(&own.clone().unwrap_or_default()));
    let places = seek.elsewhere(index).map(|range| (said_above(seek, index, &range, owner), range));
    // Beside the report's own, a table whose caption may mean anything is a second one.
    let is_here = here.found && is_most_of_the_form(&here);
    let is_another = |said: &Option<Said>| said.as_ref().is_some_and(|said| said.names_another || !is_here);
    let (of_others, elsewhere): (Vec<_>, Vec<_>) = places.partition(|(said, _)| is_another(said));
    let aside = of_others.into_iter().filter_map(|(said, lines)| {
        let table = TableOut { is_elsewhere: true, ..read_in(&lines) };
        Some(Aside { said: said?.text, lines, table })
    });
    let of_others: Vec<Aside> = aside.collect();
    let another_year = seek.caption(index).and_then(|caption| another_year_above(caption, owner)).filter(|_| is_here);
    let mut rivals = Vec::new();
    let mut table = if let (Some(_), Some((_, again))) = (&another_year, elsewhere.first()) {
        let mut table = here;
        if let Some(line) = seek.lines().get(again.start) {
            twice::give_up(&mut table, line.at);
        }
        table
    } else if is_here {
        let said = rival::own_said(seek, index, owner.stated());
        rivals = rival::of_own(seek, index, owner.stated(), said.as_deref(), &of_others);
        let mut here = here;
        twice::give_up_sets(&mut here, said.as_deref(), &rivals, seek.lines());
        let another_body = seek.caption(index).and_then(|caption| another_body_above(caption, owner));
        let sample = seek.caption(index).and_then(sample_above);
        tell_caption(
            here,
            [("table-year-other", another_year), ("table-body-other", another_body), ("table-sample", sample)],
            owner,
        )
    } else {
        let found = elsewhere.iter().map(|(_, range)| TableOut { is_elsewhere: own.is_some(), ..read_in(range) });
        let found: Vec<TableOut> = found.filter(|table| table.found).collect();
        let another = of_others.iter().find(|aside| aside.table.found);
        let part = elsewhere.iter().find_map(|(_, range)| rival::part_said(seek, range));
        if !found.is_empty() {
            rivals = rival::of_plain(owner.stated(), part.as_deref(), &of_others);
        }
        let mut table = chosen(here, found, another);
        twice::give_up_sets(&mut table, part.as_deref(), &rivals, seek.lines());
        table
    };
    let aside = of_others.iter().filter(|aside| rival::is_left_aside(aside, &rivals, owner.stated()));
    tell_left_aside(&mut table, seek, aside);
    table.of_others = of_others;
    table
}

/// The table of a section or of one other place; `another` is one that says that it is another's.
fn chosen(here: TableOut, mut found: Vec<TableOut>, another: Option<&Aside>) -> TableOut {
    if let Some(again) = in_two_places(&found) {
        let mut table = found.swap_remove(0);
        twice::give_up(&mut table, &again);
        return table;
    }
    let most = found.into_iter().rev().max_by_key(|table| table.cells.len());
    if here.found {
        // A list of the body's own in the section, the form elsewhere.
        return match most.filter(is_most_of_the_form) {
            Some(form) => told_out_of_place(without_rows_of(form, &here)),
            None => here,
        };
    }
    match most {
        Some(table) if table.is_elsewhere => told_out_of_place(table),
        Some(table) => table,
        None => match another {
            Some(Aside { said, table, .. }) => left_out(here, said, table),
            None => here,
        },
    }
}

/// What is said above a table that this owner's report need not say; above a table without words of its own, what is said
/// above the one before it.
fn said_above(seek: &Seek<'_, '_>, index: usize, range: &Range<usize>, owner: Owner<'_>) -> Option<Said> {
    said_otherwise(seek.lines(), range, index, owner).or_else(|| {
        let (before, above) = seek.before(range.start)?;
        stands_below(seek.lines(), range, &above).then(|| said_above(seek, before, &above, owner)).flatten()
    })
}

/// Whether half of the form's cells or more were found: what has fewer may be a list of the body's own.
pub(super) fn is_most_of_the_form(table: &TableOut) -> bool {
    table.cells.len() * 2 >= table.edition.edition().cells_of(table.table).count()
}

/// The form below or above a list of the body's own in its section.
fn beside_a_list(seek: &Seek<'_, '_>, index: usize, read_in: &dyn Fn(&Range<usize>) -> TableOut) -> Option<TableOut> {
    let below = || seek.list_above(index).and_then(|(list, form)| apart(read_in(&form), &read_in(&list)));
    // What goes on below may be the form's own rest on the next page, of whose rows nothing could be placed.
    let above = || {
        let (list, form) = seek.list_below(index)?;
        let list = Some(read_in(&list)).filter(|list| !list.cells.is_empty())?;
        apart(read_in(&form), &list)
    };
    below().or_else(above)
}

/// The form beside a list which has no row that the form does not have.
fn apart(form: TableOut, list: &TableOut) -> Option<TableOut> {
    let is_of_both = |cell: &(CellAddress, _)| form.cells.iter().any(|(address, _)| *address == cell.0);
    let is_apart = list.cells.iter().all(is_of_both) && is_most_of_the_form(&form) && !is_most_of_the_form(list);
    is_apart.then(|| without_rows_of(form, list))
}

/// The form without the rows that a list of the body's own has, too, with other figures: which are meant nobody knows.
fn without_rows_of(mut form: TableOut, list: &TableOut) -> TableOut {
    for (address, of_list) in &list.cells {
        let Some((_, cell)) = form.cells.iter().find(|(other, _)| other == address) else { continue };
        let (Some(at), true) = (of_list.at.clone(), of_list.value != cell.value) else { continue };
        form.cells.retain(|(other, _)| other.row() != address.row());
        let cells = form.edition.edition().cells_of(form.table).map(|cell| cell.address);
        let cells: Vec<CellAddress> = cells.filter(|cell| cell.row() == address.row()).collect();
        let finding = form
            .finding("row-elsewhere-too", Severity::Error, &at)
            .with_arg("row", row_name(*address))
            .with_cells(cells);
        form.findings.push(finding);
    }
    form
}

/// Where a cell stands that was read in a place before, too.
fn in_two_places(found: &[TableOut]) -> Option<Place> {
    let (first, rest) = found.split_first()?;
    let again = |(address, _): &&(CellAddress, _)| first.cells.iter().any(|(known, _)| known == address);
    rest.iter().flat_map(|table| &table.cells).find(again).and_then(|(_, cell)| cell.at.clone())
}

/// Tells that the words above a table, which stands under its heading alone, name another year or another body, or say
/// that it is a sample.
fn tell_caption(mut table: TableOut, said: [(&'static str, Option<String>); 3], owner: Owner<'_>) -> TableOut {
    let first = table.cells.iter().find_map(|(_, cell)| cell.at.clone());
    let cells: Vec<CellAddress> = table.cells.iter().map(|(address, _)| *address).collect();
    let Some(at) = first else { return table };
    for (code, said) in said {
        let Some(said) = said else { continue };
        let finding = table
            .finding(code, Severity::Warning, &at)
            .with_excerpt(&said)
            .with_arg("table", table.table.title())
            .with_arg("said", &said)
            .with_arg("year", owner.year.unwrap_or_default().to_string())
            .with_cells(cells.iter().copied());
        table.findings.push(finding);
    }
    table
}

/// Tells that a table stands elsewhere than under its heading.
fn told_out_of_place(mut table: TableOut) -> TableOut {
    let first = table.cells.iter().find_map(|(_, cell)| cell.at.clone());
    if let Some(at) = first {
        let finding = table.finding("table-out-of-place", Severity::Info, &at).with_arg("table", table.table.title());
        table.findings.push(finding);
    }
    table
}

/// Tells of tables beside the report's own that say that they are another's or another year's.
fn tell_left_aside<'s>(table: &mut TableOut, seek: &Seek<'_, '_>, aside: impl Iterator<Item = &'s Aside>) {
    for Aside { said, lines, .. } in aside.filter(|_| table.found) {
        let Some(line) = seek.lines().get(lines.start) else { continue };
        let finding = table.left_aside(said, line.at);
        table.findings.push(finding);
    }
}

/// Tells of a table whose caption says that it may be another's or another year's, which was not taken.
fn left_out(mut here: TableOut, said: &str, table: &TableOut) -> TableOut {
    let first = table.cells.iter().find_map(|(_, cell)| cell.at.clone());
    let cells: Vec<CellAddress> = here.edition.edition().cells_of(here.table).map(|cell| cell.address).collect();
    if let Some(at) = first {
        let finding = here
            .finding("table-of-others", Severity::Error, &at)
            .with_arg("table", here.table.title())
            .with_excerpt(said)
            .with_arg("said", said)
            .with_cells(cells);
        here.findings.push(finding);
    }
    here
}
