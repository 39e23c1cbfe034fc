//! Table 4 under other words than the form's: what stands below them is in no cell of the form, and that is told.

use gongkai_documents::Document;
use gongkai_report::{CellState, EditionId, Report, TableId, read};
use gongkai_testkit::layout::{self, Layout};
use gongkai_testkit::{Figures, sample_report};

use crate::own_layout::with_table;

fn truth() -> Report {
    sample_report(EditionId::E2021, "示例区青禾街道办事处", 2024, &Figures::telling(EditionId::E2021))
}

/// In the table's header the words at these places, counted from 0, made others.
fn reworded(truth: &Report, words: &[(&str, usize, &str)]) -> Document {
    with_table(truth, 2, |table| {
        for (word, nth, other) in words {
            let mut heads = table.cells.iter_mut().filter(|cell| cell.header && cell.text == *word);
            // Changed words count no more.
            heads.nth(*nth).unwrap().text = (*other).to_owned();
        }
    })
}

/// The cells of table 4 that are read, and those that are not though nothing tells it; none may be wrong.
fn read_of(truth: &Report, document: &Document) -> (Vec<String>, Vec<String>) {
    let found = read(document);
    let told = |at: &str| found.findings.iter().any(|finding| finding.cells.iter().any(|cell| cell == at));
    let (mut whole, mut untold) = (Vec::new(), Vec::new());
    for (address, cell) in truth.cells.of_table(TableId::T4) {
        let own = found.cells.get(address).unwrap();
        match own.state {
            CellState::Missing if told(address.as_str()) => {}
            CellState::Missing => untold.push(address.as_str().to_owned()),
            _ => {
                assert_eq!(own.value, cell.value, "{address}");
                whole.push(address.as_str().to_owned());
            }
        }
    }
    (whole, untold)
}

#[test]
fn a_column_under_another_result_is_not_read() {
    let truth = truth();
    for (word, other, left) in [
        ("尚未审结", "已审结", "pending"),
        ("尚未审结", "审结", "pending"),
        ("其他结果", "撤诉", "other"),
        ("结果纠正", "结果撤销", "corrected"),
        ("结果维持", "上年", "upheld"),
    ] {
        let document = reworded(&truth, &[(word, 0, other)]);
        let (whole, untold) = read_of(&truth, &document);
        assert_eq!((whole.len(), untold), (14, vec![]), "{other}");
        assert!(!whole.contains(&format!("t4.recon.{left}")), "{other}");
        let told = read(&document).findings.into_iter().find(|finding| finding.code.0 == "label-deviation");
        assert_eq!(told.unwrap().excerpt.as_deref(), Some(other));
        for layout in Layout::ALL.into_iter().filter(|layout| *layout != Layout::MarkdownPipes) {
            let (_, untold) = read_of(&truth, &layout::lines(&layout::render(&document, layout)));
            assert_eq!(untold, Vec::<String>::new(), "{other} {layout:?}");
        }
    }
}

#[test]
fn a_word_put_among_the_results_moves_none() {
    let truth = truth();
    let moved: Vec<(&str, usize, &str)> = (0..3)
        .flat_map(|_| [("结果纠正", 0, "驳回"), ("其他结果", 0, "结果 纠正"), ("尚未审结", 0, "其他 结果")])
        .collect();
    let document = reworded(&truth, &moved);
    let (whole, untold) = read_of(&truth, &document);
    assert!(
        whole.iter().all(|cell| ["upheld", "total"].contains(&cell.rsplit('.').next().unwrap_or_default())),
        "{whole:?}"
    );
    assert_eq!(untold, Vec::<String>::new());
}

#[test]
fn a_block_of_another_kind_is_not_read() {
    let truth = truth();
    for (words, left) in [
        (&[("未经复议直接起诉", 0, "一审"), ("复议后起诉", 0, "二审")][..], 5),
        (&[("未经复议直接起诉", 0, "复议后起诉")], 10),
        (&[("行政复议", 0, "行政处罚")], 10),
    ] {
        let (whole, untold) = read_of(&truth, &reworded(&truth, words));
        assert_eq!((whole.len(), untold), (left, vec![]), "{words:?}");
    }
}

#[test]
fn lawsuits_in_the_other_order_are_read_by_their_names() {
    let truth = truth();
    let document = reworded(&truth, &[("未经复议直接起诉", 0, "经复议起诉"), ("复议后起诉", 0, "直接起诉")]);
    let found = read(&document);
    for column in ["upheld", "corrected", "other", "pending", "total"] {
        let own = |block: &str| truth.cells.number(&format!("t4.{block}.{column}"));
        assert_eq!(found.cells.number(&format!("t4.lit_after_recon.{column}")), own("lit_direct"));
        assert_eq!(found.cells.number(&format!("t4.lit_direct.{column}")), own("lit_after_recon"));
    }
}

#[test]
fn of_a_part_and_the_sum_none_is_taken() {
    let truth = truth();
    let document = with_table(&truth, 2, |table| {
        let last = table.rows - 1;
        let figures: Vec<_> = table.cells.iter().filter(|cell| cell.row == last).cloned().collect();
        for cell in &mut table.cells {
            cell.column += 1;
        }
        let name = |row: u32, text: &str| gongkai_documents::Cell {
            row,
            column: 0,
            row_span: 1,
            column_span: 1,
            text: text.to_owned(),
            header: row < last,
            ..figures[0].clone()
        };
        table.cells.extend(figures.iter().map(|cell| gongkai_documents::Cell {
            row: last + 1,
            column: cell.column + 1,
            ..cell.clone()
        }));
        for cell in table.cells.iter_mut().filter(|cell| cell.row == last) {
            cell.text = "0".to_owned();
        }
        table.cells.extend([name(0, "单位"), name(last, "局机关"), name(last + 1, "合计")]);
        (table.rows, table.columns) = (table.rows + 1, table.columns + 1);
    });
    assert_eq!(read_of(&truth, &document), (vec![], vec![]));
}
