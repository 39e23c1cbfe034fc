//! Writes markdown: pipe tables, and embedded html for tables with spans.
//!
//! The first row of a pipe table is its header row, for markdown knows no table without one. What markdown would read
//! as its own signs is escaped; white space at the edges of a cell is written as character references, for readers
//! trim it. An empty paragraph is an empty line and so is lost.

use std::fmt::Write;

use super::grid::{Grid, Slot};
use super::html;
use super::markup::clean;
use crate::model::{Block, Document};

/// Writes markdown.
pub fn write(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        match block {
            Block::Heading(heading) => {
                let marks = "#".repeat(usize::from(heading.level.clamp(1, 6)));
                let text = escape(&heading.text).replace('\n', " ");
                let _ = writeln!(out, "{marks} {}", text.trim());
            }
            Block::Paragraph(paragraph) => write_paragraph(&mut out, &paragraph.text),
            Block::Table(table) => write_table(&mut out, &Grid::new(table)),
        }
    }
    out
}

fn write_paragraph(out: &mut String, text: &str) {
    let text: String = clean(text).collect();
    let lines: Vec<String> = text.split('\n').map(|line| escape_start(&edges(&escape(line)))).collect();
    let _ = writeln!(out, "{}", lines.join("<br>\n"));
}

fn write_table(out: &mut String, grid: &Grid<'_>) {
    if grid.has_spans() {
        html::write_table(out, grid, None, &[]);
        return;
    }
    for row in 0..grid.rows {
        out.push('|');
        for column in 0..grid.columns {
            let text = match grid.slot(row, column) {
                Slot::Anchor(cell) => edges(&escape(&cell.text).replace('|', "\\|")).replace('\n', "<br>"),
                Slot::Covered(_) | Slot::Blank => String::new(),
            };
            let _ = write!(out, " {text} |");
        }
        out.push('\n');
        if row == 0 {
            out.push('|');
            (0..grid.columns).for_each(|_| out.push_str(" --- |"));
            out.push('\n');
        }
    }
}

/// Escapes the signs that mean something inside a line.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in clean(text) {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' => {
                out.push('\\');
                out.push(character);
            }
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            other => out.push(other),
        }
    }
    out
}

/// White space at either edge as character references.
fn edges(text: &str) -> String {
    let inner = text.trim();
    let start = text.len() - text.trim_start().len();
    let (before, rest) = text.split_at(start);
    let after = rest.get(inner.len()..).unwrap_or_default();
    let mut out = String::with_capacity(text.len());
    before.chars().for_each(|character| reference(&mut out, character));
    out.push_str(inner);
    after.chars().for_each(|character| reference(&mut out, character));
    out
}

fn reference(out: &mut String, character: char) {
    if character == '\n' {
        out.push('\n');
    } else {
        let _ = write!(out, "&#{};", u32::from(character));
    }
}

/// Escapes what would make a line a heading, a quotation, a list, a rule or a table.
fn escape_start(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|character: char| character.is_ascii_digit()).len();
    if let Some((number, rest)) = line.split_at_checked(digits)
        && digits > 0
        && rest.starts_with(['.', ')'])
    {
        return format!("{number}\\{rest}");
    }
    if line.starts_with(['#', '>', '-', '+', '=', '|', '~']) {
        return format!("\\{line}");
    }
    line.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut out = String::new();
        write_paragraph(&mut out, text);
        assert_eq!(out.trim_end_matches('\n'), expected);
    }

    #[test]
    fn text_stays_text() {
        check("# 不是标题", "\\# 不是标题");
        check("1.属于国家秘密", "1\\.属于国家秘密");
        check("2023年", "2023年");
        check("- 一 *二* _三_ `四` [五] <六> &七;", "\\- 一 \\*二\\* \\_三\\_ \\`四\\` \\[五\\] &lt;六> &amp;七;");
        check("甲\n乙", "甲<br>\n乙");
        check("\u{3000}\u{3000}正文", "&#12288;&#12288;正文");
    }
}
