//! What a header says against the form: columns follow it, or are not read; never the other way round.

use gongkai_documents::{Document, Table};
use gongkai_report::{CellState, EditionId, Report, TableId, read};
use gongkai_testkit::layout::{self, Layout};
use gongkai_testkit::{Figures, sample_report};

use crate::own_layout::with_table;

pub(crate) fn truth() -> Report {
    sample_report(EditionId::E2021, "青禾街道", 2022, &Figures::consistent(EditionId::E2021, 91))
}

/// Cells with another number than is true, and cells that are missing and in no finding.
#[track_caller]
pub(crate) fn check(truth: &Report, document: &Document, table: TableId, but: &str) {
    let read = read(document);
    for (address, cell) in truth.cells.of_table(table) {
        let found = read.cells.get(address).unwrap();
        let told = || read.findings.iter().any(|finding| finding.cells.iter().any(|cell| cell == address.as_str()));
        let is_right = found.value == cell.value;
        let is_honest = matches!(found.state, CellState::Missing | CellState::Text) && told();
        assert!(is_right || is_honest, "{but}: {address} is {found:?}");
    }
}

/// The columns at `from` on a place to the left, over the one before; blanks at the end.
fn close_up(table: &mut Table, from: u32) {
    let last = table.columns - 1;
    table.cells.retain(|cell| cell.column != from - 1 || cell.column_span > 1);
    for cell in table.cells.iter_mut().filter(|cell| cell.column >= from && cell.column_span == 1) {
        cell.column -= 1;
    }
    let rows: Vec<u32> = table.cells.iter().filter(|cell| cell.column == last - 1).map(|cell| cell.row).collect();
    let blank = table.cells.iter().find(|cell| !cell.header).unwrap().clone();
    table.cells.extend(rows.into_iter().map(|row| gongkai_documents::Cell {
        row,
        column: last,
        row_span: 1,
        column_span: 1,
        text: String::new(),
        ..blank.clone()
    }));
    table.cells.sort_by_key(|cell| (cell.row, cell.column));
}

#[test]
fn below_a_header_of_pieces_every_cell_not_read_is_told() {
    let blanks = sample_report(EditionId::E2021, "青禾街道", 2022, &Figures::blank(EditionId::E2021));
    for truth in [truth(), blanks] {
        for kept in ["其他", "总计", "自然人"] {
            let document = with_table(&truth, 1, |table| {
                for cell in table.cells.iter_mut().filter(|cell| cell.row < 3 && cell.column > 2 && cell.text != kept) {
                    cell.text = cell.text.chars().take(1).collect();
                }
            });
            check(&truth, &document, TableId::T3, kept);
        }
    }
}

#[test]
fn a_column_left_out_and_a_blank_one_at_the_end_move_nothing() {
    let truth = truth();
    for from in 4..10 {
        let document = with_table(&truth, 1, |table| close_up(table, from));
        check(&truth, &document, TableId::T3, &format!("column {from}"));
        let read = read(&document);
        let numbers = read.cells.of_table(TableId::T3).filter(|(_, cell)| cell.value.is_some()).count();
        assert!(numbers >= 25 * 4, "what the header names is read: {numbers}");
    }
    let document = with_table(&truth, 0, |table| close_up(table, 2));
    check(&truth, &document, TableId::T2, "table 2");
}

#[test]
fn damaged_words_do_not_undo_the_order_of_the_others() {
    let truth = truth();
    for damaged in ["社会公益组织", "法律服务机构", "总计", "自然人"] {
        for word in ["社会公共组织", "数据", "上年总计", "备注", ""] {
            let document = with_table(&truth, 1, |table| {
                let at = |text: &str| table.cells.iter().find(|cell| cell.text == text).unwrap().column;
                let (one, two) = (at("商业企业"), at("科研机构"));
                for cell in table.cells.iter_mut().filter(|cell| cell.column_span == 1) {
                    cell.column = if cell.column == one {
                        two
                    } else if cell.column == two {
                        one
                    } else {
                        cell.column
                    };
                    if cell.text == damaged {
                        cell.text = word.to_owned();
                    }
                }
                table.cells.sort_by_key(|cell| (cell.row, cell.column));
            });
            check(&truth, &document, TableId::T3, &format!("{damaged} as {word}"));
        }
    }
}

