//! The page as pieces in reading order, before they become blocks.
//!
//! Everything is gathered in one flat list. An open region (a block, a navigation bar) or an open table only remembers
//! where it began, so leaving a part out or flattening a layout table costs nothing however deep it is nested.

use std::ops::Range;

use super::element::Landmark;
use super::grid::{Grid, Laid};
use super::line::{Line, Tally};
use crate::model::{Block, Cell, Heading, Paragraph, Place, Table};
use crate::read::Limits;

/// A piece of the page.
#[derive(Debug)]
enum Piece {
    Heading { level: u8, text: String, linked: bool },
    Paragraph(String),
    Table { rows: u32, columns: u32, header_rows: u32, widths: Vec<f32>, cells: Vec<(Laid, String)> },
    Pictures(u32),
}

impl Piece {
    fn text(&self) -> Option<&str> {
        match self {
            Self::Heading { text, .. } | Self::Paragraph(text) => Some(text),
            Self::Table { .. } | Self::Pictures(_) => None,
        }
    }
}

/// What kind of part of the page a region is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Plain,
    Around(Landmark),
}

#[derive(Debug)]
struct Region {
    part: Part,
    start: usize,
    stock: Stock,
}

/// What a region holds, by which it is kept or left out.
#[derive(Debug, Default, Clone, Copy)]
struct Stock {
    tally: Tally,
    links: u32,
    tables: u32,
    /// Letters outside links of the longest block.
    longest: u32,
}

/// What a finished table turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Data,
    /// It only arranges the page: its cells' content stays as it is.
    Layout,
    Empty,
}

/// The pieces gathered so far.
#[derive(Debug)]
pub(super) struct Story<'l> {
    limits: &'l Limits,
    line: Line,
    pictures: u32,
    pieces: Vec<Piece>,
    regions: Vec<Region>,
    left_out: Vec<Range<usize>>,
    characters: u64,
    cells: u32,
    /// The limit met, after which nothing more is taken.
    full: Option<&'static str>,
}

