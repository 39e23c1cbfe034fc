//! Glyphs into the cells of the lattice.

use super::figures::{self, is_crossing};
use super::lattice::Lattice;
use super::lines::{self, Gap};
use super::marks;
use super::page::{Area, CUT, Glyph, Page};
use super::table::{Cell, Grid};
use crate::read::raised::Level;
use crate::read::struck;

/// A cell by the number of its grid and its own in that.
pub(super) type Spot = (usize, usize);

/// What a page holds: its tables, and the glyphs that stand in none.
pub(super) struct Filled<'g> {
    pub(super) tables: Vec<Grid>,
    pub(super) rest: Vec<&'g Glyph>,
    /// Those that are not seen.
    pub(super) unseen: Vec<&'g Glyph>,
}

/// Puts the glyphs of a page into the grids.
///
/// A grid of one column, or without text, is a frame or a drawing; what stands in it is not in a table.
pub(super) fn fill(page: &Page, mut grids: Vec<Lattice>) -> Filled<'_> {
    // Inner tables first.
    let size = |grid: &Lattice| grid.bounds().width() * grid.bounds().height();
    grids.sort_by(|a, b| size(a).total_cmp(&size(b)));
    let mut finders: Vec<Finder> = grids.iter().map(Finder::new).collect();
    let mut rest = Vec::new();
    let mut crossing = Vec::new();
    for run in runs(&page.glyphs) {
        assign(run, &mut finders, &mut rest, &mut crossing);
    }
    figures::settle(&crossing, &mut finders, &mut rest);
    figures::mark_beside(&page.glyphs, &mut finders);
    figures::mark_drawn(&page.drawings, &mut finders);
    let mut filled = Filled { tables: Vec::new(), rest, unseen: Vec::new() };
    for glyph in &page.unseen {
        match find(glyph, &finders).and_then(|spot| slot(&mut finders, spot)) {
            Some(slot) => slot.unseen.push(glyph),
            None => filled.unseen.push(glyph),
        }
    }
    for finder in finders {
        finder.empty_into(page.number, &mut filled);
    }
    filled
}

/// The glyphs that follow each other closely on one line as they were drawn: words, figures.
pub(super) fn runs(glyphs: &[Glyph]) -> impl Iterator<Item = &[Glyph]> {
    glyphs.chunk_by(|a, b| {
        let em = a.size.max(b.size);
        (a.area.bottom - b.area.bottom).abs() < 0.1 * em
            && (b.area.left - a.area.right).abs() < 0.15 * em
            && !a.is_space()
            && !b.is_space()
    })
}

/// Gives each glyph to the cell it stands in. Figures that run over a border wait for all others.
fn assign<'a>(
    run: &'a [Glyph],
    finders: &mut [Finder<'_, 'a>],
    rest: &mut Vec<&'a Glyph>,
    crossing: &mut Vec<&'a [Glyph]>,
) {
    let places: Vec<Option<Spot>> = run.iter().map(|glyph| find(glyph, finders)).collect();
    if places.iter().all(|place| Some(place) == places.first()) {
        put(run, &places, finders, rest);
        return;
    }
    if !figures::pieces(run).any(|piece| is_crossing(piece, finders)) {
        put(run, &common(run, places, finders), finders, rest);
        return;
    }
    for piece in figures::pieces(run) {
        if is_crossing(piece, finders) {
            crossing.push(piece);
        } else {
            let places = piece.iter().map(|glyph| find(glyph, finders)).collect();
            put(piece, &common(piece, places, finders), finders, rest);
        }
    }
}

/// The places of a word: all in one cell when a border runs through a glyph of it.
fn common(run: &[Glyph], mut places: Vec<Option<Spot>>, finders: &[Finder<'_, '_>]) -> Vec<Option<Spot>> {
    if run.iter().any(|glyph| straddles(glyph, finders))
        && let Some(common) = overflowing(&places)
    {
        places.fill(Some(common));
    }
    places
}

/// Puts glyphs into the cells found for them.
pub(super) fn put<'a>(
    run: &'a [Glyph],
    places: &[Option<Spot>],
    finders: &mut [Finder<'_, 'a>],
    rest: &mut Vec<&'a Glyph>,
) {
    for (glyph, place) in run.iter().zip(places) {
        match place.and_then(|spot| slot(finders, spot)) {
            Some(slot) => slot.glyphs.push(glyph),
            None => rest.push(glyph),
        }
    }
}

pub(super) fn slot<'s, 'g>(finders: &'s mut [Finder<'_, 'g>], (grid, cell): Spot) -> Option<&'s mut Slot<'g>> {
    finders.get_mut(grid)?.slots.get_mut(cell)
}

