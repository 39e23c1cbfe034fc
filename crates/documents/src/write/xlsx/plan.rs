//! Which block goes on which sheet.

use super::super::fit::{at_ease, fit};
use super::super::grid::Grid;
use super::name::Names;
use super::style::TABLE_SIZE;
use crate::model::{Block, Document};

/// Sheets a workbook gets; further headings stand on the last one.
const MAX_SHEETS: usize = 250;

/// A table wider than this prints on a page on its side, in points.
const WIDE: f32 = 620.0;

/// A sheet to be written.
pub(super) struct Planned<'a> {
    pub(super) name: String,
    pub(super) items: Vec<Item<'a>>,
}

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

/// The sheets of a document; at least one.
pub(super) fn sheets(document: &Document) -> Vec<Planned<'_>> {
    let mut names = Names::default();
    let mut parts: Vec<(Option<&str>, Vec<Item<'_>>)> = Vec::new();
    for block in &document.blocks {
        let item = match block {
            Block::Heading(heading) => {
                let title_only = |items: &[Item<'_>]| {
                    heading.level == 2 && matches!(items, [Item::Heading(level, _)] if *level <= 1)
                };
                let full = parts.len() >= MAX_SHEETS;
                match parts.last_mut() {
                    Some((name, items)) if title_only(items) => *name = Some(&heading.text),
                    _ if heading.level <= 2 && !full => {
                        parts.push((Some(&heading.text), Vec::new()));
                    }
                    _ => {}
                }
                Item::Heading(heading.level, &heading.text)
            }
            Block::Paragraph(paragraph) => Item::Paragraph(&paragraph.text),
            Block::Table(table) => {
                let grid = Grid::new(table);
                let widths = at_ease(&grid, &table.widths, TABLE_SIZE);
                let landscape = fit(&grid, &table.widths).landscape || widths.iter().sum::<f32>() > WIDE;
                Item::Table(Box::new(Measured { grid, widths, landscape }))
            }
        };
        if parts.is_empty() {
            parts.push((None, Vec::new()));
        }
        if let Some((_, items)) = parts.last_mut() {
            items.push(item);
        }
    }
    if parts.is_empty() {
        parts.push((None, Vec::new()));
    }
    let title = super::super::title_of(document).unwrap_or("文档");
    let name = |(name, items): (Option<&str>, _)| Planned { name: names.give(name.unwrap_or(title)), items };
    parts.into_iter().map(name).collect()
}
