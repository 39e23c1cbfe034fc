//! Table 3: requests received and handled, by outcome and applicant.

mod columns;
mod header;
mod placing;
mod said;
mod totals;

use std::collections::HashSet;
use std::sync::LazyLock;

use gongkai_documents::Place;
use gongkai_law::Severity;

use super::align::{Alignment, RowLabel, align};
use super::cut::{Cut, cut_rows};
use super::detached;
use super::even;
use super::habits::Habits;
use super::joint::{self, Placing};
use super::line::{Kind, Line, Token};
use super::normal;
use super::place::{RowReading, by_arithmetic, columns_add_up};
use super::region::{Region, TableOut, edition_by_year, report_labels};
use super::run::{Layout, Run, runs};
use crate::cell::CellAddress;
use crate::edition::{Edition, EditionId, TableId};
use columns::{Columns, grid_columns};
use header::is_header;
use placing::{Asked, lead_of_sum, parse, read_row};

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

/// Reads table 3 from its region.
pub(super) fn read(region: &Region<'_, '_>, year: Option<i16>) -> TableOut {
    let columns = grid_columns(region.lines);
    let known = |table: usize| columns.iter().find(|known| known.table == table);
    // In a grid that keeps its columns the header says their order.
    let keeps_columns = columns.iter().any(|known| !known.columns.is_empty() || known.unsure);
    let order = if keeps_columns { None } else { text_order(region.lines) };
    if !keeps_columns && said::contradicts(region.lines, order.is_some()) {
        return TableOut::new(TableId::T3, edition_by_year(year));
    }
    let first_value = |table: usize| known(table).and_then(|known| known.columns.first()).map_or(3, |column| column.at);
    let fits = |runs: &[Run<'_, '_>]| runs.iter().filter(|run| is_full(run)).count();
    let runs = even::rows(region.lines, region.offset, &|_| COLUMNS, &depth)
        .unwrap_or_else(|| runs(region.lines, region.offset, &first_value, &fits));
    if !keeps_columns && said::names_total_first(region.lines) && !totals::stand_last(&runs) {
        return TableOut::new(TableId::T3, edition_by_year(year));
    }
    let (edition, alignment) = choose_edition(&runs, year);
    let mut out = TableOut::new(TableId::T3, edition);
    let form = edition.edition();
    let columns_of = |run: &Run<'_, '_>| match run.layout {
        Layout::Grid { table } => known(table),
        Layout::Fields { .. } | Layout::Stream => None,
    };
    let rows = runs.iter().zip(&alignment.rows).filter(|(_, row)| row.is_some());
    let habits = Habits::of(rows.map(|(run, _)| (run, columns_of(run).map_or(COLUMNS, Columns::width))));
    let matched = || runs.iter().zip(&alignment.rows).filter(|(_, row)| row.is_some()).map(|(run, _)| run);
    let short_rows = matched().filter(|run| columns_of(run).is_some_and(|known| known.leaves_total_blank(run)));
    let left_out: HashSet<usize> = columns
        .iter()
        .filter(|known| {
            let own = matched().filter(|run| matches!(run.layout, Layout::Grid { table } if table == known.table));
            totals::are_left_out(own, Some(known))
        })
        .map(|known| known.table)
        .collect();
    let only_lines = matched().all(|run| matches!(run.layout, Layout::Fields { .. }));
    let lines_left_out = only_lines && totals::are_left_out(matched(), None);
    let leads: HashSet<(usize, usize)> = matched().filter_map(lead_of_sum).collect();
    let lengths: HashSet<usize> = short_rows.map(figures_in).collect();
    // No blank before a figure in any row, and rows of different lengths: blank cells were dropped, and rows filled up.
    let dropped = lengths.len() > 1 && matched().all(is_packed);
    let cut = cut_rows(&runs, &alignment, labels(edition));
    let apart = detached::runs(&runs, &alignment, |_| COLUMNS, is_of_header, is_full);
    out.apart = apart.iter().filter_map(|at| runs.get(*at)).map(|run| run.last_line).collect();
    let mut rows = Vec::new();
    for (number, (run, aligned)) in runs.iter().zip(&alignment.rows).enumerate() {
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
        let has_no_total = known.map_or(lines_left_out, |known| left_out.contains(&known.table));
        let doubtful = dropped && known.is_some_and(|known| known.leaves_total_blank(run));
        let doubtful = doubtful || cut.get(&number) == Some(&Cut::Stray);
        let doubtful = doubtful || known.is_some_and(|known| totals::moved(run, known, matched()));
        // A label of the form among the figures: the row begins further right.
        let is_label = |token: &&&Token<'_>| labels(edition).iter().any(|label| label.is(&token.normal));
        let doubtful = doubtful || run.values.iter().filter(|token| token.kind == Kind::Label).any(|t| is_label(&t));
        let is_half = cut.get(&number) == Some(&Cut::Halves) || apart.contains(&number);
        let asked = Asked { known, has_no_total, leads: &leads, doubtful };
        rows.push(Row { run, label: label.printed, addresses, asked, is_half });
    }
    out.found = rows.len() >= 3;
    if !out.found {
        return TableOut::new(TableId::T3, edition_by_year(year));
    }
    let mut readings: Vec<RowReading> = rows.iter().map(|row| row.read(&habits, true)).collect();
    // Without totals only the sums of the columns can show that no row's figures moved.
    if rows.iter().any(|row| row.asked.has_no_total) && !columns_add_up(form, &readings) {
        readings = rows.iter().map(|row| row.read(&habits, false)).collect();
    }
    let mut readings = parted(&mut out, &rows, readings, region);
    by_arithmetic(form, &mut readings);
    for (reading, row) in readings.iter().zip(&rows) {
        out.row(reading, row.run);
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
    let joint = report_joint_columns(&mut out, &columns, label);
    report_missing_columns(&mut out, &columns, &rows, &joint, label);
    report_headers(&mut out, &columns, label);
    report_extra_rows(&mut out, &runs, &alignment);
    out.report_moved_rows(labels(edition), &runs, &alignment);
    out.report_doubled_rows(labels(edition), &runs, &alignment);
    out.report_missing_rows(region.lines, labels(edition), &runs, &alignment);
    out
}

/// The readings without what stands in cells merged over several rows.
fn parted(
    out: &mut TableOut,
    rows: &[Row<'_, '_, '_>],
    readings: Vec<RowReading>,
    region: &Region<'_, '_>,
) -> Vec<RowReading> {
    let placing = rows.iter().zip(readings);
    let placing = placing.map(|(row, reading)| Placing { run: row.run, label: row.label, reading });
    let mut placing: Vec<Placing<'_, '_, '_>> = placing.collect();
    joint::part(out, &mut placing, region.lines, region.offset);
    placing.into_iter().map(|row| row.reading).collect()
}

/// Whether words stand in the form's header, without gaps between them or alone.
fn is_of_header(words: &str) -> bool {
    let own = ["申请人情况", "法人或其他组织"].into_iter().chain(HEADERS).chain(["组织", "机构"]);
    detached::are_all(words, own.map(str::to_owned))
        || words.starts_with("(本列数据")
        || words == normal::normal(TableId::T3.title())
}

/// A row of the form with what is known of it.
struct Row<'r, 'l, 'a> {
    run: &'r Run<'l, 'a>,
    label: &'static str,
    addresses: Vec<CellAddress>,
    asked: Asked<'r>,
    /// A page or a line broke it in two, or its figures may be another's.
    is_half: bool,
}

impl Row<'_, '_, '_> {
    /// Its values in its cells; `without_totals` says whether a column of totals left blank throughout is believed.
    fn read(&self, habits: &Habits, without_totals: bool) -> RowReading {
        let addresses = self.addresses.clone();
        if self.is_half {
            return RowReading::given_up(addresses, parse(&self.run.values));
        }
        let asked = Asked { has_no_total: self.asked.has_no_total && without_totals, ..self.asked };
        read_row(self.run, addresses, &asked, habits)
    }
}

