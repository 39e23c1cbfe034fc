//! Lines to headings and paragraphs.

use super::lines::{Line, is_cjk};
use super::page::Area;
use super::{Item, Laid};
use crate::model::{Block, Heading, Paragraph};

/// How much larger than the body a title is set.
const TITLE: f64 = 1.25;
/// Among so many first items of the first page a title is looked for.
const TITLE_WITHIN: usize = 8;

/// Turns the items of all pages into blocks, in order.
pub(super) fn flow(pages: Vec<Laid>) -> Vec<Block> {
    let body = body_size(&pages);
    let mut flow = Flow { blocks: Vec::new(), open: None };
    let mut title = Title::Awaited;
    for page in pages {
        let margins = Margins::of(&page);
        for (index, item) in page.items.into_iter().enumerate() {
            match item {
                Item::Table(grid) => {
                    flow.close();
                    title = Title::Past;
                    flow.blocks.push(grid.into_block());
                }
                Item::Line(line) => {
                    let large = line.size >= TITLE * body && margins.is_centred(&line) && index < TITLE_WITHIN;
                    title = title.next(large && page.number == 1, &line);
                    let kind = if title == Title::Now { Kind::Heading } else { Kind::Paragraph };
                    flow.add(kind, line, page.number, &margins);
                }
            }
        }
    }
    flow.close();
    flow.blocks
}

/// Where the document's title is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Title {
    Awaited,
    Now,
    Past,
}

