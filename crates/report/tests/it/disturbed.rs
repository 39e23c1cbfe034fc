//! Tables disturbed at random: a value is read right, or the cell is missing (or text) and a finding names it.
//! Nothing is silently wrong.

use std::collections::BTreeMap;

use gongkai_documents::{Block, Document, Format, Paragraph, Place, Table};
use gongkai_report::{Cell, CellAddress, CellState, EditionId, Report, TableId, TableReading, write};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Where the disturbed row's values go.
#[derive(Debug, Clone, Copy)]
enum Layout {
    /// A real table.
    Grid,
    /// The same, a row that lost a cell filled up with an empty one at its end.
    FilledGrid,
    /// One cell a line, each indented by a tab, merged label cells as empty lines, an empty line after each row.
    TabbedCells,
    /// One cell a line with empty lines between.
    BlankLines,
    /// One cell a line, blank cells as U+3000.
    BlankCharacters,
    /// Rows as tab-separated fields, filled up to an equal number; in table 3 a field stands between label and figures.
    TabRows,
    /// The same without filling up.
    ShortTabRows,
    /// Rows as tab-separated fields, each in its column of the grid; a row that lost a cell is shorter.
    EvenRows,
    /// The same, a row that lost a cell filled up at its end.
    FilledEvenRows,
}

#[derive(Debug, Clone, Copy)]
enum Disturbance {
    None,
    /// A cell is gone.
    Drop(usize),
    /// A cell stands at the start of the next row.
    Float(usize),
    /// A number of two digits or more became two cells.
    Split(usize),
    /// Two neighbouring cells became one.
    Glue(usize),
}

/// A row as cells of text, with how many of them at the left are labels and how many label columns are covered from
/// above.
#[derive(Debug, Clone)]
struct Row {
    covered: usize,
    labels: Vec<String>,
    values: Vec<String>,
    /// How many values there were before anything was disturbed.
    whole: usize,
}

fn report(edition: EditionId, figures: &[u32], consistent: bool) -> Report {
    let mut report = Report { year: Some(edition.edition().years.from), ..Report::default() };
    report.body = Some("示例区青禾街道".to_owned());
    for table in TableId::ALL {
        report.tables.insert(table, TableReading { edition, found: true });
    }
    let mut values: BTreeMap<CellAddress, Decimal> = edition
        .edition()
        .cells()
        .iter()
        .zip(figures)
        .map(|(form, figure)| (form.address, Decimal::from(*figure)))
        .collect();
    if consistent {
        make_consistent(edition, &mut values);
    }
    for (address, value) in values {
        let mut cell = Cell::of(value);
        if address.as_str() == "t2.admin_fee.fee_amount" {
            cell.value = Some(value * Decimal::from(10_000));
            cell.unit = Some("万元".to_owned());
        }
        report.cells.0.insert(address, cell);
    }
    report
}

/// Totals made from their parts; what is new makes up for the balance.
fn make_consistent(edition: EditionId, values: &mut BTreeMap<CellAddress, Decimal>) {
    let at = |text: String| CellAddress::parse(&text).unwrap();
    let columns: Vec<&str> = edition.edition().t3.columns.iter().map(|column| column.id.as_str()).collect();
    let rows: Vec<&str> = edition.edition().leaf_rows().map(|row| row.id.as_str()).collect();
    for column in columns.iter().take(6) {
        let cell = |row: &str| at(format!("t3.{row}.{column}"));
        let outcomes: Decimal = rows
            .iter()
            .filter(|row| !["new_received", "carried_in", "total", "carried_out"].contains(row))
            .map(|row| values[&cell(row)])
            .sum();
        values.insert(cell("total"), outcomes);
        let carried_in = values[&cell("carried_in")].min(outcomes);
        values.insert(cell("carried_in"), carried_in);
        values.insert(cell("new_received"), outcomes + values[&cell("carried_out")] - carried_in);
    }
    for row in rows {
        let sum = columns.iter().take(6).map(|column| values[&at(format!("t3.{row}.{column}"))]).sum();
        values.insert(at(format!("t3.{row}.total")), sum);
    }
    for block in ["recon", "lit_direct", "lit_after_recon"] {
        let sum = ["upheld", "corrected", "other", "pending"]
            .iter()
            .map(|result| values[&at(format!("t4.{block}.{result}"))])
            .sum();
        values.insert(at(format!("t4.{block}.total")), sum);
    }
}

