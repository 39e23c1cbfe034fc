//! Labels and figures that stand apart, as text copied out of a page has them: a figure goes into no cell that may be
//! another row's, and that is told.

use gongkai_documents::{Limits, read as read_document};
use gongkai_report::{CellState, EditionId, read};
use gongkai_testkit::{Figures, sample_report};

const ROWS: [(&str, &str); 7] = [
    ("一、本年新收政府信息公开申请数量", "new_received"),
    ("二、上年结转政府信息公开申请数量", "carried_in"),
    ("（一）予以公开", "granted"),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "granted_in_part"),
    ("1.属于国家秘密", "refused_state_secret"),
    ("2.其他法律行政法规禁止公开", "refused_other_law"),
    ("3.危及“三安全一稳定”", "refused_security_stability"),
];

/// A report of table 3's first rows, its lines in an order made of labels and rows of figures.
fn text(order: impl Fn(&[String], &[String]) -> Vec<String>) -> (String, Figures) {
    let figures = Figures::telling(EditionId::E2021);
    let report = sample_report(EditionId::E2021, "示例区青禾街道", 2024, &figures);
    let row = |id: &str| {
        let cells =
            report.cells.0.iter().filter(|(address, _)| address.row() == id && address.as_str().starts_with("t3."));
        cells.filter_map(|(_, cell)| cell.raw.clone()).collect::<Vec<_>>().join("\t")
    };
    let labels: Vec<String> = ROWS.iter().map(|(label, _)| (*label).to_owned()).collect();
    let rows: Vec<String> = ROWS.iter().map(|(_, id)| row(id)).collect();
    let head = "示例区青禾街道2024年政府信息公开工作年度报告\n一、总体情况\n本街道按规定办理。\n\
        三、收到和处理政府信息公开申请情况\n申请人情况\n自然人\t法人或其他组织\t总计\n\
        商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n";
    (format!("{head}{}\n五、存在的主要问题及改进情况\n无。\n", order(&labels, &rows).join("\n")), figures)
}

/// Cells of the rows that hold another figure than theirs, and those that nothing tells of, of a text.
fn check(order: impl Fn(&[String], &[String]) -> Vec<String>) -> (Vec<String>, usize) {
    let (text, figures) = text(order);
    let report = read(&read_document(text.as_bytes(), &Limits::default()).unwrap());
    let told = |address: &str| report.findings.iter().any(|finding| finding.cells.iter().any(|cell| cell == address));
    let (mut wrong, mut read) = (Vec::new(), 0);
    for (address, cell) in figures.cells.0.iter().filter(|(address, _)| ROWS.iter().any(|(_, id)| *id == address.row()))
    {
        match report.cells.get(*address) {
            Some(found) if found.state == CellState::Value && found.value == cell.value => read += 1,
            Some(found) if found.state == CellState::Missing && told(address.as_str()) => {}
            found => wrong.push(format!("{address}: {found:?}")),
        }
    }
    (wrong, read)
}

#[test]
fn each_label_above_its_figures_is_read() {
    let pairs = |labels: &[String], rows: &[String]| {
        labels.iter().zip(rows).flat_map(|(label, row)| [label.clone(), row.clone()]).collect()
    };
    assert_eq!(check(pairs), (vec![], 49));
}

#[test]
fn labels_before_the_figures_of_several_rows_take_none() {
    let twos = |labels: &[String], rows: &[String]| {
        labels.chunks(2).zip(rows.chunks(2)).flat_map(|(labels, rows)| [labels, rows].concat()).collect()
    };
    assert_eq!(check(twos).0, Vec::<String>::new());
    let all = |labels: &[String], rows: &[String]| [labels, rows].concat();
    assert_eq!(check(all).0, Vec::<String>::new());
}

#[test]
fn figures_above_their_labels_are_not_those_of_the_label_before() {
    let above = |labels: &[String], rows: &[String]| {
        rows.iter().zip(labels).flat_map(|(row, label)| [row.clone(), label.clone()]).collect()
    };
    assert_eq!(check(above), (vec![], 0));
}

