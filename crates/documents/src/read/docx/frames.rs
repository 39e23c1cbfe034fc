//! What is being built while the main part is read: paragraphs, tables, rows and cells, one inside the other.

use crate::model::{NoticeKind, Place};
use crate::read::flow::meter::Meter;
use crate::read::flow::numbering::numbered;
use crate::read::flow::table::{RawCell, RawRow, TableBuilder};
use crate::read::flow::{Line, Piece};
use crate::read::raised::{Behind, Level};

/// A paragraph being built.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "facts of the markup, independent of each other")]
pub(super) struct ParagraphFrame {
    pub(super) text: String,
    /// Its list number.
    pub(super) label: Option<String>,
    pub(super) heading: Option<u8>,
    /// Whether its style hides it.
    pub(super) style_hidden: bool,
    /// Whether the run being read is hidden.
    pub(super) hidden: bool,
    /// Whether its style strikes its text out.
    pub(super) style_struck: bool,
    /// Whether the run being read is struck out.
    pub(super) struck: bool,
    /// Whether it has a ground.
    pub(super) ground: bool,
    /// Whether the run being read is as pale as paper.
    pub(super) pale: bool,
    /// Where the run being read stands.
    pub(super) level: Level,
    /// The size of text of its style, in half points.
    pub(super) style_size: u32,
    /// The size of the run being read, in half points.
    pub(super) size: u32,
    /// What the run being read stands behind.
    pub(super) behind: Behind,
    /// Whether its end was deleted by a tracked change.
    pub(super) deleted: bool,
    /// Whether the text ends with a page or column break, which is no text when nothing follows.
    pub(super) ends_with_break: bool,
    place: Option<Place>,
    /// Text boxes anchored in the paragraph: they follow it.
    floating: Vec<Piece>,
}

/// Anything being built.
#[derive(Debug)]
pub(super) enum Frame {
    /// A paragraph.
    Paragraph(Box<ParagraphFrame>),
    /// A table and its column widths.
    Table(TableBuilder, Vec<f32>),
    /// A row, and whether it was deleted by a tracked change.
    Row(RawRow, bool),
    /// A cell.
    Cell(RawCell),
}

/// The stack of what is being built, and what is finished.
#[derive(Debug)]
pub(super) struct Frames {
    pub(super) meter: Meter,
    stack: Vec<Frame>,
    finished: Vec<Piece>,
    open_cells: u32,
    paragraphs: u32,
    tables: u32,
}

impl Frames {
    /// Nothing being built.
    pub(super) fn new(meter: Meter) -> Self {
        Self { meter, stack: Vec::new(), finished: Vec::new(), open_cells: 0, paragraphs: 0, tables: 0 }
    }

    /// The innermost thing being built.
    pub(super) fn innermost(&mut self) -> Option<&mut Frame> {
        self.stack.last_mut()
    }

    /// The paragraph being built, unless something else was opened in it.
    pub(super) fn paragraph(&mut self) -> Option<&mut ParagraphFrame> {
        match self.stack.last_mut() {
            Some(Frame::Paragraph(paragraph)) => Some(paragraph),
            _ => None,
        }
    }

    /// Whether a cell is being built.
    pub(super) fn is_in_cell(&self) -> bool {
        self.open_cells > 0
    }

    /// Opens a paragraph.
    pub(super) fn open_paragraph(&mut self) {
        let place = (self.open_cells == 0).then(|| {
            self.paragraphs = self.paragraphs.saturating_add(1);
            Place::Paragraph { paragraph: self.paragraphs }
        });
        self.stack.push(Frame::Paragraph(Box::new(ParagraphFrame { place, ..ParagraphFrame::default() })));
    }

    /// Opens a table.
    pub(super) fn open_table(&mut self) {
        self.tables = self.tables.saturating_add(1);
        self.stack.push(Frame::Table(TableBuilder::new(self.tables), Vec::new()));
    }

    /// Opens a row.
    pub(super) fn open_row(&mut self) {
        self.stack.push(Frame::Row(RawRow::default(), false));
    }

    /// Opens a cell.
    pub(super) fn open_cell(&mut self) {
        self.open_cells = self.open_cells.saturating_add(1);
        self.stack.push(Frame::Cell(RawCell { column_span: 1, ..RawCell::default() }));
    }

    /// Closes the innermost thing being built. What stands where it does not belong (a row outside a table) goes to
    /// what is around it.
    pub(super) fn close(&mut self) {
        match self.stack.pop() {
            Some(Frame::Paragraph(paragraph)) => self.close_paragraph(*paragraph),
            Some(Frame::Table(builder, widths)) => {
                for piece in builder.finish(widths) {
                    self.emit(piece);
                }
            }
            Some(Frame::Row(_, true)) => self.meter.once(NoticeKind::TrackedChanges, ""),
            Some(Frame::Row(row, false)) => match self.stack.last_mut() {
                Some(Frame::Table(builder, _)) => builder.add_row(row, &mut self.meter),
                _ => row.cells.into_iter().flat_map(|cell| cell.pieces).for_each(|piece| self.emit(piece)),
            },
            Some(Frame::Cell(cell)) => {
                self.open_cells = self.open_cells.saturating_sub(1);
                match self.stack.last_mut() {
                    Some(Frame::Row(row, _)) => row.cells.push(cell),
                    _ => cell.pieces.into_iter().for_each(|piece| self.emit(piece)),
                }
            }
            None => {}
        }
    }

    fn close_paragraph(&mut self, mut paragraph: ParagraphFrame) {
        if paragraph.ends_with_break {
            paragraph.text.pop();
        }
        let vanished = paragraph.deleted && paragraph.text.is_empty();
        if !vanished {
            let text = match paragraph.label {
                Some(label) => numbered(label, &paragraph.text),
                None => paragraph.text,
            };
            self.emit(Piece::Line(Line { text, heading: paragraph.heading, place: paragraph.place }));
        }
        for piece in paragraph.floating {
            self.emit(piece);
        }
    }

    fn emit(&mut self, piece: Piece) {
        for frame in self.stack.iter_mut().rev() {
            match frame {
                Frame::Paragraph(paragraph) => return paragraph.floating.push(piece),
                Frame::Cell(cell) => return cell.pieces.push(piece),
                Frame::Table(..) | Frame::Row(..) => {}
            }
        }
        self.finished.push(piece);
    }

    /// Everything finished; what is still being built is closed as it is.
    pub(super) fn finish(mut self) -> (Vec<Piece>, Meter) {
        while !self.stack.is_empty() {
            self.close();
        }
        (self.finished, self.meter)
    }
}