fn addresses(edition: &Edition, row: &str) -> Vec<CellAddress> {
    edition.cells_of(TableId::T3).map(|cell| cell.address).filter(|address| address.row() == row).collect()
}

/// Column headers whose wording is not the form's, each once.
fn report_headers<'f>(out: &mut TableOut, columns: &[Columns], label: impl Fn(usize) -> &'f str) {
    let mut told = HashSet::new();
    for (of, found, at) in columns.iter().flat_map(|known| &known.worded) {
        if told.insert(of) {
            let finding = out.finding("label-deviation", Severity::Info, at);
            let finding = finding.with_excerpt(found).with_arg("found", found).with_arg("expected", label(*of));
            out.findings.push(finding);
        }
    }
}

/// Rows with all figures that are none of the form's, between rows that are.
fn rows_left<'r, 'l, 'a>(runs: &'r [Run<'l, 'a>], alignment: &Alignment) -> Vec<&'r Run<'l, 'a>> {
    let held = || alignment.rows.iter().enumerate().filter(|(_, row)| row.is_some()).map(|(at, _)| at);
    let (Some(first), Some(last)) = (held().next(), held().next_back()) else { return Vec::new() };
    let is_left = |at: usize| {
        let free = alignment.rows.get(at).is_some_and(Option::is_none);
        free && !alignment.doubled.iter().any(|(run, _)| *run == at)
    };
    let runs = runs.iter().enumerate().take(last).skip(first);
    runs.filter(|(at, run)| is_left(*at) && is_full(run)).map(|(_, run)| run).collect()
}

