//! The tables that are open, one inside the other, each with its grid.

use super::grid::{Fit, Grid, Spans};
use super::story::{Outcome, Story};
use super::traits::{Size, Traits};
use crate::model::{Notice, NoticeKind};

/// A table that is open.
#[derive(Debug)]
struct Frame {
    grid: Grid,
    start: usize,
    holds_table: bool,
    row_start: usize,
    /// The open row may be a dummy that only sets column widths.
    row_may_be_dummy: bool,
}

/// The open tables, and what was cut in any.
#[derive(Debug)]
pub(super) struct Tables {
    frames: Vec<Frame>,
    most_columns: u32,
    in_width_rows: bool,
    spans_cut: Vec<String>,
    columns_met: bool,
}

/// How many cut spans are told: a hostile page would fill the list.
const SPANS_TOLD: usize = 16;

impl Tables {
    pub(super) fn new(most_columns: u32) -> Self {
        Self { frames: Vec::new(), most_columns, in_width_rows: false, spans_cut: Vec::new(), columns_met: false }
    }

    /// Takes a conditional mark: Word and Excel set rows that only give widths between two.
    pub(super) fn condition(&mut self, content: &str) {
        if content.contains("supportMisalignedColumns") {
            self.in_width_rows = true;
        } else if content.contains("endif") {
            self.in_width_rows = false;
        }
    }

    pub(super) fn open_table(&mut self, position: usize) {
        self.frames.push(Frame {
            grid: Grid::default(),
            start: position,
            holds_table: false,
            row_start: position,
            row_may_be_dummy: false,
        });
    }

    pub(super) fn close_table(&mut self, story: &mut Story<'_>) {
        let Some(mut frame) = self.frames.pop() else { return };
        frame.grid.close_section();
        let inside_table = !self.frames.is_empty();
        let outcome = story.close_table(frame.grid, frame.start, frame.holds_table, inside_table);
        if let Some(outer) = self.frames.last_mut() {
            outer.holds_table |= outcome == Outcome::Data || frame.holds_table;
        }
    }

    pub(super) fn column(&mut self, traits: &Traits<'_>) {
        if let Some(frame) = self.frames.last_mut() {
            frame.grid.column_width(traits.width, traits.columns, self.most_columns);
        }
    }

    pub(super) fn open_section(&mut self, head: bool) {
        if let Some(frame) = self.frames.last_mut() {
            frame.grid.open_section(head);
        }
    }

    pub(super) fn close_section(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.grid.close_section();
        }
    }

    pub(super) fn open_row(&mut self, traits: &Traits<'_>, position: usize) {
        if let Some(frame) = self.frames.last_mut() {
            frame.grid.open_row();
            frame.row_start = position;
            frame.row_may_be_dummy = traits.size == Size::Flat || self.in_width_rows;
        }
    }

    pub(super) fn close_row(&mut self, story: &mut Story<'_>) {
        let Some(frame) = self.frames.last_mut() else { return };
        if frame.row_may_be_dummy && !frame.grid.row().is_empty() && story.is_blank_from(frame.row_start) {
            frame.grid.discard_row();
            story.truncate(frame.row_start);
        } else {
            frame.grid.close_row();
        }
    }

    /// Lays a cell on the grid; `false` when a limit leaves no place for it.
    pub(super) fn open_cell(&mut self, header: bool, traits: &Traits<'_>, story: &mut Story<'_>) -> bool {
        let Some(frame) = self.frames.last_mut() else { return false };
        if !story.count_cell() {
            return false;
        }
        let position = story.position();
        let (spans, cut) = Spans::parse(traits.row_span, traits.column_span, self.most_columns);
        let fit = frame.grid.place(spans, header, position..position, self.most_columns);
        self.columns_met |= fit == Fit::Full;
        let narrowed = (fit == Fit::Narrowed).then(|| format!("colspan={}", spans.columns));
        if let Some(detail) = cut.or(narrowed)
            && self.spans_cut.len() < SPANS_TOLD
        {
            self.spans_cut.push(detail);
        }
        fit != Fit::Full
    }

    pub(super) fn close_cell(&mut self, position: usize) {
        if let Some(frame) = self.frames.last_mut() {
            frame.grid.end_cell(position);
        }
    }

    pub(super) fn notices(&self) -> impl Iterator<Item = Notice> {
        let columns = self.columns_met.then_some((NoticeKind::LimitReached, "columns"));
        let spans = self.spans_cut.iter().map(|detail| (NoticeKind::SpanClamped, detail.as_str()));
        columns.into_iter().chain(spans).map(|(kind, detail)| Notice { kind, place: None, detail: detail.to_owned() })
    }
}