/// The rows of a table, labels (header cells) and values apart.
fn rows(table: &Table) -> Vec<Row> {
    let labels_wide = table.cells.iter().filter(|cell| !cell.header).map(|cell| cell.column).min().unwrap_or(0);
    (0..table.rows)
        .map(|number| {
            let own: Vec<_> = table.cells.iter().filter(|cell| cell.row == number).collect();
            let first = own.iter().map(|cell| cell.column).min().unwrap_or(0);
            let values: Vec<String> = own.iter().filter(|cell| !cell.header).map(|cell| cell.text.clone()).collect();
            Row {
                whole: values.len(),
                covered: usize::try_from(first.min(labels_wide)).unwrap(),
                labels: own.iter().filter(|cell| cell.header).map(|cell| cell.text.clone()).collect(),
                values,
            }
        })
        .collect()
}

/// Disturbs the `target`-th row that has values; `false` when the disturbance does not fit it.
fn disturb(rows: &mut [Row], target: usize, disturbance: Disturbance, is_filled: bool) -> bool {
    let figures: Vec<usize> = (0..rows.len()).filter(|row| !rows[*row].values.is_empty()).collect();
    let position = target % figures.len();
    let row = figures[position];
    let count = rows[row].values.len();
    match disturbance {
        Disturbance::None => true,
        Disturbance::Drop(at) => {
            rows[row].values.remove(at % count);
            // A row's only cell, gone and filled up again, is a blank cell.
            !(is_filled && count == 1)
        }
        Disturbance::Float(at) => {
            let Some(next) = figures.get(position + 1).copied() else { return false };
            if next != row + 1 {
                return false;
            }
            let value = rows[row].values.remove(at % count);
            rows[next].values.insert(0, value);
            !(is_filled && count == 1)
        }
        Disturbance::Split(at) => {
            let value = rows[row].values[at % count].clone();
            if value.len() < 2 {
                return false;
            }
            let (left, right) = value.split_at(1);
            rows[row].values.splice(at % count..=at % count, [left.to_owned(), right.to_owned()]);
            true
        }
        Disturbance::Glue(at) => {
            if count < 2 {
                return false;
            }
            let at = at % (count - 1);
            let second = rows[row].values.remove(at + 1);
            rows[row].values[at].push_str(&second);
            true
        }
    }
}

fn text_lines(rows: &[Row], layout: Layout) -> Vec<String> {
    let mut lines = Vec::new();
    let intended = rows.iter().map(|row| row.whole).max().unwrap_or(0);
    let wide = intended == 7;
    for row in rows {
        let blank = |value: &String| if value.is_empty() { "\u{3000}".to_owned() } else { value.clone() };
        match layout {
            Layout::Grid | Layout::FilledGrid | Layout::EvenRows | Layout::FilledEvenRows => {
                unreachable!("these keep their columns")
            }
            Layout::TabbedCells => {
                lines.extend((0..row.covered).map(|_| "\t".to_owned()));
                lines.extend(row.labels.iter().chain(&row.values).map(|cell| format!("\t{cell}")));
                lines.push(String::new());
            }
            Layout::BlankLines => {
                lines.extend(row.labels.iter().chain(&row.values).flat_map(|cell| [cell.clone(), String::new()]));
            }
            Layout::BlankCharacters => lines.extend(row.labels.iter().cloned().chain(row.values.iter().map(blank))),
            Layout::TabRows | Layout::ShortTabRows => {
                let mut fields = vec![String::new(); row.covered];
                fields.extend(row.labels.iter().cloned());
                if !row.values.is_empty() {
                    if wide {
                        fields.push(String::new());
                    }
                    fields.extend(row.values.iter().cloned());
                }
                let width = intended + if wide { 4 } else { 1 };
                if matches!(layout, Layout::TabRows) && row.values.len() == row.whole {
                    fields.resize(fields.len().max(width), String::new());
                } else if matches!(layout, Layout::TabRows) {
                    // A lost cell makes the line shorter, an extra one longer.
                    let fillers = width.saturating_sub(row.covered + row.labels.len() + usize::from(wide) + row.whole);
                    fields.extend((0..fillers).map(|_| String::new()));
                }
                lines.push(fields.join("\t"));
            }
        }
    }
    lines
}