impl Title {
    fn next(self, large: bool, line: &Line) -> Self {
        match (self, large && !line.text.contains('\t')) {
            (Self::Awaited | Self::Now, true) => Self::Now,
            (Self::Awaited, false) => Self::Awaited,
            (Self::Now | Self::Past, _) => Self::Past,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Heading,
    Paragraph,
}

/// The space the text of a page takes.
struct Margins {
    left: f64,
    right: f64,
    page_width: f64,
}

impl Margins {
    fn of(page: &Laid) -> Self {
        let (mut left, mut right) = (f64::INFINITY, 0.0_f64);
        for item in &page.items {
            let area = match item {
                Item::Line(line) => line.area,
                Item::Table(grid) => grid.area,
            };
            left = left.min(area.left);
            if matches!(item, Item::Line(_)) {
                right = right.max(area.right);
            }
        }
        Self { left, right, page_width: page.width }
    }

    fn is_centred(&self, line: &Line) -> bool {
        let (middle, _) = line.area.middle();
        (middle - self.page_width / 2.0).abs() < self.page_width * 0.04
    }

    /// Whether a line fills the width, so that its paragraph may go on.
    fn is_full(&self, line: &Line) -> bool {
        line.area.right > self.right - 2.5 * line.size
            && line.area.right > 0.6 * self.page_width
            && line.area.left < self.left + 3.5 * line.size
    }

    fn begins_left(&self, line: &Line) -> bool {
        line.area.left < self.left + 0.9 * line.size && !line.text.starts_with('\u{3000}')
    }
}

/// A block that may go on with the next line.
struct Open {
    kind: Kind,
    text: String,
    area: Area,
    page: u32,
    /// Its last line, the page it stands on, and whether it fills its line.
    last: Line,
    last_page: u32,
    full: bool,
    /// Distance of its last two lines.
    pitch: Option<f64>,
}

struct Flow {
    blocks: Vec<Block>,
    open: Option<Open>,
}

impl Flow {
    fn add(&mut self, kind: Kind, line: Line, page: u32, margins: &Margins) {
        let full = margins.is_full(&line);
        if let Some(open) = &mut self.open
            && open.goes_on(kind, &line, page, margins)
        {
            open.append(line, page, full);
            return;
        }
        self.close();
        let text = line.text.clone();
        let area = line.area;
        self.open = Some(Open { kind, text, area, page, last: line, last_page: page, full, pitch: None });
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let place = open.area.place(open.page);
        self.blocks.push(match open.kind {
            Kind::Heading => Block::Heading(Heading { level: 1, text: open.text, place }),
            Kind::Paragraph => Block::Paragraph(Paragraph { text: open.text, place }),
        });
    }
}

impl Open {
    fn goes_on(&self, kind: Kind, line: &Line, page: u32, margins: &Margins) -> bool {
        let tabs = self.last.text.contains('\t') || line.text.contains('\t');
        let alike = (self.last.size - line.size).abs() < 0.12 * self.last.size;
        if kind != self.kind || tabs || !alike {
            return false;
        }
        let pitch = line.area.bottom - self.last.area.bottom;
        let near = page != self.last_page || pitch < self.pitch.map_or(2.8 * line.size, |usual| 1.35 * usual);
        let flows = self.full && margins.begins_left(line) && !begins_section(&line.text);
        near && (kind == Kind::Heading || flows)
    }

    fn append(&mut self, line: Line, page: u32, full: bool) {
        if let (Some(last), Some(first)) = (self.text.chars().next_back(), line.text.chars().next())
            && is_parted(last, first)
        {
            self.text.push(' ');
        }
        self.text.push_str(&line.text);
        if page == self.last_page {
            self.pitch = Some(line.area.bottom - self.last.area.bottom);
        }
        if page == self.page {
            self.area = self.area.union(line.area);
        }
        (self.last, self.last_page, self.full) = (line, page, full);
    }
}

/// Whether a line begins a chapter or section: 一、 （一）.
fn begins_section(text: &str) -> bool {
    let body = text.strip_prefix(['（', '(']).unwrap_or(text);
    let rest = body.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    let end = if body.len() < text.len() { ['）', ')'] } else { ['、', '、'] };
    rest.len() < body.len() && rest.starts_with(end)
}

/// Whether a line end between two characters stood for a space. Figures are cut anywhere by some programs, words are
/// not.
fn is_parted(last: char, first: char) -> bool {
    let in_figure = last.is_ascii_digit() && first.is_ascii_digit();
    !(is_cjk(last) || is_cjk(first) || in_figure)
}

/// The font size most characters outside tables have.
fn body_size(pages: &[Laid]) -> f64 {
    let mut sizes: Vec<(f64, usize)> = Vec::new();
    for page in pages {
        for item in &page.items {
            let Item::Line(line) = item else { continue };
            let length = line.text.chars().count();
            match sizes.iter_mut().find(|(size, _)| (size - line.size).abs() < 0.3) {
                Some((_, count)) => *count += length,
                None => sizes.push((line.size, length)),
            }
        }
    }
    sizes.into_iter().max_by_key(|(_, count)| *count).map_or(12.0, |(size, _)| size)
}

#[cfg(test)]
mod tests {
    use super::super::lines::tests::set;
    use super::super::lines::{Gap, lines};
    use super::*;

    /// Texts set at a left edge, a top and a size.
    fn check(texts: &[(&str, f64, f64, f64)], expected: &[&str]) {
        let glyphs: Vec<_> = texts.iter().flat_map(|(text, left, top, size)| set(text, *left, *top, *size)).collect();
        let glyphs: Vec<_> = glyphs.iter().collect();
        let items = lines(&glyphs, Gap::Tab).into_iter().map(Item::Line).collect();
        let blocks = flow(vec![Laid { number: 1, width: 400.0, height: 800.0, items }]);
        let told: Vec<String> = blocks
            .into_iter()
            .map(|block| match block {
                Block::Heading(heading) => format!("# {}", heading.text),
                Block::Paragraph(paragraph) => paragraph.text,
                Block::Table(_) => "table".to_owned(),
            })
            .collect();
        assert_eq!(told, expected);
    }

    const FULL: &str = "街道设立受理点二处安排专人登记转办和答复共收到申请三十六件";

    #[test]
    fn full_lines_go_on_and_indented_lines_begin() {
        check(
            &[(FULL, 50.0, 100.0, 10.0), ("均已办结。", 50.0, 118.0, 10.0), ("第二段", 70.0, 136.0, 10.0)],
            &[&format!("{FULL}均已办结。"), "第二段"],
        );
    }

    #[test]
    fn a_large_centred_line_is_the_title() {
        check(
            &[
                ("青禾街道年度", 140.0, 60.0, 20.0),
                ("工作报告", 160.0, 90.0, 20.0),
                ("一、总体情况", 70.0, 130.0, 10.0),
                (FULL, 70.0, 150.0, 10.0),
            ],
            &["# 青禾街道年度工作报告", "一、总体情况", FULL],
        );
    }

    #[test]
    fn a_numbered_section_never_goes_on() {
        check(
            &[(FULL, 50.0, 100.0, 10.0), ("五、问题", 50.0, 118.0, 10.0), ("（一）深度", 50.0, 136.0, 10.0)],
            &[FULL, "五、问题", "（一）深度"],
        );
        check(&[(FULL, 50.0, 100.0, 10.0), ("一般", 50.0, 118.0, 10.0)], &[&format!("{FULL}一般")]);
    }

    #[test]
    fn wide_gaps_are_tabs() {
        check(&[("规章", 50.0, 100.0, 10.0), ("0", 120.0, 100.0, 10.0)], &["规章\t0"]);
    }
}
