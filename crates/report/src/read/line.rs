//! A document as lines: one for a line of text, a paragraph, a heading, or a row of a table.

mod grid;

use gongkai_documents::{Block, Document, Place, Table};

use super::normal::{is_blank, normal};
use super::value;

/// Where a line comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// Text; `mark` says whether the format marks it as a heading.
    Text { heading: Option<u8> },
    /// A row of a table with a grid; tables count from 0 through the document.
    Grid { table: usize },
}

/// One line.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    pub(super) source: Source,
    pub(super) tokens: Vec<Token<'a>>,
    pub(super) at: &'a Place,
    /// The text of a text line; empty for a row.
    pub(super) raw: &'a str,
    /// The comparable text of a text line, or of all cells of a row together.
    pub(super) normal: String,
    /// The grid column up to which cells stand in a row, those that reach down from above among them; 0 for text.
    pub(super) reach: u32,
    /// The grid columns of cells that reach down into a row from above.
    pub(super) hanging: Vec<u32>,
}

/// A field of a line or a cell of a row.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    pub(super) raw: &'a str,
    pub(super) normal: String,
    pub(super) kind: Kind,
    pub(super) at: &'a Place,
    /// Number of the field, or the grid column.
    pub(super) column: u32,
    /// Grid columns covered.
    pub(super) span: u32,
    /// Grid rows covered; 1 in text.
    pub(super) down: u32,
}

/// What a token can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing, or only white space.
    Blank,
    /// A number, a slash, a number with a remark.
    Value,
    /// Anything else.
    Label,
}

impl Line<'_> {
    pub(super) fn is_grid(&self) -> bool {
        matches!(self.source, Source::Grid { .. })
    }

    /// A text line without any character: it separates, it is no cell.
    pub(super) fn is_empty_text(&self) -> bool {
        !self.is_grid() && self.raw.is_empty()
    }
}

impl<'a> Token<'a> {
    /// Whether it is words and can be no figure.
    pub(super) fn is_words(&self) -> bool {
        self.kind == Kind::Label || value::is_word(self.raw)
    }

    /// Whether it is words an office set beside its figures. One that begins with digits may be the rest of a figure.
    pub(super) fn is_remark(&self) -> bool {
        self.is_words() && !self.normal.starts_with(|c: char| c.is_ascii_digit() || ".,".contains(c))
    }

    pub(super) fn new(raw: &'a str, at: &'a Place, column: u32, span: u32) -> Self {
        let normal = normal(raw);
        let kind = if is_blank(raw) {
            Kind::Blank
        } else if value::is_value(raw) && !is_label_number(&normal) {
            Kind::Value
        } else {
            Kind::Label
        };
        Self { raw, normal, kind, at, column, span, down: 1 }
    }
}

/// Whether a text is the number of a label without its words: 2. or 2、
fn is_label_number(normal: &str) -> bool {
    let digits = normal.strip_suffix(['.', '、']).unwrap_or_default();
    (1..=2).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit())
}

/// The document's lines in order.
pub(super) fn lines(document: &Document) -> Vec<Line<'_>> {
    let mut lines = Vec::with_capacity(document.blocks.len());
    let mut tables = 0;
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => lines.push(text_line(&heading.text, &heading.place, Some(heading.level))),
            Block::Paragraph(paragraph) => {
                lines.extend(paragraph.text.split('\n').map(|text| text_line(text, &paragraph.place, None)));
            }
            Block::Table(table) => {
                if is_column(table) {
                    lines.extend(column(table));
                } else {
                    lines.extend(rows(table, tables));
                }
                tables += 1;
            }
        }
    }
    grid::take_for_grids(&mut lines, tables);
    lines
}

/// Whether a table is text with one cell a line that a spreadsheet program took for rows: no row holds two words, nor
/// more than one empty cell beside them.
fn is_column(table: &Table) -> bool {
    let mut rows: Vec<(u32, usize, usize)> = Vec::new();
    for cell in &table.cells {
        let words = usize::from(!is_blank(&cell.text));
        match rows.last_mut() {
            Some((row, count, texts)) if *row == cell.row => (*count, *texts) = (*count + 1, *texts + words),
            _ => rows.push((cell.row, 1, words)),
        }
    }
    rows.iter().all(|(_, count, texts)| *count <= 2 && *texts <= 1)
}

