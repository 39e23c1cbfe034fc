//! Web pages around a report, and grids whose columns are merged.

use gongkai_documents::{Limits, read};
use gongkai_report::{CellAddress, CellState, EditionId, Report, TableId, write};
use gongkai_testkit::{Figures, sample_report};
use rust_decimal::Decimal;

fn of(html: &str) -> Report {
    gongkai_report::read(&read(html.as_bytes(), &Limits::default()).unwrap())
}

fn page(before: &str) -> Report {
    let title = "青禾街道办事处2023年政府信息公开工作年度报告";
    of(&format!(
        "<html><head><meta charset=utf-8><title>{title}</title></head><body>{before}<h1>{title}</h1>\
         <p>一、总体情况</p><p>全年工作平稳。</p><p>五、存在的主要问题及改进情况</p><p>无。</p></body></html>"
    ))
}

#[test]
fn links_to_other_reports_and_the_way_here_are_no_titles() {
    for before in [
        "",
        "<ul><li><a href=1>白石街道2023年政府信息公开工作年度报告</a></li><li><a href=2>2022年政府信息公开年报</a></li></ul>",
        "<p>当前位置：首页 &gt; 政务公开 &gt; 政府信息公开年报</p>",
        "<h1>示例区人民政府门户网站</h1><p>政府信息公开年报</p>",
    ] {
        let report = page(before);
        assert_eq!(report.title.unwrap().text, "青禾街道办事处2023年政府信息公开工作年度报告", "{before}");
        assert_eq!((report.body.as_deref(), report.year), (Some("青禾街道办事处"), Some(2023)), "{before}");
    }
}

/// The official form as a page, changed.
fn form(figures: &Figures, change: impl Fn(String) -> String) -> (Report, Report) {
    let report = sample_report(figures.edition, "青禾街道", 2023, figures);
    let bytes =
        gongkai_documents::write(&write::form(&report), gongkai_documents::Output::Html, &<_>::default()).unwrap();
    (of(&change(String::from_utf8(bytes).unwrap())), report)
}

#[test]
fn money_of_a_unit_nobody_wrote_is_left_as_it_stands() {
    let (read, report) = form(&Figures::telling(EditionId::E2021), |html| html.replace("（单位：万元）", ""));
    let fee = CellAddress::parse("t2.admin_fee.fee_amount").unwrap();
    let cell = read.cells.get(fee).unwrap();
    let written = report.cells.get(fee).unwrap();
    assert_eq!((cell.state, cell.unit.as_deref()), (CellState::Value, None));
    assert_eq!(cell.value, cell.raw.as_deref().map(|raw| raw.parse().unwrap()));
    assert_ne!(cell.value, written.value);
    assert!(read.findings.iter().any(|finding| finding.code.0 == "money-without-unit"), "{:?}", read.findings);
}

#[test]
fn a_figure_that_may_stand_in_its_neighbours_column_is_not_certain() {
    // The first figure of a row is lost, and the row filled up with an empty cell.
    let figures = (1..99).map(|seed| Figures::consistent(EditionId::E2021, seed)).find(|figures| {
        let received = |column: &str| figures.cells.number(&format!("t3.new_received.{column}")).unwrap_or_default();
        received("natural_person") > Decimal::ZERO && received("commercial") > Decimal::ZERO
    });
    let (read, report) = form(&figures.unwrap(), |html| {
        let row = html.find("一、本年新收政府信息公开申请数量").unwrap();
        let from = row + html[row..].find("<td").unwrap();
        let until = from + html[from..].find("</td>").unwrap() + "</td>".len();
        let end = until + html[until..].find("</tr>").unwrap();
        format!("{}{}<td></td>{}", &html[..from], &html[until..end], &html[end..])
    });
    for (address, cell) in read.cells.0.iter().filter(|(address, _)| address.row() == "new_received") {
        let right = report.cells.get(*address).unwrap();
        assert!(cell.state == CellState::Missing || cell.value == right.value, "{address}: {cell:?}");
    }
    assert!(read.tables[&TableId::T3].found && !read.findings.is_empty());
}

#[test]
fn a_figure_run_together_with_the_next_label_stays_in_its_row() {
    let report = of("<html><body></body></html>");
    assert!(report.cells.0.values().all(|cell| cell.state == CellState::Missing));
    let text = "青禾街道2023年政府信息公开工作年度报告\n一、总体情况\n工作平稳。\n二、主动公开政府信息情况\n\
                第二十条第（五）项\n信息内容\n本年处理决定数量\n行政许可\n107\n第二十条第（六）项\n信息内容\n\
                本年处理决定数量\n行政处罚\n108\t行政强制\n109\n";
    let report = gongkai_report::read(&read(text.as_bytes(), &Limits::default()).unwrap());
    for (cell, value) in [("t2.permit.decisions", 107), ("t2.penalty.decisions", 108), ("t2.coercion.decisions", 109)] {
        assert_eq!(report.cells.number(cell), Some(value.into()), "{cell}");
    }
}

#[test]
fn a_page_of_links_is_nobodys_report() {
    let page = "<html><head><title>青禾街道年报_示例区人民政府</title></head><body><div><ul><li><a href='/'>首页</a></li>\
                <li><a href='/zwgk'>政务公开</a></li><li><a>2022年政府信息公开工作年度报告</a></li></ul></div>\
                <iframe src='a.html'></iframe></body></html>";
    let document = gongkai_documents::read(page.as_bytes(), &gongkai_documents::Limits::default()).unwrap();
    let report = gongkai_report::read(&document);
    assert_eq!((report.body, report.year, report.title), (None, None, None));
}

#[test]
fn a_unit_that_a_note_or_a_label_names_otherwise_is_not_passed_over() {
    let figures = Figures::telling(EditionId::E2021);
    let fee = CellAddress::parse("t2.admin_fee.fee_amount").unwrap();
    let below = |note: &str| {
        let note = note.to_owned();
        move |html: String| html.replacen("</table>", &format!("</table><p>{note}</p>"), 1)
    };
    let header = |unit: &str| {
        let unit = format!("（单位：{unit}）");
        move |html: String| html.replace("（单位：万元）", &unit)
    };
    let changes: [Box<dyn Fn(String) -> String>; 6] = [
        Box::new(below("注：表中金额单位为元。")),
        Box::new(below("备注：收费金额以元为单位")),
        Box::new(|html: String| html.replace(">行政事业性收费<", ">行政事业性收费（元）<")),
        Box::new(header("百元")),
        Box::new(header("十万元")),
        Box::new(header("美元")),
    ];
    for (number, change) in changes.iter().enumerate() {
        let (read, written) = form(&figures, change);
        let cell = read.cells.get(fee).unwrap();
        assert_eq!(cell.unit, None, "change {number}: {cell:?}");
        assert_ne!(cell.value, written.cells.value(fee), "change {number}");
        let named = |finding: &gongkai_report::Finding| {
            finding.code.0 == "money-without-unit" && finding.cells == [fee.as_str()]
        };
        assert!(read.findings.iter().any(named), "change {number}: {:?}", read.findings);
    }
    // A note that says the same, and one of an amount.
    for note in ["注：表中金额单位为万元。", "全年收费25元。"] {
        let (read, written) = form(&figures, below(note));
        assert_eq!(read.cells.value(fee), written.cells.value(fee), "{note}");
    }
}
