//! Table 3 as a pdf in which one cell is drawn in another way than it should: what is not certain is told with its cell.

use std::fmt::Write as _;

use gongkai_documents::{Block, Limits, Table, read as read_bytes};
use gongkai_report::{Cell, CellAddress, CellState, EditionId, Report, TableId, read, write};
use gongkai_testkit::{Figures, sample_report};

/// Where the columns of table 3 begin and where the last ends: three of labels, seven of figures.
const XS: [f64; 11] = [30.0, 60.0, 90.0, 240.0, 280.0, 320.0, 360.0, 400.0, 440.0, 480.0, 520.0];
const ROW: f64 = 24.0;
const TOP: f64 = 780.0;
/// The cell drawn otherwise, the one before it and the one after it.
const CELL: &str = "t3.granted.commercial";
const BEFORE: &str = "t3.granted.natural_person";
const AFTER: &str = "t3.granted.research";

fn truth() -> Report {
    sample_report(EditionId::E2021, "青禾街道", 2022, &Figures::telling(EditionId::E2021))
}

fn raw(report: &Report, address: &str) -> String {
    cell(report, address).raw.clone().unwrap()
}

fn cell<'r>(report: &'r Report, address: &str) -> &'r Cell {
    report.cells.get(CellAddress::parse(address).unwrap()).unwrap()
}

fn table_3(report: &Report) -> Table {
    let tables = write::form(report).blocks.into_iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.into_iter().nth(1).unwrap()
}

/// Text at a point, `size` high: Chinese characters and others each in a font of their own.
fn text(text: &str, size: f64, x: f64, y: f64) -> String {
    let mut content = format!("BT 1 0 0 1 {x} {y} Tm ");
    for piece in text.split_inclusive(|c: char| !c.is_ascii()).flat_map(|piece| {
        let at = piece.char_indices().find(|(_, c)| !c.is_ascii()).map_or(piece.len(), |(at, _)| at);
        let (ascii, other) = piece.split_at(at);
        [ascii, other]
    }) {
        let Some(first) = piece.chars().next() else { continue };
        if first.is_ascii() {
            write!(content, "/L {size} Tf ({}) Tj ", piece.replace('(', "\\(").replace(')', "\\)")).unwrap();
        } else {
            write!(content, "/S {size} Tf <").unwrap();
            piece.encode_utf16().for_each(|unit| write!(content, "{unit:04X}").unwrap());
            content += "> Tj ";
        }
    }
    content + "ET\n"
}

/// A box that ends at the baseline of a cell's figure: what is drawn at the given address begins at its left lower corner.
struct Drawn<'d> {
    address: &'d str,
    content: &'d dyn Fn(f64, f64) -> String,
}

/// The pdf of a report's table 3, one cell of it drawn as told.
fn pdf(report: &Report, drawn: Option<&Drawn<'_>>) -> Vec<u8> {
    let table = table_3(report);
    let edge = |index: u32| XS[usize::try_from(index).unwrap()];
    let line = |row: u32| TOP - ROW * f64::from(row);
    let mut content = text("三、收到和处理政府信息公开申请情况", 10.0, 30.0, TOP + 12.0) + "0.5 w\n";
    for cell in &table.cells {
        let (left, right) = (edge(cell.column), edge(cell.column + cell.column_span));
        let (top, bottom) = (line(cell.row), line(cell.row + cell.row_span));
        writeln!(content, "{left} {bottom} {} {} re S", right - left, top - bottom).unwrap();
        let is_drawn = drawn.is_some_and(|drawn| cell.text == raw(report, drawn.address));
        if let Some(drawn) = drawn.filter(|_| is_drawn) {
            content += &(drawn.content)(left + 5.0, top - 12.0);
            continue;
        }
        let is_figure = cell.text.chars().all(|c| c.is_ascii_digit());
        if is_figure {
            content += &text(&cell.text, 9.0, left + 5.0, top - 12.0);
            continue;
        }
        let letters: Vec<char> = cell.text.chars().filter(|c| *c != '\n').collect();
        let mut y = top - 5.5;
        let mut start = 0;
        while start < letters.len() {
            let mut width = 0.0;
            let fits = |c: &&char| {
                width += if c.is_ascii() { 2.8 } else { 5.0 };
                width < right - left - 1.0
            };
            let count = letters[start..].iter().take_while(fits).count().max(1);
            content += &text(&letters[start..start + count].iter().collect::<String>(), 5.0, left + 0.5, y);
            y -= 5.5;
            start += count;
        }
    }
    file(&content)
}

