//! Tables: row heights, where they break over pages, their lines and texts.
//!
//! A table is a pile of strips. A row is one strip, unless it is taller than a page: then it is cut into several. Only
//! between strips may a page end. Header rows stand again on each page. A page ends where the fewest cells are cut, as far as
//! little of it stays empty so. A cell that goes on over a page end is drawn on both pages; its text stands on the first page
//! where all of it has room, and again on the next ones.

use std::ops::Range;

use super::super::fit::{Fit, PADDING, count, fit};
use super::super::grid::{Grid, GridCell, Slot};
use super::face::{Faces, Role};
use super::flow::{ASCENT, Flow, text};
use super::line::{self, Line, Type};
use super::page::{Kind, Mark, Orientation};
use crate::model::Table;

/// Space above and below a cell's text, in points.
const ABOVE: f32 = 2.2;
/// A table no taller than this share of the page is not broken.
const SMALL: f32 = 0.5;
/// Nor one that a page holds, where no more than this share of the page before stays empty.
const EMPTY: f32 = 0.33;
/// Where a table is broken, at least as many rows stand on each side.
const LEAST_ROWS: usize = 3;

/// A table measured.
pub(super) struct Layout<'a> {
    grid: Grid<'a>,
    pub(super) orientation: Orientation,
    kind: Type,
    /// Left edge of each column from the table's left, and the right edge of the last.
    edges: Vec<f32>,
    /// Upper edge of each strip from the table's top, and the lower edge of the last.
    offsets: Vec<f32>,
    /// The row of each strip.
    rows: Vec<usize>,
    /// The first strip of each row, and one past the last strip.
    first_strips: Vec<usize>,
    /// Strips to repeat on each page.
    header: usize,
    /// The lines of each cell.
    texts: Vec<Vec<Line>>,
}

/// Strips that stand together on a page.
struct Piece {
    page: usize,
    top: f32,
    strips: Range<usize>,
    repeats_header: bool,
}

impl<'a> Layout<'a> {
    /// Measures a table; `None` when there is nothing to draw.
    pub(super) fn new(table: &'a Table, faces: &Faces<'_>) -> Option<Self> {
        let grid = Grid::new(table);
        if grid.rows == 0 || grid.columns == 0 {
            return None;
        }
        let Fit { landscape, size, widths } = fit(&grid, &table.widths);
        let orientation = if landscape { Orientation::Turned } else { Orientation::Upright };
        let kind = Type { role: Role::Body, size, tracking: 0.0 };
        let edges = running(&widths);
        let texts: Vec<Vec<Line>> = grid
            .cells
            .iter()
            .map(|cell| line::lines(faces, &cell.text, kind, span(&edges, cell) - 2.0 * PADDING, 0.0))
            .collect();
        let heights = row_heights(&grid, &texts, size);
        let (top, bottom) = orientation.down();
        let mut layout = Self {
            orientation,
            kind,
            edges,
            offsets: Vec::new(),
            rows: Vec::new(),
            first_strips: Vec::new(),
            header: 0,
            texts,
            grid,
        };
        layout.cut(&heights, bottom - top);
        Some(layout)
    }

    /// Cuts rows that are taller than what a page leaves below the header rows.
    fn cut(&mut self, heights: &[f32], page: f32) {
        let header: f32 = heights.iter().take(self.grid.header_rows).sum();
        let repeated = if header <= page / 2.0 { self.grid.header_rows } else { 0 };
        let room = if repeated > 0 { page - header } else { page };
        let mut strips = Vec::new();
        for (row, height) in heights.iter().enumerate() {
            self.first_strips.push(strips.len());
            let mut rest = *height;
            while rest > room {
                strips.push(room);
                self.rows.push(row);
                rest -= room;
            }
            strips.push(rest.max(1.0));
            self.rows.push(row);
        }
        self.first_strips.push(strips.len());
        self.offsets = running(&strips);
        self.header = self.first_strips.get(repeated).copied().unwrap_or(0);
    }

    /// What must stand on one page, below what takes `above`, for the table to begin there where `room` is left: all of
    /// a table that a page holds, if it is small or little of the page would stay empty, else its header and some rows.
    pub(super) fn beginning(&self, above: f32, room: f32) -> f32 {
        let (top, bottom) = self.orientation.down();
        let page = bottom - top;
        let whole = self.offset(self.rows.len());
        let kept = whole <= page * SMALL || room <= page * EMPTY;
        if kept && above + whole <= page { whole } else { self.offset(self.header + LEAST_ROWS) }
    }

