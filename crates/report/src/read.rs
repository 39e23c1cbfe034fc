//! A document to a [`Report`]: labels, order, grid position and arithmetic together.
//!
//! The reader never fails. It turns the document into lines ([`mod@line`]), tells the six sections apart ([`section`]),
//! looks for each table between its neighbours, groups labels and values into runs ([`run`]), matches the runs to the
//! form's rows ([`align`]) and puts values into cells only where their place is certain ([`place`]).

mod align;
mod broken;
mod cut;
mod furniture;
mod habits;
mod identify;
mod line;
mod marked;
pub(crate) mod normal;
mod notice;
mod place;
mod region;
mod run;
mod section;
mod table2;
mod table3;
mod table4;
mod twice;
mod unread;
pub(crate) mod value;

use std::collections::HashSet;

use gongkai_documents::Document;

use crate::cell::{Cell, TableReading};
use crate::facts;
use crate::model::{Located, Report, Section};
use line::{Line, Source};
use region::{Region, TableOut};
use section::HeadingAt;

/// Reads the annual report in a document.
pub fn read(document: &Document) -> Report {
    let lines = line::lines(document);
    let headings = section::headings(&lines);
    let first_section = headings.first().map_or_else(|| first_table_line(&lines), |heading| heading.line);
    let identity = identify::identify(document, &lines, first_section);
    let regions = regions(&lines, &headings);
    let mut tables = read_tables(&lines, &regions, identity.year);
    twice::give_up_copies(&mut tables, &lines);
    for table in &mut tables {
        broken::join_by_arithmetic(table);
        unread::report(table, &lines);
    }
    let mut report = Report {
        title: identity.title,
        body: identity.body,
        year: identity.year,
        period: identity.period,
        published: identity.published,
        published_at: identity.published_at,
        findings: notice::findings(&document.notices),
        ..Report::default()
    };
    report.opening = opening(&lines, &headings, report.title.as_ref());
    report.sections = sections(&lines, &headings, &tables, report.title.as_ref());
    for table in tables {
        take_table(&mut report, table);
    }
    // Links of a page and nothing else: whose page it is does not make it a report.
    if !report.has_form() && report.title.is_none() && !lines.iter().any(|line| line.normal.contains('。')) {
        (report.body, report.year) = (None, None);
    }
    report.facts = facts::facts(&report.sections, report.body.as_deref());
    if let Some(section) = report.sections.iter().find(|section| section.number == 5) {
        (report.problems, report.improvements) = facts::problems_and_improvements(section);
    }
    report
}

fn take_table(report: &mut Report, table: TableOut) {
    let edition = table.edition.edition();
    let mut table = table;
    report.findings.extend(marked::missing(&mut table));
    for form in edition.cells_of(table.table) {
        report.cells.0.insert(form.address, Cell::missing());
    }
    report.cells.0.extend(table.cells);
    report.tables.insert(table.table, TableReading { edition: table.edition, found: table.found });
    report.findings.extend(table.findings);
}

