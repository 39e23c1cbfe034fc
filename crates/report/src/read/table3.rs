//! Table 3: requests received and handled, by outcome and applicant.

use std::sync::LazyLock;

use gongkai_documents::Place;
use gongkai_law::Severity;
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

/// Words of the first row of figures.
const FIRST_ROW: &str = "本年新收政府信息公开";

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
#[derive(Debug, Clone, PartialEq)]
struct Columns {
    table: usize,
    /// From left to right; empty when the table's rows keep no columns.
    columns: Vec<Column>,
    /// Columns beside these that the header names, such as 备注.
    others: Vec<u32>,
    /// Where the header's first word in another's place stands.
    moved: Option<Place>,
    /// Where the header begins, when it names these columns and no other of the form's.
    short: Option<Place>,
}

impl Columns {
    /// How many figures a row has.
    fn width(&self) -> usize {
        if self.columns.is_empty() { COLUMNS } else { self.columns.len() }
    }

    fn has(&self, of: usize) -> bool {
        self.columns.iter().any(|column| column.of == of)
    }
}

/// A column of the form in a grid: which it is, where it begins, and how many of the grid's it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Column {
    of: usize,
    at: u32,
    span: u32,
}

impl Column {
    fn of(of: usize, token: &Token<'_>) -> Self {
        Self { of, at: token.column, span: token.span }
    }

    fn is_above(&self, token: &Token<'_>) -> bool {
        (self.at, self.span) == (token.column, token.span)
    }
}

/// Reads table 3 from its region.
pub(super) fn read(region: &Region<'_, '_>, year: Option<i16>) -> TableOut {
    let columns = grid_columns(region.lines);
    let known = |table: usize| columns.iter().find(|known| known.table == table);
    // In a grid that keeps its columns the header says their order.
    let order = if columns.iter().any(|known| !known.columns.is_empty()) { None } else { text_order(region.lines) };
    let first_value = |table: usize| known(table).and_then(|known| known.columns.first()).map_or(3, |column| column.at);
    let fits = |runs: &[Run<'_, '_>]| runs.iter().filter(|run| is_full(run)).count();
    let runs = runs(region.lines, region.offset, &first_value, &fits);
    let (edition, alignment) = choose_edition(&runs, year);
    let mut out = TableOut::new(TableId::T3, edition);
    let form = edition.edition();
    let columns_of = |run: &Run<'_, '_>| match run.layout {
        Layout::Grid { table } => known(table),
        Layout::Fields { .. } | Layout::Stream => None,
    };
    let rows = runs.iter().zip(&alignment.rows).filter(|(_, row)| row.is_some());
    let habits = Habits::of(rows.map(|(run, _)| (run, columns_of(run).map_or(COLUMNS, Columns::width))));
    let mut rows = Vec::new();
    for (run, aligned) in runs.iter().zip(&alignment.rows) {
        let Some((row, kind)) = aligned else { continue };
        let Some(label) = labels(edition).get(*row) else { continue };
        out.matched(region, run);
        report_labels(&mut out, run, label, *kind);
        let known = columns_of(run);
        let addresses = match known {
            Some(known) if !known.columns.is_empty() => {
                pick(&addresses(form, label.id), known.columns.iter().map(|column| column.of))
            }
            _ => in_order(addresses(form, label.id), order.as_ref()),
        };
        rows.push((read_row(run, addresses, known, &habits), run));
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
    let label = |index: usize| form.t3.columns.get(index).map_or("", |column| column.label.as_str());
    let mut orders: Vec<(&Place, Vec<usize>)> = order.iter().map(|order| (order.at, order.columns.clone())).collect();
    orders.extend(
        columns
            .iter()
            .filter_map(|known| Some((known.moved.as_ref()?, known.columns.iter().map(|column| column.of).collect()))),
    );
    for (at, found) in orders {
        let mut expected = found.clone();
        expected.sort_unstable();
        out.report_order(at, found.into_iter().map(label), expected.into_iter().map(label));
    }
    report_missing_columns(&mut out, &columns, label);
    out.report_moved_rows(labels(edition), &runs, &alignment);
    out.report_doubled_rows(labels(edition), &runs, &alignment);
    out.report_missing_rows(labels(edition), &runs, &alignment);
    out
}

fn addresses(edition: &Edition, row: &str) -> Vec<CellAddress> {
    edition.cells_of(TableId::T3).map(|cell| cell.address).filter(|address| address.row() == row).collect()
}

/// Tells which columns of the form a grid's header does not have.
fn report_missing_columns<'f>(out: &mut TableOut, columns: &[Columns], label: impl Fn(usize) -> &'f str) {
    let known = || columns.iter().filter(|known| !known.columns.is_empty());
    let Some(at) = known().find_map(|known| known.short.as_ref()) else { return };
    let wanting: Vec<usize> = (0..COLUMNS).filter(|of| !known().any(|known| known.has(*of))).collect();
    let form = out.edition.edition();
    let rows = form.t3.rows.iter().filter(|row| row.leaf);
    let cells: Vec<CellAddress> =
        rows.flat_map(|row| pick(&addresses(form, &row.id), wanting.iter().copied())).collect();
    let names: Vec<&str> = wanting.iter().map(|of| label(*of)).collect();
    if !names.is_empty() {
        let finding =
            out.finding("columns-missing", Severity::Error, at).with_arg("columns", names.join("、")).with_cells(cells);
        out.findings.push(finding);
    }
}