    fn offset(&self, strip: usize) -> f32 {
        self.offsets.get(strip).or(self.offsets.last()).copied().unwrap_or(0.0)
    }

    /// Draws the table at the flow's place and leaves the flow below it.
    pub(super) fn place(&self, flow: &mut Flow<'_>) {
        let pieces = self.break_up(flow);
        for piece in &pieces {
            if piece.repeats_header {
                self.rules(flow, piece.page, piece.top - self.offset(self.header), 0..self.header);
            }
            self.rules(flow, piece.page, piece.top, piece.strips.clone());
        }
        let table = flow.pages.node(Kind::Table, None);
        for row in 0..self.grid.rows {
            let parent = flow.pages.node(Kind::Row, Some(table));
            for column in 0..self.grid.columns {
                match self.grid.slot(row, column) {
                    Slot::Anchor(cell) => self.cell(flow, cell, parent, &pieces),
                    Slot::Blank => self.blank(flow, row, parent, &pieces),
                    Slot::Covered(_) => {}
                }
            }
        }
        for piece in pieces.iter().filter(|piece| piece.repeats_header) {
            self.repeat_header(flow, piece);
        }
    }

    fn break_up(&self, flow: &mut Flow<'_>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut start = 0;
        let strips = self.rows.len();
        while start < strips {
            let repeats_header = start >= self.header && self.header > 0 && start > 0;
            let top = flow.y + if repeats_header { self.offset(self.header) } else { 0.0 };
            let room = flow.bottom() - top + 0.01;
            let fitting = (start..strips).take_while(|strip| self.offset(strip + 1) - self.offset(start) <= room);
            let mut end = start + fitting.count();
            if end == start && !flow.at_top() {
                flow.turn(self.orientation);
                continue;
            }
            if end < strips && strips - end < LEAST_ROWS {
                end = self.few_left(start, end);
            }
            let first = if start == 0 { self.header } else { start };
            end = self.between_blocks(start, end.max(first + 1).min(strips));
            pieces.push(Piece { page: flow.page(), top, strips: start..end, repeats_header });
            flow.y = top + self.offset(end) - self.offset(start);
            start = end;
            if start < strips {
                flow.turn(self.orientation);
            }
        }
        pieces
    }

    /// Where a page ends that could be ended at `end` and would leave few rows over: so that these are not few, as far as little
    /// of the page stays empty.
    fn few_left(&self, start: usize, end: usize) -> usize {
        let (top, bottom) = self.orientation.down();
        let least = self.rows.len().saturating_sub(LEAST_ROWS).max(start);
        let fits = |at: &usize| self.offset(end) - self.offset(*at) <= (bottom - top) * EMPTY;
        (least..=end).find(fits).unwrap_or(end)
    }

    /// Where a page is best ended that could be ended at `end`: where the fewest cells are cut, as late as possible.
    fn between_blocks(&self, start: usize, end: usize) -> usize {
        if end >= self.rows.len() {
            return end;
        }
        let (top, bottom) = self.orientation.down();
        let empty = |at: usize| self.offset(end) - self.offset(at);
        let least = start.max(self.header) + LEAST_ROWS;
        let ends = (least..=end).rev().take_while(|at| empty(*at) <= (bottom - top) * EMPTY);
        ends.min_by_key(|at| self.cut_cells(*at)).unwrap_or(end)
    }

    /// How many cells go on over a page end before a strip.
    fn cut_cells(&self, strip: usize) -> usize {
        let (Some(above), Some(below)) =
            (strip.checked_sub(1).and_then(|above| self.rows.get(above)), self.rows.get(strip))
        else {
            return 0;
        };
        let cut = |column: &usize| {
            let cell = self.grid.index(*above, *column).filter(|cell| self.grid.index(*below, *column) == Some(*cell));
            cell.and_then(|cell| self.grid.cells.get(cell)).is_some_and(|cell| cell.column == *column)
        };
        (0..self.grid.columns).filter(cut).count()
    }

