//! Figures that run over a border, or stand beside the cell they should stand in: whole in the cell they belong to where
//! that is certain, else marked as cut, so that no part of one is taken for the whole and no cell for an empty one.

use super::cells::{Finder, Spot, find, put, runs, slot};
use super::page::{Area, CUT, Glyph};
use super::table::{Cell, Grid};

/// How far beside a table, in points, a figure may stand and still be one of its row's.
const BESIDE: f64 = 100.0;
/// How far from its border, in sizes of its font, a figure that is aligned to it stands at most.
const PADDING: f64 = 0.9;
/// How far, in points, a drawing stands from the borders of the cell whose content it is.
const INSIDE: f64 = 0.5;
/// Glyphs looked at on a page to learn what else a cell holds; where that is not enough, figures are cut.
const LOOKS: usize = 500_000;

/// Parts a run into figures and other words.
pub(super) fn pieces(run: &[Glyph]) -> impl Iterator<Item = &[Glyph]> {
    run.chunk_by(|a, b| is_of_figure(a) == is_of_figure(b))
}

/// Whether a piece is a figure that stands in more than one place.
pub(super) fn is_crossing(piece: &[Glyph], finders: &[Finder<'_, '_>]) -> bool {
    let first = piece.first().map(|glyph| find(glyph, finders));
    piece.iter().any(has_digit) && piece.iter().any(|glyph| Some(find(glyph, finders)) != first)
}

fn has_digit(glyph: &Glyph) -> bool {
    is_of_figure(glyph) && glyph.text.contains(|c: char| matches!(c, '0'..='9' | '０'..='９'))
}

/// Whether a glyph may belong to a figure: digits, what parts and signs them, what they count.
fn is_of_figure(glyph: &Glyph) -> bool {
    let of_figure = |c: char| matches!(c, '0'..='9' | '０'..='９') || ",.，．%％-－−+/万亿元件项个条份次".contains(c);
    !glyph.text.is_empty() && glyph.text.chars().all(of_figure)
}

/// Puts figures that run over borders into the cells they belong to; where that is not certain, each glyph into the cell
/// it stands in, and the cells are marked.
pub(super) fn settle<'a>(crossing: &[&'a [Glyph]], finders: &mut [Finder<'_, 'a>], rest: &mut Vec<&'a Glyph>) {
    let mut looks = LOOKS;
    for piece in crossing {
        let mut places: Vec<Option<Spot>> = piece.iter().map(|glyph| find(glyph, finders)).collect();
        if let Some(owner) = owner(piece, &places, finders, &mut looks) {
            places.fill(Some(owner));
        } else {
            for pair in places.windows(2) {
                if let [before, after] = pair
                    && before != after
                {
                    before.and_then(|spot| slot(finders, spot)).into_iter().for_each(|slot| slot.cut_after = true);
                    after.and_then(|spot| slot(finders, spot)).into_iter().for_each(|slot| slot.cut_before = true);
                }
            }
        }
        put(piece, &places, finders, rest);
    }
}

/// The one cell a figure can belong to: the only one it stands in, the only one that is else empty, or of several such
/// the one it is too wide for and aligned in.
fn owner(piece: &[Glyph], places: &[Option<Spot>], finders: &[Finder<'_, '_>], looks: &mut usize) -> Option<Spot> {
    let mut touched: Vec<Spot> = places.iter().copied().flatten().collect();
    touched.dedup();
    if let [only] = touched[..] {
        return Some(only);
    }
    let area = piece.iter().map(|glyph| glyph.area).reduce(Area::union)?;
    let em = piece.first()?.size;
    let empty: Vec<Spot> = touched.iter().copied().filter(|spot| !holds_other(*spot, area, finders, looks)).collect();
    let cell = |(grid, cell): Spot| finders.get(grid)?.area(cell);
    if let [only] = empty[..] {
        return cell(only)?.contains(area.middle()).then_some(only);
    }
    let mut apt = empty.into_iter().filter(|spot| cell(*spot).is_some_and(|cell| overflows(area, cell, em)));
    apt.next().filter(|_| apt.next().is_none())
}

