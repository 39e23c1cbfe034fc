//! Blocks onto pages.

use super::super::fit::{LANDSCAPE, count};
use super::face::{Faces, Role};
use super::line::{self, Line, Type};
use super::page::{Bookmark, Kind, Mark, Orientation, Pages};
use super::table::Layout;
use crate::model::{Block, Document, Heading};

/// 22 lines on an upright page.
const PITCH: f32 = LANDSCAPE / 22.0;
/// 28 characters of 16 pt in 156 mm: each a fifth of a point closer than it is wide.
const BODY: Type = Type { role: Role::Body, size: 16.0, tracking: -0.207 };
/// Two characters.
const INDENT: f32 = 31.58;
/// Below a table, before what follows.
const TABLE_GAP: f32 = 8.0;
const PAGE_NUMBER: Type = Type { role: Role::Body, size: 14.0, tracking: 0.0 };
/// From the top of a line's em box to its base line, in em, in Chinese fonts.
pub(super) const ASCENT: f32 = 0.88;

/// Where the next block goes.
pub(super) struct Flow<'f> {
    pub(super) faces: &'f Faces<'f>,
    pub(super) pages: Pages,
    /// Top of what comes next, in points from the top of the sheet.
    pub(super) y: f32,
    orientation: Orientation,
}