/// A header that names the columns in another order than the form.
struct Order<'a> {
    /// For each column of the report its index in the form.
    columns: Vec<usize>,
    /// Where the header's first word in another's place stands.
    at: &'a Place,
}

/// The order in which the header of a text names the columns, when it names all and not in the form's order.
///
/// The words of its two lines come one after the other, 总计 anywhere among them: only the organisations, all of one
/// line, tell an order.
fn text_order<'a>(lines: &[Line<'a>]) -> Option<Order<'a>> {
    let mut found: [Option<(u32, &'a Place)>; COLUMNS] = [None; COLUMNS];
    let header = lines.iter().take_while(|line| !line.normal.contains(FIRST_ROW));
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
    let organisations = named.get_mut(1..COLUMNS - 1)?;
    organisations.sort_by_key(|(_, at, _)| *at);
    if organisations.windows(2).any(|pair| matches!(pair, [(_, one, _), (_, two, _)] if one == two)) {
        return None;
    }
    let at = named.iter().enumerate().find(|(place, (index, ..))| place != index).map(|(_, (.., at))| *at)?;
    Some(Order { columns: named.into_iter().map(|(index, ..)| index).collect(), at })
}

fn is_header(token: &Token<'_>, word: &str) -> bool {
    token.normal == word || (word.chars().count() >= 4 && token.normal.starts_with(word))
}

fn in_order(addresses: Vec<CellAddress>, order: Option<&Order<'_>>) -> Vec<CellAddress> {
    match order {
        Some(order) => pick(&addresses, order.columns.iter().copied()),
        None => addresses,
    }
}

fn pick(addresses: &[CellAddress], columns: impl Iterator<Item = usize>) -> Vec<CellAddress> {
    columns.filter_map(|index| addresses.get(index).copied()).collect()
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

/// The value columns of each grid table: by header words, else by the rows that have seven figures at their end, else
/// those of the table before it (a table goes on over a page), else those that a header with fewer words names.
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
        let none = Columns { table, columns: Vec::new(), others: Vec::new(), moved: None, short: None };
        if is_ragged(&rows) {
            known.push(none);
            continue;
        }
        let header = header(&rows);
        let named = || header.iter().map(|(column, _)| *column).collect::<Vec<_>>();
        let first = header.first().map(|(_, at)| (*at).clone());
        let inherited = known.last().map(|columns| columns.columns.clone()).filter(|columns| !columns.is_empty());
        let (columns, short) = if header.len() == COLUMNS {
            (named(), None)
        } else if let Some(columns) = by_rows(&rows).or(inherited) {
            (columns, None)
        } else if is_as_wide(&rows, &header) {
            (named(), first)
        } else {
            continue;
        };
        let moved = header.windows(2).find_map(|pair| match pair {
            [(one, _), (two, at)] if one.of > two.of => Some((*at).clone()),
            _ => None,
        });
        let others = others(&rows, &columns, header.len() == COLUMNS);
        known.push(Columns { columns, others, moved: moved.filter(|_| !header.is_empty()), short, ..none });
    }
    known
}

