//! Glyphs into the cells of the lattice.

use super::lattice::Lattice;
use super::lines::{self, Gap};
use super::page::{Glyph, Page};
use super::table::{Cell, Grid};
use crate::read::raised::raised;

/// Puts the glyphs of a page into the grids. Gives the tables, and the glyphs that stand in none.
///
/// A grid of one column, or without text, is a frame or a drawing; what stands in it is not in a table.
pub(super) fn fill(page: &Page, mut grids: Vec<Lattice>) -> (Vec<Grid>, Vec<&Glyph>) {
    // Inner tables first.
    let size = |grid: &Lattice| grid.bounds().width() * grid.bounds().height();
    grids.sort_by(|a, b| size(a).total_cmp(&size(b)));
    let mut finders: Vec<Finder> = grids.iter().map(Finder::new).collect();
    let mut rest = Vec::new();
    for run in runs(&page.glyphs) {
        assign(run, &mut finders, &mut rest);
    }
    let mut tables = Vec::new();
    for finder in finders {
        let (table, loose) = finder.into_table(page.number);
        tables.extend(table);
        rest.extend(loose);
    }
    (tables, rest)
}

/// The glyphs that follow each other closely on one line as they were drawn: words, figures.
fn runs(glyphs: &[Glyph]) -> impl Iterator<Item = &[Glyph]> {
    glyphs.chunk_by(|a, b| {
        let em = a.size.max(b.size);
        (a.area.bottom - b.area.bottom).abs() < 0.1 * em
            && (b.area.left - a.area.right).abs() < 0.15 * em
            && !a.is_space()
            && !b.is_space()
    })
}

/// Gives each glyph to the cell it stands in; a figure too wide for its cell goes there as a whole.
fn assign<'a>(run: &'a [Glyph], finders: &mut [Finder<'_, 'a>], rest: &mut Vec<&'a Glyph>) {
    let mut places: Vec<Option<(usize, usize)>> = run.iter().map(|glyph| find(glyph, finders)).collect();
    if run.iter().any(|glyph| straddles(glyph, finders))
        && let Some(common) = overflowing(&places)
    {
        places.fill(Some(common));
    }
    for (glyph, place) in run.iter().zip(places) {
        let slot = place.and_then(|(grid, cell)| finders.get_mut(grid)?.glyphs.get_mut(cell));
        match slot {
            Some(slot) => slot.push(glyph),
            None => rest.push(glyph),
        }
    }
}

fn find(glyph: &Glyph, finders: &[Finder<'_, '_>]) -> Option<(usize, usize)> {
    let middle = glyph.area.middle();
    finders.iter().enumerate().find_map(|(index, finder)| Some((index, finder.cell_at(middle)?)))
}

/// Whether a border runs through a glyph.
fn straddles(glyph: &Glyph, finders: &[Finder<'_, '_>]) -> bool {
    let (_, middle) = glyph.area.middle();
    let inset = 0.1 * glyph.size;
    let at =
        |x: f64| finders.iter().enumerate().find_map(|(index, finder)| Some((index, finder.cell_at((x, middle))?)));
    at(glyph.area.left + inset) != at(glyph.area.right - inset)
}

/// The cell most glyphs of a short run stand in, when some stand in its neighbour.
fn overflowing(places: &[Option<(usize, usize)>]) -> Option<(usize, usize)> {
    let first = places.first()?;
    if places.len() > 12 || places.iter().all(|place| place == first) {
        return None;
    }
    let count = |wanted: &Option<(usize, usize)>| places.iter().filter(|place| *place == wanted).count();
    // Of equals, the one the run begins in.
    places.iter().rev().max_by_key(|place| count(place)).copied().flatten()
}

/// A grid and the glyphs found in its cells.
struct Finder<'l, 'g> {
    lattice: &'l Lattice,
    /// The cell of each field, row by row.
    owner: Vec<Option<usize>>,
    glyphs: Vec<Vec<&'g Glyph>>,
}

impl<'l, 'g> Finder<'l, 'g> {
    fn new(lattice: &'l Lattice) -> Self {
        let columns = lattice.xs.len();
        let mut owner = vec![None; columns * lattice.ys.len()];
        for (index, region) in lattice.regions.iter().enumerate() {
            for row in region.row..region.row + region.rows {
                for column in region.column..region.column + region.columns {
                    if let Some(slot) = owner.get_mut(row * columns + column) {
                        *slot = Some(index);
                    }
                }
            }
        }
        Self { lattice, owner, glyphs: vec![Vec::new(); lattice.regions.len()] }
    }