/// Rows the form does not have, and whose figures are therefore in no cell. Where the table wants a row of the form, that is
/// told; sums of a group that an office adds up are no more figures.
fn report_extra_rows(out: &mut TableOut, runs: &[Run<'_, '_>], alignment: &Alignment) {
    let form = out.edition.edition();
    let groups = || form.t3.rows.iter().filter(|row| !row.leaf).map(|row| normal::normal(&row.label));
    let is_sum =
        |label: &str| detached::SUMS.iter().any(|sum| label.contains(sum)) || groups().any(|group| group == label);
    let is_named = |label: &str| label.chars().filter(|c| !c.is_ascii()).count() > 2;
    // The head a table repeats on the next page is no row.
    let has_figure = |run: &Run<'_, '_>| run.values.iter().any(|token| token.kind == Kind::Value);
    let all_held =
        (0..labels(out.edition).len()).all(|row| alignment.rows.iter().flatten().any(|(held, _)| *held == row));
    let extra = rows_left(runs, alignment).into_iter().filter(|_| all_held);
    for run in extra.filter(|run| has_figure(run) && is_named(run.last_label()) && !is_sum(run.last_label())) {
        let figures: Vec<&str> = run.values.iter().map(|token| token.raw.trim()).collect();
        let finding = out.finding("row-extra", Severity::Warning, run.at);
        out.findings.push(finding.with_excerpt(figures.join(" | ")).with_arg("row", run.last_label()));
    }
}

/// Tells which columns of the form one heading names together, and gives these.
fn report_joint_columns<'f>(
    out: &mut TableOut,
    columns: &[Columns],
    label: impl Fn(usize) -> &'f str,
) -> HashSet<usize> {
    let mut told = HashSet::new();
    for (named, found, at) in columns.iter().flat_map(|known| &known.joint) {
        let is_open = |of: &usize| !told.contains(of) && !columns.iter().any(|known| known.has(*of));
        let open: Vec<usize> = named.iter().copied().filter(is_open).collect();
        let form = out.edition.edition();
        let of_columns = |cell: &CellAddress| {
            open.iter().any(|of| form.t3.columns.get(*of).is_some_and(|column| column.id == cell.column()))
        };
        let cells: Vec<CellAddress> = form.cells_of(TableId::T3).map(|cell| cell.address).filter(of_columns).collect();
        let names: Vec<&str> = named.iter().map(|of| label(*of)).collect();
        joint::report(out, at, ("column", found), &names, cells);
        told.extend(open);
    }
    told
}