pub(super) fn find(glyph: &Glyph, finders: &[Finder<'_, '_>]) -> Option<Spot> {
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
fn overflowing(places: &[Option<Spot>]) -> Option<Spot> {
    let first = places.first()?;
    if places.len() > 12 || places.iter().all(|place| place == first) {
        return None;
    }
    let count = |wanted: &Option<Spot>| places.iter().filter(|place| *place == wanted).count();
    // Of equals, the one the run begins in.
    places.iter().rev().max_by_key(|place| count(place)).copied().flatten()
}

/// What was found in a cell.
#[derive(Debug, Clone, Default)]
pub(super) struct Slot<'g> {
    pub(super) glyphs: Vec<&'g Glyph>,
    unseen: Vec<&'g Glyph>,
    /// Its first figure may have begun in the cell before.
    pub(super) cut_before: bool,
    /// Its last figure may go on in the cell after, or beside the table.
    pub(super) cut_after: bool,
}

impl Slot<'_> {
    /// Its text, marked where a figure may be cut, and what is not seen of it.
    fn text(&self, mut text: String) -> String {
        if self.cut_before {
            text.insert(0, CUT);
        }
        if self.cut_after && (!self.cut_before || text.chars().count() > 1) {
            text.push(CUT);
        }
        if !self.unseen.is_empty() {
            let unseen: Vec<String> =
                lines::lines(&self.unseen, Gap::Space).into_iter().map(|line| line.text).collect();
            text.push_str(&struck::hidden(&unseen.join(" ")));
        }
        text
    }
}

