//! A document of the neutral model as text for a terminal.

use std::borrow::Cow;

use gongkai_documents::{Block, Document, Piece};

use super::grid::Drawing;
use super::style::{STRONG, painted};
use super::width::{tame, wrapped};

/// Headings, paragraphs and tables, at most `width` columns wide where possible.
pub(crate) fn text(document: &Document, width: usize) -> String {
    pieces(document.blocks.iter().map(|block| Piece::Block(Cow::Borrowed(block))), width).collect()
}

/// The same of a document that comes in pieces: what is drawn of each. Columns of a table are as wide as its first piece
/// asks for.
pub(crate) fn pieces<'a>(pieces: impl Iterator<Item = Piece<'a>>, width: usize) -> impl Iterator<Item = String> {
    let mut pieces = pieces.peekable();
    let mut drawing: Option<Drawing> = None;
    let mut is_first = true;
    std::iter::from_fn(move || {
        let piece = pieces.next()?;
        let ends = !matches!(pieces.peek(), Some(Piece::Rows(_)));
        let is_top = std::mem::take(&mut is_first);
        Some(match piece {
            Piece::Block(block) => match block.as_ref() {
                Block::Heading(heading) => {
                    let lines = wrapped(&tame(&heading.text), width);
                    let lines: String = lines.iter().map(|line| painted(STRONG, line) + "\n").collect();
                    format!("{}{lines}\n", if is_top { "" } else { "\n" })
                }
                Block::Paragraph(paragraph) => {
                    let lines = paragraph.text.split('\n').flat_map(|line| wrapped(&tame(line), width));
                    lines.map(|line| line + "\n").collect()
                }
                Block::Table(table) => {
                    let begun = drawing.insert(Drawing::new(table, width));
                    begun.begun(table, ends)
                }
            },
            Piece::Rows(rows) => match &drawing {
                Some(drawing) => drawing.continued(&rows, ends),
                None => Drawing::new(&rows, width).begun(&rows, ends),
            },
        })
    })
}

#[cfg(test)]
mod tests {
    use gongkai_documents::{Cell, Place, Table};

    use super::*;

    fn table(header_rows: u32, texts: &[[&str; 2]]) -> Table {
        let rows = u32::try_from(texts.len()).unwrap();
        let place = Place::Cell { table: 1, row: 1, column: 1 };
        let cell = |row, column, text: &str| Cell {
            row,
            column,
            row_span: 1,
            column_span: 1,
            text: text.to_owned(),
            header: row < header_rows,
            place: place.clone(),
        };
        let cells = (0..).zip(texts).flat_map(|(row, [left, right])| [cell(row, 0, left), cell(row, 1, right)]);
        Table { rows, columns: 2, header_rows, widths: Vec::new(), cells: cells.collect(), place: place.clone() }
    }

    fn drawn(parts: Vec<Piece<'_>>) -> String {
        super::pieces(parts.into_iter(), 40).collect()
    }

    #[test]
    fn a_table_in_pieces_is_drawn_as_the_whole() {
        let rows = [["机关", "件数"], ["青禾街道办事处", "12"], ["云溪镇人民政府", "7"], ["示例区人民政府", "300"]];
        let begun = |to: usize| Piece::from(Block::Table(table(1, &rows[..to])));
        let more = |from: usize, to: usize| Piece::Rows(table(0, &rows[from..to]));
        let whole = drawn(vec![begun(4)]);
        assert_eq!(drawn(vec![begun(2), more(2, 3), more(3, 4)]), whole);
        assert_eq!(whole.lines().filter(|line| line.starts_with('└')).count(), 1);
        // What has no beginning is a table of its own.
        assert!(drawn(vec![more(1, 4)]).starts_with('┌'));
    }

    #[test]
    fn rows_of_several_lines_keep_their_rules_where_pieces_meet() {
        let rows = [["甲", "乙"], ["第一行\n第二行", "1"], ["第三行\n第四行", "2"]];
        let whole = drawn(vec![Piece::from(Block::Table(table(1, &rows)))]);
        let parts = vec![Piece::from(Block::Table(table(1, &rows[..2]))), Piece::Rows(table(0, &rows[2..]))];
        assert_eq!(drawn(parts), whole);
    }
}
