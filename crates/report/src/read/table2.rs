//! Table 2: proactive disclosure, in bands by item of Article 20.

mod rows;
mod words;

use std::collections::HashMap;
use std::sync::LazyLock;

use gongkai_law::Severity;

use super::align::{Alignment, RowLabel, align};
use super::cut::cut_rows;
use super::detached;
use super::habits::Habits;
use super::joint::{self, Placing};
use super::line::{Kind, Line, Source, Token};
use super::normal::{likeness, normal};
use super::place::Certainty;
use super::region::{Region, TableOut, edition_by_year, report_labels};
use super::run::{Run, runs};
use super::value;
use crate::cell::{CellAddress, CellState};
use crate::edition::{Edition, EditionId, Group, TableId};
use rows::{Heading, Parsing, give_up, header_above, heading_of, holds_heading, is_band_header, read_named, read_row};
use words::Worded;

/// Header words only one edition has, each edition's own.
static WORDS: LazyLock<[Vec<String>; 2]> = LazyLock::new(|| {
    let [e2019, e2021] = EditionId::ALL.map(|edition| header_words(edition.edition()));
    let own = |words: &[String], others: &[String]| -> Vec<String> {
        words.iter().filter(|word| !others.iter().any(|other| other.contains(word.as_str()))).cloned().collect()
    };
    [own(&e2019, &e2021), own(&e2021, &e2019)]
});

/// The column headers of a table 2 without their remarks in brackets.
fn header_words(edition: &Edition) -> Vec<String> {
    let columns = edition.t2.groups.iter().flat_map(|group| &group.columns);
    columns.map(|column| normal(column.label.split('（').next().unwrap_or_default())).collect()
}

static LABELS: LazyLock<[Vec<RowLabel>; 2]> =
    LazyLock::new(|| EditionId::ALL.map(|edition| labels_of(edition.edition())));

fn labels_of(edition: &'static Edition) -> Vec<RowLabel> {
    edition
        .t2
        .groups
        .iter()
        .flat_map(|group| &group.rows)
        .map(|row| RowLabel::new(&row.id, &row.label, row.label_variants.iter().map(String::as_str), None))
        .collect()
}

fn labels(edition: EditionId) -> &'static [RowLabel] {
    let [e2019, e2021] = &*LABELS;
    match edition {
        EditionId::E2019 => e2019,
        EditionId::E2021 => e2021,
    }
}

/// The row of the form that a label names, in either edition.
pub(super) fn row_named(label: &str) -> Option<&'static str> {
    LABELS.iter().flatten().find(|row| row.is(label)).map(|row| row.id)
}

