//! A document made by the report floor (a comparison, a total) as a page shows it.

use gongkai_documents::{Block, Document, Table};

use super::form_table::escaped;

/// A piece of a page.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    /// A heading of level 2 or 3.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(String),
    /// A table.
    Grid(Grid),
}

/// A table; cells are markup.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    pub(crate) caption: String,
    /// Whether it is a statutory table, whose labels are Chinese in every language.
    pub(crate) is_form: bool,
    pub(crate) head: Vec<Vec<String>>,
    pub(crate) body: Vec<Vec<String>>,
}

/// The pieces of a document after its title.
pub(crate) fn pieces(document: Document) -> Vec<Piece> {
    let mut heading = document.title.clone().unwrap_or_default();
    let mut pieces = Vec::new();
    for block in document.blocks {
        match block {
            Block::Heading(of) if of.level <= 1 => {}
            Block::Heading(of) => {
                heading.clone_from(&of.text);
                pieces.push(Piece::Heading(of.level.clamp(2, 3), of.text));
            }
            Block::Paragraph(of) => pieces.push(Piece::Paragraph(of.text)),
            Block::Table(table) => pieces.push(Piece::Grid(grid(&table, &heading))),
        }
    }
    pieces
}

fn grid(table: &Table, caption: &str) -> Grid {
    let is_form = table.cells.iter().any(|cell| cell.row_span > 1 || cell.column_span > 1);
    let (mut head, mut body): (Vec<Vec<String>>, Vec<Vec<String>>) = (Vec::new(), Vec::new());
    let mut at = None;
    for cell in &table.cells {
        let is_head = cell.row < table.header_rows;
        let rows = if is_head { &mut head } else { &mut body };
        if at != Some(cell.row) {
            rows.push(Vec::new());
            at = Some(cell.row);
        }
        let Some(row) = rows.last_mut() else { continue };
        // The first column of a listing names the row.
        let is_label = cell.header || (!is_form && cell.column == 0);
        let tag = if is_label { "th" } else { "td" };
        let scope = match (is_label, is_head) {
            (false, _) => "",
            (true, true) if cell.column_span > 1 => " scope=\"colgroup\"",
            (true, true) => " scope=\"col\"",
            (true, false) if cell.column_span > 1 && cell.column == 0 && table.columns == cell.column_span => {
                " class=\"band\" scope=\"colgroup\""
            }
            (true, false) if cell.row_span > 1 => " scope=\"rowgroup\"",
            (true, false) => " scope=\"row\"",
        };
        let number = if !is_form && !is_label && is_number(&cell.text) { " class=\"number\"" } else { "" };
        let mut spans = String::new();
        for (name, span) in [("rowspan", cell.row_span), ("colspan", cell.column_span)] {
            if span > 1 {
                spans.push_str(&format!(" {name}=\"{span}\""));
            }
        }
        row.push(format!("<{tag}{scope}{number}{spans}>{}</{tag}>", escaped(&cell.text)));
    }
    Grid { caption: caption.to_owned(), is_form, head, body }
}

fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '-']).trim_end_matches(['%', '元']);
    !digits.is_empty() && digits.chars().all(|letter| letter.is_ascii_digit() || ".,/".contains(letter))
}
