//! The rows of a sheet that have something, with their merged regions put in order, and tables cut out of them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::RangeInclusive;

use super::sheet::{Region, Sheet, a1};
use crate::model::{Cell, Notice, NoticeKind, Place, Table};
use crate::read::flow::meter::Meter;

/// Rows of merged regions looked at in one sheet.
const MOST_STEPS: usize = 2_000_000;

/// What a row has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct RowFacts {
    /// Cells with text.
    pub(super) texts: u32,
    /// The first column with text.
    pub(super) first: Option<u32>,
    /// Whether a cell without text has a border.
    pub(super) ruled: bool,
    /// Whether a region merged over several rows covers part of it.
    pub(super) tall: bool,
}

/// A sheet with its merged regions put in order.
#[derive(Debug)]
pub(super) struct Grid {
    sheet: String,
    cells: BTreeMap<(u32, u32), String>,
    merges: HashMap<(u32, u32), Region>,
    /// The rows that have something.
    pub(super) rows: BTreeMap<u32, RowFacts>,
}

impl Grid {
    /// Puts the regions in order: the first of overlapping ones counts, and text under one is hidden.
    pub(super) fn new(sheet: Sheet, meter: &mut Meter) -> Self {
        notice_hidden(&sheet, meter);
        let mut grid = Self { sheet: sheet.name, cells: sheet.cells, merges: HashMap::new(), rows: BTreeMap::new() };
        let mut covered = HashSet::new();
        let mut steps = 0;
        let last_row = grid.cells.keys().next_back().map_or(0, |(row, _)| *row);
        for merge in sheet.merges {
            let text = grid.cells.get(&(merge.top, merge.left)).is_some_and(|text| !text.trim().is_empty());
            let merge = grid.clip(merge, if text { u32::MAX } else { last_row }, meter);
            let Some(merge) = merge.filter(|merge| !covered.contains(&(merge.top, merge.left))) else { continue };
            steps += usize::try_from(merge.bottom - merge.top).unwrap_or(0) + 1;
            if steps > MOST_STEPS {
                meter.once(NoticeKind::LimitReached, "merges");
                break;
            }
            grid.cover(merge, &mut covered, meter);
        }
        grid.gather();
        grid
    }

    /// A region cut to the limit of spans, and to the rows there are; `None` below them.
    fn clip(&self, merge: Region, last_row: u32, meter: &mut Meter) -> Option<Region> {
        if merge.top > last_row {
            return None;
        }
        let place = Some(self.place(merge.top, merge.left));
        let wide = meter.span(merge.right - merge.left + 1, None);
        let bottom = merge.bottom.min(last_row);
        let tall = meter.span(bottom - merge.top + 1, place);
        Some(Region { bottom: merge.top + tall - 1, right: merge.left + wide - 1, ..merge })
    }

    fn cover(&mut self, merge: Region, covered: &mut HashSet<(u32, u32)>, meter: &mut Meter) {
        for row in merge.top..=merge.bottom {
            let inside: Vec<(u32, u32)> =
                self.cells.range((row, merge.left)..=(row, merge.right)).map(|(at, _)| *at).collect();
            for at in inside.into_iter().filter(|at| *at != (merge.top, merge.left)) {
                covered.insert(at);
                if let Some(text) = self.cells.remove(&at).filter(|text| !text.trim().is_empty()) {
                    let place = Some(self.place(at.0, at.1));
                    meter.note(Notice { kind: NoticeKind::HiddenContent, place, detail: text });
                }
            }
            if merge.top < merge.bottom {
                self.rows.entry(row).or_default().tall = true;
            }
        }
        self.merges.insert((merge.top, merge.left), merge);
    }

    fn gather(&mut self) {
        for ((row, column), text) in &self.cells {
            let facts = self.rows.entry(*row).or_default();
            if text.trim().is_empty() {
                facts.ruled = true;
            } else {
                facts.texts = facts.texts.saturating_add(1);
                facts.first.get_or_insert(*column);
            }
        }
    }

    /// The text of a cell.
    pub(super) fn text(&self, row: u32, column: u32) -> &str {
        self.cells.get(&(row, column)).map_or("", String::as_str)
    }

    /// The last column of the region a cell is merged into, or its own.
    pub(super) fn right(&self, row: u32, column: u32) -> u32 {
        self.merges.get(&(row, column)).map_or(column, |merge| merge.right)
    }

    /// The place of a cell.
    pub(super) fn place(&self, row: u32, column: u32) -> Place {
        Place::Sheet { sheet: self.sheet.clone(), cell: a1(row, column) }
    }

