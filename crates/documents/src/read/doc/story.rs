//! The main text as a sequence of paragraphs, put together into blocks, rows and tables.

use super::formatting::{self, CharacterFormat, ParagraphFormat, Stretches};
use super::rows::{Row, RowFormat, is_ground, is_numbered_ground, on_ground, table};
use super::sprm::{self, Sprm, huge, sprms};
use super::styles::{self, Inherited};
use super::text::Unit;
use super::{Streams, fonts, lists};
use crate::model::{NoticeKind, Place};
use crate::read::flow::meter::Meter;
use crate::read::flow::numbering::{Numbering, numbered};
use crate::read::flow::style::heading_of_outline;
use crate::read::flow::symbols::{has_no_text, symbol};
use crate::read::flow::{Line, Piece};
use crate::read::objects;
use crate::read::pale::PALE;
use crate::read::raised::Behind;
use crate::read::struck::{HIDDEN, STRUCK};

const CELL_END: u16 = 0x07;
const LINE_BREAK: u16 = 0x0B;
const PAGE_BREAK: u16 = 0x0C;
const PARAGRAPH_END: u16 = 0x0D;
/// The size of text of which nothing is said, in half points.
const USUAL_SIZE: u16 = 20;
/// A table in a table in a table: deeper ones are taken for this deep.
const MOST_DEPTH: u32 = 32;

/// What a paragraph's properties say.
#[derive(Debug, Default)]
struct Properties {
    style: u16,
    in_table: bool,
    depth: u32,
    row_end: bool,
    inner_cell_end: bool,
    outline: Option<u8>,
    list: Option<u16>,
    level: Option<u8>,
    /// Whether something else than paper is behind it.
    ground: bool,
    row: RowFormat,
}

/// A table whose rows are still coming.
#[derive(Debug, Default)]
struct OpenTable {
    number: u32,
    rows: Vec<Row>,
    cells: Vec<Vec<Piece>>,
    cell: Vec<Piece>,
}

/// The text of a paragraph being gathered.
#[derive(Debug, Default)]
struct Gathered {
    units: Vec<u16>,
    /// Fields that are open; whether each is still in its instruction.
    fields: Vec<bool>,
    instructions: usize,
    /// What the next character stands behind.
    behind: Behind,
    /// The beginning of the innermost instruction.
    instruction: String,
}

impl Gathered {
    /// Takes in a character that is no text, between marks, beside those before it.
    fn set_apart(&mut self, code: u16, [from, to]: [char; 2]) {
        let mut end = [0; 2];
        let end = to.encode_utf16(&mut end);
        if self.units.ends_with(end) {
            self.units.truncate(self.units.len() - end.len());
        } else {
            self.units.extend(from.encode_utf16(&mut [0; 2]).iter());
        }
        self.units.push(code);
        self.units.extend(end.iter());
    }

    /// Takes in a character of no length in the file.
    fn push(&mut self, character: char) {
        self.units.extend(character.encode_utf16(&mut [0; 2]).iter());
    }

    /// Takes in a character of the instruction of a field that may be seen without having any text.
    fn instruct(&mut self, code: u16) {
        const ENOUGH: usize = 16;
        let character = char::from_u32(code.into()).filter(|_| code >= 0x20);
        if let Some(character) = character.filter(|_| self.instruction.len() < ENOUGH) {
            self.instruction.push(character);
            if has_no_text(&self.instruction) {
                self.instruction = "-".repeat(ENOUGH);
                self.push(objects::AMONG);
            }
        }
    }

    /// Takes in the marks of fields; `false` when the unit is none of them.
    fn field(&mut self, code: u16) -> bool {
        match code {
            0x13 => {
                self.fields.push(true);
                self.instructions = self.instructions.saturating_add(1);
                self.instruction.clear();
            }
            0x14 => {
                if let Some(instruction) = self.fields.last_mut().filter(|instruction| **instruction) {
                    *instruction = false;
                    self.instructions = self.instructions.saturating_sub(1);
                }
            }
            0x15 => {
                if self.fields.pop() == Some(true) {
                    self.instructions = self.instructions.saturating_sub(1);
                }
            }
            _ => return false,
        }
        true
    }
}

/// Reads the main text.
pub(super) struct Story<'a> {
    streams: &'a Streams,
    paragraph_formats: Stretches<ParagraphFormat<'a>>,
    character_formats: Stretches<CharacterFormat>,
    styles: Vec<Inherited>,
    fonts: Vec<String>,
    numbering: Numbering,
    meter: Meter,
    open: Vec<OpenTable>,
    pieces: Vec<Piece>,
    paragraphs: u32,
    tables: u32,
    pictures: u32,
}

