//! Fields of a grid and the borders drawn between them, to rectangular cells.

/// A cell: a rectangle of grid fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Region {
    pub(in super::super) row: usize,
    pub(in super::super) column: usize,
    pub(in super::super) rows: usize,
    pub(in super::super) columns: usize,
}

/// A grid of fields with the borders drawn around them.
pub(super) struct Plane {
    rows: usize,
    columns: usize,
    /// Whether the border above a field is drawn; one row more than there are fields.
    above: Vec<bool>,
    /// Whether the border left of a field is drawn; one column more than there are fields.
    left: Vec<bool>,
}

impl Plane {
    pub(super) fn new(rows: usize, columns: usize) -> Self {
        let size = (rows + 1) * (columns + 1);
        Self { rows, columns, above: vec![false; size], left: vec![false; size] }
    }

    pub(super) fn draw_above(&mut self, row: usize, column: usize) {
        let at = self.at(row, column);
        if let Some(border) = self.above.get_mut(at) {
            *border = true;
        }
    }

    pub(super) fn draw_left(&mut self, row: usize, column: usize) {
        let at = self.at(row, column);
        if let Some(border) = self.left.get_mut(at) {
            *border = true;
        }
    }

    fn at(&self, row: usize, column: usize) -> usize {
        row * (self.columns + 1) + column
    }

    fn is_drawn(&self, borders: &[bool], row: usize, column: usize) -> bool {
        borders.get(self.at(row, column)).copied().unwrap_or(false)
    }

    /// The cells, row by row: fields without a border between them are one cell; fields open to the outside are none.
    pub(super) fn regions(&self) -> Vec<Region> {
        let mut owner = vec![UNSEEN; (self.rows + 1) * (self.columns + 1)];
        let edge = (0..self.rows).flat_map(|row| [(row, 0), (row, self.columns - 1)]);
        let edge = edge.chain((0..self.columns).flat_map(|column| [(0, column), (self.rows - 1, column)]));
        let outside: Vec<_> = edge.filter(|field| self.is_open(*field)).collect();
        self.flood(outside, OUTSIDE, &mut owner);
        let mut regions = Vec::new();
        for row in 0..self.rows {
            for column in 0..self.columns {
                if owner.get(self.at(row, column)) == Some(&UNSEEN) {
                    let fields = self.flood(vec![(row, column)], TAKEN, &mut owner);
                    rectangles(fields, &mut regions);
                }
            }
        }
        regions.sort_by_key(|region| (region.row, region.column));
        regions
    }

    /// Whether a field at the rim lacks its outer border.
    fn is_open(&self, (row, column): (usize, usize)) -> bool {
        (row == 0 && !self.is_drawn(&self.above, row, column))
            || (row + 1 == self.rows && !self.is_drawn(&self.above, row + 1, column))
            || (column == 0 && !self.is_drawn(&self.left, row, column))
            || (column + 1 == self.columns && !self.is_drawn(&self.left, row, column + 1))
    }

    /// Marks all fields reached from the seeds without crossing a border, and gives them back.
    fn flood(&self, seeds: Vec<(usize, usize)>, mark: u8, owner: &mut [u8]) -> Vec<(usize, usize)> {
        let mut stack = seeds;
        let mut reached = Vec::new();
        while let Some((row, column)) = stack.pop() {
            match owner.get_mut(self.at(row, column)) {
                Some(slot) if *slot == UNSEEN => *slot = mark,
                _ => continue,
            }
            reached.push((row, column));
            if row > 0 && !self.is_drawn(&self.above, row, column) {
                stack.push((row - 1, column));
            }
            if row + 1 < self.rows && !self.is_drawn(&self.above, row + 1, column) {
                stack.push((row + 1, column));
            }
            if column > 0 && !self.is_drawn(&self.left, row, column) {
                stack.push((row, column - 1));
            }
            if column + 1 < self.columns && !self.is_drawn(&self.left, row, column + 1) {
                stack.push((row, column + 1));
            }
        }
        reached
    }
}

const UNSEEN: u8 = 0;
const TAKEN: u8 = 1;
const OUTSIDE: u8 = 2;

/// Adds the fields as one rectangle, or as few as cover them when a missing border joined cells that are none.
fn rectangles(mut fields: Vec<(usize, usize)>, regions: &mut Vec<Region>) {
    fields.sort_unstable();
    let mut open: Vec<Region> = Vec::new();
    let mut runs: Vec<Region> = Vec::new();
    for (row, column) in fields {
        match runs.last_mut() {
            Some(run) if run.row == row && run.column + run.columns == column => run.columns += 1,
            _ => runs.push(Region { row, column, rows: 1, columns: 1 }),
        }
    }
    for run in runs {
        let above = open.iter_mut().find(|region| {
            region.row + region.rows == run.row && (region.column, region.columns) == (run.column, run.columns)
        });
        match above {
            Some(region) => region.rows += 1,
            None => open.push(run),
        }
    }
    regions.append(&mut open);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_joined_corner_is_split_by_rows() {
        let mut regions = Vec::new();
        rectangles(vec![(0, 0), (0, 1), (1, 0)], &mut regions);
        let cell = |row, column, rows, columns| Region { row, column, rows, columns };
        assert_eq!(regions, [cell(0, 0, 1, 2), cell(1, 0, 1, 1)]);
    }
}