/// A block made ready, so that what comes before it knows its size.
enum Ready<'a> {
    Heading(&'a Heading, Style, Vec<Line>),
    Paragraph(Vec<Line>, f32),
    Table(Box<Layout<'a>>),
}

/// How a heading is set.
#[derive(Clone, Copy)]
struct Style {
    kind: Type,
    pitch: f32,
    /// Left in lines and after them.
    indent: f32,
    after: f32,
    centred: bool,
}

/// Lays a document out.
pub(super) fn flow(document: &Document, faces: &Faces<'_>) -> Pages {
    let before = std::iter::once(None).chain(document.blocks.iter().map(Some));
    let blocks: Vec<Ready<'_>> =
        before.zip(&document.blocks).filter_map(|(before, block)| ready(before, block, faces)).collect();
    let mut flow = Flow { faces, pages: Pages::default(), y: 0.0, orientation: Orientation::Upright };
    let mut kept = 0;
    for (index, block) in blocks.iter().enumerate() {
        if index >= kept {
            kept = index + flow.keep(blocks.get(index..).unwrap_or_default());
        }
        match block {
            Ready::Heading(heading, style, lines) => flow.heading(heading, *style, lines),
            Ready::Paragraph(lines, indent) => flow.paragraph(lines, *indent),
            Ready::Table(layout) => {
                layout.place(&mut flow);
                flow.y += TABLE_GAP;
            }
        }
    }
    if flow.pages.sheets.is_empty() {
        flow.turn(Orientation::Upright);
    }
    flow.number_pages();
    flow.pages
}

fn ready<'a>(before: Option<&Block>, block: &'a Block, faces: &Faces<'_>) -> Option<Ready<'a>> {
    let (_, across) = Orientation::Upright.across();
    Some(match block {
        Block::Heading(heading) => {
            let style = style(heading.level);
            let lines = if style.centred {
                line::balanced(faces, &heading.text, style.kind, across)
            } else {
                line::lines(faces, &heading.text, style.kind, across, style.indent)
            };
            Ready::Heading(heading, style, lines)
        }
        Block::Paragraph(paragraph) => {
            let flush = crate::write::stands_flush(before, &paragraph.text);
            let indent = if flush { 0.0 } else { INDENT };
            Ready::Paragraph(line::lines(faces, &paragraph.text, BODY, across, indent), indent)
        }
        Block::Table(table) => Ready::Table(Box::new(Layout::new(table, faces)?)),
    })
}

fn style(level: u8) -> Style {
    let section =
        |role| Style { kind: Type { role, ..BODY }, pitch: PITCH, indent: INDENT, after: 0.0, centred: false };
    match level {
        0 | 1 => {
            let kind = Type { role: Role::Strong, size: 22.0, tracking: 0.0 };
            Style { kind, pitch: 36.0, indent: 0.0, after: PITCH, centred: true }
        }
        2 => section(Role::Heading),
        _ => section(Role::Strong),
    }
}

impl Flow<'_> {
    /// Turns the page when the headings at hand and the beginning of what they head would not stand together, or the
    /// next table wants the page turned; says how many blocks now stand as they should. A line or two between a heading
    /// and a table go with both.
    fn keep(&mut self, blocks: &[Ready<'_>]) -> usize {
        let mut needed = 0.0;
        let mut orientation = Orientation::Upright;
        let mut kept = 0;
        for (index, block) in blocks.iter().enumerate() {
            kept = index + 1;
            match block {
                Ready::Heading(_, style, lines) => needed += style.pitch * count(lines.len()) + style.after,
                Ready::Paragraph(lines, _)
                    if index > 0 && lines.len() <= 2 && matches!(blocks.get(index + 1), Some(Ready::Table(_))) =>
                {
                    needed += PITCH * count(lines.len());
                }
                Ready::Paragraph(..) => {
                    needed += PITCH;
                    break;
                }
                Ready::Table(layout) => {
                    needed += layout.beginning(needed, self.bottom() - self.y);
                    orientation = layout.orientation;
                    break;
                }
            }
        }
        let must = self.pages.sheets.is_empty() || orientation != self.orientation;
        if must || self.y + needed > self.bottom() + 0.01 && !self.at_top() {
            self.turn(orientation);
        }
        kept
    }

    /// Starts a page.
    pub(super) fn turn(&mut self, orientation: Orientation) {
        self.pages.turn(orientation);
        self.orientation = orientation;
        self.y = orientation.down().0;
    }

    /// The lower edge of the text area.
    pub(super) fn bottom(&self) -> f32 {
        self.orientation.down().1
    }

    /// Whether nothing stands on the page yet.
    pub(super) fn at_top(&self) -> bool {
        self.y <= self.orientation.down().0 + 0.01
    }

    /// The number of the page in hand, from 0.
    pub(super) fn page(&self) -> usize {
        self.pages.sheets.len().saturating_sub(1)
    }

    fn heading(&mut self, heading: &Heading, style: Style, lines: &[Line]) {
        let text = heading.text.trim().to_owned();
        if !text.is_empty() {
            let bookmark = Bookmark { level: heading.level, text: text.clone(), page: self.page(), top: self.y };
            self.pages.bookmarks.push(bookmark);
        }
        let node = self.pages.node(Kind::Heading { level: heading.level.clamp(1, 6), text }, None);
        let (left, across) = self.orientation.across();
        for (number, line) in lines.iter().enumerate() {
            let x = match (style.centred, number) {
                (true, _) => left + (across - line.width) / 2.0,
                (false, 0) => left + style.indent,
                (false, _) => left,
            };
            self.line(line, style.kind, style.pitch, x, 0.0, node);
        }
        self.y += style.after;
    }

    fn paragraph(&mut self, lines: &[Line], indent: f32) {
        let node = self.pages.node(Kind::Paragraph, None);
        for (number, line) in lines.iter().enumerate() {
            let (left, across) = self.orientation.across();
            let indent = if number == 0 { indent } else { 0.0 };
            let gap = line::justification(line, across - indent, BODY.size);
            self.line(line, BODY, PITCH, left + indent, gap, node);
        }
    }

    fn line(&mut self, line: &Line, kind: Type, pitch: f32, x: f32, gap: f32, node: usize) {
        if self.y + pitch > self.bottom() + 0.01 && !self.at_top() {
            self.turn(self.orientation);
        }
        let baseline = self.y + (pitch - kind.size) / 2.0 + kind.size * ASCENT;
        if !line.glyphs.is_empty() {
            self.pages.draw(text(line, kind, x, baseline, gap, Some(node)));
        }
        self.y += pitch;
    }

    /// `— 1 —` in the middle, 7 mm below the text.
    fn number_pages(&mut self) {
        for number in 0..self.pages.sheets.len() {
            let Some(page) = self.pages.sheets.get_mut(number) else { continue };
            let (left, across) = page.orientation.across();
            let lines = line::lines(self.faces, &format!("— {} —", number + 1), PAGE_NUMBER, across, 0.0);
            let baseline = page.orientation.down().1 + 19.84 + PAGE_NUMBER.size * ASCENT;
            for line in lines {
                let x = left + (across - line.width) / 2.0;
                page.marks.push(text(&line, PAGE_NUMBER, x, baseline, 0.0, None));
            }
        }
    }
}

/// A line as a mark, each gap widened by `gap`.
pub(super) fn text(line: &Line, kind: Type, x: f32, baseline: f32, gap: f32, node: Option<usize>) -> Mark {
    let nexts = line.glyphs.iter().skip(1).map(Some).chain([None]);
    let set = |(glyph, next): (&_, Option<&_>)| {
        let more = if line::has_gap(glyph, next) { gap } else { 0.0 };
        (*glyph, line::advance(glyph, kind) + more)
    };
    let glyphs = line.glyphs.iter().zip(nexts).map(set).collect();
    Mark::Text { node, x, baseline, size: kind.size, glyphs }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cell, Format, Paragraph, Place, Table};
    use crate::write::Fonts;

    fn heading(level: u8, text: &str) -> Block {
        Block::Heading(Heading { level, text: text.into(), place: Place::Line { line: 1 } })
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(Paragraph { text: text.into(), place: Place::Line { line: 1 } })
    }

    /// A table of one header row and `rows` more; a label runs down all of these.
    fn table(rows: u32, text: &str) -> Block {
        let cell = |row, column, row_span, text: &str| {
            let place = Place::Line { line: 1 };
            Cell { row, column, row_span, column_span: 1, text: text.into(), header: false, place }
        };
        let mut cells = vec![cell(0, 0, 1, "头"), cell(0, 1, 1, "列"), cell(1, 0, rows, "标")];
        cells.extend((1..=rows).map(|row| cell(row, 1, 1, text)));
        let place = Place::Line { line: 1 };
        Block::Table(Table { rows: rows + 1, columns: 2, header_rows: 1, widths: Vec::new(), cells, place })
    }

    fn lay_out(blocks: Vec<Block>) -> Pages {
        let fonts = Fonts::default();
        let faces = Faces::new(&fonts).unwrap();
        flow(&Document { blocks, ..Document::new(Format::Pdf) }, &faces)
    }

    /// Each page's runs of text, without the page number; `~` before what is no content.
    fn texts(pages: &Pages) -> Vec<Vec<String>> {
        let text = |mark: &Mark| match mark {
            Mark::Text { node, glyphs, .. } => {
                let text: String = glyphs.iter().map(|(glyph, _)| glyph.character).collect();
                Some(if node.is_some() { text } else { format!("~{text}") })
            }
            Mark::Rule { .. } => None,
        };
        let page = |page: &super::super::page::Page| -> Vec<String> {
            page.marks.iter().filter_map(text).filter(|text| !text.starts_with("~—")).collect()
        };
        pages.sheets.iter().map(page).collect()
    }

    #[test]
    fn a_page_has_twenty_two_lines_of_twenty_eight_characters() {
        let pages = texts(&lay_out(vec![paragraph(&"公".repeat(26 + 28 * 22))]));
        assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [22, 1]);
        assert_eq!(pages[0].iter().map(|line| line.chars().count()).take(2).collect::<Vec<_>>(), [26, 28]);
    }

    #[test]
    fn a_heading_stays_with_what_it_heads() {
        let mut blocks = vec![paragraph(&"公".repeat(26 + 28 * 19)), heading(2, "一、"), heading(3, "（一）")];
        blocks.push(paragraph("文"));
        let pages = texts(&lay_out(blocks));
        assert_eq!(pages[0].len(), 20);
        assert_eq!(pages[1], ["一、", "（一）", "文"]);
        let pages = texts(&lay_out(vec![paragraph(&"公".repeat(26 + 28 * 15)), heading(2, "二、"), table(14, "行")]));
        assert_eq!((pages[0].len(), pages[1][0].as_str()), (16, "二、"), "a small table is not broken");
    }

    #[test]
    fn long_tables_repeat_their_header_and_labels_and_say_everything_once() {
        let pages = texts(&lay_out(vec![table(70, "行")]));
        assert!(pages.len() > 2);
        let content: Vec<&String> = pages.iter().flatten().filter(|text| !text.starts_with('~')).collect();
        assert_eq!(content.iter().filter(|text| text.as_str() == "行").count(), 70);
        assert_eq!(content.iter().filter(|text| text.as_str() == "标").count(), 1);
        for page in &pages[1..] {
            assert_eq!(page.iter().filter(|text| text.starts_with('~')).collect::<Vec<_>>(), ["~标", "~头", "~列"]);
        }
    }

    #[test]
    fn a_page_ends_between_the_blocks_of_a_table() {
        let cell = |row, row_span, column, text: &str| {
            let place = Place::Line { line: 1 };
            Cell { row, column, row_span, column_span: 1, text: text.into(), header: false, place }
        };
        let mut cells = vec![cell(0, 1, 0, "头"), cell(0, 1, 1, "列")];
        for block in 0..14 {
            cells.push(cell(1 + 5 * block, 5, 0, "标"));
            cells.extend((0..5).map(|row| cell(1 + 5 * block + row, 1, 1, "行")));
        }
        let place = Place::Line { line: 1 };
        let table = Table { rows: 71, columns: 2, header_rows: 1, widths: Vec::new(), cells, place };
        for before in 1..12 {
            let blocks = vec![paragraph(&"公".repeat(28 * before)), Block::Table(table.clone())];
            let pages = texts(&lay_out(blocks));
            for page in &pages {
                let count = |word: &str| page.iter().filter(|text| text.as_str() == word).count();
                assert_eq!((count("行") % 5, count("~标")), (0, 0), "{before}: {page:?}");
            }
        }
    }

    #[test]
    fn a_broken_table_leaves_no_row_alone() {
        let rows = |texts: &[String]| texts.iter().filter(|text| text.as_str() == "行").count();
        for before in 1..22 {
            let blocks = vec![paragraph(&"公".repeat(28 * before)), heading(2, "三、"), table(27, "行")];
            let pages = texts(&lay_out(blocks));
            let counts: Vec<usize> = pages.iter().map(|page| rows(page)).filter(|count| *count > 0).collect();
            assert!(counts.iter().all(|count| *count >= 2), "{before}: {counts:?}");
            assert_eq!(counts.iter().sum::<usize>(), 27, "{before}");
            let heading = pages.iter().position(|page| page.contains(&"三、".to_owned())).unwrap();
            assert!(rows(&pages[heading]) > 0, "{before}: the heading stands with its table");
        }
    }

    #[test]
    fn tall_rows_are_not_kept_together_over_an_empty_page() {
        let begins = |page: &Vec<String>| page.iter().filter(|text| text.starts_with("行")).count();
        let rows = |length: usize| {
            let pages = texts(&lay_out(vec![table(4, &format!("行{}", "公开".repeat(length)))]));
            pages.iter().map(begins).collect::<Vec<_>>()
        };
        assert_eq!(rows(160), [2, 2], "a page has room for three of them, and one row is not left alone");
        assert_eq!(rows(300), [2, 2], "a page has room for two");
    }

    #[test]
    fn a_row_taller_than_a_page_goes_on() {
        let long = "公开".repeat(1500);
        let pages = lay_out(vec![table(1, &long)]);
        let all: String = texts(&pages).into_iter().flatten().filter(|text| !text.starts_with('~')).collect();
        assert_eq!(all.matches("公开").count(), 1500);
        assert!(pages.sheets.len() > 1);
        for page in &pages.sheets {
            let bottom = page.orientation.down().1 + 40.0;
            assert!(page.marks.iter().all(|mark| match mark {
                Mark::Text { baseline, .. } => *baseline <= bottom,
                Mark::Rule { to, .. } => to.1 <= bottom - 39.0,
            }));
        }
    }

    #[test]
    fn headings_are_bookmarks() {
        let pages = lay_out(vec![heading(1, "题"), heading(2, "一、"), heading(2, " ")]);
        let found: Vec<_> = pages.bookmarks.iter().map(|mark| (mark.level, mark.text.as_str(), mark.page)).collect();
        assert_eq!(found, [(1, "题", 0), (2, "一、", 0)]);
    }
}