    fn cell_at(&self, (x, y): (f64, f64)) -> Option<usize> {
        if !self.lattice.bounds().contains((x, y)) {
            return None;
        }
        let column = self.lattice.xs.partition_point(|edge| *edge <= x).checked_sub(1)?;
        let row = self.lattice.ys.partition_point(|edge| *edge <= y).checked_sub(1)?;
        self.owner.get(row * self.lattice.xs.len() + column).copied().flatten()
    }

    fn into_table(self, page: u32) -> (Option<Grid>, Vec<&'g Glyph>) {
        let mut cells = Vec::with_capacity(self.lattice.regions.len());
        let mut smallest = f64::INFINITY;
        for (region, glyphs) in self.lattice.regions.iter().zip(&self.glyphs) {
            let lines = lines::lines(glyphs, Gap::Space);
            smallest = lines.iter().map(|line| line.size).fold(smallest, f64::min);
            let largest = lines.iter().map(|line| line.size).fold(0.0, f64::max);
            // The mark of a note may have a line of its own.
            let shown = |line: lines::Line| {
                if line.size < lines::SMALL * largest { raised(&line.text).into_owned() } else { line.text }
            };
            let text: Vec<String> = lines.into_iter().map(shown).collect();
            cells.push(Cell {
                row: region.row,
                column: region.column,
                rows: region.rows,
                columns: region.columns,
                text: text.join("\n"),
                page,
                area: self.lattice.area(region),
            });
        }
        let written = cells.iter().any(|cell| !cell.text.is_empty());
        let mut grid = Grid {
            page,
            area: self.lattice.bounds(),
            xs: self.lattice.xs.clone(),
            rows: self.lattice.ys.len().saturating_sub(1),
            cells,
            open_top: self.lattice.open_top,
            open_bottom: self.lattice.open_bottom,
            header_rows: 0,
        };
        grid.drop_slivers(1.2 * smallest);
        grid.compress();
        if written && grid.columns() >= 2 {
            (Some(grid), Vec::new())
        } else {
            (None, self.glyphs.into_iter().flatten().collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::tests::set;
    use super::super::rules::{Rule, join};
    use super::super::{Limits, lattice};
    use super::*;

    fn page(rules: &[Rule], texts: &[(&str, f64, f64)]) -> Page {
        let mut page = Page::new(1, 600.0, 800.0);
        page.rules = rules.to_vec();
        for (text, left, top) in texts {
            page.glyphs.extend(set(text, *left, *top, 10.0));
        }
        page
    }

    fn two_cells() -> Vec<Rule> {
        let mut rules = vec![Rule::horizontal(0.0, 0.0, 120.0), Rule::horizontal(40.0, 0.0, 120.0)];
        rules.extend([0.0, 100.0, 120.0].map(|x| Rule::vertical(x, 0.0, 40.0)));
        rules
    }

    fn check(page: &Page, expected: &[&str]) {
        let (tables, _) = fill(page, lattice::grids(&join(&page.rules), &Limits::default()));
        let told: Vec<&str> = tables.iter().flat_map(|table| &table.cells).map(|cell| cell.text.as_str()).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn lines_of_a_cell_are_kept_apart() {
        check(
            &page(&two_cells(), &[("重复申请", 10.0, 5.0), ("1", 108.0, 5.0), ("0", 108.0, 18.0)]),
            &["重复申请", "1\n0"],
        );
    }

    #[test]
    fn a_figure_wider_than_its_cell_stays_whole() {
        check(&page(&two_cells(), &[("重复", 10.0, 5.0), ("12345", 97.0, 5.0)]), &["重复", "12345"]);
    }

    #[test]
    fn a_frame_of_one_column_holds_no_table() {
        let mut rules = vec![Rule::vertical(0.0, 0.0, 40.0), Rule::vertical(100.0, 0.0, 40.0)];
        rules.extend([0.0, 20.0, 40.0].map(|y| Rule::horizontal(y, 0.0, 100.0)));
        let page = page(&rules, &[("正文", 10.0, 5.0)]);
        let (tables, rest) = fill(&page, lattice::grids(&join(&page.rules), &Limits::default()));
        assert!(tables.is_empty());
        assert_eq!(rest.len(), 2);
    }
}
