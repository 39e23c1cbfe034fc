//! Marks of notes that stand alone in their cells: small figures above the line of the other figures of their row.

use super::lines::{Line, SMALL};
use super::page::DESCENT;
use super::table::Cell;
use crate::read::raised::Level;

/// How many sizes of the others' font a mark stands above their line.
const ABOVE: std::ops::Range<f64> = 0.2..0.7;

/// The only line of a cell, when it is a figure.
#[derive(Debug, Clone, Copy)]
pub(super) struct Alone {
    size: f64,
    baseline: f64,
}

impl Alone {
    pub(super) fn of(lines: &[Line]) -> Option<Self> {
        let [line] = lines else { return None };
        let is_figure = line.text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
        is_figure.then_some(Self { size: line.size, baseline: line.area.bottom - DESCENT * line.size })
    }
}

/// Raises the figures that are marks by the others of their row.
pub(super) fn raise(cells: &mut [Cell], alone: &[Option<Alone>]) {
    let largest = alone.iter().flatten().map(|figure| figure.size).fold(0.0, f64::max);
    let mut raised = Vec::new();
    for (index, (cell, figure)) in cells.iter().zip(alone).enumerate() {
        let Some(figure) = figure.filter(|figure| figure.size < SMALL * largest) else { continue };
        let of_row = |other: &Cell| other.row == cell.row;
        let is_above = |other: &Alone| {
            figure.size < SMALL * other.size && ABOVE.contains(&((other.baseline - figure.baseline) / other.size))
        };
        // Cells stand row by row.
        let before = cells.iter().zip(alone).take(index).rev().take_while(|(other, _)| of_row(other));
        let after = cells.iter().zip(alone).skip(index).take_while(|(other, _)| of_row(other));
        if before.chain(after).any(|(_, other)| other.as_ref().is_some_and(is_above)) {
            raised.push(index);
        }
    }
    for index in raised {
        if let Some(cell) = cells.get_mut(index) {
            cell.text = Level::Raised.set(&cell.text).into_owned();
        }
    }
}