/// Where the header names something right of the form's last column, such as 备注; or among its columns, such as 小计,
/// when it is the header that says which these are.
fn others(rows: &[&Line<'_>], columns: &[Column], by_header: bool) -> Vec<u32> {
    let end = columns.last().map_or(u32::MAX, |last| last.at.saturating_add(last.span));
    let start = columns.first().filter(|_| by_header).map_or(end, |first| first.at);
    let is_own = |token: &&Token<'_>| columns.iter().any(|column| column.at == token.column);
    let named = of_header(rows).filter(|token| token.kind == Kind::Label && token.column >= start && !is_own(token));
    named.map(|token| token.column).collect()
}

/// The cells above a table's first row.
fn of_header<'r, 'a: 'r>(rows: &'r [&Line<'a>]) -> impl Iterator<Item = &'r Token<'a>> {
    rows.iter().take_while(|row| !row.normal.contains(FIRST_ROW)).take(8).flat_map(|row| &row.tokens)
}

/// The columns that a header names, from left to right; none when two stand in one place.
fn header<'r, 'a: 'r>(rows: &'r [&Line<'a>]) -> Vec<(Column, &'a Place)> {
    let mut found: [Option<(Column, &'a Place)>; COLUMNS] = [None; COLUMNS];
    for token in of_header(rows) {
        for (of, (slot, word)) in found.iter_mut().zip(HEADERS).enumerate() {
            if slot.is_none() && is_header(token, word) {
                *slot = Some((Column::of(of, token), token.at));
            }
        }
    }
    let mut found: Vec<(Column, &Place)> = found.into_iter().flatten().collect();
    found.sort_by_key(|(column, _)| column.at);
    if found.is_sorted_by(|(left, _), (right, _)| left.at < right.at) { found } else { Vec::new() }
}

/// Whether each row below a header has just the cells that it names.
fn is_as_wide(rows: &[&Line<'_>], header: &[(Column, &Place)]) -> bool {
    let Some((first, _)) = header.first() else { return false };
    let body = rows.iter().skip_while(|row| !row.normal.contains(FIRST_ROW));
    let widths: Vec<usize> =
        body.map(|row| row.tokens.iter().filter(|token| token.column >= first.at).count()).collect();
    widths.len() > COLUMNS && widths.iter().all(|width| *width == header.len())
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
        let figures = row.tokens.iter().filter(|token| token.kind == Kind::Value);
        let figures: Vec<Column> = figures.enumerate().map(|(of, token)| Column::of(of, token)).collect();
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

fn read_row(run: &Run<'_, '_>, addresses: Vec<CellAddress>, known: Option<&Columns>, habits: &Habits) -> RowReading {
    let parse = |tokens: &[&Token<'_>]| -> Vec<value::Parsed> {
        tokens
            .iter()
            .map(|token| value::parse(token.raw, crate::edition::ValueType::NonNegativeInteger, None))
            .collect()
    };
    let all = parse(&run.values);
    match run.layout {
        Layout::Grid { table } => {
            let cells = addresses.len();
            // Where every row has a cell too many, one with fewer has lost one.
            let whole = run.values.len() == habits.width(table).map_or(cells, |width| width.max(cells));
            let slots = known.filter(|_| whole).and_then(|known| Some((known, in_columns(run, known)?)));
            let doubtful = habits.is_lone_gap(run, cells);
            if let Some((_, slots)) = slots.filter(|(known, slots)| !doubtful && !may_be_shifted(&all, slots, known)) {
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
    let at = |column: &Column| run.values.iter().position(|token| column.is_above(token));
    let slots: Vec<usize> = columns.iter().filter_map(at).collect();
    let beside = |(index, token): (usize, &&Token<'_>)| {
        slots.contains(&index) || token.kind == Kind::Blank || known.others.contains(&token.column)
    };
    let complete = slots.len() == columns.len() && run.values.iter().enumerate().all(beside);
    complete.then(|| slots.into_iter().map(Some).collect())
}

/// Whether the figures of a grid's row may each stand a column too far left: nothing is in the total's column, and what
/// stands last before it is as large as a total would have to be. Without a total nothing could show it.
fn may_be_shifted(all: &[value::Parsed], slots: &[Option<usize>], known: &Columns) -> bool {
    let row: Vec<Option<Decimal>> = slots.iter().map(|slot| all.get((*slot)?)?.value).collect();
    let blank = slots
        .last()
        .is_some_and(|slot| slot.and_then(|slot| all.get(slot)).is_some_and(|value| value.state == CellState::Blank));
    let Some(last) = row.iter().rposition(Option::is_some).filter(|last| *last > 0 && blank) else { return false };
    if !known.has(COLUMNS - 1) {
        return true;
    }
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
