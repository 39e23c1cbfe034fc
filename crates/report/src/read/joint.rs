//! Figures that stand for several cells of the form together: under a label or a heading that joins two of the form's, or in
//! a cell merged over two rows. Which part of them is whose nobody wrote, so they go into none.

use gongkai_documents::Place;
use gongkai_law::Severity;

use super::align::{Alignment, RowLabel};
use super::line::{Kind, Line};
use super::place::{Certainty, RowReading};
use super::region::TableOut;
use super::run::{Layout, Run};
use crate::cell::CellAddress;

/// What joins names, numbers them, or says of both what they count.
const JOINTS: &str = "、,;:/|+&-—·.和及与或以其并含()[]〔〕一二三四五六七八九十";
const WORDS: [&str; 8] = ["政府信息公开申请数量", "申请数量", "申请", "数量", "件数", "包括", "合计", "小计"];

/// The names a text in normal form consists of, each by its number in `names`, when nothing but what joins them stands
/// between; empty when other words do.
pub(super) fn names_in(text: &str, names: &[(usize, &str)]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let name = names.iter().filter(|(_, name)| rest.starts_with(name)).max_by_key(|(_, name)| name.len());
        let word = WORDS.iter().find(|word| rest.starts_with(**word));
        let length = match (name, word) {
            (Some((of, name)), _) => {
                if !found.contains(of) {
                    found.push(*of);
                }
                name.len()
            }
            (None, Some(word)) => word.len(),
            (None, None) if next.is_ascii_digit() || JOINTS.contains(next) => next.len_utf8(),
            (None, None) => return Vec::new(),
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    found
}

/// The rows of the form that a run's label names together; empty when it names one, or says something else.
pub(super) fn rows_named(run: &Run<'_, '_>, rows: &[RowLabel]) -> Vec<usize> {
    let label = run.last_label();
    // The shortest label of the form has two characters.
    if run.values.is_empty() || label.chars().count() < 4 || rows.iter().any(|row| row.is(label)) {
        return Vec::new();
    }
    let names: Vec<(usize, &str)> =
        rows.iter().enumerate().flat_map(|(of, row)| row.names().map(move |name| (of, name))).collect();
    let named = names_in(label, &names);
    if named.len() > 1 { named } else { Vec::new() }
}

/// Tells the rows that have one label together and no row of their own.
pub(super) fn report_rows(out: &mut TableOut, rows: &[RowLabel], runs: &[Run<'_, '_>], alignment: &Alignment) {
    for (run, named) in alignment.joint.iter().filter_map(|(at, named)| Some((runs.get(*at)?, named))) {
        let open: Vec<&RowLabel> =
            named.iter().filter(|row| !alignment.holds(**row)).filter_map(|row| rows.get(*row)).collect();
        let form = out.edition.edition().cells_of(out.table).map(|cell| cell.address);
        let cells: Vec<CellAddress> = form.filter(|cell| open.iter().any(|row| row.id == cell.row())).collect();
        let names: Vec<&str> = named.iter().filter_map(|row| rows.get(*row)).map(|row| row.printed).collect();
        report(out, run.at, ("row", run.last_label()), &names, cells);
    }
}

/// Tells that what `found` says or holds stands for several cells, and that none of them has it. `kind` is `row`, `column`
/// or `merged`.
pub(super) fn report(
    out: &mut TableOut,
    at: &Place,
    (kind, found): (&str, &str),
    names: &[&str],
    cells: Vec<CellAddress>,
) {
    if cells.is_empty() {
        return;
    }
    let finding = out
        .finding("cells-joint", Severity::Error, at)
        .with_excerpt(found)
        .with_arg("kind", kind)
        .with_arg("found", found)
        .with_arg("names", names.join("”“"))
        .with_cells(cells);
    out.findings.push(finding);
}

/// A row of the form on its way into cells.
pub(super) struct Placing<'r, 'l, 'a> {
    pub(super) run: &'r Run<'l, 'a>,
    pub(super) label: &'static str,
    pub(super) reading: RowReading,
}