impl<'l> Story<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            line: Line::default(),
            pictures: 0,
            pieces: Vec::new(),
            regions: Vec::new(),
            left_out: Vec::new(),
            characters: 0,
            cells: 0,
            full: None,
        }
    }

    pub(super) fn line(&mut self) -> &mut Line {
        &mut self.line
    }

    /// The number of pieces, which is where the next one will stand.
    pub(super) fn position(&self) -> usize {
        self.pieces.len()
    }

    pub(super) fn full(&self) -> Option<&'static str> {
        self.full
    }

    /// Adds text to the open line, as much as the limits allow.
    pub(super) fn text(&mut self, source: &str, linked: bool, preformatted: bool) {
        let gathered = u64::try_from(self.line.len()).unwrap_or(u64::MAX);
        let left = self.limits.characters.saturating_sub(self.characters.saturating_add(gathered));
        let mut source = source;
        if u64::try_from(source.len()).unwrap_or(u64::MAX) > left {
            let most = usize::try_from(left).unwrap_or(usize::MAX);
            if let Some((end, _)) = source.char_indices().nth(most) {
                source = source.get(..end).unwrap_or_default();
                self.full = Some("characters");
            }
        }
        if preformatted {
            self.line.push_preformatted(source, linked);
        } else {
            self.line.push(source, linked);
        }
    }

    pub(super) fn picture(&mut self) {
        self.pictures = self.pictures.saturating_add(1);
    }

    pub(super) fn link(&mut self) {
        if let Some(region) = self.regions.last_mut() {
            region.stock.links += 1;
        }
    }

    /// Ends the open line; `heading` is the level of the heading it stands in.
    pub(super) fn flush(&mut self, heading: Option<u8>) {
        if let Some((text, tally)) = self.line.take() {
            let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
            self.characters = self.characters.saturating_add(length).saturating_add(1);
            if let Some(region) = self.regions.last_mut() {
                region.stock.add(&Stock { tally, longest: tally.plain, ..Stock::default() });
            }
            match heading {
                None => self.add(Piece::Paragraph(text)),
                Some(_) if text.trim().is_empty() => {}
                Some(level) => {
                    self.add(Piece::Heading { level, text: on_one_line(&text), linked: tally.mostly_linked() });
                }
            }
        }
        if self.pictures > 0 {
            let pictures = std::mem::take(&mut self.pictures);
            self.add(Piece::Pictures(pictures));
        }
    }

    fn add(&mut self, piece: Piece) {
        if self.pieces.len() < usize::try_from(self.limits.cells).unwrap_or(usize::MAX) {
            self.pieces.push(piece);
        } else {
            self.full = self.full.or(Some("blocks"));
        }
    }

    pub(super) fn open_region(&mut self, part: Part) {
        self.regions.push(Region { part, start: self.pieces.len(), stock: Stock::default() });
    }

    /// Ends the innermost region and leaves it out if it is no content.
    pub(super) fn close_region(&mut self) {
        let Some(region) = self.regions.pop() else { return };
        if region.is_content() {
            if let Some(outer) = self.regions.last_mut() {
                outer.stock.add(&region.stock);
            }
        } else if region.part == Part::Around(Landmark::Header) {
            self.leave_out_but_headings(region.start);
        } else {
            self.leave_out(region.start..self.pieces.len());
            // A linked headline over a list of links goes with the list.
            if region.part == Part::Plain
                && let Some(outer) = self.regions.last_mut()
            {
                outer.stock.links = outer.stock.links.saturating_add(region.stock.links);
            }
        }
    }

    fn leave_out(&mut self, range: Range<usize>) {
        while self.left_out.last().is_some_and(|last| last.start >= range.start) {
            self.left_out.pop();
        }
        if !range.is_empty() {
            self.left_out.push(range);
        }
    }

    /// The report's own title may stand in the page's header.
    fn leave_out_but_headings(&mut self, start: usize) {
        let kept: Vec<usize> = self
            .pieces
            .iter()
            .enumerate()
            .skip(start)
            .filter(|(_, piece)| matches!(piece, Piece::Heading { linked: false, .. }))
            .map(|(at, _)| at)
            .collect();
        let end = self.pieces.len();
        let mut from = start;
        let mut ranges = Vec::new();
        for at in kept {
            ranges.push(from..at);
            from = at + 1;
        }
        ranges.push(from..end);
        self.leave_out(start..start);
        self.left_out.extend(ranges.into_iter().filter(|range| !range.is_empty()));
    }

    /// Whether nothing but white space stands from here on.
    pub(super) fn is_blank_from(&self, start: usize) -> bool {
        let mut pieces = self.pieces.iter().skip(start);
        pieces.all(|piece| piece.text().is_some_and(|text| text.trim().is_empty()))
    }

    /// Takes back everything from here on.
    pub(super) fn truncate(&mut self, start: usize) {
        self.pieces.truncate(start);
        self.leave_out(start..start);
    }

    /// Counts a cell; `false` when the limit is met.
    pub(super) fn count_cell(&mut self) -> bool {
        if self.cells >= self.limits.cells {
            self.full = Some("cells");
            return false;
        }
        self.cells += 1;
        true
    }

    /// Ends a table that began at `start`. `holds_table` says that a cell holds a table, `inside_table` that it stands
    /// in another's cell.
    pub(super) fn close_table(&mut self, grid: Grid, start: usize, holds_table: bool, inside_table: bool) -> Outcome {
        if grid.cells.is_empty() {
            return Outcome::Empty;
        }
        if holds_table || self.arranges_the_page(&grid, inside_table) {
            return Outcome::Layout;
        }
        self.leave_out(start..start);
        let (rows, columns, header_rows) = grid.size();
        let widths = grid.widths();
        let mut cells: Vec<(Laid, Option<String>)> = grid.cells.into_iter().map(|cell| (cell, None)).collect();
        let mut open = cells.iter_mut().peekable();
        let mut before = Vec::new();
        for (at, piece) in self.pieces.drain(start..).enumerate().map(|(at, piece)| (at + start, piece)) {
            while open.next_if(|(cell, _)| cell.pieces.end <= at).is_some() {}
            match (open.peek_mut(), piece.text()) {
                (Some((cell, content)), Some(text)) if cell.pieces.contains(&at) => match content {
                    Some(content) => content.extend(["\n", text]),
                    None => *content = Some(text.to_owned()),
                },
                // A caption, or what stands in the table but in no cell: browsers show it above.
                _ => before.push(piece),
            }
        }
        // A caption that says the heading above once more is for those who hear the page.
        let said = self.pieces.last().and_then(Piece::text).map(str::trim);
        if said.is_some() && said == before.first().and_then(Piece::text).map(str::trim) {
            before.remove(0);
        }
        self.pieces.append(&mut before);
        let cells = cells.into_iter().map(|(cell, content)| (cell, content.unwrap_or_default())).collect();
        self.pieces.push(Piece::Table { rows, columns, header_rows, widths, cells });
        if let Some(region) = self.regions.last_mut() {
            region.stock.tables += 1;
        }
        Outcome::Data
    }

    /// Old pages set the whole article into one cell: many blocks of long text, which no cell of a report holds.
    fn arranges_the_page(&self, grid: &Grid, inside_table: bool) -> bool {
        let only_cell = grid.cells.len() == 1;
        only_cell && inside_table
            || grid.cells.iter().any(|cell| {
                let pieces = self.pieces.get(cell.pieces.clone()).unwrap_or_default();
                let texts: Vec<&str> = pieces.iter().filter_map(Piece::text).collect();
                let heading = pieces.iter().any(|piece| matches!(piece, Piece::Heading { .. }));
                let length: usize = texts.iter().map(|text| text.chars().count()).sum();
                only_cell && heading || texts.len() >= 4 && length > if only_cell { 200 } else { 600 }
            })
    }

    /// The blocks, numbered, and how many pictures stand among them. Where everything would be left out, nothing is.
    pub(super) fn into_blocks(mut self) -> (Vec<Block>, u32) {
        self.flush(None);
        while !self.regions.is_empty() {
            self.close_region();
        }
        let kept = self.left_out.iter().map(Range::len).sum::<usize>() < self.pieces.len();
        let mut left_out = if kept { self.left_out } else { Vec::new() }.into_iter().peekable();
        let mut numbers = Numbers::default();
        let mut blocks = Vec::new();
        for (at, piece) in self.pieces.into_iter().enumerate() {
            while left_out.next_if(|range| range.end <= at).is_some() {}
            if !left_out.peek().is_some_and(|range| range.contains(&at)) {
                blocks.extend(numbers.block(piece));
            }
        }
        (blocks, numbers.pictures)
    }
}