#[test]
fn a_row_on_one_line_is_read_beside_others_that_are_not() {
    let mixed = |labels: &[String], rows: &[String]| {
        let whole = |at: usize| format!("{}\t{}", labels[at], rows[at]);
        let apart = [labels[1].clone(), labels[2].clone(), rows[1].clone(), rows[2].clone()];
        [vec![whole(0)], apart.to_vec(), (3..7).map(whole).collect()].concat()
    };
    assert_eq!(check(mixed), (vec![], 35));
}

#[test]
fn a_figure_below_a_row_that_lost_its_last_is_not_taken_for_it() {
    // Figures that add up; the row of another total is followed by a page's number.
    let with = |below: &str| {
        let row = |label: &str, figures: &str| format!("{label} {figures}\n");
        let lines: String = ROWS
            .iter()
            .zip(1..)
            .map(|((label, _), at)| match at {
                4 => format!("{label} 3 0 1 0 0 2\n{below}\n"),
                _ => row(label, &format!("{at} 0 0 1 0 0 {}", at + 1)),
            })
            .collect();
        let text = format!(
            "示例区青禾街道2024年政府信息公开工作年度报告\n一、总体情况\n本街道按规定办理。\n\
            三、收到和处理政府信息公开申请情况\n自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n{lines}"
        );
        read(&read_document(text.as_bytes(), &Limits::default()).unwrap())
    };
    let total = |below: &str| with(below).cells.number("t3.granted_in_part.total");
    assert_eq!((total("6"), total("5")), (Some(6.into()), None));
    assert_eq!(with("5").cells.number("t3.refused_state_secret.total"), Some(6.into()));
}

#[test]
fn one_figure_of_a_band_below_two_labels_is_neither_ones() {
    let text = "示例区青禾街道2024年政府信息公开工作年度报告\n一、总体情况\n本街道按规定办理。\n二、主动公开政府信息情况\n\
        第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n规章\n行政规范性文件\n0 0 0\n5 3 40\n\
        第二十条第（五）项\n本年处理决定数量\n行政强制\n信息内容\n行政事业性收费\n28\n第二十条第（八）项\n\
        本年收费金额（单位：万元）\n879.4209\n三、收到和处理政府信息公开申请情况\n";
    let report = read(&read_document(text.as_bytes(), &Limits::default()).unwrap());
    for row in ["regulation", "normative_doc", "coercion", "admin_fee"] {
        let cells = report.cells.0.iter().filter(|(address, _)| address.row() == row);
        for (address, cell) in cells {
            assert_eq!(cell.state, CellState::Missing, "{address}");
        }
    }
}

#[test]
fn a_stretch_in_which_each_figure_stands_above_its_label_is_not_believed() {
    // One figure a line; of three rows in the middle the label comes last.
    let stretch = |labels: &[String], rows: &[String]| {
        let cells = |at: usize| rows[at].split('\t').map(str::to_owned).collect::<Vec<_>>();
        let below = |at: usize| [vec![labels[at].clone()], cells(at)].concat();
        let above = |at: usize| [cells(at), vec![labels[at].clone()]].concat();
        [below(0), below(1), above(2), above(3), below(4), below(5), below(6)].concat()
    };
    assert_eq!(check(stretch).0, Vec::<String>::new());
}

#[test]
fn a_header_on_one_line_without_gaps_is_a_header() {
    let text = "示例区青禾街道2024年政府信息公开工作年度报告\n一、总体情况\n本街道按规定办理。\n二、主动公开政府信息情况\n\
        第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 0 0 0\n行政规范性文件 4 3 55\n\
        第二十条第（六）项\n信息内容 本年处理决定数量\n196\n行政处罚\n36\n行政强制\n\
        三、收到和处理政府信息公开申请情况\n";
    let report = read(&read_document(text.as_bytes(), &Limits::default()).unwrap());
    assert_eq!(report.cells.number("t2.normative_doc.in_force"), Some(55.into()));
    assert_eq!(report.cells.number("t2.penalty.decisions"), None);
}
