//! Markdown with pipe tables.

use gongkai_documents::{Block, Document, Table};

use super::grid::{Slot, rows};

pub(super) fn pipes(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => {
                let marks = "#".repeat(usize::from(heading.level));
                text.extend([marks.as_str(), " ", &heading.text, "\n\n"]);
            }
            Block::Paragraph(paragraph) => text.extend([paragraph.text.as_str(), "\n\n"]),
            Block::Table(table) => text.push_str(&pipe_table(table)),
        }
    }
    text
}

fn pipe_table(table: &Table) -> String {
    let mut text = String::new();
    for (number, row) in rows(table).iter().enumerate() {
        text.push('|');
        for slot in row {
            if let Slot::Anchor(cell) = slot {
                text.extend([" ", &cell.text.replace('\n', "<br>").replace('|', "\\|"), " "]);
            }
            text.push('|');
        }
        text.push('\n');
        if number == 0 {
            text.extend(["|", &" --- |".repeat(row.len()), "\n"]);
        }
    }
    text.push('\n');
    text
}
