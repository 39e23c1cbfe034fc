//! Disorders of figure cells.

use gongkai_report::edition::ValueType;
use gongkai_report::{Cell, CellAddress, CellState, TableId};
use rust_decimal::Decimal;

use super::draft::{Draft, cell, row_addresses};

/// A figure cell is gone and the rest of its row moves left.
pub(super) fn drop_one(draft: &mut Draft) {
    let Some(row) = draft.any_row_of_table_3() else { return };
    let column = 3 + u32::try_from(draft.random.below(7)).unwrap_or(0);
    let positions = draft.positions(TableId::T3);
    draft.uncertain.extend(row_addresses(&positions, row));
    remove(draft, TableId::T3, row, column);
}

pub(super) fn drop_one_of_table_4(draft: &mut Draft) {
    let column = u32::try_from(draft.random.below(15)).unwrap_or(0);
    let positions = draft.positions(TableId::T4);
    let Some(row) = positions.keys().map(|(row, _)| *row).next() else { return };
    draft.uncertain.extend(row_addresses(&positions, row));
    remove(draft, TableId::T4, row, column);
}

fn remove(draft: &mut Draft, id: TableId, row: u32, column: u32) {
    let Some(table) = draft.table(id) else { return };
    table.cells.retain(|cell| (cell.row, cell.column) != (row, column));
    for cell in table.cells.iter_mut().filter(|cell| cell.row == row && cell.column > column) {
        cell.column -= 1;
    }
}

pub(super) fn shift_right(draft: &mut Draft) {
    let Some(row) = draft.any_row_of_table_3() else { return };
    let positions = draft.positions(TableId::T3);
    draft.uncertain.extend(row_addresses(&positions, row));
    let Some(table) = draft.table(TableId::T3) else { return };
    for cell in table.cells.iter_mut().filter(|cell| cell.row == row && !cell.header) {
        cell.column += 1;
    }
    table.cells.push(cell(row, 3, 1, "", false));
    table.columns += 1;
}

/// Zeros become blank, and blank cells fall out: 7 | 1 | 8.
pub(super) fn drop_blanks(draft: &mut Draft) {
    let positions = draft.positions(TableId::T3);
    for address in positions.values() {
        if draft.truth.value(*address).is_some_and(|value| value.is_zero()) {
            draft.set_truth(*address, CellState::Blank, None, "");
        }
    }
    let blank = |draft: &Draft, address| draft.truth.get(address).is_some_and(|cell| cell.state == CellState::Blank);
    let rows: Vec<u32> = positions.keys().map(|(row, _)| *row).collect();
    for row in rows {
        let cells = row_addresses(&positions, row);
        if cells.iter().any(|address| blank(draft, *address)) {
            draft.uncertain.extend(cells);
        }
    }
    let dropped: Vec<(u32, u32)> =
        positions.iter().filter(|(_, address)| blank(draft, **address)).map(|(at, _)| *at).collect();
    // From the right, so that positions still to come stay where they were.
    for (row, column) in dropped.into_iter().rev() {
        remove(draft, TableId::T3, row, column);
    }
}

pub(super) fn trail(draft: &mut Draft) {
    let Some(table) = draft.table(TableId::T3) else { return };
    let column = table.columns;
    table.columns += 1;
    table.cells.extend((table.header_rows..table.rows).map(|row| cell(row, column, 1, "", false)));
}

/// The last digit of each number in a line of its own. 12 over 3 may be two numbers as well, unless sums say otherwise.
pub(super) fn wrap_digits(draft: &mut Draft) {
    let long = |address: CellAddress, cell: &Cell| {
        address.table() != TableId::T2 && cell.value.is_some_and(|value| value >= Decimal::ONE_HUNDRED)
    };
    draft.uncertain.extend(draft.truth.0.iter().filter(|(address, cell)| long(**address, cell)).map(|(a, _)| *a));
    for table in [TableId::T3, TableId::T4] {
        draft.rewrite(table, |_, text| {
            let (head, last) = text.split_at_checked(text.len().checked_sub(1)?)?;
            (!head.is_empty()).then(|| format!("{head}\n{last}"))
        });
    }
}

/// Counts above 1 in table 2 say what part of them is; a reader may take the number or leave it as text.
pub(super) fn annotate(draft: &mut Draft) {
    let annotated: Vec<CellAddress> = draft
        .truth
        .of_table(TableId::T2)
        .filter(|(address, cell)| cell.value.is_some_and(|value| value > Decimal::ONE) && !is_money(*address))
        .map(|(address, _)| address)
        .collect();
    draft
        .rewrite(TableId::T2, |address, text| annotated.contains(&address).then(|| format!("{text}（其中修订 1 件）")));
    draft.uncertain.extend(annotated);
}