/// Takes out of the rows what stands in cells merged downwards over another row of the form, and tells it. Where the row
/// below has all its other cells, they stand below those of the row above.
pub(super) fn part(out: &mut TableOut, rows: &mut [Placing<'_, '_, '_>], lines: &[Line<'_>], offset: usize) {
    for upper in 0..rows.len() {
        for slot in 0..rows.get(upper).map_or(0, |row| row.reading.slots.len()) {
            let Some(merged) = merged(rows, (upper, slot), lines, offset) else { continue };
            let mut cells = vec![merged.cell];
            let mut names = Vec::new();
            names.extend(rows.get(upper).map(|row| row.label));
            for below in merged.below {
                stand_below(rows, upper, below);
                let Some(row) = rows.get_mut(below) else { continue };
                names.push(row.label);
                let mut own = row.reading.addresses.iter().copied();
                cells.extend(own.find(|cell| cell.column() == merged.cell.column()));
                row.reading.leave_out(&cells);
                row.reading.close();
            }
            if let Some(row) = rows.get_mut(upper) {
                row.reading.leave_out(&cells);
                row.reading.close();
            }
            report(out, merged.at, ("merged", merged.text), &names, cells);
        }
    }
}

/// A figure in a cell merged downwards, and the rows of the form below that it reaches into.
struct Merged<'a> {
    cell: CellAddress,
    text: &'a str,
    at: &'a Place,
    below: Vec<usize>,
}

fn merged<'a>(
    rows: &[Placing<'_, '_, 'a>],
    (upper, slot): (usize, usize),
    lines: &[Line<'_>],
    offset: usize,
) -> Option<Merged<'a>> {
    let row = rows.get(upper)?;
    let index = row.reading.slots.get(slot).copied().flatten()?;
    let token = row.run.values.get(index).filter(|token| token.down > 1 && token.kind != Kind::Blank)?;
    let reaches = |row: &Placing<'_, '_, '_>, from: &Run<'_, '_>| {
        let line = row.run.last_line.checked_sub(offset).and_then(|at| lines.get(at));
        let is_near = u32::try_from(row.run.last_line - from.last_line).is_ok_and(|rows| rows < token.down);
        row.run.layout == from.layout && is_near && line.is_some_and(|line| line.hanging.contains(&token.column))
    };
    let below = rows.iter().enumerate().skip(upper + 1);
    let below: Vec<usize> = below.take_while(|(_, other)| reaches(other, row.run)).map(|(at, _)| at).collect();
    let cell = *row.reading.addresses.get(slot)?;
    (!below.is_empty() && matches!(row.run.layout, Layout::Grid { .. })).then(|| Merged {
        cell,
        text: token.raw.trim(),
        at: token.at,
        below,
    })
}

/// Puts the cells of a row that has fewer, as some of those above reach into it, below the others of the row above.
fn stand_below(rows: &mut [Placing<'_, '_, '_>], upper: usize, below: usize) {
    let (Some(above), Some(row)) = (rows.get(upper), rows.get(below)) else { return };
    if above.reading.certainty != Certainty::Plain || row.reading.certainty == Certainty::Plain {
        return;
    }
    let over = |cell: &CellAddress| {
        let of = above.reading.addresses.iter().position(|other| other.column() == cell.column())?;
        above.run.values.get(above.reading.slots.get(of).copied().flatten()?)
    };
    let under = |cell: &CellAddress| {
        let over = over(cell)?;
        row.run.values.iter().position(|token| (token.column, token.span) == (over.column, over.span))
    };
    let slots: Vec<Option<usize>> = row.reading.addresses.iter().map(under).collect();
    let found = slots.iter().flatten().count();
    let reached = above.run.values.iter().filter(|token| token.down > 1).count();
    let whole = found == row.run.values.len() && found + reached == row.reading.addresses.len();
    let Some(row) = rows.get_mut(below).filter(|_| whole) else { return };
    row.reading.slots = slots;
    row.reading.certainty = Certainty::Plain;
    row.reading.close();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_stand_together_are_told_apart() {
        let names = [
            (0, "行政处罚"),
            (1, "行政强制"),
            (2, "本年新收政府信息公开申请数量"),
            (2, "本年新收"),
            (3, "上年结转"),
            (4, "其他"),
            (5, "其他法律行政法规禁止公开"),
        ];
        let check = |text: &str, expected: &[usize]| assert_eq!(names_in(text, &names), expected, "{text}");
        check("行政处罚、行政强制", &[0, 1]);
        check("行政处罚行政强制", &[0, 1]);
        check("行政处罚(含行政强制)", &[0, 1]);
        check("一、本年新收和二、上年结转政府信息公开申请数量", &[2, 3]);
        check("一、本年新收政府信息公开申请数量(含上年结转)", &[2, 3]);
        check("2.其他法律行政法规禁止公开3.其他", &[5, 4]);
        check("2.其他法律行政法规禁止公开", &[5]);
        check("行政处罚(不含行政强制)", &[]);
        check("行政处罚和检查", &[]);
    }
}