/// The rows of such a table as the lines of text they were; a row without text is an empty line.
fn column(table: &Table) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut next = 0;
    for cell in &table.cells {
        let empty_rows = cell.row.saturating_sub(next);
        lines.extend((0..empty_rows.min(1)).map(|_| text_line("", &cell.place, None)));
        if cell.row >= next || !cell.text.is_empty() {
            let replaces_empty = cell.row < next && lines.last().is_some_and(|line| line.raw.is_empty());
            if replaces_empty {
                lines.pop();
            }
            lines.push(text_line(&cell.text, &cell.place, None));
        }
        next = next.max(cell.row.saturating_add(1));
    }
    lines
}

fn rows(table: &Table, number: usize) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut row = None;
    // Cells of several rows: the row after their last, their column, and the column after their last.
    let mut tall: Vec<(u32, u32, u32)> = Vec::new();
    for cell in &table.cells {
        let end = cell.column.saturating_add(cell.column_span.max(1));
        if row != Some(cell.row) {
            row = Some(cell.row);
            tall.retain(|(below, ..)| *below > cell.row);
            let above = tall.iter().map(|(.., end)| *end).max().unwrap_or(0);
            lines.push(Line {
                source: Source::Grid { table: number },
                tokens: Vec::new(),
                at: &cell.place,
                raw: "",
                normal: String::new(),
                reach: above,
                hanging: tall.iter().map(|(_, column, _)| *column).collect(),
            });
        }
        if cell.row_span > 1 {
            tall.push((cell.row.saturating_add(cell.row_span), cell.column, end));
        }
        if let Some(line) = lines.last_mut() {
            let mut token = Token::new(&cell.text, &cell.place, cell.column, cell.column_span.max(1));
            token.down = cell.row_span.max(1);
            line.normal.push_str(&token.normal);
            line.reach = line.reach.max(end);
            line.tokens.push(token);
        }
    }
    lines
}

fn text_line<'a>(raw: &'a str, at: &'a Place, heading: Option<u8>) -> Line<'a> {
    let tokens = if raw.contains('\t') {
        raw.split('\t').zip(0..).map(|(field, column)| Token::new(field, at, column, 1)).collect()
    } else {
        spaced_tokens(raw, at)
    };
    Line { source: Source::Text { heading }, tokens, at, raw, normal: normal(raw), reach: 0, hanging: Vec::new() }
}

/// A line without tabs is one token, unless a label or nothing is followed by at least two figures set apart by
/// spaces, or a label by one.
fn spaced_tokens<'a>(raw: &'a str, at: &'a Place) -> Vec<Token<'a>> {
    let whole = || vec![Token::new(raw, at, 0, 1)];
    let has_figure = raw.contains(|c: char| c.is_numeric() || c == '/');
    if !raw.contains(char::is_whitespace) || !(has_figure || raw.trim_end().ends_with(value::is_dash)) {
        return whole();
    }
    let pieces: Vec<&str> = raw.split_whitespace().collect();
    let remark = usize::from(ends_in_remark(raw, &pieces));
    let figures = pieces.iter().rev().skip(remark).take_while(|piece| value::is_value(piece)).count() + remark;
    let labels = pieces.len() - figures;
    let names_one = || {
        let said: String = pieces.iter().take(labels).map(|piece| normal(piece)).collect();
        said.chars().count() >= 2 && !said.contains(['。', ';', ',', ':', '、'])
    };
    if figures == 0 || (figures == 1 && !names_one()) || (labels == 0 && !has_figure) {
        return whole();
    }
    let mut tokens = Vec::with_capacity(figures + 1);
    if let (Some(first), Some(last)) = (pieces.first(), labels.checked_sub(1).and_then(|last| pieces.get(last))) {
        let start = offset(raw, first);
        let end = offset(raw, last) + last.len();
        if let Some(label) = raw.get(start..end) {
            tokens.push(Token::new(label, at, 0, 1));
        }
    }
    tokens.extend(pieces.iter().skip(labels).zip(1..).map(|(piece, column)| Token::new(piece, at, column, 1)));
    tokens
}

/// Whether behind a label and at least three figures set apart by spaces, or one by wide ones, stands a word that ends no
/// sentence.
fn ends_in_remark(raw: &str, pieces: &[&str]) -> bool {
    let Some((last, before)) = pieces.split_last() else { return false };
    let figures = before.iter().rev().take_while(|piece| value::is_value(piece)).count();
    let fewest = if raw.contains("  ") || raw.contains('\u{3000}') { 1 } else { 3 };
    figures >= fewest
        && figures < before.len()
        && !value::is_value(last)
        && !last.contains(['。', '；', '，', '：', '、', '.', ';', ','])
}

/// Where a piece that `split_whitespace` gave stands in its line.
fn offset(line: &str, piece: &str) -> usize {
    piece.as_ptr().addr().saturating_sub(line.as_ptr().addr())
}
