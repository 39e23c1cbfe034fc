//! A document made by the report floor (a comparison, a total) as a page shows it.

use std::collections::HashMap;

use gongkai_documents::{Block, Document, Table};

use super::form_table::{FormTable, escaped, recognised};

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
    /// The class of a statutory table, whose labels are Chinese in every language.
    pub(crate) form: Option<&'static str>,
    /// Whether its first three columns are labels that stay in place.
    pub(crate) has_labels: bool,
    pub(crate) head: Vec<Vec<String>>,
    pub(crate) body: Vec<Vec<String>>,
}

/// The pieces of a document after its title.
pub(crate) fn pieces(document: Document) -> Vec<Piece> {
    let mut heading = document.title.clone().unwrap_or_default();
    let (mut pieces, mut times) = (Vec::new(), HashMap::new());
    for block in document.blocks {
        match block {
            Block::Heading(of) if of.level <= 1 => {}
            Block::Heading(of) => {
                heading.clone_from(&of.text);
                pieces.push(Piece::Heading(of.level.clamp(2, 3), of.text));
            }
            Block::Paragraph(of) => pieces.push(Piece::Paragraph(of.text)),
            Block::Table(table) => {
                times
                    .entry(heading.clone())
                    .and_modify(|times: &mut u32| *times = times.saturating_add(1))
                    .or_insert(1);
                // Of two tables under one heading each has a name of its own.
                let caption = match times.get(&heading) {
                    Some(number @ 2..) => format!("{heading} ({number})"),
                    Some(_) | None => heading.clone(),
                };
                pieces.push(Piece::Grid(grid(&table, &caption)));
            }
        }
    }
    pieces
}

fn grid(table: &Table, caption: &str) -> Grid {
    let caption = caption.to_owned();
    if let Some(FormTable { class, head, body, id, .. }) = recognised(table) {
        return Grid { caption, form: Some(class), has_labels: id == "t3", head, body };
    }
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
        let text = escaped(&cell.text);
        row.push(match (is_head, cell.column) {
            (true, _) => format!("<th scope=\"col\">{text}</th>"),
            // The first column names the row.
            (false, 0) => format!("<th scope=\"row\">{text}</th>"),
            (false, _) if is_number(&cell.text) => format!("<td class=\"number\">{text}</td>"),
            (false, _) => format!("<td>{text}</td>"),
        });
    }
    number_heads(&mut head, &body);
    if let [_] = head.as_slice() {
        let labels: Vec<&str> =
            table.cells.iter().filter(|cell| cell.row == 0).map(|cell| cell.text.as_str()).collect();
        name_cells(&mut body, &labels);
    }
    Grid { caption, form: None, has_labels: false, head, body }
}

/// Each cell names its column, for phones, where a row becomes a card.
fn name_cells(body: &mut [Vec<String>], labels: &[&str]) {
    for cells in body.iter_mut().filter(|cells| cells.len() == labels.len()) {
        for (cell, label) in cells.iter_mut().zip(labels).filter(|(cell, _)| cell.starts_with("<td")) {
            *cell = cell.replacen("<td", &format!("<td data-label=\"{}\"", escaped(label)), 1);
        }
    }
}

/// A header stands to the right where the figures below it do.
fn number_heads(head: &mut [Vec<String>], body: &[Vec<String>]) {
    for row in head {
        for (column, cell) in row.iter_mut().enumerate() {
            let mut below = body.iter().filter_map(|row| row.get(column)).peekable();
            if below.peek().is_some() && below.all(|cell| cell.contains("class=\"number\"") || cell.ends_with("></td>"))
            {
                *cell = cell.replacen("<th ", "<th class=\"number\" ", 1);
            }
        }
    }
}

fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '-']).trim_end_matches(['%', '元']);
    !digits.is_empty() && digits.chars().all(|letter| letter.is_ascii_digit() || ".,/".contains(letter))
}

#[cfg(test)]
mod tests {
    use gongkai_documents::{Limits, read};

    use super::*;

    #[test]
    fn tables_under_one_heading_have_names_of_their_own() {
        let table = "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n";
        let text = format!("# 汇总\n\n## 二、情况\n\n{table}\n\n## 三、情况\n\n{table}\n\n按另一种格式：\n\n{table}");
        let document = read(text.as_bytes(), &Limits::default()).unwrap();
        let captions: Vec<String> = pieces(document)
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Grid(grid) => Some(grid.caption),
                Piece::Heading(..) | Piece::Paragraph(_) => None,
            })
            .collect();
        assert_eq!(captions, ["二、情况", "三、情况", "三、情况 (2)"]);
    }
}
