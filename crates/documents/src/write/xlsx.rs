//! Writes xlsx.
//!
//! Each heading of level 1 or 2 begins a sheet named after it; a title with nothing below it but the next heading
//! stands on top of that heading's sheet. Numbers are numbers with the decimals written; everything else is text and
//! never a formula. The same document always gives the same bytes.

mod name;
mod plan;
mod sheet;
mod style;

use std::borrow::Cow;
use std::iter::Peekable;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use self::name::Names;
use super::{Piece, WriteError};
use crate::model::{Document, Table};

/// Sheets a workbook gets; further headings stand on the last one.
const MAX_SHEETS: usize = 250;

/// Writes xlsx.
///
/// # Errors
/// [`WriteError::Library`] when something is beyond what a workbook holds: 16,384 columns, 1,048,576 rows, 32,767
/// characters in a cell.
pub fn write(document: &Document) -> Result<Vec<u8>, WriteError> {
    let pieces = document.blocks.iter().map(|block| Piece::Block(Cow::Borrowed(block)));
    write_pieces(super::title_of(document), pieces)
}

/// Writes xlsx from pieces, keeping no more than one of them and the sheet's blocks before it: a sheet with
/// [`Piece::Rows`] goes through a temporary file.
///
/// # Errors
/// As [`write()`], and when the temporary file cannot be written.
pub fn write_pieces<'a>(
    title: Option<&str>,
    pieces: impl IntoIterator<Item = Piece<'a>>,
) -> Result<Vec<u8>, WriteError> {
    build(title, &mut pieces.into_iter().peekable())
        .map_err(|error| WriteError::Library { format: "xlsx", detail: error.to_string() })
}

fn build<'a>(
    title: Option<&str>,
    pieces: &mut Peekable<impl Iterator<Item = Piece<'a>>>,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_creation_datetime(&created);
    workbook.set_properties(&match title {
        Some(title) => properties.set_title(super::markup::clean(title).collect::<String>()),
        None => properties,
    });
    let mut names = Names::default();
    for made in 1.. {
        let is_last = made >= MAX_SHEETS;
        let blocks = plan::batch(pieces, &[], is_last);
        let name = names.give(plan::name(&blocks).or(title).unwrap_or("文档"));
        let is_long = matches!(pieces.peek(), Some(Piece::Rows(_)));
        let sheet = if is_long { workbook.add_worksheet_with_constant_memory()? } else { workbook.add_worksheet() };
        sheet.set_name(name.as_str())?;
        let mut writer = sheet::Writer::begin(sheet, &plan::items(&blocks))?;
        while let Some(rows) = next_rows(pieces) {
            writer.more(&plan::measured(&rows))?;
            let after = plan::batch(pieces, &blocks, is_last);
            writer.items(&plan::items(&after))?;
        }
        writer.finish()?;
        if pieces.peek().is_none() {
            break;
        }
    }
    workbook.save_to_buffer()
}

fn next_rows<'a>(pieces: &mut Peekable<impl Iterator<Item = Piece<'a>>>) -> Option<Table> {
    match pieces.next_if(|piece| matches!(piece, Piece::Rows(_))) {
        Some(Piece::Rows(table)) => Some(table),
        _ => None,
    }
}
