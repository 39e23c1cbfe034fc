//! Table 3: requests received and handled, by outcome and applicant.

use std::sync::LazyLock;

use gongkai_documents::Place;
use rust_decimal::Decimal;

use super::align::{Alignment, RowLabel, align};
use super::habits::Habits;
use super::line::{Kind, Line, Source, Token};
use super::place::{RowReading, by_arithmetic};
use super::region::{Region, TableOut, edition_by_year, report_labels};
use super::run::{Layout, Run, runs};
use super::value;
use crate::cell::{CellAddress, CellState};
use crate::edition::{Edition, EditionId, TableId};

const COLUMNS: usize = 7;
/// Words that tell the value columns' headers, in order.
const HEADERS: [&str; COLUMNS] = ["自然人", "商业企业", "科研机构", "社会公益", "法律服务", "其他", "总计"];

static LABELS: LazyLock<[Vec<RowLabel>; 2]> =
    LazyLock::new(|| EditionId::ALL.map(|edition| labels_of(edition.edition())));

fn labels_of(edition: &'static Edition) -> Vec<RowLabel> {
    let rows = &edition.t3.rows;
    let mut labels = Vec::new();
    let mut band: Option<&'static str> = None;
    for row in rows {
        if row.leaf {
            let mut variants: Vec<&'static str> = row.label_variants.iter().map(String::as_str).collect();
            if row.id == "other" {
                variants.push("（六）其他");
            }
            if row.id == "total" {
                variants.push("（七）合计");
            }
            labels.push(RowLabel::new(&row.id, &row.label, variants, band.take()));
        } else {
            band = Some(&row.label);
        }
    }
    labels
}

fn labels(edition: EditionId) -> &'static [RowLabel] {
    let [e2019, e2021] = &*LABELS;
    match edition {
        EditionId::E2019 => e2019,
        EditionId::E2021 => e2021,
    }
}

/// Where a grid table has its value columns.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Columns {
    table: usize,
    columns: Vec<Column>,
    /// Columns right of these that the header names, such as 备注.
    others: Vec<u32>,
}

/// A column of the form in a grid: where it begins, and how many of the grid's it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Column {
    at: u32,
    span: u32,
}

impl Column {
    fn of(token: &Token<'_>) -> Self {
        Self { at: token.column, span: token.span }
    }
}

/// Reads table 3 from its region.
pub(super) fn read(region: &Region<'_, '_>, year: Option<i16>) -> TableOut {
    let columns = grid_columns(region.lines);
    let order = header_order(region.lines, columns.iter().any(|table| !table.columns.is_empty()));
    let first_value = |table: usize| {
        columns
            .iter()
            .find(|columns| columns.table == table)
            .and_then(|columns| columns.columns.first())
            .map_or(3, |column| column.at)
    };
    let fits = |runs: &[Run<'_, '_>]| runs.iter().filter(|run| is_full(run)).count();
    let runs = runs(region.lines, region.offset, &first_value, &fits);
    let (edition, alignment) = choose_edition(&runs, year);
    let mut out = TableOut::new(TableId::T3, edition);
    let form = edition.edition();
    let rows = runs.iter().zip(&alignment.rows).filter(|(_, row)| row.is_some());
    let habits = Habits::of(rows.map(|(run, _)| (run, COLUMNS)));
    let mut rows = Vec::new();
    for (run, aligned) in runs.iter().zip(&alignment.rows) {
        let Some((row, kind)) = aligned else { continue };
        let Some(label) = labels(edition).get(*row) else { continue };
        out.matched(region, run);
        report_labels(&mut out, run, label, *kind);
        let addresses = in_order(&addresses(form, label.id), order.as_ref());
        rows.push((read_row(run, addresses, &columns, &habits), run));
    }
    out.found = rows.len() >= 3;
    if !out.found {
        return TableOut::new(TableId::T3, edition_by_year(year));
    }
    let (mut readings, sources): (Vec<RowReading>, Vec<&Run<'_, '_>>) = rows.into_iter().unzip();
    by_arithmetic(form, &mut readings);
    for (reading, run) in readings.iter().zip(sources) {
        out.row(reading, run);
    }
    if let Some(order) = &order {
        let label = |index: &usize| form.t3.columns.get(*index).map_or("", |column| column.label.as_str());
        out.report_order(order.at, order.columns.iter().map(label), (0..COLUMNS).map(|index| label(&index)));
    }
    out.report_doubled_rows(labels(edition), &runs, &alignment);
    out.report_missing_rows(labels(edition), &runs, &alignment);
    out
}

fn addresses(edition: &Edition, row: &str) -> Vec<CellAddress> {
    edition.cells_of(TableId::T3).map(|cell| cell.address).filter(|address| address.row() == row).collect()
}