/// Tells which columns of the form the rows of a grid do not have, by its header or by that of the page before.
fn report_missing_columns<'f>(
    out: &mut TableOut,
    columns: &[Columns],
    rows: &[Row<'_, '_, '_>],
    joint: &HashSet<usize>,
    label: impl Fn(usize) -> &'f str,
) {
    let Some(at) = columns.iter().find_map(|known| known.short.as_ref()) else { return };
    let form = out.edition.edition();
    let (mut wanting, mut cells) = ([false; COLUMNS], Vec::new());
    for row in rows.iter().filter(|row| row.asked.known.is_some_and(|known| !known.columns.is_empty())) {
        let whole = row.addresses.first().map_or(Vec::new(), |first| addresses(form, first.row()));
        let wants = |(of, address): &(usize, CellAddress)| !row.addresses.contains(address) && !joint.contains(of);
        for (of, address) in whole.into_iter().enumerate().filter(wants) {
            wanting.iter_mut().skip(of).take(1).for_each(|wanting| *wanting = true);
            cells.push(address);
        }
    }
    let names: Vec<&str> =
        wanting.iter().enumerate().filter(|(_, wanting)| **wanting).map(|(of, _)| label(of)).collect();
    if !names.is_empty() {
        out.report_missing_columns(at, &names, &cells);
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

fn in_order(addresses: Vec<CellAddress>, order: Option<&Order<'_>>) -> Vec<CellAddress> {
    match order {
        Some(order) => pick(&addresses, order.columns.iter().copied()),
        None => addresses,
    }
}

fn pick(addresses: &[CellAddress], columns: impl Iterator<Item = usize>) -> Vec<CellAddress> {
    columns.filter_map(|index| addresses.get(index).copied()).collect()
}

fn figures_in(run: &Run<'_, '_>) -> usize {
    run.values.iter().filter(|token| token.kind == Kind::Value).count()
}

/// Whether no blank stands before a figure.
fn is_packed(run: &Run<'_, '_>) -> bool {
    run.values.iter().skip_while(|token| token.kind == Kind::Value).all(|token| token.kind == Kind::Blank)
}

/// Seven values and nothing more, but for blanks that belong to the next row's merged label cells.
fn is_full(run: &Run<'_, '_>) -> bool {
    run.values.len() >= COLUMNS
        && run.values.iter().skip(COLUMNS).all(|token| token.kind == Kind::Blank)
        && run.values.iter().take(COLUMNS).all(|token| token.kind == Kind::Value)
        || run.values.len() == COLUMNS
}

/// How many labels lead to a row, its own among them, by what numbers it: 一、 （一） 1.
fn depth(run: &Run<'_, '_>) -> usize {
    match run.last_label().chars().next() {
        Some('(') => 2,
        Some(c) if c.is_ascii_digit() => 3,
        _ => 1,
    }
}

fn choose_edition(runs: &[Run<'_, '_>], year: Option<i16>) -> (EditionId, Alignment) {
    let older = align(runs, labels(EditionId::E2019));
    let newer = align(runs, labels(EditionId::E2021));
    let splits_other = runs.iter().any(|run| {
        let text = run.text();
        // Cut labels may leave no more of the three rows than the last.
        let is_third = run.last_label() == "3.其他" && !run.values.is_empty();
        text.contains("逾期不补正") || text.contains("逾期未按收费") || is_third
    });
    // Below the one row of the older form stands 总计: two rows without a label are the others of three.
    let of_three = |at: usize| {
        let below = runs.iter().skip(at + 1).take(2);
        below.filter(|run| run.labels.is_empty() && is_full(run)).count() == 2
    };
    let splits_other = splits_other
        || runs
            .iter()
            .enumerate()
            .any(|(at, run)| run.last_label().starts_with("(六)其他") && is_full(run) && of_three(at));
    let single_other = runs.iter().zip(&older.rows).any(|(run, row)| {
        let is_other = row.and_then(|(row, _)| labels(EditionId::E2019).get(row)).is_some_and(|row| row.id == "other");
        is_other && !run.values.is_empty()
    });
    // The edition that has a row for each row of figures.
    let left = |alignment: &Alignment| rows_left(runs, alignment).len();
    let (old, new) = (left(&older), left(&newer));
    let edition = match (splits_other, single_other) {
        (true, _) => EditionId::E2021,
        _ if new < old => EditionId::E2021,
        _ if old < new => EditionId::E2019,
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
