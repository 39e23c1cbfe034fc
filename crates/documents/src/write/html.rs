//! Writes html: one page that needs nothing else, readable on a telephone, with a screen reader and on paper.

mod table;

use std::fmt::Write;

pub(super) use table::write as write_table;

use super::grid::Grid;
use super::markup::{clean, escape, push_escaped};
use crate::model::{Block, Document};

/// The page's title when the document has none.
const UNTITLED: &str = "未命名文档";

/// Writes html.
pub fn write(document: &Document) -> String {
    let mut out = String::from("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    let title = super::title_of(document).unwrap_or(UNTITLED);
    out.push_str(&inline(title).replace("<br>", " "));
    out.push_str("</title>\n<style>\n");
    out.push_str(include_str!("html/page.css"));
    out.push_str("</style>\n</head>\n<body>\n<main>\n");
    write_blocks(&mut out, document);
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn write_blocks(out: &mut String, document: &Document) {
    let mut before: Option<&Block> = None;
    let mut section: Option<&str> = None;
    let mut number = 0_u32;
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => {
                let level = heading.level.clamp(1, 6);
                let _ = writeln!(out, "<h{level}>{}</h{level}>", inline(&heading.text));
                section = Some(&heading.text);
            }
            Block::Paragraph(paragraph) => {
                write_paragraph(out, &paragraph.text, super::stands_flush(before, &paragraph.text));
            }
            Block::Table(table) => {
                number += 1;
                let grid = Grid::new(table);
                let label = section.map_or_else(|| format!("表{number}"), |section| format!("{section}（表{number}）"));
                out.push_str("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
                out.push_str(&escape(&label).replace('\n', " "));
                out.push_str("\">\n");
                let heading = match before {
                    Some(Block::Heading(heading)) => Some(heading.text.as_str()),
                    Some(Block::Paragraph(_) | Block::Table(_)) | None => None,
                };
                write_table(out, &grid, heading, &table.widths);
                out.push_str("</div>\n");
            }
        }
        before = Some(block);
    }
}

fn write_paragraph(out: &mut String, text: &str, flush: bool) {
    out.push_str(if flush || text.is_empty() { "<p class=\"own\">" } else { "<p>" });
    out.push_str(&inline(text));
    out.push_str("</p>\n");
}

/// Text as inline html, line feeds as `<br>`.
fn inline(text: &str) -> String {
    let text: String = clean(text).collect();
    let mut out = String::with_capacity(text.len());
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push_str("<br>");
        }
        push_escaped(&mut out, line);
    }
    out
}
