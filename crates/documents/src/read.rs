//! Bytes to [`Document`].

mod aside;
pub mod csv;
pub mod doc;
pub mod docx;
mod fixed;
mod flow;
pub mod html;
pub mod markdown;
mod objects;
pub mod ofd;
pub mod ole;
pub(crate) mod package;
mod pale;
pub mod pdf;
mod raised;
pub mod sniff;
mod struck;
pub mod text;
pub mod workbook;

use crate::model::{Document, Format};

/// Bounds that keep hostile input from costing unbounded memory or time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes all parts of a container may inflate to, together.
    pub inflated_bytes: u64,
    /// Nesting of elements, tables or objects.
    pub depth: u32,
    /// Cells of all tables together.
    pub cells: u32,
    /// The most rows or columns one cell may span, and a table may have columns.
    pub span: u32,
    /// Characters of text altogether.
    pub characters: u64,
    /// Pages of a pdf or ofd.
    pub pages: u32,
}

impl Default for Limits {
    /// Far above any real report (the largest seen are a few hundred kilobytes and 60 pages), far below what hurts.
    fn default() -> Self {
        Self {
            inflated_bytes: 128 * 1024 * 1024,
            depth: 256,
            cells: 200_000,
            span: 1_000,
            characters: 8_000_000,
            pages: 500,
        }
    }
}

/// Why bytes cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// The content is of a kind gongkai does not read; `found` names it (png, rar, pptx, …).
    #[error("the file is {found}, which is no report format (hint: save it as docx, pdf, xlsx, html or txt)")]
    Foreign {
        /// What the content looks like.
        found: String,
    },
    /// A password is needed.
    #[error("the {} file is encrypted (hint: save it without a password)", format.extension())]
    Encrypted {
        /// What kind of file it is.
        format: Format,
    },
    /// The container or its main part cannot be opened.
    #[error("the {} file is damaged: {detail} (hint: open it in its program and save it again)", format.extension())]
    Damaged {
        /// What kind of file it claims to be.
        format: Format,
        /// What failed.
        detail: String,
    },
    /// It would need more than the limits allow before anything useful was read.
    #[error("the {} file goes beyond the limit of {limit}", format.extension())]
    TooLarge {
        /// What kind of file it is.
        format: Format,
        /// The name of the bound met.
        limit: &'static str,
    },
}

/// Reads bytes of whatever format they are in.
///
/// # Errors
/// [`ReadError`] when nothing can be read; everything less is a [`crate::Notice`] in the document.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    match sniff::sniff(bytes)? {
        Format::Txt => text::read(bytes, limits),
        Format::Markdown => markdown::read(bytes, limits),
        Format::Csv => csv::read(bytes, limits),
        Format::Html => html::read(bytes, limits),
        Format::Docx => docx::read(bytes, limits),
        Format::Doc => doc::read(bytes, limits),
        Format::Xlsx => workbook::read_xlsx(bytes, limits),
        Format::Xls => workbook::read_xls(bytes, limits),
        Format::Pdf => pdf::read(bytes, limits),
        Format::Ofd => ofd::read(bytes, limits),
    }
}
