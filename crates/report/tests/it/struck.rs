//! Cells in which text is struck out, hidden, raised or lowered are read without it, and named where it is lost.

use gongkai_documents::{Fonts, Limits, Notice, NoticeKind, Output, Place, read as read_bytes, write as write_bytes};
use gongkai_law::{Lang, Wording};
use gongkai_report::{CellAddress, CellState, EditionId, Report, read, write};
use gongkai_testkit::{Figures, sample_report};

fn truth() -> Report {
    sample_report(EditionId::E2021, "青禾街道", 2022, &Figures::telling(EditionId::E2021))
}

/// The report read from a page in which what is written in some cells was changed.
fn page(truth: &Report, change: impl Fn(&str) -> String, addresses: &[&str]) -> Report {
    let bytes = write_bytes(&write::form(truth), Output::Html, &Fonts::default()).unwrap();
    let mut page = String::from_utf8(bytes).unwrap();
    for address in addresses {
        let raw = truth.cells.get(CellAddress::parse(address).unwrap()).unwrap().raw.clone().unwrap();
        let cell = format!(">{raw}</td>");
        assert_eq!(page.matches(&cell).count(), 1, "{cell}");
        page = page.replace(&cell, &format!(">{}</td>", change(&raw)));
    }
    read(&read_bytes(page.as_bytes(), &Limits::default()).unwrap())
}

#[test]
fn a_figure_struck_out_leaves_a_blank_that_is_told_with_its_cell() {
    let truth = truth();
    let struck = ["t3.granted.natural_person", "t3.granted.commercial", "t2.permit.decisions"];
    for mark in ["s", "del", "strike"] {
        let report = page(&truth, |raw| format!("<{mark}>{raw}</{mark}>"), &struck);
        for (address, cell) in &truth.cells.0 {
            let found = report.cells.get(*address).unwrap();
            if struck.contains(&address.as_str()) {
                assert_eq!((found.state, found.value), (CellState::Blank, None), "{address}");
            } else {
                assert_eq!(found.value, cell.value, "{address} {:?}", report.findings);
            }
        }
        let told: Vec<&[String]> = report
            .findings
            .iter()
            .filter(|finding| finding.code.0 == "cells-struck")
            .map(|finding| finding.cells.as_slice())
            .collect();
        assert_eq!(told, [&struck[2..], &struck[..2]], "{mark}");
        let is_placed = |finding: &gongkai_report::Finding| finding.at.is_some() && finding.code.0 != "document-struck";
        assert!(report.findings.iter().all(is_placed), "{:?}", report.findings);
    }
}

#[test]
fn a_figure_struck_out_beside_the_one_that_holds_is_told_too() {
    let truth = truth();
    let address = "t3.granted.natural_person";
    let report = page(&truth, |raw| format!("<s>999</s>{raw}"), &[address]);
    for (address, cell) in &truth.cells.0 {
        assert_eq!(report.cells.value(*address), cell.value, "{address}");
    }
    let told = report.findings.iter().find(|finding| finding.code.0 == "cells-struck").unwrap();
    assert_eq!(told.cells, [address]);
}

#[test]
fn cells_in_hidden_rows_and_columns_are_read_and_told_once_for_a_table() {
    let truth = truth();
    let bytes = write_bytes(&write::form(&truth), Output::Xlsx, &Fonts::default()).unwrap();
    let mut document = read_bytes(&bytes, &Limits::default()).unwrap();
    let report = read(&document);
    let hidden = ["t3.granted.natural_person", "t3.granted.commercial"];
    for address in hidden {
        let place = report.cells.get(CellAddress::parse(address).unwrap()).unwrap().at.clone();
        document.notices.push(Notice { kind: NoticeKind::UnseenRead, place, detail: "12".to_owned() });
    }
    // The row's label stands beside them, and is told with them.
    let place = report.cells.get(CellAddress::parse(hidden[0]).unwrap()).unwrap().at.clone();
    let Some(Place::Sheet { sheet, cell }) = place else { unreachable!() };
    let cell = format!("A{}", cell.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()));
    let place = Some(Place::Sheet { sheet: sheet.clone(), cell });
    document.notices.push(Notice { kind: NoticeKind::UnseenRead, place, detail: "（一）予以公开".to_owned() });
    let report = read(&document);
    for (address, cell) in &truth.cells.0 {
        assert_eq!(report.cells.value(*address), cell.value, "{address}");
    }
    let told: Vec<_> = report.findings.iter().map(|finding| (finding.code.0, finding.cells.as_slice())).collect();
    assert_eq!(told, [("cells-unseen", &hidden.map(str::to_owned)[..])]);
    let place = Some(Place::Sheet { sheet, cell: "A1".to_owned() });
    document.notices = vec![Notice { kind: NoticeKind::UnseenRead, place, detail: "标题".to_owned() }];
    let report = read(&document);
    let [told] = report.findings.as_slice() else { panic!("{:?}", report.findings) };
    assert_eq!(told.code.0, "document-unseen");
    let said = Wording::findings(Lang::ZhCn).finding(told).message;
    assert!(said.contains("标题") && said.contains("已照常读取"), "{said}");
}