    /// The first and last columns the text of these rows takes, merged cells as wide as they are.
    pub(super) fn columns(&self, rows: RangeInclusive<u32>) -> Option<(u32, u32)> {
        let texts = self.cells.range((*rows.start(), 0)..=(*rows.end(), u32::MAX));
        let texts = texts.filter(|(_, text)| !text.trim().is_empty());
        texts.fold(None, |bounds, ((row, column), _)| {
            let (first, last) = bounds.unwrap_or((*column, *column));
            Some((first.min(*column), last.max(self.right(*row, *column))))
        })
    }

    /// The table in these rows, without rows of nothing at its ends; `None` when there is no text in it or the limits
    /// are reached.
    pub(super) fn table(&self, rows: RangeInclusive<u32>, meter: &mut Meter) -> Option<Table> {
        let (left, mut right) = self.columns(rows.clone())?;
        if right - left >= meter.span {
            meter.once(NoticeKind::LimitReached, "columns");
            right = left + meter.span - 1;
        }
        let (top, last) = self.trim(rows)?;
        let width = right - left + 1;
        // Rows beyond the limit of cells are left out.
        let height = (last - top + 1).min(meter.cells_left() / width);
        let bottom = (top + height).checked_sub(1).filter(|_| height > 0);
        if bottom != Some(last) {
            meter.once(NoticeKind::LimitReached, "cells");
        }
        let bottom = bottom?;
        meter.take_cells(height.saturating_mul(width));
        let mut taken = HashSet::new();
        let mut cells = Vec::new();
        for row in top..=bottom {
            for column in left..=right {
                if taken.contains(&(row, column)) {
                    continue;
                }
                let region = self.merges.get(&(row, column)).copied();
                let region = region.unwrap_or(Region { top: row, left: column, bottom: row, right: column });
                let free = (column..=region.right.min(right)).take_while(|column| !taken.contains(&(row, *column)));
                let column_span = u32::try_from(free.count()).unwrap_or(1);
                let row_span = region.bottom.min(bottom) - row + 1;
                if column_span > 1 || row_span > 1 {
                    let under = (row..row + row_span)
                        .flat_map(|row| (column..column + column_span).map(move |column| (row, column)));
                    taken.extend(under);
                }
                cells.push(Cell {
                    row: row - top,
                    column: column - left,
                    row_span,
                    column_span,
                    text: self.text(row, column).to_owned(),
                    header: false,
                    place: self.place(row, column),
                });
            }
        }
        let place = self.place(top, left);
        Some(Table { rows: height, columns: width, header_rows: 0, widths: Vec::new(), cells, place })
    }

    fn trim(&self, rows: RangeInclusive<u32>) -> Option<(u32, u32)> {
        let range = rows.clone();
        let mut filled = self.rows.range(rows).filter(|(_, facts)| facts.texts > 0 || facts.tall).map(|(row, _)| *row);
        let top = filled.next()?;
        let last = filled.next_back().unwrap_or(top);
        let below = last.saturating_add(1);
        let ruled = range.contains(&below) && self.rows.get(&below).is_some_and(|facts| facts.ruled);
        Some((top, if ruled && self.is_header(last) { below } else { last }))
    }

    /// Whether a row is full of words and has no figure, so that a ruled row below it is one of blank figures.
    fn is_header(&self, row: u32) -> bool {
        const FEWEST: usize = 3;
        let texts = || self.cells.range((row, 0)..=(row, u32::MAX)).map(|(_, text)| text.trim());
        let words = texts().filter(|text| text.chars().count() >= 2).count();
        words >= FEWEST && texts().all(|text| !text.is_empty() && !text.contains(|c: char| c.is_ascii_digit()))
    }
}

/// Hidden rows and columns are read like others, and their cells told when they have text.
fn notice_hidden(sheet: &Sheet, meter: &mut Meter) {
    if sheet.hidden_rows.is_empty() && sheet.hidden_columns.is_empty() {
        return;
    }
    let rows: HashSet<u32> = sheet.hidden_rows.iter().copied().collect();
    let place = |row, column| Some(Place::Sheet { sheet: sheet.name.clone(), cell: a1(row, column) });
    for ((row, column), text) in &sheet.cells {
        if text.trim().is_empty() {
            continue;
        }
        let is_hidden = || sheet.hidden_columns.iter().take(100).any(|(first, last)| (first..=last).contains(&column));
        if rows.contains(row) || is_hidden() {
            let detail = text.trim().to_owned();
            meter.note(Notice { kind: NoticeKind::UnseenRead, place: place(*row, *column), detail });
        }
    }
}