impl Region {
    /// Tables and long texts are always content; else what stands around a page, and lists of links, are not.
    fn is_content(&self) -> bool {
        const LONG_TEXT: u32 = 80;
        const LONG_TEXT_AROUND: u32 = 200;
        const LIST_OF_LINKS: u32 = 3;
        let Stock { tally, links, tables, longest } = self.stock;
        match self.part {
            _ if tables > 0 => true,
            Part::Plain => longest >= LONG_TEXT || links < LIST_OF_LINKS || !tally.mostly_linked(),
            Part::Around(_) => longest >= LONG_TEXT_AROUND,
        }
    }
}

impl Stock {
    fn add(&mut self, other: &Self) {
        self.tally.linked = self.tally.linked.saturating_add(other.tally.linked);
        self.tally.plain = self.tally.plain.saturating_add(other.tally.plain);
        self.links = self.links.saturating_add(other.links);
        self.tables = self.tables.saturating_add(other.tables);
        self.longest = self.longest.max(other.longest);
    }
}

/// Numbers the blocks that stay.
#[derive(Default)]
struct Numbers {
    paragraphs: u32,
    tables: u32,
    pictures: u32,
}

impl Numbers {
    fn block(&mut self, piece: Piece) -> Option<Block> {
        match piece {
            Piece::Heading { level, text, .. } => {
                Some(Block::Heading(Heading { level, text, place: self.paragraph() }))
            }
            Piece::Paragraph(text) => Some(Block::Paragraph(Paragraph { text, place: self.paragraph() })),
            Piece::Pictures(count) => {
                self.pictures = self.pictures.saturating_add(count);
                None
            }
            Piece::Table { rows, columns, header_rows, widths, cells } => {
                self.tables += 1;
                let table = self.tables;
                let cells: Vec<Cell> = cells.into_iter().map(|(laid, text)| cell(table, &laid, text)).collect();
                let place = cells.first().map_or(Place::Cell { table, row: 1, column: 1 }, |cell| cell.place.clone());
                Some(Block::Table(Table { rows, columns, header_rows, widths, cells, place }))
            }
        }
    }

    fn paragraph(&mut self) -> Place {
        self.paragraphs += 1;
        Place::Paragraph { paragraph: self.paragraphs }
    }
}

fn cell(table: u32, laid: &Laid, text: String) -> Cell {
    Cell {
        row: laid.row,
        column: laid.column,
        row_span: laid.row_span,
        column_span: laid.column_span,
        text,
        header: laid.header,
        place: Place::Cell { table, row: laid.row + 1, column: laid.column + 1 },
    }
}

/// A heading broken over lines is one text; Latin words keep a space between them.
fn on_one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split('\n').map(str::trim_ascii).filter(|part| !part.is_empty()) {
        let latin = |c: char| c.is_ascii_alphanumeric();
        if out.ends_with(latin) && part.starts_with(latin) {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}
