//! Writes xlsx.
//!
//! Each heading of level 1 or 2 begins a sheet named after it; a title with nothing below it but the next heading
//! stands on top of that heading's sheet. Numbers are numbers with the decimals written; everything else is text and
//! never a formula. The same document always gives the same bytes.

mod name;
mod plan;
mod sheet;
mod style;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::WriteError;
use crate::model::Document;

/// Writes xlsx.
///
/// # Errors
/// [`WriteError::Library`] when something is beyond what a workbook holds: 16,384 columns, 1,048,576 rows, 32,767
/// characters in a cell.
pub fn write(document: &Document) -> Result<Vec<u8>, WriteError> {
    build(document).map_err(|error| WriteError::Library { format: "xlsx", detail: error.to_string() })
}

fn build(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_creation_datetime(&created);
    workbook.set_properties(&match super::title_of(document) {
        Some(title) => properties.set_title(super::markup::clean(title).collect::<String>()),
        None => properties,
    });
    for planned in plan::sheets(document) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(planned.name.as_str())?;
        sheet::write(sheet, &planned)?;
    }
    workbook.save_to_buffer()
}