#[test]
fn kinds_and_results_in_another_order_are_never_taken_for_the_forms() {
    let truth = truth();
    let results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let kinds = [("行政复议", "recon"), ("未经复议直接起诉", "lit_direct"), ("复议后起诉", "lit_after_recon")];
    let base = layout::text(&truth, Layout::EvenTabRows);
    let start = base.find("四、政府信息公开行政复议").unwrap();
    let head = base[..start].to_owned() + base[start..].lines().next().unwrap() + "\n";
    let tail = &base[base.find("五、存在的主要问题").unwrap()..];
    let figures = |kind: &str, order: &[usize; 5]| {
        let of: Vec<String> = truth
            .cells
            .of_table(TableId::T4)
            .filter(|(at, _)| at.row() == kind)
            .map(|(_, cell)| cell.value.unwrap().to_string())
            .collect();
        order.iter().map(|index| of[*index].clone()).collect::<Vec<_>>().join("\t")
    };
    for order in [[0, 1, 2, 3, 4], [1, 0, 2, 3, 4], [4, 0, 1, 2, 3]] {
        let header: Vec<&str> = order.iter().map(|index| results[*index]).collect();
        for rows in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
            let mut text = head.clone() + "\t" + &header.join("\t") + "\n";
            for row in rows {
                text += &format!("{}\t{}\n", kinds[row].0, figures(kinds[row].1, &order));
            }
            let document = layout::lines(&(text + tail));
            check(&truth, &document, TableId::T4, &format!("{order:?} {rows:?}"));
        }
    }
}

/// Sets the word 总计 of table 3's header above `to`, and the words from there on a column further right, as a web site
/// does that drops the merged cell beside it.
fn slide_total(table: &mut Table, to: u32) {
    let total = table.columns - 1;
    for cell in table.cells.iter_mut().filter(|cell| cell.header && cell.column_span == 1 && cell.column >= to) {
        cell.column = if cell.column == total { to } else { cell.column + 1 };
    }
}

#[test]
fn sums_tell_a_header_that_slid_from_columns_that_stand_otherwise() {
    let truth = truth();
    for to in 4..9 {
        let document = with_table(&truth, 1, |table| slide_total(table, to));
        let read = read(&document);
        for (address, cell) in truth.cells.of_table(TableId::T3) {
            assert_eq!(read.cells.value(address), cell.value, "total named above {to}: {address}");
        }
        let moved = with_table(&truth, 1, |table| {
            slide_total(table, to);
            let total = table.columns - 1;
            for cell in table.cells.iter_mut().filter(|cell| !cell.header && cell.column >= to) {
                cell.column = if cell.column == total { to } else { cell.column + 1 };
            }
        });
        check(&truth, &moved, TableId::T3, &format!("total at {to}"));
    }
    // Figures that add up in neither order.
    let telling = sample_report(EditionId::E2021, "青禾街道", 2022, &Figures::telling(EditionId::E2021));
    let document = with_table(&telling, 1, |table| slide_total(table, 6));
    check(&telling, &document, TableId::T3, "no sums");
}

/// Gives each cell of a row borders of its own: `widths` are those of its cells, in columns of a grid that is finer by
/// `finer`.
fn drag(table: &mut Table, finer: u32, is_moved: impl Fn(&gongkai_documents::Cell) -> bool, by: i32) {
    let last = table.columns;
    for cell in &mut table.cells {
        let moved = |column: u32, is_moved: bool| {
            let inner = column > 0 && column < last && is_moved;
            (column * finer).saturating_add_signed(if inner { by } else { 0 })
        };
        let is_moved = is_moved(cell);
        let (start, end) =
            (moved(cell.column, is_moved && cell.column_span == 1), moved(cell.column + cell.column_span, is_moved));
        (cell.column, cell.column_span) = (start, end - start);
    }
    table.columns *= finer;
}

