//! Figures whose cell nothing says: alone below their row, beside the words above them, in pieces, under words that slid.

use gongkai_documents::{Document, Table};
use gongkai_report::{CellAddress, EditionId, Report, TableId, read};
use gongkai_testkit::{Figures, layout, sample_report};

use crate::own_layout::{cell, with_table};
use crate::ragged::silently_wrong;

fn truth(edition: EditionId) -> Report {
    sample_report(edition, "青禾街道", edition.edition().years.from, &Figures::consistent(edition, 11))
}

fn row_of(table: &Table, label: &str) -> u32 {
    table.cells.iter().find(|cell| cell.text == label).unwrap().row
}

fn assert_missing(truth: &Report, document: &Document, cells: &[&str], what: &str) {
    let read = read(document);
    for address in cells {
        assert_eq!(read.cells.value(CellAddress::parse(address).unwrap()), None, "{what}: {address}");
        let told = read.findings.iter().any(|finding| finding.cells.iter().any(|cell| cell == address));
        assert!(told, "{what}: {address} {:?}", read.findings);
    }
    assert_eq!(silently_wrong(truth, &read), Vec::<CellAddress>::new(), "{what}");
}

/// The first row of a band of three, its last figures and one of them alone on the line below.
#[test]
fn a_figure_alone_below_its_row_may_be_any_of_its_cells() {
    for gap in ["\t", " "] {
        let text = format!(
            "青禾街道2021年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项\n\
             信息内容{gap}本年制发件数{gap}本年废止件数{gap}现行有效件数\n规章{gap}0{gap}0{gap}0\n\
             行政规范性文件{gap}36{gap}398\n81\n第二十条第（五）项\n信息内容{gap}本年处理决定数量\n行政许可{gap}862\n\
             第二十条第（六）项\n信息内容{gap}本年处理决定数量\n行政处罚{gap}758\n行政强制{gap}668\n\
             第二十条第（八）项\n信息内容{gap}本年收费金额（单位：万元）\n行政事业性收费{gap}890.25\n三、收到和处理\n"
        );
        let read = read(&layout::lines(&text));
        for column in ["issued", "repealed", "in_force"] {
            let address = CellAddress::parse(&format!("t2.normative_doc.{column}")).unwrap();
            assert_eq!(read.cells.value(address), None, "{gap:?} {address}");
        }
        let told = read.findings.iter().find(|finding| finding.code.0 == "row-cells-uncertain").unwrap();
        assert_eq!(told.cells.len(), 3);
        for address in ["t2.regulation.issued", "t2.permit.decisions", "t2.coercion.decisions"] {
            assert!(read.cells.value(CellAddress::parse(address).unwrap()).is_some(), "{gap:?} {address}");
        }
    }
}

#[test]
fn beside_the_words_above_them_figures_are_in_no_order() {
    let truth = truth(EditionId::E2019);
    let document = with_table(&truth, 0, |table| {
        let row = row_of(table, "行政事业性收费");
        table.cells.retain(|cell| cell.row != row || cell.column == 0);
        table.cells.extend([cell(row, 1, "上一年项目数量"), cell(row, 2, "489")]);
    });
    assert_missing(&truth, &document, &["t2.admin_fee.prev_items", "t2.admin_fee.delta"], "long form");
}

#[test]
fn the_rest_of_a_parted_figure_is_no_remark() {
    let truth = truth(EditionId::E2019);
    for rest in ["00.72万元", "5万元", "8件"] {
        let document = with_table(&truth, 0, |table| {
            let row = row_of(table, "政府集中采购");
            table.cells.retain(|cell| cell.row != row || cell.column == 0);
            let end = table.columns;
            let mut amount = cell(row, 2, "4");
            amount.column_span = end - 2;
            table.cells.extend([cell(row, 1, "867"), amount, cell(row, end, rest)]);
            table.columns += 1;
        });
        assert_missing(&truth, &document, &["t2.procurement.procurement_amount"], rest);
    }
}

#[test]
fn a_page_number_leaves_lines_that_keep_their_columns_a_table() {
    let lines = [
        "青禾街道2020年政府信息公开工作年度报告",
        "二、主动公开政府信息情况",
        "第二十条第（五）项\t\t\t",
        "信息内容\t上一年项目数量\t本年增/减\t处理决定数量",
        "行政许可\t\t\t3",
        "其他对外管理服务事项\t\t\t1",
        "第二十条第（八）项\t\t\t",
        "信息内容\t上一年项目数量\t本年增/减\t本年增/减",
        "行政事业性收费\t\t7\t7",
        "第二十条第（九）项\t\t\t",
        "信息内容\t采购项目数量\t采购总金额\t采购总金额",
        "政府集中采购\t0\t532.00万元\t532.00万元",
        "三、收到和处理政府信息公开申请情况",
    ];
    for at in 3..lines.len() {
        let mut printed = lines.to_vec();
        printed.insert(at, "—4—");
        let read = read(&layout::lines(&printed.join("\n")));
        let of = |address: &str| read.cells.value(CellAddress::parse(address).unwrap());
        assert_eq!(of("t2.admin_fee.prev_items"), None, "{at}");
        assert_eq!(of("t2.permit.decisions"), Some(3.into()), "{at}: {:?}", read.findings);
    }
}

#[test]
fn words_that_slid_past_the_figures_permute_nothing() {
    let truth = truth(EditionId::E2021);
    let document = with_table(&truth, 1, |table| {
        // The head above them reaches down over two rows more than it should: 自然人 and 总计 stand right of all figures.
        let (first, last) = (table.columns - 7, table.columns - 1);
        let organisations: Vec<usize> = (0..table.cells.len())
            .filter(|at| {
                let cell = &table.cells[*at];
                cell.row == 2 && cell.column > first && cell.column < last
            })
            .collect();
        assert_eq!(organisations.len(), 5);
        for at in organisations {
            table.cells[at].column -= 1;
        }
        for (text, column) in [("自然人", last + 1), ("总计", last + 7)] {
            let moved = table.cells.iter_mut().find(|cell| cell.row < 3 && cell.text == text).unwrap();
            moved.column = column;
        }
        let group = table.cells.iter_mut().find(|cell| cell.row < 3 && cell.text == "法人或其他组织").unwrap();
        group.column = last + 2;
        table.columns = last + 8;
    });
    let read = read(&document);
    assert_eq!(silently_wrong(&truth, &read), Vec::<CellAddress>::new());
    for (address, cell) in truth.cells.of_table(TableId::T3) {
        let found = read.cells.value(address);
        assert!(found.is_none() || found == cell.value, "{address}");
    }
}

/// 收费 is a word of money and stands in a row's label: it is none of the header's.
#[test]
fn a_row_below_the_words_of_its_header_in_one_line_is_read() {
    let text = "青禾街道2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（五）项\n\
                信息内容 上一年项目数量 本年增/减 处理决定数量\n行政许可 662 21 59\n其他对外管理服务事项 97 2 224\n\
                第二十条第（六）项\n信息内容 上一年项目数量 本年增/减 处理决定数量\n行政处罚 768 -4 54\n行政强制 12 -28 357\n\
                第二十条第（八）项\n信息内容 上一年项目数量 本年增/减\n行政事业性收费 706 21\n三、收到和处理\n";
    let read = read(&layout::lines(text));
    let of = |column: &str| read.cells.value(CellAddress::parse(&format!("t2.admin_fee.{column}")).unwrap());
    assert_eq!((of("prev_items"), of("delta")), (Some(706.into()), Some(21.into())), "{:?}", read.findings);
}
