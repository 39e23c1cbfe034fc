//! Pages of placed glyphs and ruling lines, as pdf and ofd have them, to blocks.
//!
//! A fixed-layout file knows no tables and no paragraphs, only where each glyph and each stroke goes. What is made of
//! them here, in this order: lines through text strike it out ([`strikes`]), the others are snapped and joined
//! ([`rules`]), their crossings give grids of cells ([`lattice`]), glyphs fall into cells or onto lines ([`cells`],
//! [`figures`], [`marks`], [`lines`]), page numbers and running headers go ([`furniture`]), columns of text without rules
//! become tables ([`wrapped`], [`aligned`]), tables cut by a page break are put together again ([`across`]), and the remaining lines
//! become headings and paragraphs ([`paragraphs`]).

mod across;
mod aligned;
mod cells;
mod figures;
mod fold;
mod furniture;
mod lattice;
mod lines;
mod marks;
mod page;
mod paragraphs;
mod rules;
mod strikes;
pub(super) mod strokes;
mod table;
mod wrapped;

pub(super) use fold::fold;
pub(super) use page::{ASCENT, ASKEW, Area, CUT, DESCENT, Glyph, Page, Turn, natural_width, off_axis};
pub(super) use rules::Rule;

use super::{Limits, struck};
use crate::model::{Block, Document, Notice, NoticeKind, Place};
use lines::Line;
use table::Grid;

/// Characters of text that is not seen that are told.
const EXCERPT: usize = 40;

/// Something that stands on a page, in reading order.
enum Item {
    /// A line of text outside tables.
    Line(Line),
    /// A table, ruled or aligned.
    Table(Grid),
}

impl Item {
    fn top(&self) -> f64 {
        match self {
            Self::Line(line) => line.area.top,
            Self::Table(grid) => grid.area.top,
        }
    }

    fn bottom(&self) -> f64 {
        match self {
            Self::Line(line) => line.area.bottom,
            Self::Table(grid) => grid.area.bottom,
        }
    }
}

/// A page taken apart.
struct Laid {
    number: u32,
    width: f64,
    height: f64,
    items: Vec<Item>,
}

/// Adds the blocks of the pages to the document, and a notice for what was met on them.
pub(super) fn lay_out(pages: Vec<Page>, document: &mut Document, limits: &Limits) {
    notice(&pages, document);
    let mut dense = None;
    let mut laid: Vec<Laid> = Vec::with_capacity(pages.len());
    for page in pages {
        let number = page.number;
        let mut page = page.upright();
        strikes::mark(&mut page);
        let (page, crowded) = lay_out_page(&page, limits, &mut document.notices);
        if crowded {
            dense = dense.or(Some(number));
        }
        laid.push(page);
    }
    if let Some(number) = dense {
        document.notices.push(limit("rules", number));
    }
    furniture::remove(&mut laid);
    wrapped::find(&mut laid);
    laid.iter_mut().for_each(aligned::find);
    across::join(&mut laid);
    document.blocks = paragraphs::flow(laid);
    struck::take_out(document);
    cap_cells(document, limits);
}

/// A notice that a bound was met on a page.
pub(super) fn limit(name: &str, page: u32) -> Notice {
    Notice { kind: NoticeKind::LimitReached, place: Some(whole(page)), detail: name.to_owned() }
}

fn whole(page: u32) -> Place {
    Place::Page { page, area: [0.0; 4] }
}

fn lay_out_page(page: &Page, limits: &Limits, notices: &mut Vec<Notice>) -> (Laid, bool) {
    let joined = rules::join(&page.rules);
    let grids = lattice::grids(&joined, limits);
    let filled = cells::fill(page, grids);
    notices.extend(unseen(page.number, &filled.unseen));
    let mut items: Vec<Item> = lines::lines(&filled.rest, lines::Gap::Tab).into_iter().map(Item::Line).collect();
    items.extend(filled.tables.into_iter().map(Item::Table));
    items.sort_by(|a, b| a.top().total_cmp(&b.top()));
    (Laid { number: page.number, width: page.width, height: page.height, items }, joined.crowded)
}

/// Tells of text outside tables that is not seen on a page.
fn unseen(page: u32, glyphs: &[&Glyph]) -> Option<Notice> {
    let lines = lines::lines(glyphs, lines::Gap::Space);
    let place = lines.first()?.area.place(page);
    let text: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let detail = text.join(" ").chars().take(EXCERPT).collect();
    Some(Notice { kind: NoticeKind::HiddenText, place: Some(place), detail })
}

/// How many of something a page has.
type Count = fn(&Page) -> u32;

/// Tells of scans, pictures, unknown glyphs and hidden text.
fn notice(pages: &[Page], document: &mut Document) {
    let scanned: Vec<u32> = pages.iter().filter(|page| page.is_scan()).map(|page| page.number).collect();
    let all = !scanned.is_empty() && pages.iter().all(|page| page.is_scan() || page.is_blank());
    // A file without any text is told once, pages between others each.
    for number in scanned.iter().take(if all { 1 } else { usize::MAX }) {
        let detail = if all { "all".to_owned() } else { number.to_string() };
        document.notices.push(Notice { kind: NoticeKind::ScannedPage, place: Some(whole(*number)), detail });
    }
    let counts: [(NoticeKind, Count); 3] = [
        (NoticeKind::PictureSkipped, |page| if page.is_scan() { 0 } else { page.pictures }),
        (NoticeKind::UnknownGlyphs, |page| page.unknown),
        (NoticeKind::UnseenRead, |page| page.hidden),
    ];
    document.notices.extend(watermark(pages));
    for (kind, count) in counts {
        let total: u32 = pages.iter().map(count).fold(0, u32::saturating_add);
        if let Some(first) = pages.iter().find(|page| count(page) > 0) {
            document.notices.push(Notice { kind, place: Some(whole(first.number)), detail: total.to_string() });
        }
    }
}

/// Tells once of a watermark.
fn watermark(pages: &[Page]) -> Option<Notice> {
    let page = pages.iter().find(|page| !page.watermark.trim().is_empty())?;
    let detail = page.watermark.trim().chars().take(EXCERPT).collect();
    Some(Notice { kind: NoticeKind::Watermark, place: Some(whole(page.number)), detail })
}

/// Leaves out the cells beyond the limit, and says so.
fn cap_cells(document: &mut Document, limits: &Limits) {
    let mut left = usize::try_from(limits.cells).unwrap_or(usize::MAX);
    let mut met = None;
    for block in &mut document.blocks {
        if let Block::Table(table) = block {
            if table.cells.len() > left {
                table.cells.truncate(left);
                met = met.or(Some(table.place.clone()));
            }
            left -= table.cells.len();
        }
    }
    if let Some(place) = met {
        let detail = "cells".to_owned();
        document.notices.push(Notice { kind: NoticeKind::LimitReached, place: Some(place), detail });
    }
}