    /// The lines around and between cells, as long as they go.
    fn rules(&self, flow: &mut Flow<'_>, page: usize, top: f32, strips: Range<usize>) {
        let left = self.orientation.across().0;
        let y = |strip: usize| top + self.offset(strip) - self.offset(strips.start);
        let x = |column: usize| left + self.edges.get(column).copied().unwrap_or(0.0);
        let mut rules = Vec::new();
        for strip in strips.start..=strips.end {
            let outer = strip == strips.start || strip == strips.end;
            let drawn = |column: usize| outer || self.parts_rows(strip, column);
            for run in runs(0..self.grid.columns, drawn) {
                rules.push(Mark::Rule { from: (x(run.start), y(strip)), to: (x(run.end), y(strip)) });
            }
        }
        for column in 0..=self.grid.columns {
            let outer = column == 0 || column == self.grid.columns;
            let drawn = |strip: usize| outer || self.parts_columns(strip, column);
            for run in runs(strips.clone(), drawn) {
                rules.push(Mark::Rule { from: (x(column), y(run.start)), to: (x(column), y(run.end)) });
            }
        }
        if let Some(page) = flow.pages.sheets.get_mut(page) {
            page.marks.extend(rules);
        }
    }

    fn parts_rows(&self, strip: usize, column: usize) -> bool {
        let above = strip.checked_sub(1).and_then(|above| self.rows.get(above));
        match (above, self.rows.get(strip)) {
            (Some(above), Some(below)) if above != below => {
                let cell = self.grid.index(*above, column);
                cell.is_none() || cell != self.grid.index(*below, column)
            }
            _ => false,
        }
    }

    fn parts_columns(&self, strip: usize, column: usize) -> bool {
        let Some(row) = self.rows.get(strip) else { return false };
        let cell = self.grid.index(*row, column);
        cell.is_none() || column.checked_sub(1).and_then(|before| self.grid.index(*row, before)) != cell
    }

    fn cell(&self, flow: &mut Flow<'_>, cell: &GridCell<'_>, parent: usize, pieces: &[Piece]) {
        let (rows, columns) = (cell.row_span, cell.column_span);
        let kind = if cell.header || cell.row < self.grid.header_rows {
            let heads_row = cell.row >= self.grid.header_rows && !self.grid.is_header_row(cell.row);
            Kind::HeaderCell { rows, columns, heads_row }
        } else {
            Kind::DataCell { rows, columns }
        };
        let node = flow.pages.node(kind, Some(parent));
        let Some(lines) = self.grid.index(cell.row, cell.column).and_then(|index| self.texts.get(index)) else {
            return;
        };
        let boxes = self.boxes(cell, pieces);
        let height = self.line_height() * count(lines.len());
        let mut fitting = boxes.iter().filter(|room| room.height + 0.01 >= height);
        if let Some(room) = fitting.next() {
            self.lines(flow, cell, lines, *room, Some(node));
            // What it labels goes on there.
            fitting.for_each(|room| self.lines(flow, cell, lines, *room, None));
            return;
        }
        // No page holds all of it: fill one after the other.
        let mut rest = lines.as_slice();
        for (number, room) in boxes.iter().enumerate() {
            let last = number + 1 == boxes.len();
            let fitting =
                (1..=rest.len()).take_while(|lines| self.line_height() * count(*lines) <= room.height).count();
            let (here, later) = rest.split_at_checked(if last { rest.len() } else { fitting }).unwrap_or((rest, &[]));
            self.lines(flow, cell, here, *room, Some(node));
            rest = later;
        }
    }

    /// An empty position is a cell without text, so that the structure keeps its columns.
    fn blank(&self, flow: &mut Flow<'_>, row: usize, parent: usize, pieces: &[Piece]) {
        let node = flow.pages.node(Kind::DataCell { rows: 1, columns: 1 }, Some(parent));
        let strip = self.first_strips.get(row).copied().unwrap_or(0);
        let piece = pieces.get(pieces.partition_point(|piece| piece.strips.end <= strip));
        if let Some(page) = piece.and_then(|piece| flow.pages.sheets.get_mut(piece.page)) {
            let mark = Mark::Text { node: Some(node), x: 0.0, baseline: 0.0, size: 1.0, glyphs: Vec::new() };
            page.marks.push(mark);
        }
    }