#[test]
fn a_figure_its_format_rounds_is_read_as_shown_and_told_with_both() {
    let truth = truth();
    let bytes = write_bytes(&write::form(&truth), Output::Xlsx, &Fonts::default()).unwrap();
    let mut document = read_bytes(&bytes, &Limits::default()).unwrap();
    let address = "t2.admin_fee.fee_amount";
    let place = read(&document).cells.get(CellAddress::parse(address).unwrap()).unwrap().at.clone();
    let detail = "842→842.172".to_owned();
    document.notices = vec![Notice { kind: NoticeKind::Rounded, place, detail }];
    let report = read(&document);
    let [told] = report.findings.as_slice() else { panic!("{:?}", report.findings) };
    assert_eq!((told.code.0, told.cells.as_slice()), ("cells-rounded", &[address.to_owned()][..]));
    for lang in [Lang::ZhCn, Lang::En] {
        let said = Wording::findings(lang).finding(told).message;
        assert!(said.contains("842→842.172"), "{said}");
    }
    // Outside the form's cells nobody asks for more digits than are shown.
    document.notices[0].place = Some(Place::Sheet { sheet: "表".to_owned(), cell: "Z99".to_owned() });
    assert!(read(&document).findings.is_empty());
}

#[test]
fn hidden_content_of_which_nothing_is_known_is_told_in_whole_words() {
    let mut document = write::form(&truth());
    document.notices.push(Notice { kind: NoticeKind::HiddenContent, place: None, detail: String::new() });
    let report = read(&document);
    let told = report.findings.iter().find(|finding| finding.code.0 == "document-hidden").unwrap();
    for lang in [Lang::ZhCn, Lang::En] {
        let said = Wording::findings(lang).finding(told).message;
        assert!(!said.contains("none") && !said.contains("（）") && !said.ends_with([':', '：', ' ']), "{said}");
    }
}

#[test]
fn what_is_hidden_in_a_cell_is_told_with_its_cell() {
    let truth = truth();
    let address = "t3.granted.natural_person";
    let hidden = |raw: &str| format!("{raw}<i style=\"display:none\">9</i>");
    let select = |raw: &str| format!("<select><option>{raw}</option></select>");
    for is_blank in [false, true] {
        let report = page(&truth, |raw| if is_blank { select(raw) } else { hidden(raw) }, &[address]);
        for (of, cell) in &truth.cells.0 {
            let found = report.cells.get(*of).unwrap();
            if is_blank && of.as_str() == address {
                assert_eq!((found.state, found.value), (CellState::Text, None));
            } else {
                assert_eq!(found.value, cell.value, "{of}");
            }
        }
        let code = if is_blank { "cell-text" } else { "cells-hidden" };
        let told = report.findings.iter().find(|finding| finding.code.0 == code).unwrap();
        assert_eq!(told.cells, [address], "{code}");
    }
}

#[test]
fn a_note_beside_a_figure_is_no_digit_and_a_note_alone_is_no_figure() {
    let truth = truth();
    let address = "t3.granted.natural_person";
    let lowered = page(&truth, |raw| format!("{raw}<sub>9</sub>"), &[address]);
    assert_eq!(
        lowered.cells.value(CellAddress::parse(address).unwrap()),
        truth.cells.value(CellAddress::parse(address).unwrap())
    );
    let alone = page(&truth, |_| "<sup>1</sup>".to_owned(), &[address]);
    let cell = alone.cells.get(CellAddress::parse(address).unwrap()).unwrap();
    assert_eq!((cell.state, cell.value), (CellState::Text, None));
    assert!(alone.findings.iter().any(|finding| finding.code.0 == "cell-text" && finding.cells == [address]));
}