fn read_tables(lines: &[Line<'_>], regions: &[(usize, usize); 3], year: Option<i16>) -> [TableOut; 3] {
    let region = |index: usize| {
        let (from, to) = regions.get(index).copied().unwrap_or_default();
        Region { lines: lines.get(from..to).unwrap_or_default(), offset: from }
    };
    let mut t2 = table2::read(&region(0), year);
    table2::without_unit(&mut t2);
    let t3 = table3::read(&region(1), year);
    // Table 4 is the same in all editions: it goes with table 3.
    let like_t3 = if t3.found { t3.edition.edition().years.from } else { year.unwrap_or(i16::MAX) };
    let t4 = table4::read(&region(2), Some(like_t3));
    [t2, t3, t4]
}

/// Words with which each table begins.
const MARKS: [&[&str]; 3] = [
    &["第二十条第", "信息内容"],
    &["申请人情况", "勾稽关系", "本年新收政府信息公开申请"],
    &["结果维持", "未经复议直接起诉"],
];

fn has_mark(line: &Line<'_>, table: usize) -> bool {
    MARKS.get(table).is_some_and(|marks| marks.iter().any(|mark| line.normal.contains(mark)))
}

fn first_table_line(lines: &[Line<'_>]) -> usize {
    lines.iter().position(|line| has_mark(line, 0) || has_mark(line, 1)).unwrap_or(0)
}

/// The lines in which each table is looked for: from its section's heading, or its first words, to what comes next.
fn regions(lines: &[Line<'_>], headings: &[HeadingAt]) -> [(usize, usize); 3] {
    let heading = |number: u8| headings.iter().find(|heading| heading.number == number).map(|heading| heading.line);
    let mut starts = [None; 3];
    let mut from = heading(1).unwrap_or(0);
    for (table, start) in starts.iter_mut().enumerate() {
        let number = u8::try_from(table + 2).unwrap_or(u8::MAX);
        let marked = lines.iter().skip(from).position(|line| has_mark(line, table)).map(|index| from + index);
        *start =
            heading(number).map(|line| line + 1).or_else(|| marked.map(|mark| before_mark(lines, mark, from, table)));
        if let Some(start) = *start {
            from = start;
        }
    }
    let after = |start: usize| {
        let next_heading = headings.iter().map(|heading| heading.line).filter(|line| *line >= start).min();
        let next_start = starts.iter().flatten().copied().filter(|other| *other > start).min();
        next_heading.into_iter().chain(next_start).min().unwrap_or(lines.len())
    };
    starts.map(|start| start.map_or((0, 0), |start| (start, after(start))))
}

/// Table 4's first words are preceded by the names of its blocks.
fn before_mark(lines: &[Line<'_>], mark: usize, from: usize, table: usize) -> usize {
    if table != 2 {
        return mark;
    }
    (from..mark)
        .rev()
        .take(8)
        .take_while(|index| lines.get(*index).is_some_and(|line| line.normal.chars().count() <= 8))
        .filter(|index| lines.get(*index).is_some_and(|line| line.normal.contains("行政复议")))
        .last()
        .unwrap_or(mark)
}

/// The sentences between the title and the first section, with the headings above them. What a page says there of itself
/// (its date, source, type size) ends in no full stop. Without section one, this prose is taken for it ([`sections`]).
fn opening(lines: &[Line<'_>], headings: &[HeadingAt], title: Option<&Located>) -> Vec<Located> {
    let Some(first) = headings.first().filter(|heading| heading.number == 1) else { return Vec::new() };
    let lines = lines.get(after_title(lines, title)..first.line).unwrap_or_default();
    // In a sheet a line of prose is a row with one cell filled in.
    let alone = |line: &Line<'_>| !line.is_grid() || line.tokens.iter().filter(|t| !t.normal.is_empty()).count() == 1;
    let says = |line: &&Line<'_>| (line.normal.contains('。') || line.normal.ends_with(':')) && alone(line);
    let heads = |line: &&Line<'_>| {
        let marked = matches!(line.source, Source::Text { heading: Some(2..) });
        let numbered = normal::section_ordinal(&line.normal).is_some() || is_sub_heading(&line.normal);
        (marked || numbered) && alone(line) && line.normal.chars().count() <= 40
    };
    let mut kept: Vec<Located> = Vec::new();
    let mut headings: Vec<Located> = Vec::new();
    for line in lines.iter().filter(|line| !line.normal.is_empty()) {
        if says(&line) {
            kept.append(&mut headings);
            kept.push(located(line));
        } else if heads(&line) {
            headings.push(located(line));
        } else {
            headings.clear();
        }
    }
    kept
}

/// (一)…, (二)….
fn is_sub_heading(text: &str) -> bool {
    let numeral = text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    numeral.is_some_and(|(numeral, title)| {
        !title.is_empty() && numeral.chars().all(|character| "一二三四五六七八九十".contains(character))
    })
}

/// The line after the title; the first one without a title.
fn after_title(lines: &[Line<'_>], title: Option<&Located>) -> usize {
    title.map_or(0, |title| lines.iter().position(|line| *line.at == title.at).map_or(0, |at| at + 1))
}

fn located(line: &Line<'_>) -> Located {
    Located { text: prose_text(line), at: line.at.clone() }
}

/// The sections with their prose: table lines and empty lines are left out.
fn sections(
    lines: &[Line<'_>],
    headings: &[HeadingAt],
    tables: &[TableOut; 3],
    title: Option<&Located>,
) -> Vec<Section> {
    let spans: Vec<(usize, usize)> = tables
        .iter()
        .enumerate()
        .filter_map(|(index, table)| table.span.map(|span| table_span(lines, headings, index, span)))
        .collect();
    let repeated = repeated(lines, headings);
    let prose = |from: usize, to: usize| -> Vec<Located> {
        (from..to)
            .filter(|index| !repeated.contains(index))
            .filter(|index| !spans.iter().any(|(first, last)| (first..=last).contains(&index)))
            .filter_map(|index| lines.get(index))
            .filter(|line| !line.normal.is_empty() && !line::is_page_number(&line.normal))
            .map(located)
            .collect()
    };
    let mut sections = Vec::new();
    let first_heading = headings.first().map_or(lines.len(), |heading| heading.line);
    if headings.first().is_none_or(|heading| heading.number > 1) {
        let text = prose(after_title(lines, title), first_heading);
        if let Some(first) = text.first() {
            sections.push(Section { number: 1, title: String::new(), at: first.at.clone(), lines: text });
        }
    }
    for (index, heading) in headings.iter().enumerate() {
        let end = headings.get(index + 1).map_or(lines.len(), |next| next.line);
        let Some(line) = lines.get(heading.line) else { continue };
        sections.push(Section {
            number: heading.number,
            title: heading.title.clone(),
            at: line.at.clone(),
            lines: prose(heading.line + 1, end),
        });
    }
    if let Some(last) = sections.last_mut() {
        furniture::trim(&mut last.lines);
    }
    sections
}

/// Lines that say the heading beside them once more: a sheet's or a table's title.
fn repeated(lines: &[Line<'_>], headings: &[HeadingAt]) -> HashSet<usize> {
    let mut found = HashSet::new();
    for heading in headings {
        let Some(title) = lines.get(heading.line).map(|line| line.normal.as_str()) else { continue };
        let says = |index: &usize| lines.get(*index).is_some_and(|line| line.normal.is_empty() || line.normal == title);
        found.extend((0..heading.line).rev().take_while(says));
        found.extend((heading.line + 1..lines.len()).take_while(says));
    }
    found
}

fn prose_text(line: &Line<'_>) -> String {
    let text = if line.is_grid() {
        line.tokens.iter().map(|token| token.raw.trim()).collect::<Vec<_>>().join("\t")
    } else {
        line.raw.to_owned()
    };
    text.trim_matches(normal::is_white).to_owned()
}

/// A table's lines from the first word of its header to its last figure.
fn table_span(lines: &[Line<'_>], headings: &[HeadingAt], table: usize, span: (usize, usize)) -> (usize, usize) {
    let (first, last) = span;
    let number = u8::try_from(table + 2).unwrap_or(u8::MAX);
    let heading = headings.iter().filter(|heading| heading.line < first.max(last)).map(|heading| heading.line).max();
    let own_heading = headings.iter().find(|heading| heading.number == number).map(|heading| heading.line);
    let from = own_heading.or(heading).map_or(0, |line| line + 1);
    let block_words = ["行政复议", "行政诉讼"];
    let start = (from..=last)
        .find(|index| {
            lines.get(*index).is_some_and(|line| {
                let block =
                    |line: &Line<'_>| line.tokens.iter().any(|token| block_words.contains(&token.normal.as_str()));
                line.is_grid() || has_mark(line, table) || (table == 2 && block(line))
            })
        })
        .unwrap_or(first);
    // Rows of the same grid after the last figure (notes, empty rows) belong to the table, not to the prose.
    let end =
        lines.iter().enumerate().skip(last).take_while(|(_, line)| line.is_grid()).last().map_or(last, |(i, _)| i);
    (start, end.max(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::TableId;

    #[test]
    fn an_empty_document_has_every_cell_missing() {
        let report = read(&Document::new(gongkai_documents::Format::Txt));
        assert_eq!(report.cells.0.len(), 10 + 175 + 15);
        assert!(report.cells.0.values().all(|cell| *cell == Cell::missing()));
        assert!(TableId::ALL.iter().all(|table| report.tables.get(table).is_some_and(|reading| !reading.found)));
    }
}