/// A header that names the columns in another order than the form.
struct Order<'a> {
    /// For each column of the report its index in the form.
    columns: Vec<usize>,
    /// Where the header's first word in another's place stands.
    at: &'a Place,
}

/// The order in which the header names the columns, when it names all and not in the form's order.
///
/// In a grid whose rows keep their columns these say it. A text has the words of two header lines one after the other, 总计 anywhere among them:
/// only the organisations, all of one line, tell an order.
fn header_order<'a>(lines: &[Line<'a>], keeps_columns: bool) -> Option<Order<'a>> {
    let mut found: [Option<(u32, &'a Place)>; COLUMNS] = [None; COLUMNS];
    let header = lines.iter().take_while(|line| !line.normal.contains("本年新收政府信息公开"));
    for (number, (line, token)) in (0..).zip(header.flat_map(|line| line.tokens.iter().map(move |token| (line, token))))
    {
        for (slot, word) in found.iter_mut().zip(HEADERS) {
            if slot.is_none() && is_header(token, word) {
                *slot = Some((if line.is_grid() { token.column } else { number }, token.at));
            }
        }
    }
    let mut named: Vec<(usize, u32, &Place)> = found
        .into_iter()
        .enumerate()
        .map(|(index, slot)| slot.map(|(at, place)| (index, at, place)))
        .collect::<Option<_>>()?;
    let sorted = if keeps_columns { named.as_mut_slice() } else { named.get_mut(1..COLUMNS - 1)? };
    sorted.sort_by_key(|(_, at, _)| *at);
    if sorted.windows(2).any(|pair| matches!(pair, [(_, one, _), (_, two, _)] if one == two)) {
        return None;
    }
    let at = named.iter().enumerate().find(|(place, (index, ..))| place != index).map(|(_, (.., at))| *at)?;
    Some(Order { columns: named.into_iter().map(|(index, ..)| index).collect(), at })
}

fn is_header(token: &Token<'_>, word: &str) -> bool {
    token.normal == word || (word.chars().count() >= 4 && token.normal.starts_with(word))
}

fn in_order(addresses: &[CellAddress], order: Option<&Order<'_>>) -> Vec<CellAddress> {
    match order {
        Some(order) => order.columns.iter().filter_map(|index| addresses.get(*index).copied()).collect(),
        None => addresses.to_vec(),
    }
}

/// Seven values and nothing more, but for blanks that belong to the next row's merged label cells.
fn is_full(run: &Run<'_, '_>) -> bool {
    run.values.len() >= COLUMNS
        && run.values.iter().skip(COLUMNS).all(|token| token.kind == Kind::Blank)
        && run.values.iter().take(COLUMNS).all(|token| token.kind == Kind::Value)
        || run.values.len() == COLUMNS
}

fn choose_edition(runs: &[Run<'_, '_>], year: Option<i16>) -> (EditionId, Alignment) {
    let older = align(runs, labels(EditionId::E2019));
    let newer = align(runs, labels(EditionId::E2021));
    let splits_other = runs.iter().any(|run| {
        let text = run.text();
        text.contains("逾期不补正") || text.contains("逾期未按收费")
    });
    let single_other = runs.iter().zip(&older.rows).any(|(run, row)| {
        let is_other = row.and_then(|(row, _)| labels(EditionId::E2019).get(row)).is_some_and(|row| row.id == "other");
        is_other && !run.values.is_empty()
    });
    let edition = match (splits_other, single_other) {
        (true, _) => EditionId::E2021,
        (false, true) => EditionId::E2019,
        (false, false) if (older.score - newer.score).abs() > 1.0 => {
            if newer.score > older.score {
                EditionId::E2021
            } else {
                EditionId::E2019
            }
        }
        (false, false) => edition_by_year(year),
    };
    match edition {
        EditionId::E2019 => (edition, older),
        EditionId::E2021 => (edition, newer),
    }
}

/// The value columns of each grid table: by header words, else those of the table before it (a table goes on over a
/// page), else by the rows that have seven figures at their end.
fn grid_columns(lines: &[Line<'_>]) -> Vec<Columns> {
    let mut tables: Vec<usize> = Vec::new();
    for line in lines {
        if let Source::Grid { table } = line.source
            && !tables.contains(&table)
        {
            tables.push(table);
        }
    }
    let mut known: Vec<Columns> = Vec::new();
    for table in tables {
        let rows: Vec<&Line<'_>> = lines.iter().filter(|line| line.source == Source::Grid { table }).collect();
        if is_ragged(&rows) {
            known.push(Columns { table, columns: Vec::new(), others: Vec::new() });
            continue;
        }
        let by_rows = by_rows(&rows);
        let inherited = known.last().map(|columns| columns.columns.clone()).filter(|columns| !columns.is_empty());
        let columns = by_header(&rows).or_else(|| by_rows.or(inherited));
        if let Some(columns) = columns {
            let others = others(&rows, &columns);
            known.push(Columns { table, columns, others });
        }
    }
    known
}

/// Where the header names something right of the form's last column.
fn others(rows: &[&Line<'_>], columns: &[Column]) -> Vec<u32> {
    let end = columns.last().map_or(u32::MAX, |last| last.at.saturating_add(last.span));
    let header = rows.iter().take_while(|row| !row.normal.contains("本年新收政府信息公开")).take(8);
    let named = header.flat_map(|row| &row.tokens).filter(|token| token.kind == Kind::Label && token.column >= end);
    named.map(|token| token.column).collect()
}

fn by_header(rows: &[&Line<'_>]) -> Option<Vec<Column>> {
    let mut columns = [None; COLUMNS];
    let header = rows.iter().take_while(|row| !row.normal.contains("本年新收政府信息公开")).take(8);
    for token in header.flat_map(|row| &row.tokens) {
        for (slot, word) in columns.iter_mut().zip(HEADERS) {
            if slot.is_none() && is_header(token, word) {
                *slot = Some(Column::of(token));
            }
        }
    }
    let mut columns: Vec<Column> = columns.into_iter().flatten().collect();
    columns.sort_unstable();
    (columns.len() == COLUMNS && columns.is_sorted_by(|left, right| left.at < right.at)).then_some(columns)
}

/// Whether rows with seven figures have them in different columns, as when tab-separated lines became a sheet.
fn is_ragged(rows: &[&Line<'_>]) -> bool {
    let starts: Vec<u32> = rows
        .iter()
        .filter_map(|row| {
            let mut figures = row.tokens.iter().filter(|token| token.kind == Kind::Value);
            let first = figures.next()?.column;
            (figures.count() + 1 == COLUMNS).then_some(first)
        })
        .collect();
    let usual = starts.iter().map(|start| starts.iter().filter(|other| *other == start).count()).max().unwrap_or(0);
    starts.len() >= 4 && usual * 4 < starts.len() * 3
}

fn by_rows(rows: &[&Line<'_>]) -> Option<Vec<Column>> {
    let mut counts: Vec<(Vec<Column>, usize)> = Vec::new();
    for row in rows {
        let figures: Vec<Column> =
            row.tokens.iter().filter(|token| token.kind == Kind::Value).map(Column::of).collect();
        if figures.len() == COLUMNS {
            match counts.iter_mut().find(|(columns, _)| *columns == figures) {
                Some((_, count)) => *count += 1,
                None => counts.push((figures, 1)),
            }
        }
    }
    let total: usize = counts.iter().map(|(_, count)| count).sum();
    counts.into_iter().find(|(_, count)| *count >= 2 && *count * 5 >= total * 4).map(|(columns, _)| columns)
}

fn read_row(run: &Run<'_, '_>, addresses: Vec<CellAddress>, columns: &[Columns], habits: &Habits) -> RowReading {
    let parse = |tokens: &[&Token<'_>]| -> Vec<value::Parsed> {
        tokens
            .iter()
            .map(|token| value::parse(token.raw, crate::edition::ValueType::NonNegativeInteger, None))
            .collect()
    };
    let all = parse(&run.values);
    match run.layout {
        Layout::Grid { table } => {
            let known = columns.iter().find(|columns| columns.table == table);
            // Where every row has a cell too many, one with fewer has lost one.
            let whole = run.values.len() == habits.width(table).map_or(COLUMNS, |width| width.max(COLUMNS));
            let slots = known.filter(|_| whole).and_then(|known| in_columns(run, known));
            let doubtful = habits.is_lone_gap(run, COLUMNS);
            if let Some(slots) = slots.filter(|slots| !doubtful && !may_be_shifted(&all, slots)) {
                return RowReading::placed(addresses, all, slots);
            }
            // The grid knows how many columns there are: a row with as many cells is in place even when no header
            // was found.
            RowReading::ordered(addresses, all, known.is_none() && whole && !doubtful)
        }
        Layout::Fields { fields } => {
            // Where lines are filled up, a lost cell would move a filler into its place: only the usual number of
            // fields is trusted. Where they are not, the number of values itself shows a loss.
            let whole = |padding: &usize| {
                habits.is_whole(fields) && (habits.filled_up || run.values.len() == padding + COLUMNS)
            };
            let by_column = |start: u32| run.values.iter().position(|token| token.column == start);
            let usual = habits.usual_padding();
            let padding = habits.start().map_or(usual, by_column).filter(whole);
            let window = padding.and_then(|padding| run.values.get(padding..padding + COLUMNS));
            let outside_blank = padding.is_some_and(|padding| {
                run.values
                    .iter()
                    .take(padding)
                    .chain(run.values.iter().skip(padding + COLUMNS))
                    .all(|t| t.kind == Kind::Blank)
            });
            match (window, padding) {
                (Some(window), Some(padding))
                    if outside_blank
                        && !(habits.filled_up && lost_one(window))
                        && !habits.is_lone_gap(run, COLUMNS) =>
                {
                    let slots = (0..COLUMNS).map(|slot| Some(slot + padding)).collect();
                    RowReading::placed(addresses, all, slots)
                }
                _ => {
                    let (start, end) = visible(run);
                    let shown = all.get(start..end).unwrap_or_default().to_vec();
                    let trusted = usual.is_none() && run.values.len() == COLUMNS;
                    reindex(RowReading::ordered(addresses, shown, trusted), start, all)
                }
            }
        }
        Layout::Stream => {
            let figures = run.values.iter().take_while(|token| token.kind == Kind::Value).count();
            let extra_blank =
                run.values.len() > COLUMNS && run.values.iter().skip(COLUMNS).all(|t| t.kind == Kind::Blank);
            if extra_blank && figures == COLUMNS {
                return RowReading::placed(addresses, all, (0..COLUMNS).map(Some).collect());
            }
            let last_blank = run.values.last().is_some_and(|token| token.kind == Kind::Blank);
            let doubtful = habits.trailing_blanks && last_blank && figures > 0;
            if let Some(zeros) = glued(run) {
                let one = value::parse(
                    zeros.get(..1).unwrap_or_default(),
                    crate::edition::ValueType::NonNegativeInteger,
                    None,
                );
                return RowReading::ordered(addresses, vec![one; COLUMNS], true);
            }
            RowReading::ordered(addresses, all, !doubtful)
        }
    }
}

/// For each of a grid's value columns the cell of a row that stands in it alone; `None` when one is wanting or anything
/// but blanks stands beside them, other columns that the header names left aside.
fn in_columns(run: &Run<'_, '_>, known: &Columns) -> Option<Vec<Option<usize>>> {
    let columns = &known.columns;
    let at = |column: &Column| run.values.iter().position(|token| Column::of(token) == *column);
    let slots: Vec<usize> = columns.iter().filter_map(at).collect();
    let beside = |(index, token): (usize, &&Token<'_>)| {
        slots.contains(&index) || token.kind == Kind::Blank || known.others.contains(&token.column)
    };
    let complete = slots.len() == COLUMNS && run.values.iter().enumerate().all(beside);
    complete.then(|| slots.into_iter().map(Some).collect())
}

/// Whether the figures of a grid's row may each stand a column too far left: nothing is in the total's column, and what
/// stands last before it is as large as a total would have to be.
fn may_be_shifted(all: &[value::Parsed], slots: &[Option<usize>]) -> bool {
    let row: Vec<Option<Decimal>> = slots.iter().map(|slot| all.get((*slot)?)?.value).collect();
    let blank = slots
        .last()
        .is_some_and(|slot| slot.and_then(|slot| all.get(slot)).is_some_and(|value| value.state == CellState::Blank));
    let Some(last) = row.iter().rposition(Option::is_some).filter(|last| *last > 0 && blank) else { return false };
    let mut before = row.iter().take(last).flatten();
    let sum = before.try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value));
    row.get(last).copied().flatten().zip(sum).is_some_and(|(total, sum)| !total.is_zero() && total >= sum)
}

/// Whether a line that is filled up may have lost a cell, so that a filler stands in the last one's place.
fn lost_one(window: &[&Token<'_>]) -> bool {
    window.last().is_some_and(|last| last.kind == Kind::Blank) && window.iter().any(|token| token.kind != Kind::Blank)
}

/// The values between the first and the last that is not blank; all of them when all are blank.
fn visible(run: &Run<'_, '_>) -> (usize, usize) {
    let start = run.values.iter().position(|token| token.kind != Kind::Blank);
    let end = run.values.iter().rposition(|token| token.kind != Kind::Blank);
    match (start, end) {
        (Some(start), Some(end)) => (start, end + 1),
        _ => (0, run.values.len()),
    }
}

/// Slots that point into a part of the values made to point into all of them.
fn reindex(mut row: RowReading, start: usize, all: Vec<value::Parsed>) -> RowReading {
    row.shift(start, all);
    row
}

/// Seven zeros glued to one token.
fn glued<'a>(run: &Run<'_, 'a>) -> Option<&'a str> {
    let [only] = run.values.as_slice() else { return None };
    let digits = only.raw.trim();
    value::glued_zeros(digits, COLUMNS).then_some(digits)
}
