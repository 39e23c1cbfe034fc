//! A sheet as it is read: the cells that say something, the merged regions, what is hidden.

use std::collections::BTreeMap;

/// Rows a sheet can have.
pub(super) const MOST_ROWS: u32 = 1_048_576;
/// Columns a sheet can have.
pub(super) const MOST_COLUMNS: u32 = 16_384;

/// A merged region, or any rectangle of cells; all bounds belong to it and count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) top: u32,
    pub(super) left: u32,
    pub(super) bottom: u32,
    pub(super) right: u32,
}

impl Region {
    /// A region with its bounds in order, or `None` when it is outside of any sheet.
    pub(super) fn new(top: u32, left: u32, bottom: u32, right: u32) -> Option<Self> {
        let inside = top <= bottom && left <= right && bottom < MOST_ROWS && right < MOST_COLUMNS;
        inside.then_some(Self { top, left, bottom, right })
    }
}

/// A sheet.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Its name.
    pub(super) name: String,
    /// Whether it is hidden.
    pub(super) hidden: bool,
    /// Cells with text, and cells with a border around nothing (their text is empty), by row and column.
    pub(super) cells: BTreeMap<(u32, u32), String>,
    /// Merged regions.
    pub(super) merges: Vec<Region>,
    /// Hidden rows, from 0.
    pub(super) hidden_rows: Vec<u32>,
    /// Hidden columns, first and last, from 0.
    pub(super) hidden_columns: Vec<(u32, u32)>,
}

/// A cell in A1 notation; row and column count from 0.
pub(super) fn a1(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from_u32(u32::from('A') + rest % 26).unwrap_or('A'));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => break,
        }
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", row.saturating_add(1))
}

/// Row and column, from 0, of a cell in A1 notation.
pub(super) fn parse_a1(text: &str) -> Option<(u32, u32)> {
    let text = text.trim();
    let split = text.find(|character: char| character.is_ascii_digit())?;
    let (letters, digits) = text.split_at(split);
    let mut column = 0_u32;
    for letter in letters.chars().filter(|letter| *letter != '$') {
        let value = letter.to_digit(36).filter(|value| *value >= 10)?;
        column = column.checked_mul(26)?.checked_add(value - 9)?;
    }
    let row: u32 = digits.trim_start_matches('$').parse().ok()?;
    let (row, column) = (row.checked_sub(1)?, column.checked_sub(1)?);
    (row < MOST_ROWS && column < MOST_COLUMNS).then_some((row, column))
}

/// A region in A1 notation: `A1:C3`, or one cell.
pub(super) fn parse_region(text: &str) -> Option<Region> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (parse_a1(first)?, parse_a1(last)?);
    Region::new(top, left, bottom, right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_both_ways() {
        for (name, place) in
            [("A1", (0, 0)), ("B7", (6, 1)), ("Z9", (8, 25)), ("AA10", (9, 26)), ("XFD1048576", (1_048_575, 16_383))]
        {
            assert_eq!(parse_a1(name), Some(place), "{name}");
            assert_eq!(a1(place.0, place.1), name);
        }
        for wrong in ["", "A", "1", "A0", "XFE1", "A1048577", "AAAAAAAAAAAAAA1", "一1"] {
            assert_eq!(parse_a1(wrong), None, "{wrong}");
        }
        assert_eq!(parse_region("A1:C3"), Region::new(0, 0, 2, 2));
        assert_eq!(parse_region("C3:A1"), None);
    }
}