/// The rows back as a grid: cells of a disturbed row stand where a web page would put them, from the left.
fn grid(table: &Table, rows: &[Row]) -> Table {
    let mut made = table.clone();
    made.cells.retain(|cell| cell.header);
    let labels_wide = table.cells.iter().filter(|cell| !cell.header).map(|cell| cell.column).min().unwrap_or(0);
    for (number, row) in (0..).zip(rows) {
        let spans: Vec<u32> =
            table.cells.iter().filter(|cell| cell.row == number && !cell.header).map(|cell| cell.column_span).collect();
        let mut column = labels_wide;
        for (index, value) in row.values.iter().enumerate() {
            let span = spans.get(index).copied().unwrap_or(1);
            made.cells.push(gongkai_documents::Cell {
                row: number,
                column,
                row_span: 1,
                column_span: span,
                text: value.clone(),
                header: false,
                place: Place::Cell { table: 1, row: number + 1, column: column + 1 },
            });
            column += span;
        }
        made.columns = made.columns.max(column);
    }
    made.cells.sort_by_key(|cell| (cell.row, cell.column));
    for cell in &mut made.cells {
        cell.header = false;
    }
    made
}

/// A grid as lines: what is merged stands in the first of its fields.
fn even_lines(table: &Table) -> Vec<String> {
    let line = |row: u32| {
        let own = || table.cells.iter().filter(|cell| cell.row == row);
        let below = table.cells.iter().filter(|cell| cell.row <= row && row < cell.row + cell.row_span);
        let end = below.map(|cell| cell.column + cell.column_span).max().unwrap_or(0);
        let field = |column: u32| own().find(|cell| cell.column == column).map_or("", |cell| cell.text.as_str());
        (0..end).map(field).collect::<Vec<_>>().join("\t").replace('\n', "")
    };
    (0..table.rows).map(line).collect()
}

/// Two columns exchanged, header and figures alike, in every row that has a cell of the same extent in both.
fn exchange(table: &mut Table, one: u32, two: u32) -> bool {
    let mut any = false;
    for row in 0..table.rows {
        let at = |column: u32| table.cells.iter().position(|cell| cell.row == row && cell.column == column);
        let (Some(left), Some(right)) = (at(one), at(two)) else { continue };
        let extent = |index: usize| (table.cells[index].row_span, table.cells[index].column_span);
        if extent(left) == extent(right) {
            any |= !table.cells[left].header;
            table.cells[left].column = two;
            table.cells[right].column = one;
        }
    }
    table.cells.sort_by_key(|cell| (cell.row, cell.column));
    any
}

/// The form with one row of one table disturbed, in a layout. `None` when the disturbance does not fit.
fn document(
    report: &Report,
    layout: Layout,
    table: usize,
    target: usize,
    disturbance: Disturbance,
) -> Option<Document> {
    laid_out(&write::form(report), layout, table, target, disturbance)
}

fn laid_out(
    form: &Document,
    layout: Layout,
    table: usize,
    target: usize,
    disturbance: Disturbance,
) -> Option<Document> {
    let mut made = Document::new(Format::Txt);
    let mut tables = 0;
    let mut fits = true;
    for block in &form.blocks {
        match block {
            Block::Table(original) => {
                let mut rows = rows(original);
                if tables == table {
                    fits = disturb(&mut rows, target, disturbance, fills_up(layout));
                }
                tables += 1;
                if fills_up(layout) {
                    for row in &mut rows {
                        row.values.resize(row.values.len().max(row.whole), String::new());
                    }
                }
                if matches!(layout, Layout::Grid | Layout::FilledGrid) {
                    made.blocks.push(Block::Table(grid(original, &rows)));
                } else if matches!(layout, Layout::EvenRows | Layout::FilledEvenRows) {
                    made.blocks.extend(even_lines(&grid(original, &rows)).into_iter().map(paragraph));
                } else {
                    made.blocks.extend(text_lines(&rows, layout).into_iter().map(paragraph));
                }
            }
            Block::Heading(heading) => made.blocks.push(paragraph(heading.text.clone())),
            Block::Paragraph(text) => made.blocks.push(paragraph(text.text.clone())),
        }
    }
    for (line, block) in (1..).zip(&mut made.blocks) {
        if let Block::Paragraph(paragraph) = block {
            paragraph.place = Place::Line { line };
        }
    }
    fits.then_some(made)
}

fn fills_up(layout: Layout) -> bool {
    matches!(layout, Layout::FilledGrid | Layout::FilledEvenRows)
}

fn paragraph(text: String) -> Block {
    Block::Paragraph(Paragraph { text, place: Place::Line { line: 0 } })
}