/// A file of one page with a content, a font /S for Chinese and one /L for other letters, neither embedded.
fn file(content: &str) -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 700 842]/Contents 4 0 R/Resources<</Font<</S 5 0 R/L 6 0 R>>>>>>"
            .to_owned(),
        format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font\
         /Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>\
         /FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6>>>>]>>"
            .to_owned(),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut offsets = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(&objects) {
        writeln!(offsets, "{:010} 00000 n ", bytes.len()).unwrap();
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let start = bytes.len();
    let size = objects.len() + 1;
    bytes.extend(format!("{offsets}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").bytes());
    bytes
}

/// The report read from the pdf in which a cell is drawn otherwise. All cells but those named must be as they are.
fn read_drawn(truth: &Report, address: &str, uncertain: &[&str], content: &dyn Fn(f64, f64) -> String) -> Report {
    let bytes = pdf(truth, Some(&Drawn { address, content }));
    let report = read(&read_bytes(&bytes, &Limits::default()).unwrap());
    for (address, cell) in truth.cells.of_table(TableId::T3) {
        if !uncertain.contains(&address.as_str()) {
            assert_eq!(report.cells.value(address), cell.value, "{address} {:#?}", report.findings);
        }
    }
    report
}

/// Each cell is text or missing, and a finding of the code names it.
fn assert_told(report: &Report, code: &str, cells: &[&str]) {
    for address in cells {
        let state = cell(report, address).state;
        assert!(matches!(state, CellState::Text | CellState::Missing), "{address} {state:?}");
        let told = report.findings.iter().any(|f| f.code.0 == code && f.cells.iter().any(|cell| cell == address));
        assert!(told, "{address} {:#?}", report.findings);
    }
}

#[test]
fn table_3_is_read_as_drawn() {
    let truth = truth();
    let report = read_drawn(&truth, CELL, &[], &|x, y| text(&raw(&truth, CELL), 9.0, x, y));
    assert!(report.findings.iter().all(|finding| finding.cells.is_empty()), "{:#?}", report.findings);
}

#[test]
fn a_figure_over_the_outer_rule_is_read_whole() {
    let truth = truth();
    let last = "t3.granted.total";
    for shift in [15.0, 20.0, 24.0, 28.0] {
        read_drawn(&truth, last, &[], &|x, y| text(&raw(&truth, last), 9.0, x + shift, y));
    }
    // Wholly beside the table.
    let report = read_drawn(&truth, last, &[last], &|x, y| text(&raw(&truth, last), 9.0, x + 45.0, y));
    assert_told(&report, "cell-text", &[last]);
}

#[test]
fn a_figure_over_an_inner_rule_is_read_whole_or_told_with_the_cells_it_touches() {
    let truth = truth();
    // Most of it in its own cell, the figure before it apart.
    read_drawn(&truth, CELL, &[], &|x, y| text(&raw(&truth, CELL), 9.0, x - 8.0, y));
    // Most of it in the cell before.
    let report = read_drawn(&truth, CELL, &[BEFORE, CELL], &|x, y| text(&raw(&truth, CELL), 9.0, x - 13.0, y));
    assert_told(&report, "cell-text", &[BEFORE, CELL]);
    // It touches the figure after it.
    let width = f64::from(u32::try_from(raw(&truth, CELL).len()).unwrap()) * 0.556 * 9.0;
    let report = read_drawn(&truth, CELL, &[CELL, AFTER], &|x, y| text(&raw(&truth, CELL), 9.0, x + 40.0 - width, y));
    assert_told(&report, "cell-text", &[CELL, AFTER]);
}

