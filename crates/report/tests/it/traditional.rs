//! A whole report in traditional characters.

use gongkai_documents::{Fonts, Limits, Output, write};
use gongkai_law::Severity;
use gongkai_report::check::{Context, check};
use gongkai_report::{EditionId, Report, read};
use gongkai_testkit::{Figures, Layout, layout, sample_report};

/// Simplified and traditional form of the characters of the form that differ, and of some of a report's prose.
const PAIRS: &str = "内內两兩动動务務区區单單国國执執报報审審对對属屬废廢厅廳强強后後复復态態采採据據数數书書会會条條业業\
构構机機权權减減为為无無获獲现現当當发發监監确確稳穩纠糾纳納组組结結给給经經维維县縣总總织織缴繳继繼续續与與万萬处處补補\
见見规規计計讼訟许許诉訴询詢认認请請护護负負责責费費购購转轉办辦进進过過乡鄉镇鎮开開关關险險项項题題类類体體这這个個";

fn traditional(text: &str) -> String {
    let pairs: Vec<char> = PAIRS.chars().collect();
    let turned = |character| {
        let found = pairs.chunks_exact(2).find(|pair| pair[0] == character);
        found.map_or(character, |pair| pair[1])
    };
    text.chars().map(turned).collect()
}

fn assert_same(read: &Report, truth: &Report, how: &str) {
    for (address, cell) in &truth.cells.0 {
        assert_eq!(read.cells.value(*address), cell.value, "{how} {address}");
    }
    let numbers: Vec<u8> = read.sections.iter().map(|section| section.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6], "{how}");
    assert_eq!((read.year, read.period, read.published), (truth.year, truth.period, truth.published), "{how}");
    assert_eq!(read.tables, truth.tables, "{how}");
    let errors: Vec<_> = read.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{how}: {errors:#?}");
}

#[test]
fn every_cell_and_section_is_found() {
    for edition in EditionId::ALL {
        let years = edition.edition().years.from;
        let truth = sample_report(edition, "示例区青禾街道", years, &Figures::consistent(edition, 12));
        for layout in Layout::ALL {
            let text = traditional(&layout::text(&truth, layout));
            let document = gongkai_documents::read(text.as_bytes(), &Limits::default()).unwrap();
            assert_same(&read(&document), &truth, &format!("{layout:?}"));
        }
        let page = write(&gongkai_report::write::form(&truth), Output::Html, &Fonts::default()).unwrap();
        let page = traditional(&String::from_utf8(page).unwrap());
        let mut found = read(&gongkai_documents::read(page.as_bytes(), &Limits::default()).unwrap());
        found.findings.extend(check(&found, &Context::default()));
        assert_same(&found, &truth, "html");
    }
}
