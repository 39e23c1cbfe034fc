//! A file as records: which columns it has, and what stands in each row.

use std::collections::BTreeMap;

use gongkai_documents::read::{csv, sniff};
use gongkai_documents::{Block, Document, Format, Limits, NoticeKind, Place, ReadError, Table, read};

use super::columns::Column;
use crate::error::Problem;

/// The most rows of one file.
const MOST_ROWS: usize = 5_000;
/// Rows at the top of a table among which the headings are looked for: titles may stand above them.
const HEADINGS_WITHIN: u32 = 10;

/// What a file holds.
#[derive(Debug, Default)]
pub(super) struct Records {
    /// Its rows in order; those with nothing in them are left out.
    pub(super) rows: Vec<Record>,
    /// Headings that mean nothing here.
    pub(super) ignored: Vec<String>,
}

/// A row.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// Number in the sheet or file, from 1.
    pub(super) number: u32,
    /// What stands under each heading; empty cells are left out.
    pub(super) cells: BTreeMap<Column, String>,
    /// A line that is no row of the table.
    pub(super) stray: Option<String>,
}

/// The records of a file.
pub(super) fn records(bytes: &[u8]) -> Result<Records, Problem> {
    let document = document(bytes)?;
    if document.notices.iter().any(|notice| notice.kind == NoticeKind::LimitReached) {
        return Err(problem_with("problem-file-rows", vec![("most", MOST_ROWS.to_string())]));
    }
    let mut gathered = Records::default();
    let mut heads: Option<Vec<(u32, Column)>> = None;
    for block in &document.blocks {
        match (block, &heads) {
            (Block::Table(table), known) => {
                let (first, columns) = match headings(table, &mut gathered.ignored)? {
                    Some((row, columns)) => (row.saturating_add(1), columns),
                    // A csv file's table goes on after an empty line.
                    None => match known {
                        Some(columns) if document.format == Format::Csv => (0, columns.clone()),
                        Some(_) | None => continue,
                    },
                };
                gather(table, first, &columns, &mut gathered.rows);
                heads = Some(columns);
            }
            (Block::Heading(_), _) | (Block::Paragraph(_), None) => {}
            (Block::Paragraph(paragraph), Some(_)) => {
                if document.format == Format::Csv && !paragraph.text.trim().is_empty() {
                    let stray = Some(paragraph.text.trim().chars().take(60).collect());
                    gathered.rows.push(Record { number: number(&paragraph.place), stray, ..Record::default() });
                }
            }
        }
        if gathered.rows.len() > MOST_ROWS {
            return Err(problem_with("problem-file-rows", vec![("most", MOST_ROWS.to_string())]));
        }
    }
    match (heads, gathered.rows.is_empty()) {
        (None, _) => Err(problem("problem-file-headings")),
        (Some(_), true) => Err(problem("problem-file-no-rows")),
        (Some(_), false) => Ok(gathered),
    }
}

/// Only tables are read: a workbook, or text with commas however it is encoded.
fn document(bytes: &[u8]) -> Result<Document, Problem> {
    let limits = Limits::default();
    let document = match sniff::sniff(bytes) {
        Ok(Format::Xlsx | Format::Xls) => read(bytes, &limits),
        Ok(Format::Csv | Format::Txt | Format::Markdown) => csv::read(bytes, &limits),
        Ok(other @ (Format::Html | Format::Docx | Format::Doc | Format::Pdf | Format::Ofd)) => {
            return Err(problem_with("problem-file-format", vec![("found", other.extension().to_owned())]));
        }
        Err(error) => Err(error),
    };
    document.map_err(|error| match error {
        ReadError::Empty => problem("problem-file-empty"),
        ReadError::Foreign { found } => problem_with("problem-file-format", vec![("found", found)]),
        ReadError::Encrypted { .. } => problem("problem-file-encrypted"),
        ReadError::Damaged { .. } => problem("problem-file-damaged"),
        ReadError::TooLarge { .. } => problem_with("problem-file-rows", vec![("most", MOST_ROWS.to_string())]),
    })
}

/// The row of headings, and which column stands where.
type Headings = (u32, Vec<(u32, Column)>);

/// The row of headings and the column each stands in; `None` when the table has no column of names.
fn headings(table: &Table, ignored: &mut Vec<String>) -> Result<Option<Headings>, Problem> {
    for row in 0..table.rows.min(HEADINGS_WITHIN) {
        let cells = || table.cells.iter().filter(move |cell| cell.row == row);
        let columns: Vec<(u32, Column)> =
            cells().filter_map(|cell| Some((cell.column, Column::of_head(&cell.text)?))).collect();
        if columns.len() < 2 || !columns.iter().any(|(_, column)| matches!(column, Column::Name | Column::Id)) {
            continue;
        }
        for (place, (_, column)) in columns.iter().enumerate() {
            if columns.iter().skip(place.saturating_add(1)).any(|(_, other)| other == column) {
                return Err(problem_with("problem-file-heading-twice", vec![("column", column.id().to_owned())]));
            }
        }
        let others = cells().filter(|cell| Column::of_head(&cell.text).is_none() && !cell.text.trim().is_empty());
        ignored.extend(others.map(|cell| cell.text.trim().chars().take(40).collect::<String>()));
        return Ok(Some((row, columns)));
    }
    Ok(None)
}

/// The rows from `first` on. A cell merged over several rows stands in each of them.
fn gather(table: &Table, first: u32, columns: &[(u32, Column)], rows: &mut Vec<Record>) {
    let mut found: BTreeMap<u32, Record> = BTreeMap::new();
    for cell in &table.cells {
        let Some((_, column)) = columns.iter().find(|(place, _)| *place == cell.column) else { continue };
        let text = unguarded(cell.text.trim());
        if text.is_empty() {
            continue;
        }
        let offset = cell.row.max(first);
        for row in offset..cell.row.saturating_add(cell.row_span).min(table.rows) {
            let record = found.entry(row).or_default();
            record.number = number(&cell.place).saturating_add(row.saturating_sub(cell.row));
            record.cells.insert(*column, text.to_owned());
        }
    }
    rows.extend(found.into_values());
}

/// Without the apostrophe that keeps spreadsheet programs from taking a text for a formula.
fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) => rest,
        Some(_) | None => text,
    }
}

fn number(place: &Place) -> u32 {
    match place {
        Place::Line { line } => *line,
        Place::Cell { row, .. } => *row,
        Place::Paragraph { paragraph } => *paragraph,
        Place::Sheet { cell, .. } => {
            let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
            digits.parse().unwrap_or_default()
        }
        Place::Page { page, .. } => *page,
    }
}

fn problem(message: &'static str) -> Problem {
    problem_with(message, Vec::new())
}

fn problem_with(message: &'static str, args: Vec<(&'static str, String)>) -> Problem {
    Problem { field: "file".to_owned(), message, args }
}
