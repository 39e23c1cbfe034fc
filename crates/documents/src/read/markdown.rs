//! Reads markdown: headings, pipe tables, embedded html tables, and every other line as a paragraph.

mod inline;
mod pipes;

use super::html;
use super::text::{Lines, bounded, encoding};
use super::{Limits, ReadError, struck};
use crate::model::{Block, Cell, Document, Format, Heading, Notice, NoticeKind, Paragraph, Place, Table};

/// Reads markdown.
///
/// `#` headings keep their level; pipe tables, with or without a header row, and html tables become tables whose cells
/// are counted by table, row and column; every other line is a paragraph with its line number, an empty line an empty
/// one. Emphasis, links, tags and escapes are taken out of the text.
///
/// # Errors
/// [`ReadError::Empty`] when there is no byte or nothing but white space.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let decoded = encoding::decode(bytes, None);
    if decoded.text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let (text, cut) = bounded(&decoded.text, limits);
    let lines: Vec<&str> = Lines::new(text).collect();
    let mut reader = Reader::new(limits);
    reader.document.notices = decoded.notices;
    if cut {
        reader.limit("characters");
    }
    reader.read(&lines);
    struck::take_out(&mut reader.document);
    Ok(reader.document)
}

/// Whether a text is markdown: a heading, or a row of dashes under a row of as many cells.
pub(crate) fn is_markdown(text: &str) -> bool {
    let mut previous: Option<&str> = None;
    Lines::new(text).any(|line| {
        let table = previous.is_some_and(|above| is_table_start(above, line));
        previous = Some(line);
        table || heading(line).is_some()
    })
}

struct Reader<'l> {
    limits: &'l Limits,
    document: Document,
    tables: u32,
    cells: u32,
    pictures: u32,
    full: bool,
}

impl<'l> Reader<'l> {
    fn new(limits: &'l Limits) -> Self {
        let document = Document::new(Format::Markdown);
        Self { limits, document, tables: 0, cells: 0, pictures: 0, full: false }
    }

    fn read(&mut self, lines: &[&str]) {
        let mut rest = lines;
        let mut number: u32 = 1;
        let mut fence = None;
        while let (Some((line, _)), false) = (rest.split_first(), self.full) {
            let taken = match fence_of(line) {
                Some(mark) if fence.is_none_or(|open| open == mark) => {
                    fence = if fence.is_some() { None } else { Some(mark) };
                    1
                }
                _ if fence.is_some() => {
                    self.push_paragraph((*line).to_owned(), number);
                    1
                }
                _ => self.block(rest, number),
            };
            rest = rest.get(taken..).unwrap_or_default();
            number = number.saturating_add(u32::try_from(taken).unwrap_or(u32::MAX));
        }
        if self.pictures > 0 {
            let detail = self.pictures.to_string();
            self.document.notices.push(Notice { kind: NoticeKind::PictureSkipped, place: None, detail });
        }
    }

    /// Reads the block at the first of the lines and says how many lines it took.
    fn block(&mut self, lines: &[&str], number: u32) -> usize {
        let Some((line, below)) = lines.split_first() else { return 1 };
        if let Some((level, text)) = heading(line) {
            let text = self.plain(text).replace('\n', "");
            self.push(Block::Heading(Heading { level, text, place: Place::Line { line: number } }));
            return 1;
        }
        if below.first().is_some_and(|below| is_table_start(line, below)) {
            return self.pipe_table(lines, 1);
        }
        if pipes::is_fenced(line) && below.first().is_some_and(|below| pipes::is_fenced(below)) {
            return self.pipe_table(lines, 0);
        }
        if begins_html_table(line) {
            return self.html_table(lines, number);
        }
        let text = self.plain(line.strip_prefix("> ").unwrap_or(line));
        self.push_paragraph(text, number);
        1
    }

    fn pipe_table(&mut self, lines: &[&str], header_rows: u32) -> usize {
        self.tables += 1;
        let mut table = Table {
            rows: 0,
            columns: 0,
            header_rows,
            widths: Vec::new(),
            cells: Vec::new(),
            place: Place::Cell { table: self.tables, row: 1, column: 1 },
        };
        let mut taken = 0;
        for line in lines {
            let Some(cells) = pipes::cells(line).filter(|_| !self.full && heading(line).is_none()) else { break };
            taken += 1;
            // Rows of dashes are marks wherever they stand.
            if pipes::is_separator(line) {
                continue;
            }
            self.row(&mut table, &cells);
        }
        self.push(Block::Table(table));
        taken
    }

    fn row(&mut self, table: &mut Table, texts: &[&str]) {
        let row = table.rows;
        for (text, column) in texts.iter().zip(0..) {
            if self.cells >= self.limits.cells || column >= self.limits.span {
                return self.limit("cells");
            }
            self.cells += 1;
            table.columns = table.columns.max(column + 1);
            table.cells.push(Cell {
                row,
                column,
                row_span: 1,
                column_span: 1,
                text: self.plain(text),
                header: row < table.header_rows,
                place: Place::Cell { table: self.tables, row: row + 1, column: column + 1 },
            });
        }
        table.rows += 1;
    }

