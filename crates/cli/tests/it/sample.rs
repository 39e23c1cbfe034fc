//! Reports of invented bodies, as pages in the official form.

use gongkai_documents::{Block, Document, Fonts, Format, Heading, Output, Paragraph, Place};
use gongkai_report::write::{table, title};
use gongkai_report::{CellAddress, EditionId, TableId};

/// A report whose figures agree with each other.
pub(crate) fn sound(body: &str, year: i16) -> String {
    with_figures(body, year, |_| "0".to_owned())
}

/// A report in which the total of the new requests is wrong.
pub(crate) fn faulty(body: &str, year: i16) -> String {
    with_figures(body, year, |address| if address.as_str() == "t3.new_received.total" { "7" } else { "0" }.to_owned())
}

/// A report with figures by cell, as html.
pub(crate) fn with_figures(body: &str, year: i16, figure: impl Fn(CellAddress) -> String) -> String {
    let bytes = gongkai_documents::write(&document(body, year, figure), Output::Html, &Fonts::default()).unwrap();
    String::from_utf8(bytes).unwrap()
}

pub(crate) fn document(body: &str, year: i16, figure: impl Fn(CellAddress) -> String) -> Document {
    let mut document = Document::new(Format::Html);
    let edition = EditionId::for_year(year);
    let place = || Place::Paragraph { paragraph: 1 };
    let heading = |level, text: String| Block::Heading(Heading { level, text, place: place() });
    document.blocks.push(heading(1, title(Some(body), Some(year))));
    for section in &edition.edition().sections {
        document.blocks.push(heading(2, format!("{}、{}", section.numeral, section.title)));
        document.blocks.push(match section.table {
            Some(id) => Block::Table(table(edition, id, &figure)),
            None => Block::Paragraph(Paragraph { text: prose(body, year, section.number), place: place() }),
        });
    }
    document
}

/// Sentences that no two bodies share.
fn prose(body: &str, year: i16, section: u8) -> String {
    match section {
        1 => format!(
            "{body}在{year}年做好政府信息公开工作，{body}按时更新网站，全年没有收到政府信息公开申请，{body}没有因政府信息公开工作被申请行政复议或者提起行政诉讼。本报告统计期限为{year}年1月1日至{year}年12月31日。"
        ),
        5 => format!("{body}存在更新不够及时的问题，{body}将在下一年度明确专人负责。"),
        _ => format!("{body}{year}年没有收取信息处理费，没有其他需要报告的事项。"),
    }
}

/// All tables' cells of the edition for a year, each with `figure`.
pub(crate) fn cells(year: i16) -> usize {
    TableId::ALL.iter().map(|table| EditionId::for_year(year).edition().cells_of(*table).count()).sum()
}