impl<'a> Story<'a> {
    /// A reader with the formatting of the file.
    pub(super) fn new(streams: &'a Streams, meter: Meter) -> Self {
        Self {
            streams,
            paragraph_formats: formatting::paragraphs(streams),
            character_formats: formatting::characters(streams),
            styles: styles::read(streams),
            fonts: fonts::read(streams),
            numbering: lists::read(streams),
            meter,
            open: Vec::new(),
            pieces: Vec::new(),
            paragraphs: 0,
            tables: 0,
            pictures: 0,
        }
    }

    /// Reads a text to its end.
    pub(super) fn read(&mut self, text: &[Unit]) {
        let mut gathered = Gathered::default();
        for unit in text {
            match unit.code {
                // A page break at the start of a paragraph, or alone in it, is no text.
                PAGE_BREAK if gathered.units.is_empty() => {}
                PARAGRAPH_END | CELL_END | PAGE_BREAK => self.end_paragraph(&mut gathered, *unit),
                _ => self.gather(&mut gathered, *unit),
            }
        }
        if !gathered.units.is_empty() {
            self.end_paragraph(&mut gathered, Unit { code: PARAGRAPH_END, offset: u32::MAX });
        }
        self.close_tables(0);
    }

    /// What was read.
    pub(super) fn finish(mut self) -> (Vec<Piece>, Meter) {
        if self.pictures > 0 {
            self.meter.once(NoticeKind::PictureSkipped, &self.pictures.to_string());
        }
        (self.pieces, self.meter)
    }

    fn gather(&mut self, gathered: &mut Gathered, unit: Unit) {
        if gathered.field(unit.code) || gathered.instructions > 0 {
            gathered.instruct(unit.code);
            return;
        }
        let format = self.character_formats.at(unit.offset).copied().unwrap_or_default();
        if format.inserted || format.deleted {
            self.meter.once(NoticeKind::TrackedChanges, "");
        }
        let is_digit = u8::try_from(unit.code).is_ok_and(|code| code.is_ascii_digit());
        let marks = match format {
            CharacterFormat { deleted: true, .. } => return,
            CharacterFormat { hidden: true, .. } | CharacterFormat { tiny: true, .. } => Some(HIDDEN),
            CharacterFormat { struck: true, .. } => Some(STRUCK),
            CharacterFormat { pale, .. } => Some(PALE).filter(|_| pale && is_digit),
        };
        if let Some(marks) = marks {
            if unit.code >= 0x20 {
                gathered.set_apart(unit.code, marks);
            }
            return;
        }
        if unit.code < 0x20 || format.symbol.is_some() {
            gathered.behind = Behind::default();
        }
        match (unit.code, format.symbol) {
            (0x28, Some((font, code))) => {
                let name = self.fonts.get(usize::from(font)).map(String::as_str);
                gathered.units.extend(symbol(name, code.into()).encode_utf16(&mut [0; 2]).iter());
            }
            (0x01, _) => {
                self.pictures = self.pictures.saturating_add(1);
                gathered.push(objects::AMONG);
            }
            (0x08, _) => gathered.push(objects::FLOATING),
            (LINE_BREAK | 0x0E, _) => gathered.units.push(u16::from(b'\n')),
            (0x09, _) => gathered.units.push(0x09),
            (0x1E, _) => gathered.units.push(u16::from(b'-')),
            // Other controls are anchors of notes, comments and drawings, and hyphens that are not shown.
            (0..0x20, _) => {}
            (code, _) => {
                let size = f64::from(format.size.unwrap_or(USUAL_SIZE));
                let level = gathered.behind.level(format.level, if is_digit { "0" } else { "" }, size);
                gathered.units.push(level.set_unit(code));
                let text = if is_digit { level.set("0") } else { " ".into() };
                gathered.behind = gathered.behind.then(&text, format.level, size);
            }
        }
    }

