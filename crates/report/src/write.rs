//! A report as the official form.
//!
//! The shape (bands, header rows, spans) comes from the edition's data; nothing here knows a row by name.

pub(crate) mod builder;
pub mod figure;
pub(crate) mod grid;
pub(crate) mod listing;
mod table2;
mod table3;
mod table4;
pub(crate) mod words;

use gongkai_documents::{Document, Table};

use self::builder::Builder;
pub use self::words::cell_label;
use crate::cell::CellAddress;
use crate::edition::{EditionId, SectionForm, TableId};
use crate::model::{Report, Section};

/// The report as the official form: title, opening, six sections, and the three tables with the labels and spans of the
/// edition each of them is of.
///
/// Nothing is invented: a cell that was blank, a slash or text stays so, a remark behind a figure stays behind it, a cell
/// that could not be found says so in its place and is read back as missing (ADR 16), a section without prose has its heading only. The date of publication, where known, stands below the title.
pub fn form(report: &Report) -> Document {
    let title = match &report.title {
        Some(located) => located.text.clone(),
        None => title(report.body.as_deref(), report.year),
    };
    let mut builder = Builder::titled(&title);
    if let Some(date) = report.published {
        builder.paragraph(&format!("发布日期：{date}"));
    }
    for line in &report.opening {
        if is_opening_heading(&line.text) {
            builder.heading(3, line.text.trim());
        } else {
            builder.paragraph(&line.text);
        }
    }
    for section in &edition_of_sections(report).edition().sections {
        let own = report.sections.iter().find(|candidate| candidate.number == section.number);
        write_section(&mut builder, section, own, |table| {
            let edition = edition_of(report, table);
            let figures = figure::Figures::of(edition);
            self::table(edition, table, |address| {
                report.cells.get(address).map(|cell| figures.written(address, cell)).unwrap_or_default()
            })
        });
    }
    builder.finish()
}

/// The empty form of an edition, with the body's name and the year in its title where they are given, and the usual
/// sub-headings of section one where the edition names them.
pub fn blank_form(edition: EditionId, body: Option<&str>, year: Option<i16>) -> Document {
    let mut builder = Builder::titled(&title(body, year));
    for section in &edition.edition().sections {
        write_section(&mut builder, section, None, |id| table(edition, id, |_| String::new()));
        if section.number == 1 {
            for heading in &edition.edition().overview_subsections {
                builder.heading(3, heading);
            }
        }
    }
    builder.finish()
}

/// The title a report has by the form, 「青禾街道2023年政府信息公开工作年度报告」.
pub fn title(body: Option<&str>, year: Option<i16>) -> String {
    let year = year.map(|year| format!("{year}年")).unwrap_or_default();
    format!("{}{year}政府信息公开工作年度报告", body.unwrap_or_default())
}

/// One table of an edition's form; `text` gives the text of each cell. Labels are header cells.
///
/// Table 2 is a grid of 4 columns in which a band, a header row and data rows follow each other; table 3 has 3 label
/// columns and 7 of figures below 3 header rows; table 4 has 15 columns and one row of figures below 3 header rows.
pub fn table(edition: EditionId, table: TableId, text: impl Fn(CellAddress) -> String) -> Table {
    let edition = edition.edition();
    match table {
        TableId::T2 => table2::build(&edition.t2, &text),
        TableId::T3 => table3::build(&edition.t3, &text),
        TableId::T4 => table4::build(&edition.t4, &text),
    }
}

/// The edition a table of a report is of: as it was read, else the one of the year, else the newest.
pub(crate) fn edition_of(report: &Report, table: TableId) -> EditionId {
    let by_year = || report.year.map_or(EditionId::E2021, EditionId::for_year);
    report.tables.get(&table).map_or_else(by_year, |reading| reading.edition)
}

/// Both editions have the same sections; table 3 decides where that ever changes.
fn edition_of_sections(report: &Report) -> EditionId {
    edition_of(report, TableId::T3)
}

fn write_section(
    builder: &mut Builder,
    form: &SectionForm,
    section: Option<&Section>,
    table: impl Fn(TableId) -> Table,
) {
    builder.heading(2, &format!("{}、{}", form.numeral, form.title));
    let lines = || section.into_iter().flat_map(|section| &section.lines).map(|line| line.text.as_str());
    let Some(id) = form.table else {
        lines().for_each(|line| write_line(builder, line));
        return;
    };
    lines().filter(|line| !is_footnote(line)).for_each(|line| write_line(builder, line));
    builder.table(table(id));
    lines().filter(|line| is_footnote(line)).for_each(|line| write_line(builder, line));
}

fn write_line(builder: &mut Builder, line: &str) {
    if is_subheading(line) { builder.heading(3, line.trim()) } else { builder.paragraph(line) }
}

/// A line of the opening that is no sentence is the heading of one.
fn is_opening_heading(line: &str) -> bool {
    !line.contains('。') && !line.trim_end().ends_with(['：', ':'])
}

/// 注：… and the like stand below the table they speak of.
fn is_footnote(line: &str) -> bool {
    let line = line.trim_start();
    ["注：", "注:", "备注：", "备注:", "说明：", "说明:"].iter().any(|start| line.starts_with(start))
}

/// （一）主动公开情况, (二) …: numbered in brackets, short, and no sentence.
fn is_subheading(line: &str) -> bool {
    const LONGEST: usize = 40;
    let line = line.trim();
    let Some(rest) = line.strip_prefix(['（', '(']) else { return false };
    let Some((numeral, heading)) = rest.split_once(['）', ')']) else { return false };
    let numbered = !numeral.is_empty() && numeral.chars().all(|character| "一二三四五六七八九十".contains(character));
    let short = line.chars().nth(LONGEST).is_none();
    numbered && short && !heading.is_empty() && !heading.contains(['。', '；', ';', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_made_of_what_is_known() {
        assert_eq!(title(Some("青禾街道"), Some(2023)), "青禾街道2023年政府信息公开工作年度报告");
        assert_eq!(title(None, Some(2023)), "2023年政府信息公开工作年度报告");
        assert_eq!(title(None, None), "政府信息公开工作年度报告");
    }

    #[test]
    fn only_short_numbered_lines_are_sub_headings() {
        for line in ["（一）主动公开情况", "(二) 依申请公开", " （十一）其他"] {
            assert!(is_subheading(line), "{line}");
        }
        for line in ["（一）", "一、总体情况", "（2023）3号", "（一）全年公开信息20条。", "（一", ""]
        {
            assert!(!is_subheading(line), "{line}");
        }
    }
}
