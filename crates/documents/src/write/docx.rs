//! Writes docx.
//!
//! The page follows GB/T 9704: A4, 156 × 225 mm of text, 22 lines of 28 characters, title in 小标宋 22 pt, body in
//! 仿宋 16 pt, sections in 黑体, sub-sections in 楷体, page number at the foot. The named fonts are proprietary and not
//! embedded; the font table lists what to fall back on.
//!
//! A heading of level 1 has the style `Title`, one of level 2 to 6 the style `heading n`; each carries its outline
//! level. The same document always gives the same bytes.

mod body;
mod table;

use std::io::{Cursor, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::WriteError;
use super::markup::escape;
use crate::model::{Block, Document};

/// Columns a table of Word may have.
const MAX_COLUMNS: usize = 63;

/// Writes docx.
///
/// # Errors
/// [`WriteError::Library`] when a table has more than 63 columns, which no Word table can have, or the container
/// cannot be written.
pub fn write(document: &Document) -> Result<Vec<u8>, WriteError> {
    let body = body::write(document)?;
    let core = core_properties(document);
    let parts: [(&str, &str); 8] = [
        ("[Content_Types].xml", include_str!("docx/content_types.xml")),
        ("_rels/.rels", include_str!("docx/package_rels.xml")),
        ("word/document.xml", &body),
        ("word/_rels/document.xml.rels", include_str!("docx/document_rels.xml")),
        ("word/styles.xml", include_str!("docx/styles.xml")),
        ("word/settings.xml", include_str!("docx/settings.xml")),
        ("word/fontTable.xml", include_str!("docx/font_table.xml")),
        ("word/footer1.xml", include_str!("docx/footer.xml")),
    ];
    let all = parts.iter().copied().chain([("docProps/core.xml", core.as_str())]);
    archive(all).map_err(|error| refused(error.to_string()))
}

fn refused(detail: String) -> WriteError {
    WriteError::Library { format: "docx", detail }
}

fn archive<'a>(parts: impl Iterator<Item = (&'a str, &'a str)>) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(name, options)?;
        archive.write_all(content.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

/// The title only: an author or a date would be invented.
fn core_properties(document: &Document) -> String {
    let title = super::title_of(document).map(|title| format!("<dc:title>{}</dc:title>", escape(title)));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">{}<dc:language>zh-CN</dc:language></cp:coreProperties>\n",
        title.unwrap_or_default()
    )
}

/// Whether a block is a table with anything to draw.
fn is_table(block: &Block) -> bool {
    matches!(block, Block::Table(_))
}
