//! Writes the fragment.

use std::collections::HashMap;
use std::fmt::Write;

use super::fields::{Piece, pieces};
use super::{Element, View};
use crate::model::{Block, Document, Place, Table};
use crate::write::grid::{Grid, GridCell, Slot};
use crate::write::markup::push_escaped;

/// Headings stand below those of the page around the fragment.
const TOP_LEVEL: usize = 2;

struct Writer {
    html: String,
    elements: HashMap<String, Vec<Element>>,
    page: Option<u32>,
    sheet: Option<String>,
    /// Levels of the headings a paragraph stands under, outermost first.
    under: Vec<u8>,
}

pub(super) fn write(document: &Document) -> View {
    let mut writer =
        Writer { html: String::new(), elements: HashMap::new(), page: None, sheet: None, under: Vec::new() };
    for block in &document.blocks {
        writer.block(block);
    }
    View { html: writer.html, elements: writer.elements }
}

impl Writer {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => {
                self.mark(&heading.place);
                let level = self.level(heading.level);
                self.html.push_str("<h");
                let _ = write!(self.html, "{level} class=\"source-heading\"");
                self.content(&heading.place, &heading.text);
                let _ = writeln!(self.html, "</h{level}>");
            }
            Block::Paragraph(paragraph) => {
                self.mark(&paragraph.place);
                self.html.push_str("<p");
                self.content(&paragraph.place, &paragraph.text);
                self.html.push_str("</p>\n");
            }
            Block::Table(table) => {
                self.mark(table.cells.first().map_or(&table.place, |cell| &cell.place));
                self.table(table);
            }
        }
    }

    /// The element's level: one below the heading it stands under, whatever levels the document left out.
    fn level(&mut self, level: u8) -> usize {
        self.under.retain(|upper| *upper < level);
        self.under.push(level);
        self.under.len().saturating_add(TOP_LEVEL).min(6)
    }

    /// Marks where a new page or sheet begins.
    fn mark(&mut self, place: &Place) {
        match place {
            Place::Page { page, .. } if self.page != Some(*page) => {
                self.page = Some(*page);
                let _ = writeln!(self.html, "<div class=\"source-page\" data-page=\"{page}\">{page}</div>");
            }
            Place::Sheet { sheet, .. } if self.sheet.as_ref() != Some(sheet) => {
                self.sheet = Some(sheet.clone());
                self.html.push_str("<div class=\"source-sheet\">");
                push_escaped(&mut self.html, sheet);
                self.html.push_str("</div>\n");
            }
            Place::Page { .. }
            | Place::Sheet { .. }
            | Place::Line { .. }
            | Place::Cell { .. }
            | Place::Paragraph { .. } => {}
        }
    }

    fn table(&mut self, table: &Table) {
        let grid = Grid::new(table);
        self.html.push_str("<div class=\"source-table\" tabindex=\"0\"><table>\n");
        for row in 0..grid.rows {
            self.row(&grid, row);
        }
        self.html.push_str("</table></div>\n");
    }

    fn row(&mut self, grid: &Grid<'_>, row: usize) {
        let end = (0..grid.columns).rev().find(|column| grid.index(row, *column).is_some()).map_or(0, |last| last + 1);
        self.html.push_str("<tr");
        // A table that runs over a page break says so at the row with which the next page begins.
        let page = (0..end).find_map(|column| match grid.slot(row, column) {
            Slot::Anchor(GridCell { place: Place::Page { page, .. }, .. }) => Some(*page),
            Slot::Anchor(_) | Slot::Covered(_) | Slot::Blank => None,
        });
        if let Some(page) = page.filter(|page| self.page != Some(*page)) {
            self.page = Some(page);
            let _ = write!(self.html, " class=\"source-page\" data-page=\"{page}\"");
        }
        self.html.push('>');
        for column in 0..end {
            match grid.slot(row, column) {
                Slot::Anchor(cell) => self.cell(cell),
                Slot::Covered(_) => {}
                Slot::Blank => self.html.push_str("<td></td>"),
            }
        }
        self.html.push_str("</tr>\n");
    }

    fn cell(&mut self, cell: &GridCell<'_>) {
        let name = if cell.header { "th" } else { "td" };
        self.html.push('<');
        self.html.push_str(name);
        if cell.column_span > 1 {
            let _ = write!(self.html, " colspan=\"{}\"", cell.column_span);
        }
        if cell.row_span > 1 {
            let _ = write!(self.html, " rowspan=\"{}\"", cell.row_span);
        }
        self.content(cell.place, &cell.text);
        for place in &cell.joined {
            self.html.push_str("<span");
            self.named(place, "", false);
            self.html.push_str("></span>");
        }
        let _ = write!(self.html, "</{name}>");
    }

    /// The attributes of the place, the end of the opening tag, and the text.
    fn content(&mut self, place: &Place, text: &str) {
        self.named(place, text, false);
        self.html.push('>');
        match pieces(text) {
            None => push_escaped(&mut self.html, text),
            Some(pieces) => pieces.iter().for_each(|piece| self.piece(place, piece)),
        }
    }

    fn piece(&mut self, place: &Place, piece: &Piece<'_>) {
        match piece {
            Piece::Break => self.html.push_str("<br>"),
            Piece::Between(text) => push_escaped(&mut self.html, text),
            Piece::Field(text) => {
                self.html.push_str("<span");
                self.named(place, text, true);
                self.html.push('>');
                push_escaped(&mut self.html, text);
                self.html.push_str("</span>");
            }
        }
    }

    /// Writes id and place, and keeps them; a field within a line has only its id.
    fn named(&mut self, place: &Place, text: &str, field: bool) {
        let key = place.key();
        let elements = self.elements.entry(key.clone()).or_default();
        let id = match elements.len() {
            0 => format!("at-{key}"),
            more => format!("at-{key}--{}", more.saturating_add(1)),
        };
        let _ = write!(self.html, " id=\"{id}\"");
        if !field {
            let _ = write!(self.html, " data-place=\"{key}\"");
        }
        elements.push(Element { id, text: text.to_owned(), field });
    }
}
