//! Reads workbooks: xlsx, and xls of Excel 97–2003 (also 5.0 and 95), which WPS Office also writes as et.
//!
//! Both readers are our own and give the same [`sheet::Sheet`]; [`blocks`] makes paragraphs and tables of it. Of
//! libraries tried, the streaming ones allocate the whole declared range of a sheet or index without bounds.

mod biff;
mod blocks;
mod grid;
mod number;
mod sheet;
mod strings;
mod xls;
mod xlsx;

use super::flow::meter::Meter;
use super::{Limits, ReadError, struck};
use crate::model::{Block, Document, Format, Heading, Notice, NoticeKind, Place};
use sheet::Sheet;

/// Reads xlsx.
///
/// # Errors
/// [`ReadError`] when the package or its workbook part cannot be read.
pub fn read_xlsx(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut meter = Meter::new(limits);
    let book = xlsx::read(bytes, limits, &mut meter)?;
    Ok(document(Format::Xlsx, book, meter))
}

/// Reads xls and et.
///
/// # Errors
/// [`ReadError`] when the container or the workbook stream cannot be read.
pub fn read_xls(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut meter = Meter::new(limits);
    let book = xls::read(bytes, limits, &mut meter)?;
    Ok(document(Format::Xls, book, meter))
}

/// Characters kept of a sheet's name.
const MOST_NAME_CHARACTERS: usize = 100;

/// A workbook as either reader gives it.
struct Book {
    title: Option<String>,
    sheets: Vec<Sheet>,
    /// What stands in headers, footers and comments.
    aside: Vec<String>,
}

/// The sheets one after the other; where more than one has content, each under its name as a heading.
fn document(format: Format, book: Book, mut meter: Meter) -> Document {
    let mut document = Document::new(format);
    (document.title, document.aside) = (book.title, book.aside);
    let mut contents = Vec::new();
    for mut sheet in book.sheets {
        // Every cell repeats the name in its place; Excel allows 31 characters.
        sheet.name = sheet.name.chars().take(MOST_NAME_CHARACTERS).collect();
        if sheet.hidden {
            meter.note(Notice { kind: NoticeKind::HiddenContent, place: None, detail: sheet.name });
            continue;
        }
        let name = sheet.name.clone();
        let blocks = blocks::blocks(sheet, &mut meter);
        if !blocks.is_empty() {
            contents.push((name, blocks));
        }
    }
    let several = contents.len() > 1;
    for (name, blocks) in contents {
        if several {
            let place = Place::Sheet { sheet: name.clone(), cell: "A1".to_owned() };
            document.blocks.push(Block::Heading(Heading { level: 2, text: name, place }));
        }
        document.blocks.extend(blocks);
    }
    document.notices = meter.notices;
    struck::take_out(&mut document);
    document
}
