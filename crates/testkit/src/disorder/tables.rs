//! Disorders of whole tables and their rows.

use gongkai_documents::{Block, Table};
use gongkai_report::{CellAddress, CellState, EditionId, Report, TableId};

use super::draft::{Draft, cell, paragraph};
use crate::figures::Figures;
use crate::layout::grid::{Slot, rows};

/// Cuts table 3 in two with a page number between; `header_repeated` as word processors do on the new page.
pub(super) fn break_page(draft: &mut Draft, header_repeated: bool) {
    let Some(position) = draft.block_of(TableId::T3) else { return };
    let Some(table) = draft.table(TableId::T3) else { return };
    let label = |text: &str| table.cells.iter().find(|cell| cell.text == text).map(|cell| cell.row);
    // At a group's first row, so that only the label of the whole block is cut.
    let Some(at) = label("（五）不予处理") else { return };
    let lower = lower_part(table, at, header_repeated);
    cut_off(table, at);
    let blocks = [paragraph("— 4 —"), Block::Table(lower)];
    draft.document.blocks.splice(position + 1..=position, blocks);
}

fn lower_part(table: &Table, at: u32, header_repeated: bool) -> Table {
    let kept = if header_repeated { table.header_rows } else { 0 };
    let mut lower = Table { rows: table.rows - at + kept, header_rows: kept, cells: Vec::new(), ..table.clone() };
    for cell in &table.cells {
        let end = cell.row + cell.row_span;
        if header_repeated && end <= table.header_rows {
            lower.cells.push(cell.clone());
        } else if end > at {
            let row = cell.row.max(at);
            let mut moved = cell.clone();
            moved.row_span = end - row;
            moved.row = row - at + kept;
            if cell.row < at {
                // What a cut merged cell leaves on the new page is an empty cell.
                moved.text.clear();
            }
            lower.cells.push(moved);
        }
    }
    lower
}

fn cut_off(table: &mut Table, at: u32) {
    table.cells.retain(|cell| cell.row < at);
    for cell in &mut table.cells {
        cell.row_span = cell.row_span.min(at - cell.row);
    }
    table.rows = at;
}

/// Table 4 as three tables of five columns, each under its own heading row.
pub(super) fn split_table_4(draft: &mut Draft) {
    let Some(position) = draft.block_of(TableId::T4) else { return };
    let Some(table) = draft.table(TableId::T4).cloned() else { return };
    let figures = table.rows - 1;
    let small = |start: u32, heading: &str| {
        let mut small = Table { rows: 3, columns: 5, header_rows: 2, widths: Vec::new(), ..table.clone() };
        small.cells = vec![cell(0, 0, 5, heading, true)];
        for label in ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"].iter().zip(0..) {
            small.cells.push(cell(1, label.1, 1, label.0, true));
        }
        for figure in table.cells.iter().filter(|cell| cell.row == figures) {
            if (start..start + 5).contains(&figure.column) {
                small.cells.push(cell(2, figure.column - start, 1, &figure.text, false));
            }
        }
        Block::Table(small)
    };
    let blocks = [small(0, "行政复议"), paragraph("行政诉讼"), small(5, "未经复议直接起诉"), small(10, "复议后起诉")];
    draft.document.blocks.splice(position..=position, blocks);
}

pub(super) fn add_row(draft: &mut Draft) {
    let Some(table) = draft.table(TableId::T2) else { return };
    let Some(after) = table.cells.iter().find(|cell| cell.text.ends_with("规范性文件")).map(|cell| cell.row)
    else {
        return;
    };
    insert_rows(table, after + 1, 1);
    table.cells.push(cell(after + 1, 0, 1, "其他主动公开文件（含转发上级文件）", true));
    table.cells.extend((1..4).map(|column| cell(after + 1, column, 1, "977", false)));
}

pub(super) fn invent_header(draft: &mut Draft) {
    let Some(table) = draft.table(TableId::T3) else { return };
    let Some(before) = table.cells.iter().find(|cell| cell.text.starts_with("（七）")).map(|cell| cell.row) else {
        return;
    };
    insert_rows(table, before, 1);
    // The band at the left spans the new row too.
    for band in table.cells.iter_mut().filter(|cell| cell.row < before && cell.row + cell.row_span == before) {
        if band.column == 0 {
            band.row_span += 1;
        }
    }
    let names = ["数据1", "数据2", "数据3", "数据4", "数据5", "数据6"];
    table.cells.push(cell(before, 1, 2, "", true));
    for (column, name) in (3..).zip(names) {
        table.cells.push(cell(before, column, 1, name, true));
    }
}

/// Makes room for rows; merged cells that reach over the place grow.
fn insert_rows(table: &mut Table, at: u32, count: u32) {
    for cell in &mut table.cells {
        if cell.row >= at {
            cell.row += count;
        } else if cell.row + cell.row_span > at {
            cell.row_span += count;
        }
    }
    table.rows += count;
}

pub(super) fn keep_first_band(draft: &mut Draft) {
    let positions = draft.positions(TableId::T2);
    let Some(table) = draft.table(TableId::T2) else { return };
    let bands: Vec<u32> = table.cells.iter().filter(|cell| cell.column_span == 4).map(|cell| cell.row).collect();
    let Some(end) = bands.get(1).copied() else { return };
    cut_off(table, end);
    for address in positions.iter().filter(|((row, _), _)| *row >= end).map(|(_, address)| *address) {
        draft.set_truth(address, CellState::Missing, None, "");
    }
}

/// Table 3 becomes one of the other edition, with telling figures of its own.
pub(super) fn mix_editions(draft: &mut Draft, report: &Report) {
    let other = if draft.edition(TableId::T3) == EditionId::E2019 { EditionId::E2021 } else { EditionId::E2019 };
    let figures = Figures::telling(other);
    draft.truth.0.retain(|address, _| address.table() != TableId::T3);
    let of_table_3 = figures.cells.0.into_iter().filter(|(address, _)| address.table() == TableId::T3);
    draft.truth.0.extend(of_table_3);
    let mut mixed = report.clone();
    mixed.cells = draft.truth.clone();
    if let Some(reading) = mixed.tables.get_mut(&TableId::T3) {
        reading.edition = other;
    }
    draft.document = gongkai_report::write::form(&mixed);
    draft.editions.insert(TableId::T3, other);
}

pub(super) fn add_footnote(draft: &mut Draft) {
    let Some(table) = draft.table(TableId::T4) else { return };
    table.cells.push(cell(table.rows, 0, 15, "注：本表数据统计至12月31日。", false));
    table.rows += 1;
}

/// Every position of tables 3 and 4 a cell; what was merged stands in the first, the others are empty.
pub(super) fn lose_spans(draft: &mut Draft) {
    for id in [TableId::T3, TableId::T4] {
        let Some(table) = draft.table(id) else { continue };
        let mut cells = Vec::new();
        for (row, slots) in (0..).zip(rows(table)) {
            for (column, slot) in (0..).zip(slots) {
                cells.push(match slot {
                    Slot::Anchor(anchor) => cell(row, column, 1, &anchor.text, anchor.header),
                    Slot::Below | Slot::Covered | Slot::Empty => cell(row, column, 1, "", false),
                });
            }
        }
        table.cells = cells;
    }
}

pub(super) fn remove(draft: &mut Draft) {
    let positions = draft.positions(TableId::T3);
    if let Some(position) = draft.block_of(TableId::T3) {
        draft.document.blocks.remove(position);
    }
    let addresses: Vec<CellAddress> = positions.into_values().collect();
    for address in addresses {
        draft.set_truth(address, CellState::Missing, None, "");
    }
}