/// Whether a cell holds anything but what is drawn in an area.
fn holds_other((grid, cell): Spot, area: Area, finders: &[Finder<'_, '_>], looks: &mut usize) -> bool {
    let Some(slot) = finders.get(grid).and_then(|finder| finder.slot(cell)) else { return true };
    let Some(left) = looks.checked_sub(slot.glyphs.len()) else { return true };
    *looks = left;
    slot.glyphs.iter().any(|glyph| !glyph.is_space() && !area.contains(glyph.area.middle()))
}

/// Whether text is too wide for a cell in which it is aligned to the left, to the right or in the middle.
fn overflows(area: Area, cell: Area, em: f64) -> bool {
    let at_border = |from: f64| (-0.1..=PADDING).contains(&(from / em));
    let amid = (area.middle().0 - cell.middle().0).abs() < 0.3 * em;
    area.width() > cell.width() - 0.4 * em
        && (at_border(area.left - cell.left) || at_border(cell.right - area.right) || amid)
}

/// Marks the cells at a table's side beside which a figure stands: an empty one, and one whose figure goes on there.
pub(super) fn mark_beside(glyphs: &[Glyph], finders: &mut [Finder<'_, '_>]) {
    if finders.is_empty() {
        return;
    }
    let mut looks = LOOKS;
    let is_figure = |run: &&[Glyph]| run.iter().all(is_of_figure) && run.iter().any(has_digit);
    for run in runs(glyphs).filter(is_figure) {
        let Some(area) = run.iter().map(|glyph| glyph.area).reduce(Area::union) else { continue };
        let (x, y) = area.middle();
        if finders.iter().any(|finder| finder.bounds().contains((x, y))) {
            continue;
        }
        let em = area.height();
        for finder in &mut *finders {
            let bounds = finder.bounds();
            let from_border = area.left - bounds.right;
            let beside = y > bounds.top && y < bounds.bottom && (-0.1 * em..BESIDE).contains(&from_border);
            let Some(cell) = finder.cell_at((bounds.right - 0.1, y)).filter(|_| beside) else { continue };
            let Some(left) = finder.slot(cell).and_then(|slot| looks.checked_sub(slot.glyphs.len())) else { continue };
            looks = left;
            let goes_on = |glyph: &Glyph| {
                has_digit(glyph)
                    && (glyph.area.bottom - area.bottom).abs() < 0.1 * em
                    && (-0.1..1.0).contains(&((area.left - glyph.area.right) / em))
            };
            finder.cut_after(cell, goes_on);
        }
    }
}

/// Marks the cells in which something is drawn and no text stands: what it says is not known.
pub(super) fn mark_drawn(drawings: &[Area], finders: &mut [Finder<'_, '_>]) {
    for drawing in drawings {
        let middle = drawing.middle();
        for finder in &mut *finders {
            let Some(cell) = finder.cell_at(middle) else { continue };
            // The ground of a cell reaches to its borders, and so does a line that crosses it out.
            let inside = |cell: Area| {
                drawing.left > cell.left + INSIDE
                    && drawing.top > cell.top + INSIDE
                    && drawing.right < cell.right - INSIDE
                    && drawing.bottom < cell.bottom - INSIDE
            };
            if finder.area(cell).is_some_and(inside) {
                finder.cut_after(cell, |_| false);
            }
            break;
        }
    }
}

/// Marks an empty cell beside one that holds two figures on a line: one of them may be its own.
pub(super) fn mark_neighbours(grid: &mut Grid) {
    let is_figure = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
    let is_double = |cell: &Cell| cell.text.contains(' ') && cell.text.split(' ').all(is_figure);
    let meet = |left: &Cell, right: &Cell| left.row == right.row && left.column + left.columns == right.column;
    let of_two = |left: &Cell, right: &Cell| meet(left, right) && (is_double(left) || is_double(right));
    let pairs = grid.cells.windows(2).enumerate();
    let beside: Vec<usize> = pairs
        .filter_map(|(index, pair)| match pair {
            [left, right] if of_two(left, right) => Some(if left.text.is_empty() { index } else { index + 1 }),
            _ => None,
        })
        .collect();
    for index in beside {
        if let Some(cell) = grid.cells.get_mut(index).filter(|cell| cell.text.is_empty()) {
            cell.text.push(CUT);
        }
    }
}