#[test]
fn borders_dragged_by_hand_move_no_figure() {
    let truth = truth();
    for (number, table) in [(1, TableId::T3), (2, TableId::T4)] {
        for by in [-1, 1] {
            let first = if number == 1 { 3 } else { 0 };
            let is_figure =
                |cell: &gongkai_documents::Cell| !cell.header && cell.column > first && cell.column_span == 1;
            let whole = with_table(&truth, number, |table| drag(table, 4, is_figure, by));
            let report = read(&whole);
            for (address, cell) in truth.cells.of_table(table) {
                assert_eq!(report.cells.value(address), cell.value, "{by} {address} {:?}", report.findings);
            }
            // Each row its own borders.
            let ragged =
                with_table(&truth, number, |table| drag(table, 4, |cell| is_figure(cell) && cell.row % 3 == 1, by));
            let report = read(&ragged);
            for (address, cell) in truth.cells.of_table(table) {
                assert_eq!(report.cells.value(address), cell.value, "some rows {by} {address}");
            }
        }
    }
    // Figures that add up to nothing: where borders stand otherwise nobody knows which are below which head.
    let telling = sample_report(EditionId::E2021, "青禾街道", 2022, &Figures::telling(EditionId::E2021));
    let document = with_table(&telling, 2, |table| drag(table, 4, |cell| !cell.header && cell.column > 0, 1));
    check(&telling, &document, TableId::T4, "no sums");
}

/// A figure of table 4 said to be wider than it is, as many as the header has results.
#[test]
fn a_figure_of_table_4_too_wide_moves_none() {
    let truth = truth();
    for wide in 0..15 {
        let document = with_table(&truth, 2, |table| {
            let last = table.rows - 1;
            table.columns += 1;
            for cell in table.cells.iter_mut().filter(|cell| cell.row == last) {
                if cell.column > wide {
                    cell.column += 1;
                } else if cell.column == wide {
                    cell.column_span = 2;
                }
            }
        });
        let report = read(&document);
        for (address, cell) in truth.cells.of_table(TableId::T4) {
            assert_eq!(report.cells.value(address), cell.value, "{wide} {address}");
        }
    }
}

/// Without the merged cells of a page that lost them, the words stand over other columns, and rows begin in three.
#[test]
fn a_header_that_lost_its_merged_cells_is_told_by_the_sums() {
    let truth = truth();
    let document = with_table(&truth, 1, |table| {
        // The corner covers a column of three, as does each label; what stands right of them moves to the left.
        for cell in &mut table.cells {
            let lost = if cell.header { 2 } else { 0 };
            cell.column = if cell.column >= 3 { cell.column - lost } else { cell.column };
            cell.column_span = if cell.header { 1 } else { cell.column_span };
        }
        slide_total(table, 3);
    });
    check(&truth, &document, TableId::T3, "no spans");
}

#[test]
fn a_header_of_table_2_that_lost_a_cell_says_nothing() {
    let truth = truth();
    let document = with_table(&truth, 0, |table| {
        let row = table.cells.iter().find(|cell| cell.text == "本年制发件数").unwrap().row;
        table.cells.retain(|cell| cell.text != "本年制发件数");
        for cell in table.cells.iter_mut().filter(|cell| cell.row == row && cell.column > 0) {
            cell.column -= 1;
        }
    });
    check(&truth, &document, TableId::T2, "a header cell");
}

#[test]
fn a_figure_of_table_2_beside_its_header_is_not_lost() {
    let truth = truth();
    let document = with_table(&truth, 0, |table| {
        let heads: Vec<(u32, u32)> = table
            .cells
            .iter()
            .filter(|cell| cell.column == 1 && cell.column_span == 3)
            .map(|cell| (cell.row, cell.column))
            .collect();
        let blank = table.cells.last().unwrap().clone();
        for (row, _) in heads {
            let is_head = |cell: &gongkai_documents::Cell| cell.text.starts_with("本年");
            let cell = table.cells.iter_mut().find(|cell| (cell.row, cell.column) == (row, 1)).unwrap();
            cell.column_span = 1;
            let (own, free) = if is_head(cell) { (2, 1) } else { (1, 2) };
            cell.column = own;
            let blank = |column| gongkai_documents::Cell {
                row,
                column,
                column_span: 1,
                row_span: 1,
                text: String::new(),
                ..blank.clone()
            };
            table.cells.extend([blank(free), blank(3)]);
        }
    });
    let read = read(&document);
    for (address, cell) in truth.cells.of_table(TableId::T2) {
        assert_eq!(read.cells.value(address), cell.value, "{address} {:?}", read.findings);
    }
}