#[test]
fn a_small_digit_below_the_line_is_no_digit_of_the_figure() {
    let truth = truth();
    let figure = raw(&truth, CELL);
    let behind = f64::from(u32::try_from(figure.len()).unwrap()) * 0.556 * 9.0;
    for lowered in [1.0, 2.5] {
        let report =
            read_drawn(&truth, CELL, &[], &|x, y| text(&figure, 9.0, x, y) + &text("9", 5.5, x + behind, y - lowered));
        let told = report.findings.iter().find(|finding| finding.code.0 == "cell-annotated").unwrap();
        assert_eq!(told.cells, [CELL]);
    }
}

#[test]
fn the_mark_of_a_note_alone_in_a_cell_is_no_figure() {
    let truth = truth();
    let report = read_drawn(&truth, CELL, &[CELL], &|x, y| text("1", 5.5, x, y + 3.5));
    assert_told(&report, "cell-text", &[CELL]);
}

#[test]
fn a_figure_with_a_line_through_it_is_struck_out() {
    let truth = truth();
    let figure = raw(&truth, CELL);
    let told = |report: &Report| {
        let finding = report.findings.iter().find(|finding| finding.code.0 == "cells-struck").unwrap();
        assert_eq!(finding.cells, [CELL]);
    };
    let line = |x: f64, y: f64| {
        [format!("{x} {} m {} {} l S\n", y + 2.8, x + 5.0, y + 2.8), format!("{x} {} 5 0.6 re f\n", y + 2.5)]
    };
    for kind in 0..2 {
        // A digit struck out beside the figure that holds, the figure itself.
        told(&read_drawn(&truth, CELL, &[], &|x, y| {
            text("9", 9.0, x, y) + &text(&figure, 9.0, x + 5.0, y) + &line(x, y)[kind]
        }));
        let report = read_drawn(&truth, CELL, &[CELL], &|x, y| text("9", 9.0, x, y) + &line(x, y)[kind]);
        told(&report);
        assert_eq!(cell(&report, CELL).state, CellState::Blank);
    }
    // Under it.
    let report = read_drawn(&truth, CELL, &[], &|x, y| text(&figure, 9.0, x, y) + &line(x, y - 4.0)[0]);
    assert!(report.findings.iter().all(|finding| finding.cells.is_empty()), "{:#?}", report.findings);
}

#[test]
fn a_digit_that_is_not_seen_is_none_of_the_figure() {
    let truth = truth();
    let figure = raw(&truth, CELL);
    let behind = f64::from(u32::try_from(figure.len()).unwrap()) * 0.556 * 9.0;
    let unseen: [&dyn Fn(f64, f64) -> String; 4] = [
        &|x, y| format!("q 3 Tr {}Q\n", text("9", 9.0, x, y)),
        &|x, y| format!("q 1 g {}Q\n", text("9", 9.0, x, y)),
        &|x, y| text("9", 1.0, x, y),
        &|x, y| format!("{}q 1 g {x} {} 5 8 re f Q\n", text("9", 9.0, x, y), y - 1.0),
    ];
    let told = |report: &Report| {
        let finding = report.findings.iter().find(|finding| finding.code.0 == "cells-hidden").unwrap();
        assert_eq!(finding.cells, [CELL]);
    };
    for unseen in unseen {
        told(&read_drawn(&truth, CELL, &[], &|x, y| text(&figure, 9.0, x, y) + &unseen(x + behind, y)));
        let report = read_drawn(&truth, CELL, &[CELL], unseen);
        told(&report);
        assert_eq!(cell(&report, CELL).state, CellState::Blank);
    }
}

#[test]
fn a_cell_whose_figure_is_drawn_and_no_text_is_not_blank() {
    let truth = truth();
    let report = read_drawn(&truth, CELL, &[CELL], &|x, y| {
        format!("{x} {y} m {} {} {} {} {} {y} c f\n", x + 2.0, y + 7.0, x + 5.0, y + 7.0, x + 6.0)
    });
    assert_told(&report, "cell-text", &[CELL]);
}
