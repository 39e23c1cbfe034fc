//! A document to a [`Report`]: labels, order, grid position and arithmetic together.
//!
//! The reader never fails. It turns the document into lines ([`mod@line`]), tells the six sections apart ([`section`]),
//! looks for each table between its neighbours, groups labels and values into runs ([`run`]), matches the runs to the
//! form's rows ([`align`]) and puts values into cells only where their place is certain ([`place`]).

mod align;
mod alike;
mod aside_sheets;
mod broken;
mod caption;
mod cut;
mod detached;
mod even;
mod find;
mod floated;
mod furniture;
mod habits;
mod halves;
mod identify;
mod joint;
pub(crate) mod kept_title;
mod line;
mod marked;
pub(crate) mod normal;
mod notice;
mod owner;
mod page_number;
mod place;
mod published;
mod region;
mod rival;
mod run;
mod second;
mod section;
mod seek;
mod struck;
mod table2;
mod table3;
mod table4;
mod twice;
mod unread;
pub(crate) mod value;

use std::collections::HashSet;

use gongkai_documents::Document;

use crate::cell::{Cell, TableReading};
use crate::check::personal_aside;
use crate::facts;
use crate::model::{Located, Report, Section};
use identify::Identity;
use line::{Line, Source};
use owner::Owner;
use region::TableOut;
use section::HeadingAt;
use seek::{Seek, first_table_line, has_mark};

/// Reads the annual report in a document.
pub fn read(document: &Document) -> Report {
    let (lines, aside) = aside_sheets::part(line::lines(document));
    let mut lines = halves::join(page_number::without_rows(lines));
    let of_second = second::cut(document, &mut lines);
    let headings = section::headings(&lines);
    let first_section = headings.first().map_or_else(|| first_table_line(&lines), |heading| heading.line);
    let mut identity = identify::identify(document, &lines, first_section);
    let overruled = kept_title::overrule(&mut identity, &lines, &headings);
    let stated_year = identity.year.filter(|year| is_stated(*year, &identity, &lines));
    let owner = Owner { body: identity.body.as_deref(), year: identity.year, stated_year };
    let mut tables = read_tables(&lines, &headings, owner);
    twice::give_up_copies(&mut tables, &lines);
    for table in &mut tables {
        broken::join_by_arithmetic(table);
        broken::part_like_the_rest(table);
        unread::report(table, &lines);
    }
    aside_sheets::tell(&mut tables, &aside);
    let mut findings = notice::findings(&document.notices);
    findings.extend(struck::findings(&document.notices, &tables));
    findings.extend(of_second.into_iter().chain(overruled));
    findings.extend(personal_aside(document));
    let mut report = Report {
        title: identity.title,
        body: identity.body,
        year: identity.year,
        period: identity.period,
        published: identity.published,
        published_at: identity.published_at,
        findings,
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
    report.facts = facts::facts(&report.sections, report.body.as_deref(), report.year);
    if let Some(section) = report.sections.iter().find(|section| section.number == 5) {
        (report.problems, report.improvements) = facts::problems_and_improvements(section);
    }
    report
}

/// Whether the title, the period or a sentence says a year, and not a caption alone.
fn is_stated(year: i16, identity: &Identity, lines: &[Line<'_>]) -> bool {
    let year = year.to_string();
    let in_title = identity.title.as_ref().is_some_and(|title| normal::with_arabic_years(&title.text).contains(&year));
    let sentence = |line: &Line<'_>| line.normal.contains('。') && line.normal.contains(&year);
    in_title || identity.period.is_some() || lines.iter().any(sentence)
}

fn take_table(report: &mut Report, table: TableOut) {
    let edition = table.edition.edition();
    let mut table = table;
    report.findings.extend(marked::missing(&mut table));
    alike::gather(&mut table);
    for form in edition.cells_of(table.table) {
        report.cells.0.insert(form.address, Cell::missing());
    }
    report.cells.0.extend(table.cells);
    report.tables.insert(table.table, TableReading { edition: table.edition, found: table.found });
    report.findings.extend(table.findings);
}

/// Reads a table under its section's heading, or else where its own words stand. Table 4 is the same in all editions: it
/// goes with table 3.
fn read_tables(lines: &[Line<'_>], headings: &[HeadingAt], owner: Owner<'_>) -> [TableOut; 3] {
    let year = owner.year;
    let seek = Seek::new(lines, headings);
    let mut t2 = find::table(&seek, 0, owner, &|region| table2::read(region, year));
    table2::without_unit(&mut t2);
    let t3 = find::table(&seek, 1, owner, &|region| table3::read(region, year));
    let like_t3 = if t3.found { t3.edition.edition().years.from } else { year.unwrap_or(i16::MAX) };
    let t4 = find::table(&seek, 2, owner, &|region| table4::read(region, Some(like_t3)));
    [t2, t3, t4]
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
        .flat_map(|(index, table)| {
            let of_others = table.of_others.iter().map(|aside| &aside.table);
            let all = std::iter::once(table).chain(of_others);
            all.filter_map(move |table| Some(table_span(lines, headings, (table, index), table.span?)))
        })
        .collect();
    let repeated = repeated(lines, headings);
    let prose = |from: usize, to: usize| -> Vec<Located> {
        (from..to)
            .filter(|index| !repeated.contains(index))
            .filter(|index| !spans.iter().any(|(first, last)| (first..=last).contains(&index)))
            .filter_map(|index| lines.get(index))
            .filter(|line| !line.normal.is_empty() && !page_number::is_page_number(&line.normal))
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

/// A table's lines from the first word of its header to its last figure; elsewhere than in its section, its caption too.
fn table_span(
    lines: &[Line<'_>],
    headings: &[HeadingAt],
    (table, index): (&TableOut, usize),
    (first, last): (usize, usize),
) -> (usize, usize) {
    let block_words = ["行政复议", "行政诉讼"];
    let block = |line: &Line<'_>| line.tokens.iter().any(|token| block_words.contains(&token.normal.as_str()));
    let is_own = |line: &Line<'_>| line.is_grid() || has_mark(line, index) || (index == 2 && block(line));
    let start = (table.sought_from..=last).find(|index| lines.get(*index).is_some_and(is_own)).unwrap_or(first);
    let start = if table.is_elsewhere { caption::above(lines, start) } else { start };
    // Rows of the same grid after the last figure (notes, empty rows) belong to the table, not to the prose; where a whole
    // sheet is one grid, up to the next section.
    let ends = headings.iter().map(|heading| heading.line).filter(|line| *line > last).min().unwrap_or(lines.len());
    let rows = lines.iter().enumerate().take(ends).skip(last).take_while(|(_, line)| line.is_grid());
    let end = rows.last().map_or(last, |(at, _)| at);
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