pub(super) fn change_units(draft: &mut Draft) {
    let scale = Decimal::from(10_000);
    for (column, unit) in [("fee_amount", "万元"), ("procurement_amount", "万")] {
        let found = draft.truth.of_table(TableId::T2).find(|(address, _)| address.column() == column);
        let Some((address, value)) = found.and_then(|(address, cell)| Some((address, cell.value?))) else { continue };
        let Some(shown) = value.checked_div(scale).filter(|_| !value.is_zero()) else { continue };
        let raw = format!("{}{unit}", shown.normalize());
        draft.rewrite(TableId::T2, |at, _| (at == address).then(|| raw.clone()));
        draft.set_truth(address, CellState::Value, Some(value), &raw);
    }
}

pub(super) fn lose_unit(draft: &mut Draft) {
    let found = draft.truth.of_table(TableId::T2).find(|(address, _)| address.column() == "procurement_amount");
    let Some((address, value)) = found.and_then(|(address, cell)| Some((address, cell.value?))) else { return };
    let raw = value.normalize().to_string();
    draft.rewrite(TableId::T2, |at, _| (at == address).then(|| raw.clone()));
    if let Some(cell) = draft.truth.0.get_mut(&address) {
        cell.raw = Some(raw);
        cell.unit = None;
    }
}

pub(super) fn widen_digits(draft: &mut Draft) {
    let wide = |character: char| match character {
        '0'..='9' => char::from_u32(u32::from(character) - u32::from('0') + u32::from('０')).unwrap_or(character),
        '.' => '．',
        other => other,
    };
    for table in TableId::ALL {
        draft.rewrite(table, |_, text| Some(text.chars().map(wide).collect()));
    }
}

/// Makes the counts of table 3 large enough to need separators, and writes them with separators.
pub(super) fn separate_thousands(draft: &mut Draft) {
    let cells: Vec<(CellAddress, Decimal)> =
        draft.truth.of_table(TableId::T3).filter_map(|(address, cell)| Some((address, cell.value?))).collect();
    for (address, value) in cells {
        let large = value * Decimal::from(1001);
        draft.set_truth(address, CellState::Value, Some(large), &large.to_string());
    }
    let truth = draft.truth.clone();
    draft.rewrite(TableId::T3, |address, _| truth.value(address).map(|value| separated(&value.to_string())));
}

fn separated(digits: &str) -> String {
    let length = digits.chars().count();
    let mut shown = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (length - position).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

pub(super) fn put_changes_in_words(draft: &mut Draft) {
    draft.rewrite(TableId::T2, |address, text| {
        if address.column() != "delta" {
            return None;
        }
        match text.strip_prefix('-') {
            Some(less) => Some(format!("减{less}")),
            None if text != "0" && !text.is_empty() => Some(format!("+{text}")),
            None => None,
        }
    });
}

pub(super) fn blank_totals(draft: &mut Draft) {
    let frame = ["new_received", "carried_in", "total", "carried_out"];
    blank(draft, TableId::T3, |address| address.column() == "total" && !frame.contains(&address.row()), "");
}

pub(super) fn slash_table_3(draft: &mut Draft) {
    for address in draft.positions(TableId::T3).into_values() {
        draft.set_truth(address, CellState::Slash, None, "/");
    }
    draft.rewrite(TableId::T3, |_, _| Some("/".to_owned()));
}

pub(super) fn blank_table_4(draft: &mut Draft) {
    blank(draft, TableId::T4, |address| address.column() != "total", "\u{3000}");
    blank(draft, TableId::T4, |address| address.column() == "total", "\u{a0}\u{200b}");
}

fn blank(draft: &mut Draft, table: TableId, chosen: impl Fn(CellAddress) -> bool, raw: &str) {
    for address in draft.positions(table).into_values().filter(|address| chosen(*address)) {
        draft.set_truth(address, CellState::Blank, None, raw);
    }
    draft.rewrite(table, |address, _| chosen(address).then(|| raw.to_owned()));
}

fn is_money(address: CellAddress) -> bool {
    gongkai_report::EditionId::ALL.into_iter().any(|edition| {
        let mut cells = edition.edition().cells().iter();
        cells.any(|form| form.address == address && form.value_type == ValueType::Decimal)
    })
}
