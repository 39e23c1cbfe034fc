//! Writes csv: UTF-8 with a byte order mark, RFC 4180 quoting, CRLF.
//!
//! A table is its grid: the text of a merged cell stands at the cell's top left position and the others stay empty.
//! Headings and paragraphs are lines of one field; an empty line stands between blocks that touch a table.
//!
//! A field that a spreadsheet program would take for a formula (it begins with `=`, `+`, `-`, `@`, their full-width
//! forms, a tab or a carriage return) gets an apostrophe in front, unless it is a plain number such as `-3` or `+2`, or
//! a lone `-`, which stands for "nothing" in many reports.

use super::grid::{Grid, Slot};
use crate::model::{Block, Document};

/// Writes csv.
pub fn write(document: &Document) -> Vec<u8> {
    let mut out = String::from("\u{FEFF}");
    let mut after_table = None;
    for block in &document.blocks {
        let is_table = matches!(block, Block::Table(_));
        if after_table.is_some_and(|before| before || is_table) {
            out.push_str("\r\n");
        }
        after_table = Some(is_table);
        match block {
            Block::Heading(heading) => line(&mut out, std::iter::once(heading.text.as_str())),
            Block::Paragraph(paragraph) => line(&mut out, std::iter::once(paragraph.text.as_str())),
            Block::Table(table) => {
                let grid = Grid::new(table);
                for row in 0..grid.rows {
                    line(&mut out, (0..grid.columns).map(|column| text(&grid, row, column)));
                }
            }
        }
    }
    out.into_bytes()
}

fn text<'g>(grid: &'g Grid<'_>, row: usize, column: usize) -> &'g str {
    match grid.slot(row, column) {
        Slot::Anchor(cell) => &cell.text,
        Slot::Covered(_) | Slot::Blank => "",
    }
}

fn line<'a>(out: &mut String, fields: impl Iterator<Item = &'a str>) {
    for (number, text) in fields.enumerate() {
        if number > 0 {
            out.push(',');
        }
        field(out, text);
    }
    out.push_str("\r\n");
}

fn field(out: &mut String, text: &str) {
    let guard = if looks_like_formula(text) { "'" } else { "" };
    if text.contains([',', '"', '\r', '\n']) || text.starts_with(' ') || text.ends_with(' ') {
        out.push('"');
        out.push_str(guard);
        out.push_str(&text.replace('\0', "").replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(guard);
        out.push_str(&text.replace('\0', ""));
    }
}

fn looks_like_formula(text: &str) -> bool {
    let trimmed = text.trim_start_matches([' ', '\u{A0}', '\u{3000}', '\0', '\u{FEFF}', '\u{200B}']);
    match trimmed.chars().next() {
        Some('+' | '-') => trimmed != "-" && !is_signed_number(trimmed),
        Some('=' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠') => true,
        _ => false,
    }
}

/// `-3`, `+2.50`: a sign, digits, at most one point between digits.
fn is_signed_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut out = String::new();
        field(&mut out, text);
        assert_eq!(out, expected);
    }

    #[test]
    fn quotes_what_needs_it() {
        check("规章", "规章");
        check("甲,乙", "\"甲,乙\"");
        check("他说“好”和\"行\"", "\"他说“好”和\"\"行\"\"\"");
        check("三\n本年", "\"三\n本年\"");
        check("", "");
        check("\u{3000}", "\u{3000}");
    }

    #[test]
    fn guards_formulas_but_not_numbers() {
        for plain in ["-", "-3", "+2", "-0.5", "0", "/", "-8.10"] {
            check(plain, plain);
        }
        check("=1+1", "'=1+1");
        check("+2件", "'+2件");
        check("-a", "'-a");
        check("@SUM(A1)", "'@SUM(A1)");
        check("\t=1", "'\t=1");
        check("\r=1", "\"'\r=1\"");
        check(" =1", "\"' =1\"");
        check("＝1", "'＝1");
        check("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0");
        check("=1,\"2\"", "\"'=1,\"\"2\"\"\"");
    }
}