/// Reads table 2 from its region.
pub(super) fn read(region: &Region<'_, '_>, year: Option<i16>) -> TableOut {
    let edition = edition_of(region.lines).unwrap_or_else(|| edition_by_year(year));
    let form = edition.edition();
    let lines: Vec<Line<'_>> = region.lines.iter().map(|line| parted(line, edition)).collect();
    let region = &Region { lines: &lines, ..*region };
    let fits = |runs: &[Run<'_, '_>]| {
        let alignment = align(runs, labels(edition));
        let full = |(run, row): (&Run<'_, '_>, &Option<(usize, super::align::Match)>)| {
            row.and_then(|(row, _)| columns(form, row)).is_some_and(|group| run.values.len() == group.columns.len())
        };
        runs.iter().zip(&alignment.rows).filter(|pair| full(*pair)).count()
    };
    let widths = label_widths(region.lines, edition);
    let width = |table: usize| widths.get(&table).copied().unwrap_or(1);
    let runs = runs(region.lines, region.offset, &width, &fits);
    let alignment: Alignment = align(&runs, labels(edition));
    let mut out = TableOut::new(TableId::T2, edition);
    let rows = runs
        .iter()
        .zip(&alignment.rows)
        .filter_map(|(run, row)| row.and_then(|(row, _)| columns(form, row)).map(|group| (run, group.columns.len())));
    let habits = Habits::of(rows);
    // A form that leaves its unit out leaves nobody to know it.
    let unit = said_unit(region.lines);
    let mut rows_with_figures = 0_usize;
    let mut worded: Vec<(&Group, Worded<'_, '_>)> = Vec::new();
    let mut placing: Vec<Placing<'_, '_, '_>> = Vec::new();
    let headers: Vec<bool> = runs.iter().map(is_band_header).collect();
    // The rows of a band share its header.
    let mut seen: Option<((usize, &str), Heading<'_>)> = None;
    let cut = cut_rows(&runs, &alignment, labels(edition));
    let width = |row: usize| columns(form, row).map_or(0, |group| group.columns.len());
    let apart = detached::runs(&runs, &alignment, width, is_of_header, |_| false);
    out.apart = apart.iter().filter_map(|at| runs.get(*at)).map(|run| run.last_line).collect();
    for (index, (run, aligned)) in runs.iter().zip(&alignment.rows).enumerate() {
        let Some((row, kind)) = aligned else { continue };
        let (Some(label), Some(group)) = (labels(edition).get(*row), columns(form, *row)) else { continue };
        out.matched(region, run);
        report_labels(&mut out, run, label, *kind);
        let above = header_above(&headers, index);
        let heading = match (above, seen.take()) {
            (Some(above), Some((of, known))) if of == (above, group.id.as_str()) => known,
            (above, _) => above.and_then(|above| runs.get(above)).map_or(Heading::Open, |run| heading_of(run, group)),
        };
        let cells = addresses(form, label.id);
        let name = |index: &usize| group.columns.get(*index).map_or("", |column| column.label.as_str());
        if let Heading::Whole(header) = &heading
            && !header.order.is_sorted()
        {
            out.report_order(header.at, header.order.iter().map(name), (0..header.order.len()).map(|i| name(&i)));
        }
        let reading = match &heading {
            // Nothing adds up here that could show what was lost.
            _ if cut.contains_key(&index) || apart.contains(&index) || holds_heading(run, group) => {
                give_up(run, cells.clone(), group, unit)
            }
            Heading::Other(header) => read_named(run, &cells, header, group, unit),
            Heading::Whole(_) | Heading::Open => {
                let header = if let Heading::Whole(header) = &heading { Some(header) } else { None };
                let parsing = Parsing { group, header, unit };
                read_row(run, parsing.in_order(cells.clone()), &parsing, &habits)
            }
        };
        if let (Heading::Open, Some(above)) = (&heading, above.and_then(|above| runs.get(above))) {
            worded.extend(words::worded(above, group).into_iter().map(|word| (group, word)));
        }
        if let Heading::Other(header) = &heading
            && reading.certainty == Certainty::Plain
        {
            let wanting: Vec<usize> = (0..group.columns.len()).filter(|of| !header.order.contains(of)).collect();
            let missing: Vec<CellAddress> = wanting.iter().filter_map(|of| cells.get(*of).copied()).collect();
            let names: Vec<&str> = wanting.iter().map(name).collect();
            out.report_missing_columns(header.at, &names, &missing);
        }
        rows_with_figures += usize::from(!run.values.is_empty());
        placing.push(Placing { run, label: label.printed, reading });
        seen = above.map(|above| ((above, group.id.as_str()), heading));
    }
    joint::part(&mut out, &mut placing, region.lines, region.offset);
    for row in &placing {
        out.row(&row.reading, row.run);
    }
    // A row of its labels alone, none of whose cells could be placed, is no table.
    out.found = rows_with_figures > 1 || !out.cells.is_empty();
    if !out.found {
        return TableOut::new(TableId::T2, edition);
    }
    report_worded(&mut out, &worded);
    report_headers(&mut out, region.lines, form);
    report_bands(&mut out, region.lines, form);
    out.report_moved_rows(labels(edition), &runs, &alignment);
    out.report_doubled_rows(labels(edition), &runs, &alignment);
    out.report_missing_rows(region.lines, labels(edition), &runs, &alignment);
    out
}

/// Whether words stand in the form's header, without gaps between them or alone, or name one of its bands.
fn is_of_header(words: &str) -> bool {
    let own = EditionId::ALL.iter().flat_map(|edition| header_words(edition.edition()));
    words.starts_with("第二十条")
        || words == normal(TableId::T2.title())
        || detached::are_all(words, own.chain(["信息内容", "单位", "万元", "元"].map(str::to_owned)))
}

/// A line of text that is a label and its row's one figure without a gap, parted.
fn parted<'a>(line: &Line<'a>, edition: EditionId) -> Line<'a> {
    let parts = |token: &Token<'a>| {
        let (label, figure) = token.raw.split_at(token.raw.find(|c: char| c.is_ascii_digit())?);
        let normal = normal(label);
        let row = labels(edition).iter().position(|row| row.is(&normal))?;
        let is_one = columns(edition.edition(), row).is_some_and(|group| group.columns.len() == 1);
        let tokens =
            || vec![Token::new(label, token.at, token.column, 1), Token::new(figure, token.at, token.column + 1, 1)];
        (is_one && value::is_value(figure)).then(tokens)
    };
    match line.tokens.as_slice() {
        [only] if !line.is_grid() => parts(only).map_or_else(|| line.clone(), |tokens| Line { tokens, ..line.clone() }),
        _ => line.clone(),
    }
}