/// A mark in the blank cells above the lawsuits' results is no row of figures.
#[test]
fn a_mark_in_the_header_of_table_4_is_no_figure() {
    let truth = truth();
    for column in 0..5 {
        let document = with_table(&truth, 2, |table| {
            let last = table.rows - 2;
            let mut cells = Vec::new();
            for cell in table.cells.iter_mut().filter(|cell| cell.row_span > 1 && cell.column < 5) {
                cell.row_span = 1;
                let text = if cell.column == column { "-" } else { "" };
                cells.push(gongkai_documents::Cell { row: last, text: text.to_owned(), ..cell.clone() });
            }
            table.cells.extend(cells);
        });
        check(&truth, &document, TableId::T4, &format!("column {column}"));
    }
}

/// Without any spans the words of table 4's header stand in no order of blocks; the figures and their sums do.
#[test]
fn table_4_whose_spans_are_lost_is_read_where_its_sums_hold() {
    let truth = truth();
    let strip = |table: &mut Table| {
        let rows = table.rows;
        for row in 0..rows {
            for (column, cell) in (0..).zip(table.cells.iter_mut().filter(|cell| cell.row == row)) {
                (cell.column, cell.column_span, cell.row_span) = (column, 1, 1);
            }
        }
    };
    let report = read(&with_table(&truth, 2, strip));
    for (address, cell) in truth.cells.of_table(TableId::T4) {
        assert_eq!(report.cells.value(address), cell.value, "{address} {:?}", report.findings);
    }
    let telling = sample_report(EditionId::E2021, "青禾街道", 2022, &Figures::telling(EditionId::E2021));
    check(&telling, &with_table(&telling, 2, strip), TableId::T4, "no sums");
}

/// An empty cell before 自然人 slides it over the second column, and the word of that one to its left.
#[test]
fn a_person_among_the_organisations_is_a_header_that_slid() {
    let truth = truth();
    let document = with_table(&truth, 1, |table| {
        let at = |text: &str| table.cells.iter().find(|cell| cell.text == text).unwrap().column;
        let (person, first) = (at("自然人"), at("商业企业"));
        for cell in table.cells.iter_mut().filter(|cell| cell.header && cell.column_span == 1) {
            cell.column = match &*cell.text {
                "自然人" => first,
                "商业企业" => person,
                _ => cell.column,
            };
        }
    });
    check(&truth, &document, TableId::T3, "a slid person");
}

/// Noughts written as strokes or left blank: the sums of the rows are asked all the same.
#[test]
fn strokes_and_blanks_are_noughts_of_the_sums() {
    for nought in ["/", ""] {
        let figures = Figures::consistent(EditionId::E2021, 91).map(|address, cell| {
            let of_nought =
                if nought.is_empty() { gongkai_testkit::figures::blank() } else { gongkai_testkit::figures::slash() };
            let is_part = address.column() != "total" && address.column() != "natural_person";
            if is_part && cell.value.is_some_and(|value| value.is_zero()) { of_nought } else { cell.clone() }
        });
        let truth = sample_report(EditionId::E2021, "青禾街道", 2022, &figures);
        for to in 4..9 {
            check(
                &truth,
                &with_table(&truth, 1, |table| slide_total(table, to)),
                TableId::T3,
                &format!("{nought} {to}"),
            );
        }
        let is_figure = |cell: &gongkai_documents::Cell| !cell.header && cell.column > 3 && cell.column_span == 1;
        let ragged = with_table(&truth, 1, |table| drag(table, 4, |cell| is_figure(cell) && cell.row % 3 == 1, 1));
        check(&truth, &ragged, TableId::T3, &format!("dragged {nought}"));
    }
}

