//! Reads docx: Office Open XML text, transitional and strict, as Word, WPS and LibreOffice write it.
//!
//! Read are the paragraphs, tables, content controls and text boxes of the main document, with the numbers of
//! automatic lists, which are seen but stand nowhere in the text. Headers, footers, notes and comments stand
//! aside.

mod body;
mod frames;
mod namespaces;
mod numbering;
mod properties;
mod styles;

use super::flow::meter::Meter;
use super::flow::{self};
use super::package::relations::relations;
use super::package::xml::{Xml, local};
use super::package::{Package, xml_text};
use super::{Limits, ReadError, aside, ole, struck};
use crate::model::{Document, Format, Notice, NoticeKind};

/// Reads docx.
///
/// Heading levels come from the styles alone: `Title` is 1, `heading 1` is 2, `heading 2` is 3, an outline level
/// counts as the heading of the same rank; a document that uses heading 1 for its title keeps it at 2.
///
/// # Errors
/// [`ReadError`] when the package or its main part cannot be read.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    if ole::is_ole(bytes) {
        return Err(ole::protected(bytes, Format::Docx));
    }
    let mut package = Package::open(bytes, limits, Format::Docx)?;
    let main = relations(&mut package, "")?
        .into_iter()
        .find(|relation| relation.kind == "officeDocument")
        .map_or_else(|| "word/document.xml".to_owned(), |relation| relation.target);
    let damaged = |detail: &str| ReadError::Damaged { format: Format::Docx, detail: detail.to_owned() };
    let text = xml_text(package.part(&main)?.ok_or_else(|| damaged("it has no main document part"))?);
    let styles = styles::Styles::read(&part_of_kind(&mut package, &main, "styles")?);
    let numbering = numbering::read(&part_of_kind(&mut package, &main, "numbering")?);

    let (pieces, meter) = body::Body::new(&text, &styles, numbering, Meter::new(limits)).read();
    if pieces.is_empty() && meter.notices.iter().any(|notice| notice.kind == NoticeKind::Damaged) {
        return Err(damaged("its main document part is not XML"));
    }
    let mut document = Document::new(Format::Docx);
    document.title = title(&mut package)?;
    document.blocks = flow::blocks(pieces);
    document.notices = meter.notices;
    document.notices.extend(replaced(&text));
    struck::take_out(&mut document);
    let (aside, unread) = aside::gather(&mut package);
    document.aside = aside;
    document.notices.extend(unread);
    Ok(document)
}

/// The text of the first part the main part points to by that kind, or nothing.
fn part_of_kind(package: &mut Package<'_>, main: &str, kind: &str) -> Result<String, ReadError> {
    let target = relations(package, main)?.into_iter().find(|relation| relation.kind == kind);
    let name = target.map_or_else(|| format!("word/{kind}.xml"), |relation| relation.target);
    Ok(package.part(&name)?.map(xml_text).unwrap_or_default())
}

/// The title in the file's properties.
fn title(package: &mut Package<'_>) -> Result<Option<String>, ReadError> {
    let text = package.part("docProps/core.xml")?.map(xml_text).unwrap_or_default();
    let mut xml = Xml::new(&text);
    while let Some(element) = xml.child(0) {
        if local(&element) == "title" {
            let title = xml.text().trim().to_owned();
            return Ok((!title.is_empty()).then_some(title));
        }
    }
    Ok(None)
}

fn replaced(text: &str) -> Option<Notice> {
    let count = text.matches('\u{FFFD}').count();
    (count > 0).then(|| Notice { kind: NoticeKind::EncodingDamaged, place: None, detail: count.to_string() })
}