fn edition_of(lines: &[Line<'_>]) -> Option<EditionId> {
    let text: String = lines.iter().map(|line| line.normal.as_str()).collect();
    let count = |words: &[String]| words.iter().filter(|word| text.contains(word.as_str())).count();
    let [older, newer] = WORDS.each_ref().map(|words| count(words));
    match older.cmp(&newer) {
        std::cmp::Ordering::Greater => Some(EditionId::E2019),
        std::cmp::Ordering::Less => Some(EditionId::E2021),
        std::cmp::Ordering::Equal => None,
    }
}

/// The band in which the n-th row of the table stands.
fn columns(edition: &'static Edition, row: usize) -> Option<&'static Group> {
    let mut left = row;
    for group in &edition.t2.groups {
        if left < group.rows.len() {
            return Some(group);
        }
        left -= group.rows.len();
    }
    None
}

fn addresses(edition: &Edition, row: &str) -> Vec<CellAddress> {
    edition.cells_of(TableId::T2).map(|cell| cell.address).filter(|address| address.row() == row).collect()
}

/// How many columns at the left of each grid are labels: up to the one in which most rows of the form are named, since a
/// band or a number may stand before it.
fn label_widths(lines: &[Line<'_>], edition: EditionId) -> HashMap<usize, u32> {
    let mut ends: HashMap<usize, Vec<u32>> = HashMap::new();
    for line in lines {
        let Source::Grid { table } = line.source else { continue };
        let named = |token: &&Token<'_>| {
            token.kind == Kind::Label && labels(edition).iter().any(|label| label.is(&token.normal))
        };
        let tokens = line.tokens.iter().filter(named);
        ends.entry(table).or_default().extend(tokens.map(|token| token.column.saturating_add(token.span)));
    }
    let middle = |mut ends: Vec<u32>| {
        ends.sort_unstable();
        ends.get(ends.len() / 2).copied().unwrap_or(1).max(1)
    };
    ends.into_iter().map(|(table, ends)| (table, middle(ends))).collect()
}

const UNITS: [&str; 5] = ["百万元", "亿元", "万元", "千元", "元"];

/// What before 元 or 万元 makes another unit of it.
const OTHER_UNITS: [char; 11] = ['十', '百', '千', '万', '亿', '美', '港', '欧', '日', '韩', '加'];

/// Whether a text may name the unit of a table at its end. Prose below the table that ends in an amount names none.
fn names(text: &str) -> bool {
    let may_name = text.contains("金额") || text.contains("单位") || text.starts_with('(') || text.ends_with("元)");
    (may_name || UNITS.contains(&text)) && !text.contains('。')
}

/// Whether a text leaves open which of two units it names: 单位:元/万元.
fn names_either(text: &str) -> bool {
    let is_first = |(at, unit): (usize, &str)| {
        let rest = text.get(at + unit.len()..).and_then(|rest| rest.strip_prefix(['/', '或', '、', '(']));
        rest.is_some_and(|rest| UNITS.iter().any(|unit| rest.starts_with(unit)))
    };
    names(text) && text.match_indices('元').any(is_first)
}

/// The unit of money a table's labels and notes name; `None` when they name none, or several.
fn said_unit(lines: &[Line<'_>]) -> Option<&'static str> {
    let labels = lines.iter().flat_map(|line| &line.tokens).filter(|token| token.kind == Kind::Label);
    let says = |text: &str, unit: &str| {
        text.match_indices(unit).any(|(at, _)| {
            let (before, rest) = (text.get(..at).unwrap_or_default(), text.get(at + unit.len()..).unwrap_or_default());
            let ends = rest.is_empty() || rest.starts_with([')', ']', ',', ';']);
            let stated = ["单位为", "单位是", "单位均为", "单位:"].iter().any(|words| before.ends_with(words));
            // 百元, 美元: a unit of another size.
            !before.ends_with(OTHER_UNITS)
                && (stated || (before.ends_with('以') && rest.starts_with("为单位")) || (ends && names(text)))
        })
    };
    if labels.clone().any(|token| names_either(&token.normal)) {
        return None;
    }
    let named = labels.filter_map(|token| UNITS.into_iter().find(|unit| says(&token.normal, unit)));
    let mut named: Vec<&'static str> = named.collect();
    named.sort_unstable();
    named.dedup();
    match named.as_slice() {
        [unit] => Some(unit),
        _ => None,
    }
}

/// A text without the years some offices put in: 本年(2022)制发件数.
fn without_years(text: &str) -> String {
    let pieces = text.split("(20").enumerate().map(|(at, piece)| match (at, piece.find(')')) {
        (1.., Some(end @ 2..=8)) => piece.get(end + 1..).unwrap_or_default().to_owned(),
        (1.., _) => format!("(20{piece}"),
        (0, _) => piece.to_owned(),
    });
    pieces.collect()
}

/// Columns of a grid read by their place, whose headings are in other words than the form's.
fn report_worded(out: &mut TableOut, worded: &[(&Group, Worded<'_, '_>)]) {
    for (group, word) in worded {
        let Some(column) = group.columns.get(word.column) else { continue };
        let of_column =
            |cell: &CellAddress| cell.column() == column.id && group.rows.iter().any(|row| row.id == cell.row());
        let form = out.edition.edition().cells_of(TableId::T2).map(|cell| cell.address);
        let cells: Vec<CellAddress> = form.filter(of_column).collect();
        let severity = if word.is_far { Severity::Warning } else { Severity::Info };
        let finding = out
            .finding("label-deviation", severity, word.token.at)
            .with_excerpt(word.token.raw.trim())
            .with_arg("found", &word.token.normal)
            .with_arg("expected", &column.label)
            .with_cells(cells);
        if !out.findings.iter().any(|known| (known.code, &known.at) == (finding.code, &finding.at)) {
            out.findings.push(finding);
        }
    }
}

/// Column headers whose wording is not the form's.
fn report_headers(out: &mut TableOut, lines: &[Line<'_>], edition: &Edition) {
    let text: String = lines.iter().map(|line| line.normal.as_str()).collect();
    let columns = || edition.t2.groups.iter().flat_map(|group| &group.columns);
    // A heading of the form's stands for its own column.
    let printed: Vec<String> = columns().map(|column| normal(&column.label)).collect();
    let is_form = |word: &String| printed.contains(word);
    for column in columns() {
        let expected = normal(&column.label);
        if text.contains(&expected) || without_years(&text).contains(&expected) {
            continue;
        }
        let nearest = lines
            .iter()
            .filter(|line| line.is_grid() || matches!(line.source, Source::Text { .. }))
            .flat_map(|line| &line.tokens)
            .filter(|token| token.kind == Kind::Label && token.normal.chars().count() <= 40)
            .filter(|token| !is_form(&token.normal))
            .map(|token| (likeness(&token.normal, &expected), token))
            .filter(|(alike, _)| *alike >= 0.55)
            .max_by(|left, right| left.0.total_cmp(&right.0));
        if let Some((_, token)) = nearest {
            let finding = out
                .finding("label-deviation", Severity::Info, token.at)
                .with_excerpt(token.raw.trim())
                .with_arg("found", &token.normal)
                .with_arg("expected", &column.label);
            if !out.findings.iter().any(|known| known.at == finding.at && known.code == finding.code) {
                out.findings.push(finding);
            }
        }
    }
}

/// Bands of which the table does not say which item of Article 20 they report. Other ways to write the item are none of
/// our business.
fn report_bands(out: &mut TableOut, lines: &[Line<'_>], edition: &Edition) {
    let item = |label: &str| Some(label.split(['(', ')']).nth(1)?.to_owned());
    let said: Vec<String> = lines
        .iter()
        .flat_map(|line| &line.tokens)
        .filter(|token| token.kind == Kind::Label && token.normal.contains("第二十条"))
        .filter_map(|token| item(&token.normal))
        .collect();
    let wanting: Vec<&Group> = edition
        .t2
        .groups
        .iter()
        .filter(|group| item(&normal(&group.label)).is_some_and(|item| !said.contains(&item)))
        .collect();
    let read = |group: &Group, address: &CellAddress| group.rows.iter().any(|row| row.id == address.row());
    for group in &wanting {
        let first = out.cells.iter().find(|(address, _)| read(group, address)).and_then(|(_, cell)| cell.at.clone());
        let Some(at) = first else { continue };
        let finding = out.finding("band-missing", Severity::Info, &at).with_arg("expected", &group.label);
        out.findings.push(finding);
    }
}

/// Money whose unit nobody wrote. The form of 2021 counts in 万元 and says so in its header: without that an amount may be
/// ten thousand times larger.
pub(super) fn without_unit(out: &mut TableOut) {
    let edition = out.edition.edition();
    let severity = if out.edition == EditionId::E2021 { Severity::Warning } else { Severity::Info };
    let mut findings = Vec::new();
    for (address, cell) in &out.cells {
        let is_money = |form: &&crate::edition::CellForm| form.value_type == crate::edition::ValueType::Decimal;
        let open = edition.cells().iter().filter(is_money).any(|form| form.address == *address);
        let bare =
            cell.state == CellState::Value && cell.unit.is_none() && cell.value.is_some_and(|value| !value.is_zero());
        if let (true, true, Some(at)) = (open, bare, &cell.at) {
            let finding = out
                .finding("money-without-unit", severity, at)
                .with_cell(address)
                .with_arg("value", cell.value.unwrap_or_default());
            findings.push(finding);
        }
    }
    out.findings.extend(findings);
}