    /// Hands the lines of an html table to the html reader.
    fn html_table(&mut self, lines: &[&str], number: u32) -> usize {
        let mut depth: usize = 0;
        let mut taken = 0;
        for line in lines {
            taken += 1;
            let line = line.to_ascii_lowercase();
            depth = (depth + line.matches("<table").count()).saturating_sub(line.matches("</table").count());
            if depth == 0 {
                break;
            }
        }
        let source = lines.get(..taken).unwrap_or_default().join("\n");
        let left = Limits { cells: self.limits.cells.saturating_sub(self.cells), ..self.limits.clone() };
        let fragment = html::fragment(&source, &left);
        self.full |= fragment.notices.iter().any(|notice| notice.kind == NoticeKind::LimitReached);
        self.document.notices.extend(fragment.notices);
        for block in fragment.blocks {
            match block {
                Block::Table(table) => self.renumbered(table),
                Block::Heading(heading) => {
                    self.push(Block::Heading(Heading { place: Place::Line { line: number }, ..heading }));
                }
                Block::Paragraph(paragraph) => self.push_paragraph(paragraph.text, number),
            }
        }
        taken
    }

    /// Counts a table of a fragment among the document's.
    fn renumbered(&mut self, mut table: Table) {
        self.tables += 1;
        let count = self.tables;
        for place in table.cells.iter_mut().map(|cell| &mut cell.place).chain([&mut table.place]) {
            if let Place::Cell { table, .. } = place {
                *table = count;
            }
        }
        self.cells = self.cells.saturating_add(u32::try_from(table.cells.len()).unwrap_or(u32::MAX));
        self.push(Block::Table(table));
    }

    fn plain(&mut self, source: &str) -> String {
        let plain = inline::plain(source);
        self.pictures = self.pictures.saturating_add(plain.pictures);
        plain.text + &struck::marked(&plain.struck)
    }

    fn push_paragraph(&mut self, text: String, line: u32) {
        self.push(Block::Paragraph(Paragraph { text, place: Place::Line { line } }));
    }

    fn push(&mut self, block: Block) {
        if self.document.blocks.len() < usize::try_from(self.limits.cells).unwrap_or(usize::MAX) {
            self.document.blocks.push(block);
        } else {
            self.limit("blocks");
        }
    }

    fn limit(&mut self, detail: &str) {
        let met = |notice: &Notice| notice.kind == NoticeKind::LimitReached && notice.detail == detail;
        if !self.document.notices.iter().any(met) {
            let detail = detail.to_owned();
            self.document.notices.push(Notice { kind: NoticeKind::LimitReached, place: None, detail });
        }
        // Too many characters were cut off before; what is left is read.
        self.full |= detail != "characters";
    }
}

/// Level and text of a `#` heading.
fn heading(line: &str) -> Option<(u8, &str)> {
    let indent = line.bytes().take_while(|b| *b == b' ').count();
    let marked = line.get(indent..).filter(|_| indent < 4)?;
    let level = marked.bytes().take_while(|b| *b == b'#').count();
    let text = marked.get(level..)?;
    if !(1..=6).contains(&level) || !text.starts_with([' ', '\t', '\u{3000}']) {
        return None;
    }
    let text = text.trim();
    let bare = text.trim_end_matches('#');
    let text = if bare.is_empty() || bare.ends_with([' ', '\t']) { bare.trim_end() } else { text };
    Some((u8::try_from(level).ok()?, text)).filter(|(_, text)| !text.is_empty())
}

/// Whether the two lines are a table's header and the row of dashes under it.
fn is_table_start(header: &str, dashes: &str) -> bool {
    pipes::is_separator(dashes) && pipes::cells(header).is_some() && !pipes::is_separator(header)
}

fn begins_html_table(line: &str) -> bool {
    let start: String = line.trim_start().chars().take(4096).collect::<String>().to_ascii_lowercase();
    start.starts_with('<') && start.contains("<table")
}

fn fence_of(line: &str) -> Option<&'static str> {
    let line = line.trim_start();
    ["```", "~~~"].into_iter().find(|mark| line.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<(u8, &str)>) {
        assert_eq!(heading(line), expected, "{line}");
    }

    #[test]
    fn headings() {
        check("# 报告", Some((1, "报告")));
        check("  ### （一）主动公开 ##", Some((3, "（一）主动公开")));
        check("## C#", Some((2, "C#")));
        check("#报告", None);
        check("####### 七", None);
        check("    # 四个空格", None);
        check("# ", None);
        check("## #", None);
    }

    #[test]
    fn markdown_is_told_by_headings_and_tables() {
        for text in ["# 一", "甲\n\n|a|b|\n|---|---|\n", "a|b\n-|-\n"] {
            assert!(is_markdown(text), "{text}");
        }
        for text in ["一、总体情况\n#1 楼", "|a|b|\n|1|2|", "a\n---\nb", "-----|-----\n"] {
            assert!(!is_markdown(text), "{text}");
        }
    }
}
