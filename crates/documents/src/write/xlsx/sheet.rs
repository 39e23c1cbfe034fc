//! One sheet.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::super::breaking::line_count;
use super::super::fit::{PADDING, count};
use super::super::grid::{Grid, GridCell, Slot};
use super::super::markup::clean;
use super::plan::{Item, Measured};
use super::style::{Part, Styles, TABLE_SIZE, TEXT_SIZE, needs_quote, number, number_format};

/// Width of one character of a column's width, in points.
const CHARACTER: f32 = 5.25;
/// Width of a sheet without tables, in points.
const PROSE: f32 = 420.0;
/// A row can be no taller, in points.
const TALLEST: f32 = 400.0;
/// Rows above which freezing header rows would leave no room to scroll.
const FROZEN_ROWS: u32 = 8;

/// Column widths in points: as wide as any table asks for.
fn widths(items: &[Item<'_>]) -> Vec<f32> {
    let mut widths: Vec<f32> = Vec::new();
    for item in items {
        let Item::Table(table) = item else { continue };
        if widths.len() < table.widths.len() {
            widths.resize(table.widths.len(), 0.0);
        }
        for (width, wanted) in widths.iter_mut().zip(&table.widths) {
            *width = width.max(*wanted);
        }
    }
    if widths.is_empty() { vec![PROSE] } else { widths }
}

/// The header rows of a table on its sheet, with whether the table is one to scroll through: no label runs down over
/// several rows.
struct Head {
    top: u32,
    rows: u32,
    scrolls: bool,
}

/// Writes from the top down.
pub(super) struct Writer<'s> {
    sheet: &'s mut Worksheet,
    styles: Styles,
    /// In points.
    widths: Vec<f32>,
    row: u32,
    is_below_table: bool,
    heads: Vec<Head>,
}