/// A label of the form written otherwise: the row is read, and the label told.
#[test]
fn labels_in_fewer_or_other_words_are_those_of_their_rows() {
    let truth = truth();
    for (row, written) in [
        ("（二）部分公开", "（二）部分公开"),
        ("（二）部分公开", "（二）部份公开"),
        ("（二）部分公开", "部分公开"),
        ("一、本年新收", "一、本年新收申请数量"),
        ("二、上年结转", "二、上年结转申请数"),
        ("（一）予以公开", "（一）同意公开"),
        ("1.信访举报投诉", "信访投诉举报类申请"),
        ("1.本机关不掌握", "1.本机关不掌握"),
        ("3.其他", "3.其它"),
        ("3.其他", "3.其他情形"),
        ("3.危及", "3.危及国家安全、公共安全、经济安全、社会稳定"),
    ] {
        let document = with_table(&truth, 1, |table| {
            let label = table.cells.iter_mut().find(|cell| cell.text.starts_with(row)).unwrap();
            written.clone_into(&mut label.text);
        });
        let read = read(&document);
        for (address, cell) in truth.cells.of_table(TableId::T3) {
            assert_eq!(read.cells.value(address), cell.value, "{written}: {address}");
        }
        assert!(
            read.findings.iter().any(|finding| finding.code.0 == "label-deviation"),
            "{written}: {:?}",
            read.findings
        );
    }
}

/// What stands between two rows and has another number and other words is none of the form's.
#[test]
fn a_row_of_the_offices_own_is_not_the_one_that_is_wanting() {
    let truth = truth();
    let document = with_table(&truth, 1, |table| {
        let label = table.cells.iter_mut().find(|cell| cell.text.starts_with("（二）部分公开")).unwrap();
        "其中：网上办理".clone_into(&mut label.text);
    });
    let read = read(&document);
    let row = truth.cells.of_table(TableId::T3).filter(|(address, _)| address.row() == "granted_in_part");
    for (address, _) in row {
        assert_eq!(read.cells.get(address).unwrap().state, CellState::Missing, "{address}");
    }
    assert!(read.findings.iter().any(|finding| finding.code.0 == "row-missing"), "{:?}", read.findings);
}

/// Puts a table beside itself, `gap` blank columns apart, with other figures.
fn beside_itself(table: &mut Table, gap: u32) {
    let width = table.columns + gap;
    let again: Vec<_> = table
        .cells
        .iter()
        .cloned()
        .map(|mut cell| {
            cell.column += width;
            if let Ok(figure) = cell.text.parse::<u64>() {
                cell.text = (figure + 7).to_string();
            }
            cell
        })
        .collect();
    table.cells.extend(again);
    table.columns += width;
}

#[test]
fn of_two_tables_beside_each_other_none_is_taken() {
    for edition in EditionId::ALL {
        let year = edition.edition().years.from;
        let truth = sample_report(edition, "青禾街道", year, &Figures::telling(edition));
        for (gap, cut) in [(0, false), (1, false), (2, false), (1, true)] {
            let document = with_table(&truth, 0, |table| {
                beside_itself(table, gap);
                if cut {
                    // Only some rows have another year's figures beside them.
                    let row = table.cells.iter().find(|cell| cell.text == "行政许可").unwrap().row;
                    table.cells.retain(|cell| cell.column < 4 || cell.row <= row);
                }
            });
            let texts = [Layout::EvenTabRows, Layout::RaggedTabRows];
            let texts = texts.map(|of| (format!("{of:?}"), layout::lines(&layout::render(&document, of))));
            for (what, document) in [("grid".to_owned(), document)].into_iter().chain(texts) {
                let what = format!("{edition:?}, {gap} apart, {what}");
                check(&truth, &document, TableId::T2, &what);
                let read = read(&document);
                let placed = read.cells.of_table(TableId::T2).filter(|(_, cell)| cell.state != CellState::Missing);
                assert_eq!(placed.count(), 0, "{what}");
                let (second, third) = (read.cells.of_table(TableId::T3), read.cells.of_table(TableId::T4));
                assert!(second.chain(third).all(|(at, cell)| cell.value == truth.cells.value(at)), "{what}");
            }
        }
    }
}

#[test]
fn a_label_in_each_of_its_merged_cells_is_no_second_table() {
    let truth = truth();
    let document = with_table(&truth, 0, |table| {
        let labels: Vec<_> = table.cells.iter().filter(|cell| cell.column == 0).cloned().collect();
        table.cells.iter_mut().for_each(|cell| cell.column += 1);
        table.cells.extend(labels);
        table.columns += 1;
    });
    let read = read(&document);
    assert!(read.cells.of_table(TableId::T2).all(|(at, cell)| cell.value == truth.cells.value(at)));
}
