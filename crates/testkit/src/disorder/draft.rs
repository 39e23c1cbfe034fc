//! A report's document being spoilt, with the truth kept beside it.

use std::collections::{BTreeMap, BTreeSet};

use gongkai_documents::{Block, Cell, Document, Heading, Paragraph, Place, Table};
use gongkai_report::{CellAddress, CellState, Cells, EditionId, Report, TableId};
use rust_decimal::Decimal;

use super::{Disordered, Expected};
use crate::random::Random;

/// A document under the hand of a disorder.
pub(super) struct Draft {
    pub(super) document: Document,
    pub(super) truth: Cells,
    pub(super) uncertain: BTreeSet<CellAddress>,
    pub(super) editions: BTreeMap<TableId, EditionId>,
    pub(super) random: Random,
}

impl Draft {
    pub(super) fn of(report: &Report, seed: u64) -> Self {
        let editions = report.tables.iter().map(|(table, reading)| (*table, reading.edition)).collect();
        Self {
            document: gongkai_report::write::form(report),
            truth: report.cells.clone(),
            uncertain: BTreeSet::new(),
            editions,
            random: Random::new(seed),
        }
    }

    pub(super) fn finish(mut self) -> Disordered {
        renumber(&mut self.document);
        let expected = Expected { cells: self.truth, uncertain: self.uncertain };
        Disordered { document: self.document, expected }
    }

    pub(super) fn edition(&self, table: TableId) -> EditionId {
        self.editions.get(&table).copied().unwrap_or(EditionId::E2021)
    }

    /// The position of a table among the blocks.
    pub(super) fn block_of(&self, table: TableId) -> Option<usize> {
        let order = TableId::ALL.iter().position(|id| *id == table)?;
        let tables = self.document.blocks.iter().enumerate().filter(|(_, block)| matches!(block, Block::Table(_)));
        tables.map(|(position, _)| position).nth(order)
    }

    pub(super) fn table(&mut self, id: TableId) -> Option<&mut Table> {
        let position = self.block_of(id)?;
        match self.document.blocks.get_mut(position) {
            Some(Block::Table(table)) => Some(table),
            _ => None,
        }
    }

    /// Addresses of a table's figures by grid position. Only right before rows or columns are moved.
    pub(super) fn positions(&self, id: TableId) -> BTreeMap<(u32, u32), CellAddress> {
        let form = gongkai_report::write::table(self.edition(id), id, |address| address.to_string());
        let figures = form.cells.iter().filter(|cell| !cell.header);
        figures.filter_map(|cell| Some(((cell.row, cell.column), CellAddress::parse(&cell.text)?))).collect()
    }

    /// Changes the text of every figure cell the change has something to say about; the truth stays.
    pub(super) fn rewrite(&mut self, id: TableId, change: impl Fn(CellAddress, &str) -> Option<String>) {
        let positions = self.positions(id);
        let Some(table) = self.table(id) else { return };
        for cell in table.cells.iter_mut().filter(|cell| !cell.header) {
            let address = positions.get(&(cell.row, cell.column));
            if let Some(text) = address.and_then(|address| change(*address, &cell.text)) {
                cell.text = text;
            }
        }
    }

    /// Changes every label of every table.
    pub(super) fn relabel(&mut self, change: impl Fn(&str) -> String) {
        for block in &mut self.document.blocks {
            if let Block::Table(table) = block {
                for cell in table.cells.iter_mut().filter(|cell| cell.header) {
                    cell.text = change(&cell.text);
                }
            }
        }
    }

    /// Changes headings of a level.
    pub(super) fn rehead(&mut self, level: u8, change: impl Fn(&str) -> String) {
        for block in &mut self.document.blocks {
            if let Block::Heading(heading) = block
                && heading.level == level
            {
                heading.text = change(&heading.text);
            }
        }
    }

    /// Sets what a cell now truly says.
    pub(super) fn set_truth(&mut self, address: CellAddress, state: CellState, value: Option<Decimal>, raw: &str) {
        if let Some(cell) = self.truth.0.get_mut(&address) {
            cell.state = state;
            cell.value = value;
            cell.raw = (state != CellState::Missing).then(|| raw.to_owned());
            if value.is_none() {
                cell.unit = None;
            }
        }
    }

    /// A grid row of figures of table 3, chosen by chance.
    pub(super) fn any_row_of_table_3(&mut self) -> Option<u32> {
        let rows: Vec<u32> = self.positions(TableId::T3).keys().map(|(row, _)| *row).collect();
        self.random.pick(&rows).copied()
    }
}

/// The cells of one grid row of a table.
pub(super) fn row_addresses(positions: &BTreeMap<(u32, u32), CellAddress>, row: u32) -> Vec<CellAddress> {
    positions.iter().filter(|((at, _), _)| *at == row).map(|(_, address)| *address).collect()
}

/// A paragraph; its place is counted when the draft is finished.
pub(super) fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph { text: text.to_owned(), place: Place::Paragraph { paragraph: 0 } })
}

/// A figure cell one row high.
pub(super) fn cell(row: u32, column: u32, column_span: u32, text: &str, header: bool) -> Cell {
    let place = Place::Cell { table: 0, row: 0, column: 0 };
    Cell { row, column, row_span: 1, column_span, text: text.to_owned(), header, place }
}

/// Puts places right after blocks and cells were moved about.
fn renumber(document: &mut Document) {
    let (mut paragraphs, mut tables) = (0, 0);
    for block in &mut document.blocks {
        match block {
            Block::Heading(Heading { place, .. }) | Block::Paragraph(Paragraph { place, .. }) => {
                paragraphs += 1;
                *place = Place::Paragraph { paragraph: paragraphs };
            }
            Block::Table(table) => {
                tables += 1;
                table.place = Place::Cell { table: tables, row: 1, column: 1 };
                table.cells.sort_by_key(|cell| (cell.row, cell.column));
                for cell in &mut table.cells {
                    cell.place = Place::Cell { table: tables, row: cell.row + 1, column: cell.column + 1 };
                }
            }
        }
    }
}