/// What is silently wrong, in words.
fn wrong(expected: &Report, read: &Report) -> Vec<String> {
    let mut wrong = Vec::new();
    for (address, cell) in &expected.cells.0 {
        let Some(found) = read.cells.get(*address) else {
            wrong.push(format!("{address} is not there at all"));
            continue;
        };
        if found.value == cell.value && (found.state == cell.state) {
            continue;
        }
        let told = read.findings.iter().any(|finding| finding.cells.iter().any(|cell| cell == address.as_str()));
        let honest = matches!(found.state, CellState::Missing | CellState::Text) && told;
        if !honest {
            wrong.push(format!("{address}: {:?} became {:?} {:?} (told: {told})", cell.value, found.state, found.raw));
        }
    }
    wrong
}

fn layouts() -> impl Strategy<Value = Layout> {
    prop_oneof![
        Just(Layout::Grid),
        Just(Layout::FilledGrid),
        Just(Layout::TabbedCells),
        Just(Layout::BlankLines),
        Just(Layout::BlankCharacters),
        Just(Layout::TabRows),
        Just(Layout::ShortTabRows),
        Just(Layout::EvenRows),
        Just(Layout::FilledEvenRows),
    ]
}

fn disturbances() -> impl Strategy<Value = Disturbance> {
    prop_oneof![
        (0..15_usize).prop_map(Disturbance::Drop),
        (0..15_usize).prop_map(Disturbance::Float),
        (0..15_usize).prop_map(Disturbance::Split),
        (0..15_usize).prop_map(Disturbance::Glue),
    ]
}

fn figures() -> impl Strategy<Value = Vec<u32>> {
    let mostly_zero = prop_oneof![8 => Just(0_u32), 2 => 1..40_u32];
    prop_oneof![
        proptest::collection::vec(mostly_zero, 200),
        proptest::collection::vec(0..300_u32, 200),
        Just((101..301).collect()),
    ]
}

fn editions() -> impl Strategy<Value = EditionId> {
    prop_oneof![Just(EditionId::E2019), Just(EditionId::E2021)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn undisturbed_tables_are_read_whole(
        edition in editions(), layout in layouts(), figures in figures(), consistent in any::<bool>(),
    ) {
        let report = report(edition, &figures, consistent);
        let document = document(&report, layout, 0, 0, Disturbance::None).unwrap();
        let read = gongkai_report::read(&document);
        for (address, cell) in &report.cells.0 {
            prop_assert_eq!(read.cells.value(*address), cell.value, "{} in {:?}", address, layout);
        }
    }

    #[test]
    fn nothing_is_silently_wrong(
        edition in editions(), layout in layouts(), figures in figures(), consistent in any::<bool>(),
        table in 0..3_usize, target in 0..40_usize, disturbance in disturbances(),
    ) {
        let report = report(edition, &figures, consistent);
        let Some(document) = document(&report, layout, table, target, disturbance) else {
            return Ok(());
        };
        let read = gongkai_report::read(&document);
        let wrong = wrong(&report, &read);
        prop_assert!(wrong.is_empty(), "{:?}: {:#?}", layout, wrong);
        // What is lost stays within the disturbed row and the one a value moved to.
        let lost = read.cells.0.values().filter(|cell| cell.state == CellState::Missing).count();
        prop_assert!(lost <= 15, "{:?} {:?}: {} cells lost", layout, disturbance, lost);
    }
    #[test]
    fn exchanged_columns_follow_their_headers(
        edition in editions(), layout in layouts(), table in 0..3_usize, one in 0..5_u32, two in 0..5_u32,
    ) {
        let report = report(edition, &(101..301).collect::<Vec<u32>>(), false);
        let mut form = write::form(&report);
        let tables = form.blocks.iter_mut().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        let Some(changed) = tables.into_iter().nth(table) else { return Ok(()) };
        // Table 2 has up to three columns after its label, table 3 five under one head, table 4 five in each block.
        let first = [1, 4, 0][table];
        let width = [3, 5, 5][table];
        let (one, two) = (first + one % width, first + two % width);
        if one == two || !exchange(changed, one, two) {
            return Ok(());
        }
        let document = laid_out(&form, layout, 0, 0, Disturbance::None).unwrap();
        let read = gongkai_report::read(&document);
        for (address, cell) in &report.cells.0 {
            let found = read.cells.value(*address);
            prop_assert!(found == cell.value, "{address} in {layout:?}: {found:?}, not {:?}", cell.value);
        }
        let told = read.findings.iter().any(|finding| finding.code.0 == "columns-out-of-order");
        prop_assert!(told, "{layout:?}: {:?}", read.findings.iter().map(|finding| finding.code.0).collect::<Vec<_>>());
    }
}