impl<'s> Writer<'s> {
    /// Begins a sheet with what decides its columns.
    pub(super) fn begin(sheet: &'s mut Worksheet, items: &[Item<'_>]) -> Result<Self, XlsxError> {
        const A4: u8 = 9;
        let widths = widths(items);
        for (column, width) in (0..).zip(&widths) {
            sheet.set_column_width(column, f64::from((width / CHARACTER).min(255.0)))?;
        }
        sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
        sheet.set_margins(0.7, 0.7, 0.9, 0.9, 0.4, 0.4).set_footer("&C— &P —");
        if items.iter().any(|item| matches!(item, Item::Table(table) if table.landscape)) {
            sheet.set_landscape();
        }
        sheet.set_screen_gridlines(false);
        let mut writer =
            Self { sheet, styles: Styles::new(), widths, row: 0, is_below_table: false, heads: Vec::new() };
        writer.items(items)?;
        Ok(writer)
    }

    /// Writes what comes next.
    pub(super) fn items(&mut self, items: &[Item<'_>]) -> Result<(), XlsxError> {
        for item in items {
            // A blank row parts a table from what follows.
            self.row = self.row.saturating_add(u32::from(std::mem::take(&mut self.is_below_table)));
            match item {
                Item::Heading(level, text) => self.heading(*level, text)?,
                Item::Paragraph(text) => {
                    let format = self.styles.paragraph.clone();
                    self.line(text, &format, TEXT_SIZE)?;
                }
                Item::Table(table) => {
                    let grid = &table.grid;
                    let scrolls = grid.cells.iter().all(|cell| cell.row < grid.header_rows || cell.row_span == 1);
                    self.heads.push(Head { top: self.row, rows: size(grid.header_rows), scrolls });
                    self.table(table)?;
                    self.is_below_table = true;
                }
            }
        }
        Ok(())
    }

    /// Writes more rows of the table before.
    pub(super) fn more(&mut self, rows: &Measured<'_>) -> Result<(), XlsxError> {
        self.table(rows)
    }

    /// Repeats the header rows of the only table on each printed page, and holds them on the screen when the table is
    /// one to scroll through.
    pub(super) fn finish(self) -> Result<(), XlsxError> {
        let [Head { top, rows, scrolls }] = self.heads.as_slice() else { return Ok(()) };
        let end = top.saturating_add(*rows);
        if *rows == 0 {
            return Ok(());
        }
        self.sheet.set_repeat_rows(*top, end - 1)?;
        if *scrolls && end <= FROZEN_ROWS {
            self.sheet.set_freeze_panes(end, 0)?;
        }
        Ok(())
    }

    fn heading(&mut self, level: u8, text: &str) -> Result<(), XlsxError> {
        let (format, size) = match level {
            0 | 1 => (self.styles.title.clone(), 18.0),
            2 => (self.styles.heading.clone(), 14.0),
            _ => (self.styles.paragraph.clone().set_bold(), TEXT_SIZE),
        };
        self.line(text, &format, size)
    }

    /// A line of text across all columns, over so many rows that all of it shows.
    fn line(&mut self, text: &str, format: &Format, size: f32) -> Result<(), XlsxError> {
        let text: String = clean(text).collect();
        let across = (self.widths.iter().sum::<f32>() - 6.0) / size;
        let height = count(line_count(&text, across)) * size * 1.5 + 4.0;
        let mut rows = 1_u16;
        while height / f32::from(rows) > TALLEST && rows < 1000 {
            rows += 1;
        }
        let last_row = self.row.saturating_add(u32::from(rows) - 1);
        let last_column = column(self.widths.len().saturating_sub(1));
        for row in self.row..=last_row {
            self.sheet.set_row_height(row, f64::from((height / f32::from(rows)).min(TALLEST)))?;
        }
        let quoted = format.clone().set_quote_prefix();
        let format = if needs_quote(&text) { &quoted } else { format };
        if last_row > self.row || last_column > 0 {
            self.sheet.merge_range(self.row, 0, last_row, last_column, &text, format)?;
        } else {
            self.sheet.write_string_with_format(self.row, 0, &text, format)?;
        }
        self.row = last_row.saturating_add(1);
        Ok(())
    }

    fn table(&mut self, table: &Measured<'_>) -> Result<(), XlsxError> {
        let (top, grid) = (self.row, &table.grid);
        for (row, height) in (top..).zip(self.row_heights(table)) {
            self.sheet.set_row_height(row, f64::from(height.min(TALLEST)))?;
        }
        for row in 0..grid.rows {
            for at in 0..grid.columns {
                match grid.slot(row, at) {
                    Slot::Anchor(cell) => self.cell(grid, cell, top)?,
                    Slot::Blank => {
                        let format = self.styles.of(Part::Value);
                        self.sheet.write_blank(top.saturating_add(size(row)), column(at), format)?;
                    }
                    Slot::Covered(_) => {}
                }
            }
        }
        self.row = top.saturating_add(size(grid.rows));
        Ok(())
    }

    fn row_heights(&self, table: &Measured<'_>) -> Vec<f32> {
        let grid = &table.grid;
        let mut heights = vec![TABLE_SIZE * 1.7; grid.rows];
        let needed = |cell: &GridCell<'_>| {
            let columns = self.widths.iter().take(table.widths.len()).skip(cell.column).take(cell.column_span);
            let across = (columns.sum::<f32>() - 2.0 * PADDING) / TABLE_SIZE;
            count(line_count(&cell.text, across)) * TABLE_SIZE * 1.35 + 4.0
        };
        let (single, tall): (Vec<_>, Vec<_>) = grid.cells.iter().partition(|cell| cell.row_span == 1);
        for cell in single.into_iter().chain(tall) {
            let Some(spanned) = heights.get_mut(cell.row..cell.row + cell.row_span) else { continue };
            let lack = (needed(cell) - spanned.iter().sum::<f32>()) / count(spanned.len());
            spanned.iter_mut().filter(|_| lack > 0.0).for_each(|height| *height += lack);
        }
        heights
    }

    fn cell(&mut self, grid: &Grid<'_>, cell: &GridCell<'_>, top: u32) -> Result<(), XlsxError> {
        let part = if cell.row < grid.header_rows || grid.is_header_row(cell.row) {
            Part::Head
        } else if grid.leans_left(cell) {
            Part::Label
        } else {
            Part::Value
        };
        let format = self.styles.of(part);
        let (row, at) = (top.saturating_add(size(cell.row)), column(cell.column));
        if cell.row_span > 1 || cell.column_span > 1 {
            let last_row = row.saturating_add(size(cell.row_span) - 1);
            let last_column = at.saturating_add(column(cell.column_span) - 1);
            self.sheet.merge_range(row, at, last_row, last_column, "", format)?;
        }
        let text: String = clean(&cell.text).collect();
        if let Some((value, places)) = number(&text) {
            let format = format.clone().set_num_format(number_format(places));
            self.sheet.write_number_with_format(row, at, value, &format)?;
        } else if text.is_empty() {
            self.sheet.write_blank(row, at, format)?;
        } else if needs_quote(&text) {
            self.sheet.write_string_with_format(row, at, &text, &format.clone().set_quote_prefix())?;
        } else {
            self.sheet.write_string_with_format(row, at, &text, format)?;
        }
        Ok(())
    }
}

fn size(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Beyond what a workbook holds, the largest number makes the library refuse.
fn column(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
