//! Which block goes on which sheet.

use std::borrow::Cow;
use std::iter::Peekable;

use super::super::Piece;
use super::super::fit::{at_ease, fit};
use super::super::grid::Grid;
use super::style::TABLE_SIZE;
use crate::model::{Block, Table};

/// A table wider than this prints on a page on its side, in points.
const WIDE: f32 = 620.0;

/// What stands on a sheet, from the top.
pub(super) enum Item<'a> {
    Heading(u8, &'a str),
    Paragraph(&'a str),
    Table(Box<Measured<'a>>),
}

/// A table with its column widths in points.
pub(super) struct Measured<'a> {
    pub(super) grid: Grid<'a>,
    pub(super) widths: Vec<f32>,
    pub(super) landscape: bool,
}

/// The blocks that come next on a sheet: up to a heading that begins another (unless it `is_last`), or up to more rows.
/// `before` are those the sheet has already.
pub(super) fn batch<'a>(
    pieces: &mut Peekable<impl Iterator<Item = Piece<'a>>>,
    before: &[Cow<'a, Block>],
    is_last: bool,
) -> Vec<Cow<'a, Block>> {
    let mut blocks: Vec<Cow<'a, Block>> = Vec::new();
    while let Some(Piece::Block(block)) = pieces.next_if(|piece| match piece {
        Piece::Block(block) => {
            let is_first = before.is_empty() && blocks.is_empty();
            is_first || is_last || !begins_sheet(block, if before.is_empty() { &blocks } else { before })
        }
        Piece::Rows(_) => false,
    }) {
        blocks.push(block);
    }
    blocks
}

/// Whether a block begins a sheet: a heading of level 1 or 2, but not one right below a title.
fn begins_sheet(block: &Block, before: &[Cow<'_, Block>]) -> bool {
    let Block::Heading(heading) = block else { return false };
    heading.level <= 2 && !(heading.level == 2 && is_title_only(before))
}

fn is_title_only(blocks: &[Cow<'_, Block>]) -> bool {
    matches!(blocks, [title] if matches!(title.as_ref(), Block::Heading(title) if title.level <= 1))
}

/// What a sheet is named after: the heading it begins with, or the one right below its title.
pub(super) fn name<'b>(blocks: &'b [Cow<'_, Block>]) -> Option<&'b str> {
    let heading = |index: usize, levels: std::ops::RangeInclusive<u8>| match blocks.get(index)?.as_ref() {
        Block::Heading(heading) if levels.contains(&heading.level) => Some(heading.text.as_str()),
        _ => None,
    };
    match heading(1, 2..=2) {
        Some(below) if is_title_only(blocks.get(..1)?) => Some(below),
        _ => heading(0, 0..=2),
    }
}

/// Blocks as what stands on the sheet.
pub(super) fn items<'b>(blocks: &'b [Cow<'_, Block>]) -> Vec<Item<'b>> {
    let item = |block: &'b Cow<'_, Block>| match block.as_ref() {
        Block::Heading(heading) => Item::Heading(heading.level, &heading.text),
        Block::Paragraph(paragraph) => Item::Paragraph(&paragraph.text),
        Block::Table(table) => Item::Table(Box::new(measured(table))),
    };
    blocks.iter().map(item).collect()
}

/// A table with the widths it asks for.
pub(super) fn measured(table: &Table) -> Measured<'_> {
    let grid = Grid::new(table);
    let widths = at_ease(&grid, &table.widths, TABLE_SIZE);
    let landscape = fit(&grid, &table.widths).landscape || widths.iter().sum::<f32>() > WIDE;
    Measured { grid, widths, landscape }
}
