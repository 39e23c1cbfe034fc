//! A document put together block by block, each with its place.

use gongkai_documents::{Block, Cell, Document, Format, Heading, Paragraph, Piece, Place, Table};

/// Appends blocks and counts their places as a reader of flowing text would.
pub(crate) struct Builder {
    document: Document,
    paragraphs: u32,
    tables: u32,
}

impl Builder {
    /// A document with a title, which is its first heading too.
    pub(crate) fn titled(title: &str) -> Self {
        let mut builder = Self::untitled();
        builder.document.title = Some(title.to_owned());
        builder.heading(1, title);
        builder
    }

    /// Nothing yet.
    pub(crate) fn untitled() -> Self {
        Self { document: Document::new(Format::Docx), paragraphs: 0, tables: 0 }
    }

    pub(crate) fn heading(&mut self, level: u8, text: &str) {
        let place = self.next_paragraph();
        self.document.blocks.push(Block::Heading(Heading { level, text: text.to_owned(), place }));
    }

    pub(crate) fn paragraph(&mut self, text: &str) {
        let place = self.next_paragraph();
        self.document.blocks.push(Block::Paragraph(Paragraph { text: text.to_owned(), place }));
    }

    /// A paragraph that is not indented: one that brings its own white space never is, and a hair is not seen.
    pub(crate) fn flush(&mut self, text: &str) {
        self.paragraph(&format!("\u{200a}{text}"));
    }

    pub(crate) fn table(&mut self, mut table: Table) {
        self.tables = self.tables.saturating_add(1);
        let place = |row: u32, column: u32| Place::Cell {
            table: self.tables,
            row: row.saturating_add(1),
            column: column.saturating_add(1),
        };
        table.place = place(0, 0);
        for cell in &mut table.cells {
            cell.place = place(cell.row, cell.column);
        }
        self.document.blocks.push(Block::Table(table));
    }

    /// A piece made elsewhere.
    pub(crate) fn piece(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Block(block) => match block.into_owned() {
                Block::Heading(heading) => self.heading(heading.level, &heading.text),
                Block::Paragraph(paragraph) => self.paragraph(&paragraph.text),
                Block::Table(table) => self.table(table),
            },
            Piece::Rows(rows) => self.rows(rows),
        }
    }

    /// More rows of the table before.
    fn rows(&mut self, rows: Table) {
        let Some(Block::Table(table)) = self.document.blocks.last_mut() else { return self.table(rows) };
        let above = table.rows;
        table.rows = above.saturating_add(rows.rows);
        table.cells.extend(rows.cells.into_iter().map(|cell| {
            let row = above.saturating_add(cell.row);
            let place =
                Place::Cell { table: self.tables, row: row.saturating_add(1), column: cell.column.saturating_add(1) };
            Cell { row, place, ..cell }
        }));
    }

    pub(crate) fn finish(self) -> Document {
        self.document
    }

    fn next_paragraph(&mut self) -> Place {
        self.paragraphs = self.paragraphs.saturating_add(1);
        Place::Paragraph { paragraph: self.paragraphs }
    }
}