/// A grid and what was found in its cells.
pub(super) struct Finder<'l, 'g> {
    lattice: &'l Lattice,
    /// The cell of each field, row by row.
    owner: Vec<Option<usize>>,
    slots: Vec<Slot<'g>>,
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
        Self { lattice, owner, slots: vec![Slot::default(); lattice.regions.len()] }
    }

    pub(super) fn bounds(&self) -> Area {
        self.lattice.bounds()
    }

    /// The box of a cell.
    pub(super) fn area(&self, cell: usize) -> Option<Area> {
        Some(self.lattice.area(self.lattice.regions.get(cell)?))
    }

    pub(super) fn slot(&self, cell: usize) -> Option<&Slot<'g>> {
        self.slots.get(cell)
    }

    pub(super) fn cell_at(&self, (x, y): (f64, f64)) -> Option<usize> {
        if !self.lattice.bounds().contains((x, y)) {
            return None;
        }
        let column = self.lattice.xs.partition_point(|edge| *edge <= x).checked_sub(1)?;
        let row = self.lattice.ys.partition_point(|edge| *edge <= y).checked_sub(1)?;
        self.owner.get(row * self.lattice.xs.len() + column).copied().flatten()
    }

    /// Marks a cell that is empty or holds such a glyph as cut at its end.
    pub(super) fn cut_after(&mut self, cell: usize, goes_on: impl Fn(&Glyph) -> bool) {
        let Some(slot) = self.slots.get_mut(cell) else { return };
        let mut shown = slot.glyphs.iter().filter(|glyph| !glyph.is_space()).peekable();
        slot.cut_after |= shown.peek().is_none() || shown.any(|glyph| goes_on(glyph));
    }

    fn empty_into(self, page: u32, filled: &mut Filled<'g>) {
        let mut cells = Vec::with_capacity(self.lattice.regions.len());
        let mut smallest = f64::INFINITY;
        let mut alone = Vec::with_capacity(self.lattice.regions.len());
        for (region, slot) in self.lattice.regions.iter().zip(&self.slots) {
            let lines = lines::lines(&slot.glyphs, Gap::Space);
            smallest = lines.iter().map(|line| line.size).fold(smallest, f64::min);
            let largest = lines.iter().map(|line| line.size).fold(0.0, f64::max);
            // The mark of a note may have a line of its own.
            let shown = |line: &lines::Line| {
                let level = if line.size < lines::SMALL * largest { Level::Raised } else { Level::Line };
                level.set(&line.text).into_owned()
            };
            let text: Vec<String> = lines.iter().map(shown).collect();
            alone.push(marks::Alone::of(&lines));
            cells.push(Cell {
                row: region.row,
                column: region.column,
                rows: region.rows,
                columns: region.columns,
                text: slot.text(text.join("\n")),
                page,
                area: self.lattice.area(region),
            });
        }
        marks::raise(&mut cells, &alone);
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
        figures::mark_neighbours(&mut grid);
        grid.drop_slivers(1.2 * smallest);
        grid.compress();
        if written && grid.columns() >= 2 {
            filled.tables.push(grid);
            return;
        }
        for slot in self.slots {
            filled.rest.extend(slot.glyphs);
            filled.unseen.extend(slot.unseen);
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
        let Filled { tables, .. } = fill(page, lattice::grids(&join(&page.rules), &Limits::default()));
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

    /// Two cells, each 40 wide, of a table that begins at the left edge, beside a label.
    fn three_cells() -> Vec<Rule> {
        let mut rules = vec![Rule::horizontal(0.0, 0.0, 180.0), Rule::horizontal(40.0, 0.0, 180.0)];
        rules.extend([0.0, 100.0, 140.0, 180.0].map(|x| Rule::vertical(x, 0.0, 40.0)));
        rules
    }

    #[test]
    fn a_figure_over_the_outer_rule_belongs_to_the_cell_it_begins_in() {
        // The rule stands between two digits, through one, and before most of them.
        for left in [170.0, 172.0, 174.0] {
            check(&page(&three_cells(), &[("重复", 10.0, 5.0), ("387.12", left, 5.0)]), &["重复", "", "387.12"]);
        }
    }

    #[test]
    fn a_figure_over_an_inner_rule_belongs_to_the_cell_that_is_else_empty() {
        let texts = |left: f64| [("重复", 10.0, 5.0), ("42", 104.0, 5.0), ("12345", left, 5.0)];
        check(&page(&three_cells(), &texts(135.0)), &["重复", "42", "12345"]);
        // Most of it stands where another figure does.
        check(&page(&three_cells(), &texts(120.0)), &["重复", "42 1234…", "…5"]);
    }

    #[test]
    fn a_figure_between_two_empty_cells_is_cut_unless_it_is_too_wide_for_one() {
        let text = |text: &'static str, left: f64| [("重复", 10.0, 5.0), (text, left, 5.0)];
        check(&page(&three_cells(), &text("73", 135.0)), &["重复", "7…", "…3"]);
        check(&page(&three_cells(), &text("1234567890", 104.0)), &["重复", "1234567890", ""]);
        check(&page(&three_cells(), &text("1234567890", 126.0)), &["重复", "", "1234567890"]);
        // Two figures that touch: nobody knows where the one ends and the other begins.
        let both = [("重复", 10.0, 5.0), ("73", 134.0, 5.0), ("88", 144.0, 5.0)];
        check(&page(&three_cells(), &both), &["重复", "7…", "…388"]);
    }

    #[test]
    fn a_cell_beside_which_a_figure_stands_is_not_empty() {
        let beside = |text: &'static str, left: f64| [("重复", 10.0, 5.0), ("42", 104.0, 5.0), (text, left, 5.0)];
        check(&page(&three_cells(), &beside("73", 190.0)), &["重复", "42", "…"]);
        check(&page(&three_cells(), &beside("件数", 190.0)), &["重复", "42", ""]);
        check(&page(&three_cells(), &beside("73", 300.0)), &["重复", "42", ""]);
        check(&page(&three_cells(), &beside("73", 120.0)), &["重复", "42 73", "…"]);
        // Digits set wide apart.
        let apart = [("重复", 10.0, 5.0), ("1", 172.0, 5.0), ("2", 181.0, 5.0)];
        check(&page(&three_cells(), &apart), &["重复", "", "1…"]);
    }

    #[test]
    fn the_mark_of_a_note_that_stands_alone_in_its_cell_stays_raised() {
        let with = |size: f64, top: f64| {
            let mut page = page(&three_cells(), &[("重复", 10.0, 5.0), ("42", 104.0, 5.0)]);
            page.glyphs.extend(set("1", 144.0, top, size));
            page
        };
        check(&with(6.0, 5.0), &["重复", "42", "¹"]);
        // A small figure on the line of the others, in the middle of its row, and one of the usual size further up.
        check(&with(6.0, 8.5), &["重复", "42", "1"]);
        check(&with(6.0, 7.0), &["重复", "42", "1"]);
        check(&with(10.0, 2.0), &["重复", "42", "1"]);
    }

    #[test]
    fn a_frame_of_one_column_holds_no_table() {
        let mut rules = vec![Rule::vertical(0.0, 0.0, 40.0), Rule::vertical(100.0, 0.0, 40.0)];
        rules.extend([0.0, 20.0, 40.0].map(|y| Rule::horizontal(y, 0.0, 100.0)));
        let page = page(&rules, &[("正文", 10.0, 5.0)]);
        let Filled { tables, rest, .. } = fill(&page, lattice::grids(&join(&page.rules), &Limits::default()));
        assert!(tables.is_empty());
        assert_eq!(rest.len(), 2);
    }
}
