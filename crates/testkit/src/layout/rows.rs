//! Layouts with one table row a line, cells separated by tabs.

use gongkai_documents::{Block, Cell, Document, Table};

use super::grid::{Slot, rows};

pub(super) fn even(document: &Document) -> String {
    separated(document, expanded)
}

/// The text export of a web editor: table 3 has a column too many and its labels stand one column off.
pub(super) fn ragged(document: &Document) -> String {
    separated(document, |table| if table.columns == 10 { table_3(table) } else { expanded(table) })
}

fn separated(document: &Document, rows: impl Fn(&Table) -> Vec<Vec<String>>) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => text.push_str(&heading.text),
            Block::Paragraph(paragraph) => text.push_str(&paragraph.text),
            Block::Table(table) => {
                let lines: Vec<String> = rows(table).iter().map(|row| row.join("\t")).collect();
                text.push_str(&lines.join("\n"));
            }
        }
        text.push_str("\n\n");
    }
    text
}

/// Every grid column in its place; what a span covers is empty.
fn expanded(table: &Table) -> Vec<Vec<String>> {
    let shown = |slot: &Slot<'_>| match slot {
        Slot::Anchor(cell) => cell.text.replace('\n', ""),
        Slot::Below | Slot::Covered | Slot::Empty => String::new(),
    };
    rows(table)
        .iter()
        .map(|row| {
            // A row that lost a cell is short; nothing makes up for it.
            let end = row.iter().rposition(|slot| !matches!(slot, Slot::Empty)).map_or(0, |last| last + 1);
            row.iter().take(end).map(shown).collect()
        })
        .collect()
}

const FIELDS: usize = 11;

fn table_3(table: &Table) -> Vec<Vec<String>> {
    (0..table.rows)
        .map(|row| {
            let cells: Vec<&Cell> = table.cells.iter().filter(|cell| cell.row == row).collect();
            let mut fields = if row < table.header_rows { header(row, &cells) } else { data(table, row, &cells) };
            fields.resize(FIELDS, String::new());
            fields
        })
        .collect()
}

/// Three header rows; 总计 has slipped one row up and two columns to the left of its figures' end.
fn header(row: u32, cells: &[&Cell]) -> Vec<String> {
    let texts: Vec<String> = cells.iter().map(|cell| cell.text.clone()).collect();
    let empty = |count| vec![String::new(); count];
    match (row, texts.as_slice()) {
        (0, [corner, applicants]) => {
            let mut fields = vec![half_width_brackets(corner), String::new(), applicants.clone()];
            fields.extend(empty(5));
            fields.push("总计".to_owned());
            fields
        }
        (1, [natural, organisations, _]) => vec![String::new(), String::new(), natural.clone(), organisations.clone()],
        _ => empty(3).into_iter().chain(texts).collect(),
    }
}

fn data(table: &Table, row: u32, cells: &[&Cell]) -> Vec<String> {
    let labels: Vec<&&Cell> = cells.iter().filter(|cell| cell.header).collect();
    let values: Vec<String> = cells.iter().filter(|cell| !cell.header).map(|cell| cell.text.clone()).collect();
    let Some(last) = labels.last() else { return values };
    let without_leading = last.text == "3.其他" || last.text.starts_with("（七）");
    let mut fields: Vec<String> = if without_leading {
        vec![half_width_brackets(&last.text)]
    } else {
        let label = |column| labels.iter().find(|cell| cell.column == column);
        (0..=last.column)
            .map(|column| label(column).map_or_else(String::new, |c| half_width_brackets(&c.text)))
            .collect()
    };
    fields.push(String::new());
    // The last two rows get a figure too many; only among zeros, where it can be no other.
    let at_the_end = row + 2 >= table.rows;
    let extra = at_the_end && values.iter().all(|value| value == "0");
    fields.extend(values);
    if extra {
        fields.push("0".to_owned());
    }
    fields
}

/// （一）予以公开 → (一) 予以公开, and other brackets half-width.
fn half_width_brackets(label: &str) -> String {
    let narrow = label.replace('（', "(").replace('）', ")").replace('，', ",");
    match narrow.split_once(')') {
        Some((numeral, rest)) if narrow.starts_with('(') && numeral.chars().count() == 2 => {
            format!("{numeral}) {rest}")
        }
        _ => narrow,
    }
}