    /// Where a cell stands: one box on each page it reaches.
    fn boxes(&self, cell: &GridCell<'_>, pieces: &[Piece]) -> Vec<Room> {
        let strip = |row: usize| self.first_strips.get(row).copied().unwrap_or(self.rows.len());
        let (start, end) = (strip(cell.row), strip(cell.row + cell.row_span));
        let first = pieces.partition_point(|piece| piece.strips.end <= start);
        let reached = pieces.iter().skip(first).take_while(|piece| piece.strips.start < end);
        let room = |piece: &Piece| {
            let (from, to) = (start.max(piece.strips.start), end.min(piece.strips.end));
            let top = piece.top + self.offset(from) - self.offset(piece.strips.start);
            Room { page: piece.page, top, height: self.offset(to) - self.offset(from) }
        };
        reached.map(room).collect()
    }

    fn repeat_header(&self, flow: &mut Flow<'_>, piece: &Piece) {
        for (cell, lines) in self.grid.cells.iter().zip(&self.texts) {
            if cell.row >= self.grid.header_rows {
                break;
            }
            let strip = |row: usize| self.first_strips.get(row).copied().map_or(0.0, |strip| self.offset(strip));
            let (from, to) = (strip(cell.row), strip(cell.row + cell.row_span));
            let top = piece.top - self.offset(self.header) + from;
            self.lines(flow, cell, lines, Room { page: piece.page, top, height: to - from }, None);
        }
    }

    /// Draws lines in the middle of a box.
    fn lines(&self, flow: &mut Flow<'_>, cell: &GridCell<'_>, lines: &[Line], room: Room, node: Option<usize>) {
        let left = self.orientation.across().0 + self.edges.get(cell.column).copied().unwrap_or(0.0);
        let width = span(&self.edges, cell);
        let pitch = self.line_height();
        let mut y = room.top + (room.height - pitch * count(lines.len())).max(0.0) / 2.0;
        let is_left = self.grid.leans_left(cell);
        let Some(page) = flow.pages.sheets.get_mut(room.page) else { return };
        for line in lines {
            let x = if is_left { left + PADDING } else { left + (width - line.width) / 2.0 };
            let baseline = y + (pitch - self.kind.size) / 2.0 + self.kind.size * ASCENT;
            page.marks.push(text(line, self.kind, x, baseline, 0.0, node));
            y += pitch;
        }
    }

    fn line_height(&self) -> f32 {
        line_height(self.kind.size)
    }
}

/// A cell's box on one page.
#[derive(Clone, Copy)]
struct Room {
    page: usize,
    top: f32,
    height: f32,
}

fn line_height(size: f32) -> f32 {
    size * 1.25
}

/// Each row as tall as its tallest cell; what a cell over several rows still lacks is shared among them.
fn row_heights(grid: &Grid<'_>, texts: &[Vec<Line>], size: f32) -> Vec<f32> {
    let mut heights = vec![size * 1.75; grid.rows];
    let needed = |lines: &[Line]| line_height(size) * count(lines.len()) + 2.0 * ABOVE;
    for (cell, lines) in grid.cells.iter().zip(texts).filter(|(cell, _)| cell.row_span == 1) {
        if let Some(height) = heights.get_mut(cell.row) {
            *height = height.max(needed(lines));
        }
    }
    for (cell, lines) in grid.cells.iter().zip(texts).filter(|(cell, _)| cell.row_span > 1) {
        let Some(spanned) = heights.get_mut(cell.row..cell.row + cell.row_span) else { continue };
        let lack = (needed(lines) - spanned.iter().sum::<f32>()) / count(spanned.len());
        spanned.iter_mut().filter(|_| lack > 0.0).for_each(|height| *height += lack);
    }
    heights
}

/// 0 and the sums up to each measure.
fn running(measures: &[f32]) -> Vec<f32> {
    let mut sum = 0.0;
    let sums = measures.iter().map(|measure| {
        sum += measure;
        sum
    });
    std::iter::once(0.0).chain(sums.collect::<Vec<_>>()).collect()
}

/// Width of a cell.
fn span(edges: &[f32], cell: &GridCell<'_>) -> f32 {
    let edge = |column: usize| edges.get(column).copied().unwrap_or(0.0);
    edge(cell.column + cell.column_span) - edge(cell.column)
}

/// The longest runs of positions for which `drawn` holds.
fn runs(positions: Range<usize>, drawn: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for position in positions.filter(|position| drawn(*position)) {
        match runs.last_mut() {
            Some(last) if last.end == position => last.end += 1,
            _ => runs.push(position..position + 1),
        }
    }
    runs
}
