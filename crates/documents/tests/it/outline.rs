//! A document as lines of text, so that a test shows what it expects.

use gongkai_documents::{Block, Document, Table};

/// One line a block: `h2 …`, `p …`, `table rows×columns` with a line for each row.
pub(crate) fn outline(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => lines.push(format!("h{} {}", heading.level, heading.text)),
            Block::Paragraph(paragraph) => lines.push(format!("p {}", paragraph.text.escape_debug())),
            Block::Table(table) => {
                let head = if table.header_rows > 0 { format!(" head {}", table.header_rows) } else { String::new() };
                lines.push(format!("table {}x{}{head}", table.rows, table.columns));
                lines.extend((0..table.rows).map(|row| row_line(table, row)));
            }
        }
    }
    lines
}

/// `column:text` of each cell anchored in the row, with its span and `!` for a header cell.
fn row_line(table: &Table, row: u32) -> String {
    let cells = table.cells.iter().filter(|cell| cell.row == row).map(|cell| {
        let span = match (cell.row_span, cell.column_span) {
            (1, 1) => String::new(),
            (rows, columns) => format!("[{rows}x{columns}]"),
        };
        format!(" {}{}{span}:{}", cell.column, if cell.header { "!" } else { "" }, cell.text.escape_debug())
    });
    format!(" {}", cells.collect::<Vec<_>>().join(" |"))
}

/// The notices as `kind detail`.
pub(crate) fn notices(document: &Document) -> Vec<String> {
    document.notices.iter().map(|notice| format!("{:?} {}", notice.kind, notice.detail)).collect()
}

#[track_caller]
pub(crate) fn assert_lines(found: &[String], expected: &str) {
    let expected: Vec<&str> = expected.lines().map(|line| line.trim_start_matches('¦')).collect();
    assert_eq!(found, expected, "\n{}", found.join("\n"));
}
