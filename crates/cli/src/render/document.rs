//! A document of the neutral model as text for a terminal.

use gongkai_documents::{Block, Document};

use super::grid;
use super::style::{STRONG, painted};
use super::width::{tame, wrapped};

/// Headings, paragraphs and tables, at most `width` columns wide where possible.
pub(crate) fn text(document: &Document, width: usize) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => {
                if !text.is_empty() {
                    text.push('\n');
                }
                for line in wrapped(&tame(&heading.text), width) {
                    text.push_str(&painted(STRONG, &line));
                    text.push('\n');
                }
                text.push('\n');
            }
            Block::Paragraph(paragraph) => {
                for line in paragraph.text.split('\n').flat_map(|line| wrapped(&tame(line), width)) {
                    text.push_str(&line);
                    text.push('\n');
                }
            }
            Block::Table(table) => text.push_str(&grid::drawn(table, width)),
        }
    }
    text
}