    fn end_paragraph(&mut self, gathered: &mut Gathered, end: Unit) {
        let text = String::from_utf16_lossy(&gathered.units);
        // A field whose instruction never ends would swallow the rest of the text.
        if gathered.instructions > 0 {
            *gathered = Gathered::default();
        }
        gathered.units.clear();
        gathered.behind = Behind::default();
        if !self.meter.take_paragraph(&text) {
            return;
        }
        let properties = self.properties(end);
        let depth = match end.code {
            CELL_END => properties.depth.max(1),
            _ => properties.depth,
        };
        self.close_tables(usize::try_from(depth).unwrap_or(0));
        while self.open.len() < usize::try_from(depth).unwrap_or(0) {
            self.tables = self.tables.saturating_add(1);
            self.open.push(OpenTable { number: self.tables, ..OpenTable::default() });
        }
        if properties.row_end {
            self.end_row(properties.row);
            return;
        }
        let cell_end = end.code == CELL_END || properties.inner_cell_end;
        let mut line = self.line(text, &properties);
        if properties.ground {
            on_ground(std::slice::from_mut(&mut line));
        }
        match self.open.last_mut() {
            Some(table) => {
                table.cell.push(line);
                if cell_end && self.meter.take_read("") {
                    let cell = std::mem::take(&mut table.cell);
                    table.cells.push(cell);
                }
            }
            None => self.pieces.push(line),
        }
    }

    fn end_row(&mut self, format: RowFormat) {
        if let Some(table) = self.open.last_mut() {
            if !table.cell.is_empty() {
                let cell = std::mem::take(&mut table.cell);
                table.cells.push(cell);
            }
            table.rows.push(Row { cells: std::mem::take(&mut table.cells), format });
        }
    }

    /// Closes the tables deeper than this.
    fn close_tables(&mut self, depth: usize) {
        while self.open.len() > depth
            && let Some(mut open) = self.open.pop()
        {
            if !open.cell.is_empty() {
                open.cells.push(open.cell);
            }
            if !open.cells.is_empty() {
                self.meter.once(NoticeKind::Damaged, "row-end");
                open.rows.push(Row { cells: open.cells, format: RowFormat::default() });
            }
            let pieces = table(open.number, open.rows, &mut self.meter);
            match self.open.last_mut() {
                Some(around) => around.cell.extend(pieces),
                None => self.pieces.extend(pieces),
            }
        }
    }

    fn line(&mut self, text: String, properties: &Properties) -> Piece {
        let inherited = self.styles.get(usize::from(properties.style)).copied().unwrap_or_default();
        let heading = match (inherited.heading, properties.outline) {
            (Some(1), _) => Some(1),
            (_, Some(outline)) => heading_of_outline(outline.into()),
            (named, None) => named,
        };
        let list = properties.list.or(inherited.list).filter(|list| *list > 0);
        let level = properties.level.or(inherited.level).unwrap_or(0);
        let label = list.and_then(|list| self.numbering.next(list.into(), level.into()));
        let text = match label {
            Some(label) if self.meter.take_text(&label) => numbered(label, &text),
            _ => text,
        };
        let place = self.open.is_empty().then(|| {
            self.paragraphs = self.paragraphs.saturating_add(1);
            Place::Paragraph { paragraph: self.paragraphs }
        });
        Piece::Line(Line { text, heading, place })
    }

    fn properties(&self, end: Unit) -> Properties {
        let Some(format) = self.paragraph_formats.at(end.offset) else { return Properties::default() };
        let mut properties = Properties { style: format.style, ..Properties::default() };
        for sprm in sprms(format.list) {
            match huge(&sprm, &self.streams.data) {
                Some(list) => sprms(list).for_each(|sprm| properties.apply(&sprm)),
                None => properties.apply(&sprm),
            }
        }
        if properties.in_table && properties.depth == 0 {
            properties.depth = 1;
        }
        properties.depth = properties.depth.min(MOST_DEPTH);
        properties
    }
}

impl Properties {
    fn apply(&mut self, sprm: &Sprm<'_>) {
        match sprm.code {
            sprm::PARAGRAPH_STYLE => self.style = sprm.word(),
            code if sprm::PARAGRAPH_SHADES[0] == code => self.ground = is_ground(sprm.operand),
            code if sprm::PARAGRAPH_SHADES[1] == code => self.ground |= is_numbered_ground(sprm.operand),
            sprm::IN_TABLE => self.in_table = sprm.byte() == 1,
            sprm::ROW_END | sprm::INNER_ROW_END => self.row_end |= sprm.byte() == 1,
            sprm::INNER_CELL_END => self.inner_cell_end = sprm.byte() == 1,
            sprm::TABLE_DEPTH => self.depth = sprm.long(),
            sprm::TABLE_DEPTH_CHANGE => self.depth = self.depth.saturating_add_signed(sprm.long().cast_signed()),
            sprm::OUTLINE => self.outline = Some(sprm.byte()),
            sprm::LIST => self.list = Some(sprm.word()),
            sprm::LIST_LEVEL => self.level = Some(sprm.byte()),
            _ => self.row.apply(sprm),
        }
    }
}
